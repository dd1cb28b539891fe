"""What is measured of a reading before it is judged: the features of the ranker.

Each feature is a number that grows with one reason for or against a reading. Their weights are
learned (:mod:`ocrfix.training.ranker`) and stand in ``dictionaries/ranker.tsv`` under the same
names.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from ocrfix.correction.annotated_tokens import NO_WORD, AnnotatedTokens, WordInContext
from ocrfix.correction.ngram_context import (
    COLLECTION,
    DIPLOMATIC_ENGLISH,
    NgramCorpus,
    bigram_pmi,
    trigram_score,
)
from ocrfix.correction.words import stray
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.linear_scorer import Scales
from ocrfix.lexicon.alignment import misreadings
from ocrfix.lexicon.casing import CAPITALISED, CAPITALS, LOWER, MIXED, name_shaped, shape
from ocrfix.lexicon.word import (
    ABBREVIATION,
    ANY_ENGLISH,
    DIPLOMATIC,
    ENGLISH,
    FOREIGN,
    PERSON,
    PLACE,
    RARE,
    TITLE,
    Word,
)

_VOWELS = frozenset("aeiouyAEIOUY")
_FLOOR = -21.0
_COMMON = -7.0
_RARE = -13.0
FITS = (
    "fits left, diplomatic",
    "fits right, diplomatic",
    "fits left, collection",
    "fits right, collection",
    "triples",
)
"""The features of how well a reading fits its neighbours; those of the word as it stands count once
more by themselves."""

_COUNTED_FITS = (-3.0, -1.2, 0.0, 2.0, 4.0)
_COUNTED_DOCUMENTS = (1.0, 3.0, 5.0, 7.0)
BENDS: Mapping[str, tuple[float, ...]] = {
    "likelihood": (-15.0, -12.0, -9.0, -6.0),
    "misreading": (-16.0, -12.0, -9.0, -7.0, -5.5),
    "documents": _COUNTED_DOCUMENTS,
    "documents of this shape": _COUNTED_DOCUMENTS,
    **dict.fromkeys(FITS[:4], _COUNTED_FITS),
}
"""Where the weight of a measured feature may change, so that it counts along a bent line.

That a word stands in twenty documents and not in two says more than that it stands in 2,000 and
not in 200. Each bend is a feature of its own: how far the measure lies beyond it (a generalised
additive model: T. Hastie, R. Tibshirani, Statistical Science 1, 1986).
"""


# The features by number, for those that are asked a million times an hour.
NAMES = (
    "likelihood",
    "fits inside, diplomatic",
    "fits inside, collection",
    "mixed case",
    "small, capital in print",
    "small opens sentence",
    "capital inside, small in print",
    "capital inside, common word",
    "fits left, diplomatic",
    "fits right, diplomatic",
    "fits left, collection",
    "fits right, collection",
    "triples",
    "capitals among small",
    "capitals among capitals",
    "small among capitals",
    "capitalised among capitals",
    "capital inside, beside capital",
    "only foreign, among foreign words",
    "keep, noise around",
    "keep, among foreign words",
    "keep known, noise around",
    "keep unknown, line in doubt",
    "keep unknown, again in text",
    "keep unknown, alone",
    "not diplomatic English",
    "not English",
    "only a name",
    "only a name, small",
    "only foreign",
    "people",
    "documents",
    "documents of this shape",
    "keep",
    "keep known",
    "keep known, general English only",
    "keep known, rare",
    "keep known, short",
    "keep unknown anywhere",
    "keep unknown, letters",
    "keep unknown, short",
    "keep unknown, capitalised",
    "keep unknown, capitalised inside",
    "keep unknown, capitals",
    "keep unknown, documents of this shape",
    "keep rare English",
    "keep unknown, derived",
    "keep abbreviation",
    "keep abbreviation, capitals",
    "keep unknown, no vowel",
    "keep unknown, accents",
    "keep unknown, signs or digits",
    "misreading",
    "misreading, by letter",
    "first letter changes",
    "to 2 letters",
    "to 3 letters",
    "to 4 or 5 letters",
    "length changes",
    "capitalised is changed",
    "name inside, runs changed",
    "typist, in capitals",
    "clipped letters",
    "clipped, share of completions",
    "clipped in front",
    "parts a word",
    "parts a word, 2 letters or 1",
    "parts a word, both common",
    "joins, halves unknown",
    "joins, likelihood of halves",
    "kind clipped",
    "kind case",
    "kind digits",
    "kind spacing",
    "kind misread",
    "keep, fits left, diplomatic",
    "keep, fits right, diplomatic",
    "keep, fits left, collection",
    "keep, fits right, collection",
    "keep, triples",
    "typist, letters change places",
    "typist, a letter twice",
    "typist, one of two letters left out",
    "typist, a letter left out",
    "typist, a key beside",
)
(
    _LIKELIHOOD,
    _FITS_INSIDE_DIPLOMATIC,
    _FITS_INSIDE_COLLECTION,
    _MIXED_CASE,
    _SMALL_CAPITAL_IN_PRINT,
    _SMALL_OPENS_SENTENCE,
    _CAPITAL_INSIDE_SMALL_IN_PRINT,
    _CAPITAL_INSIDE_COMMON_WORD,
    _FITS_LEFT_DIPLOMATIC,
    _FITS_RIGHT_DIPLOMATIC,
    _FITS_LEFT_COLLECTION,
    _FITS_RIGHT_COLLECTION,
    _TRIPLES,
    _CAPITALS_AMONG_SMALL,
    _CAPITALS_AMONG_CAPITALS,
    _SMALL_AMONG_CAPITALS,
    _CAPITALISED_AMONG_CAPITALS,
    _CAPITAL_INSIDE_BESIDE_CAPITAL,
    _ONLY_FOREIGN_AMONG_FOREIGN_WORDS,
    _KEEP_NOISE_AROUND,
    _KEEP_AMONG_FOREIGN_WORDS,
    _KEEP_KNOWN_NOISE_AROUND,
    _KEEP_UNKNOWN_LINE_IN_DOUBT,
    _KEEP_UNKNOWN_AGAIN_IN_TEXT,
    _KEEP_UNKNOWN_ALONE,
    _NOT_DIPLOMATIC_ENGLISH,
    _NOT_ENGLISH,
    _ONLY_A_NAME,
    _ONLY_A_NAME_SMALL,
    _ONLY_FOREIGN,
    _PEOPLE,
    _DOCUMENTS,
    _DOCUMENTS_OF_THIS_SHAPE,
    _KEEP,
    _KEEP_KNOWN,
    _KEEP_KNOWN_GENERAL_ENGLISH_ONLY,
    _KEEP_KNOWN_RARE,
    _KEEP_KNOWN_SHORT,
    _KEEP_UNKNOWN_ANYWHERE,
    _KEEP_UNKNOWN_LETTERS,
    _KEEP_UNKNOWN_SHORT,
    _KEEP_UNKNOWN_CAPITALISED,
    _KEEP_UNKNOWN_CAPITALISED_INSIDE,
    _KEEP_UNKNOWN_CAPITALS,
    _KEEP_UNKNOWN_DOCUMENTS_OF_THIS_SHAPE,
    _KEEP_RARE_ENGLISH,
    _KEEP_UNKNOWN_DERIVED,
    _KEEP_ABBREVIATION,
    _KEEP_ABBREVIATION_CAPITALS,
    _KEEP_UNKNOWN_NO_VOWEL,
    _KEEP_UNKNOWN_ACCENTS,
    _KEEP_UNKNOWN_SIGNS_OR_DIGITS,
    _MISREADING,
    _MISREADING_BY_LETTER,
    _FIRST_LETTER_CHANGES,
    _TO_2_LETTERS,
    _TO_3_LETTERS,
    _TO_4_OR_5_LETTERS,
    _LENGTH_CHANGES,
    _CAPITALISED_IS_CHANGED,
    _NAME_INSIDE_RUNS_CHANGED,
    _TYPIST_IN_CAPITALS,
    _CLIPPED_LETTERS,
    _CLIPPED_SHARE_OF_COMPLETIONS,
    _CLIPPED_IN_FRONT,
    _PARTS_A_WORD,
    _PARTS_A_WORD_2_LETTERS_OR_1,
    _PARTS_A_WORD_BOTH_COMMON,
    _JOINS_HALVES_UNKNOWN,
    _JOINS_LIKELIHOOD_OF_HALVES,
    _KIND_CLIPPED,
    _KIND_CASE,
    _KIND_DIGITS,
    _KIND_SPACING,
    _KIND_MISREAD,
    _KEEP_FITS_LEFT_DIPLOMATIC,
    _KEEP_FITS_RIGHT_DIPLOMATIC,
    _KEEP_FITS_LEFT_COLLECTION,
    _KEEP_FITS_RIGHT_COLLECTION,
    _KEEP_TRIPLES,
    _TYPIST_LETTERS_CHANGE_PLACES,
    _TYPIST_A_LETTER_TWICE,
    _TYPIST_ONE_OF_TWO_LETTERS_LEFT_OUT,
    _TYPIST_A_LETTER_LEFT_OUT,
    _TYPIST_A_KEY_BESIDE,
) = range(len(NAMES))


_KINDS = {
    "clipped": _KIND_CLIPPED,
    "case": _KIND_CASE,
    "digits": _KIND_DIGITS,
    "spacing": _KIND_SPACING,
    "misread": _KIND_MISREAD,
}
_SLIPS = {
    "letters change places": _TYPIST_LETTERS_CHANGE_PLACES,
    "a letter twice": _TYPIST_A_LETTER_TWICE,
    "one of two letters left out": _TYPIST_ONE_OF_TWO_LETTERS_LEFT_OUT,
    "a letter left out": _TYPIST_A_LETTER_LEFT_OUT,
    "a key beside": _TYPIST_A_KEY_BESIDE,
}


def measure(
    annotated: AnnotatedTokens, target: WordInContext, candidate: Candidate
) -> dict[str, float]:
    """Return the features of one reading of a place, by name; one left out is 0."""
    if not candidate.after:
        return stray.measured(annotated, target)
    scales = Scales(NAMES, {}, {})
    features: dict[str, float] = {}
    scales.written = features
    of_word(scales, annotated, target, candidate)
    of_place(scales, annotated, target, candidate, surroundings(annotated, target))
    for name, bends in BENDS.items():
        value = features.get(name)
        if value is not None:
            for bend in bends:
                if value <= bend:
                    break
                features[f"{name} over {bend:g}"] = value - bend
    return features


class Surroundings:
    """What is measured of a place once for all its readings.

    Args:
        capitals: how many of the two neighbours are in capitals.
        small: how many are in small letters.
        beside_capital: whether one of them begins with a capital.
        foreign: natural log of one more than the words of other languages near by.
        noise: square root of the share of noise among the words around.
        alone: whether it has no neighbours.
        again: natural log of how often the word stands in the text.
    """

    def __init__(
        self,
        capitals: int,
        small: int,
        beside_capital: bool,
        foreign: float,
        noise: float,
        alone: bool,
        again: float,
    ) -> None:
        self.capitals = capitals
        self.small = small
        self.beside_capital = beside_capital
        self.foreign = foreign
        self.noise = noise
        self.alone = alone
        self.again = again


def surroundings(annotated: AnnotatedTokens, target: WordInContext) -> Surroundings:
    """Return what is measured of a place once for all its readings."""
    left, right = target.left_text, target.right_text
    capitals = small = 0
    for text in (left, right):
        if len(text) > 1:
            kind = shape(text)
            capitals += kind == CAPITALS
            small += kind == LOWER
    foreign = annotated.foreign_nearby(target.index)
    again = annotated.tokenized.count_of(target.token.text)
    return Surroundings(
        capitals,
        small,
        left[:1].isupper() or right[:1].isupper(),
        math.log1p(foreign) if foreign else 0.0,
        math.sqrt(annotated.noise_share(target.index)),
        target.right is NO_WORD and target.left is NO_WORD,
        math.log(again) if again > 1 else 0.0,
    )


def parts_of(annotated: AnnotatedTokens, candidate: Candidate) -> list[Word]:
    """Return what is known of each word of a reading."""
    words = candidate.words
    if words is None:
        if " " in candidate.after:
            words = [annotated.look_up(part) for part in candidate.after.split(" ")]
        else:
            words = [annotated.look_up(candidate.after)]
        candidate.words = words
    return words


def of_word(
    scales: Scales, annotated: AnnotatedTokens, target: WordInContext, candidate: Candidate
) -> None:
    """Weigh what hangs on a word and its reading alone, wherever it stands.

    All they ask of the place is whether a sentence may begin there.
    """
    words = parts_of(annotated, candidate)
    kind = shape(candidate.after)
    opens = target.token.sentence_start
    scales.put(_LIKELIHOOD, _likelihood(words))
    if len(words) > 1:
        scales.put(_FITS_INSIDE_DIPLOMATIC, _fit_inside(annotated, DIPLOMATIC_ENGLISH, words))
        scales.put(_FITS_INSIDE_COLLECTION, _fit_inside(annotated, COLLECTION, words))
    if kind == MIXED:
        scales.put(_MIXED_CASE, 1.0)
    elif kind == LOWER:
        if len(words) == 1 and words[0].flags & TITLE:
            scales.put(_SMALL_CAPITAL_IN_PRINT, 1.0)
        if opens:
            scales.put(_SMALL_OPENS_SENTENCE, 1.0)
    elif _capital_inside(words, kind, opens):
        scales.put(_CAPITAL_INSIDE_SMALL_IN_PRINT, 1.0)
        if words[0].log_probability > -8.0:
            scales.put(_CAPITAL_INSIDE_COMMON_WORD, 1.0)
    _known(scales, words, kind)
    if candidate.kind == KEEP:
        _kept(scales, annotated, target, kind)
    else:
        scales.put(_KINDS[candidate.kind], 1.0)
        _channel(scales, annotated, target, candidate)


def _likelihood(words: list[Word]) -> float:
    total = 0.0
    for word in words:
        total += max(_FLOOR, word.log_probability)
    return total


def _fit_inside(annotated: AnnotatedTokens, text: NgramCorpus, words: list[Word]) -> float:
    """Return how well the words of a reading fit each other."""
    total = 0.0
    for at in range(1, len(words)):
        total += bigram_pmi(annotated.lexicon, text, words[at - 1], words[at])
    return total


def _capital_inside(words: list[Word], kind: str, opens: bool) -> bool:
    """Whether a word has a capital inside a sentence that it has not in print."""
    if kind != CAPITALISED or opens or len(words) > 1:
        return False
    return bool(words[0].is_english and not words[0].flags & TITLE)


def of_place(
    scales: Scales,
    annotated: AnnotatedTokens,
    target: WordInContext,
    candidate: Candidate,
    around: Surroundings,
) -> None:
    """Weigh what hangs on where a reading stands."""
    words = parts_of(annotated, candidate)
    first, last = words[0], words[-1]
    kind = shape(candidate.after)
    fitted = _before_joined(annotated, target) if candidate.token_count == 2 else target
    lexicon = annotated.lexicon
    left = bigram_pmi(lexicon, DIPLOMATIC_ENGLISH, fitted.left, first)
    right = bigram_pmi(lexicon, DIPLOMATIC_ENGLISH, last, fitted.right)
    left_collected = bigram_pmi(lexicon, COLLECTION, fitted.left, first)
    right_collected = bigram_pmi(lexicon, COLLECTION, last, fitted.right)
    counted = trigram_score(lexicon, fitted, first, last)
    scales.put(_FITS_LEFT_DIPLOMATIC, left)
    scales.put(_FITS_RIGHT_DIPLOMATIC, right)
    scales.put(_FITS_LEFT_COLLECTION, left_collected)
    scales.put(_FITS_RIGHT_COLLECTION, right_collected)
    if counted:
        scales.put(_TRIPLES, counted)
    if kind == CAPITALS:
        scales.put(_CAPITALS_AMONG_SMALL, float(around.small))
        scales.put(_CAPITALS_AMONG_CAPITALS, float(around.capitals))
    elif kind == LOWER:
        scales.put(_SMALL_AMONG_CAPITALS, float(around.capitals))
    elif kind == CAPITALISED:
        scales.put(_CAPITALISED_AMONG_CAPITALS, float(around.capitals))
        if around.beside_capital and _capital_inside(words, kind, target.token.sentence_start):
            scales.put(_CAPITAL_INSIDE_BESIDE_CAPITAL, 1.0)
    if around.foreign and _only_foreign(words):
        scales.put(_ONLY_FOREIGN_AMONG_FOREIGN_WORDS, around.foreign)
    if candidate.kind == KEEP:
        scales.put(_KEEP_FITS_LEFT_DIPLOMATIC, left)
        scales.put(_KEEP_FITS_RIGHT_DIPLOMATIC, right)
        scales.put(_KEEP_FITS_LEFT_COLLECTION, left_collected)
        scales.put(_KEEP_FITS_RIGHT_COLLECTION, right_collected)
        if counted:
            scales.put(_KEEP_TRIPLES, counted)
        scales.put(_KEEP_NOISE_AROUND, around.noise)
        if around.foreign:
            scales.put(_KEEP_AMONG_FOREIGN_WORDS, around.foreign)
        if first.is_english:
            scales.put(_KEEP_KNOWN_NOISE_AROUND, around.noise)
        else:
            scales.put(_KEEP_UNKNOWN_LINE_IN_DOUBT, target.unknown_share)
            if around.again:
                scales.put(_KEEP_UNKNOWN_AGAIN_IN_TEXT, around.again)
            if around.alone:
                scales.put(_KEEP_UNKNOWN_ALONE, 1.0)


def _before_joined(annotated: AnnotatedTokens, target: WordInContext) -> WordInContext:
    after = annotated.at(target.index + 1)
    return target.with_right_context(after)


def _flags(words: list[Word]) -> int:
    flags = words[0].flags
    for word in words[1:]:
        flags &= word.flags
    return flags


def _only_foreign(words: list[Word]) -> bool:
    return _flags(words) & (FOREIGN | ANY_ENGLISH) == FOREIGN


def _known(scales: Scales, words: list[Word], kind: str) -> None:
    flags = _flags(words)
    if not flags & DIPLOMATIC:
        scales.put(_NOT_DIPLOMATIC_ENGLISH, 1.0)
        if not flags & ENGLISH:
            scales.put(_NOT_ENGLISH, 1.0)
    if flags & (PERSON | PLACE) and not flags & DIPLOMATIC:
        scales.put(_ONLY_A_NAME, 1.0)
        if kind == LOWER:
            scales.put(_ONLY_A_NAME_SMALL, 1.0)
    if _only_foreign(words):
        scales.put(_ONLY_FOREIGN, 1.0)
    if len(words) == 1:
        word = words[0]
        if word.person_references:
            scales.put(_PEOPLE, math.log1p(word.person_references))
        scales.put(_DOCUMENTS, math.log1p(word.documents))
        scales.put(_DOCUMENTS_OF_THIS_SHAPE, math.log1p(_of_shape(word, kind)))


def _of_shape(word: Word, kind: str) -> int:
    """Return in how many documents of the collection a word stands in this shape."""
    if kind == CAPITALISED:
        return word.title_documents
    if kind == CAPITALS:
        return word.upper_documents
    return word.lower_documents if kind == LOWER else 0


def _kept(scales: Scales, annotated: AnnotatedTokens, target: WordInContext, kind: str) -> None:
    text, word = target.token.text, target.word
    scales.put(_KEEP, 1.0)
    if word.is_english:
        scales.put(_KEEP_KNOWN, 1.0)
        if not word.flags & DIPLOMATIC:
            scales.put(_KEEP_KNOWN_GENERAL_ENGLISH_ONLY, 1.0)
        if word.log_probability < _RARE:
            scales.put(_KEEP_KNOWN_RARE, 1.0)
        if len(text) <= 3:
            scales.put(_KEEP_KNOWN_SHORT, 1.0)
        return
    size = len(text)
    if not word.ngram_id:
        scales.put(_KEEP_UNKNOWN_ANYWHERE, 1.0)
    scales.put(_KEEP_UNKNOWN_LETTERS, float(min(size, 12)))
    if size <= 3:
        scales.put(_KEEP_UNKNOWN_SHORT, 1.0)
    if kind == CAPITALISED:
        scales.put(_KEEP_UNKNOWN_CAPITALISED, 1.0)
        if not target.token.sentence_start:
            scales.put(_KEEP_UNKNOWN_CAPITALISED_INSIDE, 1.0)
    elif kind == CAPITALS:
        scales.put(_KEEP_UNKNOWN_CAPITALS, 1.0)
    documents = _of_shape(word, kind)
    if documents:
        scales.put(_KEEP_UNKNOWN_DOCUMENTS_OF_THIS_SHAPE, math.log1p(documents))
    if word.flags & RARE:
        scales.put(_KEEP_RARE_ENGLISH, 1.0)
    elif annotated.lexicon.derived(text.lower()):
        scales.put(_KEEP_UNKNOWN_DERIVED, 1.0)
    if word.flags & ABBREVIATION:
        scales.put(_KEEP_ABBREVIATION, 1.0)
        if kind == CAPITALS:
            scales.put(_KEEP_ABBREVIATION_CAPITALS, 1.0)
    if _VOWELS.isdisjoint(text):
        scales.put(_KEEP_UNKNOWN_NO_VOWEL, 1.0)
    if not text.isascii():
        scales.put(_KEEP_UNKNOWN_ACCENTS, 1.0)
    if not text.isalpha():
        scales.put(_KEEP_UNKNOWN_SIGNS_OR_DIGITS, 1.0)


def _channel(
    scales: Scales, annotated: AnnotatedTokens, target: WordInContext, candidate: Candidate
) -> None:
    text = target.token.text
    seen = text if candidate.token_count == 1 else _seen(annotated, target, candidate)
    if candidate.kind == "spacing":
        _spacing(scales, annotated, target, candidate)
        return
    cost = annotated.lexicon.confusions.cost(candidate.after, seen)
    scales.put(_MISREADING, cost)
    scales.put(_MISREADING_BY_LETTER, cost / len(seen))
    if candidate.after[0].lower() != seen[0].lower():
        scales.put(_FIRST_LETTER_CHANGES, 1.0)
    if candidate.kind == "misread":
        size = len(candidate.after)
        if size <= 2:
            scales.put(_TO_2_LETTERS, 1.0)
        elif size == 3:
            scales.put(_TO_3_LETTERS, 1.0)
        elif size <= 5:
            scales.put(_TO_4_OR_5_LETTERS, 1.0)
        if len(candidate.after) != len(seen):
            scales.put(_LENGTH_CHANGES, abs(float(len(candidate.after) - len(seen))))
        if name_shaped(text):
            scales.put(_CAPITALISED_IS_CHANGED, 1.0)
        if name_shaped(text) and not target.token.sentence_start:
            scales.put(_NAME_INSIDE_RUNS_CHANGED, float(len(misreadings(candidate.after, seen))))
        slip = typists_slip(candidate.after.lower(), seen.lower(), annotated.lexicon.keyboard)
        if slip:
            scales.put(_SLIPS[slip], 1.0)
            if text.isupper():
                scales.put(_TYPIST_IN_CAPITALS, 1.0)
    elif candidate.kind == "clipped":
        scales.put(_CLIPPED_LETTERS, float(len(candidate.after) - len(seen)))
        scales.put(_CLIPPED_SHARE_OF_COMPLETIONS, candidate.share)
        if not candidate.after.lower().startswith(seen.lower()):
            scales.put(_CLIPPED_IN_FRONT, 1.0)


def _seen(annotated: AnnotatedTokens, target: WordInContext, candidate: Candidate) -> str:
    """Return what stands where a reading would stand."""
    start = target.token.start
    text: str = annotated.tokenized.text
    return text[start + candidate.start : start + candidate.end]


def _spacing(
    scales: Scales, annotated: AnnotatedTokens, target: WordInContext, candidate: Candidate
) -> None:
    if candidate.token_count == 1:
        scales.put(_PARTS_A_WORD, 1.0)
        parts = candidate.after.split(" ")
        if min([len(part) for part in parts]) <= 2:
            scales.put(_PARTS_A_WORD_2_LETTERS_OR_1, 1.0)
        if min([annotated.look_up(part).log_probability for part in parts]) > _COMMON:
            scales.put(_PARTS_A_WORD_BOTH_COMMON, 1.0)
        return
    halves = _seen(annotated, target, candidate).split(" ")
    words = [annotated.look_up(halves[0]), annotated.look_up(halves[-1])]
    unknown = 0
    for word in words:
        unknown += not word.is_english
    scales.put(_JOINS_HALVES_UNKNOWN, float(unknown))
    scales.put(_JOINS_LIKELIHOOD_OF_HALVES, _likelihood(words))


def typists_slip(meant: str, seen: str, keyboard: Mapping[str, str]) -> str | None:
    """Return what slip of a typist would make ``seen`` of ``meant``, or nothing.

    Letters change places, a key beside the right one is struck, a letter is left out, or one is
    struck twice. Engines seldom do the first, and do the others where letters look alike.

    >>> typists_slip("according", "accoridng", {})
    'letters change places'
    """
    if len(meant) == len(seen):
        return _changed(meant, seen, keyboard)
    shorter, longer = (meant, seen) if len(meant) < len(seen) else (seen, meant)
    size = len(shorter)
    if len(longer) != size + 1:
        return None
    at = 0
    while at < size and shorter[at] == longer[at]:
        at += 1
    if longer[at + 1 :] != shorter[at:]:
        return None
    twice = longer[at] in (longer[at - 1 : at], longer[at + 1 : at + 2])
    if longer is seen:
        return "a letter twice" if twice else None
    if 0 < at < size:
        return "one of two letters left out" if twice else "a letter left out"
    return None


def _changed(meant: str, seen: str, keyboard: Mapping[str, str]) -> str | None:
    """Return what slip changed letters of a word as long."""
    first = second = -1
    for at in range(len(meant)):
        if meant[at] != seen[at]:
            if second >= 0:
                return None
            if first < 0:
                first = at
            else:
                second = at
    if second == first + 1 and first >= 0:
        if meant[first] == seen[second] and meant[second] == seen[first]:
            return "letters change places"
    elif first >= 0 and second < 0 and seen[first] in keyboard.get(meant[first], ""):
        return "a key beside"
    return None
