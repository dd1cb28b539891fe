"""The shortlist: of all readings that are thought of, the few that are worth judging."""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.words.candidate import Candidate

_MOST = 8
_FAR_BEHIND = 9.0
"""A reading whose first guess is so much lower than the best one's is never the right one."""

_LEAST = -16.0
"""No word that is known at all is less likely than this before its place is looked at."""


class Shortlist:
    """The likeliest readings of a word by a first guess, each once.

    What cannot come to be among them is told apart before it is put together: hundreds of words are
    near a garbled one, and five or six of them mean anything.

    Args:
        seen: the word as it stands.

    Attributes:
        bar: readings with a guess below it are none of the likeliest.
    """

    def __init__(self, seen: str) -> None:
        self.bar = -math.inf
        self._seen = seen
        self._found: dict[str, Candidate] = {}
        self._best: list[float] = []

    def put(self, candidate: Candidate) -> None:
        """Add a reading that has its guess, if it is another one and may be among the likeliest."""
        after = candidate.after
        guess = candidate.guess
        if guess < self.bar or after == self._seen or after in self._found:
            return
        self._found[after] = candidate
        best = self._best
        at = len(best)
        best.append(guess)
        while at and best[at - 1] < guess:
            best[at] = best[at - 1]
            at -= 1
        best[at] = guess
        self.bar = best[0] - _FAR_BEHIND
        if len(best) >= _MOST:
            del best[_MOST:]
            self.bar = max(self.bar, best[_MOST - 1])

    def all(self) -> list[Candidate]:
        """Return all that were added, in the order in which they were."""
        return list(self._found.values())

    def chosen(self) -> list[Candidate]:
        """Return the likeliest, the likeliest first; of equals, what was added first."""
        return likeliest(self.all())


def likeliest(candidates: list[Candidate]) -> list[Candidate]:
    """Return the likeliest few, the likeliest first; of equals, what stood first."""
    return sorted(candidates, key=_less)[:_MOST]


def _less(candidate: Candidate) -> float:
    return -candidate.guess


def near_the_best(candidates: list[Candidate]) -> list[Candidate]:
    """Return those, given the likeliest first, that are not far behind it."""
    if not candidates:
        return candidates
    first = candidates[0]
    least = first.guess - _FAR_BEHIND
    return [candidate for candidate in candidates if candidate.guess >= least]


def at_least(likelihood: float) -> float:
    """Return the likelihood that a known word is taken to have, before its place is looked at."""
    return max(_LEAST, likelihood)


def first_guess(annotated: AnnotatedTokens, seen: str, after: str, kind: str) -> float:
    """Return a first guess at how good a reading is, from its misreading and its likelihood alone.

    Args:
        annotated: the words of the text.
        seen: the word as it stands.
        after: the reading.
        kind: the kind of damage it would mend.
    """
    likelihood = 0.0
    if " " in after:
        for part in after.split(" "):
            word = annotated.look_up(part)
            likelihood += max(_LEAST, word.log_probability)
    else:
        word = annotated.look_up(after)
        likelihood = max(_LEAST, word.log_probability)
    if kind == "spacing":
        return likelihood - 4.0
    return likelihood + annotated.lexicon.confusions.cost(after, seen)
