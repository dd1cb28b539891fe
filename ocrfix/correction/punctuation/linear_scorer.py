"""Adding up what speaks for a reading of a gap, or keeping it by name to learn from."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

_MOST_SIGNS = 1_000

_names: dict[str, dict[str, str]] = {}
"""The names of features, by sign: putting them together takes longer than all else."""


class Column:
    """The weights of one sign: its own, and that of each feature that all readings share.

    Args:
        many: how many shared features have a weight.
    """

    def __init__(self, many: int) -> None:
        self.own = 0.0
        self.weights = array("d", bytes(8 * many))

    def weigh(self, number: int, weight: float) -> None:
        """Set the weight of the shared feature of that number; of -1, the sign's own."""
        if number < 0:
            self.own = weight
        else:
            self.weights[number] = weight


class Scale:
    """Weights of features by name, those of what all readings of a gap share by number.

    Args:
        weights: the weight of each feature, by its name.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = dict(weights)
        self.numbers: dict[str, int] = {}
        self.columns: dict[str, Column] = {}
        signed = [(*_signed(name), weight) for name, weight in weights.items()]
        for sign, name, _ in signed:
            if sign and name:
                self.numbers.setdefault(name, len(self.numbers))
        for sign, name, weight in signed:
            if not sign:
                continue
            column = self.columns.get(sign)
            if column is None:
                column = self.columns[sign] = Column(len(self.numbers))
            column.weigh(self.numbers[name] if name else -1, weight)


def _signed(name: str) -> tuple[str, str]:
    """Return the sign that a feature is of, and the rest of its name.

    >>> _signed(",, left month"), _signed("nothing"), _signed("rate")
    ((',', 'left month'), ('nothing', ''), ('', 'rate'))
    """
    if len(name) == 1 or name == "nothing":
        return name, ""
    if name[1:3] == ", ":
        return name[0], name[3:]
    if name.startswith("nothing, "):
        return "nothing", name[9:]
    return "", name


class Tally:
    """The features of the readings of a gap: added up as they come, or kept by name to learn from.

    Args:
        scale: the weights; nothing where the features are wanted.
    """

    def __init__(self, scale: Scale | None) -> None:
        self.adds = scale is not None
        self.score = 0.0
        self.features: dict[str, float] = {}
        self._shared: dict[str, float] = {}
        self._many = 0
        self._weights: dict[str, float] = {}
        self._numbers: dict[str, int] = {}
        self._columns: dict[str, Column] = {}
        if scale is not None:
            self._weights = scale.weights
            self._numbers = scale.numbers
            self._columns = scale.columns
        self._which = array("q", bytes(8 * (len(self._numbers) + 1)))
        self._values = array("d", bytes(8 * (len(self._numbers) + 1)))

    def clear(self) -> None:
        """Begin another gap."""
        self._many = 0
        self._shared = {}

    def share(self, name: str, value: float) -> None:
        """Add a feature that each sign of each reading has with a weight of its own."""
        if not self.adds:
            self._shared[name] = value
            return
        number = self._numbers.get(name)
        if number is None:
            return
        which: int = number
        for at in range(self._many):
            if self._which[at] == which:
                self._values[at] = value
                return
        self._which[self._many] = which
        self._values[self._many] = value
        self._many += 1

    def begin(self) -> None:
        """Begin another reading."""
        self.score = 0.0
        if not self.adds:
            self.features = {}

    def sign(self, sign: str) -> None:
        """Add a sign of the reading, with all that is shared."""
        if self.adds:
            column = self._columns.get(sign)
            if column is not None:
                self._add(column)
            return
        self.features[sign] = 1.0
        names = _names_of(sign)
        for name, value in self._shared.items():
            self.features[names.get(name) or _name(names, sign, name)] = value

    def _add(self, column: Column) -> None:
        score = self.score + column.own
        for at in range(self._many):
            score += column.weights[self._which[at]] * self._values[at]
        self.score = score

    def put(self, name: str, value: float) -> None:
        """Add a feature of the reading."""
        if not self.adds:
            self.features[name] = value
            return
        weight = self._weights.get(name)
        if weight is not None:
            by: float = weight
            self.score += by * value


def _names_of(sign: str) -> dict[str, str]:
    found = _names.get(sign)
    if found is None:
        if len(_names) >= _MOST_SIGNS:
            _names.clear()
        found = _names[sign] = {}
    return found


def _name(names: dict[str, str], sign: str, name: str) -> str:
    found = names[name] = f"{sign}, {name}"
    return found
