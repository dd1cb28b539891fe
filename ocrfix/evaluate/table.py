"""The evaluation as a table of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ocrfix.evaluate.edit_effects import EffectCounts, count_effects, counts_by_kind
from ocrfix.evaluate.evaluation import Evaluation
from ocrfix.evaluate.metrics import ErrorCounts

_COLUMN_GAP = "  "


def table(evaluation: Evaluation) -> str:
    """Return the metrics, by source if there are several, and the edits by kind.

    >>> from ocrfix.evaluate.metrics import count_errors
    >>> counts = count_errors("tbe", "the", "the", "letters")
    >>> found = Evaluation(normalization="letters", all=counts, sources={}, edits=())
    >>> table(found).split()[:6]
    ['normalization:', 'letters', 'all', 'passages', '1', 'words']
    """
    groups = {"all": evaluation.all}
    if len(evaluation.sources) > 1:
        groups |= evaluation.sources
    parts = [_aligned(_metric_rows(groups, evaluation.normalization))]
    if evaluation.edits:
        kinds = list(counts_by_kind(evaluation.edits).items())
        parts.append(_aligned(_kind_rows([*kinds, ("all", count_effects(evaluation.edits))])))
    return "\n".join(parts)


def percent(fraction: float | None) -> str:
    """Return a fraction in percent, or a dash for none.

    >>> percent(0.0007), percent(None)
    ('0.07 %', '-')
    """
    return "-" if fraction is None else f"{100 * fraction:.2f} %"


def _metric_rows(groups: dict[str, ErrorCounts], normalization: str) -> Iterable[list[str]]:
    counts = list(groups.values())
    metrics = [one.metrics() for one in counts]

    def percents(name: str) -> list[str]:
        return [percent(found[name]) for found in metrics]

    yield [f"normalization: {normalization}", *groups]
    yield ["passages", *(f"{c.passages:,}" for c in counts)]
    yield ["words", *(f"{c.words:,}" for c in counts)]
    yield []
    yield ["word error rate (WER) before", *percents("wer_before")]
    yield ["word error rate (WER) after", *percents("wer_after")]
    yield ["  relative reduction", *percents("relative_wer_reduction")]
    yield ["character error rate (CER) before", *percents("cer_before")]
    yield ["character error rate (CER) after", *percents("cer_after")]
    yield ["  relative reduction", *percents("relative_cer_reduction")]
    yield []
    yield ["fixed", *(f"{c.fixed:,}" for c in counts)]
    yield ["broken", *(f"{c.broken:,}" for c in counts)]
    yield ["changed, still wrong", *(f"{c.still_wrong:,}" for c in counts)]
    yield ["precision", *percents("precision")]
    yield ["recall", *percents("recall")]
    yield ["overcorrection rate", *percents("overcorrection_rate")]
    yield ["error-free passages", *(f"{c.error_free:,}" for c in counts)]
    yield ["  altered", *percents("error_free_altered")]


def _kind_rows(kinds: Sequence[tuple[str, EffectCounts]]) -> Iterable[list[str]]:
    yield ["kind", "made", "improved", "worsened", "neutral", "suggested", "would improve"]
    for name, k in kinds:
        counts = (k.made, k.improved, k.worsened, k.no_difference, k.suggested, k.would_improve)
        yield [name, *(f"{count:,}" for count in counts)]


def _aligned(rows: Iterable[list[str]]) -> str:
    """Return rows as aligned columns: the first to the left, the others to the right."""
    rows = [[_one_line(cell) for cell in row] for row in rows]
    count = max(map(len, rows))
    widths = [max(len(row[k]) for row in rows if k < len(row)) for k in range(count)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if k else cell.ljust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        lines.append(_COLUMN_GAP.join(cells).rstrip())
    return "".join(f"{line}\n" for line in lines)


def _one_line(cell: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in cell)
