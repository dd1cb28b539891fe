"""What is measured of a reading before it is judged: the features of the ranker.

Each feature is a number that grows with one reason for or against a reading. Their weights are
learned (:mod:`ocrfix.learn.ranker`) and stand in ``dictionaries/ranker.tsv`` under the same names.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from ocrfix.correction import stray
from ocrfix.correction.candidate import KEEP, Candidate
from ocrfix.correction.context import COLLECTION, DIPLOMATIC_ENGLISH, follows, triples
from ocrfix.correction.dress import CAPITALISED, CAPITALS, LOWER, MIXED, name_shaped, shape
from ocrfix.correction.place import NOTHING, Place, Places
from ocrfix.lexicon import Word
from ocrfix.lexicon.confusions import misreadings
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

_VOWELS = frozenset("aeiouyAEIOUY")
_FLOOR = -21.0
_COMMON = -7.0
_RARE = -13.0
_PLAIN = DIPLOMATIC | ENGLISH
_FITS = ("fits left, diplomatic", "fits right, diplomatic", "fits left, collection",
         "fits right, collection", "triples")  # fmt: skip

_COUNTED_FITS = (-3.0, -1.2, 0.0, 2.0, 4.0)
_COUNTED_DOCUMENTS = (1.0, 3.0, 5.0, 7.0)
_BENDS: Mapping[str, tuple[float, ...]] = {
    "likelihood": (-15.0, -12.0, -9.0, -6.0),
    "misreading": (-16.0, -12.0, -9.0, -7.0, -5.5),
    "documents": _COUNTED_DOCUMENTS,
    "documents of this shape": _COUNTED_DOCUMENTS,
    **dict.fromkeys(_FITS[:4], _COUNTED_FITS),
}
"""Where the weight of a measured feature may change, so that it counts along a bent line.

That a word stands in twenty documents and not in two says more than that it stands in 2,000 and
not in 200. Each bend is a feature of its own: how far the measure lies beyond it (a generalised
additive model: T. Hastie, R. Tibshirani, Statistical Science 1, 1986).
"""

_TEXTS = ((DIPLOMATIC_ENGLISH, "diplomatic"), (COLLECTION, "collection"))


def measure(places: Places, place: Place, reading: Candidate) -> dict[str, float]:
    """Return the features of one reading of a place, by name; one left out is 0."""
    if not reading.after:
        return stray.measured(places, place)
    parts = reading.after.split(" ") if " " in reading.after else [reading.after]
    words = [places.look_up(part) for part in parts]
    features: dict[str, float] = {}
    _fit(features, places, place, reading, words)
    features["likelihood"] = sum(max(_FLOOR, w.likelihood) for w in words)
    kind = shape(reading.after)
    _case(features, place, kind, words, len(parts))
    foreign = _foreign_around(places, place)
    _known(features, words, kind, foreign)
    if reading.kind == KEEP:
        _kept(features, places, place, kind)
        if foreign:
            features["keep, among foreign words"] = math.log1p(foreign)
        for name in _FITS:
            if name in features:
                features[f"keep, {name}"] = features[name]
    else:
        features[f"kind {reading.kind}"] = 1.0
        _channel(features, places, place, reading)
    _bend(features)
    return features


def _bend(features: dict[str, float]) -> None:
    for name, bends in _BENDS.items():
        value = features.get(name)
        if value is not None:
            for bend in bends:
                if value <= bend:
                    break
                features[f"{name} over {bend:g}"] = value - bend


def _fit(
    features: dict[str, float],
    places: Places,
    place: Place,
    reading: Candidate,
    words: list[Word],
) -> None:
    first, last = words[0], words[-1]
    if reading.joins == 2:
        place = _before_joined(places, place)
    for text, name in _TEXTS:
        features[f"fits left, {name}"] = follows(places.lexicon, text, place.left, first)
        features[f"fits right, {name}"] = follows(places.lexicon, text, last, place.right)
        if len(words) > 1:
            features[f"fits inside, {name}"] = sum(
                follows(places.lexicon, text, one, other) for one, other in pairwise(words)
            )
    counted = triples(places.lexicon, place, first, last)
    if counted:
        features["triples"] = counted


def _before_joined(places: Places, place: Place) -> Place:
    after = places.at(place.number + 1)
    return place._replace(right=after.right, right2=after.right2, right_text=after.right_text)


def _case(
    features: dict[str, float], place: Place, kind: str, words: list[Word], parts: int
) -> None:
    if kind == MIXED:
        features["mixed case"] = 1.0
    neighbours = [shape(t) for t in (place.left_text, place.right_text) if len(t) > 1]
    capitals = neighbours.count(CAPITALS)
    small = neighbours.count(LOWER)
    if kind == CAPITALS:
        features["capitals among small"] = float(small)
        features["capitals among capitals"] = float(capitals)
    elif kind == LOWER:
        features["small among capitals"] = float(capitals)
        if parts == 1 and words[0].flags & TITLE:
            features["small, capital in print"] = 1.0
        if place.token.opens:
            features["small opens sentence"] = 1.0
    elif kind == CAPITALISED:
        features["capitalised among capitals"] = float(capitals)
        if not place.token.opens and parts == 1:
            word = words[0]
            if word.flags & (DIPLOMATIC | ENGLISH) and not word.flags & TITLE:
                features["capital inside, small in print"] = 1.0
                if place.left_text[:1].isupper() or place.right_text[:1].isupper():
                    features["capital inside, beside capital"] = 1.0
                if word.likelihood > -8.0:
                    features["capital inside, common word"] = 1.0


def _known(features: dict[str, float], words: list[Word], kind: str, foreign: int) -> None:
    flags = words[0].flags
    for word in words[1:]:
        flags &= word.flags
    if not flags & DIPLOMATIC:
        features["not diplomatic English"] = 1.0
        if not flags & ENGLISH:
            features["not English"] = 1.0
    if flags & (PERSON | PLACE) and not flags & DIPLOMATIC:
        features["only a name"] = 1.0
        if kind == LOWER:
            features["only a name, small"] = 1.0
    if flags & FOREIGN and not flags & _PLAIN:
        features["only foreign"] = 1.0
        if foreign:
            features["only foreign, among foreign words"] = math.log1p(foreign)
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
    noise = math.sqrt(places.noise(place.number))
    features["keep"] = 1.0
    features["keep, noise around"] = noise
    if word.flags & (DIPLOMATIC | ENGLISH):
        features["keep known"] = 1.0
        features["keep known, noise around"] = noise
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
    features["keep unknown, line in doubt"] = place.doubt
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
    times = places.scan.counts[text]
    if times > 1:
        features["keep unknown, again in text"] = math.log(times)
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
    if place.right is NOTHING and place.left is NOTHING:
        features["keep unknown, alone"] = 1.0


_AROUND = 6


def _foreign_around(places: Places, place: Place) -> int:
    """Return how many words of other languages stand near."""
    first, stop = max(0, place.number - _AROUND), place.number + _AROUND + 1
    small = places.lexicon.foreign
    near = zip(places.words[first:stop], places.scan.tokens[first:stop], strict=True)
    found = sum(
        (word.flags & (FOREIGN | _PLAIN)) == FOREIGN or token.text.lower() in small
        for word, token in near
    )
    own = place.word.flags & (FOREIGN | _PLAIN) == FOREIGN
    return found - own


def _channel(features: dict[str, float], places: Places, place: Place, reading: Candidate) -> None:
    text = place.token.text
    seen = text if reading.joins == 1 else places.scan.text[reading.start : reading.end]
    if reading.kind == "spacing":
        _spacing(features, places, reading)
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
            features["name inside, runs changed"] = float(
                sum(1 for _ in misreadings(reading.after, seen))
            )
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


def _spacing(features: dict[str, float], places: Places, reading: Candidate) -> None:
    if reading.joins == 1:
        features["parts a word"] = 1.0
        parts = reading.after.split(" ")
        if min(len(part) for part in parts) <= 2:
            features["parts a word, 2 letters or 1"] = 1.0
        if min(places.look_up(part).likelihood for part in parts) > _COMMON:
            features["parts a word, both common"] = 1.0
        return
    halves = places.scan.text[reading.start : reading.end].split(" ")
    words = [places.look_up(half) for half in (halves[0], halves[-1])]
    unknown = sum(not word.flags & (DIPLOMATIC | ENGLISH) for word in words)
    features["joins, halves unknown"] = float(unknown)
    features["joins, likelihood of halves"] = sum(max(_FLOOR, w.likelihood) for w in words)


def typists_slip(meant: str, seen: str, keyboard: Mapping[str, str]) -> str | None:
    """Return what slip of a typist would make ``seen`` of ``meant``, or nothing.

    Letters change places, a key beside the right one is struck, a letter is left out, or one is
    struck twice. Engines seldom do the first, and do the others where letters look alike.

    >>> typists_slip("according", "accoridng", {})
    'letters change places'
    """
    if len(meant) == len(seen):
        apart = [i for i in range(len(meant)) if meant[i] != seen[i]]
        if len(apart) == 2 and apart[1] == apart[0] + 1:
            first, second = apart
            if meant[first] == seen[second] and meant[second] == seen[first]:
                return "letters change places"
        if len(apart) == 1 and seen[apart[0]] in keyboard.get(meant[apart[0]], ""):
            return "a key beside"
        return None
    shorter, longer = sorted((meant, seen), key=len)
    if len(longer) != len(shorter) + 1:
        return None
    at = next((i for i, c in enumerate(shorter) if c != longer[i]), len(shorter))
    if longer[:at] + longer[at + 1 :] != shorter:
        return None
    twice = longer[at] in (longer[at - 1 : at], longer[at + 1 : at + 2])
    if longer is seen:
        return "a letter twice" if twice else None
    if 0 < at < len(longer) - 1:
        return "one of two letters left out" if twice else "a letter left out"
    return None
