"""Phrase corrector: damaged headings, letterheads, stamps and banners."""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.models import Models
from ocrfix.correction.phrase_table import same_letters
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.edits import Edit

_SPACING_CHARS = 3
"""A stamp that is this much longer than its spelling was typed with spaces or hyphens."""


class PhraseCorrector:
    """Headings, letterheads, stamps and banners that are known and damaged.

    Args:
        models: the rankers and tables of the dictionaries.
        settings: what is corrected, and the thresholds.
    """

    kinds = frozenset({"phrase", "clipped", "spacing"})
    reach = 0
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
        # A level typed with spaces or hyphens between its letters stays as it was typed.
        is_spaced = len(marker.text) > len(meant or "") + _SPACING_CHARS
        if (
            meant
            and marker.confidence >= min_confidence
            and not is_spaced
            and not same_letters(meant, marker.text)
        ):
            if marker.text.isupper():
                meant = meant.upper()
            yield analysis.edit(
                marker.clean_start, marker.clean_end, meant, "phrase", marker.confidence,
                f"the {marker.type} {meant!r}, misread",
            )  # fmt: skip
