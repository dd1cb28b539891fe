"""Showing text on a terminal, which takes some characters for orders."""

from __future__ import annotations

import re

# What moves the cursor, clears the screen or names the window: C0 but tab and line feed, C1; and
# what turns the direction of reading, so that a line says another thing than it shows.
_ORDERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


def tame(data: bytes) -> bytes:
    r"""Return what can be shown of the bytes of a text: orders to the terminal are written out.

    Files and pipes get the bytes as they are; only a terminal gets these.

    >>> tame(b"SECRET\x1b[2J\r\n")
    b'SECRET\\x1b[2J\n'
    """
    text = data.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    return _ORDERS.sub(lambda sign: ascii(sign.group())[1:-1], text).encode("utf-8")
