"""Words run together (`ofthe`, `his_mother`) and words pulled apart (`con tained`)."""

from __future__ import annotations

import re

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.segmentation.viterbi import run_together
from ocrfix.correction.words.candidate import Candidate
from ocrfix.lexicon.casing import CAPITALISED, shape
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.word import DIPLOMATIC, TITLE, Word

_SINGLE = frozenset({"a", "i"})
_SIGN = re.compile(r"(?<=[^\W_])[^\w\s]|_+")
_LONGEST = 40
_WIDEST_GAP = 3
_RARE = -10.5
_MOST_PARTS = 6
_SHORTEST_OF_THREE = 5


def parted(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the word in two or more."""
    offers: list[Candidate] = []
    token = target.token
    text = token.text
    if len(text) < 3 or len(text) > _LONGEST or not _may_be_parted(text, target.word):
        return offers
    found = []
    for cut in _cuts(annotated.lexicon, text):
        left, right = text[:cut], text[cut:]
        if not (right[0].isalnum() and left[-1].isalnum()):
            continue
        score = _likelihood(annotated.lexicon, left, right)
        if score is not None:
            found.append((-score, f"{left} {right}"))
    for match in _SIGN.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if left and right:
            score = _likelihood(annotated.lexicon, left, right)
            if score is not None:
                found.append((-score, f"{left} {right}"))
    found.sort()
    offered = [after for _, after in found[:3]]
    if len(text) >= _SHORTEST_OF_THREE:
        ways = run_together(annotated.lexicon, text, _MOST_PARTS)
        offered += [after for after in ways[:2] if after not in offered]
    for after in offered:
        offers.append(Candidate(0, len(token.text), after, "spacing"))
    return offers


def _cuts(lexicon: Lexicon, text: str) -> list[int]:
    """Return the places before which a word of the dictionaries may end."""
    small = text.lower()
    if lexicon.own_spellings or len(small) != len(text):
        return list(range(1, len(text)))
    return [len(word) for word in lexicon.beginnings(small) if len(word) < len(text)]


def _may_be_parted(text: str, word: Word) -> bool:
    """Whether a word is none, or a rare one: `toa`, and `isa` without the capital it has."""
    if not word.flags & DIPLOMATIC:
        return not word.flags or word.log_probability < _RARE
    return bool(word.flags & TITLE) and word.log_probability < _RARE and text.islower()


def _likelihood(lexicon: Lexicon, left: str, right: str) -> float | None:
    """Return how likely two words are, or nothing where one of them is none."""
    total = 0.0
    for part in (left.lower(), right.lower()):
        known = lexicon.word(part)
        if not known.is_english or (len(part) == 1 and part not in _SINGLE):
            return None
        total += known.log_probability
    return total


def next_to_join(annotated: AnnotatedTokens, target: WordInContext) -> str:
    """Return what joins a word with the next, and that next word; nothing where they stay apart.

    A blank or two may part halves of a word, a hyphen with a blank too; a hyphen alone is one that
    was typed.
    """
    tokens = annotated.tokenized.tokens
    if target.index + 1 >= len(tokens):
        return ""
    token, after = target.token, tokens[target.index + 1]
    if after.line != token.line or after.start - token.end > _WIDEST_GAP:
        return ""
    gap = annotated.tokenized.text[token.end : after.start]
    if not gap or gap == "-" or gap.strip(" ") not in ("", "-", "'"):
        return ""
    return gap + after.text


def joined(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the word joined with the next."""
    offers: list[Candidate] = []
    rest = next_to_join(annotated, target)
    if not rest:
        return offers
    token, after = target.token, annotated.tokenized.tokens[target.index + 1]
    next_word = annotated.words[target.index + 1]
    both = target.word.is_english and next_word.is_english
    if both and len(token.text) > 1 and len(after.text) > 1:
        return offers
    if after.text[0].isupper() and not token.text.isupper():
        return offers  # two names, or two words of a title
    if len(after.text) == 1 and target.word.is_english and shape(token.text) == CAPITALISED:
        return offers  # a name and the letter of another: `Rue d Artois`
    whole = token.text + after.text
    known = annotated.lexicon.word(whole.lower())
    if known.flags & DIPLOMATIC and len(whole) > 3 and whole.isalpha():
        offers.append(Candidate(0, after.end - token.start, whole, "spacing", token_count=2))
    return offers
