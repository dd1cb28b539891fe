"""The word list of a folder of the user's own: what stands in it stays, new words come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ocrfix.lexicon import tables
from ocrfix.training.vocabulary import Entry

FILE_NAME = "words.tsv"

_MADE = "# Made by ocrfix learn vocabulary"


class WordList(NamedTuple):
    """A word list.

    Attributes:
        head: its comment, line by line.
        rows: its rows, as they stand.
    """

    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """The words, in small letters."""
        return frozenset(row[0].lower() for row in self.rows)


def read_words(path: Path) -> WordList:
    """Return the word list of a file, an empty one if there is no such file.

    Raises:
        TableError: it cannot be read; the message names the line.
        OSError: the same, of a file that may not be read.
    """
    if not path.exists():
        return WordList()
    rows = tuple(tables.rows(path, 3, least=1))
    head = []
    with path.open(encoding="utf-8") as lines:  # which the table has looked at
        for line in map(str.rstrip, lines):
            if line and not line.startswith("#"):
                break
            if line:
                head.append(line)
    return WordList(tuple(head), rows)


def added(old: WordList, found: Sequence[Entry], documents: int, least: int) -> WordList:
    """Return a word list with the words that are new to it, those in most documents first.

    Rows that stood there stay as they are; those without a number come first.

    Args:
        old: what stood there.
        found: what was found in the collection.
        documents: how many documents were read.
        least: in how many of them a word had to stand.

    >>> old = WordList((), (("Ashdown",), ("varnhult", "9", "Varnhult")))
    >>> added(old, [Entry("varnhult", 5, "Varnhult"), Entry("amlash", 12, "AMLASH")], 80, 3).rows
    (('Ashdown',), ('amlash', '12', 'AMLASH'), ('varnhult', '9', 'Varnhult'))
    """
    known = old.words
    rows = [*old.rows, *((e.word, str(e.documents), e.spelling) for e in found)]
    rows = [*old.rows, *(row for row in rows[len(old.rows) :] if row[0] not in known)]
    rows.sort(key=_falling)
    mine = (
        f"{_MADE} from {documents:,} documents: word, documents, spelling.",
        f"# In no dictionary, in at least {least} documents, and no likely misreading of another.",
        "# Read it, take out what is no word, and add what is missing: what you add stays.",
    )
    kept = tuple(line for line in old.head if line not in mine[1:] and not line.startswith(_MADE))
    return WordList((*kept, *mine), tuple(rows))


def written(words: WordList) -> str:
    """Return the text of the file."""
    lines: Iterable[str] = (*words.head, *("\t".join(row) for row in words.rows))
    return "".join(f"{line}\n" for line in lines)


def _falling(row: tuple[str, ...]) -> tuple[bool, int]:
    counted = len(row) > 1 and row[1].isdecimal()
    return counted, -int(row[1]) if counted else 0
