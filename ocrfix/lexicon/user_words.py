"""The word list of a user's own dictionary folder: existing rows stay, new words are added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ocrfix.lexicon import tables

FILE_NAME = "words.tsv"
"""The name of the list in a dictionary folder."""

_GENERATED = "# Made by ocrfix learn vocabulary"
"""The beginning of the comment by which a later run finds and replaces the earlier one."""


class LearnedWord(NamedTuple):
    """A learned row: a word in lower case, the documents that have it, its commonest spelling."""

    word: str
    documents: int
    spelling: str


class WordList(NamedTuple):
    """A word list.

    Attributes:
        head: its comment, line by line.
        rows: its rows, unchanged.
    """

    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """The words, in lower case."""
        return frozenset(row[0].lower() for row in self.rows)


def read_words(path: Path) -> WordList:
    """Return the word list of a file, an empty one if there is no such file.

    Raises:
        TableError: it cannot be read; the message names the line.
        OSError: the file may not be read.
    """
    if not path.exists():
        return WordList()
    rows = tuple(tables.read_rows(path, 3, min_columns=1))
    head = []
    with path.open(encoding="utf-8") as lines:  # known to be UTF-8 by now
        for line in map(str.rstrip, lines):
            if line and not line.startswith("#"):
                break
            if line:
                head.append(line)
    return WordList(tuple(head), rows)


def add_words(
    old: WordList, found: Sequence[LearnedWord], documents: int, min_documents: int
) -> WordList:
    """Return a word list with the words that are new to it, the most widespread first.

    Existing rows are unchanged; those without a number come first.

    Args:
        old: the existing list.
        found: the words found in the collection.
        documents: the number of documents read.
        min_documents: the minimum number of them in which a word occurs.

    >>> old = WordList((), (("Ashdown",), ("varnhult", "9", "Varnhult")))
    >>> new = [LearnedWord("varnhult", 5, "Varnhult"), LearnedWord("amlash", 12, "AMLASH")]
    >>> add_words(old, new, 80, 3).rows
    (('Ashdown',), ('amlash', '12', 'AMLASH'), ('varnhult', '9', 'Varnhult'))
    """
    known = old.words
    rows = [(e.word, str(e.documents), e.spelling) for e in found if e.word not in known]
    merged = sorted([*old.rows, *rows], key=_most_widespread_first)
    comment = (
        f"{_GENERATED} from {documents:,} documents: word, documents, spelling.",
        f"# In no dictionary, in at least {min_documents} documents, and no likely misreading of "
        "another word.",
        "# Read it, remove what is not a word, and add what is missing: what you add stays.",
    )
    retained = [
        line for line in old.head if line not in comment and not line.startswith(_GENERATED)
    ]
    return WordList((*retained, *comment), tuple(merged))


def to_text(words: WordList) -> str:
    """Return the text of the file."""
    lines: Iterable[str] = (*words.head, *("\t".join(row) for row in words.rows))
    return "".join(f"{line}\n" for line in lines)


def _most_widespread_first(row: tuple[str, ...]) -> tuple[bool, int]:
    counted = len(row) > 1 and row[1].isdecimal()
    return counted, -int(row[1]) if counted else 0
