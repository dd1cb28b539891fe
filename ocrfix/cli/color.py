"""Colored output, on a terminal and unless ``NO_COLOR`` is set."""

from __future__ import annotations

import os
import sys
from typing import Literal

ColorChoice = Literal["auto", "always", "never"]

_BOLD, _RED, _GREEN, _CYAN, _RESET = "\033[1m", "\033[31m", "\033[32m", "\033[36m", "\033[0m"
_PREFIXES = (("---", _BOLD), ("+++", _BOLD), ("@@", _CYAN), ("-", _RED), ("+", _GREEN))
"""The colors of the lines of a diff, by prefix."""


def use_color(choice: ColorChoice) -> bool:
    """Whether to write standard output in color.

    See https://no-color.org for ``NO_COLOR``. The option takes precedence over it.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def color_diff(data: bytes) -> bytes:
    r"""Return a unified diff in color, with control characters escaped.

    >>> color_diff(b" letter\n+the\n")
    b' letter\n\x1b[32m+the\x1b[0m\n'
    """
    from ocrfix.text.escape import printable

    lines = []
    for line in data.decode("utf-8").split("\n"):
        escaped = "\t".join(printable(part) for part in line.removesuffix("\r").split("\t"))
        color = next((color for prefix, color in _PREFIXES if line.startswith(prefix)), "")
        lines.append(f"{color}{escaped}{_RESET}" if color else escaped)
    return "\n".join(lines).encode("utf-8")
