"""Counts over documents, and their chart."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from ocrfix.document import Document
from ocrfix.records import Card
from ocrfix.stats.chart import chart
from ocrfix.stats.collection import CollectionStats, year_of
from ocrfix.stats.table import table

SVG = "{http://www.w3.org/2000/svg}"


def counted(*cited: tuple[str | None, dict[str, int]]) -> CollectionStats:
    counts = CollectionStats()
    for date, exemptions in cited:
        card = Card(date=date, exemptions=exemptions, release=("Released", "RELEASED"))
        counts.add(Document(original="", clean="", card=card))
    return counts


def bars(drawn: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(drawn).findall(f"{SVG}rect[@class='bar']")


@pytest.mark.parametrize(
    ("date", "year"),
    [("1962-05-03", 1962), ("3 May 1962", 1962), ("62", None), ("119620", None), ("", None)],
)
def test_years(date, year):
    assert year_of(date) == year


def test_a_release_stamp_counts_once_per_document_in_any_case():
    assert counted((None, {}), (None, {})).releases == {"RELEASED": 2}


def test_documents_by_outcome():
    counts = CollectionStats()
    for outcome in ("part", None, "full", "part"):
        counts.add(Document(original="", clean="", card=Card(outcome=outcome)))
    assert counts.outcomes == {"part": 2, "full": 1}
    assert "documents by outcome\n  full  1\n  part  2\n" in table(counts)


def test_counts_do_not_depend_on_the_order_of_documents():
    cited = [("1962", {"b": 1, "a": 1}), (None, {"c": 1}), ("1950", {"a": 2, "b": 2})]
    assert table(counted(*cited)) == table(counted(*reversed(cited)))
    assert chart(counted(*cited)) == chart(counted(*reversed(cited)))


def test_a_bar_for_each_year_with_exemptions():
    drawn = chart(counted(("1962", {"FOIA:b1": 4}), ("1964", {"FOIA:b6": 1}), (None, {"x": 9})))
    first, second = bars(drawn)
    assert float(first.attrib["height"]) == pytest.approx(4 * float(second.attrib["height"]), 0.01)
    assert first[0].text == "1962: 4 (FOIA:b1: 4)"
    assert "9 more in documents without a year" in drawn
    assert ">1963<" in drawn
    assert "prefers-color-scheme: dark" in drawn


def test_codes_are_escaped_in_svg():
    drawn = chart(counted(("1962", {'<script>"&\x07\ud800': 1})))
    (bar,) = bars(drawn)
    assert bar[0].text == '1962: 1 (<script>"&??: 1)'
    assert "<script" not in drawn


def test_a_misread_year_does_not_stretch_the_axis():
    cited = [(str(year), {"a": year - 1600}) for year in (1601, 1962, 1963)]
    assert len(bars(chart(counted(*cited)))) == 3
    assert ">1800<" not in chart(counted(*cited))


def test_a_chart_without_data_is_valid():
    assert not bars(chart(CollectionStats()))


def test_control_characters_in_the_table_are_escaped():
    assert "\x1b" not in table(counted(("1962", {"\x1b[2J": 1})))


def test_the_chart_is_written(run, tmp_path):
    (tmp_path / "a.txt").write_text("DATE: May 3, 1962\nB1 B6\n")
    outcome = run("stats", "a.txt", "--svg", "out/years.svg")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert outcome.stdout.startswith(b"documents  1\n")
    assert len(bars((tmp_path / "out/years.svg").read_text("utf-8"))) == 1
