"""Error-model features: how likely the damage is that would make the text of the candidate."""

from __future__ import annotations

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import Candidate
from ocrfix.correction.words.features.declarations import declare
from ocrfix.correction.words.features.lexical import log_probability
from ocrfix.correction.words.features.typing_errors import add_typing_error_features
from ocrfix.correction.words.linear_scorer import LinearScorer
from ocrfix.correction.words.sources import CANDIDATE_SOURCES
from ocrfix.lexicon.alignment import misreadings
from ocrfix.text.casing import is_name_shaped

_KINDS = {
    kind: declare(f"kind {kind}", "kind", f"a candidate of the edit kind {kind}")
    for kind in dict.fromkeys(
        source.kind for source in CANDIDATE_SOURCES if not source.removes_word
    )
}
_MISREADING = declare(
    "misreading log probability",
    "misreading",
    "natural log of how likely an OCR engine reads the candidate as the text",
    (-16.0, -12.0, -9.0, -7.0, -5.5),
)
_MISREADING_BY_LENGTH = declare(
    "misreading log probability by length", "misreading", "the same, divided by the text's length"
)
_FIRST_LETTER = declare("first letter changed", "misreading", "the first letter is another")
_TO_2_LETTERS = declare("misread, to 2 letters", "misreading", "candidate of 1 or 2 letters")
_TO_3_LETTERS = declare("misread, to 3 letters", "misreading", "candidate of 3 letters")
_TO_5_LETTERS = declare("misread, to 4 or 5 letters", "misreading", "candidate of 4 or 5 letters")
_LENGTH_DIFFERENCE = declare(
    "misread, length difference", "misreading", "characters more or fewer than the text"
)
_NAME_CHANGED = declare("misread, name-like", "names", "the text is written like a name")
_NAME_RUNS_CHANGED = declare(
    "misread, name-like mid-sentence, runs changed",
    "names",
    "runs of letters changed in a text written like a name, inside a sentence",
)
_LETTERS_LOST = declare("clipped, letters lost", "clipped", "letters lost at the margin")
_COMPLETION_SHARE = declare(
    "clipped, log share of completions",
    "clipped",
    "natural log of the word's share in the probability of all words that complete the text",
)
_CLIPPED_AT_START = declare("clipped at the start", "clipped", "the first letters are lost")
_SPLIT = declare("split", "spacing", "the text is divided into words")
_SPLIT_SHORT = declare("split, part of 1 or 2 letters", "spacing", "a part has 1 or 2 letters")
_SPLIT_COMMON = declare("split, all parts common", "spacing", "all parts are common words")
_UNKNOWN_HALVES = declare(
    "join, unknown halves", "spacing", "how many of the two words joined are unknown, 0 to 2"
)
_JOIN_MISREAD = declare(
    "join, misreading log probability",
    "spacing",
    "natural log of how likely the two halves, joined, are the word with a letter misread",
)
_HALVES_LOG_PROBABILITY = declare(
    "join, log probability of halves",
    "spacing",
    "natural log of the probability of the two words joined, added up",
)

_COMMON_PART = -7.0
"""Log probability from which part of a divided word is common: nine in ten thousand."""

_SHORT_PART = 2
"""Parts of a divided word with at most this many letters are short."""


def add_error_features(
    scorer: LinearScorer, annotated: AnnotatedTokens, target: WordInContext, candidate: Candidate
) -> None:
    """Add the features of the damage that would make the text of the candidate."""
    scorer.put(_KINDS[candidate.kind], 1.0)
    if candidate.kind == "spacing":
        _add_spacing(scorer, annotated, target, candidate)
        return
    after = candidate.after
    seen = target.token.text
    if candidate.token_count > 1:
        seen = _replaced_text(annotated, target, candidate)
    log_likelihood = annotated.lexicon.confusions.log_likelihood(after, seen)
    scorer.put(_MISREADING, log_likelihood)
    scorer.put(_MISREADING_BY_LENGTH, log_likelihood / len(seen))
    if after[0].lower() != seen[0].lower():
        scorer.put(_FIRST_LETTER, 1.0)
    if candidate.kind == "misread":
        _add_misread(scorer, annotated, target, after, seen)
    elif candidate.kind == "clipped":
        scorer.put(_LETTERS_LOST, float(len(after) - len(seen)))
        scorer.put(_COMPLETION_SHARE, candidate.log_share)
        if not after.lower().startswith(seen.lower()):
            scorer.put(_CLIPPED_AT_START, 1.0)


def _add_misread(
    scorer: LinearScorer, annotated: AnnotatedTokens, target: WordInContext, after: str, seen: str
) -> None:
    size = len(after)
    if size <= 2:
        scorer.put(_TO_2_LETTERS, 1.0)
    elif size == 3:
        scorer.put(_TO_3_LETTERS, 1.0)
    elif size <= 5:
        scorer.put(_TO_5_LETTERS, 1.0)
    if size != len(seen):
        scorer.put(_LENGTH_DIFFERENCE, abs(float(size - len(seen))))
    if is_name_shaped(seen):
        scorer.put(_NAME_CHANGED, 1.0)
        if not target.token.sentence_start:
            scorer.put(_NAME_RUNS_CHANGED, float(len(misreadings(after, seen))))
    add_typing_error_features(scorer, after, seen, annotated.lexicon.keyboard)


def _add_spacing(
    scorer: LinearScorer, annotated: AnnotatedTokens, target: WordInContext, candidate: Candidate
) -> None:
    if candidate.token_count == 1:
        scorer.put(_SPLIT, 1.0)
        parts = candidate.after.split(" ")
        if min([len(part) for part in parts]) <= _SHORT_PART:
            scorer.put(_SPLIT_SHORT, 1.0)
        if min([annotated.look_up(part).log_probability for part in parts]) > _COMMON_PART:
            scorer.put(_SPLIT_COMMON, 1.0)
        return
    halves = _replaced_text(annotated, target, candidate).split(" ")
    words = [annotated.look_up(halves[0]), annotated.look_up(halves[-1])]
    joined = halves[0] + halves[-1]
    if joined != candidate.after:
        log_likelihood = annotated.lexicon.confusions.log_likelihood(candidate.after, joined)
        scorer.put(_JOIN_MISREAD, log_likelihood)
    unknown = 0
    for word in words:
        unknown += not word.is_english
    scorer.put(_UNKNOWN_HALVES, float(unknown))
    scorer.put(_HALVES_LOG_PROBABILITY, log_probability(words))


def _replaced_text(annotated: AnnotatedTokens, target: WordInContext, candidate: Candidate) -> str:
    """Return the text that a candidate would replace."""
    start = target.token.start
    text: str = annotated.tokenized.text
    return text[start + candidate.start : start + candidate.end]
