"""The figures of docs/scale.md are derived from its measurements."""

from __future__ import annotations

import pytest

MEASURED = {
    "rate": 1.0,
    "gain": 2.0,
    "worker": 200.0,
    "writer": 40.0,
    "write": 1.0,
    "check": 0.1,
    "line": 500.0,
    "name": 250.0,
}


@pytest.fixture
def of():
    import scale

    return scale.Measured(**MEASURED)


def test_core_hours_are_the_bytes_by_the_rate(of):
    assert of.core_hours == pytest.approx(30_000 / 3600)
    assert of.hours(2, 1000) == pytest.approx(of.core_hours / 2)


def test_the_writing_process_limits_a_run_and_can_be_divided(of):
    assert of.writing(10_000_000) == pytest.approx(10_000 / 3600)
    assert of.hours(32, 10_000_000) == pytest.approx(10_000 / 3600)
    assert of.hours(3200, 10_000_000, runs=100) == pytest.approx(100 / 3600)
    assert of.most_workers(3000) == pytest.approx(3.0)


def test_further_cores_contribute_as_much_as_the_second():
    import scale

    slower = scale.Measured(**{**MEASURED, "gain": 1.5})
    assert slower.hours(4, 1000) == pytest.approx(slower.core_hours / 3)
    assert slower.hours(1, 1000) == pytest.approx(slower.core_hours)


def test_every_row_has_as_many_cells_as_the_head(of):
    import scale

    tables = "\n".join(scale.derived(of)).split("\n\n")
    for table in tables[1:]:
        assert len({line.count("|") for line in table.splitlines()}) == 1
    assert any("| manifest | 5.0 GB | 1.0 GB |" in table for table in tables)


def test_the_page_matches_its_table_of_measurements():
    import scale

    page = scale.DOC.read_text(encoding="utf-8")
    assert scale.renewed(page) == page, "run: python benchmarks/scale.py --write"


def test_a_figure_is_set_by_the_name_of_its_row():
    import scale

    page = scale.DOC.read_text(encoding="utf-8")
    other = scale.given(page, ["MB per second, one core=1.5"])
    assert scale.measured(other).rate == 1.5
    assert scale.measured(other).gain == scale.measured(page).gain
    with pytest.raises(ValueError, match="no row"):
        scale.given(page, ["speed=1"])
