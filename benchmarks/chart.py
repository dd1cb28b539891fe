"""A chart of curves with logarithmic axes, as a self-contained SVG file.

The charts of `ocrfix stats` and `ocrfix eval` have bars and linear axes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

_PLOT_WIDTH, _PLOT_HEIGHT = 640, 340
_LEFT, _TOP, _RIGHT, _BOTTOM = 88, 84, 28, 64
_WIDTH, _HEIGHT = _LEFT + _PLOT_WIDTH + _RIGHT, _TOP + _PLOT_HEIGHT + _BOTTOM
_COLOURS = ("#3f6fb0", "#b3401a", "#3d8b4f", "#7a4fa3")

_STYLE = """\
text { font-family: sans-serif; font-size: 13px; fill: #222 }
.title { font-size: 17px; font-weight: bold }
.grid { stroke: #ddd }
.axis { stroke: #222 }
.curve { fill: none; stroke-width: 2 }
.guide { stroke: #999; stroke-dasharray: 5 4 }"""

Point = tuple[float, float]


class Curve(NamedTuple):
    """A curve, with its name."""

    name: str
    points: Sequence[Point]


class Axis(NamedTuple):
    """An axis: its name, and the units of its powers of ten, such as ``{1e3: "1 KB"}``."""

    name: str
    units: dict[float, str]

    def ticks(self, values: Sequence[float]) -> list[float]:
        """Return the powers of ten that span all values."""
        low, high = math.floor(_log(min(values))), math.ceil(_log(max(values)))
        return [10.0**power for power in range(low, max(high, low + 1) + 1)]

    def said(self, value: float) -> str:
        """Return the label of a power of ten."""
        return self.units.get(value, f"{value:,g}")


def chart(title: str, below: str, across: Axis, up: Axis, curves: Sequence[Curve]) -> str:
    """Return the chart; a dashed line through the last point of the first curve is proportional.

    >>> line = Curve("a", [(1, 1), (10, 10)])
    >>> chart("", "", Axis("x", {}), Axis("y", {}), [line]).splitlines()[0][:4]
    '<svg'
    """
    return "\n".join(_lines(title, below, across, up, curves)) + "\n"


def _lines(
    title: str, below: str, across: Axis, up: Axis, curves: Sequence[Curve]
) -> Iterator[str]:
    points = [point for curve in curves for point in curve.points]
    columns, rows = across.ticks([x for x, _ in points]), up.ticks([y for _, y in points])

    def place(point: Point) -> str:
        x = _LEFT + _PLOT_WIDTH * _share(point[0], columns)
        y = _TOP + _PLOT_HEIGHT * (1 - _share(point[1], rows))
        return f"{x:.1f} {y:.1f}"

    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" role="img">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f"<style>\n{_STYLE}\n</style>"
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    yield f'<text class="title" x="24" y="32">{escape(title)}</text>'
    yield f'<text x="24" y="54">{escape(below)}</text>'
    bottom = _TOP + _PLOT_HEIGHT
    for value in columns:
        x = place((value, rows[0])).split()[0]
        yield f'<path class="grid" d="M{x} {_TOP}V{bottom}"/>'
        said = escape(across.said(value))
        yield f'<text x="{x}" y="{bottom + 20}" text-anchor="middle">{said}</text>'
    for value in rows:
        y = place((columns[0], value)).split()[1]
        yield f'<path class="grid" d="M{_LEFT} {y}H{_LEFT + _PLOT_WIDTH}"/>'
        said = escape(up.said(value))
        yield f'<text x="{_LEFT - 8}" y="{float(y) + 4:.1f}" text-anchor="end">{said}</text>'
    yield f'<path class="axis" d="M{_LEFT} {_TOP}V{bottom}H{_LEFT + _PLOT_WIDTH}" fill="none"/>'
    yield (
        f'<text x="{_LEFT + _PLOT_WIDTH / 2:g}" y="{bottom + 46}" text-anchor="middle">'
        f"{escape(across.name)}</text>"
    )
    yield (
        f'<text transform="translate(20 {_TOP + _PLOT_HEIGHT / 2:g}) rotate(-90)" '
        f'text-anchor="middle">{escape(up.name)}</text>'
    )
    yield from _guide(curves[0], columns, rows, place)
    for number, curve in enumerate(curves):
        colour = _COLOURS[number % len(_COLOURS)]
        path = "L".join(map(place, curve.points))
        yield f'<path class="curve" stroke="{colour}" d="M{path}"/>'
        for point in curve.points:
            x, y = place(point).split()
            told = f"{across.said(point[0])}: {point[1]:,.3g}"
            yield (
                f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}">'
                f"<title>{escape(told)}</title></circle>"
            )
        yield f'<rect x="{_LEFT + 16}" y="{_TOP + 14 + 20 * number}" width="18" height="4" '
        yield f'fill="{colour}"/>'
        yield f'<text x="{_LEFT + 42}" y="{_TOP + 21 + 20 * number}">{escape(curve.name)}</text>'
    yield "</svg>"


def _guide(curve: Curve, columns: list[float], rows: list[float], place: object) -> Iterator[str]:
    """Yield the line of proportional cost through the last point."""
    assert callable(place)
    x, y = curve.points[-1]
    left = max(columns[0], x * rows[0] / y)
    right = min(columns[-1], x * rows[-1] / y)
    if left < right:
        begin, end = place((left, y * left / x)), place((right, y * right / x))
        yield f'<path class="guide" d="M{begin}L{end}"/>'


def _share(value: float, ticks: list[float]) -> float:
    """Return the position of a value between the first tick (0) and the last (1)."""
    return (_log(value) - _log(ticks[0])) / (_log(ticks[-1]) - _log(ticks[0]))


def _log(value: float) -> float:
    return math.log10(max(value, 1e-9))
