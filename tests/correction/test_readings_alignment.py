"""Alignment of two readings: each word of the first, and what the second has for it."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.correction.readings.alignment import align_readings
from ocrfix.text.tokens import TokenizedText
from tests.documents import documents
from tests.profiles import examples

HEAD = "The Ambassador of Norland called on the Under Secretary at noon"
BODY = "He handed over a note about the fishing grounds north of the islands"
TAIL = "The Department will answer it before the end of the month"


def pairs(first: str, second: str) -> list[tuple[str, str | None]]:
    """Return the words of the first reading that the second does not have as they are."""
    tokens = TokenizedText(first).tokens
    spans = align_readings(tokens, TokenizedText(second).tokens)
    found = [(t.text, s and second[s[0] : s[1]]) for t, s in zip(tokens, spans, strict=True)]
    return [(word, there) for word, there in found if word != there]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(HEAD, HEAD, [], id="the same"),
        pytest.param(HEAD, HEAD.upper(), [(w, w.upper()) for w in HEAD.split()], id="another case"),
        pytest.param(
            "the price of hread rose",
            "the pnice of bread rose",
            [("price", "pnice"), ("hread", "bread")],
            id="misread words, also beside each other in the text",
        ),
        pytest.param(
            "it is tour mill", "it is flour mill", [("tour", "flour")], id="other first letters"
        ),
        pytest.param(
            "at the ring of the bell",
            "at the during of the bell",
            [("ring", "during")],
            id="letters that the first lost belong to the word",
        ),
        pytest.param(
            "the end ofthe month", "the end of the month", [("ofthe", "of the")], id="run together"
        ),
        pytest.param(
            "the end of the month",
            "theendofthe month",
            [],
            id="run together in the second: each word has its part",
        ),
        pytest.param(
            "we con sidered the note",
            "we considered the note",
            [],
            id="pulled apart: each part has its part",
        ),
        pytest.param(
            "a summary fo r them all",
            "a summary for Principals and them all",
            [],
            id="pulled apart beside words that the first lacks",
        ),
        pytest.param(
            "the matter was raised again today",
            "the matter raised again today",
            [("was", None)],
            id="a word that the second lacks",
        ),
        pytest.param(
            "the matter raised again today",
            "the matter was really raised again today",
            [],
            id="words that the first lacks",
        ),
        pytest.param("some words", "", [("some", None), ("words", None)], id="an empty second"),
        pytest.param("", "some words", [], id="an empty first"),
        pytest.param("- - -", "some words", [], id="a first without words"),
    ],
)
def test_words(first: str, second: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(first, second) == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param([TAIL, HEAD, BODY], [], id="a block moved to the front"),
        pytest.param([BODY, TAIL, HEAD], [], id="a block moved to the end"),
        pytest.param([TAIL, BODY, HEAD], [], id="blocks in reverse order"),
        pytest.param([HEAD, TAIL], [(word, None) for word in BODY.split()], id="a block missing"),
        pytest.param([HEAD, "RELEASED IN PART", BODY, TAIL], [], id="a stamp in between"),
        pytest.param([HEAD, HEAD, BODY, BODY, TAIL, TAIL], [], id="every block twice"),
    ],
)
def test_blocks(second: list[str], expected: list[tuple[str, str | None]]) -> None:
    assert pairs("\n".join((HEAD, BODY, TAIL)), "\n".join(second)) == expected


def test_a_misread_word_beside_a_displaced_block_is_found() -> None:
    first = "\n".join((HEAD, BODY.replace("islands", "islamds"), TAIL))
    second = "\n".join((TAIL, HEAD, BODY))
    assert pairs(first, second) == [("islamds", "islands")]


def test_two_columns_read_across() -> None:
    """An engine that reads across columns mixes their lines; long lines are still found."""
    left = [f"left column line {n} speaks of harbour number {n} and its quays" for n in range(8)]
    right = [
        f"right column line {n} speaks of airport number {n} and its hangars" for n in range(8)
    ]
    first = "\n".join(left + right)
    second = "\n".join(line for both in zip(left, right, strict=True) for line in both)
    missing = [word for word, there in pairs(first, second) if there is None]
    assert len(missing) <= len(first.split()) // 20


@settings(max_examples=examples(60), derandomize=True, deadline=None)
@given(documents(), documents(), st.randoms(use_true_random=False))
def test_spans_are_in_the_second_reading(first: str, second: str, draw: random.Random) -> None:
    lines = (first + "\n" + second).split("\n")
    draw.shuffle(lines)
    other = "\n".join(lines)
    tokens = TokenizedText(first).tokens
    spans = align_readings(tokens, TokenizedText(other).tokens)
    assert len(spans) == len(tokens)
    for span in spans:
        assert span is None or 0 <= span[0] < span[1] <= len(other)


@settings(max_examples=examples(60), derandomize=True, deadline=None)
@given(documents())
def test_a_text_is_aligned_with_itself(text: str) -> None:
    tokens = TokenizedText(text).tokens
    assert align_readings(tokens, tokens) == [(token.start, token.end) for token in tokens]


def test_time_is_about_linear() -> None:
    draw = random.Random(7)
    words = [f"{a}{b}" for a in ("ba", "ke", "ti", "no", "lu") for b in "rstnlmdg"]

    def seconds(count: int) -> float:
        first = [draw.choice(words) for _ in range(count)]
        second = [draw.choice(words) if draw.random() < 0.3 else word for word in first]
        one, other = TokenizedText(" ".join(first)).tokens, TokenizedText(" ".join(second)).tokens
        begin = time.perf_counter()
        align_readings(one, other)
        return time.perf_counter() - begin

    seconds(2_000)
    assert seconds(40_000) < 40 * max(seconds(4_000), 0.02)
