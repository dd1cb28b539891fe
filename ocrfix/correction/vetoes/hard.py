"""What no judge may do, however likely it finds it: the last word on every edit.

The judges are learned from typed pages read by machines. What they never saw there, such as the
addresses of electronic mail, they take for damage; and some things are no matter of likelihood.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ocrfix.edits import Edit
from ocrfix.text import lazy_regex
from ocrfix.text.letters import uppercase_share

_ADDRESS = lazy_regex.pattern(r"\w@\w|\w©\w{2,}\.|://|www\.|\[mail", re.IGNORECASE)
"""What is found by :func:`_signs`, in its place; a © alone may be half of a misread letter."""
_MAIL = lazy_regex.pattern(r"\[mail", re.IGNORECASE)
_SIGNS = ("@", "©", "://")
_NETWORK = tuple(f"{one}{other}." for one in "wW" for other in "wW")
_HEADER = lazy_regex.pattern(
    r"^[ \t>]*(?:From|To|Cc|Bcc|Reply-To)[ \t]*:", re.MULTILINE | re.IGNORECASE
)
"""The fields of origin and destination of a message (RFC 5322, 3.6.2 and 3.6.3)."""
_ADDRESSED = frozenset("<@©[")
_DOTTED = lazy_regex.pattern(r"[a-z]\.[a-z]")
"""A name as mail has it, its address cut off: `jane.doe`."""
_EMPHASIS = lazy_regex.pattern(r"(?<![\w*])\*(?=\w)[^*\n]{1,60}(?<=\w)\*(?![\w*])")
_TRAILING = ".,;:!?)'\"’”"
_QUERY = frozenset("/=&?%")
_CLOSING = {")": "(", "]": "[", "}": "{"}
_OPENING = {opening: closing for closing, opening in _CLOSING.items()}
_BRACKETS = (*_OPENING, *_CLOSING)
_FARTHEST = 300
"""How far apart two brackets of a pair may stand, in characters."""
_OPENING_QUOTES = frozenset("\"“‘'«")
_SINGLE_OPENING = frozenset("`‘")
_QUOTED = lazy_regex.pattern(r"\w[^`‘'’]{3,120}[\w.,!?]['’](?![\w])")
_LONGEST_QUOTED = 200
"""More than :data:`_QUOTED` can meet."""
_TRADE = frozenset("®™")
_DASHES = frozenset("-–—")
_CAMEL = lazy_regex.pattern(r"[A-Z][a-z]{3,}[A-Z][a-z]+")
_INITIALS = 3
_HALVES = 2
_AROUND = 200
"""How far to each side a line is looked at, so that a text of one line takes no longer."""
_MOSTLY_SMALL = 0.4
_ENDINGS = ("domain", "file")


class Vetoes:
    """What must stay of one text.

    Args:
        text: the text before this pass.
        grammar: classes of words; those of ``domain`` and ``file`` end an address or a file name.

    >>> from ocrfix.edits import Edit
    >>> text = "write to jdoe@state gov"
    >>> edit = Edit(start=13, end=14, before="@", after="",
    ...             kind="specks", confidence=0.9, reason="a speck")
    >>> Vetoes(text, {}).allow(edit)
    False
    """

    def __init__(self, text: str, grammar: Mapping[str, str]) -> None:
        self._text = text
        self._grammar = grammar
        spans = sorted(_addresses(text, grammar))
        self._starts = [start for start, _ in spans]
        self._ends: list[int] = []
        for _, end in spans:
            self._ends.append(max(end, self._ends[-1] if self._ends else 0))

    def allow(self, edit: Edit) -> bool:
        """Return whether an edit of the text may be made or suggested."""
        return not (
            (edit.kind != "mojibake" and self._in_address(edit))
            or _drops_figures(edit)
            or self._parts_a_pair(edit)
            or self._lowers_a_quotation(edit)
            or _parts_a_name(edit)
            or self._joins_a_name(edit)
            or self._takes_a_sign_set_on_purpose(edit)
            or self._takes_half_of_a_quotation(edit)
            or self._touches_initials(edit)
            or self._takes_emphasis(edit)
        )

    def _in_address(self, edit: Edit) -> bool:
        at = bisect_left(self._starts, max(edit.end, edit.start + 1))
        return at > 0 and self._ends[at - 1] > edit.start

    def _parts_a_pair(self, edit: Edit) -> bool:
        """Whether a bracket would go whose fellow stands near, with no other between them."""
        lost = {sign for sign in _BRACKETS if edit.after.count(sign) < edit.before.count(sign)}
        for offset, sign in enumerate(edit.before if lost else ""):
            if sign not in lost:
                continue
            at = edit.start + offset
            if sign in _OPENING:
                fellow, near = _OPENING[sign], self._text[at + 1 : at + 1 + _FARTHEST]
                first = re.search(f"[{re.escape(sign + fellow)}]", near)
                if first and first[0] == fellow and at + 1 + first.start() >= edit.end:
                    return not _empty(near[: first.start()])
            elif sign in _CLOSING:
                fellow, near = _CLOSING[sign], self._text[max(0, at - _FARTHEST) : at]
                last = max(near.rfind(sign), near.rfind(fellow))
                if last >= 0 and near[last] == fellow and at - len(near) + last < edit.start:
                    return not _empty(near[last + 1 :])
        return False

    def _takes_a_sign_set_on_purpose(self, edit: Edit) -> bool:
        """Whether a sign would go that no speck looks like where it stands.

        A long dash between two words, a dash in blanks behind a bracket (`(Agency) - The`), the
        sign of a trade mark behind a name.
        """
        sign = edit.before.strip()
        if len(sign) != 1 or edit.after.strip():
            return False
        left = self._text[max(0, edit.start - 1) : edit.start]
        right = self._text[edit.end : edit.end + 1]
        if sign in _TRADE:
            return left.isalpha()
        if sign not in _DASHES:
            return False
        if sign == "—" and left.isalpha() and right.isalpha():
            return edit.before == sign
        if not self._text[edit.end - 1 : edit.end + 1].startswith(" "):
            return False
        before = self._text[max(0, edit.start - 2) : edit.start].strip()
        return before == ")" or self._has_fellow(edit, sign)

    def _has_fellow(self, edit: Edit, dash: str) -> bool:
        """Whether a long dash between blanks has another in its line: `he said — at last — no`."""
        if dash != "—" or self._text[edit.start - 1 : edit.start] != " ":
            return False
        first = max(0, edit.start - _AROUND)
        start = max(first, self._text.rfind("\n", first, edit.start) + 1)
        end = _line_end(self._text, edit.end, edit.end + _AROUND)
        return (
            f" {dash} " in self._text[start : edit.start]
            or f" {dash} " in self._text[edit.end - 1 : end]
        )

    def _takes_emphasis(self, edit: Edit) -> bool:
        """Whether one of two asterisks around words would go: `a *very* good answer`."""
        if edit.before != "*" or edit.after:
            return False
        first = max(0, edit.start - _AROUND)
        return any(
            edit.start in (pair.start(), pair.end() - 1)
            for pair in _EMPHASIS.finditer(self._text, first, edit.end + _AROUND)
        )

    def _touches_initials(self, edit: Edit) -> bool:
        """Whether two or three capitals in a line of small letters would change: an abbreviation.

        In a line of capitals, as telegrams have, they are as likely a word.
        """
        seen = edit.before
        if not (1 < len(seen) <= _INITIALS and seen.isalpha() and seen.isupper()):
            return False
        first = max(0, edit.start - _AROUND)
        start = max(first, self._text.rfind("\n", first, edit.start) + 1)
        line = self._text[start : _line_end(self._text, edit.end, edit.end + _AROUND)]
        return edit.kind == "misread" and uppercase_share(line) < _MOSTLY_SMALL

    def _joins_a_name(self, edit: Edit) -> bool:
        """Whether an initial or the front of a name would lose its blank: `Lou W.`, `Mc Guire`."""
        parts = edit.before.split(" ")
        if edit.kind != "spacing" or len(parts) != _HALVES or " " in edit.after:
            return False
        front, behind = parts
        if len(behind) == 1 and behind.isupper():
            return len(front) <= _INITIALS or self._text[edit.end : edit.end + 1] == "."
        fronts = self._grammar.get(front.lower()) == "name prefix"
        return fronts and front[:1].isupper() and behind[:1].isupper()

    def _takes_half_of_a_quotation(self, edit: Edit) -> bool:
        """Whether an opening quote would go whose closing one stands in the same line."""
        sign = edit.before
        if sign not in _SINGLE_OPENING or edit.after:
            return False
        end = _line_end(self._text, edit.end, edit.end + _AROUND)
        return bool(_QUOTED.match(self._text, edit.end, end))

    def _lowers_a_quotation(self, edit: Edit) -> bool:
        """Whether the first word of a quotation, an item or a column would lose its capital."""
        if edit.kind != "case" or edit.after != edit.before.lower():
            return False
        before = self._text[max(0, edit.start - 4) : edit.start]
        if before[-1:] in _OPENING_QUOTES or before[-2:] == ") " or before.endswith("   "):
            return True
        return before[-1:] in ("", "\n") and self._is_item(edit)

    def _is_item(self, edit: Edit) -> bool:
        """Whether the next line or the one before begins with the same word, as items of lists."""
        start, end = max(0, edit.start - _AROUND), _line_end(self._text, edit.end)
        above = self._text[start : edit.start].rstrip().rpartition("\n")[2]
        below = self._text[end : end + _AROUND].lstrip()
        return any(re.match(rf"{re.escape(edit.before)}\b", line) for line in (above, below))


def _empty(inside: str) -> bool:
    """Whether a pair of brackets holds no word: then it is likelier to be debris."""
    return not any(map(str.isalnum, inside))


def _drops_figures(edit: Edit) -> bool:
    """Whether figures before or behind a word would be lost: `questions 1and 2`."""
    bare = edit.before.strip("0123456789")
    return bare != edit.before and bare.isalpha() and bare.lower() == edit.after.strip().lower()


def _parts_a_name(edit: Edit) -> bool:
    """Whether a name set together on purpose would be parted: `NewsTickers`."""
    return (
        edit.kind == "spacing"
        and bool(_CAMEL.fullmatch(edit.before))
        and edit.after.replace(" ", "") == edit.before
    )


def _addresses(text: str, grammar: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Yield the places of mail and network addresses, file names, and the lines that hold them.

    Each is looked for from a sign that it cannot be without, so that time grows with the text.
    """
    for begin in _fields(text):
        end = _line_end(text, begin)
        value = text[begin:end]
        if not _ADDRESSED.isdisjoint(value) or _DOTTED.search(value):
            yield begin, end
    done = 0
    for sign in _signs(text):
        if sign < done:
            continue
        start, done = _run(text, sign)
        if not _ADDRESS.search(text, start, done):
            continue
        if text[start] == "<" and (close := text.find(">", done, done + _FARTHEST)) > 0:
            done = close
        while (further := _further(text, done)) > done:
            done = further
        yield start, done
    endings = tuple(word for word, kind in grammar.items() if kind in _ENDINGS)
    if not endings:
        return
    done = 0
    for name in _named(endings).finditer(text):
        if name.start() > done:
            start, done = _run(text, name.start() - 1)
            yield start, done


@lru_cache(8)
def _named(endings: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds such an ending; a stop alone in front is found fast."""
    either = "|".join(map(re.escape, endings))
    return re.compile(rf"\.(?<=\w\.)(?:{either})\b", re.IGNORECASE)


def _fields(text: str) -> Iterator[int]:
    """Yield where the values of the fields of a message begin: behind a line's first colon."""
    before = 0
    at = text.find(":")
    first = True
    while at >= 0:
        start = text.rfind("\n", before, at) + 1
        if start or first:
            field = _HEADER.match(text, start)
            if field:
                yield field.end()
        first = False
        before = at + 1
        at = text.find(":", before)


def _signs(text: str) -> list[int]:
    """Return the places of signs that an address cannot be without, in order."""
    found = [at for sign in _SIGNS for at in _places(text, sign)]
    for ending in _NETWORK:
        found += [at - 1 for at in _places(text, ending) if at and text[at - 1] in "wW"]
    found += [at for at in _places(text, "[") if _MAIL.match(text, at)]
    found.sort()
    return found


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def _run(text: str, at: int) -> tuple[int, int]:
    """Return the run without blanks around a place, signs that close a sentence left out."""
    start = end = at
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while end > at + 1 and text[end - 1] in _TRAILING:
        end -= 1
    return start, end


def _further(text: str, end: int) -> int:
    """Return where an address ends that a blank broke: `...html?SCRed irect=`."""
    if text[end : end + 1] != " " or not text[end + 1 : end + 2].isalnum():
        return end
    _, after = _run(text, end + 1)
    return after if not _QUERY.isdisjoint(text[end + 1 : after]) else end


def _line_end(text: str, at: int, most: int | None = None) -> int:
    """Return where the line ends that ``at`` stands in, or ``most`` where that comes first."""
    last = len(text) if most is None else min(most, len(text))
    end = text.find("\n", at, last)
    return last if end < 0 else end
