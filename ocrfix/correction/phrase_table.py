"""Phrase table: headings and letterheads that are clipped, misread, or run into a stamp."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ocrfix.correction.analysis import Analysis
from ocrfix.edits import Edit
from ocrfix.lexicon.distance import edit_distance
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.word import DIPLOMATIC, Word
from ocrfix.system.cache import Cache
from ocrfix.text import lazy_regex
from ocrfix.text.casing import CAPITALS, case_shape
from ocrfix.text.lines import Line

_DAMAGED_CONFIDENCE = 0.95
"""Confidence of the repair of a heading that is clipped or run into a stamp."""
_MISREAD_CONFIDENCE = 0.85
"""Confidence that a line with misread letters is the phrase that it resembles."""
_MAX_LINE_CHARS = 90
"""A longer line is prose, not a heading."""
_MAX_CLIPPED_CHARS = 4
"""The most letters that a margin clips from a phrase."""
_MIN_REST_CHARS = 9
"""The fewest characters that must be left of a phrase; by these it is looked up."""
_CHARS_PER_ERROR = 8
"""One in this many characters of a phrase may be misread; with more, it is another phrase."""

# Markdown before the words of a line: a heading, bold, a quotation.
_MARKDOWN = lazy_regex.pattern(r"[\s#>*_]*")
# The start of a stamp that is run into a heading: `BP 12/14`.
_STAMP_LIKE = lazy_regex.pattern(r"[A-Z]{2,}\b.{0,3}\d")

_MAX_CACHED_LINES = 10_000


class PhraseTable:
    """The known phrases, and the edits of lines that are damaged forms of them.

    Args:
        phrases: the phrases in upper case, in the order of ``dictionaries/phrases.tsv``.
    """

    def __init__(self, phrases: list[str]) -> None:
        self.phrases = phrases
        # The result for a line depends on that line alone, and pages repeat their headings.
        self._cache = Cache(_MAX_CACHED_LINES)

    @cached_property
    def exact(self) -> frozenset[str]:
        """The phrases as a set."""
        return frozenset(self.phrases)

    @cached_property
    def _as_prefixes(self) -> tuple[str, ...]:
        return tuple(self.phrases)

    @cached_property
    def _clipped_phrases(self) -> dict[str, list[tuple[str, int]]]:
        """Phrases with clipped letters at the start, by first word: the phrase, letters clipped."""
        found: dict[str, list[tuple[str, int]]] = {}
        for phrase in self.phrases:
            first = phrase.partition(" ")[0]
            for lost in range(1, min(_MAX_CLIPPED_CHARS, len(first) - 2) + 1):
                if len(phrase) - lost >= _MIN_REST_CHARS:
                    key = phrase[lost : lost + _MIN_REST_CHARS]
                    found.setdefault(key, []).append((phrase, lost))
        return found

    @cached_property
    def _by_prefix(self) -> dict[str, list[str]]:
        """The phrases by their first letters."""
        found: dict[str, list[str]] = {}
        for phrase in self.phrases:
            found.setdefault(phrase[:_MIN_REST_CHARS], []).append(phrase)
        return found

    def propose(self, analysis: Analysis) -> Iterator[Edit]:
        """Yield the edits of lines that are a damaged phrase."""
        words, starts = analysis.annotated.words, analysis.tokenized.first_token
        stops = [*starts[1:], len(words)]
        for number, line in enumerate(analysis.tokenized.lines):
            first, stop = starts[number], stops[number]
            if first == stop or _all_known(words, first, stop):
                continue
            if len(line.text) <= _MAX_LINE_CHARS:
                first_known = words[first].is_english
                key = (line.text, first_known)
                found: list[tuple[int, int, Edit]] | None = self._cache.get(key)
                if found is None:
                    found = [
                        (e.start - line.start, e.end - line.start, e)
                        for e in self._repairs(analysis, line, first_known)
                    ]
                    self._cache.put(key, found)
                for start, end, edit in found:
                    yield analysis.edit(
                        line.start + start, line.start + end,
                        edit.after, edit.kind, edit.confidence, edit.reason,
                    )  # fmt: skip

    def _repairs(self, analysis: Analysis, line: Line, first_known: bool) -> Iterator[Edit]:
        lead = _MARKDOWN.match(line.text)
        begin = lead.end() if lead else 0
        text = line.text[begin:].rstrip(" *_")
        capitals = text.upper()
        if capitals in self.exact:
            return
        start = line.start + begin
        if not first_known:
            clipped = self._clipped_in_front(text, capitals)
            if clipped:
                lost, length = clipped
                word_end = next((i for i, c in enumerate(text) if not c.isalnum()), len(text))
                before = text[:word_end]
                after = (
                    lost + before if case_shape(before) == CAPITALS else _prepended(lost, before)
                )
                yield analysis.edit(
                    start, start + word_end, after, "clipped", _DAMAGED_CONFIDENCE,
                    f"a heading that lost {lost!r} at the left margin",
                )  # fmt: skip
                yield from self._stamp_split(analysis, start, text, length)
                return
        behind = self._clipped_at_end(text, capitals)
        if behind:
            whole, word = behind
            at = start + len(text) - len(word)
            yield analysis.edit(
                at, start + len(text), whole, "clipped", _DAMAGED_CONFIDENCE,
                "a heading that lost letters at the right margin",
            )  # fmt: skip
            return
        if capitals.startswith(self._as_prefixes):
            for phrase in self.phrases:
                if capitals.startswith(phrase) and len(text) > len(phrase):
                    yield from self._stamp_split(analysis, start, text, len(phrase))
        yield from self._misread(analysis, start, text, capitals)

    def _clipped_in_front(self, text: str, capitals: str) -> tuple[str, int] | None:
        """Return the letters clipped at the start, and the number of characters left."""
        best: tuple[str, int] | None = None
        for phrase, lost in self._clipped_phrases.get(capitals[:_MIN_REST_CHARS], ()):
            left = phrase[lost:]
            if capitals.startswith(left):
                rest = text[len(left) :]
                if (not rest or _may_follow(rest)) and (best is None or len(left) > best[1]):
                    best = phrase[:lost], len(left)
        return best

    def _clipped_at_end(self, text: str, capitals: str) -> tuple[str, str] | None:
        """Return the last word of the phrase, and the part of it left at the end of the line."""
        for phrase in self._by_prefix.get(capitals[:_MIN_REST_CHARS], ()):
            if len(capitals) >= _MIN_REST_CHARS and phrase.startswith(capitals):
                lost = len(phrase) - len(capitals)
                whole, left = phrase.rpartition(" ")[2], text.rpartition(" ")[2]
                if lost <= _MAX_CLIPPED_CHARS and len(whole) - lost == len(left) and len(left) > 3:
                    ending = whole[len(left) :]
                    return left + (ending if case_shape(left) == CAPITALS else ending.lower()), left
        return None

    def _stamp_split(
        self, analysis: Analysis, start: int, text: str, length: int
    ) -> Iterator[Edit]:
        """Yield a space between a heading and a stamp that is run into it."""
        rest = text[length:]
        if rest[:1].isalnum() and text[length - 1].isalnum() and _STAMP_LIKE.match(rest):
            yield analysis.edit(
                start + length,
                start + length,
                " ",
                "spacing",
                _DAMAGED_CONFIDENCE,
                "a stamp run into a heading",
            )

    def _misread(self, analysis: Analysis, start: int, text: str, capitals: str) -> Iterator[Edit]:
        if len(text) < _MIN_REST_CHARS or not text.isupper():
            return
        if case_shape(text.partition(" ")[0]) != CAPITALS:
            return
        most = len(text) // _CHARS_PER_ERROR
        nearest = self._nearest(capitals, most)
        if nearest and text.count(" ") == nearest.count(" "):
            at = 0
            for seen, meant in zip(text.split(" "), nearest.split(" "), strict=True):
                if (
                    seen != meant
                    and not same_letters(seen, meant)
                    and not _is_other_form(seen, meant, analysis.lexicon)
                ):
                    yield analysis.edit(
                        start + at, start + at + len(seen), meant, "phrase", _MISREAD_CONFIDENCE,
                        f"the heading {nearest!r}, misread",
                    )  # fmt: skip
                at += len(seen) + 1

    def _nearest(self, capitals: str, most: int) -> str | None:
        """Return the phrase nearest to a line, within ``most`` edits; the first of several."""
        found: str | None = None
        for phrase in self.phrases:
            wrong = edit_distance(capitals, phrase, most, transpositions=False)
            if wrong <= most:
                found = phrase
                most = wrong - 1
        return found


def _all_known(words: list[Word], first: int, stop: int) -> bool:
    """Whether all words of a line are English."""
    for number in range(first, stop):
        word = words[number]
        if not word.is_english:
            return False
    return True


def _prepended(lost: str, left: str) -> str:
    """Return a word with its lost first letters, capitalized if the rest is in lower case."""
    return lost[:1] + lost[1:].lower() + left


def _may_follow(rest: str) -> bool:
    return not rest[0].isalnum() or bool(_STAMP_LIKE.match(rest))


def _is_other_form(seen: str, meant: str, lexicon: Lexicon) -> bool:
    """Whether a word is known and differs from the one in its place in its ending: `FILE`."""
    is_form = seen.startswith(meant) or meant.startswith(seen)
    return is_form and bool(lexicon.word(seen.lower()).flags & DIPLOMATIC)


def same_letters(seen: str, meant: str) -> bool:
    """Return whether two forms differ only in punctuation, spaces or case."""

    def bare(word: str) -> str:
        return "".join(c for c in word if c.isalnum()).upper()

    return bare(seen) == bare(meant)
