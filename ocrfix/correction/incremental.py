"""Looking again, after a change, only where something may have come of it.

Most of a text is the same as in the pass before, and what a corrector says of a place hangs on its
line, on what stands some hundred characters around, and on three things of the whole text: how
often a word that is none stands in it, which names it says, and what the tagger marked. Where none
of these has changed, the last pass has said all there is to say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.document_names import Twins, shaped
from ocrfix.correction.stage import Stage
from ocrfix.edits import Edit, offset_map, sorted_edits, with_clean_offsets
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.records import Marker
from ocrfix.text.lines import lines
from ocrfix.text.spans import Span, merged, touches
from ocrfix.text.tokens import TokenizedText, WordCounts

_FAR = 500
"""Farther away no corrector looks, beyond the line itself; see ``punctuation.REACH_CHARS``."""

_MARGIN = 600
"""So much more is read around, so that what stands there is judged as in the whole text."""

_MOST = 0.9
"""If more than this part of a text would be read again, it is read from end to end."""


class Look(NamedTuple):
    """What one pass found.

    Attributes:
        text: the text as it stood.
        markers: what the tagger found in it.
        standing: how often each of its words stands in it.
        twins: its names.
        chosen: the edits to make, in order of place.
        suggestions: those to suggest, in order of place.
    """

    text: str
    markers: Sequence[Marker]
    standing: WordCounts
    twins: Twins
    chosen: list[Edit]
    suggestions: list[Edit]


def look(stage: Stage, text: str, markers: Sequence[Marker]) -> Look:
    """Look at a whole text."""
    analysis = Analysis(text, stage.lexicon, markers)
    chosen, suggestions = stage.look(analysis)
    return Look(
        text,
        markers,
        analysis.tokenized.word_counts,
        analysis.document_names(),
        chosen,
        suggestions,
    )


def look_again(
    stage: Stage, before: Look, made: Sequence[Edit], text: str, markers: Sequence[Marker]
) -> Look:
    """Look at a text that edits have made of one that was looked at.

    Args:
        stage: the correctors.
        before: what was found in the text before.
        made: the edits that were made of it, in order of place.
        text: what they have made.
        markers: what the tagger found in that.

    Returns:
        The same as :func:`look` does, sooner.
    """
    starts = [line.start for line in lines(text)]
    changed = [(edit.clean_start or 0, edit.clean_end or 0) for edit in with_clean_offsets(made)]
    near = merged(_lines(starts, len(text), start - _FAR, end + _FAR) for start, end in changed)
    if _are_most(near, text):
        return look(stage, text, markers)
    standing, altered = _standing(before, made, text, changed, starts)
    twins = before.twins
    if any(shaped(word) for word in altered):
        twins = Twins(standing.counts, stage.lexicon)
    offsets = offset_map(made)
    spans = changed + _remarked(before.markers, markers, offsets.to_clean)
    words = _said_otherwise(stage.lexicon, altered, standing.counts, before.twins, twins)
    if words:
        spans += [(t.start, t.end) for t in TokenizedText(text).tokens if t.text in words]
    cores = merged(_lines(starts, len(text), start - _FAR, end + _FAR) for start, end in spans)
    read = merged(_lines(starts, len(text), start - _MARGIN, end + _MARGIN) for start, end in cores)
    if _are_most(read, text):
        return look(stage, text, markers)
    chosen: list[Edit] = []
    suggestions: list[Edit] = []
    for kept, found in ((before.chosen, chosen), (before.suggestions, suggestions)):
        for edit in kept:
            start, end = offsets.to_clean(edit.start, edit.end)
            if not touches(cores, start, end) and text[start:end] == edit.before:
                found.append(msgspec.structs.replace(edit, start=start, end=end))
    places = [marker.clean_start for marker in markers]
    for start, end in read:
        window = text[start:end]
        first = bisect_left(places, start)
        inside = [
            msgspec.structs.replace(
                m, clean_start=m.clean_start - start, clean_end=m.clean_end - start
            )
            for m in markers[first : bisect_left(places, end)]
            if m.clean_end <= end
        ]
        analysis = Analysis(window, stage.lexicon, inside, standing, twins)
        for new, found in zip(stage.look(analysis), (chosen, suggestions), strict=True):
            for edit in new:
                here = edit.start + start, edit.end + start
                if touches(cores, *here):
                    found.append(msgspec.structs.replace(edit, start=here[0], end=here[1]))
    return Look(text, markers, standing, twins, sorted_edits(chosen), sorted_edits(suggestions))


def _are_most(spans: Iterable[Span], text: str) -> bool:
    """Whether so much of a text is looked at again that all of it may be."""
    return sum(end - start for start, end in spans) > _MOST * len(text)


def _standing(
    before: Look,
    made: Sequence[Edit],
    text: str,
    changed: Sequence[Span],
    starts: Sequence[int],
) -> tuple[WordCounts, set[str]]:
    """Return how often words stand in a text now, and which of them stand otherwise than before."""
    begins = [line.start for line in lines(before.text)]
    old = merged(_lines(begins, len(before.text), e.start, e.end) for e in made)
    new = merged(_lines(starts, len(text), start, end) for start, end in changed)
    gone = [TokenizedText(before.text[start:end]).word_counts for start, end in old]
    come = [TokenizedText(text[start:end]).word_counts for start, end in new]
    altered: set[str] = set()
    found = []
    for name in ("counts", "before_bracket"):
        change: Counter[str] = Counter()
        for standing in come:
            change.update(getattr(standing, name))
        for standing in gone:
            change.subtract(getattr(standing, name))
        counts = getattr(before.standing, name).copy()
        for word, more in change.items():
            if more:
                altered.add(word)
                counts[word] += more
                if not counts[word]:
                    del counts[word]
        found.append(counts)
    return WordCounts(*found), altered


def _remarked(
    before: Sequence[Marker], now: Sequence[Marker], to_clean: Callable[[int, int], Span]
) -> list[Span]:
    """Return the places of the markers that are there no more, or were not there before."""
    stood = {
        (*to_clean(marker.clean_start, marker.clean_end), marker.type, marker.code)
        for marker in before
    }
    stand = {(marker.clean_start, marker.clean_end, marker.type, marker.code) for marker in now}
    return [(start, end) for start, end, _, _ in stood ^ stand]


def _said_otherwise(
    lexicon: Lexicon, altered: Iterable[str], counts: Counter[str], before: Twins, now: Twins
) -> set[str]:
    """Return the words of which the whole text says something else than before."""
    found = {word for word in altered if counts[word] and _unknown(lexicon, word)}
    if now is not before:
        for word in counts:
            if shaped(word) and _unknown(lexicon, word) and before.of(word) != now.of(word):
                found.add(word)
    return found


def _unknown(lexicon: Lexicon, word: str) -> bool:
    return not lexicon.word(word.lower().replace("’", "'")).is_english


def _lines(starts: Sequence[int], size: int, start: int, end: int) -> Span:
    """Return the stretch of the whole lines that ``[start, end]`` meets, line ends included."""
    first = bisect_right(starts, max(0, start)) - 1
    after = bisect_right(starts, end)
    return (
        starts[first] if first >= 0 else 0,
        starts[after] if after < len(starts) else size,
    )
