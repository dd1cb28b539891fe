"""Features of candidates: declarations, knots, and the shares of noise and foreign words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.document_evidence import DocumentEvidence
from ocrfix.correction.words.detection import needs_candidates
from ocrfix.correction.words.features.extraction import FEATURES, extract_features
from ocrfix.correction.words.ranker import Ranker
from ocrfix.correction.words.sources import find_candidates
from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon
from ocrfix.system import paths
from ocrfix.text.tokens import TokenizedText
from tests.profiles import examples

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
    return Lexicon(ensure_compiled())


def test_a_knot_measures_how_far_the_feature_lies_beyond_it(lexicon: Lexicon) -> None:
    annotated = AnnotatedTokens(TokenizedText(TEXT), lexicon)
    evidence = DocumentEvidence(annotated)
    beyond = 0
    for number in range(len(annotated.words)):
        target = annotated.at(number)
        for candidate in find_candidates(annotated, target):
            found = extract_features(annotated, target, candidate, evidence)
            for feature in FEATURES:
                for knot in feature.knots:
                    value = found.get(feature.knot_name(knot), 0.0)
                    assert value == max(0.0, found.get(feature.name, knot) - knot)
                    beyond += value > 0
    assert beyond


def test_the_ranker_sums_the_extracted_features(lexicon: Lexicon) -> None:
    """The part that depends on the word alone is scored once; the sum is the same."""
    weights = Ranker.load(paths.dictionaries() / "word-ranker.tsv").weights
    ranker = Ranker(weights)
    annotated = AnnotatedTokens(TokenizedText(TEXT), lexicon)
    evidence = DocumentEvidence(annotated)
    for number in range(len(annotated.words)):
        target = annotated.at(number)
        if needs_candidates(annotated, target):
            candidates = find_candidates(annotated, target)
            shares = ranker.rank(annotated, target, candidates, evidence)
            ranked = {candidate: share for share, candidate in shares}
            scores = {}
            for candidate in candidates:
                found = extract_features(annotated, target, candidate, evidence)
                scores[candidate] = sum(weights.get(n, 0.0) * v for n, v in found.items())
            best = max(scores, key=scores.__getitem__)
            assert ranked[best] == max(ranked.values())
            assert sum(ranked.values()) == pytest.approx(1.0)


def test_every_weight_belongs_to_a_declared_feature() -> None:
    names = {feature.name for feature in FEATURES}
    names |= {feature.knot_name(knot) for feature in FEATURES for knot in feature.knots}
    assert set(Ranker.load(paths.dictionaries() / "word-ranker.tsv").weights) <= names


def test_features_are_declared_once_and_explained() -> None:
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    for feature in FEATURES:
        assert feature.group
        assert feature.meaning
        assert list(feature.knots) == sorted(feature.knots)


@given(WORDS)
@settings(max_examples=examples(100), derandomize=True)
def test_noise_and_foreign_words_are_shares_of_the_other_words(words: list[str]) -> None:
    annotated = AnnotatedTokens(TokenizedText(" ".join(words)), Lexicon(ensure_compiled()))
    for number in range(len(annotated.words)):
        assert 0.0 <= annotated.noise_share(number) < 1.0
        assert annotated.noise_share(number) * 16 == round(annotated.noise_share(number) * 16)
        assert 0 <= annotated.foreign_nearby(number) < 13


def test_noise_is_neither_word_nor_name(lexicon: Lexicon) -> None:
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
