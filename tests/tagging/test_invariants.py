"""Invariants of the tagger, for any text."""

from __future__ import annotations

import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.records import MARKER_TYPES, Marker
from ocrfix.tagging.metadata.card import CardReader
from ocrfix.tagging.rules.lookup import explain_code
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.tagger import Tagger
from ocrfix.text.lines import lines
from tests.profiles import examples

MARKS = """
SECRET~S E C R E T~TOP SECRET~UNCLASSIFIED~RELEASED~NODIS 9026213~B1,A5~**B**1~(b)(7)(C)~1.4(d)
25X1,6~XGDS 2 AND 3~Date 05/28/95~Case ID: 9300158B~Review Authority JSMITH~-2-~[REDACTED]~(~)~*
PAGE 02 LA PAZ 04031 210317Z~the talks~The Minister said~é~€..:~№~ﬁ~İ~ß~**~1.4~, ~/~|~   ~ ~-
E.O. 11652: GDS~JFK Act 6 (1)(B)~RESTRICTIONS : 1B 4~RECORD NUMBER : 104-10004-10143~(S) The
"""
LINE_ENDS = ["\n", "\r\n", "\r", "\f", "\v", "\u2028", "\x85", "\x00"]
PIECES = st.sampled_from([*MARKS.strip().replace("\n", "~").split("~"), *LINE_ENDS])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map("".join))


def check(text: str, markers: list[Marker]) -> None:
    borders = [(line.start, line.end) for line in lines(text)]
    at = 0
    for marker in markers:
        assert text[marker.start : marker.end] == marker.text
        assert (marker.start, marker.end) == (marker.clean_start, marker.clean_end)
        assert marker.start >= at, "they overlap or are out of order"
        assert any(a <= marker.start and marker.end <= b for a, b in borders), "crosses a line end"
        assert marker.type in MARKER_TYPES and marker.text.strip()
        assert (marker.code is not None) == (marker.type == "exemption")
        at = marker.end


@settings(max_examples=examples(150))
@given(TEXTS)
def test_markers_quote_the_text_in_order_within_lines(
    tagger: Tagger, rules: RuleSet, text: str
) -> None:
    markers = tagger.tag(text)
    check(text, markers)
    assert markers == tagger.tag(text)
    assert CardReader(rules.card).read(text, markers) == CardReader(rules.card).read(text, markers)


@settings(max_examples=examples(50))
@given(TEXTS)
def test_a_fresh_tagger_finds_the_same(tagger: Tagger, rules: RuleSet, text: str) -> None:
    """The texts that a tagger has seen before do not change its results."""
    assert tagger.tag(text) == Tagger(rules).tag(text)


@settings(max_examples=examples(50))
@given(st.text(max_size=40))
def test_any_term_can_be_looked_up(rules: RuleSet, term: str) -> None:
    assert isinstance(explain_code(term, rules), list)


def calls(tagger: Tagger, text: str) -> int:
    """Return how many functions are called to tag a text: a measure independent of the load."""
    count = 0

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(one_more)
    try:
        tagger.tag(text)
    finally:
        sys.setprofile(None)
    return count


def test_work_grows_with_length(tagger: Tagger) -> None:
    """Twice the text takes about twice the time, also for a single line."""
    for unit in ("SECRET ", "(b)(1), ", "xX0 ", "B1 ", "((((", "PAGE 01 ", "A/", "1.4(d) 25X1,6 "):
        short, long = (calls(tagger, unit * times) for times in (500, 1000))
        assert long < 2.5 * short + 1000, unit
