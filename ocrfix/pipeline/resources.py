"""Resources of pipelines: the opened dictionaries, which pipelines with the same ones share."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from ocrfix.correction.models import Models
    from ocrfix.lexicon import Lexicon
    from ocrfix.lexicon.legibility import LegibilityScorer
    from ocrfix.tagging.metadata.card import CardReader
    from ocrfix.tagging.rules.schema import RuleSet
    from ocrfix.tagging.tagger import Tagger


class TaggingResources:
    """The rules of the tagger, opened on first use.

    Args:
        dictionaries: the folders of the user's own dictionaries.
    """

    def __init__(self, dictionaries: Sequence[str]) -> None:
        self._folders = [Path(folder) for folder in dictionaries]

    @cached_property
    def rules(self) -> RuleSet:
        """The rules of the tagger, with the user's own."""
        from ocrfix.tagging.rules.schema import RuleSet

        if any(True for folder in self._folders for _ in folder.rglob("*.yaml")):
            from ocrfix.system import paths
            from ocrfix.tagging.rules.loader import read_rules

            return read_rules([paths.dictionaries(), *self._folders])
        from ocrfix.dictionaries.store import ensure_compiled

        return msgspec.json.decode((ensure_compiled() / "rules.json").read_bytes(), type=RuleSet)

    @cached_property
    def rule_tagger(self) -> Tagger:
        """The tagger without the learned recognizer."""
        from ocrfix.tagging.tagger import Tagger

        return Tagger(self.rules)

    @cached_property
    def tagger(self) -> Tagger:
        """The tagger."""
        from ocrfix.dictionaries.store import ensure_compiled
        from ocrfix.tagging.learned.model import MarkerModel
        from ocrfix.tagging.tagger import Tagger

        return Tagger(self.rules, MarkerModel(ensure_compiled()))

    @cached_property
    def card_reader(self) -> CardReader:
        """The reader of the card."""
        from ocrfix.tagging.metadata.card import CardReader

        return CardReader(self.rules.card, self.rules.outcomes)


class CorrectionResources:
    """The lexicon and the models of correction, opened on first use.

    Args:
        dictionaries: the folders of the user's own dictionaries.
        words: words that are never changed.
        word_files: files of such words, one on each line.
    """

    def __init__(
        self, dictionaries: Sequence[str], words: Sequence[str], word_files: Sequence[str]
    ) -> None:
        self._folders = [Path(folder) for folder in dictionaries]
        self._words = words
        self._word_files = word_files

    @cached_property
    def lexicon(self) -> Lexicon:
        """The dictionaries."""
        from ocrfix.dictionaries.store import ensure_compiled
        from ocrfix.lexicon import Lexicon

        return Lexicon(ensure_compiled(), self._folders, self._user_words())

    @cached_property
    def models(self) -> Models:
        """The rankers and tables of the dictionaries."""
        from ocrfix.correction.models import Models

        return Models(self.lexicon)

    @cached_property
    def legibility(self) -> LegibilityScorer:
        """The measure of how much of a page is words."""
        from ocrfix.lexicon.legibility import LegibilityScorer

        return LegibilityScorer.load(self.lexicon)

    def _user_words(self) -> frozenset[str]:
        """Return the words that the settings protect."""
        if not self._words and not self._word_files:
            return frozenset()
        from ocrfix.config.word_lists import read_words, single_words

        files = (read_words(Path(file)) for file in self._word_files)
        return single_words([*self._words, *itertools.chain(*files)])
