"""Models of correction: the rankers and tables that correctors share, loaded on first use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ocrfix.lexicon import Lexicon

if TYPE_CHECKING:
    from ocrfix.correction.phrase_table import PhraseTable
    from ocrfix.correction.punctuation.ranker import PunctuationRanker
    from ocrfix.correction.readings.check import ReadingCheck
    from ocrfix.correction.readings.words import WordReadings
    from ocrfix.correction.segmentation.word_model import WordModel
    from ocrfix.correction.words.boosted_trees import BoostedTrees
    from ocrfix.correction.words.engine_calibration import EngineCalibration
    from ocrfix.correction.words.ranker import Ranker


class Models:
    """Models learned or derived from one lexicon, shared by all settings that use it.

    Each model can be replaced by assignment before it is used, such as by a newly trained one.

    Args:
        lexicon: the dictionaries.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    @cached_property
    def word_ranker(self) -> Ranker:
        """The ranker of the candidates for a word."""
        from ocrfix.correction.words.ranker import Ranker

        return Ranker.load(self.lexicon.table_path("word-ranker.tsv"))

    @cached_property
    def word_confidence(self) -> BoostedTrees | None:
        """The model of the confidence in a candidate; ``None`` to use the ranker's probability.

        It belongs to the ranker that it was learned with: beside a user's own ranker, the user's.
        """
        from ocrfix.correction.words.boosted_trees import BoostedTrees

        path = self.lexicon.table_path("word-ranker.tsv").parent / "word-confidence.tsv"
        return BoostedTrees.load(path) if path.exists() else None

    @cached_property
    def engine_calibration(self) -> EngineCalibration:
        """The calibration of OCR engines: what their confidence in a word says about an edit."""
        from ocrfix.correction.words.engine_calibration import EngineCalibration

        return EngineCalibration.load(self.lexicon.table_path("engine-confidence.tsv"))

    @cached_property
    def punctuation_ranker(self) -> PunctuationRanker:
        """The ranker of the candidates for a gap between words."""
        from ocrfix.correction.punctuation.ranker import PunctuationRanker

        return PunctuationRanker.load(
            self.lexicon.table_path("punctuation-ranker.tsv"),
            self.lexicon.table_path("punctuation-confusions.tsv"),
        )

    @cached_property
    def word_readings(self) -> WordReadings:
        """The model that decides on words by several readings."""
        from ocrfix.correction.readings.words import WordReadings
        from ocrfix.lexicon import tables

        path = self.lexicon.table_path("word-readings.tsv")
        return WordReadings(tables.read_weights(path), self.word_ranker)

    @cached_property
    def reading_check(self) -> ReadingCheck:
        """The model that checks edits other than those of words by other readings."""
        from ocrfix.correction.readings.check import ReadingCheck
        from ocrfix.lexicon import tables

        return ReadingCheck(tables.read_weights(self.lexicon.table_path("reading-check.tsv")))

    @cached_property
    def phrases(self) -> PhraseTable:
        """The headings and letterheads."""
        from ocrfix.correction.phrase_table import PhraseTable

        return PhraseTable(self.lexicon.phrases())

    @cached_property
    def word_model(self) -> WordModel:
        """The model of words as sequences of characters."""
        from ocrfix.correction.segmentation.word_model import WordModel

        return WordModel(self.lexicon)
