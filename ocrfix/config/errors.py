"""The error for settings that cannot be used, and the names of settings in its messages."""

from __future__ import annotations

from ocrfix.text.escape import printable

SettingPath = tuple[str, ...]
"""The names that lead to a setting: ``("correct", "threshold")``."""

_MAX_NAME_CHARS = 200
"""A longer name is cut: it may be anything that somebody wrote into a file."""


class ConfigError(ValueError):
    """Settings that cannot be used; the text is one line: FILE:LINE: what is wrong; what to do."""


def setting_name(path: SettingPath) -> str:
    """Return the name of a setting for a message, safe to print.

    >>> setting_name(("correct", "threshold"))
    'correct.threshold'
    """
    name = printable(".".join(map(str, path)))
    return name if len(name) < _MAX_NAME_CHARS else name[:_MAX_NAME_CHARS] + " ..."
