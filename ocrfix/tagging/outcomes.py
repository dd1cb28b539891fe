"""Outcomes: what each release mark says was decided, read from its words by fuzzy matching."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from ocrfix.records import Marker
from ocrfix.system.cache import Cache
from ocrfix.tagging.rules.card_labels import OutcomeWords
from ocrfix.text import lazy_regex

UNKNOWN = "unknown"
_WORD = lazy_regex.pattern(r"[^\W_]+")
_EMPTY_BOX = r"[({\[]\s?[)}\]]"
_TICKED_BOX = r"[({\[]\s?[Xx]\s?[)}\]]"
_BOX_BEFORE = lazy_regex.pattern(rf"(?:(?P<tick>{_TICKED_BOX})|{_EMPTY_BOX})[^\w\n\r]?\Z")
_BOX_AFTER = lazy_regex.pattern(rf"^[^\w\n\r]?(?:(?P<tick>{_TICKED_BOX})|{_EMPTY_BOX})")
_MAX_BOX_CHARS = 6
_MAX_LINES_OF_MARK = 2
"""Pieces of one mark are on lines below each other, with at most one blank line between them."""
_MAX_LINES_OF_FORM = 6
"""Boxes of one form are at most this many lines apart."""
_MIN_SIMILARITY = 0.72
"""Share of letters that agree, from which words are a garbled phrase. The words are known to be a
release mark, so the nearest phrase is meant; ``UNCLASSIFIED`` and ``DECLASSIFIED`` agree
in 0.83."""
_MIN_GARBLED_LETTERS = 4
_MAX_FUZZY_WORDS = 24
"""Longer marks are compared in their first words only, so that time stays linear."""
_MAX_CACHED = 2048


class _Word(NamedTuple):
    """A word of a mark: in upper case, with the number of its marker and its offsets."""

    text: str
    marker: int
    start: int
    end: int


class _Found(NamedTuple):
    """A phrase found in the words ``first`` to ``last`` (exclusive) of a mark."""

    outcome: str
    phrase: str
    first: int
    last: int


class OutcomeReader:
    """Reads the outcome of release marks.

    Args:
        words: the phrases of each outcome.

    >>> words = OutcomeWords(order=("part",), phrases={"part": ("RELEASED IN PART",)})
    >>> mark = Marker(start=0, end=16, type="release", text="RELEASEO IN PARI", clean_start=0,
    ...               clean_end=16)
    >>> OutcomeReader(words).read([mark], "RELEASEO IN PARI")[0].fields["outcome"]
    'part'
    """

    def __init__(self, words: OutcomeWords) -> None:
        self._rank = {outcome: number for number, outcome in enumerate(words.order)}
        self._phrases = {
            tuple(phrase.split()): outcome
            for outcome, phrases in words.phrases.items()
            for phrase in phrases
        }
        self._phrases |= dict.fromkeys((tuple(piece.split()) for piece in words.pieces), "")
        self._options = frozenset(words.options)
        self._fragments = frozenset(words.fragments)
        self._boxes = frozenset(words.boxes)
        self._longest = max(map(len, self._phrases), default=0)
        self._squeezed = {
            "".join(phrase): " ".join(phrase)
            for phrase in self._phrases
            if len("".join(phrase)) >= _MIN_GARBLED_LETTERS
        }
        self._garbled = Cache(_MAX_CACHED)

    def read(self, markers: Sequence[Marker], text: str) -> list[Marker]:
        """Return the markers, with ``outcome`` and ``outcome_text`` in the fields of each release.

        The pieces of a mark on several lines share one outcome. Of the boxes of a form the ticked
        ones count; without a legible tick, none does. A mark whose rule states an outcome keeps it.

        Args:
            markers: in text order; offsets of ``text``.
            text: the text that was marked.
        """
        result = list(markers)
        numbers = [at for at, marker in enumerate(markers) if marker.type == "release"]
        if not numbers or not self._phrases:
            return result
        ends = [match.start() for match in re.finditer("\n", text)]
        lines = {at: bisect_right(ends, markers[at].clean_start) for at in numbers}
        for form in _runs(numbers, lines, _MAX_LINES_OF_FORM):
            read: dict[int, tuple[str, str]] = {}
            offered: list[_Found] = []
            stated: set[int] = set()  # markers with words that are no option
            ticked: dict[int, str] = {}
            for mark in _runs(form, lines, _MAX_LINES_OF_MARK):
                words = _words(markers, mark)
                found = self._found([word.text for word in words])
                read |= self._of_mark(mark, words, found, markers)
                for item in found:
                    at = words[item.first].marker
                    if item.phrase in self._options:
                        offered.append(item)
                        if _is_ticked(text, words[item.first].start, words[item.last - 1].end):
                            ticked[at] = item.outcome
                    elif item.outcome and item.phrase not in self._fragments:
                        stated |= {word.marker for word in words[item.first : item.last]}
            if len({item.outcome for item in offered}) > 1 or any(
                item.phrase in self._boxes for item in offered
            ):
                for at in set(form) - stated:
                    read[at] = (ticked.get(at, UNKNOWN), read[at][1])
            for at, (outcome, source) in read.items():
                fields = {"outcome": outcome, "outcome_text": source} | result[at].fields
                result[at] = msgspec.structs.replace(result[at], fields=fields)
        return result

    def _of_mark(
        self,
        mark: Sequence[int],
        words: Sequence[_Word],
        found: Sequence[_Found],
        markers: Sequence[Marker],
    ) -> dict[int, tuple[str, str]]:
        """Return outcome and source of each piece of a mark; one without takes its neighbor's."""
        by_marker: dict[int, _Found] = {}
        stated = [item for item in found if item.outcome]
        for item in sorted(stated, key=lambda item: -self._rank.get(item.outcome, 0)):
            for word in words[item.first : item.last]:
                by_marker[word.marker] = item
        sources = {
            item: " ".join(
                " ".join(markers[at].text.split())
                for at in dict.fromkeys(word.marker for word in words[item.first : item.last])
            )
            for item in stated
        }
        read: dict[int, tuple[str, str]] = {}
        known: _Found | None = None
        for at in (*mark, *reversed(mark)):
            known = by_marker.get(at, known)
            if known and at not in read:
                read[at] = (known.outcome, sources[known])
        for at in mark:
            read.setdefault(at, (UNKNOWN, " ".join(markers[at].text.split())))
        return read

    def _found(self, words: Sequence[str]) -> list[_Found]:
        """Return the phrases in some words, none overlapping, exact and long ones first."""
        found: list[_Found] = []
        free = [True] * len(words)
        for size in range(min(self._longest, len(words)), 0, -1):
            for first in range(len(words) - size + 1):
                phrase = tuple(words[first : first + size])
                if size == len(words[first]) == 1 < len(words):
                    continue  # a letter is a value of a form, if nothing else is in the field
                if phrase in self._phrases and all(free[first : first + size]):
                    found.append(
                        _Found(self._phrases[phrase], " ".join(phrase), first, first + size)
                    )
                    free[first : first + size] = [False] * size
        pieces = {item.last: item for item in found if not item.outcome}
        completed: set[_Found] = set()
        first = 0
        while first < len(words):
            last = first
            while last < len(words) and free[last]:
                last += 1
            if last > first:
                # The garbled end of a phrase may stand after words that are a piece of it.
                before = pieces.get(first)
                start = before.first if before else first
                more = [
                    item._replace(first=item.first + start, last=item.last + start)
                    for item in self._garbled_in(tuple(words[start:last][:_MAX_FUZZY_WORDS]))
                ]
                if before and any(item.first == start and item.last > first for item in more):
                    completed.add(before)
                elif before:
                    more = [item for item in more if item.first >= first]
                found += more
            first = last + 1
        return sorted(set(found) - completed, key=lambda item: item.first)

    def _garbled_in(self, words: tuple[str, ...]) -> list[_Found]:
        """Return the phrase that some words most resemble, and those before and after it."""
        known: list[_Found] | None = self._garbled.get(words)
        if known is not None:
            return known
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        best: tuple[float, float, _Found] | None = None
        for first in range(len(words)):
            squeezed = ""
            for last in range(first + 1, min(first + self._longest + 1, len(words)) + 1):
                squeezed += words[last - 1]
                if len(squeezed) < _MIN_GARBLED_LETTERS:
                    continue
                hit = process.extractOne(
                    squeezed,
                    self._squeezed.keys(),
                    scorer=Levenshtein.normalized_similarity,
                    score_cutoff=_MIN_SIMILARITY,
                )
                rank = (hit[1] * len(squeezed), hit[1]) if hit else (0.0, 0.0)
                if hit and (best is None or rank > best[:2]):
                    phrase = self._squeezed[hit[0]]
                    outcome = self._phrases[tuple(phrase.split())]
                    best = (*rank, _Found(outcome, phrase, first, last))
        result: list[_Found] = []
        if best:
            item = best[2]
            after = self._garbled_in(words[item.last :]) if item.last < len(words) else []
            result = [
                *(self._garbled_in(words[: item.first]) if item.first else []),
                item,
                *(f._replace(first=f.first + item.last, last=f.last + item.last) for f in after),
            ]
        self._garbled.put(words, result)
        return result


def document_outcome(
    markers: Sequence[Marker], words: OutcomeWords
) -> tuple[str | None, str | None]:
    """Return the outcome of a document and the text it was read from.

    Of several outcomes the first in the order of the dictionaries counts.

    >>> document_outcome([], OutcomeWords())
    (None, None)
    """
    rank = {outcome: number for number, outcome in enumerate(words.order)}
    stated = [marker.fields for marker in markers if marker.fields.get("outcome") in rank]
    best = min(stated, key=lambda fields: rank[fields["outcome"]], default={})
    return best.get("outcome"), best.get("outcome_text")


def _runs(numbers: Sequence[int], lines: dict[int, int], gap: int) -> Iterator[list[int]]:
    """Yield the markers in groups whose lines are at most ``gap`` apart."""
    run: list[int] = []
    for at in numbers:
        if run and lines[at] - lines[run[-1]] > gap:
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _words(markers: Sequence[Marker], mark: Sequence[int]) -> list[_Word]:
    """Return the words of a mark; those of a garbled phrase as they should read."""
    words = []
    for at in mark:
        marker = markers[at]
        start, end = marker.clean_start, marker.clean_end
        canonical = marker.fields.get("canonical")
        for match in _WORD.finditer(canonical or marker.text):
            span = (start, end) if canonical else (start + match.start(), start + match.end())
            words.append(_Word(match[0].upper(), at, *span))
    return words


def _is_ticked(text: str, start: int, end: int) -> bool:
    """Return whether the box before a phrase is ticked, or where it has none, the one after it."""
    if box := _BOX_BEFORE.search(text[max(0, start - _MAX_BOX_CHARS) : start]):
        return bool(box["tick"])
    box = _BOX_AFTER.search(text[end : end + _MAX_BOX_CHARS])
    return bool(box and box["tick"])
