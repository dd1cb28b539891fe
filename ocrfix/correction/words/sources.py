"""Candidate sources: the table of all sources of candidates for a word, and the search.

To add a source, write a module with a function that finds candidates and add a row to
:data:`CANDIDATE_SOURCES`. Its kind becomes an edit kind of the word corrector and gets a feature of
its own (``kind …``), which counts nothing until the weights are learned again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words import clipped, digits, letter_case, misread, spacing, stray
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.shortlist import Shortlist, best_in_context, best_of, prescore


class CandidateSource(NamedTuple):
    """One source of candidates.

    Attributes:
        kind: the edit kind of its candidates.
        find: returns the candidates for a word; most words of a text never come here, because
            :mod:`ocrfix.correction.words.detection` finds them in order. A candidate without a
            prescore gets one that takes it for a misreading: set one where the error is another.
        uses_neighbors: whether they depend on adjacent words. All others depend on the word,
            on whether a sentence may begin with it and, where letters may be lost, on whether it is
            at an edge of its line, and are cached.
        removes_word: whether its candidates remove the word; they have features of their own, and
            are not shortlisted.
        detects: finds words to correct that the general tests of detection would pass over; it is
            not called for longer known words in lower case, which are obviously fine.
    """

    kind: str
    find: Callable[[AnnotatedTokens, WordInContext], list[Candidate]]
    uses_neighbors: bool = False
    removes_word: bool = False
    detects: Callable[[AnnotatedTokens, WordInContext], bool] | None = None


CANDIDATE_SOURCES = (
    CandidateSource("clipped", clipped.find_candidates),
    CandidateSource("case", letter_case.find_candidates),
    CandidateSource("digits", digits.find_candidates),
    CandidateSource("spacing", spacing.find_splits),
    CandidateSource("misread", misread.find_candidates),
    CandidateSource("spacing", spacing.find_joins, uses_neighbors=True),
    CandidateSource(
        "noise",
        stray.find_candidates,
        uses_neighbors=True,
        removes_word=True,
        detects=stray.may_be_stray,
    ),
)
"""All sources. Where two find the same replacement, the first determines kind and prescore."""

WORD_KINDS = frozenset(source.kind for source in CANDIDATE_SOURCES)
"""The edit kinds of all sources."""

_BY_WORD = tuple(s for s in CANDIDATE_SOURCES if not s.uses_neighbors)
_BY_NEIGHBORS = tuple(s for s in CANDIDATE_SOURCES if s.uses_neighbors)
_NO_EDGE = (False, False)


def find_candidates(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the candidates for a word, first the one that keeps it."""
    token = target.token
    may_be_clipped = clipped.may_be_clipped(target)
    line_edges = clipped.line_edges(annotated, token) if may_be_clipped else _NO_EDGE
    key = (token.text, token.sentence_start, line_edges)
    cache = annotated.lexicon.candidate_cache
    by_word: list[Candidate] | None = cache.get(key)
    if by_word is None:
        by_word = _find_by_word(annotated, target)
        cache.put(key, by_word)
    replacements = by_word[1:]
    removals: list[Candidate] = []
    added = False
    for source in _BY_NEIGHBORS:
        for candidate in source.find(annotated, target):
            if candidate.removes_word:
                removals.append(candidate)
            else:
                if not candidate.prescore:
                    after, kind = candidate.after, candidate.kind
                    candidate.prescore = prescore(annotated, token.text, after, kind)
                replacements.append(candidate)
                added = True
    if added:
        replacements = best_of(replacements)
    return by_word[:1] + best_in_context(annotated, target, replacements) + removals


def _find_by_word(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the candidate that keeps a word, and the best that do not depend on its neighbors."""
    text = target.token.text
    shortlist = Shortlist(text)
    for source in _BY_WORD:
        for candidate in source.find(annotated, target):
            if not candidate.prescore:
                after, kind = candidate.after, candidate.kind
                candidate.prescore = prescore(annotated, text, after, kind)
            shortlist.add(candidate)
    return [Candidate(0, len(text), text, KEEP), *shortlist.best()]
