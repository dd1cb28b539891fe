"""Candidate sources: the table, an example for each source, and the search in all of them."""

from __future__ import annotations

import pytest

import ocrfix
from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import KEEP
from ocrfix.correction.words.features.extraction import FEATURES
from ocrfix.correction.words.sources import CANDIDATE_SOURCES, WORD_KINDS, find_candidates
from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon
from ocrfix.text.tokens import TokenizedText

EXAMPLES = [
    ("clipped", "They met in Decembe", 3, "December"),
    ("case", "The COmmittee met today.", 1, "Committee"),
    ("digits", "It 1s a matter of time.", 1, "is"),
    ("spacing", "At the beginning ofthe meeting he said so.", 3, "of the"),
    ("misread", "The letter fron the Embassy was read.", 2, "from"),
    ("spacing", "The Govern ment has agreed to the proposal.", 1, "Government"),
    ("noise", "It is a matter of particular t interest to the Department.", 6, ""),
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ensure_compiled())


def word_in(lexicon: Lexicon, text: str, index: int) -> tuple[AnnotatedTokens, WordInContext]:
    annotated = AnnotatedTokens(TokenizedText(text), lexicon)
    return annotated, annotated.at(index)


def test_every_source_has_an_example() -> None:
    assert [source.kind for source in CANDIDATE_SOURCES] == [kind for kind, *_ in EXAMPLES]


@pytest.mark.parametrize(
    ("source", "example"),
    list(zip(CANDIDATE_SOURCES, EXAMPLES, strict=True)),
    ids=[text for _, text, *_ in EXAMPLES],
)
def test_a_source_finds_candidates_of_its_kind(source, example, lexicon: Lexicon) -> None:  # type: ignore[no-untyped-def]
    _, text, index, after = example
    annotated, target = word_in(lexicon, text, index)
    found = source.find(annotated, target)
    assert after in [candidate.after for candidate in found]
    for candidate in found:
        assert candidate.kind == source.kind
        assert candidate.removes_word is source.removes_word


@pytest.mark.parametrize(("kind", "text", "index", "after"), EXAMPLES)
def test_the_first_candidate_keeps_the_word(
    lexicon: Lexicon, kind: str, text: str, index: int, after: str
) -> None:
    annotated, target = word_in(lexicon, text, index)
    first, *others = find_candidates(annotated, target)
    assert (first.kind, first.after) == (KEEP, target.token.text)
    assert KEEP not in {candidate.kind for candidate in others}
    assert (kind, after) in [(candidate.kind, candidate.after) for candidate in others]
    assert len({candidate.after for candidate in others}) == len(others)


def test_every_kind_has_a_switch_and_a_feature() -> None:
    assert ocrfix.Config.default().correct.correctors.keys() >= WORD_KINDS
    assert {f"kind {kind}" for kind in WORD_KINDS} <= {feature.name for feature in FEATURES}
