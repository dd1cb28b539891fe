"""The model of typing errors: their kinds, and who made an error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon, tables
from ocrfix.system import paths
from tests.profiles import examples

MISSPELLINGS = list(tables.read_rows(paths.dictionaries() / "misspellings.tsv", 4))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ensure_compiled())


@pytest.mark.parametrize(("right", "written", "word", "misspelt"), MISSPELLINGS)
def test_every_misspelling_has_its_example(
    right: str, written: str, word: str, misspelt: str, lexicon: Lexicon
) -> None:
    assert right != written
    assert misspelt in {
        word[:at] + written + word[at + len(right) :]
        for at in range(len(word))
        if word.startswith(right, at)
    }
    assert lexicon.word(word).flags
    assert lexicon.typing_errors.classify(word, misspelt)


def test_the_misspellings_are_sorted_and_unique() -> None:
    keys = [row[:2] for row in MISSPELLINGS]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("meant", "seen", "kind"),
    [
        ("receipt", "reciept", "misspelling"),
        ("according", "accoridng", "transposition"),
        ("personally", "personnally", "misspelling"),
        ("challenge", "challege", "omission"),
        ("washington", "ashington", "omission at an edge"),
        ("production", "productiion", "letter doubled"),
        ("would", "wousld", "insertion"),
        ("reach", "jreach", "insertion at an edge"),
        ("difficult", "dificult", "doubled letter dropped"),
        ("again", "agsin", "adjacent key"),
        ("document", "docurent", "substitution"),
        ("defense", "defehse", "adjacent key"),
        ("government", "govermnent", "transposition of minims"),
        ("morning", "mornign", "transposition"),
        ("identified", "identifed", "omission in a ligature"),
        ("flight", "fight", "omission in a ligature"),
        ("political", "poltical", "omission"),
        ("future", "futuree", "letter doubled at an edge"),
        ("committee", "commiittee", "letter doubled"),
        ("department", "departrnent", None),
        ("of the", "ofthe", "omission"),
        ("same", "same", None),
        ("", "", None),
        ("a", "", "omission at an edge"),
        ("", "a", "insertion at an edge"),
        ("common", "cornrnon", None),
    ],
)
def test_kinds_of_typing_errors(meant: str, seen: str, kind: str | None, lexicon: Lexicon) -> None:
    assert lexicon.typing_errors.classify(meant, seen) == kind


WORDS = st.text(alphabet="abeinst", max_size=8)


@given(WORDS, WORDS, st.floats(-40, 0), st.integers(1, 50))
@settings(max_examples=examples(300), derandomize=True)
def test_it_returns_a_probability_that_grows_with_the_occurrences(
    lexicon: Lexicon, meant: str, seen: str, confusion: float, occurrences: int
) -> None:
    model = lexicon.typing_errors
    found = model.probability(meant, seen, confusion, occurrences)
    assert 0.0 <= found <= 1.0
    if model.features(meant, seen, confusion) is None:
        assert found == 0.0
    assert model.probability(meant, seen, confusion, occurrences + 1) >= found
