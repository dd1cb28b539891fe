"""Phrase corrector: damaged headings, letterheads, stamps and banners."""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.models import Models
from ocrfix.correction.phrase_table import same_letters
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.correction.stamp_spelling import REACH_CHARS, respell
from ocrfix.edits import Edit


class PhraseCorrector:
    """Headings, letterheads, stamps and banners that are known and damaged.

    Args:
        models: the rankers and tables of the dictionaries.
        settings: what is corrected, and the thresholds.
    """

    kinds = frozenset({"phrase", "clipped", "spacing"})
    reach = REACH_CHARS
    joins_words = False

    def __init__(self, models: Models, settings: CorrectionSettings) -> None:
        self.phrases = models.phrases
        self.settings = settings

    def propose(self, analysis: Analysis) -> Iterator[Edit]:
        """Yield the edits of misread stamps, then those of damaged headings."""
        kinds = self.settings.kinds
        if "phrase" in kinds:
            yield from _misread_stamps(analysis, self.settings.threshold)
        if not kinds.isdisjoint(("phrase", "clipped")):
            yield from self.phrases.propose(analysis)


def _misread_stamps(analysis: Analysis, min_confidence: float) -> Iterator[Edit]:
    """Yield the spelling of stamps and banners that the tagger recognized despite misreadings."""
    for marker in analysis.markers:
        meant = marker.fields.get("canonical")
        if not meant or marker.confidence < min_confidence or same_letters(meant, marker.text):
            continue
        spelling = respell(
            analysis.text, marker.clean_start, marker.clean_end, meant, analysis.lexicon
        )
        if spelling:
            yield analysis.edit(
                *spelling, "phrase", marker.confidence, f"the {marker.type} {meant!r}, misread"
            )
