"""Stray letters: those that are removed, and those that never are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ocrfix
from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.words import stray
from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon
from ocrfix.text.tokens import TokenizedText
from tests.profiles import examples

SENTENCES = (
    "The Prime Minister asked the Security Council for more time.",
    "It is a matter of particular interest to the Department of State.",
    "We do not believe that the Soviet Union will agree to the proposal.",
    "On the other hand the Government has signed 3 of the 5 treaties with Norland.",
    "THE FOREIGN MINISTER TOLD THE EMBASSY THAT THE TALKS WOULD GO ON.",
    "El presidente de la República y el ministro hablaron del problema.",
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ensure_compiled())


def stray_words(lexicon: Lexicon, text: str) -> list[str]:
    annotated = AnnotatedTokens(TokenizedText(text), lexicon)
    found = []
    for number, token in enumerate(annotated.tokenized.tokens):
        target = annotated.at(number)
        if stray.may_be_stray(annotated, target):
            found.append(token.text)
            (candidate,) = stray.find_candidates(annotated, target)
            taken = text[token.start + candidate.start : token.start + candidate.end]
            assert (taken.strip(), candidate.after, candidate.kind) == (token.text, "", "noise")
            assert len(taken) <= len(token.text) + 1
        else:
            assert not list(stray.find_candidates(annotated, target))
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_nothing_is_removed_from_a_clean_sentence(lexicon: Lexicon, sentence: str) -> None:
    """An `a` may always be dirt; its removal needs more evidence."""
    assert set(stray_words(lexicon, sentence)) <= {"a"}
    assert ocrfix.correct(sentence).clean == sentence


WORDS = st.sampled_from(
    ["the", "Prime", "Minister", "United", "States", "of", "do", "not", "a", "I", "y", "7", "X",
     "4", "t", "ii", "-", ",", ".", "(", "'", "\n"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14))
@settings(max_examples=examples(300), derandomize=True)
def test_only_short_lower_case_words_may_be_stray(words: list[str]) -> None:
    for text in stray_words(Lexicon(ensure_compiled()), " ".join(words)):
        assert len(text) <= 3
        assert text.isalpha()
        assert text.islower()


@given(
    st.sampled_from(SENTENCES),
    st.integers(0, 20),
    st.sampled_from(["t", "x", "ii", "X", "7", "(b)", "b.", "J.", "A"]),
)
@settings(max_examples=examples(150), derandomize=True)
def test_only_the_inserted_speck_is_removed(sentence: str, target: int, speck: str) -> None:
    words = sentence.split()
    target %= len(words)
    text = " ".join((*words[:target], speck, *words[target:]))
    document = ocrfix.correct(text)
    for edit in document.edits:
        if edit.kind == "noise":
            assert edit.before.strip() == speck
            assert edit.reason.startswith(f"{speck!r} is a stray mark: without it ")
    if not speck.isalpha() or not speck.islower():
        assert "noise" not in {edit.kind for edit in (*document.edits, *document.suggestions)}
    assert ocrfix.correct(document.clean).clean == document.clean


def test_it_works_with_all_other_kinds_switched_off() -> None:
    text = "It is a matter of particular t interest to the Department."
    off = {kind: kind == "noise" for kind in ocrfix.Config.default().correct.correctors}
    config = ocrfix.Config.default().merged({"correct": {"correctors": off}})
    assert ocrfix.correct(text, config).clean == text.replace(" t ", " ")


def test_a_user_word_is_not_stray(tmp_path) -> None:
    (tmp_path / "words.tsv").write_text("t\n", encoding="utf-8")
    config = ocrfix.Config.default().merged({"dictionaries": [str(tmp_path)]})
    text = "It is a matter of particular t interest to the Department."
    assert ocrfix.correct(text, config).clean == text
