"""Candidate: one text that a word may have been before the damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocrfix.lexicon.word import Word

KEEP = "keep"
"""The kind of the candidate that keeps the word as written."""


class Candidate:
    """A replacement for a word.

    Candidates are cached for all occurrences of a word, with the score of what does not depend on
    the context.

    Args:
        start: offset of the text it replaces, relative to the start of the word (code points).
        end: offset after that text, relative likewise; it reaches into the next word where the
            candidate joins the two.
        after: the replacement; empty to remove the word.
        kind: the edit kind, of :data:`~ocrfix.correction.corrector.KINDS`, or :data:`KEEP`.
        token_count: how many tokens it replaces: 1, or 2 where it joins them.
        log_share: for a completed word, the natural log of its share in the probability of all
            words that would complete the text.

    Attributes:
        removes_word: whether it removes the word.
        prescore: a first estimate of its score, from the word and its misreading alone
            (:mod:`ocrfix.correction.words.shortlist`); 0 until it is made.
        word_score: the score of its features that do not depend on the context.
        ranker_id: the ranker that computed :attr:`word_score`; 0 for none.
        words: the lexicon entries of its words, once looked up.
    """

    def __init__(
        self,
        start: int,
        end: int,
        after: str,
        kind: str,
        token_count: int = 1,
        log_share: float = 0.0,
    ) -> None:
        self.start = start
        self.end = end
        self.after = after
        self.kind = kind
        self.token_count = token_count
        self.log_share = log_share
        self.removes_word = not after
        self.prescore = 0.0
        self.word_score = 0.0
        self.ranker_id = 0
        self.words: list[Word] | None = None

    def with_kind(self, kind: str) -> Candidate:
        """Return the same replacement as a candidate of another kind."""
        return Candidate(self.start, self.end, self.after, kind, self.token_count, self.log_share)
