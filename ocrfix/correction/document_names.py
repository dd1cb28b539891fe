"""Document names: names that a document repeats, and the misread forms of them.

No dictionary has all names, but a document uses most of its names more than once. A word with the
shape of a name, in no dictionary, that occurs once and is one letter away from a name that occurs
again and again is probably that name: of 17 such words in the sample pages, one was another name.
The ends of words mislead: `Petrova` and `Petrov`, `Castilla` and `Castillo` are different names. At
the end only letters that OCR is known to confuse count, and a vowel for a vowel, or a letter more
or less, is only ever a suggestion. In an abbreviation or a cryptonym each letter means something:
`ALCMs` and `SLCMs`, `AMLASH` and `AMWHIP` are different things. Such a word is only ever a
suggestion, unless engines take one letter for the other all the time, or often enough for a name
that fills the document.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.alignment import misreadings
from ocrfix.lexicon.distance import edit_distance
from ocrfix.lexicon.neighbors import letter_mask
from ocrfix.lexicon.word import ABBREVIATION, DIPLOMATIC, ENGLISH, PERSON, PLACE, TITLE
from ocrfix.text.casing import capitalize

_MIN_CHARS = 5
"""Shorter words differ in one letter from too many names."""

_MIN_CHARS_FOR_TWO_EDITS = 7
"""Minimum length of a name two edits away, if both edits are known misreadings."""

_MIN_CHARS_OF_LONG_WORD = 9
"""Minimum length at which two forms one letter from the same word are misreadings of it."""

_MIN_OCCURRENCES = 2
"""Minimum occurrences of a name, and how many times as often it occurs as its misread form."""

_MAX_NAMES = 3_000
"""Each unknown word is compared with all names, which takes as long as ranking its candidates. If a
document has more names than a long book, only the most frequent are used: time stays linear."""

_MIN_DOCUMENTS = 8
"""A word that occurs in this many documents of the collection may be a name itself."""
_MIN_DOCUMENTS_RATIO = 4
"""The word is a misreading nevertheless if the name is in this many times as many documents."""

_KNOWN_MISREADING = -9.0
"""Minimum log probability of a known misreading."""

_KNOWN_MISREADINGS = -13.5
"""The same for two misreadings in one word."""

_COMMON_MISREADING = -7.0
"""Minimum log probability of a misreading that is made often (one letter in a thousand), as `P` for
`F`; `S` for `A` is known, but made in one letter of six thousand."""

_MIN_OCCURRENCES_OF_ABBREVIATION = 8
"""The same for an abbreviation or a cryptonym that differs in a rarer misreading."""

_MAX_ABBREVIATION_CHARS = 7
"""Longer words in capitals are too far from each other to differ in one known misreading."""

_SURE = 0.95
_LIKELY = 0.85
_POSSIBLE = 0.6
"""Confidences, by the evidence for a misread name; the last is only suggested."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = frozenset("AEIOUY")
_BAR_LIKE = frozenset("IL")
"""A bar before a name, read as its first letter: `|Valcourt` is not a name that begins with I."""
_KNOWN = DIPLOMATIC | ENGLISH | PERSON | PLACE | ABBREVIATION


class NameMatch(NamedTuple):
    """A name of the document that a word is probably a misread form of.

    Attributes:
        after: the word with the name in place of the misread form.
        name: the name as the document has it elsewhere.
        times: how often it occurs there.
        confidence: the probability that it is meant.
    """

    after: str
    name: str
    times: int
    confidence: float


class DocumentNames:
    """The names that a document repeats.

    Args:
        counts: how often each word occurs in the document.
        lexicon: the dictionaries.

    >>> from ocrfix.dictionaries.store import ensure_compiled
    >>> from ocrfix.text.tokens import TokenizedText
    >>> tokenized = TokenizedText("Holmquist came. I saw Holmquist; but Holmguist left.")
    >>> names = DocumentNames(tokenized.counts, Lexicon(ensure_compiled()))
    >>> names.match("Holmguist").after, names.match("Holmquist")
    ('Holmquist', None)
    """

    def __init__(self, counts: Counter[str], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._counts: Counter[str] = Counter()
        self._spellings: dict[str, Counter[str]] = {}
        for text, count in counts.items():
            if len(text) < _MIN_CHARS or not text[0].isupper():
                continue  # a cheap test that most words fail
            name, _ = _without_possessive(text)
            if is_name_shaped(name):
                key = name.upper()
                self._counts[key] += count
                self._spellings.setdefault(key, Counter())[name] += count
        names = sorted(n for n, count in self._counts.items() if count >= _MIN_OCCURRENCES)
        if len(names) > _MAX_NAMES:
            names = sorted(sorted(names, key=lambda n: (-self._counts[n], n))[:_MAX_NAMES])
        self._names = names
        self._masks = array("Q", [letter_mask(name) for name in names])
        self._sizes = array("q", [len(name) for name in names])
        self._found: dict[str, NameMatch | None] = {}

    def match(self, text: str) -> NameMatch | None:
        """Return the name that a word of the document is a misread form of, or ``None``."""
        found = self._found
        if text in found:
            return found[text]
        match = found[text] = self._find(text) if self._names else None
        return match

    def _find(self, text: str) -> NameMatch | None:
        seen, ending = _without_possessive(text)
        if not is_name_shaped(seen) or self._is_known(seen):
            return None
        near = self._similar_names(seen.upper(), 2 if len(seen) >= _MIN_CHARS_FOR_TWO_EDITS else 1)
        if not near:
            return None
        found = sorted(
            self._matches(seen, ending, near), key=lambda match: (-match.confidence, match.after)
        )
        if len(found) > 1 and found[1].confidence == found[0].confidence:
            return found[0]._replace(confidence=min(found[0].confidence, _POSSIBLE))
        return found[0] if found else None

    def _is_known(self, seen: str) -> bool:
        """Whether a word, or the abbreviation of which it is the plural, is in a dictionary."""
        if self._lexicon.word(seen.lower()).flags & _KNOWN:
            return True
        singular = seen[:-1]
        return (
            seen[-1] in "sS"
            and singular.isupper()
            and bool(self._lexicon.word(singular.lower()).flags & ABBREVIATION)
        )

    def _similar_names(self, key: str, most: int) -> list[str]:
        """Return the names with about the same length and letters as a word."""
        found: list[str] = []
        letters = letter_mask(key)
        size = len(key)
        masks = self._masks
        sizes = self._sizes
        for at in range(len(self._names)):
            other = masks[at]
            removed = letters & ~other
            added = other & ~letters
            # Each edit may remove and add one letter: clear one bit for each, and none may be left.
            removed &= removed - 1
            added &= added - 1
            if most > 1:
                removed &= removed - 1
                added &= added - 1
            if not removed and not added and abs(sizes[at] - size) <= most:
                found.append(self._names[at])
        return found

    def _matches(self, seen: str, ending: str, near: list[str]) -> Iterator[NameMatch]:
        key = seen.upper()
        most = 2 if len(seen) >= _MIN_CHARS_FOR_TWO_EDITS else 1
        for name in near:
            edits = edit_distance(key, name, most)
            if edits > most:
                continue
            times = self._counts[name]
            if name[1:] == key and name[0] in _BAR_LIKE:
                continue
            if not edits or times < _MIN_OCCURRENCES * self._counts[key]:
                continue
            printed = self._as_printed(name, seen)
            misreading = self._lexicon.confusions.log_likelihood(printed, seen)
            confidence = _confidence(name, key, edits, misreading)
            if (
                (name[-1] != key[-1] and self._is_clipped(seen))
                or self._is_misread_word(printed, seen)
                or self._is_spelling(seen, printed)
                or (
                    self._is_abbreviation(name)
                    and sorted(name) != sorted(key)
                    and misreading < _COMMON_MISREADING
                    and (
                        misreading < _KNOWN_MISREADING
                        or times < _MIN_OCCURRENCES_OF_ABBREVIATION * self._counts[key]
                    )
                )
            ):
                confidence = min(confidence, _POSSIBLE)
            if confidence:
                yield NameMatch(printed + ending, printed, times, confidence)

    def _is_clipped(self, seen: str) -> bool:
        """Whether a word may be an English one without its last letter, such as `Nationa`."""
        lower = seen.lower()
        return any(self._lexicon.word(lower + last).flags & DIPLOMATIC for last in _LETTERS)

    def _is_abbreviation(self, name: str) -> bool:
        """Whether a name, in capitals, is an abbreviation or a cryptonym: `ICBMs`, `AMLASH`.

        It is one if its plural has a small `s`, or if it is only ever written in capitals, here and
        in the collection, and no dictionary has it as a word or a name.
        """
        spellings = self._spellings[name]
        if len(name) > _MAX_ABBREVIATION_CHARS or not all(map(_is_in_capitals, spellings)):
            return False
        entry = self._lexicon.word(name.lower())
        is_word = entry.flags & (DIPLOMATIC | ENGLISH | PERSON | PLACE) or entry.title_documents
        return not is_word or not all(map(str.isupper, spellings))

    def _is_spelling(self, seen: str, name: str) -> bool:
        """Whether a word is too frequent in the collection to be a misreading of the name.

        A word as frequent as `Soviet` is misread in a tenth of its documents; `Pinar` and `Dinar`,
        `Gaddafi` and `Qaddafi` are both correct spellings.
        """
        found, other = self._lexicon.word(seen.lower()), self._lexicon.word(name.lower())
        documents = found.title_documents + found.upper_documents
        return (
            documents >= _MIN_DOCUMENTS
            and other.title_documents + other.upper_documents < _MIN_DOCUMENTS_RATIO * documents
        )

    def _is_misread_word(self, name: str, seen: str) -> bool:
        """Whether the name is not a name: both are frequent misreadings of the same word."""
        if len(seen) <= _MIN_CHARS_FOR_TWO_EDITS or self._lexicon.word(name.lower()).flags & _KNOWN:
            return False
        return not self._possible_words(name.lower()).isdisjoint(self._possible_words(seen.lower()))

    def _possible_words(self, seen: str) -> set[str]:
        """Return the words that OCR often reads as ``seen``; long ones, if it ever does."""
        return {
            word
            for word, _ in self._lexicon.near_words(seen, 1)
            if self._lexicon.word(word).flags & (DIPLOMATIC | TITLE) == DIPLOMATIC
            and (
                len(seen) >= _MIN_CHARS_OF_LONG_WORD
                or self._lexicon.confusions.log_likelihood(word, seen) >= _KNOWN_MISREADING
            )
        }

    def _as_printed(self, name: str, like: str) -> str:
        """Return a name in the case that it would have in place of a word."""
        if like.isupper():
            return name
        is_title = like[1:].islower()  # of another shape, such as `MeVane`, nothing is known
        spellings = [
            (n, s) for s, n in self._spellings[name].items() if not (is_title and s.isupper())
        ]
        return max(spellings)[1] if spellings else capitalize(name.lower())


def _confidence(name: str, seen: str, edits: int, misreading: float) -> float:
    """Return the probability that a word is a misread name, or 0; both in upper case."""
    known = misreading >= _KNOWN_MISREADING
    if edits == 2:
        if known and len(misreadings(name, seen)) == 1:
            return _SURE  # `rn` for `m`
        return _POSSIBLE if misreading >= _KNOWN_MISREADINGS else 0.0
    if name[:-1] == seen or seen[:-1] == name:
        return _POSSIBLE if known else 0.0  # one letter more or less at the end
    if name[-1] != seen[-1]:
        if _VOWELS.issuperset(name[-1] + seen[-1]):
            return _POSSIBLE if known else 0.0
        return _LIKELY if known else 0.0
    if known:
        return _SURE
    return _LIKELY if len(seen) > _MIN_CHARS else _POSSIBLE


def _is_in_capitals(text: str) -> bool:
    """Whether a word is in capitals, but for the `s` of a plural."""
    return text.isupper() or (text[-1] == "s" and text[:-1].isupper())


def _without_possessive(text: str) -> tuple[str, str]:
    if "'" not in text and "’" not in text:
        return text, ""
    for ending in ("'s", "’s", "'S", "’S"):
        if text.endswith(ending):
            return text[:-2], ending
    return text, ""


def is_name_shaped(text: str) -> bool:
    """Whether a word has the shape of a name: a capital, then letters, and enough of them.

    A possessive ending does not count.
    """
    text, _ = _without_possessive(text)
    return len(text) >= _MIN_CHARS and text.isalpha() and text[0].isupper()
