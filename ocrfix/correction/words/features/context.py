"""Context features: how well a candidate fits its neighbors and its line."""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import NO_WORD, AnnotatedTokens, WordInContext
from ocrfix.correction.ngram_context import (
    DIPLOMATIC_ENGLISH,
    RELEASES,
    pmi_of_pair,
    trigram_score,
)
from ocrfix.correction.words.candidate import KEEP, Candidate, candidate_words
from ocrfix.correction.words.features.declarations import declare
from ocrfix.correction.words.features.lexical import is_foreign_only, is_unusual_capital
from ocrfix.correction.words.linear_scorer import LinearScorer
from ocrfix.lexicon.ngrams import NgramCounts
from ocrfix.lexicon.word import Word
from ocrfix.text.casing import CAPITALIZED, CAPITALS, LOWER, case_number, case_shape

_CASE_PRIOR = 0.3
"""Occurrences added to a pair in each letter case: most pairs are found in three of four."""

_PMI_KNOTS = (-3.0, -1.2, 0.0, 2.0, 4.0)

_LEFT_PMI = declare(
    "left bigram PMI, diplomatic",
    "context",
    "mutual information with the word before, in diplomatic English",
    _PMI_KNOTS,
)
_RIGHT_PMI = declare(
    "right bigram PMI, diplomatic",
    "context",
    "mutual information with the word after, in diplomatic English",
    _PMI_KNOTS,
)
_LEFT_PMI_RELEASES = declare(
    "left bigram PMI, releases",
    "context",
    "mutual information with the word before, in released records",
    _PMI_KNOTS,
)
_RIGHT_PMI_RELEASES = declare(
    "right bigram PMI, releases",
    "context",
    "mutual information with the word after, in released records",
    _PMI_KNOTS,
)
_TRIGRAMS = declare(
    "trigram score", "context", "log counts of the triples with the neighbors, added up"
)
_UPPER_AMONG_LOWER = declare(
    "upper case, lower-case neighbors", "case", "upper case: neighbors in lower case, 0 to 2"
)
_UPPER_AMONG_UPPER = declare(
    "upper case, upper-case neighbors", "case", "upper case: neighbors in upper case, 0 to 2"
)
_LOWER_AMONG_UPPER = declare(
    "lower case, upper-case neighbors", "case", "lower case: neighbors in upper case, 0 to 2"
)
_TITLE_AMONG_UPPER = declare(
    "capitalized, upper-case neighbors", "case", "capitalized: neighbors in upper case, 0 to 2"
)
_TITLE_BESIDE_TITLE = declare(
    "capitalized mid-sentence, capitalized neighbor",
    "case",
    "capitalized inside a sentence though printed in lower case, but a neighbor is capitalized",
)
_FOREIGN_AMONG_FOREIGN = declare(
    "foreign only, foreign words nearby",
    "foreign language",
    "known only in other languages: log of the foreign words nearby, plus 1",
)

_LEFT_CASE = declare(
    "letter case after the word before",
    "case",
    "natural log of the share of this letter case in the pairs with the word before",
)
_LEFT_CASE_COUNT = declare(
    "pairs in this letter case, left",
    "case",
    "log of the pairs with the word before, both in this letter case, plus 1",
)
_RIGHT_CASE = declare(
    "letter case before the word after", "case", "the same share with the word after"
)
_RIGHT_CASE_COUNT = declare(
    "pairs in this letter case, right", "case", "the same pairs with the word after"
)

# Features with separate weights for the candidate that keeps the word.
_KEEP_LEFT_PMI = declare(
    "keep, left bigram PMI, diplomatic", "keep", "the same measure, of the word as written"
)
_KEEP_RIGHT_PMI = declare(
    "keep, right bigram PMI, diplomatic", "keep", "the same measure, of the word as written"
)
_KEEP_LEFT_PMI_RELEASES = declare(
    "keep, left bigram PMI, releases", "keep", "the same measure, of the word as written"
)
_KEEP_RIGHT_PMI_RELEASES = declare(
    "keep, right bigram PMI, releases", "keep", "the same measure, of the word as written"
)
_KEEP_TRIGRAMS = declare("keep, trigram score", "keep", "the same measure, of the word as written")
_KEEP_NOISE = declare(
    "keep, noise nearby", "noise nearby", "square root of the share of noise among the words nearby"
)
_KEEP_FOREIGN = declare(
    "keep, foreign words nearby", "foreign language", "log of the foreign words nearby, plus 1"
)
_KEEP_KNOWN_NOISE = declare(
    "keep known, noise nearby", "noise nearby", "the same as for any word, for an English word"
)
_KEEP_UNKNOWN_LINE = declare(
    "keep unknown, unknown share of line", "noise nearby", "share of unknown words on the line"
)
_KEEP_UNKNOWN_ISOLATED = declare(
    "keep unknown, no neighbors", "keep", "no word before or after it in its sentence"
)


class Surroundings:
    """The features shared by all candidates for a word: those of its neighbors and its line.

    Args:
        upper_neighbors: how many of the two neighbors are in upper case.
        lower_neighbors: how many are in lower case.
        capital_neighbor: whether one of them begins with a capital.
        log_foreign: natural log of the number of foreign words nearby, plus 1.
        root_noise: square root of the share of noise among the words nearby.
        is_isolated: whether there are no neighbors in its sentence.
        left_case: the :func:`~ocrfix.text.casing.case_number` of the word before.
        right_case: that of the word after.
    """

    def __init__(
        self,
        upper_neighbors: int,
        lower_neighbors: int,
        capital_neighbor: bool,
        log_foreign: float,
        root_noise: float,
        is_isolated: bool,
        left_case: int,
        right_case: int,
    ) -> None:
        self.upper_neighbors = upper_neighbors
        self.lower_neighbors = lower_neighbors
        self.capital_neighbor = capital_neighbor
        self.log_foreign = log_foreign
        self.root_noise = root_noise
        self.is_isolated = is_isolated
        self.left_case = left_case
        self.right_case = right_case


def surroundings(annotated: AnnotatedTokens, target: WordInContext) -> Surroundings:
    """Measure what all candidates for a word share."""
    left, right = target.left_text, target.right_text
    upper = lower = 0
    for text in (left, right):
        if len(text) > 1:
            case = case_shape(text)
            upper += case == CAPITALS
            lower += case == LOWER
    foreign = annotated.foreign_nearby(target.index)
    return Surroundings(
        upper,
        lower,
        left[:1].isupper() or right[:1].isupper(),
        math.log1p(foreign) if foreign else 0.0,
        math.sqrt(annotated.noise_share(target.index)),
        target.right is NO_WORD and target.left is NO_WORD,
        case_number(left),
        case_number(right),
    )


def add_context_features(
    scorer: LinearScorer,
    annotated: AnnotatedTokens,
    target: WordInContext,
    candidate: Candidate,
    around: Surroundings,
) -> None:
    """Add the features that depend on the position of a candidate."""
    words = candidate_words(annotated, candidate)
    first, last = words[0], words[-1]
    context = target
    if candidate.token_count == 2:  # it replaces the next word too
        context = target.with_right_context(annotated.at(target.index + 1))
    lexicon = annotated.lexicon
    counted: NgramCounts = lexicon.ngrams
    before, after = context.left, context.right
    left = right = left_releases = right_releases = 0.0
    left_pair = right_pair = -1
    if before.ngram_id and first.ngram_id:
        left_pair = counted.find_pair(before.ngram_id, first.ngram_id)
        left = pmi_of_pair(lexicon, DIPLOMATIC_ENGLISH, before, first, left_pair)
        left_releases = pmi_of_pair(lexicon, RELEASES, before, first, left_pair)
    if last.ngram_id and after.ngram_id:
        right_pair = counted.find_pair(last.ngram_id, after.ngram_id)
        right = pmi_of_pair(lexicon, DIPLOMATIC_ENGLISH, last, after, right_pair)
        right_releases = pmi_of_pair(lexicon, RELEASES, last, after, right_pair)
    trigrams = trigram_score(lexicon, context, first, last)
    scorer.put(_LEFT_PMI, left)
    scorer.put(_RIGHT_PMI, right)
    scorer.put(_LEFT_PMI_RELEASES, left_releases)
    scorer.put(_RIGHT_PMI_RELEASES, right_releases)
    if trigrams:
        scorer.put(_TRIGRAMS, trigrams)
    if left_pair >= 0 and context.left_text:
        _add_cased_pair(
            scorer, _LEFT_CASE, _LEFT_CASE_COUNT, counted, left_pair,
            before, around.left_case, first, candidate.first_case,
        )  # fmt: skip
    if right_pair >= 0 and context.right_text:
        right_case = around.right_case
        if context is not target:
            right_case = case_number(context.right_text)
        _add_cased_pair(
            scorer, _RIGHT_CASE, _RIGHT_CASE_COUNT, counted, right_pair,
            last, candidate.last_case, after, right_case,
        )  # fmt: skip
    _add_case(scorer, words, case_shape(candidate.after), target.token.sentence_start, around)
    if around.log_foreign and is_foreign_only(words):
        scorer.put(_FOREIGN_AMONG_FOREIGN, around.log_foreign)
    if candidate.kind == KEEP:
        scorer.put(_KEEP_LEFT_PMI, left)
        scorer.put(_KEEP_RIGHT_PMI, right)
        scorer.put(_KEEP_LEFT_PMI_RELEASES, left_releases)
        scorer.put(_KEEP_RIGHT_PMI_RELEASES, right_releases)
        if trigrams:
            scorer.put(_KEEP_TRIGRAMS, trigrams)
        _add_keep(scorer, target, first.is_english, around)


def _add_case(
    scorer: LinearScorer, words: list[Word], case: str, sentence_start: bool, around: Surroundings
) -> None:
    if case == CAPITALS:
        scorer.put(_UPPER_AMONG_LOWER, float(around.lower_neighbors))
        scorer.put(_UPPER_AMONG_UPPER, float(around.upper_neighbors))
    elif case == LOWER:
        scorer.put(_LOWER_AMONG_UPPER, float(around.upper_neighbors))
    elif case == CAPITALIZED:
        scorer.put(_TITLE_AMONG_UPPER, float(around.upper_neighbors))
        if around.capital_neighbor and is_unusual_capital(words, case, sentence_start):
            scorer.put(_TITLE_BESIDE_TITLE, 1.0)


def _add_cased_pair(
    scorer: LinearScorer,
    share: int,
    count: int,
    counted: NgramCounts,
    pair: int,
    first: Word,
    first_case: int,
    second: Word,
    second_case: int,
) -> None:
    """Add the features of two adjacent words in their letter cases."""
    pairs = counted.pairs.count_at(pair, 1)
    if pairs < 0.0:
        return
    cased = counted.cased_bigram(first.ngram_id, first_case, second.ngram_id, second_case)
    cased = math.exp(cased) if cased >= 0.0 else 0.0
    scorer.put(share, math.log((cased + _CASE_PRIOR) / (math.exp(pairs) + 1.0)))
    scorer.put(count, math.log1p(cased))


def _add_keep(
    scorer: LinearScorer, target: WordInContext, known: bool, around: Surroundings
) -> None:
    scorer.put(_KEEP_NOISE, around.root_noise)
    if around.log_foreign:
        scorer.put(_KEEP_FOREIGN, around.log_foreign)
    if known:
        scorer.put(_KEEP_KNOWN_NOISE, around.root_noise)
        return
    scorer.put(_KEEP_UNKNOWN_LINE, target.unknown_share)
    if around.is_isolated:
        scorer.put(_KEEP_UNKNOWN_ISOLATED, 1.0)
