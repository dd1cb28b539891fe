"""A chart of exemptions by year, as an SVG file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ocrfix.stats import Tally
from ocrfix.stats.table import most

_PLOT_WIDTH, _PLOT_HEIGHT = 640, 280
_LEFT, _TOP, _RIGHT, _BOTTOM = 104, 84, 24, 56  # left of the plot there is room for nine figures
_WIDTH, _HEIGHT = _LEFT + _PLOT_WIDTH + _RIGHT, _TOP + _PLOT_HEIGHT + _BOTTOM
_LONGEST_AXIS = 150
"""Over more years than this no axis runs: one misread date would make a desert of it."""
_LABELS = 16
_NAMED_CODES = 12

# The colours of both schemes stand in the file, and the ground is painted: a viewer that knows no
# schemes shows the light one, on white, whatever lies behind.
_STYLE = """\
text { font-family: sans-serif; font-size: 13px; fill: #222 }
.title { font-size: 17px; font-weight: bold }
.ground { fill: #fff }
.grid { stroke: #ddd }
.axis { stroke: #222 }
.bar { fill: #3f6fb0 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6e6e6 }
  .ground { fill: #1c1c1e }
  .grid { stroke: #444 }
  .axis { stroke: #e6e6e6 }
  .bar { fill: #8fb4e8 }
}"""


def chart(tally: Tally) -> str:
    """Return a bar for each year: how many exemptions its documents cite.

    Pointing at a bar shows the year, the number, and the codes. Documents whose year is not known
    are not drawn; a line under the title says how many exemptions that leaves out.

    >>> chart(Tally()).splitlines()[0][:4]
    '<svg'
    """
    return "\n".join(_lines(tally)) + "\n"


def _lines(tally: Tally) -> Iterator[str]:
    title = "Exemptions by year of the document"
    counts = {year: codes.total() for year, codes in tally.cited.items() if year is not None}
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" role="img">'
    )
    yield f"<title>{_text(title)}</title>"
    yield f"<style>\n{_STYLE}\n</style>"
    yield f'<rect class="ground" width="{_WIDTH}" height="{_HEIGHT}"/>'
    yield f'<text class="title" x="24" y="32">{_text(title)}</text>'
    yield f'<text x="24" y="54">{_text(_below(tally, sum(counts.values())))}</text>'
    step = _step(max(counts.values(), default=0))
    top = step * max(-(-max(counts.values(), default=0) // step), 1)
    for value in range(0, top + 1, step):
        y = _y(value / top)
        yield f'<path class="grid" d="M{_LEFT} {y:g}H{_LEFT + _PLOT_WIDTH}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:g}" text-anchor="end">{value:,}</text>'
    years = _axis(counts)
    every = -(-len(years) // _LABELS) or 1
    wide = _PLOT_WIDTH / max(len(years), 1)
    for number, year in enumerate(years):
        left = _LEFT + number * wide
        if year in counts:
            gap = min(wide * 0.15, 4)
            # One year alone would fill the whole width; a bar is never wider than this.
            width = min(wide - 2 * gap, 48)
            y = _y(counts[year] / top)
            yield (
                f'<rect class="bar" x="{left + (wide - width) / 2:.1f}" y="{y:g}" '
                f'width="{width:.1f}" height="{_y(0) - y:g}">'
                f"<title>{_text(_told(year, tally))}</title></rect>"
            )
        if number % every == 0:
            yield (
                f'<text x="{left + wide / 2:.1f}" y="{_y(0) + 20:g}" text-anchor="middle">'
                f"{year}</text>"
            )
    yield f'<path class="axis" d="M{_LEFT} {_y(0):g}H{_LEFT + _PLOT_WIDTH}"/>'
    yield "</svg>"


def _below(tally: Tally, drawn: int) -> str:
    said = f"{drawn:,} exemptions in documents of known year"
    left_out = tally.codes.total() - drawn
    if left_out:
        said += f"; {left_out:,} more in documents without a year"
    return said


def _told(year: int, tally: Tally) -> str:
    codes = most(tally.cited[year])
    parts = [f"{code}: {count:,}" for code, count in codes[:_NAMED_CODES]]
    if len(codes) > _NAMED_CODES:
        parts.append(f"{len(codes) - _NAMED_CODES} more codes")
    return f"{year}: {tally.cited[year].total():,} ({'; '.join(parts)})"


def _axis(counts: dict[int, int]) -> list[int]:
    """Return the years to show: all from the first to the last, unless they lie too far apart."""
    if not counts:
        return []
    first, last = min(counts), max(counts)
    return list(range(first, last + 1)) if last - first < _LONGEST_AXIS else sorted(counts)


def _step(greatest: int) -> int:
    """Return the round number between two lines of the grid, of which there are five or so.

    >>> [_step(greatest) for greatest in (0, 4, 7, 23, 480)]
    [1, 1, 2, 5, 100]
    """
    power = 1
    while True:
        for factor in (1, 2, 5):
            if factor * power * 5 >= greatest:
                return factor * power
        power *= 10


def _y(share: float) -> float:
    return round(_TOP + _PLOT_HEIGHT * (1 - share), 1)


def _text(text: str) -> str:
    """Return a text as it may stand in XML, which takes no signs that cannot be printed."""
    return escape("".join(sign if sign.isprintable() else "?" for sign in text))
