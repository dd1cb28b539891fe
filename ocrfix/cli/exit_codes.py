"""Exit codes of the program."""

from __future__ import annotations

OK = 0
"""Nothing to change and nothing found; or success of a command that does not report changes."""

CHANGED = 1
"""Something was changed or found."""

FAILED = 2
"""Complete or partial failure."""

INTERRUPTED = 130
"""Stopped by Ctrl-C or a signal, as is the convention of shells."""
