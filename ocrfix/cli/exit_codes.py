"""Exit codes of the program."""

from __future__ import annotations

OK = 0
"""Nothing to change and nothing found; or done, by a command that does not report changes."""

CHANGED = 1
"""Something was changed or found."""

FAILED = 2
"""Some of the work could not be done."""

INTERRUPTED = 130
"""Stopped by Ctrl-C or a signal, by the convention of shells."""
