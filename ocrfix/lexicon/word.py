"""One word of the dictionaries: its frequency, and the sources that have it."""

from __future__ import annotations

DIPLOMATIC = 1
"""The word is in the counts of diplomatic English."""

ENGLISH = 2
"""The word is in a list of general English."""

PERSON = 4
"""A surname or given name of a person in U.S. diplomacy."""

PLACE = 8
"""Part of the name of a country or territory."""

ABBREVIATION = 16
"""An abbreviation from a published list."""

TITLE = 32
"""Most often printed with an initial capital."""

UPPER = 64
"""Most often printed in capitals."""

RARE = 128
"""A rarer word of English: a reason to leave the word alone, never a correction."""

FOREIGN = 256
"""A word of another language."""

ANY_ENGLISH = DIPLOMATIC | ENGLISH
"""The word is English, whichever source has it."""


class Word:
    """The lexicon entry of one word, looked up in lower case.

    Args:
        ngram_id: its number in the n-gram tables; 0 for an unknown word.
        log_probability: natural log of its probability among the words of diplomatic records.
        person_references: references to persons of that name in the history of U.S. diplomacy.
        lower_documents: documents of the collection that have it in lower case.
        title_documents: documents that have it with an initial capital.
        upper_documents: documents that have it in capitals.
        flags: the flags of this module; 0 for a word that only raw OCR text has.

    Attributes:
        documents: documents of the collection that have it, in any case; one that has it in two
            cases counts twice.
        is_english: whether :data:`ANY_ENGLISH` is among its flags.
    """

    def __init__(
        self,
        ngram_id: int,
        log_probability: float,
        person_references: int,
        lower_documents: int,
        title_documents: int,
        upper_documents: int,
        flags: int,
    ) -> None:
        self.ngram_id = ngram_id
        self.log_probability = log_probability
        self.person_references = person_references
        self.lower_documents = lower_documents
        self.title_documents = title_documents
        self.upper_documents = upper_documents
        self.documents = lower_documents + title_documents + upper_documents
        self.flags = flags
        self.is_english = flags & ANY_ENGLISH != 0
