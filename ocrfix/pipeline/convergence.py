"""Convergence: correction repeated until a pass changes nothing more.

The result is a text that correction does not change, so that cleaning twice changes nothing.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ocrfix.correction.incremental import PassResult, analyze, reanalyze
from ocrfix.correction.policy import Decided
from ocrfix.correction.stage import Stage
from ocrfix.correction.vetoes.notes import ignored_spans
from ocrfix.correction.vetoes.veto import EditContext
from ocrfix.edits import Edit, apply, compose, offset_map, resolve_conflicts, sorted_edits
from ocrfix.marks.parse import unwrap
from ocrfix.records import Marker
from ocrfix.text.lines import lines
from ocrfix.text.spans import Span, merged, outside, touches

if TYPE_CHECKING:
    from ocrfix.correction.readings.collation import OtherReading
    from ocrfix.text.confidences import WordConfidences
    from ocrfix.text.pages import PagedText

_MAX_PASSES = 12
"""Maximum passes: a line that still changes is left as in the original. Two or three are usual."""

_MAX_MARK_DEPTH = 16
"""Maximum depth of nested inline marks that are read."""


class Stable(NamedTuple):
    """A text that correction does not change.

    Attributes:
        edits: the edits of the original that produce it, in order.
        suggestions: edits of this text, not of the original, that are only suggested, in order.
        markers: the markers of this text.
    """

    edits: list[Edit]
    suggestions: list[Edit]
    markers: tuple[Marker, ...]


class Convergence:
    """Correction of whole texts, in passes. Each pass finds the markers of its text first.

    Args:
        stage: the correctors and policies of one pass.
        find_markers: finds the markers of a text.
        template: how inline marks are written, by which those of an earlier run are read.
    """

    def __init__(
        self, stage: Stage, find_markers: Callable[[str], tuple[Marker, ...]], template: str
    ) -> None:
        self._stage = stage
        self._find_markers = find_markers
        self._template = template

    def correct(
        self,
        text: str,
        readings: Sequence[OtherReading] = (),
        pages: PagedText | None = None,
        confidences: WordConfidences | None = None,
    ) -> Stable:
        """Return the edits that correct a text until it needs no more.

        Args:
            text: the text.
            readings: other readings of the document.
            pages: its pages, if it has any; an edit that cannot be written there is suggested.
            confidences: the OCR engine's confidences in its words.
        """
        edits, frozen = self._unwrap_marks(text, [], []) if pages is None else ([], [])
        unwritable: list[Edit] = []
        result: PassResult | None = None
        made: list[Edit] = []
        count = 0
        while True:
            current = apply(text, edits)
            words = confidences.after(edits) if confidences else None
            is_whole = result is None or not made
            if result is None or made:
                markers = self._find_markers(current)
            if result is not None and made:
                result = self._again(result, made, current, markers, readings, words)
            else:
                # With all its corrections the document may show something else.
                result = analyze(self._stage, current, markers, None, readings, words)
            decided = self._decide(result)
            made = _unfrozen(decided.made, edits, frozen)
            if pages is not None:
                made, unwritable = _writable(text, edits, made, pages)
            if not made:
                if is_whole:
                    break
                continue
            count += 1
            if count <= _MAX_PASSES:
                # A misread mark may have become a mark.
                corrected = compose(text, edits, made)
                if pages is not None:  # a file with pages has no inline marks
                    edits = corrected
                    continue
                edits, frozen = self._unwrap_marks(text, corrected, frozen)
                if edits is not corrected:
                    result = None
                continue
            result = None
            # A line alternates between two forms. It is left unchanged.
            offsets = offset_map(edits)
            alternating = _whole_lines(text, (offsets.to_original(e.start, e.end) for e in made))
            frozen = merged([*frozen, *alternating])
            edits = outside(edits, alternating)
        suggested = decided.suggested
        if unwritable:
            suggested = resolve_conflicts((*suggested, *unwritable))[0]
        return Stable(edits, suggested, markers)

    def _again(
        self,
        before: PassResult,
        made: Sequence[Edit],
        text: str,
        markers: tuple[Marker, ...],
        readings: Sequence[OtherReading],
        confidences: WordConfidences | None,
    ) -> PassResult:
        """Return the result of a pass over a text with the edits of the one before."""
        if readings:
            # An edit may depend on how a distant passage is aligned with another reading.
            return analyze(self._stage, text, markers, before.evidence, readings, confidences)
        return reanalyze(self._stage, before, made, text, markers, confidences)

    def _decide(self, result: PassResult) -> Decided:
        """Apply the document policy to the edits and suggestions of a pass."""
        policy = self._stage.document_policy
        context = EditContext(result.text, self._stage.models.lexicon)
        made, demoted = policy.divide(result.made, context)
        suggested = result.suggested
        if demoted:
            suggested = resolve_conflicts((*suggested, *demoted))[0]
        suggested = [edit for edit in suggested if not policy.forbids(edit, context)]
        return Decided(sorted_edits(made), suggested)

    def _unwrap_marks(
        self, text: str, edits: list[Edit], frozen: list[Span]
    ) -> tuple[list[Edit], list[Span]]:
        """Remove the inline marks of an earlier run, the inner ones first.

        Args:
            text: the original text.
            edits: its edits so far.
            frozen: the lines of the original that are left unchanged.

        Returns:
            The edits with those that remove marks, and the frozen lines, now with the lines whose
            marks are nested deeper than any run writes them.
        """
        for depth in itertools.count():
            current = apply(text, edits)
            found = outside(unwrap(current, self._template), ignored_spans(current))
            found = _unfrozen(found, edits, frozen)
            if not found or depth == _MAX_MARK_DEPTH:
                break
            edits = compose(text, edits, found)
        if found:
            offsets = offset_map(edits)
            deep = _whole_lines(text, (offsets.to_original(e.start, e.end) for e in found))
            edits, frozen = outside(edits, deep), merged([*frozen, *deep])
        return edits, frozen


def _unfrozen(found: list[Edit], edits: Sequence[Edit], frozen: Sequence[Span]) -> list[Edit]:
    """Return the edits of the current text that touch no frozen line of the original.

    Args:
        found: edits of the current text.
        edits: the edits of the original that produced the current text.
        frozen: the lines of the original that are left unchanged.
    """
    if not frozen:
        return found
    offsets = offset_map(edits)
    return [e for e in found if not touches(frozen, *offsets.to_original(e.start, e.end))]


def _writable(
    text: str, edits: Sequence[Edit], made: list[Edit], pages: PagedText
) -> tuple[list[Edit], list[Edit]]:
    """Divide edits of the current text into those that can be written on its pages, and others.

    Args:
        text: the original text.
        edits: its edits so far, which can be written.
        made: edits of the current text.
        pages: the pages of the original.
    """
    from ocrfix.pages.changes import word_changes

    offsets = offset_map(edits)
    unwritable: list[Edit] = []
    while refused := word_changes(pages, compose(text, edits, made)).refused:
        spans = merged((edit.start, edit.end) for edit in refused)
        bad = [e for e in made if touches(spans, *offsets.to_original(e.start, e.end))]
        unwritable += bad or made
        made = [edit for edit in made if edit not in unwritable]
        if not made:
            break
    return made, unwritable


def _whole_lines(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans of the lines that ``spans`` touch, without the last line end, merged."""
    starts = [line.start for line in lines(text)] or [0]
    found = []
    for start, end in spans:
        after = bisect_right(starts, end)
        found.append(
            (
                starts[bisect_right(starts, start) - 1],
                starts[after] - 1 if after < len(starts) else len(text),
            )
        )
    return merged(found)
