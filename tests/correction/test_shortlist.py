"""Shortlist: candidates dropped early would never have been ranked."""

from __future__ import annotations

import pytest

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.shortlist import Shortlist, best_of, near_best, prescore
from ocrfix.correction.words.sources import find_candidates
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
        _candidate(f"{n:02}", score) for n, score in enumerate([-9.0, -5.0, -5.0, -7.0] * 5)
    ]
    shortlist = Shortlist("word")
    for candidate in candidates:
        shortlist.add(candidate)
    assert shortlist.best() == best_of(candidates)
    assert [candidate.after for candidate in shortlist.best()] == [
        f"{n:02}" for n in (1, 2, 5, 6, 9, 10, 13, 14)
    ]
    assert shortlist.min_score == -5.0


def test_candidates_far_behind_the_best_are_dropped() -> None:
    shortlist = Shortlist("word")
    for candidate in (
        _candidate("near", -20.0),
        _candidate("best", -6.0),
        _candidate("far", -15.5),
    ):
        shortlist.add(candidate)
    assert [r.after for r in shortlist.all()] == ["near", "best"]
    assert [r.after for r in near_best(shortlist.best())] == ["best"]


def test_the_word_itself_and_duplicates_are_dropped() -> None:
    shortlist = Shortlist("word")
    first = _candidate("ward", -6.0)
    for candidate in (_candidate("word", -1.0), first, _candidate("ward", -5.0)):
        shortlist.add(candidate)
    assert shortlist.all() == [first]


@pytest.mark.parametrize("word", GARBLED.split())
def test_the_result_equals_a_full_search(lexicon: Lexicon, word: str) -> None:
    annotated = AnnotatedTokens(TokenizedText(f"He saw the {word} of it."), lexicon)
    target = annotated.at(3)
    assert target.token.text == word
    small = word.lower()
    near = lexicon.near_words(small, 1 if target.word.flags or len(small) < 5 else 2)
    every = []
    for found, edits in near:
        known = lexicon.word(found)
        if target.word.flags and known.log_probability <= target.word.log_probability:
            continue
        apart = found[0] != small[0]
        if edits == 2 and (len(found) < 4 or (apart and found[-1] != small[-1])):
            continue
        if edits == 2 and apart and word.istitle():
            continue
        for after in recase(found, word, known):
            if after != word:
                score = prescore(annotated, word, after, "misread")
                every.append((after, score))
    candidates = [r for r in find_candidates(annotated, target) if r.kind != KEEP and r.prescore]
    considered = dict(every) | {r.after: r.prescore for r in candidates}
    expected = near_best(best_of([_candidate(*one) for one in considered.items()]))
    assert [r.prescore for r in candidates] == [r.prescore for r in expected]
    assert len(every) > len(candidates) or len(every) < 8
