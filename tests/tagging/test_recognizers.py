"""Recognizers: a new one is a class and a row; corroboration and overlaps are recorded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ocrfix.tagging import tagger as tagger_module
from ocrfix.tagging.line_scan import LineScanner
from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.tagging.rule_matches import RuleRecognizer
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.running_heads import RunningHeadRecognizer
from ocrfix.tagging.tagger import STAGES, Tagger


class ShelfMarkRecognizer:
    """Marks SHELF and whatever follows it on its line, unless something better is there."""

    def __init__(self, rules: RuleSet) -> None:
        pass

    def find(self, page: Page) -> Iterator[Match]:
        for number, line in enumerate(page.text.split("\n")):
            if (at := line.find("SHELF")) >= 0:
                start = page.text.index(line) + at
                end = page.text.index(line) + len(line)
                yield Match(start, end, number, "stamp", "shelf", 0.7, 1.0, {})


def test_a_recognizer_is_added_by_a_row(rules: RuleSet, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *later = STAGES
    monkeypatch.setattr(tagger_module, "STAGES", ((*first, ShelfMarkRecognizer), *later))
    markers = Tagger(rules).tag("SHELF 12\n\nSECRET\n")
    assert [(marker.type, marker.text, marker.confidence) for marker in markers] == [
        ("stamp", "SHELF 12", 0.7),
        ("classification", "SECRET", 0.95),
    ]


def test_a_corroborated_match_names_its_evidence(rules: RuleSet) -> None:
    page = LineScanner(rules).scan("NODIS\n9026213\n")
    evidence = {match.rule: match.evidence for match in RuleRecognizer(rules).find(page)}
    assert evidence["cap:nodis"] == ()
    assert evidence["ctl:ss-number-alone"] == ("cap:nodis",)


def test_a_copy_of_a_running_head_names_its_original(rules: RuleSet) -> None:
    page = LineScanner(rules).scan("CONFIDENTIAL\n\nTUNTIDENTTAL\n")
    page.matches = RuleRecognizer(rules).find(page)
    (copy,) = RunningHeadRecognizer(rules).find(page)
    assert copy.evidence == ("CONFIDENTIAL",) and copy.line == 2
