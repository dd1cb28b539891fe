"""The text of a gap as an engine read it, and the candidates for what was printed there."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence

from ocrfix.correction.punctuation import features
from ocrfix.correction.punctuation.features import NO_SYMBOL, visible
from ocrfix.correction.punctuation.gaps import INNER, LEADING, TRAILING, straighten_quotes
from ocrfix.correction.punctuation.position import KIND_PAIRS, POSITIONS
from ocrfix.lexicon.alignment import common_prefix, common_suffix

PAIRED_MARKS = "'\"([)]"
"""Quotes and brackets, which may have a partner. A set of them is a number: the bit of each is its
index here."""

NOT_COMPUTED = 9.0
"""Marks a rate that has not been computed yet; no rate, and no log of one, is as large."""

_BULLETS = frozenset("-*•·—–+>#")
_DASHES = frozenset("-—–")
_JOINERS = frozenset("._")
_BRACKETS = frozenset("([{)]}")


class GapCandidate:
    """What may have been printed where a separator was read, with the names of its features.

    Args:
        seen: the text as it was read.
        printed: what may have been printed, with straight quotes.
    """

    def __init__(self, seen: str, printed: str) -> None:
        self.printed = printed
        self.is_unchanged = printed == straighten_quotes(seen)
        self.symbols: list[str] = sorted(set(printed) - {" "}) or [NO_SYMBOL]
        removed, added = difference(seen, printed)
        only_removed = removed.strip()
        self.removed_bracket = only_removed if only_removed in _BRACKETS else ""
        self.removes_hyphen = "-" in removed
        self.removes_quote = any(char in "'\"" for char in straighten_quotes(removed))
        self.log_rates = array("d", [NOT_COMPUTED] * len(POSITIONS))
        # The names of its features.
        spaces = "".join(" " if char == " " else "x" for char in printed)
        self._layout = visible(spaces) if spaces else "joined"
        self.layout = features.LAYOUT.format(layout=self._layout)
        self._layout_between: list[str | None] = [None] * len(KIND_PAIRS)
        change = {"seen": visible(removed), "printed": visible(added)}
        self.substitution = features.SUBSTITUTION.format(**change)
        self.substitution_noise = features.SUBSTITUTION_NOISE.format(**change)
        self.substitution_quiet = features.SUBSTITUTION_QUIET.format(**change)
        self.substitution_leading = features.SUBSTITUTION_AT.format(position=LEADING, **change)
        self.substitution_trailing = features.SUBSTITUTION_AT.format(position=TRAILING, **change)
        self.substitution_inner = features.SUBSTITUTION_AT.format(position=INNER, **change)

    def layout_between(self, kinds: int) -> str:
        """Return the name of the feature of its layout between words of these kinds.

        Args:
            kinds: an index of :data:`~ocrfix.correction.punctuation.position.KIND_PAIRS`.
        """
        name = self._layout_between[kinds]
        if name is None:
            name = features.LAYOUT_BETWEEN.format(layout=self._layout, kinds=KIND_PAIRS[kinds])
            self._layout_between[kinds] = name
        return name


class Separator:
    """The text of a gap as it was read, with everything that depends on this text alone.

    Args:
        seen: the text, as :class:`ocrfix.correction.punctuation.gaps.Gap` has it.
        printed: what was printed where it was read, the most frequent first.
    """

    def __init__(self, seen: str, printed: Sequence[str]) -> None:
        self.seen = seen
        self.printed = list(printed)
        straight = straighten_quotes(seen)
        marks = seen.strip()
        self.has_space = " " in seen
        self.has_colon = ":" in seen
        self.has_ellipsis = "..." in seen
        self.has_quote = "'" in straight or '"' in straight
        self.has_paired_mark = any(char in PAIRED_MARKS for char in straight)
        self.is_bullet = marks in _BULLETS
        self.is_dash = marks in _DASHES
        self.is_joiner = seen in _JOINERS
        self.is_apostrophe = len(seen) == 1 and straight == "'"
        self.ends_with_currency = unicodedata.category(marks[-1:] or " ") == "Sc"
        self.ends_with_hyphen = seen[-1:] == "-"
        self.starts_with_stop = seen[:1] == "."
        self.starts_with_comma = seen[:1] == ","
        # Caches of what the confusions and the candidate generator compute for it.
        self.error_rates = array("d", [NOT_COMPUTED] * len(POSITIONS))
        self.candidate_lists: dict[int, list[GapCandidate]] = {}
        self._candidates: dict[str, GapCandidate] = {}

    def candidate(self, printed: str) -> GapCandidate:
        """Return a candidate for what was printed."""
        candidate = self._candidates.get(printed)
        if candidate is None:
            candidate = self._candidates[printed] = GapCandidate(self.seen, printed)
        return candidate


def difference(seen: str, printed: str) -> tuple[str, str]:
    """Return what has to be removed from a text, and what has to be added in its place.

    >>> difference(". ‘", ", '")
    ('.', ',')
    """
    start, end = common_ends(seen, printed)
    return seen[start : len(seen) - end], printed[start : len(printed) - end]


def common_ends(seen: str, printed: str) -> tuple[int, int]:
    """Return how many characters two texts share at the start and at the end.

    Quotation marks of different shapes count as the same.
    """
    straight = straighten_quotes(seen)
    start = common_prefix(straight, printed)
    return start, common_suffix(straight, printed, start)
