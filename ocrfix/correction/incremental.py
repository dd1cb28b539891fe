"""Incremental re-analysis: after edits, a pass over a text analyzes only what may have changed.

Most of a text is the same as in the previous pass. The edits proposed at an offset depend on its
line, on the text within the corrector's reach (:attr:`Corrector.reach
<ocrfix.correction.corrector.Corrector.reach>`), and on three properties of the document: the counts
of unknown words, the names, and the markers. Where none of these has changed, the edits of the
previous pass are still valid.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.document_names import DocumentNames, is_name_shaped
from ocrfix.correction.stage import Stage
from ocrfix.edits import Edit, offset_map, sorted_edits, with_clean_offsets
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.records import Marker
from ocrfix.text.lines import lines
from ocrfix.text.offsets import OffsetMap
from ocrfix.text.spans import Span, merged, touches
from ocrfix.text.tokens import TokenizedText, WordCounts

if TYPE_CHECKING:
    from ocrfix.correction.readings.collation import OtherReading

_MARGIN_CHARS = 100
"""Characters read beyond the reach, because the ends of a part look like the ends of a text."""

_MAX_SHARE = 0.9
"""If more than this share of a text would be analyzed again, the whole text is."""


class PassResult(NamedTuple):
    """What one pass of correction found in a text.

    Attributes:
        text: the text before the pass.
        markers: the markers that the tagger found in it.
        word_counts: how often each of its words occurs.
        names: its names.
        made: the edits to make, in order.
        suggested: the edits to suggest, in order.
    """

    text: str
    markers: Sequence[Marker]
    word_counts: WordCounts
    names: DocumentNames
    made: list[Edit]
    suggested: list[Edit]


def analyze(
    stage: Stage, text: str, markers: Sequence[Marker], readings: Sequence[OtherReading] = ()
) -> PassResult:
    """Return the result of a pass over a whole text, with other readings of it, if any."""
    analysis = Analysis(text, stage.models.lexicon, markers, readings=readings)
    made, suggested = stage.run(analysis)
    counts = analysis.tokenized.word_counts
    return PassResult(text, markers, counts, analysis.document_names(), made, suggested)


def reanalyze(
    stage: Stage, before: PassResult, edits: Sequence[Edit], text: str, markers: Sequence[Marker]
) -> PassResult:
    """Return the result of a pass over an edited text, analyzing only what may have changed.

    Args:
        stage: the correctors.
        before: the result of the previous pass.
        edits: the edits that were made since, in order.
        text: the edited text.
        markers: the markers that the tagger found in ``text``.

    Returns:
        The same as :func:`analyze`, but faster.
    """
    reach, lexicon = stage.reach, stage.models.lexicon
    starts = [line.start for line in lines(text)]
    changed = [(edit.clean_start or 0, edit.clean_end or 0) for edit in with_clean_offsets(edits)]
    if _is_most(_widened(changed, starts, text, reach), text):
        return analyze(stage, text, markers)
    counts, altered = _recount(before, edits, text, changed, starts)
    names = before.names
    if any(is_name_shaped(word) for word in altered):
        names = DocumentNames(counts.counts, lexicon)
    offsets = offset_map(edits)
    spans = changed + _changed_markers(before.markers, markers, offsets.to_clean)
    words = _affected_words(lexicon, altered, counts.counts, before.names, names)
    if words:
        spans += [(t.start, t.end) for t in TokenizedText(text).tokens if t.text in words]
    stale = _widened(spans, starts, text, reach)
    windows = _widened(stale, starts, text, reach + _MARGIN_CHARS)
    if _is_most(windows, text):
        return analyze(stage, text, markers)
    made = _still_valid(before.made, stale, text, offsets)
    suggested = _still_valid(before.suggested, stale, text, offsets)
    for start, end in windows:
        inside = _markers_inside(markers, start, end)
        analysis = Analysis(text[start:end], lexicon, inside, counts, names)
        for new, found in zip(stage.run(analysis), (made, suggested), strict=True):
            moved = (_moved(edit, start) for edit in new)
            found += [edit for edit in moved if touches(stale, edit.start, edit.end)]
    return PassResult(text, markers, counts, names, sorted_edits(made), sorted_edits(suggested))


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


def _recount(
    before: PassResult,
    edits: Sequence[Edit],
    text: str,
    changed: Sequence[Span],
    starts: Sequence[int],
) -> tuple[WordCounts, set[str]]:
    """Return the word counts of the edited text, and the words whose counts changed."""
    old_starts = [line.start for line in lines(before.text)]
    old = _widened(((edit.start, edit.end) for edit in edits), old_starts, before.text, 0)
    new = _widened(changed, starts, text, 0)
    removed = [TokenizedText(before.text[start:end]).word_counts for start, end in old]
    added = [TokenizedText(text[start:end]).word_counts for start, end in new]
    altered: set[str] = set()
    found = []
    for name in ("counts", "before_bracket"):
        change: Counter[str] = Counter()
        for part in added:
            change.update(getattr(part, name))
        for part in removed:
            change.subtract(getattr(part, name))
        counts = getattr(before.word_counts, name).copy()
        for word, more in change.items():
            if more:
                altered.add(word)
                counts[word] += more
                if not counts[word]:
                    del counts[word]
        found.append(counts)
    return WordCounts(*found), altered


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


def _affected_words(
    lexicon: Lexicon,
    altered: Iterable[str],
    counts: Counter[str],
    before: DocumentNames,
    now: DocumentNames,
) -> set[str]:
    """Return the words whose evidence from the document as a whole has changed."""
    found = {word for word in altered if counts[word] and _is_unknown(lexicon, word)}
    if now is not before:
        for word in counts:
            if (
                is_name_shaped(word)
                and _is_unknown(lexicon, word)
                and before.match(word) != now.match(word)
            ):
                found.add(word)
    return found


def _is_unknown(lexicon: Lexicon, word: str) -> bool:
    return not lexicon.word(word.lower().replace("’", "'")).is_english
