"""The correction stage: correctors that propose edits, one module per kind of damage.

<<<<<<< HEAD
A corrector looks at a :class:`ocrfix.correction.analysis.Analysis` and yields
:class:`ocrfix.document.Edit` proposals on its text; none changes text.
=======
A corrector looks at a :class:`ocrfix.correction.analysis.Proof` and yields
:class:`ocrfix.edits.Edit` proposals on its text; none changes text.
>>>>>>> 477829e (Records below, documents above: edits, records and codec no longer import what renders them)
:mod:`ocrfix.correction.stage` gathers them.
"""

from __future__ import annotations

KINDS: tuple[str, ...] = (
    "encoding",
    "phrase",
    "clipped",
    "misread",
    "typist",
    "spacing",
    "letterspaced",
    "broken",
    "case",
    "digits",
    "specks",
    "punctuation",
    "debris",
)
"""The kinds of damage that are mended, each with a switch of that name in ``config.yaml``."""
