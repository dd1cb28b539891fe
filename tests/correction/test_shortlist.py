"""Shortlist: candidates dropped early would never have been ranked."""

from __future__ import annotations

import pytest

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.shortlist import Shortlist, best_in_context, best_of, prescore
from ocrfix.correction.words.sources import CANDIDATE_SOURCES, find_candidates
from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.recase import recase
from ocrfix.text.tokens import TokenizedText

GARBLED = """
    tne cornmittee Embassv governrnent VVashington amhassador thc recieved Jolmson aad OEFICE wonld
    sccrctary polltical dle tlie Mnister lnterior MEM0RANDUM ncgotiation Ambassador's embassv's
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ensure_compiled())


def _candidate(after: str, score: float) -> Candidate:
    found = Candidate(0, 4, after, "misread")
    found.prescore = score
    return found


def test_the_best_are_kept_and_the_first_of_equals() -> None:
    candidates = [
        _candidate(f"{n:03}", score) for n, score in enumerate([-9.0, -5.0, -5.0, -7.0] * 20)
    ]
    shortlist = Shortlist("word")
    for candidate in candidates:
        shortlist.add(candidate)
    assert shortlist.best() == best_of(candidates)
    assert [candidate.after for candidate in shortlist.best()] == [
        f"{n:03}" for n in range(24) if n % 4 in (1, 2)
    ]
    assert shortlist.min_score == -5.0


def test_candidates_far_behind_the_best_are_dropped() -> None:
    shortlist = Shortlist("word")
    for candidate in (_candidate("best", -6.0), _candidate("far", -20.5)):
        shortlist.add(candidate)
    assert [r.after for r in shortlist.all()] == ["best"]


def test_the_neighbors_choose_among_many(lexicon: Lexicon) -> None:
    """Of the words near a short garble, those that fit the neighbors are ranked."""
    annotated = AnnotatedTokens(TokenizedText("one af the members"), lexicon)
    found = [candidate.after for candidate in find_candidates(annotated, annotated.at(1))]
    assert "of" in found[:2]
    assert len(found) <= 6


@pytest.mark.parametrize(
    ("sentence", "index", "candidate", "is_ranked"),
    [
        ("subject to the approval of the boars of directors", 6, "board", True),
        ("in the month of June the committee met", 4, "Jane", False),
        ("the members of the committee met", 2, "off", False),
    ],
)
def test_a_known_word_is_a_misreading_only_where_it_fits_worse(
    lexicon: Lexicon, sentence: str, index: int, candidate: str, is_ranked: bool
) -> None:
    annotated = AnnotatedTokens(TokenizedText(sentence), lexicon)
    found = [found.after for found in find_candidates(annotated, annotated.at(index))]
    assert (candidate in found) == is_ranked


def test_the_word_itself_and_duplicates_are_dropped() -> None:
    shortlist = Shortlist("word")
    first = _candidate("ward", -6.0)
    for candidate in (_candidate("word", -1.0), first, _candidate("ward", -5.0)):
        shortlist.add(candidate)
    assert shortlist.all() == [first]


@pytest.mark.parametrize("word", GARBLED.split())
def test_the_result_equals_a_full_search(lexicon: Lexicon, word: str) -> None:
    """No candidate is dropped early that would have been the best in its context."""
    annotated = AnnotatedTokens(TokenizedText(f"He saw the {word} of it."), lexicon)
    target = annotated.at(3)
    assert target.token.text == word
    small = word.lower()
    every = []
    for found, edits in lexicon.near_words(small, 1 if len(small) > 5 and target.word.flags else 2):
        known = lexicon.word(found)
        rare = known.log_probability < -13.5
        apart = found[0] != small[0]
        if rare and (len(small) < 5 or target.word.is_english):
            continue
        if edits == 2 and apart and word.istitle():
            continue
        for after in recase(found, word, known):
            if after != word:
                every.append(_candidate(after, prescore(annotated, word, after, "misread")))
    by_word = [
        r
        for source in CANDIDATE_SOURCES
        if not source.uses_neighbors
        for r in source.find(annotated, target)
    ]
    for candidate in by_word:
        if not candidate.prescore:
            candidate.prescore = prescore(annotated, word, candidate.after, candidate.kind)
    unique = {candidate.after: candidate for candidate in (*every, *reversed(by_word))}
    unique.pop(word, None)
    best = best_of(list(unique.values()))
    near = [candidate for candidate in best if candidate.prescore >= best[0].prescore - 14]
    expected = best_in_context(annotated, target, near)
    candidates = [r for r in find_candidates(annotated, target) if r.kind != KEEP and r.prescore]
    assert candidates[0].prescore == expected[0].prescore
    assert every
