"""Stamp spelling: what is written in place of a misread stamp or banner, or why nothing is.

The tagger recognizes a stamp although much of it is misread, which is enough to mark it, and too
little to write another text in its place: `FOR FIELD USE ONLY` is no misread `FOR OFFICIAL USE
ONLY`. Nor is a piece of a banner replaced by the whole one, beside its other pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.distance import edit_distance
from ocrfix.lexicon.word import DIPLOMATIC
from ocrfix.text import lazy_regex

REACH_CHARS = 30
"""How far beyond a stamp other pieces of it are looked for."""

_MAX_DIFFERENCE = 0.6
"""The share of letters from which another wording is meant."""
_MIN_WORDING_CHARS = 5
"""Shorter words may be misread in most of their letters: `Gl` for `CIA`."""
_MIN_WHOLE_WORD_CHARS = 5
"""A word of this length is complete, not a piece of a longer one."""
_MAX_SPECK_CHARS = 3
"""Longer words that a stamp does not have belong to another wording."""
_LETTERS_PER_ERROR = 3
"""One in this many letters of a spaced banner may be misread."""

# Three single characters or more with one or two symbols between them: `S-E-C-R-E-T`.
_SPACED = lazy_regex.pattern(r"[^\W_](?:[\W_]{1,3}[^\W_]){2,}")
_SPACED_LETTER = lazy_regex.pattern(r"(?<![^\W_])[^\W_](?![^\W_])")
# More of them, before and after.
_SPACED_BEFORE = lazy_regex.pattern(r"(?:(?<![^\W_])[^\W_][^\w\n]{1,3})+\Z")
_SPACED_AFTER = lazy_regex.pattern(r"(?:[^\w\n]{1,3}[^\W_](?![^\W_]))+")
_WORD_BEFORE = lazy_regex.pattern(r"(?:\A|\s)\W?([^\W\d_]{1,3})(\s{1,6})\Z")
_WORD_AFTER = lazy_regex.pattern(r"(\s{1,6})([^\W\d_]{1,3})\W?(?=\s|\Z)")


class Respelling(NamedTuple):
    """The text to write in place of a stamp, or of a stamp and the letters beside it.

    Attributes:
        start: where it begins (code points).
        end: where it ends, exclusive.
        after: the text to write.
    """

    start: int
    end: int
    after: str


def respell(text: str, start: int, end: int, meant: str, lexicon: Lexicon) -> Respelling | None:
    """Return the spelling of a misread stamp, or ``None`` if it may be something else.

    Args:
        text: the text.
        start: where the stamp begins.
        end: where it ends, exclusive.
        meant: the stamp that the tagger took it for.
        lexicon: the dictionaries.

    >>> from ocrfix.dictionaries.store import ensure_compiled
    >>> lexicon = Lexicon(ensure_compiled())
    >>> respell("S-F-C-R-E-T", 4, 11, "SECRET", lexicon)
    Respelling(start=0, end=11, after='S-E-C-R-E-T')
    >>> respell("FOR FIELD USE ONLY", 0, 18, "FOR OFFICIAL USE ONLY", lexicon) is None
    True
    """
    if _SPACED.fullmatch(text, start, end):
        return _respell_spaced(text, start, end, meant)
    seen = text[start:end]
    if len(_SPACED_LETTER.findall(seen)) > len(_letters(seen)) // 2:
        return None  # spaced, and too garbled
    if _is_piece(text, start, end, meant) or not _is_same_wording(seen, meant, lexicon):
        return None
    return Respelling(start, end, meant.upper() if seen.isupper() else meant)


def _respell_spaced(text: str, start: int, end: int, meant: str) -> Respelling | None:
    """Return a banner typed with spaces or hyphens between its letters, all of it spelled right."""
    before = _SPACED_BEFORE.search(text, max(0, start - REACH_CHARS), start)
    after = _SPACED_AFTER.match(text, end, end + REACH_CHARS)
    start = before.start() if before else start
    end = after.end() if after else end
    seen = text[start:end]
    letters = _letters(seen)
    right = _letters(meant)
    wrong = sum(a != b for a, b in zip(letters, right, strict=False))
    if len(letters) != len(right) or not 0 < wrong <= len(right) // _LETTERS_PER_ERROR:
        return None
    gaps = Counter("".join(" " if c.isalnum() else c for c in seen).split())
    between = gaps.most_common(1)[0][0] if gaps else ""
    if len(between) > 1:
        return None
    if len(gaps) > 1 or between:
        return Respelling(start, end, (between or " ").join(right))
    spaced = iter(right)
    return Respelling(start, end, "".join(next(spaced) if c.isalnum() else c for c in seen))


def _is_piece(text: str, start: int, end: int, meant: str) -> bool:
    """Whether the letters that a stamp lacks at one end are beside it: `SE`, and then `CRET`."""
    right, seen = _letters(meant), _letters(text[start:end])
    lost = len(right) - len(seen)
    if lost <= 0:
        return False
    before = _WORD_BEFORE.search(text, max(0, start - REACH_CHARS), start)
    if before and seen[-1:] == right[-1:]:
        beside = before[1].upper()
        if beside == right[: len(beside)] or ("\n" not in before[2] and len(beside) <= lost):
            return True
    after = _WORD_AFTER.match(text, end, end + REACH_CHARS)
    if after and seen[:1] == right[:1]:
        beside = after[2].upper()
        if beside == right[-len(beside) :] or ("\n" not in after[1] and len(beside) <= lost):
            return True
    return False


def _is_same_wording(seen: str, meant: str, lexicon: Lexicon) -> bool:
    """Whether each word of a stamp may be a misreading of the words in its place."""
    return all(_may_be_misread(ours, theirs, lexicon) for ours, theirs in _differences(seen, meant))


def _differences(seen: str, meant: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words that differ, in capitals, and the words in their place."""
    from difflib import SequenceMatcher

    ours, theirs = seen.upper().split(), meant.upper().split()
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            yield ours[a:b], theirs[c:d]


def _may_be_misread(seen: list[str], meant: list[str], lexicon: Lexicon) -> bool:
    """Whether some words may be others, misread."""
    ours, theirs = _letters("".join(seen)), _letters("".join(meant))
    if not ours or not theirs:
        return len(ours) <= _MAX_SPECK_CHARS
    numbers = _digits(ours), _digits(theirs)
    if numbers[0] != numbers[1] and len(numbers[0]) == len(numbers[1]):
        return False
    size = max(len(ours), len(theirs))
    wrong = edit_distance(ours, theirs, size)
    if len(ours) >= _MIN_WORDING_CHARS and wrong > _MAX_DIFFERENCE * size:
        return False
    known = [word for word in map(_letters, seen) if lexicon.word(word.lower()).flags & DIPLOMATIC]
    if len(seen) > len(meant) and len(known) and ours != theirs:
        return max(map(len, known)) < _MIN_WHOLE_WORD_CHARS
    if len(seen) == len(meant) == 1 and wrong > 1:
        return ours.lower() not in lexicon.function_words
    return True


def _letters(text: str) -> str:
    """Return the letters and digits of a text, in capitals."""
    return "".join(c for c in text.upper() if c.isalnum())


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
