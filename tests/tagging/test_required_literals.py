"""Laws of what makes tagging fast: each finds what the plain way finds, and forgets nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from ocrfix.tagging import phrase_index
from ocrfix.tagging.code_lists import CodeListFinder
from ocrfix.tagging.pattern_set import PatternSet
from ocrfix.tagging.patterns import PatternFinder
from ocrfix.tagging.phrase_index import Phrase, PhraseFilter
from ocrfix.tagging.rules.required_literals import normalize, required_literals
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.tagger import Tagger
from ocrfix.text.lines import lines, split_lines
from tests.profiles import examples
from tests.tagging.test_laws import PIECES, TEXTS

LINES = st.lists(
    st.one_of(st.lists(PIECES, max_size=6).map("".join), st.text(max_size=60)), max_size=90
).map(lambda found: [part for text in found for part in split_lines(text)])
KEYS = st.text("ABCDEILNORST05", min_size=1, max_size=14)


@pytest.fixture(scope="module")
def patterns(rules: RuleSet) -> list[str]:
    codes = CodeListFinder(rules.families, rules.codes, rules.layout)
    return [*PatternFinder(rules.rules).anchored, *codes.patterns]


@pytest.fixture(scope="module", params=["all at once", "when needed"])
def pattern_set(patterns: list[str], request: pytest.FixtureRequest) -> PatternSet:
    if request.param == "all at once":
        return PatternSet(patterns)
    return PatternSet(
        patterns, required_literals=[required_literals(pattern) for pattern in patterns]
    )


def missed(pattern_set: PatternSet, patterns: list[str], page: list[str]) -> list[tuple[str, str]]:
    """Return the lines with the patterns that match on them, which the pattern_set does not say."""
    return [
        (line, patterns[number])
        for line, met in zip(page, pattern_set.candidates(page), strict=True)
        for number in range(len(patterns))
        if number not in met and pattern_set[number].matches(line)
    ]


@settings(max_examples=examples(30))
@given(LINES)
def test_a_line_that_a_pattern_matches_is_met_among_others(
    pattern_set: PatternSet, patterns: list[str], page: list[str]
) -> None:
    assert not missed(pattern_set, patterns, page)


OWN = (
    r"^a\s*$", r"\Aa", r"a\z", r"(?m)^b{2,12}$", r"(?s)a.{0,40}b", r"[{2,12}]x", r"x\{2,12}",
    r"a\nb", r"[^a]b", r"\W{3,30}c", r"(?i)^(?-m:ab)$", r"[[:alpha:]]{2,10}\d", r"\Qa.b\E",
    r"\bx{1,10}\b", r"$",
)  # fmt: skip


@settings(max_examples=examples(200))
@given(st.lists(st.text("ab xABc{},2.\t-1é", max_size=12), max_size=70))
@pytest.mark.parametrize("few", [True, False])
def test_a_pattern_of_any_kind_is_met(few: bool, page: list[str]) -> None:
    own = [*OWN] if few else [*OWN, *(f"{n}{{2,1{n}}}" for n in range(9))]
    assert not missed(PatternSet(own), own, page)
    late = PatternSet(own, required_literals=[required_literals(pattern) for pattern in own])
    assert not missed(late, own, page[:3])
    assert not missed(late, own, page)


@settings(max_examples=examples(50))
@given(LINES)
def test_a_line_that_a_pattern_matches_holds_what_it_needs(
    patterns: list[str], page: list[str]
) -> None:
    pattern_set = PatternSet(patterns)
    for line, met in zip(page, pattern_set.candidates(page), strict=True):
        text = normalize(line) + "\n" + normalize(line).casefold()
        for number in met:
            strings = required_literals(patterns[number])
            if strings and pattern_set[number].matches(line):
                assert any(string in text for string in strings), patterns[number]


def test_most_patterns_need_something(patterns: list[str]) -> None:
    found = [required_literals(pattern) for pattern in patterns]
    assert sum(bool(strings) for strings in found) > 0.95 * len(found)
    assert sum(min(map(len, strings), default=0) > 1 for strings in found) > 0.7 * len(found)


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        ("ab?c", ("abc", "ac")),
        ("(?:ab|c)d", ("abd", "cd")),
        ("ab|c*", ()),
        ("a{2}b", ("aab",)),
        ("ab{0,3}", ("a",)),
        ("(?:ab){1,}c+", ("abc",)),
        ("[ab][^c]d[a-z]", ("d",)),
        (r"x\d(?P<name>STATE|WAR) DEPARTMENT", ("x0STATE DEPARTMENT", "x0WAR DEPARTMENT")),
        ("(?i)Secret", ("secret",)),
        ("(?i:S)ECRET", ("secret",)),
        (r"\x41", ()),
        (r"\Qa.b\E", ()),
        ("[[:alpha:]]b", ("b",)),
        (r"[\d?]\s[1-3]{2,4}x", ("0 00", "? 00")),
        ("[]a]b", ("]b", "ab")),
        ("{a", ("{a",)),
        ("", ()),
    ],
)
def test_what_a_pattern_needs(pattern: str, strings: tuple[str, ...]) -> None:
    assert required_literals(pattern) == strings


@settings(max_examples=examples(300))
@given(KEYS, st.lists(KEYS, min_size=1, max_size=9), st.integers(1, 6))
def test_no_phrase_near_a_key_is_left_out(key: str, spelt: list[str], most: int) -> None:
    found: list[Phrase] = []
    for text in spelt:
        found.append(Phrase(text, text, None, 1, most))  # type: ignore[arg-type]
    near = PhraseFilter(found).candidates(key)
    assert [p.key for p in near] == [p.key for p in found if p in near], "out of order"
    assert all(p in near for p in found if OSA.distance(key, p.key) <= most)
    assert PhraseFilter([]).candidates(key) == []
    assert phrase_index.letter_set(key) >= 0


@settings(max_examples=examples(100))
@given(st.lists(st.sampled_from(["a", "", "é", "\n", "\r", "\r\n", "\f", "\v", "\u2028"])))
def test_parts_are_the_lines(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = list(lines(text))
    assert [line.text for line in found] == split_lines(text)[: len(found)]
    assert all(text[line.start : line.end] == line.text for line in found)
    assert not any(split_lines(text)[len(found) :])


@settings(max_examples=examples(30))
@given(TEXTS, TEXTS)
def test_lines_that_are_kept_read_the_same_elsewhere(
    tagger: Tagger, rules: RuleSet, first: str, second: str
) -> None:
    tagger.tag(first)
    tagger.tag(second)
    assert tagger.tag(second + "\n" + first) == Tagger(rules).tag(second + "\n" + first)
