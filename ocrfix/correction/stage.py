"""One pass of correction: every corrector looks at the same text, and the surest edits stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

import msgspec

from ocrfix.correction import mojibake, noise, phrases, punctuation
from ocrfix.correction.analysis import Analysis
from ocrfix.correction.punctuation import rules, specks
from ocrfix.correction.segmentation import hyphenated, letterspaced
from ocrfix.correction.segmentation.word_model import Speller
from ocrfix.correction.vetoes.hard import Vetoes
from ocrfix.correction.vetoes.punctuation import Tied
from ocrfix.correction.vetoes.wellformed import is_wellformed
from ocrfix.correction.words import corrector
from ocrfix.correction.words.ranker import Ranker
from ocrfix.correction.words.sources import WORD_KINDS
from ocrfix.correction.words.typist import TYPIST, sic_spans
from ocrfix.edits import Edit, resolve_conflicts, sorted_edits
from ocrfix.lexicon import Lexicon

_DOUBTED = 0.5
"""Of the edits of the pairs that something speaks against, half mended something."""


class Stage:
    """The correctors, with what they need.

    Args:
        lexicon: the dictionaries.
        kinds: the kinds of damage to mend, of :data:`ocrfix.correction.KINDS`.
        threshold: the least confidence with which an edit is made.
        suggest: the least confidence with which one is suggested.
    """

    def __init__(
        self, lexicon: Lexicon, kinds: frozenset[str], threshold: float, suggest: float
    ) -> None:
        self.lexicon = lexicon
        self.kinds = kinds
        self.threshold = threshold
        self.suggest = suggest

    @cached_property
    def ranker(self) -> Ranker:
        """The judge of the readings of a word."""
        return Ranker.load(self.lexicon.table_path("word-ranker.tsv"))

    @cached_property
    def punctuation_ranker(self) -> punctuation.PunctuationRanker:
        """The ranker of punctuation."""
        return punctuation.PunctuationRanker.load(
            self.lexicon.table_path("punctuation-ranker.tsv"),
            self.lexicon.table_path("punctuation-confusions.tsv"),
        )

    @cached_property
    def words(self) -> corrector.WordCorrector:
        """The corrector of words."""
        return corrector.WordCorrector(self.ranker, self.kinds)

    @cached_property
    def phrases(self) -> phrases.Phrases:
        """The headings and letterheads."""
        return phrases.Phrases(self.lexicon.phrases())

    @cached_property
    def speller(self) -> Speller:
        """The judge of runs of characters."""
        return Speller(self.lexicon)

    def share(self, other: Stage) -> None:
        """Take over what another stage with the same lexicon has made of it."""
        self.__dict__.update(
            ranker=other.ranker,
            punctuation_ranker=other.punctuation_ranker,
            phrases=other.phrases,
            speller=other.speller,
        )

    def look(self, analysis: Analysis) -> tuple[list[Edit], list[Edit]]:
        """Return the edits of a text to make now, and those to suggest; both in order of place."""
        text = analysis.text
        vouched = sic_spans(text)
        vetoes = Vetoes(text, self.lexicon.word_classes)
        whole = sorted_edits(self._whole_words(analysis))
        made = [edit for edit in whole if self._sure(edit) and vetoes.allow(edit)]
        others = [edit for edit in self._propose(analysis) if not _crosses(made, edit)]
        tied = Tied(text, self.lexicon)
        sure: list[Edit] = []
        unsure: list[Edit] = []
        for edit in (*whole, *others):
            if edit.confidence < self.suggest:
                continue
            if not vetoes.allow(edit) or _within(vouched, edit):
                continue
            held = tied.holds(edit) or is_wellformed(text, edit, self.lexicon)
            weighed = doubted(edit) if held else edit
            if self._sure(weighed):
                sure.append(weighed)
            elif weighed.confidence >= self.suggest:
                unsure.append(weighed)
        return resolve_conflicts(sure)[0], resolve_conflicts(unsure)[0]

    def _sure(self, edit: Edit) -> bool:
        return edit.confidence >= self.threshold and edit.kind != TYPIST

    def _whole_words(self, analysis: Analysis) -> Iterator[Edit]:
        """Yield what makes whole words of parts: until it is made, nothing else is to be seen."""
        if "letterspaced" in self.kinds:
            yield from letterspaced.propose(analysis, self.speller)
        if "hyphenated" in self.kinds:
            yield from hyphenated.propose(analysis)

    def _propose(self, analysis: Analysis) -> Iterator[Edit]:
        kinds = self.kinds
        if "mojibake" in kinds:
            yield from mojibake.propose(analysis)
        if "phrase" in kinds:
            yield from phrases.stamps(analysis, self.threshold)
        if "phrase" in kinds or "clipped" in kinds:
            yield from (e for e in self.phrases.propose(analysis) if e.kind in kinds)
        if not kinds.isdisjoint(WORD_KINDS):
            yield from self.words.propose(analysis)
        yield from self._punctuation(analysis)
        if "noise" in kinds:
            yield from noise.propose(analysis)

    def _punctuation(self, analysis: Analysis) -> Iterator[Edit]:
        """Yield corrections by rule, and by the ranker where no rule is sure."""
        ruled: list[Edit] = []
        if "specks" in self.kinds:
            ruled += specks.propose(analysis)
        if "punctuation" in self.kinds:
            ruled += rules.propose(analysis)
        yield from ruled
        if self.kinds.isdisjoint(("specks", "punctuation")):
            return
        taken = {
            at for e in ruled if e.confidence >= self.threshold for at in range(e.start, e.end + 1)
        }
        for edit in punctuation.propose(
            analysis, self.punctuation_ranker, self.kinds, self.suggest
        ):
            if taken.isdisjoint(range(edit.start, edit.end + 1)):
                yield edit


def doubted(edit: Edit) -> Edit:
    """Return an edit with the confidence that is left to it where something speaks against it."""
    return msgspec.structs.replace(edit, confidence=min(edit.confidence, _DOUBTED))


def _within(spans: list[tuple[int, int]], edit: Edit) -> bool:
    """Whether an edit shares a character with one of the spans, which stand in order and apart."""
    at = bisect_left(spans, (edit.end, -1)) - 1
    return at >= 0 and edit.start < spans[at][1]


def _crosses(whole: list[Edit], edit: Edit) -> bool:
    """Whether an edit touches one of those that make whole words, which stand in order."""
    if not whole:
        return False
    after = bisect_right(whole, edit.start, key=lambda e: e.start)
    near = whole[max(0, after - 1) : after + 1]
    return any(e.start <= edit.end and edit.start <= e.end for e in near)
