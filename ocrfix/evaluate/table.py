"""An evaluation as a table of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ocrfix.evaluate.kinds import Kind, by_kind, total
from ocrfix.evaluate.measure import Evaluation
from ocrfix.evaluate.rates import Tally

_GAP = "  "


def table(evaluation: Evaluation) -> str:
    """Return the rates, by source where there are several, and the changes by kind.

    >>> from ocrfix.evaluate.rates import tally
    >>> whole = tally("tbe", "the", "the", "letters")
    >>> table(Evaluation(view="letters", whole=whole, sources={}, judged=())).split()[:6]
    ['letters', 'view', 'all', 'passages', '1', 'words']
    """
    groups = {"all": evaluation.whole}
    if len(evaluation.sources) > 1:
        groups |= evaluation.sources
    parts = [_aligned(_rates(groups, evaluation.view))]
    if evaluation.judged:
        kinds = list(by_kind(evaluation.judged).items())
        parts.append(_aligned(_kinds([*kinds, ("all", total(evaluation.judged))])))
    return "\n".join(parts)


def percent(share: float | None) -> str:
    """Return a share in percent, or a dash where there is none.

    >>> percent(0.0007), percent(None)
    ('0.07 %', '-')
    """
    return "-" if share is None else f"{100 * share:.2f} %"


def _rates(groups: dict[str, Tally], view: str) -> Iterable[list[str]]:
    tallies = list(groups.values())
    rates = [counts.rates() for counts in tallies]

    def shares(name: str) -> list[str]:
        return [percent(found[name]) for found in rates]

    yield [f"{view} view", *groups]
    yield ["passages", *(f"{t.passages:,}" for t in tallies)]
    yield ["words", *(f"{t.words:,}" for t in tallies)]
    yield []
    yield ["word errors before", *shares("word_error_rate_before")]
    yield ["word errors after", *shares("word_error_rate_after")]
    yield ["  reduction", *shares("word_error_reduction")]
    yield ["character errors before", *shares("character_error_rate_before")]
    yield ["character errors after", *shares("character_error_rate_after")]
    yield ["  reduction", *shares("character_error_reduction")]
    yield []
    yield ["fixed", *(f"{t.fixed:,}" for t in tallies)]
    yield ["broken", *(f"{t.broken:,}" for t in tallies)]
    yield ["changed, still wrong", *(f"{t.changed:,}" for t in tallies)]
    yield ["precision", *shares("precision")]
    yield ["recall", *shares("recall")]
    yield ["harm", *shares("harm_rate")]
    yield ["faultless passages", *(f"{t.faultless:,}" for t in tallies)]
    yield ["  altered", *shares("faultless_altered")]


def _kinds(kinds: Sequence[tuple[str, Kind]]) -> Iterable[list[str]]:
    yield ["kind", "made", "helped", "harmed", "no difference", "suggested", "would help"]
    for name, k in kinds:
        counts = (k.made, k.helped, k.harmed, k.no_difference, k.suggested, k.would_help)
        yield [name, *(f"{count:,}" for count in counts)]


def _aligned(rows: Iterable[list[str]]) -> str:
    """Set rows in columns: the first to the left, the others to the right."""
    rows = [[_one_line(cell) for cell in row] for row in rows]
    count = max(map(len, rows))
    widths = [max(len(row[k]) for row in rows if k < len(row)) for k in range(count)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if k else cell.ljust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        lines.append(_GAP.join(cells).rstrip())
    return "".join(f"{line}\n" for line in lines)


def _one_line(cell: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in cell)
