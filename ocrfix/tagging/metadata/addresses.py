"""Addresses of telegrams: known words in their right spelling, without precedence and serial."""

from __future__ import annotations

from ocrfix.tagging.metadata.spelling import closest, similarity, squeezed
from ocrfix.tagging.rules.card_labels import CardLabels

_MAX_ADDRESS_WORDS = 12
_MIN_SIMILAR_WORD = 0.65
"""The words of an address are few and known, so much may be garbled in one."""
_MIN_SIMILAR_PRECEDENCE = 0.7
_MIN_PRECEDENCE_CHARS = 5
"""So much of a precedence must be left where its end is lost; posts have names as short."""


def telegram_address(text: str, labels: CardLabels) -> str:
    """Return the address of a telegram without precedence and serial, or as written.

    >>> known = CardLabels(telegram_precedences=("PRIORITY",))
    >>> telegram_address("AMEMBASSY QUITO PRIORITY 12", known)
    'AMEMBASSY QUITO'
    """
    return Addresses(labels).read(text) or text


class Addresses:
    """Reads addresses: without precedence and serial, known words in their right spelling."""

    def __init__(self, labels: CardLabels) -> None:
        self._addresses = labels.telegram_addresses
        self._words = labels.telegram_words
        self._precedences = labels.telegram_precedences

    def read(self, text: str) -> str | None:
        """Return an address, or ``None`` if nothing of it is legible.

        >>> labels = CardLabels(telegram_words=("SECSTATE",), telegram_precedences=("PRIORITY",))
        >>> Addresses(labels).read("SECSTATF WASHDC PRIORITY 4567")
        'SECSTATE WASHDC'
        """
        for name in self._addresses:
            size = len(squeezed(name))
            words = text.split()[:_MAX_ADDRESS_WORDS]
            for count in range(1, len(words) + 1):
                start = squeezed(" ".join(words[:count]))
                if abs(len(start) - size) <= 2 and similarity(start, squeezed(name)) >= 0.7:
                    return name
        legible: list[str] = []
        is_known = is_cut = False
        for word in text.replace("/", " / ").replace("*", " ").split()[:_MAX_ADDRESS_WORDS]:
            bare = squeezed(word)
            if not bare or word.isdigit() or self._is_precedence(word):
                if legible:
                    break
                continue
            known = closest(word, self._words, _MIN_SIMILAR_WORD) if len(bare) >= 4 else None
            if not known and not word.strip(".,'").isupper():
                is_cut = True
                break
            is_known = is_known or bool(known)
            legible.append(known or word.strip(".,;:"))
        if is_cut and len(legible) == 1 and not is_known:
            return None  # A word that is as garbled as the one after it.
        address = " ".join(legible)
        return address if len(address) >= 4 and not set(address) & set("?!*{}[]|") else None

    def _is_precedence(self, word: str) -> bool:
        """Return whether a word is a precedence, or a garbled one that lacks its end."""
        if closest(word, self._precedences, _MIN_SIMILAR_PRECEDENCE):
            return True
        bare = squeezed(word)
        starts = (name[: len(bare)] for name in self._precedences if len(name) > len(bare))
        is_long = len(bare) >= _MIN_PRECEDENCE_CHARS
        return is_long and bool(closest(bare, starts, _MIN_SIMILAR_PRECEDENCE))
