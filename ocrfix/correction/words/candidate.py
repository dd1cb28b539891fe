"""What might have stood where a word stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocrfix.lexicon.word import Word


class Candidate:
    """One reading of a place in the text.

    What is offered for a word is kept for all places where it stands, and with it how good it was
    found to be, apart from its neighbours.

    Args:
        start: where the place begins, counted from where the word begins (code points).
        end: where it ends, exclusive, counted from there too; a candidate that joins two words
            spans both.
        after: what would stand there.
        kind: the kind of damage it would mend, of :data:`ocrfix.correction.KINDS`, or ``keep``.
        token_count: how many tokens of the text it spans: 1, or 2 where it joins them.
        share: for a word completed, the natural log of its share in the likelihood of all words
            that would complete what stands there.

    Attributes:
        guess: a first guess at how good it is (:mod:`ocrfix.correction.words.shortlist`);
            0 before that.
        score: what it scores by itself, as :attr:`judge` found it.
        judge: the number of the ranker that did; 0 where none has yet.
        words: what is known of each of its words, once it was looked up.
    """

    def __init__(
        self, start: int, end: int, after: str, kind: str, token_count: int = 1, share: float = 0.0
    ) -> None:
        self.start = start
        self.end = end
        self.after = after
        self.kind = kind
        self.token_count = token_count
        self.share = share
        self.guess = 0.0
        self.score = 0.0
        self.judge = 0
        self.words: list[Word] | None = None

    def called(self, kind: str) -> Candidate:
        """Return the same reading as one of another kind."""
        return Candidate(self.start, self.end, self.after, kind, self.token_count, self.share)


KEEP = "keep"
