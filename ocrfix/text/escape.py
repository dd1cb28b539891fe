"""Escaping of characters that are not printable, for messages, tables and file names."""

from __future__ import annotations


def printable(text: str) -> str:
    r"""Return ``text`` on one line, with every character that is not printable escaped.

    A file name or a record may hold control characters, which must not reach a terminal.

    >>> printable("two\nlines")
    'two\\nlines'
    """
    return "".join(
        character
        if character.isprintable()
        else character.encode("unicode_escape", "surrogatepass").decode("ascii")
        for character in text
    )
