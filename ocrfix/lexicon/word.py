"""What is known of one word."""

from __future__ import annotations


class Word:
    """What is known of one word, looked up in small letters.

    Args:
        number: its number for word pairs and triples; 0 for a word that is not known.
        likelihood: natural log of how likely it is among the words of diplomatic records.
        people: references to persons of that name in the history of U.S. diplomacy.
        small: documents of the collection in which it stands in small letters.
        title: documents in which it stands with a capital.
        capitals: documents in which it stands in capitals.
        flags: the bits of :mod:`ocrfix.lexicon.format`; 0 where only raw OCR text has it.
    """

    def __init__(
        self,
        number: int,
        likelihood: float,
        people: int,
        small: int,
        title: int,
        capitals: int,
        flags: int,
    ) -> None:
        self.number = number
        self.likelihood = likelihood
        self.people = people
        self.small = small
        self.title = title
        self.capitals = capitals
        self.flags = flags
