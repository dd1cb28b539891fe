"""Candidate: one text that a word may have been before the damage."""

from __future__ import annotations

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.lexicon.word import Word
from ocrfix.text.casing import case_number

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
        folded: the replacement in lower case.
        removes_word: whether it removes the word.
        prescore: a first estimate of its score, from the word and its misreading alone
            (:mod:`ocrfix.correction.words.shortlist`); 0 until it is made.
        word_score: the score of its features that do not depend on the context.
        ranker_id: the ranker that computed :attr:`word_score`; 0 for none.
        words: the lexicon entries of its words, once looked up.
        first_case: the :func:`~ocrfix.text.casing.case_number` of its first word.
        last_case: that of its last word.
        runs: the runs of letters misread in the text, once aligned.
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
        self.folded = after.lower()
        self.removes_word = not after
        self.prescore = 0.0
        self.word_score = 0.0
        self.ranker_id = 0
        self.words: list[Word] | None = None
        self.first_case = 0
        self.last_case = 0
        self.runs: list[tuple[str, str]] | None = None

    def with_kind(self, kind: str) -> Candidate:
        """Return the same replacement as a candidate of another kind."""
        return Candidate(self.start, self.end, self.after, kind, self.token_count, self.log_share)


def candidate_words(annotated: AnnotatedTokens, candidate: Candidate) -> list[Word]:
    """Return the lexicon entry of each word of a candidate, looked up on the first call."""
    words = candidate.words
    if words is None:
        after = candidate.after
        if " " in after:
            parts = after.split(" ")
            words = [annotated.look_up(part) for part in parts]
            candidate.first_case = case_number(parts[0])
            candidate.last_case = case_number(parts[-1])
        else:
            words = [annotated.look_up(after)]
            candidate.first_case = candidate.last_case = case_number(after)
        candidate.words = words
    return words
