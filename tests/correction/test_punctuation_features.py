"""The table of weights of the punctuation ranker and the declared features agree."""

from __future__ import annotations

from ocrfix.correction.punctuation.features import FEATURES, feature_of, split_symbol
from ocrfix.correction.punctuation.position import POSITIONS
from ocrfix.lexicon import tables
from ocrfix.system import paths


def test_every_weight_is_of_a_declared_feature() -> None:
    weights = tables.read_weights(paths.dictionaries() / "punctuation-ranker.tsv")
    bias = {name for name in weights if split_symbol(name)[1] == "" and split_symbol(name)[0]}
    assert [name for name in weights.keys() - bias if feature_of(name) is None] == []


def test_every_feature_is_declared_once_and_has_a_weight() -> None:
    names = [feature.name for feature in FEATURES]
    assert len(set(names)) == len(names)
    weights = tables.read_weights(paths.dictionaries() / "punctuation-ranker.tsv")
    assert set(FEATURES) - {feature_of(name) for name in weights} == set()


def test_every_confusion_is_at_a_known_position() -> None:
    rows = list(tables.read_rows(paths.dictionaries() / "punctuation-confusions.tsv", 4))
    assert {row[0] for row in rows} <= set(POSITIONS)
    assert rows == sorted(
        rows,
        key=lambda row: (row[0], row[1].replace("␣", " "), -int(row[3]), row[2].replace("␣", " ")),
    )
