"""Word counts of a collection, document by document, with the spellings of unknown words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from ocrfix.lexicon import Lexicon
from ocrfix.text.accents import strip_accents
from ocrfix.text.casing import capitalize
from ocrfix.text.tokens import TokenizedText

_MIN_LENGTH = 4
_MAX_LENGTH = 24

_WORD_SHAPE = re.compile(
    r"""
    [^\W\d_A-Z][^\W\d_]*                      # a word
    | [A-Z][^\W\d_]+                          # a name, or upper case
    | (?: Mac | Mc | De | Di | La | Le | Van | O['’] ) [A-Z][a-z]+
    """,
    re.VERBOSE,
)
_VOWELS = frozenset("aeiouyAEIOUY")

_TRIPLED_LETTER = re.compile(r"(.)\1\1", re.IGNORECASE)

_MIN_LENGTH_INFORMATIVE = 3
"""Shorter words are known too often to tell a line of words from a line of noise."""

_MIN_KNOWN_WORDS = 2
_MIN_KNOWN_SHARE = 0.6
"""A line with fewer known words besides the word in question, or a smaller share of them, is noise
or in another language, and nothing in it is counted as a word."""

_MIN_NAME_DOCUMENTS = 2
_MIN_NAME_SHARE = 0.2
"""In how many documents, and in what share of them, a name occurs capitalized, at least."""


class CollectionCounts:
    """How often, and in how many documents, the words of a collection occur.

    The spellings of a word are counted only if the dictionaries do not know it, and only where it
    is intact: not hyphenated at a line end, and not one half of a known word.

    Args:
        lexicon: the dictionaries.

    Attributes:
        documents: documents counted so far.
        occurrences: how often each word occurs, in lower case.
        document_counts: in how many documents each word occurs.
        intact_documents: for each unknown word, in how many documents it is intact.
        spellings: for each unknown word, in how many documents each of its spellings occurs.
        inner_documents: for each unknown word, in how many documents it is inside a line, where no
            margin can have clipped it.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.documents = 0
        self.occurrences: Counter[str] = Counter()
        self.document_counts: Counter[str] = Counter()
        self.intact_documents: Counter[str] = Counter()
        self.spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.inner_documents: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count one document."""
        tokenized = TokenizedText(text)
        self.documents += 1
        tokens = tokenized.tokens
        words = [token.text.lower() for token in tokens]
        self.occurrences.update(words)
        self.document_counts.update(set(words))
        spelled: set[tuple[str, str]] = set()
        inner: set[str] = set()
        lines_of_words = self._lines_of_words(tokenized)
        for index, word in enumerate(words):
            token = tokens[index]
            if token.line not in lines_of_words or index in tokenized.hyphenated:
                continue
            if not is_word_shaped(token.text) or self._lexicon.word(word).flags:
                continue
            left = words[index - 1] if _on_one_line(tokenized, index - 1, index) else ""
            right = words[index + 1] if _on_one_line(tokenized, index, index + 1) else ""
            if self._is_known(left + word, left) or self._is_known(word + right, right):
                continue
            spelled.add((word, token.text))
            if left and right:
                inner.add(word)
        for word, spelling in spelled:
            self.spellings[word][spelling] += 1
        self.intact_documents.update({word for word, _ in spelled})
        self.inner_documents.update(inner)

    def spelling(self, word: str) -> str:
        """Return the spelling of an unknown word.

        The one that most documents have; but where a name is capitalized often enough, that
        spelling, since cables write all names in upper case.
        """
        spellings = self.spellings[word]
        name = capitalize(word)
        if spellings[name] > spellings[word] and spellings[name] >= max(
            _MIN_NAME_DOCUMENTS, _MIN_NAME_SHARE * self.intact_documents[word]
        ):
            return name
        return min(spellings.items(), key=lambda item: (-item[1], item[0]))[0]

    def _lines_of_words(self, tokenized: TokenizedText) -> set[int]:
        """Return the numbers of the lines that consist of words and not of noise."""
        known: Counter[int] = Counter()
        informative: Counter[int] = Counter()
        for token in tokenized.tokens:
            if len(token.text) >= _MIN_LENGTH_INFORMATIVE and token.text.isalpha():
                informative[token.line] += 1
                known[token.line] += bool(self._lexicon.word(token.text.lower()).flags)
        return {
            line
            for line, count in known.items()
            if count >= _MIN_KNOWN_WORDS and count >= _MIN_KNOWN_SHARE * (informative[line] - 1)
        }

    def _is_known(self, joined: str, neighbor: str) -> bool:
        return bool(neighbor) and bool(self._lexicon.word(joined).flags)


def _on_one_line(tokenized: TokenizedText, first: int, second: int) -> bool:
    if first < 0 or second >= len(tokenized.tokens):
        return False
    return tokenized.tokens[first].line == tokenized.tokens[second].line


def is_word_shaped(text: str) -> bool:
    """Whether a token looks like a word, name or cryptonym: letters, with a vowel or in upper case.

    >>> words = ("AMLASH", "Varnhult", "QJWIN", "McCone", "tIie", "B1", "ieee")
    >>> [word for word in words if is_word_shaped(word)]
    ['AMLASH', 'Varnhult', 'QJWIN', 'McCone']
    """
    if not _MIN_LENGTH <= len(text) <= _MAX_LENGTH or not _WORD_SHAPE.fullmatch(text):
        return False
    if _TRIPLED_LETTER.search(text) or not text.replace("'", "").replace("’", "").isalpha():
        return False  # `²` is no letter, though a pattern takes it for one
    if text.isupper():
        return True
    if _VOWELS.isdisjoint(strip_accents(text)):
        return False
    rest = text[1:]
    return rest.islower() or text[:2] in ("Mc", "Ma", "De", "Di", "La", "Le", "Va", "O'", "O’")
