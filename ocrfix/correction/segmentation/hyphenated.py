r"""Words broken over a line's end: `inter-\nnaticnal`, `interna=\ntional`.

The break stays as it is in the document. The halves are judged together, as one word, and what is
misread of it is mended in the half where it stands; so is a hyphen that was misread or lost.
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
from ocrfix.text.casing import CAPITALISED, CAPITALS, LOWER, capitalise, case_shape
from ocrfix.text.tokens import Token

_SHORTEST = 6
_SHORTEST_HALF = 2
_TWO_EDITS_FROM = 9
_SUREST = 0.92
_HYPHEN_MISREAD, _HYPHEN_LOST = 0.9, 0.8
_KEEP = math.log(1e-9)
"""Of a word that is in no dictionary: a name, a compound, a rare word."""
_LIKE_A_HYPHEN = frozenset("=~—–¬_")
_BREAK = lazy_regex.pattern(r"([^\w\s]?)([ \t]*(?:\r\n|[\r\n])[ \t]*){1,2}\Z")


def propose(analysis: Analysis) -> Iterator[Edit]:
    """Yield the halves that are misread, and the breaks that lost their hyphen."""
    tokenized = analysis.tokenized
    tokens = tokenized.tokens
    last = 0
    many = len(tokens)
    for first in tokenized.first_token:
        if first == last or first >= many:
            continue  # that of an empty line is that of the next
        last = first
        number = first - 1
        token, after = tokens[number], tokens[first]
        if not (token.text.isalpha() and after.text.isalpha()):
            continue
        if analysis.overlaps_marker(token.start, after.end):
            continue
        if number in tokenized.hyphenated:
            if first in tokenized.hyphenated:
                yield from _misread(analysis, token, after)
        else:
            yield from _without_hyphen(analysis, number)


def _misread(analysis: Analysis, token: Token, after: Token) -> Iterator[Edit]:
    lexicon = analysis.lexicon
    first, second = token.text.lower(), after.text.lower()
    joined = first + second
    known = lexicon.word(joined)
    if len(joined) < _SHORTEST or known.flags or lexicon.is_derived(joined):
        return
    if known.documents or _name(token, after):
        return
    plain = [lexicon.word(half).is_english for half in (first, second)]
    if all(plain):
        return  # a compound, whose hyphen was typed
    judged: dict[tuple[str, str], float] = {}
    for word, _ in lexicon.near_words(joined, 2 if len(joined) >= _TWO_EDITS_FROM else 1):
        if not lexicon.word(word).is_english:
            continue
        for halves in _halves(word, first, second):
            changed = 0 if halves[1] == second else 1
            if plain[changed] and len(halves[changed]) > _SHORTEST_HALF + 1:
                continue
            judged[halves] = lexicon.word(word).log_probability + _cost(
                lexicon, halves, first, second
            )
    if not judged:
        return
    total = math.exp(_KEEP) + sum(math.exp(score) for score in judged.values())
    best = min(judged, key=lambda halves: (-judged[halves], halves))
    confidence = min(_SUREST, math.exp(judged[best]) / total)
    for half, meant, seen in ((token, best[0], first), (after, best[1], second)):
        if meant != seen:
            dressed = _dressed(meant, half.text)
            if dressed is not None:
                reason = f"{first}-{second} is {''.join(best)!r} broken at the line's end"
                yield analysis.edit(half.start, half.end, dressed, "hyphenated", confidence, reason)


def _halves(word: str, first: str, second: str) -> Iterator[tuple[str, str]]:
    """Yield a word in two halves, of which one is as it stands."""
    if word.startswith(first) and len(word) - len(first) >= _SHORTEST_HALF:
        yield first, word[len(first) :]
    if word.endswith(second) and len(word) - len(second) >= _SHORTEST_HALF:
        yield word[: -len(second)], second


def _cost(lexicon: Lexicon, halves: tuple[str, str], first: str, second: str) -> float:
    return lexicon.confusions.log_likelihood(halves[0], first) + lexicon.confusions.log_likelihood(
        halves[1], second
    )


def _name(token: Token, after: Token) -> bool:
    """Whether the halves may be those of a name, or of two."""
    if after.text[0].isupper() and not token.text.isupper():
        return True
    return case_shape(token.text) == CAPITALISED and not token.sentence_start


def _dressed(meant: str, seen: str) -> str | None:
    kind = case_shape(seen)
    if kind == CAPITALS and len(seen) > 1:
        return meant.upper()
    if kind == CAPITALISED:
        return capitalise(meant)
    return meant if kind == LOWER else None


def _without_hyphen(analysis: Analysis, number: int) -> Iterator[Edit]:
    """Yield the hyphen at a line's end where two halves are no words, and together they are one."""
    token, after = analysis.tokenized.tokens[number], analysis.tokenized.tokens[number + 1]
    words = analysis.annotated.words
    if words[number + 1].flags:
        return  # most lines begin with a word
    if min(len(token.text), len(after.text)) < _SHORTEST_HALF:
        return
    between = _BREAK.match(analysis.text[token.end : after.start])
    joined = (token.text + after.text).lower()
    if between is None or len(joined) < _SHORTEST or _name(token, after):
        return
    sign = between.group(1)
    # A first half that is a word by itself ("or=" before "ganization") is a half all the same
    # where what follows it is no word, and looks like a hyphen.
    if words[number].flags and sign not in _LIKE_A_HYPHEN:
        return
    if not analysis.lexicon.word(joined).is_english:
        return
    text = analysis.text[token.start : after.end]
    at = len(token.text)
    mended = f"{text[:at]}-{text[at + len(sign) :]}"
    confidence = _HYPHEN_MISREAD if sign else _HYPHEN_LOST
    how = f"read as {sign!r}" if sign else "lost"
    reason = f"the hyphen of {joined!r}, broken at the line's end, is {how}"
    yield analysis.edit(token.start, after.end, mended, "hyphenated", confidence, reason)


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
