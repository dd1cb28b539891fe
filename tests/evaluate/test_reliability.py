"""The bins, the threshold, and the reliability diagram."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.evaluate.edit_effects import ScoredEdit
from ocrfix.evaluate.reliability import (
    bins,
    calibration_error,
    confidence_interval,
    lowest_threshold,
    threshold_stats,
)
from ocrfix.evaluate.reliability_diagram import reliability_diagram

EDITS = st.lists(
    st.builds(
        ScoredEdit,
        st.just("misread"),
        st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.1, 0.5, 0.7, 1.0])),
        st.booleans(),
        st.sampled_from(["improved", "worsened", "neutral", "invisible"]),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    max_size=30,
)


@given(EDITS)
def test_every_visible_edit_is_in_one_bin(edits: list[ScoredEdit]) -> None:
    found = bins(edits)
    seen = [one for one in edits if one.effect != "invisible"]
    assert len(found) == 10
    assert sum(one.count for one in found) == len(seen)
    assert sum(one.improved for one in found) == sum(one.effect == "improved" for one in seen)
    for one in found:
        if one.confidence is not None:
            assert one.low - 1e-9 <= one.confidence <= one.high + 1e-9
    apart = calibration_error(found)
    assert (apart is None) == (not seen)
    assert apart is None or -1e-9 <= apart <= 1 + 1e-9


@given(EDITS, st.sampled_from([0.0, 0.5, 0.9, 1.0]))
def test_the_threshold_is_the_lowest_with_that_precision(
    edits: list[ScoredEdit], precision: float
) -> None:
    fit = []
    for step in range(101):
        above = [one for one in edits if one.confidence >= step / 100]
        fixed = sum(one.fixed for one in above)
        changed = fixed + sum(one.wrong for one in above)
        if changed and fixed / changed >= precision:
            fit.append((step / 100, fixed, changed))
    found = lowest_threshold(edits, precision)
    assert (found and (found.threshold, found.fixed, found.changed)) == (fit[0] if fit else None)


def test_typing_errors_do_not_affect_the_threshold() -> None:
    """They are never changed, at any threshold."""
    slip = ScoredEdit("typist", 0.9, False, "worsened", 0, 1)
    right = ScoredEdit("misread", 0.5, True, "improved", 1)
    assert lowest_threshold([slip], 0.0) is None
    found = lowest_threshold([slip, right], 1.0)
    assert found
    assert (found.threshold, found.fixed, found.changed) == (0.0, 1, 1)


@given(EDITS, st.text(max_size=80))
def test_the_diagram_is_xml_and_has_its_title(edits: list[ScoredEdit], title: str) -> None:
    root = ElementTree.fromstring(reliability_diagram(bins(edits), title))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    shown = root.findtext("{http://www.w3.org/2000/svg}title") or ""
    assert shown == "".join(sign if sign.isprintable() else "?" for sign in title)
    points = root.findall("{http://www.w3.org/2000/svg}circle")
    assert len(points) == sum(one.count > 0 for one in bins(edits))


@pytest.mark.parametrize(
    "title",
    ["</title><script>alert(1)</script>", '"><a href="x">', "a\x00b\ud800c", "]]>&<!--"],
)
def test_hostile_titles_stay_text(title: str) -> None:
    drawn = reliability_diagram(bins([]), title)
    root = ElementTree.fromstring(drawn.encode("utf-8"))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "style", "rect", "text", "path", "circle"}
    assert not any("href" in name for element in root.iter() for name in element.attrib)


@given(EDITS, st.lists(st.floats(0, 1), max_size=5))
def test_a_higher_threshold_has_fewer_edits(edits: list[ScoredEdit], least: list[float]) -> None:
    found = threshold_stats(edits, sorted(least))
    assert [one.threshold for one in found] == sorted(least)
    counts = [one.count for one in found]
    assert counts == sorted(counts, reverse=True)
    for one in found:
        assert one.improved <= one.count
        assert (one.accuracy is None) == (one.count == 0)
        assert one.confidence is None or one.confidence >= one.threshold - 1e-9


def test_typing_errors_are_not_scored() -> None:
    slip = ScoredEdit("typist", 0.9, False, "worsened")
    assert sum(one.count for one in bins([slip])) == 0
    assert threshold_stats([slip], [0.0])[0].count == 0


@given(st.integers(0, 50), st.integers(0, 50))
def test_the_confidence_interval_contains_the_proportion(part: int, rest: int) -> None:
    whole = part + rest
    low, high = confidence_interval(part, whole)
    assert 0 <= low <= high <= 1
    if whole:
        assert low - 1e-9 <= part / whole <= high + 1e-9
        wide = confidence_interval(part * 10, whole * 10)
        assert wide[1] - wide[0] < high - low
