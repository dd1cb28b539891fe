"""What is measured of a reading: bent lines, and what stands around a word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.words.features import BENDS, measure
from ocrfix.correction.words.ranker import Ranker, find_candidates, needs_candidates
from ocrfix.dictionaries.store import ready
from ocrfix.lexicon import Lexicon
from ocrfix.system import paths
from ocrfix.text.tokens import TokenizedText

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
    annotated = AnnotatedTokens(TokenizedText(TEXT), lexicon)
    bent = 0
    for number in range(len(annotated.words)):
        target = annotated.at(number)
        for candidate in find_candidates(annotated, target):
            found = measure(annotated, target, candidate)
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
    annotated = AnnotatedTokens(TokenizedText(TEXT), lexicon)
    for number in range(len(annotated.words)):
        target = annotated.at(number)
        if needs_candidates(annotated, target):
            offered = find_candidates(annotated, target)
            judged = {
                candidate: share for share, candidate in ranker.judge(annotated, target, offered)
            }
            scores = {}
            for candidate in offered:
                found = measure(annotated, target, candidate)
                scores[candidate] = sum(weights.get(n, 0.0) * v for n, v in found.items())
            best = max(scores, key=scores.__getitem__)
            assert judged[best] == max(judged.values())
            assert sum(judged.values()) == pytest.approx(1.0)


@given(WORDS)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_noise_and_foreign_words_are_shares_of_the_others(words: list[str]) -> None:
    annotated = AnnotatedTokens(TokenizedText(" ".join(words)), Lexicon(ready()))
    for number in range(len(annotated.words)):
        assert 0.0 <= annotated.noise_share(number) < 1.0
        assert annotated.noise_share(number) * 16 == round(annotated.noise_share(number) * 16)
        assert 0 <= annotated.foreign_nearby(number) < 13


def test_noise_is_what_is_no_word_and_no_name(lexicon: Lexicon) -> None:
    def noise(text: str) -> float:
        return AnnotatedTokens(TokenizedText(text), lexicon).noise_share(0)

    assert noise("treaty with Norland signed by Wiedemann and Varnhult in 1964") == 0.0
    some = noise("treaty kjhg of the two qzxv states")
    assert 0.0 < some < noise("treaty kjhg bdfl qzxv wwtr")
    assert noise("kjhg of the treaty") == 0.0, "a word is no noise around itself"
    far = "\n".join(["treaty", *["The talks went on in the capital."] * 5, "kjhg qzxv"])
    assert noise(far) == 0.0


def test_words_of_other_languages_are_counted_near_a_word(lexicon: Lexicon) -> None:
    def foreign(text: str, number: int) -> int:
        return AnnotatedTokens(TokenizedText(text), lexicon).foreign_nearby(number)

    assert foreign("El gobierno no tiene comentarios", 2) == 4
    assert foreign("The Government has no comment", 2) == 0
    near = foreign("gobierno of the state", 1)
    assert (near, foreign("gobierno of the state", 0)) == (1, 0)
