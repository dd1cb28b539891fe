"""Colour, where a person looks: on a terminal, and not where ``NO_COLOR`` is set."""

from __future__ import annotations

import os
import sys
from typing import Literal

Choice = Literal["auto", "always", "never"]

_BOLD, _RED, _GREEN, _CYAN, _OFF = "\033[1m", "\033[31m", "\033[32m", "\033[36m", "\033[0m"
_OPENINGS = (("---", _BOLD), ("+++", _BOLD), ("@@", _CYAN), ("-", _RED), ("+", _GREEN))


def wanted(choice: Choice) -> bool:
    """Whether to write standard output in colour.

    See https://no-color.org for ``NO_COLOR``; the option wins over it, since it was typed now.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def diff(data: bytes) -> bytes:
    r"""Return a unified diff in colour, and with nothing in it that would steer the terminal.

    >>> diff(b" letter\n+the\n")
    b' letter\n\x1b[32m+the\x1b[0m\n'
    """
    from ocrfix.text.escape import printable

    lines = []
    for line in data.decode("utf-8").split("\n"):
        told = "\t".join(printable(part) for part in line.removesuffix("\r").split("\t"))
        color = next((color for opening, color in _OPENINGS if line.startswith(opening)), "")
        lines.append(f"{color}{told}{_OFF}" if color else told)
    return "\n".join(lines).encode("utf-8")
