"""Adding words of a decisions file to the word list of a dictionary folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ocrfix.lexicon.user_words import FILE_NAME, WordList, read_words, to_text


def add_to_word_list(folder: Path, words: Iterable[str]) -> tuple[bytes, int]:
    r"""Return the word list of a dictionary folder with ``words`` added, and how many are new.

    The rest of the list is unchanged; the new words come first, among those of the user.

    Raises:
        TableError: the list is malformed; the message names the line.
        OSError: the list cannot be read.

    >>> add_to_word_list(Path("/nowhere"), ["Ashdcwn", "Ashdcwn"])
    (b'Ashdcwn\n', 1)
    """
    old = read_words(folder / FILE_NAME)
    known = {row[2] if len(row) == 3 else row[0] for row in old.rows}
    new = [word for word in dict.fromkeys(words) if word not in known]
    rows = (*((word,) for word in new), *old.rows)
    return to_text(WordList(old.head, rows)).encode("utf-8"), len(new)
