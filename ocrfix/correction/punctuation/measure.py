"""Measuring the features of the candidates of a gap, declared in :mod:`.features`."""

from __future__ import annotations

import math
from typing import Any

from ocrfix.correction.annotated_tokens import NUMBER
from ocrfix.correction.ngram_context import DIPLOMATIC_ENGLISH, bigram_pmi, bigram_pmis
from ocrfix.correction.punctuation.context import MAX_QUIET_NOISE, AnnotatedGaps
from ocrfix.correction.punctuation.features import (
    BIGRAM,
    COMMAS_NEARBY,
    CONFUSION_RATE,
    CURLY_QUOTES,
    HYPHEN_REMOVED,
    JOINED_IS_WORD,
    KINDS_BESIDE,
    LEFT_ABBREVIATION,
    LEFT_CLASS,
    LEFT_COMMON,
    LEFT_UNKNOWN,
    LEFT_WORD,
    NOISE,
    OPENING_BIGRAM,
    OPENING_TRIGRAM,
    PAIRED_BRACKET_REMOVED,
    PAIRED_QUOTE_REMOVED,
    QUIET,
    QUOTE_REMOVED,
    RELEASE_BIGRAM,
    RIGHT_CLASS,
    RIGHT_UNKNOWN,
    RIGHT_WORD,
    STOPS_NEARBY,
    STRAIGHT_QUOTES,
    TRIGRAMS,
    TRUST,
    TRUST_PROBABILITY,
    TRUST_QUIET,
    UNCHANGED,
    UNKNOWN_IN_LINE,
    UNPAIRED_BRACKET_REMOVED,
    WORDS_SINCE_STOP,
)
from ocrfix.correction.punctuation.gaps import INNER, LEADING, Gap, word_after, word_before
from ocrfix.correction.punctuation.position import KIND_PAIRS, WORD_KINDS, word_kind
from ocrfix.correction.punctuation.scorer import CandidateScorer
from ocrfix.correction.punctuation.separator import GapCandidate
from ocrfix.lexicon.word import ABBREVIATION
from ocrfix.system.cache import Cache

REACH_CHARS = 450
"""A correction depends on at most this much of the text before and after its gap."""

_FREQUENT = -5.2
"""Words at least this likely (log) have features of their own."""
_COMMON = -6.0
"""Words at least this likely (log) are common."""
_MIN_PMI = -4.0
"""Minimum score of a word pair: a rarer one is no stronger evidence against a gap."""
_MIN_PROBABILITY = 1e-6
_MAX_CACHED_NAMES = 2_500

_KINDS_BESIDE = [KINDS_BESIDE.format(kinds=kinds) for kinds in KIND_PAIRS]
_LOGS = [math.log1p(count) for count in range(REACH_CHARS)]

_names: dict[str, Cache] = {
    template: Cache(_MAX_CACHED_NAMES)
    for template in (LEFT_WORD, RIGHT_WORD, LEFT_CLASS, RIGHT_CLASS)
}
"""The names of features with a word in them, by template and word."""

# C constants in compiled code, which other modules cannot import.
_MAX_QUIET_NOISE = MAX_QUIET_NOISE
_KINDS = len(WORD_KINDS)


def measure_candidates(
    scorer: CandidateScorer,
    gaps: AnnotatedGaps,
    number: int,
    candidates: list[GapCandidate],
    found: list[Any],
) -> None:
    """Append the score of each candidate of a gap, or its features where the scorer records them.

    Args:
        scorer: what adds up the features or records them.
        gaps: the gaps of the text.
        number: the index of the gap.
        candidates: its candidates.
        found: the list to append to.
    """
    gap, separator = gaps.gaps[number], gaps.separators[number]
    kinds = word_kind(gap.left) * _KINDS + word_kind(gap.right)
    position = gaps.position(number)
    scorer.start_gap()
    _measure_gap(scorer, gaps, number, kinds)
    noise = math.log1p(gaps.noise(number))
    unknown_share = gaps.annotated.unknown_share(gap.line)
    curly = _log_count(gaps.marks.curly_quotes(gap.start))
    straight = _log_count(gaps.marks.straight_quotes(gap.start))
    for candidate in candidates:
        scorer.start_candidate()
        for symbol in candidate.symbols:
            scorer.add_symbol(symbol)
        scorer.put(candidate.layout, 1.0)
        scorer.put(candidate.layout_between(kinds), 1.0)
        scorer.put(CONFUSION_RATE, gaps.confusions.log_rate(separator, candidate, position))
        if candidate.is_unchanged:
            scorer.put(UNCHANGED, 1.0)
        else:
            scorer.put(NOISE, noise)
            if noise < _MAX_QUIET_NOISE:
                scorer.put(QUIET, 1.0)
            scorer.put(CURLY_QUOTES, curly)
            scorer.put(STRAIGHT_QUOTES, straight)
            scorer.put(UNKNOWN_IN_LINE, unknown_share)
            _measure_change(scorer, gaps, gap, candidate, noise)
        found.append(scorer.score if scorer.adds_up else scorer.features)


def _measure_change(
    scorer: CandidateScorer, gaps: AnnotatedGaps, gap: Gap, candidate: GapCandidate, noise: float
) -> None:
    """Measure the changes that a candidate makes."""
    scorer.put(candidate.substitution, 1.0)
    scorer.put(candidate.substitution_noise, noise)
    if gap.position == INNER:
        scorer.put(candidate.substitution_inner, 1.0)
    elif gap.position == LEADING:
        scorer.put(candidate.substitution_leading, 1.0)
    else:
        scorer.put(candidate.substitution_trailing, 1.0)
    if noise < _MAX_QUIET_NOISE:
        scorer.put(candidate.substitution_quiet, 1.0)
    if candidate.removed_bracket:
        if gaps.marks.is_bracket_paired(gap, candidate.removed_bracket):
            scorer.put(PAIRED_BRACKET_REMOVED, 1.0)
        else:
            scorer.put(UNPAIRED_BRACKET_REMOVED, 1.0)
    if candidate.removes_hyphen and _is_beside_hyphen(gaps.text, gap):
        scorer.put(HYPHEN_REMOVED, 1.0)
    if candidate.removes_quote:
        scorer.put(QUOTE_REMOVED, 1.0)
        if gaps.marks.has_paired_quote(gap):
            scorer.put(PAIRED_QUOTE_REMOVED, 1.0)


def _is_beside_hyphen(text: str, gap: Gap) -> bool:
    """Whether one of the words beside a gap has a hyphen on its other side."""
    after, before = gap.end + len(gap.right), gap.start - len(gap.left) - 1
    return (after < len(text) and text[after] == "-") or (before >= 0 and text[before] == "-")


def _measure_gap(scorer: CandidateScorer, gaps: AnnotatedGaps, number: int, kinds: int) -> None:
    """Measure what all candidates of a gap share."""
    gap = gaps.gaps[number]
    scorer.put_shared(_KINDS_BESIDE[kinds], 1.0)
    if gap.left and gap.right:
        _measure_ngrams(scorer, gaps, gap)
    if gap.right:
        _measure_right_word(scorer, gaps, gap)
    if gap.left:
        _measure_left_word(scorer, gaps, gap)
    scorer.put_shared(WORDS_SINCE_STOP, _log_count(gaps.words_since_stop(number)))
    scorer.put_shared(STOPS_NEARBY, _log_count(gaps.stops_nearby(number)))
    scorer.put_shared(COMMAS_NEARBY, _log_count(gaps.commas_nearby(number)))
    word_class = gaps.word_classes.get(gap.right.lower())
    if word_class:
        scorer.put_shared(_name(RIGHT_CLASS, word_class), 1.0)


def _measure_ngrams(scorer: CandidateScorer, gaps: AnnotatedGaps, gap: Gap) -> None:
    """Measure how often the words around a gap are next to each other."""
    annotated, ngrams, text = gaps.annotated, gaps.ngrams, gaps.text
    left, right = annotated.look_up(gap.left), annotated.look_up(gap.right)
    before, after = gap.start - len(gap.left), gap.end + len(gap.right)
    left2 = right2 = gaps.no_word
    if not gap.left_on_other_line and before > 0 and text[before - 1] == " ":
        left2 = annotated.look_up(word_before(text, before - 1))
    if not gap.right_on_other_line and after < len(text) and text[after] == " ":
        right2 = annotated.look_up(word_after(text, after + 1))
    a, b = left.ngram_id, right.ngram_id
    if a and b:
        total = 0.0
        if left2.ngram_id:
            total += max(0.0, ngrams.trigram(left2.ngram_id, a, b))
        if right2.ngram_id:
            total += max(0.0, ngrams.trigram(a, b, right2.ngram_id))
        if total:
            scorer.put_shared(TRIGRAMS, total)
    if b and right2.ngram_id:
        opening = ngrams.trigram(gaps.sentence_start.ngram_id, b, right2.ngram_id)
        if opening > 0:
            scorer.put_shared(OPENING_TRIGRAM, opening)
    printed, released = bigram_pmis(annotated.lexicon, left, right)
    scorer.put_shared(BIGRAM, max(_MIN_PMI, printed))
    scorer.put_shared(RELEASE_BIGRAM, max(_MIN_PMI, released))


def _measure_right_word(scorer: CandidateScorer, gaps: AnnotatedGaps, gap: Gap) -> None:
    annotated = gaps.annotated
    right = annotated.look_up(gap.right)
    opening = bigram_pmi(annotated.lexicon, DIPLOMATIC_ENGLISH, gaps.sentence_start, right)
    scorer.put_shared(OPENING_BIGRAM, opening)
    if right is not NUMBER:
        if right.log_probability > _FREQUENT:
            scorer.put_shared(_name(RIGHT_WORD, gap.right), 1.0)
        if not right.is_english:
            scorer.put_shared(RIGHT_UNKNOWN, 1.0)


def _measure_left_word(scorer: CandidateScorer, gaps: AnnotatedGaps, gap: Gap) -> None:
    annotated = gaps.annotated
    left = annotated.look_up(gap.left)
    if left is not NUMBER:
        if left.log_probability > _FREQUENT:
            scorer.put_shared(_name(LEFT_WORD, gap.left), 1.0)
        elif left.log_probability > _COMMON:
            scorer.put_shared(LEFT_COMMON, 1.0)
    if left.flags & ABBREVIATION:
        scorer.put_shared(LEFT_ABBREVIATION, 1.0)
    if left is not NUMBER and not left.is_english:
        scorer.put_shared(LEFT_UNKNOWN, 1.0)
    word_class = gaps.word_classes.get(gap.left.lower())
    if word_class == "abbreviation":
        scorer.put_shared(LEFT_ABBREVIATION, 1.0)
    elif word_class:
        scorer.put_shared(_name(LEFT_CLASS, word_class), 1.0)
    whole = annotated.look_up(gap.left + gap.right)
    if whole.is_english and whole is not NUMBER:
        scorer.put_shared(JOINED_IS_WORD, 1.0)


def measure_trust(scorer: CandidateScorer, probability: float, is_quiet: bool) -> None:
    """Measure how far the most likely correction of a gap is to be trusted.

    Args:
        scorer: what adds up the features or records them.
        probability: the probability that the ranker gives to the correction.
        is_quiet: whether there are few likely misreadings nearby.
    """
    probability = min(max(probability, _MIN_PROBABILITY), 1 - _MIN_PROBABILITY)
    scorer.put(TRUST_PROBABILITY, math.log(probability / (1 - probability)))
    scorer.put(TRUST, 1.0)
    if is_quiet:
        scorer.put(TRUST_QUIET, 1.0)


def is_quiet(gaps: AnnotatedGaps, number: int) -> bool:
    """Whether there are few likely misreadings near a gap."""
    return math.log1p(gaps.noise(number)) < _MAX_QUIET_NOISE


def _log_count(count: int) -> float:
    """Return the natural log of 1 + a count."""
    if count < len(_LOGS):
        log: float = _LOGS[count]
        return log
    return math.log1p(count)


def _name(template: str, word: str) -> str:
    """Return the name of a feature that is about a word or its class."""
    names = _names[template]
    name: str | None = names.get(word)
    if name is None:
        name = template.format(word=word.lower())
        names.put(word, name)
    return name
