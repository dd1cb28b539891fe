"""Counting the words of a collection, document by document, and where the unknown ones stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from ocrfix.lexicon import Lexicon
from ocrfix.text.accents import strip_accents
from ocrfix.text.casing import capitalise
from ocrfix.text.tokens import TokenizedText

_SHORTEST = 4
_LONGEST = 24

_SHAPE = re.compile(
    r"""
    [^\W\d_A-Z][^\W\d_]*                      # a word
    | [A-Z][^\W\d_]+                          # a name, or capitals
    | (?: Mac | Mc | De | Di | La | Le | Van | O['’] ) [A-Z][a-z]+
    """,
    re.VERBOSE,
)
_VOWELS = frozenset("aeiouyAEIOUY")

_THRICE = re.compile(r"(.)\1\1", re.IGNORECASE)

_TELLING = 3
"""Shorter words are known too often to tell a line of words from a line of debris."""

_FEWEST_KNOWN = 2
_LEAST_KNOWN = 0.6
"""In a line with fewer known words beside it, or a smaller share of them, nothing stands for a
word: such lines are debris, or in another language."""

_FEWEST_NAMES = 2
_SHARE_OF_NAMES = 0.2
"""A name stands with a capital alone in so many documents at least, and in such a share of them."""


class Sightings:
    """What was seen of the words of a collection.

    Only words that the dictionaries do not know are kept with their spellings, and only where they
    stand whole: not broken by a hyphen, and making no known word with a neighbour.

    Args:
        lexicon: the dictionaries.

    Attributes:
        documents: documents counted so far.
        occurrences: how often each word stands in them, in small letters.
        spread: in how many documents each stands.
        whole: for each unknown word, in how many documents it stands whole.
        spellings: for each unknown word, in how many documents each of its spellings stands.
        inside: for each unknown word, in how many documents it stands inside a line, where no
            margin can have clipped it.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.documents = 0
        self.occurrences: Counter[str] = Counter()
        self.spread: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()
        self.spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.inside: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count one document."""
        tokenized = TokenizedText(text)
        self.documents += 1
        small = [token.text.lower() for token in tokenized.tokens]
        self.occurrences.update(small)
        self.spread.update(set(small))
        spelled: set[tuple[str, str]] = set()
        inside: set[str] = set()
        tokens = tokenized.tokens
        good = self._good_lines(tokenized)
        for number, word in enumerate(small):
            token = tokens[number]
            if token.line not in good or number in tokenized.hyphenated:
                continue
            if not has_shape(token.text) or self._lexicon.word(word).flags:
                continue
            left = small[number - 1] if self._same_line(tokenized, number - 1, number) else ""
            right = small[number + 1] if self._same_line(tokenized, number, number + 1) else ""
            if self._known(left + word, left) or self._known(word + right, right):
                continue
            spelled.add((word, token.text))
            if left and right:
                inside.add(word)
        for word, spelling in spelled:
            self.spellings[word][spelling] += 1
        self.whole.update({word for word, _ in spelled})
        self.inside.update(inside)

    def spelling(self, word: str) -> str:
        """Return the spelling of an unknown word.

        The one that stands in most documents; but where a name is often enough written with a
        capital alone, that one, since cables write all names in capitals.
        """
        found = self.spellings[word]
        name = capitalise(word)
        if found[name] > found[word] and found[name] >= max(
            _FEWEST_NAMES, _SHARE_OF_NAMES * self.whole[word]
        ):
            return name
        return min(found.items(), key=lambda item: (-item[1], item[0]))[0]

    def _good_lines(self, tokenized: TokenizedText) -> set[int]:
        """Return the numbers of the lines that are lines of words."""
        known: Counter[int] = Counter()
        telling: Counter[int] = Counter()
        for token in tokenized.tokens:
            if len(token.text) >= _TELLING and token.text.isalpha():
                telling[token.line] += 1
                known[token.line] += bool(self._lexicon.word(token.text.lower()).flags)
        return {
            line
            for line, count in known.items()
            if count >= _FEWEST_KNOWN and count >= _LEAST_KNOWN * (telling[line] - 1)
        }

    def _same_line(self, tokenized: TokenizedText, first: int, second: int) -> bool:
        if first < 0 or second >= len(tokenized.tokens):
            return False
        return tokenized.tokens[first].line == tokenized.tokens[second].line

    def _known(self, joined: str, neighbour: str) -> bool:
        return bool(neighbour) and bool(self._lexicon.word(joined).flags)


def has_shape(text: str) -> bool:
    """Whether a token looks like a word, a name or a cryptonym: letters, with a vowel or capitals.

    >>> [t for t in ("AMLASH", "Varnhult", "QJWIN", "McCone", "tIie", "B1", "ieee") if has_shape(t)]
    ['AMLASH', 'Varnhult', 'QJWIN', 'McCone']
    """
    if not _SHORTEST <= len(text) <= _LONGEST or not _SHAPE.fullmatch(text):
        return False
    if _THRICE.search(text) or not text.replace("'", "").replace("’", "").isalpha():
        return False  # `²` is no letter, though a pattern takes it for one
    if text.isupper():
        return True
    if _VOWELS.isdisjoint(strip_accents(text)):
        return False
    rest = text[1:]
    return rest.islower() or text[:2] in ("Mc", "Ma", "De", "Di", "La", "Le", "Va", "O'", "O’")
