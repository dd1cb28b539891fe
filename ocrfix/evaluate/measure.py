"""Correcting passages and measuring what that does to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from ocrfix.document import Document
from ocrfix.evaluate.kinds import Judged, by_kind, judge, total
from ocrfix.evaluate.passages import Passage
from ocrfix.evaluate.rates import Tally, tally
from ocrfix.evaluate.reliability import Bin, bins, calibration_error

SCHEMA_VERSION = 1
"""Version of the JSON record; raised when a field changes its meaning or goes away."""


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """What correction does to some passages.

    Attributes:
        view: how texts were compared; a name of :data:`ocrfix.evaluate.views.VIEWS`.
        whole: the counts of all passages.
        sources: the counts of each source that is named, by its name.
        judged: every edit and suggestion by itself.
    """

    view: str
    whole: Tally
    sources: dict[str, Tally]
    judged: tuple[Judged, ...]

    def __add__(self, other: Evaluation) -> Evaluation:
        sources = {
            name: self.sources.get(name, Tally()) + other.sources.get(name, Tally())
            for name in sorted(self.sources.keys() | other.sources.keys())
        }
        return Evaluation(
            view=self.view,
            whole=self.whole + other.whole,
            sources=sources,
            judged=self.judged + other.judged,
        )

    def bins(self) -> list[Bin]:
        """Return the bins of a reliability diagram."""
        return bins(self.judged)

    def to_json(self) -> str:
        """Return the counts and rates as one line of JSON."""
        found = self.bins()
        record = {
            "schema": SCHEMA_VERSION,
            "view": self.view,
            "all": _group(self.whole),
            "sources": {name: _group(counts) for name, counts in self.sources.items()},
            "kinds": by_kind(self.judged),
            "all_kinds": total(self.judged),
            "reliability": {"calibration_error": calibration_error(found), "bins": found},
        }
        return msgspec.json.encode(record).decode("utf-8")


def _group(counts: Tally) -> dict[str, Any]:
    return {"counts": counts, "rates": counts.rates()}


def evaluate(
    correct: Callable[[str], Document], passages: Iterable[Passage], view: str
) -> Evaluation:
    """Correct each passage and count.

    Args:
        correct: what corrects a text, such as :func:`ocrfix.correct`.
        passages: the passages.
        view: a name of :data:`ocrfix.evaluate.views.VIEWS`.

    >>> import ocrfix
    >>> passage = Passage(id="a", ocr="Washington, Decembe 12", truth="Washington, December 12")
    >>> evaluate(ocrfix.correct, [passage], "letters").whole.fixed
    1
    """
    whole = Tally()
    sources: dict[str, Tally] = {}
    judged: list[Judged] = []
    for passage in passages:
        document = correct(passage.ocr)
        counts = tally(passage.ocr, document.clean, passage.truth, view)
        whole += counts
        if passage.source:
            sources[passage.source] = sources.get(passage.source, Tally()) + counts
        judged += judge(document, passage.truth, view)
    return Evaluation(
        view=view, whole=whole, sources=dict(sorted(sources.items())), judged=tuple(judged)
    )
