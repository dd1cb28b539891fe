"""The confusion table: what differs between two words, and how likely that is."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.lexicon.alignment import misreadings
from ocrfix.lexicon.confusions import Confusions

words = st.text("abclmnri01", max_size=10)


@pytest.mark.parametrize(
    ("truth", "seen", "runs"),
    [
        ("modern", "modem", [("rn", "m")]),
        ("close", "dose", [("cl", "d")]),
        ("December", "Decembe", [("r", "")]),
        ("committee", "cornmittce", [("m", "rn"), ("e", "c")]),
        ("same", "same", []),
    ],
)
def test_runs_that_differ(truth: str, seen: str, runs: list[tuple[str, str]]) -> None:
    assert misreadings(truth, seen) == runs


@given(words, words)
def test_the_runs_account_for_the_difference_in_length(truth: str, seen: str) -> None:
    runs = misreadings(truth, seen)
    assert sum(len(s) - len(t) for t, s in runs) == len(seen) - len(truth)
    assert bool(runs) == (truth != seen)


@given(words, words)
def test_it_returns_the_log_of_a_probability(truth: str, seen: str) -> None:
    table = Confusions({("rn", "m"): math.log(0.01), ("l", "1"): math.log(0.002)})
    log = table.log_likelihood(truth, seen)
    assert log <= 0.0
    assert (log == 0.0) == (truth == seen)


def test_a_known_confusion_is_more_likely_than_an_unknown_one() -> None:
    table = Confusions({("rn", "m"): math.log(0.01)})
    assert table.log_likelihood("modern", "modem") > table.log_likelihood("modern", "modexn")
