"""Whole phrases: headings and letterheads, clipped at the margin, misread, or run into a stamp."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ocrfix.correction.analysis import Analysis
from ocrfix.edits import Edit
from ocrfix.lexicon.distance import edit_distance
from ocrfix.lexicon.word import Word
from ocrfix.system.cache import Cache
from ocrfix.text import lazy_regex
from ocrfix.text.casing import CAPITALS, case_shape
from ocrfix.text.lines import Line

_SURE = 0.95
_LIKELY = 0.85
_LONGEST_LINE = 90
_MOST_LOST = 4
_SHORTEST_LEFT = 9
_TYPED_APART = 3
_LETTERS_AN_ERROR = 8
"""One letter in so many of a phrase may be misread before it is another phrase."""

# Markdown before the words of a line: a heading, bold, a quotation.
_MARKDOWN = lazy_regex.pattern(r"[\s#>*_]*")
_STAMP_LIKE = lazy_regex.pattern(r"[A-Z]{2,}\b.{0,3}\d")


_MAX_CACHED_LINES = 10_000


class Phrases:
    """The phrases that are looked for.

    Args:
        phrases: in capitals, as they stand in ``dictionaries/phrases.tsv``.
    """

    def __init__(self, phrases: list[str]) -> None:
        self.phrases = phrases
        # The edits of a line depend on that line alone, and pages repeat their headings.
        self._cache = Cache(_MAX_CACHED_LINES)

    @cached_property
    def exact(self) -> frozenset[str]:
        """The phrases, to be asked whether a line is one already."""
        return frozenset(self.phrases)

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(self.phrases)

    @cached_property
    def _left_of(self) -> dict[str, list[tuple[str, int]]]:
        """By its first letters, what is left of a phrase that lost some in front: how many."""
        found: dict[str, list[tuple[str, int]]] = {}
        for phrase in self.phrases:
            first = phrase.partition(" ")[0]
            for lost in range(1, min(_MOST_LOST, len(first) - 2) + 1):
                if len(phrase) - lost >= _SHORTEST_LEFT:
                    key = phrase[lost : lost + _SHORTEST_LEFT]
                    found.setdefault(key, []).append((phrase, lost))
        return found

    @cached_property
    def _beginning(self) -> dict[str, list[str]]:
        """The phrases by their first letters."""
        found: dict[str, list[str]] = {}
        for phrase in self.phrases:
            found.setdefault(phrase[:_SHORTEST_LEFT], []).append(phrase)
        return found

    def propose(self, analysis: Analysis) -> Iterator[Edit]:
        """Yield the mends of lines that are a phrase, damaged."""
        words, starts = analysis.annotated.words, analysis.tokenized.first_token
        stops = [*starts[1:], len(words)]
        for number, line in enumerate(analysis.tokenized.lines):
            first, stop = starts[number], stops[number]
            if first == stop or _all_known(words, first, stop):
                continue
            if len(line.text) <= _LONGEST_LINE:
                first_known = words[first].is_english
                key = (line.text, first_known)
                found: list[tuple[int, int, Edit]] | None = self._cache.get(key)
                if found is None:
                    found = [
                        (e.start - line.start, e.end - line.start, e)
                        for e in self._mend(analysis, line, first_known)
                    ]
                    self._cache.put(key, found)
                for start, end, edit in found:
                    yield analysis.edit(
                        line.start + start, line.start + end,
                        edit.after, edit.kind, edit.confidence, edit.reason,
                    )  # fmt: skip

    def _mend(self, analysis: Analysis, line: Line, first_known: bool) -> Iterator[Edit]:
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
                after = lost + before if case_shape(before) == CAPITALS else _in_case(lost, before)
                yield analysis.edit(
                    start, start + word_end, after, "clipped", _SURE,
                    f"a heading that lost {lost!r} at the left margin",
                )  # fmt: skip
                yield from self._part(analysis, start, text, length)
                return
        behind = self._clipped_behind(text, capitals)
        if behind:
            whole, word = behind
            at = start + len(text) - len(word)
            yield analysis.edit(
                at, start + len(text), whole, "clipped", _SURE,
                "a heading that lost letters at the right margin",
            )  # fmt: skip
            return
        if capitals.startswith(self._beginnings):
            for phrase in self.phrases:
                if capitals.startswith(phrase) and len(text) > len(phrase):
                    yield from self._part(analysis, start, text, len(phrase))
        yield from self._misread(analysis, start, text, capitals)

    def _clipped_in_front(self, text: str, capitals: str) -> tuple[str, int] | None:
        """Return the letters lost in front and the length of what is left of the phrase."""
        best: tuple[str, int] | None = None
        for phrase, lost in self._left_of.get(capitals[:_SHORTEST_LEFT], ()):
            left = phrase[lost:]
            if capitals.startswith(left):
                rest = text[len(left) :]
                if (not rest or _may_follow(rest)) and (best is None or len(left) > best[1]):
                    best = phrase[:lost], len(left)
        return best

    def _clipped_behind(self, text: str, capitals: str) -> tuple[str, str] | None:
        """Return the last word of the phrase and what is left of it at the end of the line."""
        for phrase in self._beginning.get(capitals[:_SHORTEST_LEFT], ()):
            if len(capitals) >= _SHORTEST_LEFT and phrase.startswith(capitals):
                lost = len(phrase) - len(capitals)
                whole, left = phrase.rpartition(" ")[2], text.rpartition(" ")[2]
                if lost <= _MOST_LOST and len(whole) - lost == len(left) and len(left) > 3:
                    ending = whole[len(left) :]
                    return left + (ending if case_shape(left) == CAPITALS else ending.lower()), left
        return None

    def _part(self, analysis: Analysis, start: int, text: str, length: int) -> Iterator[Edit]:
        """Yield a blank between a heading and the stamp run into it."""
        rest = text[length:]
        if rest[:1].isalnum() and text[length - 1].isalnum() and _STAMP_LIKE.match(rest):
            yield analysis.edit(
                start + length, start + length, " ", "spacing", _SURE, "a stamp run into a heading"
            )

    def _misread(self, analysis: Analysis, start: int, text: str, capitals: str) -> Iterator[Edit]:
        if len(text) < _SHORTEST_LEFT or not text.isupper():
            return
        if case_shape(text.partition(" ")[0]) != CAPITALS:
            return
        most = len(text) // _LETTERS_AN_ERROR
        nearest = self._nearest(capitals, most)
        if nearest and text.count(" ") == nearest.count(" "):
            at = 0
            for seen, meant in zip(text.split(" "), nearest.split(" "), strict=True):
                if seen != meant and not _only_signs(seen, meant):
                    yield analysis.edit(
                        start + at, start + at + len(seen), meant, "phrase", _LIKELY,
                        f"the heading {nearest!r}, misread",
                    )  # fmt: skip
                at += len(seen) + 1

    def _nearest(self, capitals: str, most: int) -> str | None:
        """Return the phrase that is nearest to a line, the first of several, within ``most``."""
        found: str | None = None
        for phrase in self.phrases:
            wrong = edit_distance(capitals, phrase, most, transpositions=False)
            if wrong <= most:
                found = phrase
                most = wrong - 1
        return found


def _all_known(words: list[Word], first: int, stop: int) -> bool:
    """Whether all words of a line are plain ones."""
    for number in range(first, stop):
        word = words[number]
        if not word.is_english:
            return False
    return True


def stamps(analysis: Analysis, least: float) -> Iterator[Edit]:
    """Yield the spelling of stamps and banners that the tagger knew in spite of misread letters."""
    for marker in analysis.markers:
        meant = marker.fields.get("canonical")
        # A level typed with blanks or hyphens between its letters stays as it was typed.
        typed_apart = len(marker.text) > len(meant or "") + _TYPED_APART
        if (
            meant
            and marker.confidence >= least
            and not typed_apart
            and not _only_signs(meant, marker.text)
        ):
            if marker.text.isupper():
                meant = meant.upper()
            yield analysis.edit(
                marker.clean_start, marker.clean_end, meant, "phrase", marker.confidence,
                f"the {marker.type} {meant!r}, misread",
            )  # fmt: skip


def _in_case(lost: str, left: str) -> str:
    """Return a word whose lost letters are put back in front of what is left in small letters."""
    return lost[:1] + lost[1:].lower() + left


def _may_follow(rest: str) -> bool:
    return not rest[0].isalnum() or bool(_STAMP_LIKE.match(rest))


def _only_signs(seen: str, meant: str) -> bool:
    """Whether two forms differ in signs, blanks or case alone."""

    def bare(word: str) -> str:
        return "".join(c for c in word if c.isalnum()).upper()

    return bare(seen) == bare(meant)
