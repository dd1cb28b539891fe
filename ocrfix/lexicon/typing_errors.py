"""Typing errors: their kinds, and the probability that the typist, not the engine, made an error.

A typist swaps letters, strikes a key twice or the one beside it, omits a letter, or spells by
sound; an engine reads one shape as another that looks like it. The kinds of error are those of
F. J. Damerau, "A Technique for Computer Detection and Correction of Spelling Errors", CACM 7, 1964.
Like the confusions of :mod:`ocrfix.lexicon.confusions`, they are weighed as in M. D. Kernighan,
K. W. Church, W. A. Gale, "A Spelling Correction Program Based on a Noisy Channel Model", COLING
1990. The weights are learned (:mod:`ocrfix.training.typing_errors`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from ocrfix.lexicon import tables
from ocrfix.lexicon.alignment import common_prefix, common_suffix

_MIN_WORD_CHARS = 4
"""Minimum length of words; shorter ones are as similar to other words as to the intended one."""

_MIN_LOG_LIKELIHOOD = -14.0
"""A confusion less likely than this (natural log) counts as one never seen."""

_MIN_PATTERN_CHARS = 4
"""A misspelling of one vowel is telling only as part of a pattern this long: engines read an e as
an a or o anywhere."""

_COMMON_LOG_LIKELIHOOD = -8.0
"""Engines make a confusion more likely than this repeatedly: a second occurrence of the word is no
evidence of who made the error."""

_REPEATED = 1.0
"""What each doubling (natural log) of the occurrences adds to the log-odds that the typist made the
error: typists repeat their misspellings."""

_VOWELS = frozenset("aeiouy")
"""Letters that typists, and engines, often confuse."""

_MINIMS = frozenset("imnru")
"""Letters made of the same short strokes: of `nm` and `mn` an engine sees only five strokes."""

_LIGATURES = frozenset(("fi", "fl"))
"""Letters that type joins: of `fi` an engine may see only the `f`."""

_LOOKALIKE_KINDS = frozenset(("transposition of minims", "omission in a ligature"))
"""Kinds of errors that look so much alike in type that they count as the engine's."""


class TypingErrors:
    """A logistic model that attributes an error to the typist or to the engine.

    Args:
        weights: the weight of each feature, by name (``typing-errors.tsv``).
        misspellings: patterns of English misspelling: the letters as they should be, and as they
            are written.
        keyboard: the keys of a typewriter, each with those around it.
    """

    def __init__(
        self,
        weights: Mapping[str, float],
        misspellings: Sequence[tuple[str, str]],
        keyboard: Mapping[str, str],
    ) -> None:
        self.weights = dict(weights)
        self._keyboard = keyboard
        self._misspellings = tuple(misspellings)

    @classmethod
    def load(cls, weights: Path, misspellings: Path, keyboard: Mapping[str, str]) -> TypingErrors:
        """Read the weights (feature, weight) and the misspellings (their first two columns).

        Raises:
            TableError: a row that cannot be read.
        """
        return cls(
            tables.read_weights(weights),
            [(meant, written) for meant, written, *_ in tables.read_rows(misspellings, 4)],
            keyboard,
        )

    def with_weights(self, weights: Mapping[str, float]) -> TypingErrors:
        """Return the same model with other weights."""
        return TypingErrors(weights, self._misspellings, self._keyboard)

    def classify(self, meant: str, seen: str) -> str | None:
        """Return the kind of the single typing error that turns ``meant`` into ``seen``, if any.

        Args:
            meant: the intended word, in lower case.
            seen: the word in the text, in lower case.

        >>> model = TypingErrors({}, [("ence", "ance")], {"r": "et"})
        >>> model.classify("according", "accoridng"), model.classify("difficult", "dificult")
        ('transposition', 'doubled letter dropped')
        >>> model.classify("member", "membet"), model.classify("member", "mamber")
        ('adjacent key', 'substitution')
        >>> model.classify("existence", "existance")
        'misspelling'
        >>> model.classify("cause", "causee"), model.classify("government", "govermnent")
        ('letter doubled at an edge', 'transposition of minims')
        """
        prefix = common_prefix(meant, seen)
        suffix = common_suffix(meant, seen, prefix)
        removed, added = meant[prefix : len(meant) - suffix], seen[prefix : len(seen) - suffix]
        # A wrong first letter is seldom a matter of spelling.
        may_be_misspelt = prefix or max(len(removed), len(added)) > 1
        pattern_chars = self._misspelling(meant, seen) if may_be_misspelt else 0
        if pattern_chars:
            vowels = len(removed) == len(added) and _VOWELS.issuperset(removed + added)
            if vowels and pattern_chars < _MIN_PATTERN_CHARS:
                return "misspelling of one vowel"
            return "misspelling"
        if len(removed) == 2 and added == removed[::-1]:
            return "transposition" + " of minims" * _MINIMS.issuperset(removed)
        edge = " at an edge" if not prefix or not suffix else ""
        match len(removed), len(added):
            case 1, 0 if _is_doubled(meant, prefix):
                return "doubled letter dropped"
            case 1, 0 if meant[prefix - 1 : prefix + 1] in _LIGATURES:
                return "omission in a ligature"
            case 1, 0:
                return f"omission{edge}"
            case 0, 1 if _is_doubled(seen, prefix):
                return f"letter doubled{edge}"
            case 0, 1:
                return f"insertion{edge}"
            case 1, 1:
                return (
                    "adjacent key" if added in self._keyboard.get(removed, "") else "substitution"
                )
        return None

    def _misspelling(self, meant: str, seen: str) -> int:
        """Return the length of the longest pattern that turns one into the other, or 0."""
        longest = 0
        for right, written in self._misspellings:
            at = meant.find(right)
            while at >= 0:
                if meant[:at] + written + meant[at + len(right) :] == seen:
                    longest = max(longest, len(right))
                at = meant.find(right, at + 1)
        return longest

    def features(self, meant: str, seen: str, confusion: float) -> dict[str, float] | None:
        """Return the features of an error, by name; ``None`` if it is certainly the engine's.

        So it is if no single typing error explains it, or one that looks like the word in type.

        Args:
            meant: the intended word, as it would be printed.
            seen: the word in the text.
            confusion: log-likelihood that the engine reads one as the other.
        """
        if len(seen) < _MIN_WORD_CHARS or not (meant.isalpha() and seen.isalpha()):
            return None
        kind = self.classify(meant.lower(), seen.lower())
        if kind is None or kind in _LOOKALIKE_KINDS:
            return None
        values = {
            "bias": 1.0,
            kind: 1.0,
            "confusion log-likelihood": max(_MIN_LOG_LIKELIHOOD, confusion) - _MIN_LOG_LIKELIHOOD,
            "log length": math.log(len(seen)),
        }
        if meant[0].lower() != seen[0].lower():
            values["first letter"] = 1.0
        if not (seen.islower() or seen.isupper() or seen[1:].islower()):
            values["capital inside"] = 1.0
        if meant.isascii() and not seen.isascii():
            values["accent"] = 1.0
        return values

    def probability(
        self, meant: str, seen: str, confusion: float, preference: float = 1.0
    ) -> float:
        """Return the probability that the typist made an error, and not the engine.

        Args:
            meant: the intended word, as it would be printed.
            seen: the word in the text.
            confusion: log-likelihood that the engine reads one as the other.
            preference: how many times more often the text has the error than the word, at least 1.

        >>> model = TypingErrors(
        ...     {"transposition": 2.0, "confusion log-likelihood": -0.25}, [], {}
        ... )
        >>> round(model.probability("according", "accoridng", -14.0), 2)
        0.88
        >>> model.probability("committee", "cornmittee", -5.0)
        0.0
        """
        values = self.features(meant, seen, confusion)
        if values is None:
            return 0.0
        weights = self.weights
        log_odds = sum(weights.get(name, 0.0) * value for name, value in values.items())
        if confusion < _COMMON_LOG_LIKELIHOOD:
            log_odds += _REPEATED * math.log(preference)
        return 1.0 / (1.0 + math.exp(-log_odds))


def _is_doubled(word: str, at: int) -> bool:
    """Whether a letter is the same as the one before or after it."""
    return word[at] in (word[at - 1 : at], word[at + 1 : at + 2])
