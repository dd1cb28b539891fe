"""The correction stage: correctors that propose edits, one module per kind of damage.

A corrector looks at a :class:`ocrfix.correction.analysis.Analysis` and yields
:class:`ocrfix.edits.Edit` proposals on its text; none changes text.
:mod:`ocrfix.correction.stage` gathers them.
"""

from __future__ import annotations

KINDS: tuple[str, ...] = (
    "mojibake",
    "phrase",
    "clipped",
    "misread",
    "typist",
    "spacing",
    "letterspaced",
    "hyphenated",
    "case",
    "digits",
    "specks",
    "punctuation",
    "noise",
)
"""The kinds of damage that are mended, each with a switch of that name in ``config.yaml``."""
