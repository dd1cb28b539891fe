"""Laws of what makes tagging fast: each finds what the plain way finds, and forgets nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from ocrfix.lines import lines, parts
from ocrfix.tagging import phrases
from ocrfix.tagging.entries import Rules
from ocrfix.tagging.exemptions import CodeFinder
from ocrfix.tagging.patterns import PatternFinder, Sieve
from ocrfix.tagging.phrases import Phrase, Window
from ocrfix.tagging.tagger import Tagger
from tests.tagging.test_laws import PIECES, TEXTS

LINES = st.lists(
    st.one_of(st.lists(PIECES, max_size=6).map("".join), st.text(max_size=60)), max_size=90
).map(lambda found: [part for text in found for part in parts(text)])
KEYS = st.text("ABCDEILNORST05", min_size=1, max_size=14)


@pytest.fixture(scope="module")
def patterns(rules: Rules) -> list[str]:
    codes = CodeFinder(rules.families, rules.codes, rules.orders, rules.layout)
    return [*PatternFinder(rules.markings).bounded, *codes.patterns]


@pytest.fixture(scope="module")
def sieve(patterns: list[str]) -> Sieve:
    return Sieve(patterns)


def missed(sieve: Sieve, patterns: list[str], page: list[str]) -> list[tuple[str, str]]:
    """Return the lines with the patterns that match on them, which the sieve does not say."""
    return [
        (line, patterns[number])
        for line, met in zip(page, sieve.met_each(page), strict=True)
        for number in range(len(patterns))
        if number not in met and sieve[number].matches(line)
    ]


@settings(max_examples=30, deadline=None)
@given(LINES)
def test_a_line_that_a_pattern_matches_is_met_among_others(
    sieve: Sieve, patterns: list[str], page: list[str]
) -> None:
    assert not missed(sieve, patterns, page)


OWN = (
    r"^a\s*$", r"\Aa", r"a\z", r"(?m)^b{2,12}$", r"(?s)a.{0,40}b", r"[{2,12}]x", r"x\{2,12}",
    r"a\nb", r"[^a]b", r"\W{3,30}c", r"(?i)^(?-m:ab)$", r"[[:alpha:]]{2,10}\d", r"\Qa.b\E",
    r"\bx{1,10}\b", r"$",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("ab xABc{},2.\t-1é", max_size=12), max_size=70))
@pytest.mark.parametrize("few", [True, False])
def test_a_pattern_of_any_kind_is_met(few: bool, page: list[str]) -> None:
    own = [*OWN] if few else [*OWN, *(f"{n}{{2,1{n}}}" for n in range(9))]
    assert not missed(Sieve(own), own, page)


@settings(max_examples=300, deadline=None)
@given(KEYS, st.lists(KEYS, min_size=1, max_size=9), st.integers(1, 6))
def test_no_phrase_near_a_key_is_left_out(key: str, spelt: list[str], most: int) -> None:
    found: list[Phrase] = []
    for text in spelt:
        found.append(Phrase(text, text, None, 1, most))  # type: ignore[arg-type]
    near = Window(found).near(key)
    assert [p.key for p in near] == [p.key for p in found if p in near], "out of order"
    assert all(p in near for p in found if OSA.distance(key, p.key) <= most)
    assert Window([]).near(key) == []
    assert phrases.letters_of(key) >= 0


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["a", "", "é", "\n", "\r", "\r\n", "\f", "\v", "\u2028"])))
def test_parts_are_the_lines(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = list(lines(text))
    assert [line.text for line in found] == parts(text)[: len(found)]
    assert all(text[line.start : line.end] == line.text for line in found)
    assert not any(parts(text)[len(found) :])


@settings(max_examples=30, deadline=None)
@given(TEXTS, TEXTS)
def test_lines_that_are_kept_read_the_same_elsewhere(
    tagger: Tagger, rules: Rules, first: str, second: str
) -> None:
    tagger.tag(first)
    tagger.tag(second)
    assert tagger.tag(second + "\n" + first) == Tagger(rules).tag(second + "\n" + first)
