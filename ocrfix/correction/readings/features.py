"""Features of an option: the ranker's opinion, and how each reading agrees with it."""

from __future__ import annotations

import math

from rapidfuzz.distance import Indel

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.ngram_context import DIPLOMATIC_ENGLISH, bigram_pmi
from ocrfix.correction.readings.collation import AlignedReading, Collation, letters_of
from ocrfix.correction.readings.options import WordOption
from ocrfix.correction.words.candidate import KEEP
from ocrfix.lexicon.word import PERSON, PLACE
from ocrfix.text.casing import CAPITALIZED, CAPITALS, LOWER, case_shape

_MIN_LIKELIHOOD = -20.0
"""Log-likelihood below which a reading does not look like an option at all."""

_MIN_FREQUENCY = -20.0
"""Log probability below which words are equally rare."""

_CASE_WORDS = 4
"""Words on each side whose letter case is that of the passage."""

_MAX_ACRONYM_CHARS = 6

_SHORT = 3
"""Maximum length of words that dirt or a neighbor can easily turn into others."""


def option_features(
    annotated: AnnotatedTokens,
    target: WordInContext,
    collation: Collation,
    option: WordOption,
    is_suspect: bool,
) -> dict[str, float]:
    """Return the features of an option by name.

    Args:
        annotated: the tokens of the text.
        target: the word.
        collation: the other readings.
        option: the option.
        is_suspect: whether the word may be wrong, judging from this text alone.
    """
    found = _own_features(annotated, target, option, is_suspect)
    if not option.candidate.removes_word:
        found |= _context_features(annotated, target, collation, option)
    readings = [r for r in collation.aligned if r.spans[target.index] or r.lacks(target.index)]
    for reading in readings:
        for name, value in _reading_features(annotated, target, reading, option).items():
            found[name] = found.get(name, 0.0) + value / len(readings)
    return found


def _own_features(
    annotated: AnnotatedTokens, target: WordInContext, option: WordOption, is_suspect: bool
) -> dict[str, float]:
    """Return the features that no other reading is needed for."""
    candidate = option.candidate
    standing = "suspect" if is_suspect else "not suspect"
    found = {f"rank, {standing}": option.log_probability}
    if not candidate.removes_word:
        found |= _case_features(annotated, target, candidate.after)
    if candidate.kind == KEEP:
        found[f"keep, {standing}"] = 1.0
        if not target.word.flags:
            found["keep unknown"] = 1.0
        found["keep, noise here"] = annotated.noise_share(target.index)
        return found
    found[f"kind {candidate.kind}"] = 1.0
    if candidate.token_count > 1:
        found["joins"] = 1.0
    if candidate.removes_word:
        found["removes one letter"] = float(len(target.token.text) == 1)
    elif _digits(target.token.text) != _digits(candidate.after):
        found["digits differ"] = 1.0
    if option.proposed:
        confidence = min(max(option.proposed, 0.01), 0.99)
        found["proposed"] = 1.0
        found["proposed, log odds"] = math.log(confidence / (1 - confidence))
    return found


def _context_features(
    annotated: AnnotatedTokens, target: WordInContext, collation: Collation, option: WordOption
) -> dict[str, float]:
    """Return how well an option fits its neighbors, each as the reading has it where it fits best.

    The ranker's probability has its context too, but of this text alone, where the neighbors may
    be misread, and weighed for misreadings that no other reading confirms.
    """
    lexicon = annotated.lexicon
    words = [annotated.look_up(part) for part in option.candidate.after.split()]
    lefts, rights = [target.left], [target.right]
    for reading in collation.aligned:
        for near, found in ((target.index - 1, lefts), (target.index + 1, rights)):
            piece = reading.piece(near, near + 1) if 0 <= near < len(annotated.tokens) else None
            if piece is not None and not annotated.tokens[max(near, target.index)].sentence_start:
                found.append(annotated.look_up(piece))
    left = max(bigram_pmi(lexicon, DIPLOMATIC_ENGLISH, near, words[0]) for near in lefts)
    right = max(bigram_pmi(lexicon, DIPLOMATIC_ENGLISH, words[-1], near) for near in rights)
    seen, after = target.token.text.lower(), option.candidate.after.lower()
    return {
        "fits left": left,
        "fits right": right,
        "frequency": max(_MIN_FREQUENCY, sum(word.log_probability for word in words)) / 10,
        "similarity to first": Indel.normalized_similarity(seen, after),
    }


def _case_features(
    annotated: AnnotatedTokens, target: WordInContext, text: str
) -> dict[str, float]:
    """Return how the letter case of a text fits that of the words nearby."""
    shape = case_shape(text)
    if shape == CAPITALIZED and len(text) == 1:
        shape = CAPITALS
    capitals = lower = 0
    first = max(0, target.index - _CASE_WORDS)
    for token in annotated.tokens[first : target.index + _CASE_WORDS + 1]:
        if token is not target.token and len(token.text) > 1:
            near = case_shape(token.text)
            capitals += near == CAPITALS
            lower += near == LOWER
    if shape not in (LOWER, CAPITALS):
        share = capitals / (capitals + lower) if capitals + lower else 0.5
        return {f"case {shape}": 1.0, f"case {shape} among capitals": share}
    fitting, other = (capitals, lower) if shape == CAPITALS else (lower, capitals)
    share = fitting / (fitting + other) if fitting + other else 0.5
    return {f"case fits, {shape}": share, f"case fits alone, {shape}": float(share == 1.0)}


def _reading_features(
    annotated: AnnotatedTokens, target: WordInContext, reading: AlignedReading, option: WordOption
) -> dict[str, float]:
    """Return the features of an option by one other reading."""
    candidate = option.candidate
    index = target.index
    role = "keep" if candidate.kind == KEEP else "change"
    piece = reading.piece(index, index + candidate.token_count)
    if piece is None:
        if reading.lacks(index):
            return {f"lacks, {'removes' if candidate.removes_word else role}": 1.0}
        return {}
    if candidate.removes_word:
        return {"removes what is there": 1.0}
    noise = reading.noise_share(index)
    after, there = letters_of(candidate.after), letters_of(piece)
    found: dict[str, float] = {}
    likelihood = annotated.lexicon.confusions.log_likelihood(after, there)
    found["likelihood"] = max(_MIN_LIKELIHOOD, likelihood) / -_MIN_LIKELIHOOD
    found["likelihood, noise"] = found["likelihood"] * noise
    found["similarity"] = Indel.normalized_similarity(after.lower(), there.lower())
    neighbors = _agreeing_neighbors(annotated, target, reading)
    found["similarity, neighbors"] = found["similarity"] * neighbors
    if after == there:
        found[f"same, {role}"] = 1.0
        found[f"same, {role}, noise"] = noise
        found[f"same, {role}, neighbors"] = neighbors
        found[f"same, {_standing(annotated, candidate.after)}"] = 1.0
        if len(after) <= _SHORT:
            found[f"same, {role}, short"] = 1.0
        if _may_be_acronym(annotated, candidate.after):
            found[f"same, {role}, acronym"] = 1.0
        if reading.is_run_together(index, index + candidate.token_count):
            found[f"same, {role}, run together"] = 1.0
    elif after.lower() == there.lower():
        found[f"same but for case, {role}"] = 1.0
    else:
        found[f"differs, {role}"] = 1.0
        found[f"differs, {role}, similarity"] = found["similarity"]
        if len(after) <= _SHORT:
            found[f"differs, {role}, short"] = 1.0
    if after.replace(" ", "") == there.replace(" ", "") and after != there:
        found[f"same but for spaces, {role}"] = 1.0
    return found


def _standing(annotated: AnnotatedTokens, text: str) -> str:
    """Return what the dictionaries know of a text: a word, a name, a number or nothing."""
    words = [annotated.look_up(part) for part in text.split()]
    if text.isdecimal():
        return "number"
    if words and all(word.is_english for word in words):
        return "known"
    if words and all(word.flags & (PERSON | PLACE) for word in words):
        return "name"
    return "other" if words and all(word.flags for word in words) else "unknown"


def _may_be_acronym(annotated: AnnotatedTokens, text: str) -> bool:
    """Whether a text is in capitals, short, and no word of English."""
    return (
        1 < len(text) <= _MAX_ACRONYM_CHARS
        and text.isupper()
        and not annotated.look_up(text).is_english
    )


def _agreeing_neighbors(
    annotated: AnnotatedTokens, target: WordInContext, reading: AlignedReading
) -> float:
    """Return the share of the adjacent words that the reading has as they are here."""
    tokens = annotated.tokens
    near = [at for at in (target.index - 1, target.index + 1) if 0 <= at < len(tokens)]
    if not near:
        return 0.5
    return sum(reading.piece(at, at + 1) == tokens[at].text for at in near) / len(near)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
