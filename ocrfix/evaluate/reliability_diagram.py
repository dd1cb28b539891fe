"""The reliability diagram as a self-contained SVG file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from ocrfix.evaluate.reliability import Bin, calibration_error, confidence_interval

# The plot, in pixels: a square, and the margins around it.
_SIDE = 400
_LEFT, _TOP, _RIGHT, _BOTTOM = 80, 92, 40, 70
_WIDTH, _HEIGHT = _LEFT + _SIDE + _RIGHT, _TOP + _SIDE + _BOTTOM

_STYLE = """\
text { font-family: sans-serif; font-size: 13px; fill: #222 }
.title { font-size: 17px; font-weight: bold }
.count { font-size: 11px; fill: #222 }
.grid { stroke: #ddd }
.frame { fill: none; stroke: #222 }
.diagonal { stroke: #777; stroke-dasharray: 5 4 }
.bar { fill: #9dbbe0 }
.range { stroke: #b3401a; stroke-width: 2 }
.point { fill: #b3401a; stroke: #fff }"""


def reliability_diagram(bins: Sequence[Bin], title: str, items: str = "edits") -> str:
    """Return a reliability diagram, with a bar for the accuracy of each bin.

    The point on a bar is at the mean confidence of its edits: on the diagonal if confidence and
    accuracy are equal, below it if the confidence is too high. The line through it is the 95 %
    confidence interval of the accuracy. The number at the foot of a bar is that of its edits.

    Args:
        bins: the bins, lowest first.
        title: any text.
        items: what is counted, in the plural.

    >>> reliability_diagram([], "Cables").splitlines()[0][:4]
    '<svg'
    """
    return "\n".join(_lines(bins, title, items)) + "\n"


def _lines(bins: Sequence[Bin], title: str, items: str) -> Iterator[str]:
    count = sum(one.count for one in bins)
    error = calibration_error(bins)
    below = f"{count:,} {items}"
    if error is not None:
        below += f"; expected calibration error {100 * error:.1f} %"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" role="img">'
    )
    yield f"<title>{_text(title)}</title>"
    yield f"<style>\n{_STYLE}\n</style>"
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    yield f'<text class="title" x="24" y="32">{_text(_short(title))}</text>'
    yield f'<text x="24" y="54">{_text(below)}</text>'
    for step in range(0, 11, 2):
        fraction = step / 10
        yield f'<path class="grid" d="M{_x(0)} {_y(fraction)}H{_x(1)}"/>'
        yield f'<text x="{_x(0) - 8}" y="{_y(fraction) + 4}" text-anchor="end">{step * 10} %</text>'
        yield f'<text x="{_x(fraction)}" y="{_y(0) + 20}" text-anchor="middle">{step * 10} %</text>'
    for one in bins:
        yield from _bin(one)
    yield f'<path class="diagonal" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>'
    for one in bins:
        if one.confidence is not None and one.accuracy is not None:
            low, high = confidence_interval(one.improved, one.count)
            yield f'<path class="range" d="M{_x(one.confidence)} {_y(low)}V{_y(high)}"/>'
            yield f'<circle class="point" cx="{_x(one.confidence)}" cy="{_y(one.accuracy)}" r="5"/>'
    yield f'<rect class="frame" x="{_x(0)}" y="{_y(1)}" width="{_SIDE}" height="{_SIDE}"/>'
    middle = _x(0.5)
    yield f'<text x="{middle}" y="{_y(0) + 48}" text-anchor="middle">confidence</text>'
    yield (
        f'<text transform="translate(22 {_y(0.5)}) rotate(-90)" text-anchor="middle">'
        "accuracy: closer to the ground truth</text>"
    )
    yield "</svg>"


def _bin(one: Bin) -> Iterator[str]:
    if one.accuracy is None:
        return
    left, right, top = _x(one.low), _x(one.high), _y(one.accuracy)
    yield (
        f'<rect class="bar" x="{left + 2:g}" y="{top}" width="{right - left - 4:g}" '
        f'height="{_y(0) - top:g}"><title>{one.improved:,} of {one.count:,}</title></rect>'
    )
    yield (
        f'<text class="count" x="{(left + right) / 2:g}" y="{_y(0) - 8:g}" text-anchor="middle">'
        f"{one.count:,}</text>"
    )


def _x(fraction: float) -> float:
    return round(_LEFT + _SIDE * fraction, 1)


def _y(fraction: float) -> float:
    return round(_TOP + _SIDE * (1 - fraction), 1)


def _short(title: str) -> str:
    """Return a title cut to fit the width."""
    return title if len(title) <= 50 else title[:49] + "…"


def _text(text: str) -> str:
    """Return a text escaped for XML, which allows no control characters."""
    return escape("".join(char if char.isprintable() else "?" for char in text))
