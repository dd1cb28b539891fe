"""Marking words: the words that markings are made of, also misread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ocrfix.lexicon.distance import edit_distance
from ocrfix.tagging.phrase_index import Phrase, PhraseFilter
from ocrfix.tagging.rules.schema import Rule

MIN_CHARS = 4
"""Shorter words resemble too many others."""

_ERRORS_BY_LENGTH = ((6, 1), (9, 2))
"""Below so many letters, how many may be wrong."""
_MAX_ERRORS = 3
_NO_RULE = Rule(id="", type="", certainty="sure", sources=(), examples=(), counterexamples=())


def max_errors(size: int) -> int:
    """Return how many letters of a word of ``size`` letters may be wrong."""
    return next((errors for below, errors in _ERRORS_BY_LENGTH if size < below), _MAX_ERRORS)


class MarkingWords:
    """The words of markings, looked up exactly or with a few letters wrong.

    Args:
        types: each word in folded capitals, with the marker types it stands in.

    >>> words = MarkingWords({"SECRET": ("classification",), "RELEASE": ("release",)})
    >>> words.nearest("SECRFT"), words.nearest("TABLE")
    (('SECRET', 1), None)
    """

    def __init__(self, types: Mapping[str, tuple[str, ...]]) -> None:
        self.types = types
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(types):
            self._by_length.setdefault(len(word), []).append(word)
        self._filters: dict[int, PhraseFilter] = {}

    def nearest(self, key: str) -> tuple[str, int] | None:
        """Return the most similar word and the number of wrong letters, if it is similar enough."""
        if key in self.types:
            return key, 0
        size = len(key)
        if size < MIN_CHARS:
            return None
        limit = max_errors(size)
        best: tuple[int, str] | None = None
        for phrase in self._filter(size, limit).candidates(key):
            errors = edit_distance(key, phrase.key, limit)
            if errors <= limit and (best is None or (errors, phrase.key) < best):
                best = errors, phrase.key
        return (best[1], best[0]) if best else None

    def _filter(self, size: int, limit: int) -> PhraseFilter:
        found = self._filters.get(size)
        if found is None:
            lengths: Iterable[int] = range(size - limit, size + limit + 1)
            found = self._filters[size] = PhraseFilter(
                [
                    Phrase(word, word, _NO_RULE, 1, limit)
                    for length in lengths
                    for word in self._by_length.get(length, ())
                ]
            )
        return found
