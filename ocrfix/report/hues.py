"""Hues: the colors that distinguish kinds and types on the page, evenly spaced."""

from __future__ import annotations

from ocrfix.correction.corrector import KINDS
from ocrfix.records import MARKER_TYPES


def hue(name: str) -> str:
    """Return the CSS class with the color of a kind or type.

    >>> hue("case"), hue("exemption")
    ('h0', 't0')
    """
    if name in MARKER_TYPES:
        return f"t{MARKER_TYPES.index(name)}"
    return f"h{KINDS.index(name) if name in KINDS else len(KINDS)}"


def hue_rules() -> str:
    """Return the CSS rules of all classes that :func:`hue` names.

    >>> hue_rules().splitlines()[0]
    '.h0 { --hue: 0 }'
    """
    classes = {"h": len(KINDS) + 1, "t": len(MARKER_TYPES)}
    return "".join(
        f".{letter}{number} {{ --hue: {360 * number // count} }}\n"
        for letter, count in classes.items()
        for number in range(count)
    )
