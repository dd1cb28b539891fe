"""The word model: how likely a run of characters is as one word, with the punctuation around it."""

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
from ocrfix.text.casing import CAPITALIZED, CAPITALS, LOWER, MIXED, case_shape

_OPENING_CHARS = "([{\"'“‘«<$£#*"
_CLOSING_CHARS = ")]}\"'”’»>.,;:?!%…*"
_SENTENCE_ENDS = frozenset(".?!")
_DASHES = frozenset(("-", "--", "–", "—", "&", "=", "+", "...", "…", "*", "#", "|"))
_VOWELS = frozenset("aeiouyAEIOUYÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜÝàáâãäåæèéêëìíîïòóôõöøùúûüý")
_ONE_LETTER_WORDS = frozenset("aAI")
_CONTRACTION_ENDINGS = ("s", "t", "d", "ll", "re", "ve", "m")
_NAMES = PERSON | PLACE

_NUMBER = lazy_regex.pattern(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*|\d{1,2}:\d\d|\d+(?:[/-]\d+)+|'\d\d"
)
_ORDINAL = lazy_regex.pattern(r"\d+(?:st|nd|rd|th|s|ST|ND|RD|TH|S)")
_CODE = lazy_regex.pattern(r"\d+[A-Z]|[A-Z]{1,4}[-/]?\d+(?:-\d+)*")
_INITIALS = lazy_regex.pattern(r"[^\W\d_](?:\.[^\W\d_])+")
_HYPHENS = lazy_regex.pattern(r"[-/–—]+")
# A capital inside a word that begins another part of the same name: `McNamara`, `O'Neill`.
_COMPOUND_NAME = lazy_regex.pattern(r"(?:Ma?c|Fitz|[A-Z]['’]|D[eiu]|L[ae]|V[ao]n)[A-Z][a-z]+")
_CAPITAL_AFTER_LOWER = lazy_regex.pattern(r"(?<=[^\W\d_A-Z])[A-Z]")
_CAPITALS_THEN_LOWER = lazy_regex.pattern(r"[A-Z]{2,}[^\W\d_A-Z]")
_PLURAL_OF_CAPITALS = lazy_regex.pattern(r"[A-Z]{2,6}(?:s|['’]s)")

IMPOSSIBLE = -60.0
"""The score of a string that is not a word in any text."""

# All scores are natural logs of probabilities, or differences of them.
_PER_WORD = -0.7
_PER_SYMBOL = -0.5
_LEADING_APOSTROPHE = -3.0
_SYMBOLS_ALONE = -14.0
_DASH_ALONE = -7.0
_NUMBER_BASE, _NUMBER_PER_DIGIT = -3.0, -1.2
_ORDINAL_ENDING = -1.5
_CODE_BASE, _CODE_PER_LETTER = -5.0, -3.0
_ALPHANUMERIC_BASE, _ALPHANUMERIC_PER_CHAR = -13.0, -3.0
_INITIALS_BASE, _PER_INITIAL = -2.5, -7.0
_HYPHENATED = -1.5
_CONTRACTION = -2.5
_LETTER_ALONE = {LOWER: -12.0, CAPITALIZED: -10.0}
_LETTER_ABBREVIATION = -1.0
_MIN_ABBREVIATION = -13.0
"""An abbreviation in capitals scores at least this."""
_GENERAL_ENGLISH = -2.0
_RARE_SHORT_WORD = -4.0
_SEEN_IN_OCR_ONLY = -2.0
_DERIVED_BASE, _DERIVED_PER_LETTER = -16.0, -1.3
_UNKNOWN_BASE_AND_PER_LETTER = {
    CAPITALIZED: (-4.0, -3.7),
    LOWER: (-13.0, -3.2),
    CAPITALS: (-4.0, -3.5),
}
_NO_VOWEL = -4.0
_LOWERCASE_NAME = -5.0
_LOWERCASE_FOREIGN = -5.0
_UPPERCASE_AMONG_LOWERCASE = -3.5
_PER_INNER_CAPITAL = -14.0
_COMPOUND_NAME_CAPITAL = -5.0

_MAX_SHORT_CHARS = 2
_MIN_SHORT_LOG_PROBABILITY = -7.6
"""A word of one or two letters that is rarer is probably part of another."""
_MIN_SEEN_CHARS, _MIN_SEEN_DOCUMENTS = 4, 8
"""A longer token in this many documents of the collection is a name or a common misreading."""
_MIN_DERIVED_CHARS = 7
_MAX_CACHED_RUNS = 50_000


class ScoredWord(NamedTuple):
    """A run of characters taken as one word.

    Attributes:
        word: its lexicon entry.
        score: natural log of how likely it is; the punctuation around it counts little.
        as_left: the left neighbor of the next word: this word, or a sentence start.
        is_known: whether it is a dictionary word, a number or similar.
    """

    word: Word
    score: float
    as_left: Word
    is_known: bool


_Core = tuple[Word, float, bool]
"""A run without the punctuation around it: its word, its score, whether it is known."""

_IMPOSSIBLE_CORE: _Core = (NO_WORD, IMPOSSIBLE, False)


class WordModel:
    """A model of how likely a run of characters is as one word of a text.

    Args:
        lexicon: the dictionaries.

    >>> from ocrfix.dictionaries.store import ensure_compiled
    >>> model = WordModel(Lexicon(ensure_compiled()))
    >>> model.score("(President,", True).is_known, model.score("identmet", True).is_known
    (True, False)
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._cache = Cache(_MAX_CACHED_RUNS)

    def score(self, text: str, mixed_case: bool) -> ScoredWord:
        """Return a run of characters taken as one word.

        Args:
            text: the characters.
            mixed_case: whether the text around has lowercase letters, so that capitals mean
                something.
        """
        key = (text, mixed_case)
        found: ScoredWord | None = self._cache.get(key)
        if found is None:
            found = self._score(text, mixed_case)
            self._cache.put(key, found)
        return found

    def _score(self, text: str, mixed_case: bool) -> ScoredWord:
        inside = text.lstrip(_OPENING_CHARS)
        opening = len(text) - len(inside)
        core = inside.rstrip(_CLOSING_CHARS)
        closing = inside[len(core) :]
        if not any(char.isalnum() for char in core):
            score = _DASH_ALONE if text in _DASHES else _SYMBOLS_ALONE
            return ScoredWord(NO_WORD, score, NO_WORD, False)
        if not core[0].isalnum() or not core[-1].isalnum():
            return ScoredWord(NO_WORD, IMPOSSIBLE, NO_WORD, False)
        word, score, is_known = self._core(core, closing, mixed_case)
        score += _PER_WORD + _PER_SYMBOL * (opening + len(closing))
        if opening and inside is not text and text[0] in "'’":
            score += _LEADING_APOSTROPHE
        as_left = word
        if not _SENTENCE_ENDS.isdisjoint(closing) and not self._may_be_abbreviation(core):
            as_left = SENTENCE_START
        return ScoredWord(word, score, as_left, is_known)

    def _may_be_abbreviation(self, core: str) -> bool:
        return len(core) == 1 or core.lower() in self._lexicon.word_classes or "." in core

    def _core(self, core: str, closing: str, mixed_case: bool) -> _Core:
        """Return a run without the punctuation around it as a word.

        Args:
            core: the run.
            closing: the punctuation after it.
            mixed_case: whether the text around has lowercase letters.
        """
        if core.isalpha():
            return self._letters(core, closing, mixed_case)
        digits = sum(char.isdigit() for char in core)
        if digits:
            number = _number_score(core, digits)
            if number is not None:
                return NUMBER, number, True
        if _INITIALS.fullmatch(core):
            return self._initials(core)
        if core.endswith(("'s", "’s")) and digits:
            word, score, is_known = self._core(core[:-2], "", mixed_case)
            return word, score + _CONTRACTION, is_known
        parts = _HYPHENS.split(core)
        if len(parts) > 1:
            return self._compound(parts, mixed_case)
        straight = core.replace("’", "'")
        if "'" in straight and not digits:
            return self._contraction(core, straight, mixed_case)
        if digits and core.isalnum():
            return NO_WORD, _ALPHANUMERIC_BASE + _ALPHANUMERIC_PER_CHAR * len(core), False
        return _IMPOSSIBLE_CORE

    def _initials(self, core: str) -> _Core:
        """Return letters with full stops between them as a word: `U.S`, `J.F.K`."""
        letters = core.replace(".", "")
        known = self._lexicon.word(letters.lower())
        if known.flags & (ABBREVIATION | UPPER) and len(letters) > 1:
            return known, known.log_probability + _PER_SYMBOL * len(letters), True
        if letters.isupper() or letters.islower():
            return NO_WORD, _INITIALS_BASE + _PER_INITIAL * len(letters), False
        return _IMPOSSIBLE_CORE

    def _compound(self, parts: list[str], mixed_case: bool) -> _Core:
        """Return the parts of a hyphenated compound as one word, which is known if all are."""
        score, is_known = _HYPHENATED, True
        word = NO_WORD
        for part in parts:
            if not part:
                return _IMPOSSIBLE_CORE
            word, part_score, is_part_known = self._core(part, "", mixed_case)
            score += part_score
            is_known = is_known and is_part_known
        return word, score, is_known

    def _contraction(self, core: str, straight: str, mixed_case: bool) -> _Core:
        """Return a run with an apostrophe as a word: `don't`, `Embassy's`, `O'Neill`."""
        known = self._lexicon.word(straight.lower())
        if known.is_english:
            score = known.log_probability + self._case_score(core, known, mixed_case)
            return known, score, True
        stem, _, ending = straight.rpartition("'")
        if stem.isalpha() and ending.lower() in _CONTRACTION_ENDINGS:
            word, score, is_known = self._letters(core[: len(stem)], "", mixed_case)
            has_usual_case = ending.islower() or not mixed_case or stem.isupper()
            case_score = 0.0 if has_usual_case else _PER_INNER_CAPITAL
            return word, score + _CONTRACTION + case_score, is_known
        base, per_letter = _UNKNOWN_BASE_AND_PER_LETTER[CAPITALIZED]
        return NO_WORD, base + per_letter * len(core) + _inner_capitals_score(core), False

    def _letters(self, core: str, closing: str, mixed_case: bool) -> _Core:
        """Return a run of letters as a word."""
        size = len(core)
        known = self._lexicon.word(core.lower())
        shape = case_shape(core)
        flags = known.flags
        if size == 1 and core not in _ONE_LETTER_WORDS:
            return _one_letter(known, shape, closing)
        if flags & (ANY_ENGLISH | _NAMES) or (flags & ABBREVIATION and shape == CAPITALS):
            return known, self._known_score(core, known, shape, mixed_case), True
        if size >= _MIN_SEEN_CHARS and known.documents >= _MIN_SEEN_DOCUMENTS:
            score = known.log_probability + _SEEN_IN_OCR_ONLY
            return known, score + self._case_score(core, known, mixed_case), False
        if mixed_case and _PLURAL_OF_CAPITALS.fullmatch(core):
            return self._letters(core.rstrip("s").rstrip("'’"), "", mixed_case)
        return self._unknown(core, known, shape, mixed_case)

    def _known_score(self, core: str, known: Word, shape: str, mixed_case: bool) -> float:
        """Return the score of a word of the dictionaries."""
        size, flags = len(core), known.flags
        score = known.log_probability + self._case_score(core, known, mixed_case)
        if flags & ABBREVIATION and shape == CAPITALS and size > _MAX_SHORT_CHARS:
            score = max(score, _MIN_ABBREVIATION)
        elif not flags & DIPLOMATIC:
            score += _GENERAL_ENGLISH
        is_usual = mixed_case and shape == CAPITALS and flags & (UPPER | ABBREVIATION)
        is_rare = known.log_probability < _MIN_SHORT_LOG_PROBABILITY
        if size <= _MAX_SHORT_CHARS and is_rare and not is_usual:
            score += _RARE_SHORT_WORD
        return score

    def _unknown(self, core: str, known: Word, shape: str, mixed_case: bool) -> _Core:
        """Return a run of letters that no dictionary has, as a word."""
        size = len(core)
        if not mixed_case and shape != CAPITALIZED:
            shape = CAPITALS
        case_score = 0.0
        if shape not in _UNKNOWN_BASE_AND_PER_LETTER:
            shape = CAPITALIZED
            case_score = _inner_capitals_score(core)
        if size >= _MIN_DERIVED_CHARS and self._lexicon.is_derived(core.lower()):
            return known, _DERIVED_BASE + _DERIVED_PER_LETTER * size + case_score, True
        base, per_letter = _UNKNOWN_BASE_AND_PER_LETTER[shape]
        if shape != CAPITALS and _VOWELS.isdisjoint(core):
            base += _NO_VOWEL
        return NO_WORD, base + per_letter * size + case_score, False

    def _case_score(self, core: str, known: Word, mixed_case: bool) -> float:
        """Return how much less likely a known word is in this letter case."""
        if not mixed_case:
            return 0.0
        shape = case_shape(core)
        if shape == MIXED:
            if known.person_references and _COMPOUND_NAME.fullmatch(core):
                return 0.0
            return _inner_capitals_score(core)
        if shape == CAPITALS and len(core) > 1:
            return 0.0 if known.flags & (UPPER | ABBREVIATION) else _UPPERCASE_AMONG_LOWERCASE
        if shape == LOWER and known.flags & (TITLE | UPPER) and core != "a":
            return _LOWERCASE_NAME
        if shape == LOWER and not known.is_english:
            return _LOWERCASE_FOREIGN
        return 0.0


def _number_score(core: str, digits: int) -> float | None:
    """Return the score of a number, ordinal or code; otherwise nothing."""
    score = _NUMBER_BASE + _NUMBER_PER_DIGIT * digits
    if _NUMBER.fullmatch(core):
        return score
    if _ORDINAL.fullmatch(core):
        return score + _ORDINAL_ENDING
    if _CODE.fullmatch(core):
        letters = sum(char.isalpha() for char in core)
        return score + _CODE_BASE + _CODE_PER_LETTER * letters
    return None


def _one_letter(known: Word, shape: str, closing: str) -> _Core:
    """Return a single letter that is not a word: an initial, an abbreviation, or isolated."""
    if closing.startswith(".") and shape == CAPITALIZED:
        return NO_WORD, _PER_INITIAL, True
    if closing.startswith(".") and known.flags & ABBREVIATION:
        return known, known.log_probability + _LETTER_ABBREVIATION, True
    return NO_WORD, _LETTER_ALONE[shape if shape in _LETTER_ALONE else LOWER], False


def _inner_capitals_score(core: str) -> float:
    """Return the penalty for capitals inside a word, each of which may begin another word."""
    if _COMPOUND_NAME.fullmatch(core):
        return _COMPOUND_NAME_CAPITAL
    capitals = len(_CAPITAL_AFTER_LOWER.findall(core))
    return _PER_INNER_CAPITAL * max(1, capitals + bool(_CAPITALS_THEN_LOWER.search(core)))
