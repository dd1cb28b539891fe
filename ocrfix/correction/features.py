"""What is measured of a reading before it is judged: the features of the ranker.

Each feature is a number that grows with one reason for or against a reading. Their weights are
learned (:mod:`ocrfix.learn.ranker`) and stand in ``dictionaries/ranker.tsv`` under the same names.
"""

from __future__ import annotations

import math

from ocrfix.correction.candidate import KEEP, Candidate
from ocrfix.correction.context import COLLECTION, DIPLOMATIC_ENGLISH, follows, triples
from ocrfix.correction.dress import CAPITALISED, CAPITALS, LOWER, MIXED, shape
from ocrfix.correction.place import NOTHING, Place, Places
from ocrfix.lexicon import Word
from ocrfix.lexicon.form import ABBREVIATION, DIPLOMATIC, ENGLISH, PERSON, PLACE, TITLE

_VOWELS = frozenset("aeiouyAEIOUY")
_FLOOR = -21.0
_COMMON = -7.0
_TEXTS = ((DIPLOMATIC_ENGLISH, "diplomatic"), (COLLECTION, "collection"))


def measure(places: Places, place: Place, reading: Candidate) -> dict[str, float]:
    """Return the features of one reading of a place, by name; those that are 0 are left out."""
    parts = reading.after.split(" ") if " " in reading.after else [reading.after]
    words = [places.look_up(part) for part in parts]
    first, last = words[0], words[-1]
    features: dict[str, float] = {}
    _fit(features, places, place, reading, first, last)
    features["likelihood"] = sum(max(_FLOOR, w.likelihood) for w in words)
    text = place.token.text
    kind = shape(reading.after)
    _case(features, place, kind, words, len(parts))
    _known(features, words, kind)
    if reading.kind == KEEP:
        _kept(features, places, place, kind)
    else:
        features[f"kind {reading.kind}"] = 1.0
        _channel(features, places, reading, text)
    return features


def _fit(
    features: dict[str, float],
    places: Places,
    place: Place,
    reading: Candidate,
    first: Word,
    last: Word,
) -> None:
    if reading.joins == 2:
        place = _before_joined(places, place)
    for text, name in _TEXTS:
        features[f"fits left, {name}"] = follows(places.lexicon, text, place.left, first)
        features[f"fits right, {name}"] = follows(places.lexicon, text, last, place.right)
        if first is not last:
            features[f"fits inside, {name}"] = follows(places.lexicon, text, first, last)
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


def _known(features: dict[str, float], words: list[Word], kind: str) -> None:
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
    if len(words) == 1:
        word = words[0]
        if word.people:
            features["people"] = math.log1p(word.people)
        features["documents"] = math.log1p(word.small + word.title + word.capitals)


def _kept(features: dict[str, float], places: Places, place: Place, kind: str) -> None:
    text, word = place.token.text, place.word
    features["keep"] = 1.0
    if word.flags & (DIPLOMATIC | ENGLISH):
        features["keep known"] = 1.0
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
        documents = word.title
    elif kind == CAPITALS:
        features["keep unknown, capitals"] = 1.0
        documents = word.capitals
    elif kind == LOWER:
        documents = word.small
    else:
        documents = 0
    if documents:
        features["keep unknown, documents of this shape"] = math.log1p(documents)
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


def _channel(features: dict[str, float], places: Places, reading: Candidate, text: str) -> None:
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
        if place_is_name(text):
            features["capitalised is changed"] = 1.0
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


def place_is_name(text: str) -> bool:
    """Whether a word has the shape of a name: a capital and then small letters, four or more."""
    return len(text) >= 4 and text[0].isupper() and text[1:].islower()
