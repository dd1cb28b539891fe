"""Reliability: how often the markings of a rule were right on labeled pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ocrfix.tagging.match import Match

_PRIOR_MARKS = 10
"""A rule seen on few pages is judged by all rules of its type: by so many marks."""
_UNKNOWN = 0.9
"""The share of right marks of a type that was never measured."""
_HIGHEST = 0.99


def reliability_name(fields: Mapping[str, str], code: str | None) -> str:
    """Return the name under which a marker is counted: its rule, apart where it is garbled.

    >>> reliability_name({"rule": "class:secret", "canonical": "SECRET"}, None)
    'class:secret (garbled)'
    """
    name = fields.get("rule") or code or ""
    return f"{name} (garbled)" if name and "canonical" in fields else name


class Reliability:
    """Turns the confidence of a rule into the share of its marks that are right.

    Args:
        counts: per rule, and per ``type:...``, the marks found on labeled pages, and how many of
            them are right.
    """

    def __init__(self, counts: Mapping[str, Sequence[int]]) -> None:
        self._counts = counts
        self._known: dict[tuple[str, str], float] = {}

    def calibrated(self, matches: Iterable[Match]) -> list[Match]:
        """Return matches with calibrated confidences; without counts, as they are.

        >>> match = Match(0, 6, 0, "classification", "class:secret", 0.95, 6.0, {})
        >>> counts = {"class:secret": [190, 186], "type:classification": [400, 380]}
        >>> Reliability(counts).calibrated([match])[0].confidence
        0.977
        """
        if not self._counts:
            return list(matches)
        return [match._replace(confidence=self._confidence(match)) for match in matches]

    def _confidence(self, match: Match) -> float:
        key = reliability_name(match.fields | {"rule": match.rule}, match.code), match.type
        rate = self._known.get(key)
        if rate is None:
            of_type = self._rate(f"type:{match.type}", _UNKNOWN)
            rate = self._known[key] = min(self._rate(key[0], of_type), _HIGHEST)
        return round(rate, 3)

    def _rate(self, name: str, prior: float) -> float:
        marked, right = self._counts.get(name, (0, 0))
        return (right + _PRIOR_MARKS * prior) / (marked + _PRIOR_MARKS)
