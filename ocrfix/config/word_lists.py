"""Files of words that are never changed, one word per line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ocrfix.system import safe_files
from ocrfix.text.tokens import TokenizedText

_MAX_BYTES = 32 << 20


def read_words(path: Path) -> Iterator[str]:
    """Yield the entries of a word file, without comments and empty lines.

    Raises:
        ValueError: it cannot be read; the text names the file, and the line.
    """
    try:
        data = safe_files.read(path, _MAX_BYTES)
    except safe_files.FileTooLarge as error:
        raise ValueError(f"{path}: {error}; write one word per line") from error
    except safe_files.UnreadableFile as error:
        raise ValueError(f"{path}: {error}; check word_files") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ValueError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from error
    for entry in text.splitlines():
        if (word := entry.strip()) and not word.startswith("#"):
            yield word


def single_words(entries: Sequence[str]) -> frozenset[str]:
    """Return the single words of entries, tokenized as a text is.

    >>> sorted(single_words(["Yang Shangkun", "AMLASH-1"]))
    ['1', 'AMLASH', 'Shangkun', 'Yang']
    """
    return frozenset(token.text for token in TokenizedText("\n".join(entries)).tokens)
