"""Misread words: dictionary words within one or two edits of the text."""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import Candidate
from ocrfix.correction.words.shortlist import Shortlist, floored, prescore
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.recase import cased_forms, recase
from ocrfix.lexicon.word import PERSON, PLACE, TITLE, Word
from ocrfix.text.accents import strip_accents
from ocrfix.text.casing import case_shape, is_name_shaped

_MIN_LENGTH_ANCHORED = 4
"""From this length on, one edit leaves the first or the last letter as it was."""

_MIN_LENGTH_TWO_EDITS = 2
"""Minimum length for two edits: one letter may be any word."""

_MIN_LENGTH_RARE = 5
_MIN_LOG_PROBABILITY = -13.5
"""Shorter words, and known ones, are only ever a word at least this probable (1.4 in a million):
they have too many neighbors."""

_MAX_NEIGHBORS = 48
"""Neighbors of a word that are compared letter by letter. Short words have hundreds."""

_MIN_LENGTH_POSSESSIVE = 5


def find_candidates(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the most probable dictionary words that an engine may have misread as this one.

    Each has its prescore; what cannot reach the shortlist is dropped before it is constructed.
    """
    token = target.token
    text = token.text
    word = text.lower().replace("’", "'")
    lexicon = annotated.lexicon
    confusions = lexicon.confusions
    spellings = lexicon.user_spellings
    case = case_shape(text)
    is_name_like = is_name_shaped(text) and not token.sentence_start
    has_accents = not word.isascii()
    shortlist = Shortlist(text)
    is_short = len(word) < _MIN_LENGTH_RARE or target.word.is_english
    least = _MIN_LOG_PROBABILITY if is_short else -math.inf
    for edits, found, log_probability, flags in _neighbors(lexicon, word, target.word, least):
        base = floored(log_probability)
        if base + confusions.max_log_likelihood < shortlist.min_score:
            continue
        if edits > 1 and is_name_like and found[0] != word[0]:
            continue  # `Dewald` beside `Oswald`: another name, as likely as not
        if (
            has_accents
            and strip_accents(word) == found
            and _may_be_accented(lexicon.word(found), target.word, is_name_like)
        ):
            continue
        for after in cased_forms(found, text, case, flags, spellings.get(found, "")):
            if after.isascii() and " " not in after:
                score = base + confusions.log_likelihood(after, text)
            else:
                score = prescore(annotated, text, after, "misread")
            if score >= shortlist.min_score:
                shortlist.add(_candidate(text, after, score))
    for found in _lookalikes(lexicon, word):
        for after in recase(found, text, lexicon.word(found)):
            score = prescore(annotated, text, after, "misread")
            shortlist.add(_candidate(text, after, score))
    if word.endswith("'s") and len(word) >= _MIN_LENGTH_POSSESSIVE:
        stem = word[:-2]
        for found, _ in lexicon.near_words(stem, 1):
            for after in recase(found, text[:-2], lexicon.word(found)):
                after += text[-2:]
                score = prescore(annotated, text, after, "misread")
                shortlist.add(_candidate(text, after, score))
    return shortlist.all()


def _may_be_accented(plain: Word, accented: Word, is_name_like: bool) -> bool:
    """Whether the accents that a word has more than a dictionary word may belong to it.

    A name keeps its accents, also where it is a common word without them: `Miss Moré`. A word that
    is always capitalized, such as `September`, has none, unless a dictionary has it so, too.
    """
    if plain.flags & (PERSON | PLACE) or (is_name_like and plain.person_references):
        return True
    if is_name_like and not plain.flags & TITLE:
        return True  # a name that without accents would be a common word: `Somé`
    return bool(plain.flags & TITLE and accented.flags)


def _neighbors(
    lexicon: Lexicon, word: str, known: Word, least: float
) -> list[tuple[int, str, float, int]]:
    """Return the words that are similar and probable enough, the most promising first."""
    if len(word) < _MIN_LENGTH_TWO_EDITS or known.is_english:
        is_anchored = len(word) >= _MIN_LENGTH_ANCHORED
        return lexicon.neighbors(word, 1, is_anchored, least, _MAX_NEIGHBORS)
    return lexicon.neighbors(word, 2, False, least, _MAX_NEIGHBORS)


def _with_lookalikes(lexicon: Lexicon, word: str) -> list[str]:
    """Return a word with each run of letters that looks like another in its place."""
    variants: list[str] = []
    for meant, seen in lexicon.letter_lookalikes:
        at = word.find(seen)
        while at >= 0:
            variants.append(word[:at] + meant + word[at + len(seen) :])
            at = word.find(seen, at + 1)
    return variants


def _lookalikes(lexicon: Lexicon, word: str) -> list[str]:
    """Return the words that differ by one run of letters that looks like another.

    `narne` is two edits from `name`, and a list has it as a name; yet it is more likely `name`, as
    every reader sees.
    """
    return [found for found in _with_lookalikes(lexicon, word) if lexicon.word(found).is_english]


def _candidate(text: str, after: str, score: float) -> Candidate:
    candidate = Candidate(0, len(text), after, "misread")
    candidate.prescore = score
    return candidate
