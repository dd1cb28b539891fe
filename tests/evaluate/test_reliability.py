"""The bins, the threshold, and the drawing."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.evaluate.chart import chart
from ocrfix.evaluate.kinds import Judged
from ocrfix.evaluate.reliability import (
    bins,
    calibration_error,
    levels,
    likely_share,
    threshold,
)

JUDGED = st.lists(
    st.builds(
        Judged,
        st.just("misread"),
        st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.1, 0.5, 0.7, 1.0])),
        st.booleans(),
        st.sampled_from(["helped", "harmed", "level", "unseen"]),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    max_size=30,
)


@given(JUDGED)
def test_every_change_that_is_seen_is_in_one_bin(judged: list[Judged]) -> None:
    found = bins(judged)
    seen = [one for one in judged if one.effect != "unseen"]
    assert len(found) == 10
    assert sum(one.count for one in found) == len(seen)
    assert sum(one.helped for one in found) == sum(one.effect == "helped" for one in seen)
    for one in found:
        if one.confidence is not None:
            assert one.low - 1e-9 <= one.confidence <= one.high + 1e-9
    apart = calibration_error(found)
    assert (apart is None) == (not seen)
    assert apart is None or -1e-9 <= apart <= 1 + 1e-9


@given(JUDGED, st.sampled_from([0.0, 0.5, 0.9, 1.0]))
def test_the_threshold_is_the_least_that_does(judged: list[Judged], precision: float) -> None:
    fit = []
    for step in range(101):
        above = [one for one in judged if one.confidence >= step / 100]
        fixed = sum(one.fixed for one in above)
        changed = fixed + sum(one.missed for one in above)
        if changed and fixed / changed >= precision:
            fit.append((step / 100, fixed, changed))
    found = threshold(judged, precision)
    assert (found and (found.least, found.right, found.changed)) == (fit[0] if fit else None)


def test_what_the_typist_wrote_has_no_part_in_the_threshold() -> None:
    """It is never changed, however low the threshold is."""
    slip = Judged("typist", 0.9, False, "harmed", 0, 1)
    right = Judged("misread", 0.5, True, "helped", 1)
    assert threshold([slip], 0.0) is None
    found = threshold([slip, right], 1.0)
    assert found
    assert (found.least, found.right, found.changed) == (0.0, 1, 1)


@given(JUDGED, st.text(max_size=80))
def test_the_chart_is_xml_and_holds_its_title(judged: list[Judged], title: str) -> None:
    root = ElementTree.fromstring(chart(bins(judged), title))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    shown = root.findtext("{http://www.w3.org/2000/svg}title") or ""
    assert shown == "".join(sign if sign.isprintable() else "?" for sign in title)
    points = root.findall("{http://www.w3.org/2000/svg}circle")
    assert len(points) == sum(one.count > 0 for one in bins(judged))


@pytest.mark.parametrize(
    "title",
    ["</title><script>alert(1)</script>", '"><a href="x">', "a\x00b\ud800c", "]]>&<!--"],
)
def test_hostile_titles_stay_text(title: str) -> None:
    drawn = chart(bins([]), title)
    root = ElementTree.fromstring(drawn.encode("utf-8"))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "style", "rect", "text", "path", "circle"}
    assert not any("href" in name for element in root.iter() for name in element.attrib)


@given(JUDGED, st.lists(st.floats(0, 1), max_size=5))
def test_a_higher_level_lets_fewer_through(judged: list[Judged], least: list[float]) -> None:
    found = levels(judged, sorted(least))
    assert [one.least for one in found] == sorted(least)
    counts = [one.count for one in found]
    assert counts == sorted(counts, reverse=True)
    for one in found:
        assert one.helped <= one.count
        assert (one.share is None) == (one.count == 0)
        assert one.confidence is None or one.confidence >= one.least - 1e-9


def test_what_the_typist_wrote_is_not_judged_by_the_page() -> None:
    slip = Judged("typist", 0.9, False, "harmed")
    assert sum(one.count for one in bins([slip])) == 0
    assert levels([slip], [0.0])[0].count == 0


@given(st.integers(0, 50), st.integers(0, 50))
def test_the_likely_share_lies_around_the_share(part: int, rest: int) -> None:
    whole = part + rest
    low, high = likely_share(part, whole)
    assert 0 <= low <= high <= 1
    if whole:
        assert low - 1e-9 <= part / whole <= high + 1e-9
        wide = likely_share(part * 10, whole * 10)
        assert wide[1] - wide[0] < high - low
