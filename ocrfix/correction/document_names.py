"""Names that stand clean elsewhere in the text, and attract their garbled twins.

No dictionary has all names, but a text says most of its names more than once. A word with the shape
of a name, in no dictionary and seen once, that is a letter away from a name said again and again is
likely that name: of 17 such words in our pages one was another name. It is the ends of words that
lie: `Petrova` beside `Petrov`, `Castilla` beside `Castillo` are others, so there it takes a letter
that engines are known to misread, and a vowel for a vowel, or a letter more or less, is never more
than suggested.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.alignment import misreadings
from ocrfix.lexicon.distance import edit_distance
from ocrfix.lexicon.neighbours import letter_mask
from ocrfix.lexicon.word import ABBREVIATION, DIPLOMATIC, ENGLISH, PERSON, PLACE, TITLE
from ocrfix.text.casing import capitalise

_SHORTEST = 5
_LONG = 7
"""From this length on a name two letters away is near enough, where engines misread both."""

_LONG_WORD = 9
"""No two names of so many letters are each one letter from the same word, but misreadings are."""

_FEWEST = 2
"""So often, at least, a name stands clean, and so many times as often as its twin."""

_MOST_NAMES = 3_000
"""Each unknown word is compared with all names, which takes as long as judging it. In a text that
says more of them than a long book, only the commonest count, so that time grows with the text."""

_DOCUMENTS = 8
_OFTENER = 4

_USUAL = -9.0
"""Natural log of how likely a misreading is that engines are known for."""

_USUAL_TWICE = -13.5
"""The same of two in a word."""

_SURE = 0.95
_LIKELY = 0.85
_PERHAPS = 0.6

_LAST = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = frozenset("AEIOUY")
_BARS = frozenset("IL")
"""A bar before a name, read as its first letter: `|Valcourt` is no name that begins with I."""
_KNOWN = DIPLOMATIC | ENGLISH | PERSON | PLACE | ABBREVIATION


class Twin(NamedTuple):
    """A name for which a word stands.

    Attributes:
        after: the word with the name in place of its garbled form.
        name: the name, as the text has it elsewhere.
        times: how often it stands there.
        confidence: how likely it is meant.
    """

    after: str
    name: str
    times: int
    confidence: float


class Twins:
    """The names of a text, to be asked for the one that a word stands for.

    Args:
        counts: how often each word stands in the text.
        lexicon: the dictionaries.

    >>> from ocrfix.dictionaries.store import ensure_compiled
    >>> from ocrfix.text.tokens import TokenizedText
    >>> tokenized = TokenizedText("Holmquist came. I saw Holmquist; but Holmguist left.")
    >>> twins = Twins(tokenized.counts, Lexicon(ensure_compiled()))
    >>> twins.of("Holmguist").after, twins.of("Holmquist")
    ('Holmquist', None)
    """

    def __init__(self, counts: Counter[str], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._times: Counter[str] = Counter()
        self._spellings: dict[str, Counter[str]] = {}
        for text, count in counts.items():
            if len(text) < _SHORTEST or not text[0].isupper():
                continue  # cheap, and so most words are told from names
            name, _ = _without_possessive(text)
            if shaped(name):
                key = name.upper()
                self._times[key] += count
                self._spellings.setdefault(key, Counter())[name] += count
        said = sorted(n for n, count in self._times.items() if count >= _FEWEST)
        if len(said) > _MOST_NAMES:
            said = sorted(sorted(said, key=lambda n: (-self._times[n], n))[:_MOST_NAMES])
        self._names = said
        self._masks = array("Q", [letter_mask(name) for name in said])
        self._sizes = array("q", [len(name) for name in said])
        self._found: dict[str, Twin | None] = {}

    def of(self, text: str) -> Twin | None:
        """Return the name for which a word of the text stands, if it stands for one."""
        found = self._found
        if text in found:
            return found[text]
        twin = found[text] = self._sought(text) if self._names else None
        return twin

    def _sought(self, text: str) -> Twin | None:
        seen, ending = _without_possessive(text)
        if not shaped(seen) or self._lexicon.word(seen.lower()).flags & _KNOWN:
            return None
        near = self._about_as(seen.upper(), 2 if len(seen) >= _LONG else 1)
        if not near:
            return None
        found = sorted(
            self._near(seen, ending, near), key=lambda twin: (-twin.confidence, twin.after)
        )
        if len(found) > 1 and found[1].confidence == found[0].confidence:
            return found[0]._replace(confidence=min(found[0].confidence, _PERHAPS))
        return found[0] if found else None

    def _about_as(self, key: str, most: int) -> list[str]:
        """Return the names that are about as long as a word and have about the same letters."""
        found: list[str] = []
        letters = letter_mask(key)
        size = len(key)
        masks = self._masks
        sizes = self._sizes
        for at in range(len(self._names)):
            theirs = masks[at]
            gone = letters & ~theirs
            come = theirs & ~letters
            # Of each as many bits as edits may go: so many are struck out, and none may be left.
            gone &= gone - 1
            come &= come - 1
            if most > 1:
                gone &= gone - 1
                come &= come - 1
            if not gone and not come and abs(sizes[at] - size) <= most:
                found.append(self._names[at])
        return found

    def _near(self, seen: str, ending: str, near: list[str]) -> Iterator[Twin]:
        key = seen.upper()
        most = 2 if len(seen) >= _LONG else 1
        for name in near:
            edits = edit_distance(key, name, most)
            if edits > most:
                continue
            times = self._times[name]
            if name[1:] == key and name[0] in _BARS:
                continue
            if not edits or times < _FEWEST * self._times[key]:
                continue
            printed = self._printed(name, seen)
            misreading = self._lexicon.confusions.log_likelihood(printed, seen)
            confidence = _confidence(name, key, edits, misreading)
            if (
                (name[-1] != key[-1] and self._cut_short(seen))
                or self._garbled(printed, seen)
                or self._usual(seen, printed)
            ):
                confidence = min(confidence, _PERHAPS)
            if confidence:
                yield Twin(printed + ending, printed, times, confidence)

    def _cut_short(self, seen: str) -> bool:
        """Whether a word is another without its last letter: `Nationa` is not `Nations`."""
        small = seen.lower()
        return any(self._lexicon.word(small + last).flags & DIPLOMATIC for last in _LAST)

    def _usual(self, seen: str, name: str) -> bool:
        """Whether the collection has a word so often, beside the name, that it is no misreading.

        Where `Soviet` stands in so many documents, it is misread in a tenth of them; `Pinar` and
        `Dinar`, `Gaddafi` and `Qaddafi` are each written so.
        """
        found, other = self._lexicon.word(seen.lower()), self._lexicon.word(name.lower())
        documents = found.title_documents + found.upper_documents
        return (
            documents >= _DOCUMENTS
            and other.title_documents + other.upper_documents < _OFTENER * documents
        )

    def _garbled(self, name: str, seen: str) -> bool:
        """Whether a name is none: both are the same word, misread again and again."""
        if len(seen) <= _LONG or self._lexicon.word(name.lower()).flags & _KNOWN:
            return False
        return not self._words_for(name.lower()).isdisjoint(self._words_for(seen.lower()))

    def _words_for(self, seen: str) -> set[str]:
        """Return the plain words that an engine often reads so; long ones, if it ever did."""
        return {
            word
            for word, _ in self._lexicon.near_words(seen, 1)
            if self._lexicon.word(word).flags & (DIPLOMATIC | TITLE) == DIPLOMATIC
            and (
                len(seen) >= _LONG_WORD
                or self._lexicon.confusions.log_likelihood(word, seen) >= _USUAL
            )
        }

    def _printed(self, name: str, like: str) -> str:
        """Return a name as it would be printed in the place of a word."""
        if like.isupper():
            return name
        small = like[1:].islower()  # of another shape, `MeVane`, nothing is known
        spellings = [
            (n, s) for s, n in self._spellings[name].items() if not (small and s.isupper())
        ]
        return max(spellings)[1] if spellings else capitalise(name.lower())


def _confidence(name: str, seen: str, edits: int, misreading: float) -> float:
    """Return how likely a word stands for a name, or 0; both in capitals."""
    usual = misreading >= _USUAL
    if edits == 2:
        if usual and len(misreadings(name, seen)) == 1:
            return _SURE  # `rn` for `m`
        return _PERHAPS if misreading >= _USUAL_TWICE else 0.0
    if name[:-1] == seen or seen[:-1] == name:
        return _PERHAPS if usual else 0.0  # a letter more or less at the end
    if name[-1] != seen[-1]:
        if _VOWELS.issuperset(name[-1] + seen[-1]):
            return _PERHAPS if usual else 0.0
        return _LIKELY if usual else 0.0
    if usual:
        return _SURE
    return _LIKELY if len(seen) > _SHORTEST else _PERHAPS


def _without_possessive(text: str) -> tuple[str, str]:
    if "'" not in text and "’" not in text:
        return text, ""
    for ending in ("'s", "’s", "'S", "’S"):
        if text.endswith(ending):
            return text[:-2], ending
    return text, ""


def shaped(text: str) -> bool:
    """Whether a word has the shape of a name: a capital in front, letters, and enough of them.

    What follows an apostrophe is not asked for.
    """
    text, _ = _without_possessive(text)
    return len(text) >= _SHORTEST and text.isalpha() and text[0].isupper()
