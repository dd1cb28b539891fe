"""Removal features: whether a short word was read from dirt, and its neighbors fit together."""

from __future__ import annotations

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.ngram_context import bigram_pmis
from ocrfix.correction.words.features.declarations import declare
from ocrfix.correction.words.linear_scorer import LinearScorer

_KIND = declare("kind noise", "removal", "the candidate that removes the word")
_PMI = declare(
    "removal, neighbors' PMI, diplomatic",
    "removal",
    "mutual information of the words before and after, in diplomatic English",
)
_PMI_RELEASES = declare(
    "removal, neighbors' PMI, releases",
    "removal",
    "mutual information of the words before and after, in released records",
)
_TRIGRAMS = declare(
    "removal, neighbors' trigram score",
    "removal",
    "log counts of the triples that the neighbors would form, added up",
)
_LENGTHS = (
    declare("removal, 1 letter", "removal", "a word of 1 letter"),
    declare("removal, 2 letters", "removal", "a word of 2 letters"),
    declare("removal, 3 letters", "removal", "a word of 3 letters"),
)
_ARTICLE = declare("removal, the article a", "removal", "the word `a`")
_KNOWN = declare("removal, known word", "removal", "an English word")
_PUNCTUATION = declare(
    "removal, punctuation beside it", "removal", "punctuation marks around the word, 3 at most"
)
_UPPER_NEIGHBORS = declare(
    "removal, upper-case neighbors", "removal", "both neighbors are in upper case"
)

_MAX_PUNCTUATION = 3


def add_removal_features(
    scorer: LinearScorer, annotated: AnnotatedTokens, target: WordInContext
) -> None:
    """Add the features of removing a word."""
    token, lexicon = target.token, annotated.lexicon
    left, right = target.left, target.right
    scorer.put(_KIND, 1.0)
    printed, released = bigram_pmis(lexicon, left, right)
    scorer.put(_PMI, printed)
    scorer.put(_PMI_RELEASES, released)
    trigrams = max(
        0.0, lexicon.ngrams.trigram(target.left2.ngram_id, left.ngram_id, right.ngram_id)
    )
    trigrams += max(
        0.0, lexicon.ngrams.trigram(left.ngram_id, right.ngram_id, target.right2.ngram_id)
    )
    scorer.put(_TRIGRAMS, trigrams)
    scorer.put(_LENGTHS[len(token.text) - 1], 1.0)
    if token.text == "a":
        scorer.put(_ARTICLE, 1.0)
    if target.word.is_english:
        scorer.put(_KNOWN, 1.0)
    text, tokens = annotated.tokenized.text, annotated.tokens
    gaps = (
        text[tokens[target.index - 1].end : token.start]
        + text[token.end : tokens[target.index + 1].start]
    )
    punctuation = sum(not c.isspace() for c in gaps)
    if punctuation:
        scorer.put(_PUNCTUATION, float(min(punctuation, _MAX_PUNCTUATION)))
    if target.left_text.isupper() and target.right_text.isupper():
        scorer.put(_UPPER_NEIGHBORS, 1.0)
