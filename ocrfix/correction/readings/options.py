"""Options: what a word may be, after all readings, the word as written being one of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.readings.collation import (
    ONE_LETTER_WORDS,
    AlignedReading,
    Collation,
    letters_of,
)
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.detection import needs_candidates
from ocrfix.correction.words.ranker import Ranker
from ocrfix.correction.words.sources import find_candidates
from ocrfix.edits import Edit
from ocrfix.text.tokens import Token

MIN_LOG_PROBABILITY = -12.0
"""The ranker's log probabilities below this mean the same: out of the question."""

_MAX_OPTIONS = 10
"""Options that the ranker finds more improbable are left out, unless a reading has them."""

_MAX_WORD_CHARS = 40


_MAX_SPECK_CHARS = 3

_MAX_JOINED = 3
"""Maximum number of words that are pieces of one."""

_MAX_GAP_CHARS = 3
"""How far apart two pieces of a word are at most."""


class WordOption(NamedTuple):
    """One text that a word may be.

    Attributes:
        candidate: the replacement.
        log_probability: natural log of the probability that the ranker gives it, from this text
            alone.
        proposed: the confidence of the edit that the word corrector proposes, where this is its
            replacement; otherwise 0.
    """

    candidate: Candidate
    log_probability: float
    proposed: float


def find_options(
    analysis: Analysis,
    collation: Collation,
    ranker: Ranker,
    index: int,
    proposal: Edit | None,
) -> list[WordOption]:
    """Return the options for a word, first the one that keeps it.

    Args:
        analysis: the text.
        collation: the other readings.
        ranker: the ranker of words.
        index: the index of the word.
        proposal: the edit that the word corrector proposes for it, from this text alone.
    """
    annotated = analysis.annotated
    target = annotated.at(index)
    token = target.token
    size = len(token.text)
    found: dict[tuple[int, int, str], Candidate] = {}
    if needs_candidates(annotated, target):
        for candidate in find_candidates(annotated, target):
            found[candidate.start, candidate.end, candidate.after] = candidate
    else:
        found[0, size, token.text] = Candidate(0, size, token.text, KEEP)
    if proposal is not None:
        start, end = proposal.start - token.start, proposal.end - token.start
        count = 2 if end > size + 1 else 1
        new = Candidate(start, end, proposal.after, proposal.kind, count)
        found.setdefault((start, end, proposal.after), new)
    read: set[str] = set()
    for reading in collation.aligned:
        for after in _replacements(annotated, target, reading):
            kind = _kind(token.text, after)
            found.setdefault((0, size, after), Candidate(0, size, after, kind))
        for joined in _joins(annotated, index, reading):
            found.setdefault((joined.start, joined.end, joined.after), joined)
        read.add(reading.piece(index, index + 1) or "")
        if _may_be_speck(token.text) and reading.lacks(index):
            if any(c.removes_word for c in found.values()):
                continue
            removal = _removal(analysis, index)
            found[removal.start, removal.end, ""] = removal
    return _ranked(analysis, target, ranker, list(found.values()), proposal, read)


def _ranked(
    analysis: Analysis,
    target: WordInContext,
    ranker: Ranker,
    candidates: list[Candidate],
    proposal: Edit | None,
    read: set[str],
) -> list[WordOption]:
    options: list[WordOption] = []
    evidence = analysis.document_evidence()
    for probability, candidate in ranker.rank(analysis.annotated, target, candidates, evidence):
        proposed = 0.0
        if proposal is not None and candidate.kind != KEEP:
            is_same = (
                candidate.after == proposal.after
                and candidate.start + target.token.start == proposal.start
            )
            proposed = proposal.confidence if is_same else 0.0
        log = max(MIN_LOG_PROBABILITY, _log(probability))
        if candidate.kind == KEEP:
            options.insert(0, WordOption(candidate, log, 0.0))
        elif len(options) < _MAX_OPTIONS or proposed or candidate.after in read:
            options.append(WordOption(candidate, log, proposed))
    return sorted(options, key=lambda option: option.candidate.kind != KEEP)


def _log(probability: float) -> float:
    return math.log(probability) if probability > 0 else MIN_LOG_PROBABILITY


def _replacements(
    annotated: AnnotatedTokens, target: WordInContext, reading: AlignedReading
) -> Iterable[str]:
    """Yield what another reading has for a word, and what that may be a misreading of."""
    piece = reading.piece(target.index, target.index + 1)
    if piece is None or len(piece) > _MAX_WORD_CHARS:
        return
    token = target.token
    if letters_of(piece) == letters_of(token.text):
        return
    if _is_clean(piece):
        yield piece
    if " " in piece:
        return
    other = Token(token.start, token.start + len(piece), piece, token.line, token.sentence_start)
    seen = WordInContext(
        other, target.index, annotated.look_up(piece), target.left2, target.left, target.right,
        target.right2, target.left_text, target.right_text, target.unknown_share,
    )  # fmt: skip
    if not needs_candidates(annotated, seen):
        return
    for candidate in find_candidates(annotated, seen):
        whole = candidate.start == 0 and candidate.end == len(piece)
        if candidate.kind != KEEP and whole and candidate.after not in ("", token.text):
            yield candidate.after


def is_in_pieces(annotated: AnnotatedTokens, index: int, collation: Collation) -> bool:
    """Whether another reading has one word for a word and the next one or two."""
    return any(True for reading in collation.aligned for _ in _joins(annotated, index, reading))


def _joins(annotated: AnnotatedTokens, index: int, reading: AlignedReading) -> Iterable[Candidate]:
    """Yield a word with the next one or two as one word, where another reading has one word."""
    tokens, text = annotated.tokens, annotated.tokenized.text
    token = tokens[index]
    for stop in range(index + 2, min(index + 2 + _MAX_JOINED - 1, len(tokens) + 1)):
        last = tokens[stop - 1]
        gap = text[tokens[stop - 2].end : last.start]
        if gap.strip(" ") or len(gap) > _MAX_GAP_CHARS:
            return
        piece = reading.piece(index, stop)
        if (
            piece is None
            or reading.is_in_pieces(index, stop)
            or not piece.isalpha()
            or not annotated.look_up(piece).flags
        ):
            continue
        are_words = all(_is_separate_word(annotated, at) for at in range(index, stop))
        if letters_of(text[token.start : last.end]).replace(" ", "") == piece:
            if are_words:
                continue  # "in to": many engines lose spaces
            kind = "spacing"
        else:
            kind = "misread"
        yield Candidate(0, last.end - token.start, piece, kind, stop - index)


def _is_separate_word(annotated: AnnotatedTokens, index: int) -> bool:
    """Whether a word is one of English by itself, and not a letter that came off another."""
    text = annotated.tokens[index].text
    return annotated.words[index].is_english and (len(text) > 1 or text in ONE_LETTER_WORDS)


def _is_clean(piece: str) -> bool:
    """Whether a piece of a reading has only letters, digits, spaces and apostrophes."""
    return all(c.isalnum() or c in " '’" for c in piece)


def _may_be_speck(text: str) -> bool:
    """Whether a word is so short that it may be dirt; numbers stay, as they may be of a list."""
    return len(text) <= _MAX_SPECK_CHARS and text.isalpha()


def _kind(seen: str, after: str) -> str:
    """Return the edit kind of a replacement that another reading suggests."""
    if seen.lower() == after.lower():
        return "case"
    if seen.replace(" ", "").lower() == after.replace(" ", "").lower():
        return "spacing"
    return "misread"


def _removal(analysis: Analysis, index: int) -> Candidate:
    """Return the removal of a word, with one space beside it."""
    token = analysis.annotated.tokens[index]
    text = analysis.text
    start, end = 0, token.end - token.start
    if text[token.end : token.end + 1] == " ":
        end += 1
    elif text[token.start - 1 : token.start] == " ":
        start -= 1
    return Candidate(start, end, "", "noise")
