"""One pass of correction: every corrector looks at the same text, and the surest edits stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ocrfix.correction import debris, encoding, phrases, punctuation, specks, words
from ocrfix.correction.proof import Proof
from ocrfix.correction.rank import SOURCES, Ranker
from ocrfix.correction.typist import TYPIST, vouched_for
from ocrfix.edits import choose
from ocrfix.lexicon import Lexicon
from ocrfix.model import Edit, Marker


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
        return Ranker.load(self.lexicon.table("ranker.tsv"))

    @cached_property
    def words(self) -> words.Words:
        """The corrector of words."""
        return words.Words(self.ranker, self.kinds)

    @cached_property
    def phrases(self) -> phrases.Phrases:
        """The headings and letterheads."""
        return phrases.Phrases(self.lexicon.phrases())

    def look(self, text: str, markers: tuple[Marker, ...]) -> tuple[list[Edit], list[Edit]]:
        """Return the edits of ``text`` to make now, and those to suggest; both in order of place.

        Args:
            text: the text as it stands.
            markers: what the tagger found in it.
        """
        proof = Proof(text, self.lexicon, markers)
        vouched = vouched_for(text)
        proposed = [
            edit
            for edit in self._propose(proof)
            if edit.confidence >= self.suggest
            and not any(edit.start < end and start < edit.end for start, end in vouched)
        ]
        made, _ = choose(edit for edit in proposed if self._sure(edit))
        return made, choose(edit for edit in proposed if not self._sure(edit))[0]

    def _sure(self, edit: Edit) -> bool:
        return edit.confidence >= self.threshold and edit.kind != TYPIST

    def _propose(self, proof: Proof) -> Iterator[Edit]:
        kinds = self.kinds
        if "encoding" in kinds:
            yield from encoding.propose(proof)
        if "phrase" in kinds:
            yield from phrases.stamps(proof, self.threshold)
        if "phrase" in kinds or "clipped" in kinds:
            yield from (e for e in self.phrases.propose(proof) if e.kind in kinds)
        if not kinds.isdisjoint(SOURCES):
            yield from self.words.propose(proof)
        if "specks" in kinds:
            yield from specks.propose(proof)
        if "punctuation" in kinds:
            yield from punctuation.propose(proof)
        if "debris" in kinds:
            yield from debris.propose(proof)
