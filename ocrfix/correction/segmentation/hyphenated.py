r"""Misread words hyphenated at a line end: `inter-\nnaticnal`, `interna=\ntional`.

The line end is not changed. Both halves are looked up as one word, and a misreading is corrected in
the half that has it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.models import Models
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.edits import Edit
from ocrfix.lexicon import Lexicon
from ocrfix.text import lazy_regex
from ocrfix.text.casing import CAPITALIZED, CAPITALS, LOWER, capitalize, case_shape
from ocrfix.text.tokens import Token

_MIN_WORD_CHARS = 6
_MIN_HALF_CHARS = 2
_MAX_COMMON_HALF_CHARS = 3
"""A longer half that is an English word is not corrected."""
_MIN_TWO_EDITS_CHARS = 9
"""A word from this length on may have two misread letters."""
_UNKNOWN_WORD_LOG_PROBABILITY = math.log(1e-9)
"""Of a word that no dictionary has: a name, a compound, a rare word."""
_MAX_CONFIDENCE = 0.92
_HYPHEN_MISREAD_CONFIDENCE, _HYPHEN_LOST_CONFIDENCE = 0.9, 0.8
_HYPHEN_LOOKALIKES = frozenset("=~—–¬_")
_LINE_END = lazy_regex.pattern(r"([^\w\s]?)([ \t]*(?:\r\n|[\r\n])[ \t]*){1,2}\Z")


def propose(analysis: Analysis) -> Iterator[Edit]:
    """Yield corrections of misread halves, and of hyphens that were misread or lost."""
    tokenized = analysis.tokenized
    tokens = tokenized.tokens
    last = 0
    count = len(tokens)
    for first in tokenized.first_token:
        if first == last or first >= count:
            continue  # the first token of an empty line is that of the next
        last = first
        number = first - 1
        token, after = tokens[number], tokens[first]
        if not (token.text.isalpha() and after.text.isalpha()):
            continue
        if analysis.overlaps_marker(token.start, after.end):
            continue
        if number in tokenized.hyphenated:
            if first in tokenized.hyphenated:
                yield from _misread_halves(analysis, token, after)
        else:
            yield from _missing_hyphen(analysis, number)


def _misread_halves(analysis: Analysis, token: Token, after: Token) -> Iterator[Edit]:
    """Yield the correction of a half, where both are one word with a letter or two misread."""
    lexicon = analysis.lexicon
    first, second = token.text.lower(), after.text.lower()
    joined = first + second
    known = lexicon.word(joined)
    if len(joined) < _MIN_WORD_CHARS or known.flags or lexicon.is_derived(joined):
        return
    if known.documents or _may_be_name(token, after):
        return
    scores = _score_halves(lexicon, first, second)
    if not scores:
        return
    total = math.exp(_UNKNOWN_WORD_LOG_PROBABILITY)
    total += sum(math.exp(score) for score in scores.values())
    best = min(scores, key=lambda halves: (-scores[halves], halves))
    confidence = min(_MAX_CONFIDENCE, math.exp(scores[best]) / total)
    for half, printed, seen in ((token, best[0], first), (after, best[1], second)):
        if printed != seen:
            recased = _recase(printed, half.text)
            if recased is not None:
                reason = f"{first}-{second} is {''.join(best)!r} hyphenated at the line end"
                yield analysis.edit(half.start, half.end, recased, "hyphenated", confidence, reason)


def _score_halves(lexicon: Lexicon, first: str, second: str) -> dict[tuple[str, str], float]:
    """Return how likely each English word is that two halves may be (natural log).

    None where both halves are words: it is a compound, whose hyphen was typed.
    """
    joined = first + second
    are_english = [lexicon.word(half).is_english for half in (first, second)]
    scores: dict[tuple[str, str], float] = {}
    if all(are_english):
        return scores
    max_edits = 2 if len(joined) >= _MIN_TWO_EDITS_CHARS else 1
    log_likelihood = lexicon.confusions.log_likelihood
    for word, _ in lexicon.near_words(joined, max_edits):
        if not lexicon.word(word).is_english:
            continue
        for halves in _divide(word, first, second):
            changed = 0 if halves[1] == second else 1
            if are_english[changed] and len(halves[changed]) > _MAX_COMMON_HALF_CHARS:
                continue
            misread = log_likelihood(halves[0], first) + log_likelihood(halves[1], second)
            scores[halves] = lexicon.word(word).log_probability + misread
    return scores


def _divide(word: str, first: str, second: str) -> Iterator[tuple[str, str]]:
    """Yield a word in two halves, one of which is as it was read."""
    if word.startswith(first) and len(word) - len(first) >= _MIN_HALF_CHARS:
        yield first, word[len(first) :]
    if word.endswith(second) and len(word) - len(second) >= _MIN_HALF_CHARS:
        yield word[: -len(second)], second


def _may_be_name(token: Token, after: Token) -> bool:
    """Whether the halves may be a name, or two."""
    if after.text[0].isupper() and not token.text.isupper():
        return True
    return case_shape(token.text) == CAPITALIZED and not token.sentence_start


def _recase(word: str, seen: str) -> str | None:
    """Return a lowercase word in the letter case of what was read; nothing for mixed case."""
    shape = case_shape(seen)
    if shape == CAPITALS and len(seen) > 1:
        return word.upper()
    if shape == CAPITALIZED:
        return capitalize(word)
    return word if shape == LOWER else None


def _missing_hyphen(analysis: Analysis, number: int) -> Iterator[Edit]:
    """Yield the hyphen at a line end that two halves lack, which are a word only together."""
    token, after = analysis.tokenized.tokens[number], analysis.tokenized.tokens[number + 1]
    words = analysis.annotated.words
    if words[number + 1].flags:
        return  # most lines begin with a word
    if min(len(token.text), len(after.text)) < _MIN_HALF_CHARS:
        return
    between = _LINE_END.match(analysis.text[token.end : after.start])
    joined = (token.text + after.text).lower()
    if between is None or len(joined) < _MIN_WORD_CHARS or _may_be_name(token, after):
        return
    symbol = between.group(1)
    # The first half may itself be a word, as in "or=" before "ganization", if what follows it
    # looks like a hyphen.
    if words[number].flags and symbol not in _HYPHEN_LOOKALIKES:
        return
    if not analysis.lexicon.word(joined).is_english:
        return
    text = analysis.text[token.start : after.end]
    at = len(token.text)
    corrected = f"{text[:at]}-{text[at + len(symbol) :]}"
    confidence = _HYPHEN_MISREAD_CONFIDENCE if symbol else _HYPHEN_LOST_CONFIDENCE
    how = f"misread as {symbol!r}" if symbol else "missing"
    reason = f"the hyphen of {joined!r} at the line end is {how}"
    yield analysis.edit(token.start, after.end, corrected, "hyphenated", confidence, reason)


class HyphenatedCorrector:
    """Words that are split over the end of a line.

    Args:
        models: the rankers and tables of the dictionaries.
        settings: what is corrected, and the thresholds.
    """

    kinds = frozenset({"hyphenated"})
    reach = 100  # the other half of the word, on the next line with text
    joins_words = True

    def __init__(self, models: Models, settings: CorrectionSettings) -> None:
        pass

    def propose(self, analysis: Analysis) -> Iterator[Edit]:
        """Yield the halves that are misread, and the line ends that lost their hyphen."""
        return propose(analysis)
