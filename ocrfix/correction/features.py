"""What is measured of a reading before it is judged: the features of the ranker.

Each feature is a number that grows with one reason for or against a reading. Their weights are
learned (:mod:`ocrfix.learn.ranker`) and stand in ``dictionaries/ranker.tsv`` under the same names.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from ocrfix.correction import stray
from ocrfix.correction.candidate import KEEP, Candidate
from ocrfix.correction.context import COLLECTION, DIPLOMATIC_ENGLISH, Counted, follows, triples
from ocrfix.correction.dress import CAPITALISED, CAPITALS, LOWER, MIXED, name_shaped, shape
from ocrfix.correction.place import NOTHING, Place, Places
from ocrfix.lexicon.alignment import misreadings
from ocrfix.lexicon.form import (
    ABBREVIATION,
    DIPLOMATIC,
    ENGLISH,
    FOREIGN,
    PERSON,
    PLACE,
    RARE,
    TITLE,
)
from ocrfix.lexicon.word import Word

_VOWELS = frozenset("aeiouyAEIOUY")
_FLOOR = -21.0
_COMMON = -7.0
_RARE = -13.0
_PLAIN = DIPLOMATIC | ENGLISH
FITS = (
    "fits left, diplomatic",
    "fits right, diplomatic",
    "fits left, collection",
    "fits right, collection",
    "triples",
)
"""The features of how well a reading fits its neighbours; those of the word as it stands count once
more by themselves."""

_KEPT_FITS = tuple((name, f"keep, {name}") for name in FITS)

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


def measure(places: Places, place: Place, reading: Candidate) -> dict[str, float]:
    """Return the features of one reading of a place, by name; one left out is 0."""
    if not reading.after:
        return stray.measured(places, place)
    features = of_word(places, place, reading)
    features |= of_place(places, place, reading, surroundings(places, place))
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


def surroundings(places: Places, place: Place) -> Surroundings:
    """Return what is measured of a place once for all its readings."""
    left, right = place.left_text, place.right_text
    capitals = small = 0
    for text in (left, right):
        if len(text) > 1:
            kind = shape(text)
            capitals += kind == CAPITALS
            small += kind == LOWER
    foreign = places.foreign(place.number)
    again = places.scan.counts[place.token.text]
    return Surroundings(
        capitals,
        small,
        left[:1].isupper() or right[:1].isupper(),
        math.log1p(foreign) if foreign else 0.0,
        math.sqrt(places.noise(place.number)),
        place.right is NOTHING and place.left is NOTHING,
        math.log(again) if again > 1 else 0.0,
    )


def parts_of(places: Places, reading: Candidate) -> list[Word]:
    """Return what is known of each word of a reading."""
    if " " in reading.after:
        return [places.look_up(part) for part in reading.after.split(" ")]
    return [places.look_up(reading.after)]


def of_word(places: Places, place: Place, reading: Candidate) -> dict[str, float]:
    """Return the features that hang on a word and its reading alone, wherever it stands.

    All they ask of the place is whether a sentence may begin there.
    """
    words = parts_of(places, reading)
    kind = shape(reading.after)
    opens = place.token.opens
    features = {"likelihood": _likelihood(words)}
    if len(words) > 1:
        features["fits inside, diplomatic"] = _fit_inside(places, DIPLOMATIC_ENGLISH, words)
        features["fits inside, collection"] = _fit_inside(places, COLLECTION, words)
    if kind == MIXED:
        features["mixed case"] = 1.0
    elif kind == LOWER:
        if len(words) == 1 and words[0].flags & TITLE:
            features["small, capital in print"] = 1.0
        if opens:
            features["small opens sentence"] = 1.0
    elif _capital_inside(words, kind, opens):
        features["capital inside, small in print"] = 1.0
        if words[0].likelihood > -8.0:
            features["capital inside, common word"] = 1.0
    _known(features, words, kind)
    if reading.kind == KEEP:
        _kept(features, places, place, kind)
    else:
        features[f"kind {reading.kind}"] = 1.0
        _channel(features, places, place, reading)
    return features


def _likelihood(words: list[Word]) -> float:
    total = 0.0
    for word in words:
        total += max(_FLOOR, word.likelihood)
    return total


def _fit_inside(places: Places, text: Counted, words: list[Word]) -> float:
    """Return how well the words of a reading fit each other."""
    total = 0.0
    for at in range(1, len(words)):
        total += follows(places.lexicon, text, words[at - 1], words[at])
    return total


def _capital_inside(words: list[Word], kind: str, opens: bool) -> bool:
    """Whether a word has a capital inside a sentence that it has not in print."""
    if kind != CAPITALISED or opens or len(words) > 1:
        return False
    return bool(words[0].flags & _PLAIN and not words[0].flags & TITLE)


def of_place(
    places: Places, place: Place, reading: Candidate, around: Surroundings
) -> dict[str, float]:
    """Return the features that hang on where a reading stands."""
    words = parts_of(places, reading)
    first, last = words[0], words[-1]
    kind = shape(reading.after)
    features: dict[str, float] = {}
    fitted = _before_joined(places, place) if reading.joins == 2 else place
    lexicon = places.lexicon
    features["fits left, diplomatic"] = follows(lexicon, DIPLOMATIC_ENGLISH, fitted.left, first)
    features["fits right, diplomatic"] = follows(lexicon, DIPLOMATIC_ENGLISH, last, fitted.right)
    features["fits left, collection"] = follows(lexicon, COLLECTION, fitted.left, first)
    features["fits right, collection"] = follows(lexicon, COLLECTION, last, fitted.right)
    counted = triples(places.lexicon, fitted, first, last)
    if counted:
        features["triples"] = counted
    if kind == CAPITALS:
        features["capitals among small"] = float(around.small)
        features["capitals among capitals"] = float(around.capitals)
    elif kind == LOWER:
        features["small among capitals"] = float(around.capitals)
    elif kind == CAPITALISED:
        features["capitalised among capitals"] = float(around.capitals)
        if around.beside_capital and _capital_inside(words, kind, place.token.opens):
            features["capital inside, beside capital"] = 1.0
    if around.foreign and _only_foreign(words):
        features["only foreign, among foreign words"] = around.foreign
    if reading.kind == KEEP:
        for name, kept in _KEPT_FITS:
            if name in features:
                features[kept] = features[name]
        features["keep, noise around"] = around.noise
        if around.foreign:
            features["keep, among foreign words"] = around.foreign
        if first.flags & _PLAIN:
            features["keep known, noise around"] = around.noise
        else:
            features["keep unknown, line in doubt"] = place.doubt
            if around.again:
                features["keep unknown, again in text"] = around.again
            if around.alone:
                features["keep unknown, alone"] = 1.0
    return features


def _before_joined(places: Places, place: Place) -> Place:
    after = places.at(place.number + 1)
    return place.before(after)


def _flags(words: list[Word]) -> int:
    flags = words[0].flags
    for word in words[1:]:
        flags &= word.flags
    return flags


def _only_foreign(words: list[Word]) -> bool:
    return _flags(words) & (FOREIGN | _PLAIN) == FOREIGN


def _known(features: dict[str, float], words: list[Word], kind: str) -> None:
    flags = _flags(words)
    if not flags & DIPLOMATIC:
        features["not diplomatic English"] = 1.0
        if not flags & ENGLISH:
            features["not English"] = 1.0
    if flags & (PERSON | PLACE) and not flags & DIPLOMATIC:
        features["only a name"] = 1.0
        if kind == LOWER:
            features["only a name, small"] = 1.0
    if _only_foreign(words):
        features["only foreign"] = 1.0
    if len(words) == 1:
        word = words[0]
        if word.people:
            features["people"] = math.log1p(word.people)
        features["documents"] = math.log1p(word.small + word.title + word.capitals)
        features["documents of this shape"] = math.log1p(_of_shape(word, kind))


def _of_shape(word: Word, kind: str) -> int:
    """Return in how many documents of the collection a word stands in this shape."""
    if kind == CAPITALISED:
        return word.title
    if kind == CAPITALS:
        return word.capitals
    return word.small if kind == LOWER else 0


def _kept(features: dict[str, float], places: Places, place: Place, kind: str) -> None:
    text, word = place.token.text, place.word
    features["keep"] = 1.0
    if word.flags & _PLAIN:
        features["keep known"] = 1.0
        if not word.flags & DIPLOMATIC:
            features["keep known, general English only"] = 1.0
        if word.likelihood < _RARE:
            features["keep known, rare"] = 1.0
        if len(text) <= 3:
            features["keep known, short"] = 1.0
        return
    size = len(text)
    if not word.number:
        features["keep unknown anywhere"] = 1.0
    features["keep unknown, letters"] = float(min(size, 12))
    if size <= 3:
        features["keep unknown, short"] = 1.0
    if kind == CAPITALISED:
        features["keep unknown, capitalised"] = 1.0
        if not place.token.opens:
            features["keep unknown, capitalised inside"] = 1.0
    elif kind == CAPITALS:
        features["keep unknown, capitals"] = 1.0
    documents = _of_shape(word, kind)
    if documents:
        features["keep unknown, documents of this shape"] = math.log1p(documents)
    if word.flags & RARE:
        features["keep rare English"] = 1.0
    elif places.lexicon.derived(text.lower()):
        features["keep unknown, derived"] = 1.0
    if word.flags & ABBREVIATION:
        features["keep abbreviation"] = 1.0
        if kind == CAPITALS:
            features["keep abbreviation, capitals"] = 1.0
    if _VOWELS.isdisjoint(text):
        features["keep unknown, no vowel"] = 1.0
    if not text.isascii():
        features["keep unknown, accents"] = 1.0
    if not text.isalpha():
        features["keep unknown, signs or digits"] = 1.0


def _channel(features: dict[str, float], places: Places, place: Place, reading: Candidate) -> None:
    text = place.token.text
    seen = text if reading.joins == 1 else _seen(places, place, reading)
    if reading.kind == "spacing":
        _spacing(features, places, place, reading)
        return
    cost = places.lexicon.confusions.cost(reading.after, seen)
    features["misreading"] = cost
    features["misreading, by letter"] = cost / len(seen)
    if reading.after[0].lower() != seen[0].lower():
        features["first letter changes"] = 1.0
    if reading.kind == "misread":
        size = len(reading.after)
        if size <= 2:
            features["to 2 letters"] = 1.0
        elif size == 3:
            features["to 3 letters"] = 1.0
        elif size <= 5:
            features["to 4 or 5 letters"] = 1.0
        if len(reading.after) != len(seen):
            features["length changes"] = abs(float(len(reading.after) - len(seen)))
        if name_shaped(text):
            features["capitalised is changed"] = 1.0
        if name_shaped(text) and not place.token.opens:
            features["name inside, runs changed"] = float(len(misreadings(reading.after, seen)))
        slip = typists_slip(reading.after.lower(), seen.lower(), places.lexicon.keyboard)
        if slip:
            features[f"typist, {slip}"] = 1.0
            if text.isupper():
                features["typist, in capitals"] = 1.0
    elif reading.kind == "clipped":
        features["clipped letters"] = float(len(reading.after) - len(seen))
        features["clipped, share of completions"] = reading.share
        if not reading.after.lower().startswith(seen.lower()):
            features["clipped in front"] = 1.0


def _seen(places: Places, place: Place, reading: Candidate) -> str:
    """Return what stands where a reading would stand."""
    start = place.token.start
    text: str = places.scan.text
    return text[start + reading.start : start + reading.end]


def _spacing(features: dict[str, float], places: Places, place: Place, reading: Candidate) -> None:
    if reading.joins == 1:
        features["parts a word"] = 1.0
        parts = reading.after.split(" ")
        if min([len(part) for part in parts]) <= 2:
            features["parts a word, 2 letters or 1"] = 1.0
        if min([places.look_up(part).likelihood for part in parts]) > _COMMON:
            features["parts a word, both common"] = 1.0
        return
    halves = _seen(places, place, reading).split(" ")
    words = [places.look_up(halves[0]), places.look_up(halves[-1])]
    unknown = 0
    for word in words:
        unknown += not word.flags & _PLAIN
    features["joins, halves unknown"] = float(unknown)
    features["joins, likelihood of halves"] = _likelihood(words)


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
