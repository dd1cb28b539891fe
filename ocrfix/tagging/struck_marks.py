"""Struck marks: portion marks that cannot be read, known by their place and the page's habit.

On a declassified page the mark of each paragraph is struck through, and reads as ``(8)``, ``+&-``
or a single letter. Behind the last sentence of several paragraphs such debris is a mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ocrfix.tagging.paragraphs import AT_START, AT_START_OPEN, Paragraphs
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.text import lazy_regex

_BRACKETED = 0.75
_BARE = 0.6
"""Confidences: a badly read mark with a bracket, and one that the habit of the page explains."""
_MIN_HABIT = 2
"""How many paragraphs with a mark in one place make a habit."""
_MIN_STRUCK_HABIT = 3
_MIN_HABIT_SHARE = 0.4
"""The same where all are badly read: so many, and this share of the paragraphs."""
_MIN_LAST_LETTERS = 2
_MIN_LAST_WORD_CHARS = 4
_MAX_CHARS = 6
_MAX_BARE_CHARS = 8
_MAX_ALONE_CHARS = 4
_MAX_TAIL_CHARS = 60
_MAX_LETTERS = 3
_MIN_LOWERCASE_SHARE = 0.6
"""Struck marks are looked for in running text, not in telegrams or lists in capitals."""

STAMP = r"(?:\s+[A-Z]{8,}\W{0,3})?"
"""A stamp, a word in capitals, may follow the last mark of a page."""
_END = lazy_regex.pattern(
    r"[.?!][\"”’')\]]{0,2}\s+"
    rf"(?P<mark>[(\[{{]\s?\S{{0,3}}\s?[)\]}}]?{STAMP}|[^\s\w]{{0,3}}\S{{0,5}})\s*$"
)
_LAST_WORD = lazy_regex.pattern(r"(\w{0,20})\W?\s?$")
_START = lazy_regex.pattern(
    r"^[^\w(\[{/]{0,4}(?:\d{1,2}[.,]\s{0,3})?"
    r"(?P<mark>\.?[(\[{]\S{1,3}[)\]}]|[A-Za-z0-9]{1,4}[)}\]]|/[A-Z0-9]{1,3}/"
    r"|[(\[{][A-Z0-9]{1,3}[/|\\])\.?\s+[\"“(]?[A-Za-z0-9]"
)
_SUBJECT_END = lazy_regex.pattern(r"\S\s+(?P<mark>\S{2,6})\s*$")
_SPECK = lazy_regex.pattern(r"[\s.,;:|'`\"‘’“”_~*•·°\\/=-]*$")
_BRACKET = lazy_regex.pattern(r"[()\[\]{}]")
_STOPS = frozenset(".?!")
_OPENING = ("(", "[", "{")
_SYMBOL = lazy_regex.pattern(r"[^\w\s.,;:'\"’“”|-]")
_LETTER_SPACED = lazy_regex.pattern(r"(?:\w ){3}\W*$")
_ROMAN = lazy_regex.pattern(r"[ivx]{2,}")
_NUMBERED = lazy_regex.pattern(r"\d{1,3}[.)]")


class PlacedMark(NamedTuple):
    """A portion mark, read or struck, on a line (offsets of the line).

    Attributes:
        number: the number of its line.
        place: ``start``, ``end``, ``heading`` or ``alone``.
        level: its level; empty if it is struck.
        controls: its control markings, as written.
        is_sure: whether it has no other meaning or, struck, is no word and no number.
        bracketed: whether it has a bracket.
    """

    number: int
    start: int
    end: int
    place: str
    level: str = ""
    controls: str = ""
    is_sure: bool = False
    bracketed: bool = True


class StruckMarks:
    """Finds the struck marks of a page, given those that can be read."""

    def __init__(self, rules: RuleSet) -> None:
        markings = rules.markings
        self._subject = lazy_regex.pattern(markings.subject_labels)
        self._misread = frozenset("".join(markings.misread_letters.values()))
        self._items = frozenset(
            letter for letters in markings.list_letters.values() for letter in letters
        )
        self._words = frozenset(word.lower() for word in rules.layout.function_words)

    def find(
        self, text: Paragraphs, marks: Sequence[PlacedMark], letters: set[tuple[str, str]]
    ) -> Iterator[tuple[PlacedMark, float]]:
        """Yield struck marks with their confidence, where the page has the habit.

        Args:
            text: the lines of the page.
            marks: the marks that can be read.
            letters: the items of lists, see :meth:`ocrfix.tagging.paragraphs.Paragraphs`.
        """
        found: list[PlacedMark] = []
        taken = {mark.number for mark in marks if mark.place != "start"}
        for section in text.sections():
            found += self._of_section(text, section, marks, taken)
        if len([mark for mark in marks if mark.place == "start"]) >= _MIN_HABIT:
            found += self._at_start(text, {mark.number for mark in marks}, letters)
        for mark in found:
            yield mark, _BRACKETED if mark.bracketed else _BARE

    def _of_section(
        self, text: Paragraphs, section: range, marks: Sequence[PlacedMark], taken: set[int]
    ) -> list[PlacedMark]:
        """Return the struck marks at the ends of the paragraphs and the subject of a section."""
        numbers = [number for number in section if number in text.lines]
        at_end: list[PlacedMark] = []
        for number in numbers:
            mark = None if number in taken else self._at_end(text, number, text.lines[number])
            if mark:
                at_end.append(mark)
        readable = sum(mark.number in section and mark.place in ("end", "alone") for mark in marks)
        if not (at_end or readable) or not _is_habit(readable, at_end, text.count(section)):
            return []
        placed = {mark.number for mark in at_end} | taken
        others: list[PlacedMark] = []
        for number in numbers:
            if number not in placed:
                line = text.lines[number]
                mark = self._alone(text, number, line, placed) or self._of_subject(
                    text, number, line
                )
                others += [mark] if mark else []
        return at_end + others

    def _at_start(
        self, text: Paragraphs, taken: set[int], letters: set[tuple[str, str]]
    ) -> Iterator[PlacedMark]:
        """Yield badly read marks at the start of paragraphs."""
        for number, line in text.lines.items():
            found = None if number in taken else _START.match(line)
            if found and text.starts_paragraph(number) and self._may_open(found["mark"], letters):
                yield PlacedMark(number, *found.span("mark"), "start")

    def _may_open(self, mark: str, letters: set[tuple[str, str]]) -> bool:
        """Return whether a badly read mark at the start of a paragraph is no item of a list."""
        inner = mark.strip("()[]{}/.|\\")
        is_open = mark[0] not in "([{/."
        if not inner or len(inner) > _MAX_LETTERS or _ROMAN.fullmatch(inner):
            return False
        if len(inner) == 1 and inner not in self._misread:
            return False
        if len(inner) > 1 and inner.isalpha() and inner.isupper():
            return False  # an abbreviation
        if inner.islower() or is_open or len(inner) == 1:
            where = AT_START_OPEN if is_open else AT_START
            return not any((where, letter) in letters for letter in self._items)
        return not inner.isdigit()

    def _at_end(self, text: Paragraphs, number: int, line: str) -> PlacedMark | None:
        """Return what stands behind the last sentence of a paragraph, if it may be a mark."""
        cut = max(len(line) - _MAX_TAIL_CHARS, 0)
        tail = line[cut:]
        if not _may_end_in_mark(tail):
            return None
        found = _END.search(tail)
        if found is None or not text.ends_paragraph(number):
            return None
        before = _LAST_WORD.search(tail[: found.start()])
        last = before[1] if before else ""
        start, mark = cut + found.start("mark"), found["mark"].rstrip()
        mark = mark if len(mark) <= _MAX_CHARS else mark.split()[0]
        letters = [char for char in line[:start] if char.isalpha()]
        if len(letters) < _MIN_LAST_LETTERS or not self._may_be_mark(mark):
            return None
        if sum(map(str.islower, letters)) < _MIN_LOWERCASE_SHARE * len(letters):
            return None
        bracketed = bool(_BRACKET.search(mark))
        strong = bracketed or bool(_SYMBOL.search(mark))
        is_word = _is_word(last) or bool(_LETTER_SPACED.search(line[:start]))
        if not (mark.startswith(_OPENING) or is_word) and len(last) == 1:
            return None
        if not strong and (not is_word or text.is_followed_by_lowercase(number)):
            return None
        end = start + len(mark)
        return PlacedMark(number, start, end, "end", is_sure=strong, bracketed=bracketed)

    def _may_be_mark(self, mark: str) -> bool:
        """Return whether a short token may be a struck mark: no speck, and no word."""
        if not mark or len(mark) > _MAX_CHARS or _SPECK.fullmatch(mark):
            return False
        letters = sum(map(str.isalpha, mark))
        if letters > _MAX_LETTERS or (mark[-1] in ".,:;?!" and letters >= len(mark) - 1):
            return False
        if letters < len(mark):
            return True
        if len(mark) > 1 and mark.isupper():
            return False
        return not ((len(mark) == 1 or mark.istitle()) and mark.lower() in self._words)

    def _alone(
        self, text: Paragraphs, number: int, line: str, placed: set[int]
    ) -> PlacedMark | None:
        """Return a struck mark alone on the line below a sentence that has none."""
        mark = line.strip()
        if len(mark) > _MAX_ALONE_CHARS or not text.follows_sentence(number):
            return None
        if not self._may_be_mark(mark.rstrip(",")) or text.before(number) in placed:
            return None
        if (mark.isalpha() and len(mark) > 2) or _NUMBERED.fullmatch(mark):
            return None
        bracketed = bool(_BRACKET.search(mark))
        if not bracketed and not text.goes_on(number):
            return None
        start = line.index(mark)
        return PlacedMark(number, start, start + len(mark), "alone", bracketed=bracketed)

    def _of_subject(self, text: Paragraphs, number: int, line: str) -> PlacedMark | None:
        """Return a struck mark at the end of the subject."""
        if not text.near_subject(number, self._subject) or not text.ends_paragraph(number):
            return None
        found = _SUBJECT_END.search(line)
        if found is None:
            return None
        mark = found["mark"]
        if sum(map(str.isdigit, mark)) > 1 or mark[-1] in ".,:;":
            return None
        if not _SYMBOL.search(mark) or not self._may_be_mark(mark):
            return None
        bracketed = bool(_BRACKET.search(mark))
        return PlacedMark(number, *found.span("mark"), "heading", bracketed=bracketed)


def _may_end_in_mark(tail: str) -> bool:
    """Return whether a mark may stand behind a stop at the end of a line; a quick test.

    An example is ``The talks ended. +&-``.
    """
    if "(" in tail or "[" in tail or "{" in tail:
        return True
    parts = tail.rsplit(None, 1)  # a mark without a bracket has no space
    is_short = len(parts) > 1 and len(parts[1]) <= _MAX_BARE_CHARS
    return is_short and not _STOPS.isdisjoint(parts[0][-3:])


def _is_word(last: str) -> bool:
    """Return whether the word before a stop is a word rather than an abbreviation.

    >>> _is_word("talks"), _is_word("Bosnia"), _is_word("Mr"), _is_word("M")
    (True, True, False, False)
    """
    return last.islower() or (len(last) >= _MIN_LAST_WORD_CHARS and not last.isupper())


def _is_habit(readable: int, struck: Sequence[PlacedMark], paragraphs: int) -> bool:
    """Return whether enough paragraphs end in a mark for struck ones to count."""
    found = readable + len(struck)
    strong = readable + sum(mark.is_sure for mark in struck)
    bracketed = sum(mark.bracketed for mark in struck)
    enough = (
        readable >= _MIN_HABIT
        or (strong >= _MIN_HABIT and found >= _MIN_STRUCK_HABIT)
        or (readable + bracketed >= _MIN_HABIT and bracketed == len(struck))
    )
    return enough and found >= _MIN_HABIT_SHARE * paragraphs
