"""Stray letters: dirt between two words read as a word, `particular t interest`."""

from __future__ import annotations

from ocrfix.correction.annotated_tokens import (
    NO_WORD,
    NUMBER,
    SENTENCE_START,
    AnnotatedTokens,
    WordInContext,
)
from ocrfix.correction.ngram_context import COLLECTION, DIPLOMATIC_ENGLISH, bigram_pmi
from ocrfix.correction.words.candidate import Candidate
from ocrfix.lexicon.ngrams import SideBySide

_LONGEST = 3
_WIDEST_GAP = 4
_BINDING = frozenset(".)]:/\\'’&%$#@")
"""A sign after a letter that makes it a mark of a list, an initial, or part of an office symbol."""

_OPENING = frozenset("([/\\&$#@'’\"“")

_SET_OFF = ","
"""Between two of these a letter is a name put beside another: `the agent, T, was paid`."""


def find_candidates(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the text without the word, where its neighbours may have stood side by side."""
    offers: list[Candidate] = []
    if not suspected(annotated, target):
        return offers
    token = target.token
    text = annotated.tokenized.text
    start = 0
    end = token.end - token.start
    if text[token.end : token.end + 1] == " ":
        end += 1
    elif text[token.start - 1 : token.start] == " ":
        start -= 1
    offers.append(Candidate(start, end, "", "noise"))
    return offers


def suspected(annotated: AnnotatedTokens, target: WordInContext) -> bool:
    """Whether a word is so short, and its neighbours fit so well, that it may be dirt."""
    token = target.token
    text = token.text
    if len(text) > _LONGEST or not text.islower() or not text.isalpha():
        return False  # a capital or a figure may say which: `Minister X`, `all 4 sides`
    left, right = target.left, target.right
    if right is NO_WORD or left is SENTENCE_START or not left.ngram_id or not right.ngram_id:
        return False
    if left is NUMBER or right is NUMBER:
        return False
    if not left.is_english or not right.is_english:
        return False
    tokenized = annotated.tokenized
    if annotated.lexicon.grammar.get(text) == "shorthand":
        return False  # "meet w the Minister"
    if tokenized.char_after(token) in _BINDING or tokenized.char_before(token) in _OPENING:
        return False
    tokens = tokenized.tokens
    before, after = tokens[target.index - 1], tokens[target.index + 1]
    if token.start - before.end > _WIDEST_GAP or after.start - token.end > _WIDEST_GAP:
        return False
    if tokenized.char_after(token) == _SET_OFF == tokenized.text[before.end : token.start].strip():
        return False
    lexicon = annotated.lexicon
    counted: SideBySide = lexicon.side_by_side
    side_by_side = (
        counted.pair(left.ngram_id, right.ngram_id) >= 0
        or counted.collected(left.ngram_id, right.ngram_id) >= 0
    )
    if not side_by_side:
        return False
    # Where it fits both its neighbours it is a word.
    number = target.word.ngram_id
    if not number:
        return True
    fits = counted.pair(left.ngram_id, number) >= 0 and counted.pair(number, right.ngram_id) >= 0
    return not fits or len(text) == 1


def measured(annotated: AnnotatedTokens, target: WordInContext) -> dict[str, float]:
    """Return the features of taking the word out."""
    token, lexicon = target.token, annotated.lexicon
    text = token.text
    found = {"kind noise": 1.0}
    found["gap closes, diplomatic"] = bigram_pmi(
        lexicon, DIPLOMATIC_ENGLISH, target.left, target.right
    )
    found["gap closes, collection"] = bigram_pmi(lexicon, COLLECTION, target.left, target.right)
    trigram_score = max(
        0.0, lexicon.triple(target.left2.ngram_id, target.left.ngram_id, target.right.ngram_id)
    )
    trigram_score += max(
        0.0, lexicon.triple(target.left.ngram_id, target.right.ngram_id, target.right2.ngram_id)
    )
    found["gap closes, triples"] = trigram_score
    found[f"stray, {len(text)} letters"] = 1.0
    if text == "a":
        found["stray, a word of one letter"] = 1.0
    if target.word.is_english:
        found["stray known"] = 1.0
    tokenized = annotated.tokenized
    tokens = tokenized.tokens
    gaps = (
        tokenized.text[tokens[target.index - 1].end : token.start]
        + tokenized.text[token.end : tokens[target.index + 1].start]
    )
    odd = sum(not c.isspace() for c in gaps)
    if odd:
        found["stray among signs"] = float(min(odd, 3))
    if target.left_text.isupper() and target.right_text.isupper():
        found["stray among capitals"] = 1.0
    return found
