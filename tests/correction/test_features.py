"""What is measured of a reading: bent lines, and what stands around a word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.correction.annotated_tokens import Places
from ocrfix.correction.words.features import BENDS, measure
from ocrfix.correction.words.ranker import Ranker, in_doubt, readings
from ocrfix.dictionaries.store import ready
from ocrfix.lexicon import Lexicon
from ocrfix.system import paths
from ocrfix.text.tokens import Scan

TEXT = """The letter fron the Embassy was rcad to the Council by Mr. Lindqvlst.
At the beginning ofthe meeting thc Prime i Minister sald that
the Govern ment would sign on Monday, Decembe"""

WORDS = st.lists(
    st.sampled_from(
        ["the", "treaty", "Norland", "qzxv", "kjhg", "gobierno", "y", "1964", "x", "AMLASH", "de",
         "ministro", "Wiedemann", "\n"]
    ),
    min_size=1,
    max_size=60,
)  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ready())


def test_a_bend_is_how_far_the_measure_lies_beyond_it(lexicon: Lexicon) -> None:
    places = Places(Scan(TEXT), lexicon)
    bent = 0
    for number in range(len(places.words)):
        place = places.at(number)
        for reading in readings(places, place):
            found = measure(places, place, reading)
            for name, bends in BENDS.items():
                for bend in bends:
                    value = found.get(f"{name} over {bend:g}", 0.0)
                    assert value == max(0.0, found.get(name, bend) - bend)
                    bent += value > 0
    assert bent


def test_the_judge_weighs_what_is_measured(lexicon: Lexicon) -> None:
    """It asks what hangs on a word alone once, and counts along bent lines; the sum is the same."""
    weights = Ranker.load(paths.dictionaries() / "ranker.tsv").weights
    ranker = Ranker(weights)
    places = Places(Scan(TEXT), lexicon)
    for number in range(len(places.words)):
        place = places.at(number)
        if in_doubt(places, place):
            offered = readings(places, place)
            judged = {reading: share for share, reading in ranker.judge(places, place, offered)}
            scores = {}
            for reading in offered:
                found = measure(places, place, reading)
                scores[reading] = sum(weights.get(n, 0.0) * v for n, v in found.items())
            best = max(scores, key=scores.__getitem__)
            assert judged[best] == max(judged.values())
            assert sum(judged.values()) == pytest.approx(1.0)


@given(WORDS)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_noise_and_foreign_words_are_shares_of_the_others(words: list[str]) -> None:
    places = Places(Scan(" ".join(words)), Lexicon(ready()))
    for number in range(len(places.words)):
        assert 0.0 <= places.noise(number) < 1.0
        assert places.noise(number) * 16 == round(places.noise(number) * 16)
        assert 0 <= places.foreign(number) < 13


def test_noise_is_what_is_no_word_and_no_name(lexicon: Lexicon) -> None:
    def noise(text: str) -> float:
        return Places(Scan(text), lexicon).noise(0)

    assert noise("treaty with Norland signed by Wiedemann and Varnhult in 1964") == 0.0
    some = noise("treaty kjhg of the two qzxv states")
    assert 0.0 < some < noise("treaty kjhg bdfl qzxv wwtr")
    assert noise("kjhg of the treaty") == 0.0, "a word is no noise around itself"
    far = "\n".join(["treaty", *["The talks went on in the capital."] * 5, "kjhg qzxv"])
    assert noise(far) == 0.0


def test_words_of_other_languages_are_counted_near_a_word(lexicon: Lexicon) -> None:
    def foreign(text: str, number: int) -> int:
        return Places(Scan(text), lexicon).foreign(number)

    assert foreign("El gobierno no tiene comentarios", 2) == 4
    assert foreign("The Government has no comment", 2) == 0
    near = foreign("gobierno of the state", 1)
    assert (near, foreign("gobierno of the state", 0)) == (1, 0)
