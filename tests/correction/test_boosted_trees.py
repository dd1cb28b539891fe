"""Boosted trees: reading the table, and the sum of the leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.correction.words.boosted_trees import (
    AS_READ,
    LOG_KEEP,
    LOG_NEXT,
    LOG_ODDS,
    BoostedTrees,
    confidence_features,
)
from ocrfix.lexicon.tables import TableError
from ocrfix.system import paths


def _load(tmp_path: Path, text: str) -> BoostedTrees:
    path = tmp_path / "word-confidence.tsv"
    path.write_text(text, encoding="utf-8")
    return BoostedTrees.load(path)


def test_trees_are_added_up(tmp_path: Path) -> None:
    trees = _load(
        tmp_path,
        "# a comment\n1\tlength\t3\t1\t2\n1\t\t-1.0\t0\t0\n1\t\t1.0\t0\t0\n2\t\t0.5\t0\t0\n",
    )
    assert trees.probability({"length": 4.0}) == pytest.approx(0.8176, abs=1e-4)
    assert trees.probability({"length": 3.0}) == pytest.approx(0.3775, abs=1e-4)
    assert trees.probability({}) == trees.probability({"length": 0.0})


@pytest.mark.parametrize(
    "rows",
    [
        "1\tlength\t3\t0\t0\n",
        "1\tlength\t3\t1\t2\n1\t\t1.0\t0\t0\n",
        "1\tlength\t3\t1\t9\n1\t\t1.0\t0\t0\n1\t\t1.0\t0\t0\n",
    ],
    ids=["back to itself", "a node is missing", "out of the tree"],
)
def test_a_tree_that_leads_nowhere_is_an_error(tmp_path: Path, rows: str) -> None:
    with pytest.raises(TableError, match="leads out of its tree or back"):
        _load(tmp_path, rows)


def test_a_cell_that_is_no_number_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="'much' is not a number"):
        _load(tmp_path, "1\t\tmuch\t0\t0\n")


def test_the_features_of_both_candidates_are_told_apart() -> None:
    found = confidence_features([0.1, 0.7, 0.2], 1, 0.7, {"burst": 2.0}, {"burst": 1.0})
    assert found["burst"] == 2.0
    assert found[AS_READ + "burst"] == 1.0
    assert found[LOG_ODDS] > 0 > found[LOG_NEXT] > found[LOG_KEEP]


def test_the_shipped_trees_give_probabilities() -> None:
    trees = BoostedTrees.load(paths.dictionaries() / "word-confidence.tsv")
    sure = trees.probability({LOG_ODDS: 8.0, LOG_KEEP: -8.0, LOG_NEXT: -8.0})
    unsure = trees.probability({LOG_ODDS: -0.5, LOG_KEEP: -0.6, LOG_NEXT: -1.5})
    assert 0 < unsure < sure < 1
