"""How typists slip: the kinds of slip, and how likely one is to have made a word what it is.

A typist makes letters change places, strikes a key twice or the one beside it, leaves a letter out,
or spells as it sounds; an engine puts one shape for another that looks like it. The kinds of slip
are those of F. J. Damerau, "A Technique for Computer Detection and Correction of Spelling Errors",
CACM 7, 1964, and like the misreadings of :mod:`ocrfix.lexicon.confusions` they are weighed as in
M. D. Kernighan, K. W. Church, W. A. Gale, "A Spelling Correction Program Based on a Noisy Channel
Model", COLING 1990. What each says is learned (:mod:`ocrfix.training.typing_errors`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from ocrfix.lexicon import tables
from ocrfix.lexicon.alignment import behind, in_front

_SHORTEST = 4
"""Shorter words are as near to other words as to the one that was meant."""

_RAREST = -14.0
"""Natural log of the least likelihood of a misreading: below it all are as good as never seen."""

_TELLING = 4
"""So much of a word must be known as misspelt, before one vowel for another says anything: engines
read an e as an a or o wherever it stands."""

_USUAL = -8.0
"""A misreading likelier than this an engine makes again and again, so that a word that stands so
twice says nothing of who made it."""

_AGAIN = 1.0
"""What it says, in the odds, that a word stands so again: typists spell as they are used to."""

_VOWELS = frozenset("aeiouy")


class Slips:
    """What is known of slips.

    Args:
        weights: what each feature of a slip says of who made it, by name (``slips.tsv``).
        spellings: how English is misspelt: letters as they ought to be, and as they are written.
        keyboard: the keys of a typewriter, each with those around it.
    """

    def __init__(
        self,
        weights: Mapping[str, float],
        spellings: Sequence[tuple[str, str]],
        keyboard: Mapping[str, str],
    ) -> None:
        self.weights = dict(weights)
        self._keyboard = keyboard
        self._spellings = tuple(spellings)

    @classmethod
    def load(cls, weights: Path, spellings: Path, keyboard: Mapping[str, str]) -> Slips:
        """Read the weights (feature, weight) and the spellings (their first two columns).

        Raises:
            TableError: a row that cannot be read.
        """
        return cls(
            {name: tables.decimal(weights, weight) for name, weight in tables.rows(weights, 2)},
            [(meant, written) for meant, written, *_ in tables.rows(spellings, 4)],
            keyboard,
        )

    def with_weights(self, weights: Mapping[str, float]) -> Slips:
        """Return the same with other weights."""
        return Slips(weights, self._spellings, self._keyboard)

    def slip(self, meant: str, seen: str) -> str | None:
        """Return what single slip would make ``seen`` of ``meant``, or nothing.

        Args:
            meant: the word that was meant, in small letters.
            seen: what stands there, in small letters.

        >>> slips = Slips({}, [("ence", "ance")], {"r": "et"})
        >>> slips.slip("according", "accoridng"), slips.slip("difficult", "dificult")
        ('letters change places', 'one of two letters left out')
        >>> slips.slip("member", "membet"), slips.slip("member", "mamber")
        ('a key beside', 'another key')
        >>> slips.slip("existence", "existance")
        'spelt otherwise'
        """
        front = in_front(meant, seen)
        back = behind(meant, seen, front)
        lost, put = meant[front : len(meant) - back], seen[front : len(seen) - back]
        # A first letter put for another is seldom a matter of spelling.
        told = self._misspelt(meant, seen) if front or max(len(lost), len(put)) > 1 else 0
        if told:
            vowels = len(lost) == len(put) and _VOWELS.issuperset(lost + put)
            if vowels and told < _TELLING:
                return "spelt otherwise, one vowel for another"
            return "spelt otherwise"
        if len(lost) == 2 and put == lost[::-1]:
            return "letters change places"
        edge = " at an edge" if not front or not back else ""
        match len(lost), len(put):
            case 1, 0 if _beside_its_like(meant, front):
                return "one of two letters left out"
            case 1, 0:
                return f"a letter left out{edge}"
            case 0, 1 if _beside_its_like(seen, front):
                return "a letter twice"
            case 0, 1:
                return f"a letter put in{edge}"
            case 1, 1:
                return "a key beside" if put in self._keyboard.get(lost, "") else "another key"
        return None

    def _misspelt(self, meant: str, seen: str) -> int:
        """Return how many letters the longest spelling has that makes one of the other, or 0."""
        longest = 0
        for right, written in self._spellings:
            at = meant.find(right)
            while at >= 0:
                if meant[:at] + written + meant[at + len(right) :] == seen:
                    longest = max(longest, len(right))
                at = meant.find(right, at + 1)
        return longest

    def measure(self, meant: str, seen: str, misreading: float) -> dict[str, float] | None:
        """Return the features of a slip, by name; nothing where one slip does not explain the word.

        Args:
            meant: the word that was meant, as it would be printed.
            seen: what stands there.
            misreading: natural log of how likely the engine is to read the one as the other.
        """
        if len(seen) < _SHORTEST or not (meant.isalpha() and seen.isalpha()):
            return None
        slip = self.slip(meant.lower(), seen.lower())
        if slip is None:
            return None
        features = {
            "a slip": 1.0,
            slip: 1.0,
            "misreading": max(_RAREST, misreading) - _RAREST,
            "letters": math.log(len(seen)),
        }
        if meant[0].lower() != seen[0].lower():
            features["first letter"] = 1.0
        if not (seen.islower() or seen.isupper() or seen[1:].islower()):
            features["capital inside"] = 1.0
        if meant.isascii() and not seen.isascii():
            features["accent"] = 1.0
        return features

    def probability(self, meant: str, seen: str, misreading: float, times: int = 1) -> float:
        """Return how likely it is that the typist made a word what it is, and not the engine.

        Args:
            meant: the word that was meant, as it would be printed.
            seen: what stands there.
            misreading: natural log of how likely the engine is to read the one as the other.
            times: how often it stands so in the text.

        >>> slips = Slips({"letters change places": 2.0, "misreading": -0.25}, [], {})
        >>> round(slips.probability("according", "accoridng", -14.0), 2)
        0.88
        >>> slips.probability("committee", "cornmittee", -5.0)
        0.0
        """
        features = self.measure(meant, seen, misreading)
        if features is None:
            return 0.0
        weights = self.weights
        odds = sum(weights.get(name, 0.0) * value for name, value in features.items())
        if misreading < _USUAL:
            odds += _AGAIN * math.log(times)
        return 1.0 / (1.0 + math.exp(-odds))


def _beside_its_like(word: str, at: int) -> bool:
    return word[at] in (word[at - 1 : at], word[at + 1 : at + 2])
