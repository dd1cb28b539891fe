"""Escaping of characters that a terminal takes for commands."""

from __future__ import annotations

import re

# What moves the cursor, clears the screen or names the window: C0 but tab and line feed, C1; and
# what changes the direction of text, so that a line reads differently from what it contains.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


def escape_controls(data: bytes) -> bytes:
    r"""Return text for a terminal, with control characters escaped.

    Files and pipes get the bytes as they are.

    >>> escape_controls(b"SECRET\x1b[2J\r\n")
    b'SECRET\\x1b[2J\n'
    """
    text = data.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    return _CONTROLS.sub(lambda found: ascii(found.group())[1:-1], text).encode("utf-8")
