"""Stray letters: dirt between two words that was read as a word, `particular t interest`."""

from __future__ import annotations

from ocrfix.correction.annotated_tokens import (
    NO_WORD,
    NUMBER,
    SENTENCE_START,
    AnnotatedTokens,
    WordInContext,
)
from ocrfix.correction.words.candidate import Candidate
from ocrfix.lexicon.ngrams import NgramCounts

_MAX_LETTERS = 3
_MAX_GAP_CHARS = 4
"""Maximum distance between a stray letter and its neighbors, in characters."""

_BOUND_AFTER = frozenset(".)]:/\\'’&%$#@")
"""Characters after a letter that make it a list item, an initial, or part of an office symbol."""

_BOUND_BEFORE = frozenset("([/\\&$#@'’\"“")
"""The same before a letter."""

_APPOSITION = ","
"""Between two commas a letter is a name in apposition: `the agent, T, was paid`."""


def find_candidates(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the removal of a word whose neighbors may have been adjacent."""
    candidates: list[Candidate] = []
    if not may_be_stray(annotated, target):
        return candidates
    token = target.token
    text = annotated.tokenized.text
    start = 0
    end = token.end - token.start
    if text[token.end : token.end + 1] == " ":
        end += 1
    elif text[token.start - 1 : token.start] == " ":
        start -= 1
    candidates.append(Candidate(start, end, "", "noise"))
    return candidates


def may_be_stray(annotated: AnnotatedTokens, target: WordInContext) -> bool:
    """Whether a word is so short, and its neighbors fit so well, that it may be dirt."""
    token = target.token
    text = token.text
    if len(text) > _MAX_LETTERS or not text.islower() or not text.isalpha():
        return (
            False  # a capital or a digit may identify one of several: `Minister X`, `all 4 sides`
        )
    left, right = target.left, target.right
    if right is NO_WORD or left is SENTENCE_START or not left.ngram_id or not right.ngram_id:
        return False
    if left is NUMBER or right is NUMBER:
        return False
    if not left.is_english or not right.is_english:
        return False
    tokenized = annotated.tokenized
    if annotated.lexicon.word_classes.get(text) == "shorthand":
        return False  # "meet w the Minister"
    if tokenized.char_after(token) in _BOUND_AFTER or tokenized.char_before(token) in _BOUND_BEFORE:
        return False
    tokens = tokenized.tokens
    before, after = tokens[target.index - 1], tokens[target.index + 1]
    if text in (before.text, after.text):
        return False  # "mark the box x x x"
    if token.start - before.end > _MAX_GAP_CHARS or after.start - token.end > _MAX_GAP_CHARS:
        return False
    if (
        tokenized.char_after(token)
        == _APPOSITION
        == tokenized.text[before.end : token.start].strip()
    ):
        return False
    counted: NgramCounts = annotated.lexicon.ngrams
    if counted.find_pair(left.ngram_id, right.ngram_id) < 0:
        return False
    # Where it fits both its neighbors it is a word.
    ngram_id = target.word.ngram_id
    if not ngram_id:
        return True
    fits = counted.bigram(left.ngram_id, ngram_id) >= 0
    fits = fits and counted.bigram(ngram_id, right.ngram_id) >= 0
    return not fits or len(text) == 1
