"""Punctuation corrector: rules for specks and commas, and the ranker where no rule applies."""

from __future__ import annotations

from collections.abc import Container, Iterator

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.models import Models
from ocrfix.correction.punctuation import rules, specks
from ocrfix.correction.punctuation.candidates import needs_candidates
from ocrfix.correction.punctuation.context import AnnotatedGaps
from ocrfix.correction.punctuation.gaps import Gap
from ocrfix.correction.punctuation.measure import REACH_CHARS
from ocrfix.correction.punctuation.ranker import PunctuationRanker
from ocrfix.correction.punctuation.scorer import CandidateScorer
from ocrfix.correction.punctuation.separator import common_ends
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.edits import Edit

_MAX_CONFIDENCE = 0.99


class PunctuationCorrector:
    """Specks read as punctuation, and punctuation misread as other punctuation.

    Args:
        models: the rankers and tables of the dictionaries.
        settings: what is corrected, and the thresholds.
    """

    kinds = frozenset({"specks", "punctuation"})
    reach = REACH_CHARS
    joins_words = False

    def __init__(self, models: Models, settings: CorrectionSettings) -> None:
        self.ranker = models.punctuation_ranker
        self.settings = settings

    def propose(self, analysis: Analysis) -> Iterator[Edit]:
        """Yield the edits of the rules, and those of the ranker where no rule applies."""
        ruled: list[Edit] = []
        if "specks" in self.settings.kinds:
            ruled += specks.propose(analysis)
        if "punctuation" in self.settings.kinds:
            ruled += rules.propose(analysis)
        yield from ruled
        taken = {
            at
            for edit in ruled
            if edit.confidence >= self.settings.threshold
            for at in range(edit.start, edit.end + 1)
        }
        ranked = propose(analysis, self.ranker, self.settings.kinds, self.settings.suggest)
        for edit in ranked:
            if taken.isdisjoint(range(edit.start, edit.end + 1)):
                yield edit


def propose(
    analysis: Analysis,
    ranker: PunctuationRanker,
    kinds: Container[str],
    min_confidence: float = 0.0,
) -> list[Edit]:
    """Return the most likely correction of each gap that may be misread.

    Args:
        analysis: the text.
        ranker: the ranker of punctuation.
        kinds: the kinds to propose: ``specks`` for punctuation that is only removed,
            ``punctuation`` for all other.
        min_confidence: corrections with less confidence, which are most, are left out.
    """
    gaps = AnnotatedGaps(analysis.annotated, ranker.confusions)
    scorer = CandidateScorer(ranker.scorer_weights)
    found: list[Edit] = []
    for number in range(len(gaps.gaps)):
        if not needs_candidates(gaps, number):
            continue
        gap = gaps.gaps[number]
        if analysis.markers and analysis.overlaps_marker(gap.start, gap.end):
            continue
        correction = ranker.best_correction(gaps, number, scorer)
        if correction is None:
            continue
        printed, confidence = correction
        if confidence < min_confidence or _shortens_abbreviation(analysis, gap, printed):
            continue
        start, end, after = _replacement(gaps.text, gap, printed)
        kind = "punctuation" if after.strip() else "specks"
        if kind in kinds:
            reason = _reason(gaps.text[start:end], after, gap)
            confidence = min(confidence, _MAX_CONFIDENCE)
            found.append(analysis.edit(start, end, after, kind, confidence, reason))
    return found


def _shortens_abbreviation(analysis: Analysis, gap: Gap, printed: str) -> bool:
    """Whether an abbreviation would lose its full stop, as in `4 pp. in dupl.`."""
    word = gap.left.lower()
    return (
        gap.seen.startswith(".")
        and not printed.startswith(".")
        and analysis.lexicon.word_classes.get(word) == "abbreviation"
    )


def _reason(removed: str, added: str, gap: Gap) -> str:
    where = f"after {gap.left!r}" if gap.left else f"before {gap.right!r}"
    if added.strip():
        return f"{_quoted(added)} is more likely than {_quoted(removed)} {where}"
    if removed.strip():
        return f"stray {_quoted(removed)} {where}"
    return f"missing space {where}" if added else f"stray space {where}"


def _quoted(text: str) -> str:
    return repr(text.strip()) if text.strip() else "a space"


def _replacement(text: str, gap: Gap, printed: str) -> tuple[int, int, str]:
    """Return start, end and new text of the minimal edit."""
    start, end = common_ends(gap.seen, printed)
    spans = _char_spans(text, gap)
    changed = spans[start : len(spans) - end]
    after = printed[start : len(printed) - end]
    if changed:
        return changed[0][0], changed[-1][1], after
    at = spans[start][0] if start < len(spans) else gap.end
    return at, at, after


def _char_spans(text: str, gap: Gap) -> list[tuple[int, int]]:
    """Return the span in the text of each character of ``gap.seen``."""
    found: list[tuple[int, int]] = [(gap.start, gap.start)] if gap.left_on_other_line else []
    at = gap.start
    while at < gap.end:
        end = at + 1
        if text[at].isspace():
            while end < gap.end and text[end].isspace():
                end += 1
        found.append((at, end))
        at = end
    if gap.right_on_other_line:
        found.append((gap.end, gap.end))
    return found
