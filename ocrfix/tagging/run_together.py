"""Run-together words: one word in which OCR joined two phrases, cut apart again."""

from __future__ import annotations

from ocrfix.tagging.phrase_index import MIN_GARBLED_CHARS, Phrase, PhraseIndex
from ocrfix.text.letters import FoldedWord

_MIN_JOINED_CHARS = 6
_MAX_PHRASE_WORDS = 4
"""How many words before and after a joined word may belong to its phrases."""


class JoinedPhrases:
    """Cuts words that belong to two phrases.

    Args:
        index: the phrases.
        separator_misreadings: characters that a slash or space between phrases is misread as.
    """

    def __init__(self, index: PhraseIndex, separator_misreadings: str) -> None:
        self._index = index
        self._separators = frozenset(separator_misreadings)

    def cut_words(self, words: list[FoldedWord]) -> list[FoldedWord]:
        """Cut words in which one phrase ends and the next begins: `IN PARTUNCLASSIFIED`."""
        result: list[FoldedWord] = []
        for number, word in enumerate(words):
            cut = self._border(words, number)
            if cut:
                result.append(FoldedWord(word.start, word.start + cut, word.key[:cut]))
                result.append(FoldedWord(word.start + cut, word.end, word.key[cut:]))
            else:
                result.append(word)
        return result

    def two_phrases(self, word: FoldedWord) -> tuple[int, Phrase, int, Phrase] | None:
        """Return the two phrases of which a word such as RELEASEDUNCLASSIFIED consists.

        Returns:
            The end of the first and the first, the start of the second (offsets of the line) and
            the second.
        """
        key = word.key
        if len(key) < 2 * MIN_GARBLED_CHARS or len(key) != word.end - word.start:
            return None
        if key[:MIN_GARBLED_CHARS] not in self._index.prefixes:
            return None
        exact = self._index.exact
        for cut in range(MIN_GARBLED_CHARS, len(key) - MIN_GARBLED_CHARS + 1):
            first = exact.get(key[:cut])
            if not first:
                continue
            for separator in (0, 1):
                if separator and key[cut] not in self._separators:
                    continue
                second = exact.get(key[cut + separator :])
                if second:
                    middle = word.start + cut
                    return middle, first, middle + separator, second
        return None

    def _border(self, words: list[FoldedWord], number: int) -> int:
        """Return how many letters of a word belong to a phrase that ends in it; 0 for none."""
        word = words[number]
        exact = self._index.exact
        if len(word.key) < _MIN_JOINED_CHARS or len(words) == 1 or word.key in exact:
            return 0
        if len(word.key) != word.end - word.start:
            return 0
        cuts = self._likely_cuts(word.key)
        if cuts is None:
            return 0
        before = [""]
        for earlier in reversed(words[max(0, number - _MAX_PHRASE_WORDS) : number]):
            before.append(earlier.key + before[-1])
        after = [""]
        for later in words[number + 1 : number + 1 + _MAX_PHRASE_WORDS]:
            after.append(after[-1] + later.key)
        for cut in cuts:
            head, tail = word.key[:cut], word.key[cut:]
            ends = [len(start + head) for start in before if start + head in exact]
            begins = [len(tail + end) for end in after if tail + end in exact]
            if ends and begins and min(max(ends), max(begins)) >= MIN_GARBLED_CHARS:
                return cut
        return 0

    def _likely_cuts(self, key: str) -> list[int] | None:
        """Return where a phrase may end and the next begin in a word."""
        prefixes, suffixes = self._index.prefixes, self._index.suffixes
        cuts: list[int] | None = None
        for cut in range(2, len(key) - 1):
            if key[:cut] in suffixes and key[cut:] in prefixes:
                if cuts is None:
                    cuts = []
                cuts.append(cut)
        return cuts
