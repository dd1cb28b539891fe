"""The chart of exemptions by year, as a self-contained SVG file."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ocrfix.stats.collection import CollectionStats
from ocrfix.stats.table import most_frequent

_PLOT_WIDTH, _PLOT_HEIGHT = 640, 280
_LEFT, _TOP, _RIGHT, _BOTTOM = 104, 84, 24, 56  # room for nine digits to the left of the plot
_WIDTH, _HEIGHT = _LEFT + _PLOT_WIDTH + _RIGHT, _TOP + _PLOT_HEIGHT + _BOTTOM
_MAX_AXIS_YEARS = 150
"""Maximum length of an axis, in years, that includes empty years: one misread date would leave most
of the chart empty."""

_MAX_LABELS = 16
_MAX_LISTED_CODES = 12

# The file has the colors of both schemes and its own background: a viewer that does not support
# color schemes shows the light one on white.
_STYLE = """\
text { font-family: sans-serif; font-size: 13px; fill: #222 }
.title { font-size: 17px; font-weight: bold }
.background { fill: #fff }
.grid { stroke: #ddd }
.axis { stroke: #222 }
.bar { fill: #3f6fb0 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6e6e6 }
  .background { fill: #1c1c1e }
  .grid { stroke: #444 }
  .axis { stroke: #e6e6e6 }
  .bar { fill: #8fb4e8 }
}"""


def chart(stats: CollectionStats) -> str:
    """Return a chart with a bar for each year: the number of exemptions that its documents cite.

    Pointing at a bar shows the year, the number, and the codes. Documents whose year is unknown
    have no bar; the line below the title says how many exemptions they cite.

    >>> chart(CollectionStats()).splitlines()[0][:4]
    '<svg'
    """
    return "\n".join(_lines(stats)) + "\n"


def _lines(stats: CollectionStats) -> Iterator[str]:
    title = "Exemptions by year of the document"
    counts = {
        year: codes.total() for year, codes in stats.codes_by_year.items() if year is not None
    }
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" role="img">'
    )
    yield f"<title>{_text(title)}</title>"
    yield f"<style>\n{_STYLE}\n</style>"
    yield f'<rect class="background" width="{_WIDTH}" height="{_HEIGHT}"/>'
    yield f'<text class="title" x="24" y="32">{_text(title)}</text>'
    yield f'<text x="24" y="54">{_text(_below(stats, sum(counts.values())))}</text>'
    step = _step(max(counts.values(), default=0))
    top = step * max(-(-max(counts.values(), default=0) // step), 1)
    for value in range(0, top + 1, step):
        y = _y(value / top)
        yield f'<path class="grid" d="M{_LEFT} {y:g}H{_LEFT + _PLOT_WIDTH}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:g}" text-anchor="end">{value:,}</text>'
    years = _axis(counts)
    every = -(-len(years) // _MAX_LABELS) or 1
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
                f"<title>{_text(_tooltip(year, stats))}</title></rect>"
            )
        if number % every == 0:
            yield (
                f'<text x="{left + wide / 2:.1f}" y="{_y(0) + 20:g}" text-anchor="middle">'
                f"{year}</text>"
            )
    yield f'<path class="axis" d="M{_LEFT} {_y(0):g}H{_LEFT + _PLOT_WIDTH}"/>'
    yield "</svg>"


def _below(stats: CollectionStats, drawn: int) -> str:
    line = f"{drawn:,} exemptions in documents of known year"
    others = stats.codes.total() - drawn
    if others:
        line += f"; {others:,} more in documents without a year"
    return line


def _tooltip(year: int, stats: CollectionStats) -> str:
    codes = most_frequent(stats.codes_by_year[year])
    parts = [f"{code}: {count:,}" for code, count in codes[:_MAX_LISTED_CODES]]
    if len(codes) > _MAX_LISTED_CODES:
        parts.append(f"{len(codes) - _MAX_LISTED_CODES} more codes")
    return f"{year}: {stats.codes_by_year[year].total():,} ({'; '.join(parts)})"


def _axis(counts: dict[int, int]) -> list[int]:
    """Return the years to show: all from the first to the last, unless there are too many."""
    if not counts:
        return []
    first, last = min(counts), max(counts)
    return list(range(first, last + 1)) if last - first < _MAX_AXIS_YEARS else sorted(counts)


def _step(greatest: int) -> int:
    """Return the round number between two grid lines, of which there are about five.

    >>> [_step(greatest) for greatest in (0, 4, 7, 23, 480)]
    [1, 1, 2, 5, 100]
    """
    power = 1
    while True:
        for factor in (1, 2, 5):
            if factor * power * 5 >= greatest:
                return factor * power
        power *= 10


def _y(fraction: float) -> float:
    return round(_TOP + _PLOT_HEIGHT * (1 - fraction), 1)


def _text(text: str) -> str:
    """Return a text escaped for XML, which allows no control characters."""
    return escape("".join(char if char.isprintable() else "?" for char in text))
