"""Tagger: finds everything in a text that is not the document's own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ocrfix.records import Marker
from ocrfix.tagging.banners import BannerRecognizer
from ocrfix.tagging.exemptions import ExemptionRecognizer
from ocrfix.tagging.forms import FormRecognizer
from ocrfix.tagging.learned.model import MarkerModel
from ocrfix.tagging.learned.recognizer import LearnedRecognizer
from ocrfix.tagging.levels import LevelRecognizer
from ocrfix.tagging.line_scan import LineScanner
from ocrfix.tagging.match import Match
from ocrfix.tagging.noise import NoiseRecognizer
from ocrfix.tagging.outcomes import OutcomeReader
from ocrfix.tagging.page import Page, Recognizer
from ocrfix.tagging.portion_marks import PortionMarkRecognizer
from ocrfix.tagging.reliability import Reliability
from ocrfix.tagging.rule_matches import RuleRecognizer
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.running_heads import RunningHeadRecognizer
from ocrfix.tagging.withheld import link_redactions

STAGES: tuple[tuple[Callable[[RuleSet], Recognizer], ...], ...] = (
    (RuleRecognizer, ExemptionRecognizer, FormRecognizer, BannerRecognizer),
    (PortionMarkRecognizer,),
    (LevelRecognizer,),
)
"""The recognizers of the rules, in the order in which they run. Each sees the matches of those
before it; overlaps are resolved by priority at the end of each stage."""

LAST_STAGE: tuple[Callable[[RuleSet], Recognizer], ...] = (RunningHeadRecognizer, NoiseRecognizer)
"""The recognizers that run when all others have."""


class Tagger:
    """Marks codes, banners, stamps, numbers and noise in a text.

    A tagger is built once from the rules and may be reused; :meth:`tag` is a pure function of the
    text.

    Args:
        rules: the dictionaries of codes and stamps.
        model: the weights of the learned recognizer; without them only the rules count.

    >>> from pathlib import Path
    >>> from ocrfix.tagging.rules.loader import read_rules
    >>> rules = read_rules([Path("dictionaries")])
    >>> [(marker.type, marker.text) for marker in Tagger(rules).tag("NODIS 9026213")]
    [('handling', 'NODIS'), ('control', '9026213')]
    """

    def __init__(self, rules: RuleSet, model: MarkerModel | None = None) -> None:
        self._scanner = LineScanner(rules)
        self._outcomes = OutcomeReader(rules.outcomes)
        self._stages = [[recognizer(rules) for recognizer in stage] for stage in STAGES]
        self._last: list[list[Recognizer]] = [[LearnedRecognizer(rules, model)]] if model else []
        self._last.append([recognizer(rules) for recognizer in LAST_STAGE])
        self._reliability = Reliability(model.reliability if model else {})

    def tag(self, text: str) -> list[Marker]:
        """Return the markers of ``text`` in order.

        They never overlap, never cross a line end, and quote the text: ``start`` and
        ``clean_start`` are the same, code point offsets of ``text``.
        """
        page = self.apply_rules(text)
        page.matches = self._reliability.calibrated(page.matches)
        _run(self._last, page)
        markers = link_redactions([_marker(match, text) for match in page.matches], text)
        return self._outcomes.read(markers, text)

    def apply_rules(self, text: str) -> Page:
        """Return a text with the markings that the rules find, before the learned recognizer."""
        page = self._scanner.scan(text)
        _run(self._stages, page)
        return page


def _run(stages: Sequence[Sequence[Recognizer]], page: Page) -> None:
    for stage in stages:
        for recognizer in stage:
            page.matches += list(recognizer.find(page))
        page.resolve_overlaps()


def _marker(match: Match, text: str) -> Marker:
    fields = dict(match.fields)
    if match.rule and match.rule != match.code:
        fields["rule"] = match.rule
    return Marker(
        start=match.start,
        end=match.end,
        type=match.type,
        text=text[match.start : match.end],
        clean_start=match.start,
        clean_end=match.end,
        code=match.code,
        fields=fields,
        confidence=match.confidence,
    )
