"""How likely a run of characters is as one word of a text, with the signs around it."""

from __future__ import annotations

from typing import NamedTuple

from ocrfix.correction.annotated_tokens import NO_WORD, NUMBER, SENTENCE_START
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.word import (
    ABBREVIATION,
    ANY_ENGLISH,
    DIPLOMATIC,
    PERSON,
    PLACE,
    TITLE,
    UPPER,
    Word,
)
from ocrfix.system.cache import Cache
from ocrfix.text import lazy_regex
from ocrfix.text.casing import CAPITALISED, CAPITALS, LOWER, MIXED, case_shape

_OPENING = "([{\"'“‘«<$£#*"
_CLOSING = ")]}\"'”’»>.,;:?!%…*"
_DASHES = frozenset(("-", "--", "–", "—", "&", "=", "+", "...", "…", "*", "#", "|"))
_NUMBER = lazy_regex.pattern(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*|\d{1,2}:\d\d|\d+(?:[/-]\d+)+|'\d\d"
)
_WITH_ENDING = lazy_regex.pattern(r"\d+(?:st|nd|rd|th|s|ST|ND|RD|TH|S)")
_WITH_LETTERS = lazy_regex.pattern(r"\d+[A-Z]|[A-Z]{1,4}[-/]?\d+(?:-\d+)*")
_INITIALS = lazy_regex.pattern(r"[^\W\d_](?:\.[^\W\d_])+")
_INNER = lazy_regex.pattern(r"[-/–—]+")
# A capital inside a word that begins another part of the same name: `McNamara`, `O'Neill`.
_COMPOUND_NAME = lazy_regex.pattern(r"(?:Ma?c|Fitz|[A-Z]['’]|D[eiu]|L[ae]|V[ao]n)[A-Z][a-z]+")
_CAPITAL_AFTER_SMALL = lazy_regex.pattern(r"(?<=[^\W\d_A-Z])[A-Z]")
_CAPITALS_THEN_SMALL = lazy_regex.pattern(r"[A-Z]{2,}[^\W\d_A-Z]")
_PLURAL_OF_CAPITALS = lazy_regex.pattern(r"[A-Z]{2,6}(?:s|['’]s)")
_STOPS = frozenset(".?!")
_VOWELS = frozenset("aeiouyAEIOUYÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜÝàáâãäåæèéêëìíîïòóôõöøùúûüý")
_NAMES = PERSON | PLACE

NEVER = -60.0

_WORD = -0.7
_SIGN = -0.5
_APOSTROPHE_BEFORE = -3.0
_SIGNS_ALONE = -14.0
_DASH_ALONE = -7.0
_FIGURES, _FIGURE = -3.0, -1.2
_ORDINAL, _WITH_LETTER, _EACH_LETTER = -1.5, -5.0, -3.0
_MIXED_FIGURES, _MIXED_FIGURE = -13.0, -3.0
_INITIALS_ALONE = -2.5
_HYPHEN = -1.5
_NOT_ITS_CASE = -5.0
_CAPITAL_INSIDE = -14.0
_COMPOUND = -5.0
_SMALL_NAME = -5.0
_CAPITALS_AMONG_SMALL = -3.5
_RARE_AND_SHORT = -4.0
_GENERAL_ENGLISH = -2.0
_SHORTEST_SEEN, _DOCUMENTS = 4, 8
_SEEN_ONLY = -2.0
_ABBREVIATION = -13.0
_LETTER_ALONE = {LOWER: -12.0, CAPITALISED: -10.0}
_INITIAL = -7.0
_SHORTENED = -1.0
_UNKNOWN = {
    CAPITALISED: (-4.0, -3.7),
    LOWER: (-13.0, -3.2),
    CAPITALS: (-4.0, -3.5),
}
_NO_VOWEL = -4.0
_SHORTEST_DERIVED = 7
_DERIVED, _DERIVED_LETTER = -16.0, -1.3
_COMMON_SHORT = -7.6
_ENDING = -2.5


class Spelled(NamedTuple):
    """What is made of a run of characters taken as one word.

    Attributes:
        word: what is known of it.
        score: natural log of how likely it is; the signs around it count little.
        ends: what the next word stands after.
        known: whether it is a word of a dictionary, a number or the like.
    """

    word: Word
    score: float
    ends: Word
    known: bool


class Speller:
    """The judge of runs of characters.

    Args:
        lexicon: the dictionaries.

    >>> from ocrfix.pipeline import get_pipeline
    >>> speller = Speller(get_pipeline().lexicon)
    >>> speller.judge("(President,", True).known, speller.judge("identmet", True).known
    (True, False)
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._cache = Cache(_MAX_CACHED)

    def judge(self, text: str, mixed: bool) -> Spelled:
        """Return what is made of a run of characters.

        Args:
            text: the characters.
            mixed: whether the text around has small letters, so that capitals mean something.
        """
        key = (text, mixed)
        found: Spelled | None = self._cache.get(key)
        if found is None:
            found = self._judged(text, mixed)
            self._cache.put(key, found)
        return found

    def _judged(self, text: str, mixed: bool) -> Spelled:
        inside = text.lstrip(_OPENING)
        opening = len(text) - len(inside)
        core = inside.rstrip(_CLOSING)
        closing = inside[len(core) :]
        if not any(c.isalnum() for c in core):
            score = _DASH_ALONE if text in _DASHES else _SIGNS_ALONE
            return Spelled(NO_WORD, score, NO_WORD, False)
        if not core[0].isalnum() or not core[-1].isalnum():
            return Spelled(NO_WORD, NEVER, NO_WORD, False)
        word, score, known = self._core(core, closing, mixed)
        score += _WORD + _SIGN * (opening + len(closing))
        if opening and inside is not text and text[0] in "'’":
            score += _APOSTROPHE_BEFORE
        ends = word
        if not _STOPS.isdisjoint(closing) and not self._abbreviated(core):
            ends = SENTENCE_START
        return Spelled(word, score, ends, known)

    def _abbreviated(self, core: str) -> bool:
        return len(core) == 1 or core.lower() in self._lexicon.word_classes or "." in core

    def _core(self, core: str, closing: str, mixed: bool) -> tuple[Word, float, bool]:
        """Return what is known of a run without the signs around it, its score, if it is known."""
        if core.isalpha():
            return self._letters(core, closing, mixed)
        figures = sum(c.isdigit() for c in core)
        if figures:
            if _NUMBER.fullmatch(core):
                return NUMBER, _FIGURES + _FIGURE * figures, True
            if _WITH_ENDING.fullmatch(core):
                return NUMBER, _FIGURES + _FIGURE * figures + _ORDINAL, True
            if _WITH_LETTERS.fullmatch(core):
                letters = sum(c.isalpha() for c in core)
                score = _FIGURES + _FIGURE * figures + _WITH_LETTER + _EACH_LETTER * letters
                return NUMBER, score, True
        if _INITIALS.fullmatch(core):
            together = core.replace(".", "")
            known = self._lexicon.word(together.lower())
            if known.flags & (ABBREVIATION | UPPER) and len(together) > 1:
                return known, known.log_probability + _SIGN * len(together), True
            if together.isupper() or together.islower():
                return NO_WORD, _INITIALS_ALONE + _INITIAL * len(together), False
            return NO_WORD, NEVER, False
        if core.endswith(("'s", "’s")) and figures:
            word, score, sure = self._core(core[:-2], "", mixed)
            return word, score + _ENDING, sure
        parts = _INNER.split(core)
        if len(parts) > 1:
            return self._compound(parts, mixed)
        plain = core.replace("’", "'")
        if "'" in plain and not figures:
            return self._with_apostrophe(core, plain, mixed)
        if figures and core.isalnum():
            return NO_WORD, _MIXED_FIGURES + _MIXED_FIGURE * len(core), False
        return NO_WORD, NEVER, False

    def _compound(self, parts: list[str], mixed: bool) -> tuple[Word, float, bool]:
        score, known = _HYPHEN, True
        word = NO_WORD
        for part in parts:
            if not part:
                return NO_WORD, NEVER, False
            word, likelihood, sure = self._core(part, "", mixed)
            score += likelihood
            known = known and sure
        return word, score, known

    def _with_apostrophe(self, core: str, plain: str, mixed: bool) -> tuple[Word, float, bool]:
        known = self._lexicon.word(plain.lower())
        if known.is_english:
            return known, known.log_probability + self._case(core, known, mixed), True
        stem, _, ending = plain.rpartition("'")
        if stem.isalpha() and ending.lower() in ("s", "t", "d", "ll", "re", "ve", "m"):
            word, score, sure = self._letters(core[: len(stem)], "", mixed)
            cased = ending.islower() or not mixed or stem.isupper()
            return word, score + _ENDING + (0.0 if cased else _CAPITAL_INSIDE), sure
        base, each = _UNKNOWN[CAPITALISED]
        return NO_WORD, base + each * len(core) + self._inside(core), False

    def _letters(self, core: str, closing: str, mixed: bool) -> tuple[Word, float, bool]:
        size = len(core)
        known = self._lexicon.word(core.lower())
        kind = case_shape(core)
        flags = known.flags
        if size == 1 and core not in ("a", "A", "I"):
            if closing.startswith(".") and kind == CAPITALISED:
                return NO_WORD, _INITIAL, True
            if closing.startswith(".") and known.flags & ABBREVIATION:
                return known, known.log_probability + _SHORTENED, True
            return NO_WORD, _LETTER_ALONE[kind if kind in _LETTER_ALONE else LOWER], False
        if flags & (ANY_ENGLISH | _NAMES) or (flags & ABBREVIATION and kind == CAPITALS):
            score = known.log_probability + self._case(core, known, mixed)
            if flags & ABBREVIATION and kind == CAPITALS and size > 2:
                score = max(score, _ABBREVIATION)
            elif not flags & DIPLOMATIC:
                score += _GENERAL_ENGLISH
            printed_so = mixed and kind == CAPITALS and flags & (UPPER | ABBREVIATION)
            if size <= 2 and known.log_probability < _COMMON_SHORT and not printed_so:
                score += _RARE_AND_SHORT
            return known, score, True
        if size >= _SHORTEST_SEEN and known.documents >= _DOCUMENTS:
            # Seen in raw OCR only: a name of the collection, or an error that is often made.
            return known, known.log_probability + _SEEN_ONLY + self._case(core, known, mixed), False
        if mixed and _PLURAL_OF_CAPITALS.fullmatch(core):
            return self._letters(core.rstrip("s").rstrip("'’"), "", mixed)
        if not mixed and kind != CAPITALISED:
            kind = CAPITALS
        wrong_case = 0.0
        if kind not in _UNKNOWN:
            kind = CAPITALISED
            wrong_case = self._inside(core)
        if size >= _SHORTEST_DERIVED and self._lexicon.is_derived(core.lower()):
            return known, _DERIVED + _DERIVED_LETTER * size + wrong_case, True
        base, each = _UNKNOWN[kind]
        if kind != CAPITALS and _VOWELS.isdisjoint(core):
            base += _NO_VOWEL
        return NO_WORD, base + each * size + wrong_case, False

    def _case(self, core: str, known: Word, mixed: bool) -> float:
        """Return what the letter case of a known word takes from it, among small letters."""
        if not mixed:
            return 0.0
        kind = case_shape(core)
        if kind == MIXED:
            return (
                0.0
                if known.person_references and _COMPOUND_NAME.fullmatch(core)
                else self._inside(core)
            )
        if kind == CAPITALS and len(core) > 1:
            return 0.0 if known.flags & (UPPER | ABBREVIATION) else _CAPITALS_AMONG_SMALL
        if kind == LOWER and known.flags & (TITLE | UPPER) and core != "a":
            return _SMALL_NAME
        if kind == LOWER and not known.is_english:
            return _NOT_ITS_CASE
        return 0.0

    def _inside(self, core: str) -> float:
        """Return what capitals inside a word take from it: each of them begins another word."""
        if _COMPOUND_NAME.fullmatch(core):
            return _COMPOUND
        capitals = len(_CAPITAL_AFTER_SMALL.findall(core))
        return _CAPITAL_INSIDE * max(1, capitals + bool(_CAPITALS_THEN_SMALL.search(core)))


_MAX_CACHED = 50_000
