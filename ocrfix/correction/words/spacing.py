"""Words run together (`ofthe`, `his_mother`) and words pulled apart (`con tained`)."""

from __future__ import annotations

import re

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.segmentation.viterbi import split_run_together
from ocrfix.correction.words.candidate import Candidate
from ocrfix.correction.words.shortlist import prescore
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.word import DIPLOMATIC, ENGLISH, PERSON, TITLE, Word
from ocrfix.text.casing import CAPITALIZED, case_shape

_ONE_LETTER_WORDS = frozenset({"a", "i"})
_SYMBOL = re.compile(r"(?<=[^\W_])[^\w\s]|_+")
"""A symbol inside a word, which may be a misread space."""

_MIN_LENGTH_SPLIT = 3
_MAX_LENGTH_SPLIT = 40
"""Longer than any word, but not than several that run together."""

_MAX_SPLITS = 3
_RARE = -10.5
"""Log probability below which a known word may be two: 28 in a million."""

_MAX_PARTS = 6
_MIN_LENGTH_THREE_PARTS = 5
_MAX_SEGMENTATIONS = 2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MIN_PIECE_CHARS = 2
_MIN_PIECES_CHARS = 5
"""Minimum length of a piece of a word, and of both: shorter ones make words by chance."""
_RAREST_WHOLE = -13.0
"""Minimum log probability of a word in pieces that lost a letter: two in a million."""
_MAX_LENGTH_UNJOINED = 3
"""Two halves of a word this short are more likely two words."""

_MAX_GAP_CHARS = 3
"""How far apart two halves of a word are at most."""


def find_splits(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the word divided into two or more words."""
    candidates: list[Candidate] = []
    text = target.token.text
    if not _MIN_LENGTH_SPLIT <= len(text) <= _MAX_LENGTH_SPLIT:
        return candidates
    if not _may_be_split(text, target.word):
        return candidates
    found = []
    for cut in _cuts(annotated.lexicon, text):
        left, right = text[:cut], text[cut:]
        if not (right[0].isalnum() and left[-1].isalnum()):
            continue
        score = _log_probability(annotated.lexicon, left, right)
        if score is not None:
            found.append((-score, f"{left} {right}"))
    for match in _SYMBOL.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if left and right:
            score = _log_probability(annotated.lexicon, left, right)
            if score is not None:
                found.append((-score, f"{left} {right}"))
    found.sort()
    splits = [after for _, after in found[:_MAX_SPLITS]]
    if len(text) >= _MIN_LENGTH_THREE_PARTS:
        segmentations = split_run_together(annotated.lexicon, text, _MAX_PARTS)
        splits += [after for after in segmentations[:_MAX_SEGMENTATIONS] if after not in splits]
    for after in splits:
        candidates.append(Candidate(0, len(text), after, "spacing"))
    return candidates


def _cuts(lexicon: Lexicon, text: str) -> list[int]:
    """Return the offsets at which a word of the dictionaries may end."""
    lower = text.lower()
    if lexicon.user_spellings or len(lower) != len(text):
        return list(range(1, len(text)))
    return [len(word) for word in lexicon.words_at_start_of(lower) if len(word) < len(text)]


def _may_be_split(text: str, word: Word) -> bool:
    """Whether a word is unknown or rare: `toa`, and `isa` without the capital it has in print."""
    if not word.flags & DIPLOMATIC:
        return not word.flags or word.log_probability < _RARE
    return bool(word.flags & TITLE) and word.log_probability < _RARE and text.islower()


def _log_probability(lexicon: Lexicon, left: str, right: str) -> float | None:
    """Return the log probability of two adjacent words, or ``None`` if one is not a word."""
    total = 0.0
    for part in (left.lower(), right.lower()):
        known = lexicon.word(part)
        if not known.is_english or (len(part) == 1 and part not in _ONE_LETTER_WORDS):
            return None
        total += known.log_probability
    return total


def _may_join(annotated: AnnotatedTokens, target: WordInContext) -> bool:
    """Whether the gap after a word may be inside a word, and the next word its other half.

    A space or two may divide the halves of a word, also with a hyphen; a hyphen alone was typed.
    """
    tokens = annotated.tokens
    if target.index + 1 >= len(tokens):
        return False
    token, after = target.token, tokens[target.index + 1]
    if after.line != token.line or after.start - token.end > _MAX_GAP_CHARS:
        return False
    gap = annotated.tokenized.text[token.end : after.start]
    return gap not in ("", "-") and gap.strip(" ") in ("", "-", "'")


def find_joins(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the word joined with the next one, with a letter between them if one was lost."""
    candidates: list[Candidate] = []
    if not _may_join(annotated, target):
        return candidates
    token, after = target.token, annotated.tokens[target.index + 1]
    next_word = annotated.words[target.index + 1]
    is_pair = (
        target.word.is_english
        and next_word.is_english
        and min(len(token.text), len(after.text)) > 1
    )
    if is_pair and min(target.word.log_probability, next_word.log_probability) > _RARE:
        return candidates
    if after.text[0].isupper() and not token.text.isupper():
        return candidates  # two names, or two words of a title
    if len(after.text) == 1 and target.word.is_english and case_shape(token.text) == CAPITALIZED:
        return candidates  # a name and the first letter of another: `Rue d Artois`
    joined = token.text + after.text
    if not joined.isalpha():
        return candidates
    end = after.end - token.start
    known = annotated.lexicon.word(joined.lower())
    if joined.islower() and known.flags & (ENGLISH | PERSON) == PERSON:
        return candidates  # a name would have a capital: `la calle`, beside `Lacalle`
    if known.flags & DIPLOMATIC and len(joined) > _MAX_LENGTH_UNJOINED:
        wholes = [] if is_pair else [joined]
    else:
        wholes = with_lost_letter(annotated.lexicon, token.text, after.text)
    for whole in wholes:
        candidate = Candidate(0, end, whole, "spacing", token_count=2)
        if whole != joined:
            candidate.prescore = prescore(annotated, joined, whole, "spacing")
            candidate.prescore += annotated.lexicon.confusions.log_likelihood(whole, joined)
        candidates.append(candidate)
    return candidates


def with_lost_letter(lexicon: Lexicon, left: str, right: str) -> list[str]:
    """Return the words of which two pieces are left, with a letter lost between them.

    One of the two must be rarer than the word, because common words are beside each other for other
    reasons. No names are made: pieces of other names are like them.

    >>> from ocrfix.dictionaries.store import ensure_compiled
    >>> from ocrfix.lexicon import Lexicon
    >>> lexicon = Lexicon(ensure_compiled())
    >>> with_lost_letter(lexicon, "Sen", "tor"), with_lost_letter(lexicon, "the", "men")
    (['Senator'], [])
    """
    if min(len(left), len(right)) < _MIN_PIECE_CHARS or len(left) + len(right) < _MIN_PIECES_CHARS:
        return []
    key = (left, right)  # asked for by the detector, for candidates, and by a veto
    cache = lexicon.candidate_cache
    known: list[str] | None = cache.get(key)
    if known is not None:
        return known
    found: list[str] = []
    lower_left, lower_right = left.lower(), right.lower()
    rarer = min(lexicon.word(lower_left).log_probability, lexicon.word(lower_right).log_probability)
    for letter in _LETTERS:
        word = lexicon.word(f"{lower_left}{letter}{lower_right}")
        if word.log_probability <= max(rarer, _RAREST_WHOLE):
            continue
        if word.flags & (DIPLOMATIC | PERSON) == DIPLOMATIC:
            found.append(left + (letter.upper() if right.isupper() else letter) + right)
    cache.put(key, found)
    return found
