"""Incremental re-analysis: after edits, a pass over a text analyzes only what may have changed.

Most of a text is the same as in the previous pass. The edits proposed at an offset depend on its
line, on the text within the corrector's reach (:attr:`Corrector.reach
<ocrfix.correction.corrector.Corrector.reach>`), on the markers, and on what the whole document
shows (:mod:`ocrfix.correction.document_evidence`). That evidence stays that of the last pass over
the whole text; where nothing else has changed, the edits of the previous pass are still valid.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.document_evidence import DocumentEvidence
from ocrfix.correction.stage import Stage
from ocrfix.edits import Edit, offset_map, sorted_edits, with_clean_offsets
from ocrfix.records import Marker
from ocrfix.text.lines import lines
from ocrfix.text.offsets import OffsetMap
from ocrfix.text.spans import Span, merged, touches

if TYPE_CHECKING:
    from ocrfix.correction.readings.collation import OtherReading
    from ocrfix.text.confidences import WordConfidences

_MARGIN_CHARS = 100
"""Characters read beyond the reach, because the ends of a part look like the ends of a text."""

_MAX_SHARE = 0.9
"""If more than this share of a text would be analyzed again, the whole text is."""


class PassResult(NamedTuple):
    """What one pass of correction found in a text.

    Attributes:
        text: the text before the pass.
        markers: the markers that the tagger found in it.
        evidence: what the document showed at the last pass over the whole text.
        made: the edits to make, in order.
        suggested: the edits to suggest, in order.
    """

    text: str
    markers: Sequence[Marker]
    evidence: DocumentEvidence
    made: list[Edit]
    suggested: list[Edit]


def analyze(
    stage: Stage,
    text: str,
    markers: Sequence[Marker],
    evidence: DocumentEvidence | None = None,
    readings: Sequence[OtherReading] = (),
    confidences: WordConfidences | None = None,
) -> PassResult:
    """Return the result of a pass over a whole text.

    Args:
        stage: the correctors.
        text: the text.
        markers: the markers that the tagger found in it.
        evidence: what the document shows; that of ``text`` itself by default.
        readings: other readings of the document, if any.
        confidences: the OCR engine's confidences in the words of ``text``, if it has any.
    """
    analysis = Analysis(text, stage.models.lexicon, markers, evidence, readings, confidences)
    made, suggested = stage.run(analysis)
    return PassResult(text, markers, analysis.document_evidence(), made, suggested)


def reanalyze(
    stage: Stage,
    before: PassResult,
    edits: Sequence[Edit],
    text: str,
    markers: Sequence[Marker],
    confidences: WordConfidences | None = None,
) -> PassResult:
    """Return the result of a pass over an edited text, analyzing only what may have changed.

    Args:
        stage: the correctors.
        before: the result of the previous pass.
        edits: the edits that were made since, in order.
        text: the edited text.
        markers: the markers that the tagger found in ``text``.
        confidences: the OCR engine's confidences in the words of ``text``, if it has any.

    Returns:
        The same as :func:`analyze` with the evidence of ``before``, but faster.
    """
    reach, lexicon, evidence = stage.reach, stage.models.lexicon, before.evidence
    starts = [line.start for line in lines(text)]
    offsets = offset_map(edits)
    spans = [(edit.clean_start or 0, edit.clean_end or 0) for edit in with_clean_offsets(edits)]
    spans += _changed_markers(before.markers, markers, offsets.to_clean)
    stale = _widened(spans, starts, text, reach)
    windows = _widened(stale, starts, text, reach + _MARGIN_CHARS)
    if _is_most(windows, text):
        return analyze(stage, text, markers, evidence, confidences=confidences)
    made = _still_valid(before.made, stale, text, offsets)
    suggested = _still_valid(before.suggested, stale, text, offsets)
    for start, end in windows:
        inside = _markers_inside(markers, start, end)
        words = confidences.part(start, end) if confidences else None
        analysis = Analysis(text[start:end], lexicon, inside, evidence, confidences=words)
        for new, found in zip(stage.run(analysis), (made, suggested), strict=True):
            moved = (_moved(edit, start) for edit in new)
            found += [edit for edit in moved if touches(stale, edit.start, edit.end)]
    return PassResult(text, markers, evidence, sorted_edits(made), sorted_edits(suggested))


def _widened(spans: Iterable[Span], starts: Sequence[int], text: str, chars: int) -> list[Span]:
    """Return the whole lines within some characters of ``spans``, merged."""
    return merged(
        _whole_lines(starts, len(text), start - chars, end + chars) for start, end in spans
    )


def _whole_lines(starts: Sequence[int], size: int, start: int, end: int) -> Span:
    """Return the span of the whole lines that ``[start, end]`` touches, line ends included."""
    first = bisect_right(starts, max(0, start)) - 1
    after = bisect_right(starts, end)
    return (
        starts[first] if first >= 0 else 0,
        starts[after] if after < len(starts) else size,
    )


def _is_most(spans: Iterable[Span], text: str) -> bool:
    """Whether spans cover so much of a text that analyzing all of it takes no longer."""
    return sum(end - start for start, end in spans) > _MAX_SHARE * len(text)


def _still_valid(
    edits: Iterable[Edit], stale: Sequence[Span], text: str, offsets: OffsetMap
) -> list[Edit]:
    """Return the edits of the last pass outside the stale spans, with their new offsets."""
    found = []
    for edit in edits:
        start, end = offsets.to_clean(edit.start, edit.end)
        if not touches(stale, start, end) and text[start:end] == edit.before:
            found.append(msgspec.structs.replace(edit, start=start, end=end))
    return found


def _moved(edit: Edit, by: int) -> Edit:
    return msgspec.structs.replace(edit, start=edit.start + by, end=edit.end + by)


def _markers_inside(markers: Sequence[Marker], start: int, end: int) -> list[Marker]:
    """Return the markers inside a window, with offsets of the window."""
    first = bisect_left(markers, start, key=lambda marker: marker.clean_start)
    stop = bisect_left(markers, end, key=lambda marker: marker.clean_start)
    return [
        msgspec.structs.replace(m, clean_start=m.clean_start - start, clean_end=m.clean_end - start)
        for m in markers[first:stop]
        if m.clean_end <= end
    ]


def _changed_markers(
    before: Sequence[Marker], now: Sequence[Marker], to_clean: Callable[[int, int], Span]
) -> list[Span]:
    """Return the spans of markers that were removed or added."""
    old = {
        (*to_clean(marker.clean_start, marker.clean_end), marker.type, marker.code)
        for marker in before
    }
    new = {(marker.clean_start, marker.clean_end, marker.type, marker.code) for marker in now}
    return [(start, end) for start, end, _, _ in old ^ new]
