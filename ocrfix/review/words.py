"""Words that are never to be touched: from a decisions file into a dictionary of the user's own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ocrfix.lexicon.user_words import FILE_NAME, WordList, read_words, to_text


def with_words(folder: Path, words: Iterable[str]) -> tuple[bytes, int]:
    r"""Return the word list of a dictionary folder with ``words`` added, and how many are new.

    What stands in it stays as it is; the new words come first, where the user's own stand.

    Raises:
        TableError: the list that is there cannot be read; the message names the line.
        OSError: the same, of a file that may not be read.

    >>> with_words(Path("/nowhere"), ["Ashdcwn", "Ashdcwn"])
    (b'Ashdcwn\n', 1)
    """
    old = read_words(folder / FILE_NAME)
    known = {row[2] if len(row) == 3 else row[0] for row in old.rows}
    new = [word for word in dict.fromkeys(words) if word not in known]
    rows = (*((word,) for word in new), *old.rows)
    return to_text(WordList(old.head, rows)).encode("utf-8"), len(new)
