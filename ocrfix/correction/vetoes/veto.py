"""Veto: a named reason not to make an edit, however probable the edit is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from ocrfix.edits import Edit
from ocrfix.lexicon import Lexicon

_T = TypeVar("_T")


class EditContext:
    """The text that edits apply to, and what vetoes derive from it.

    Args:
        text: the text before the edits; a whole document, or a part of one with whole lines.
        lexicon: the dictionaries.
    """

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self._derived: dict[Callable[[EditContext], Any], Any] = {}

    def derive(self, compute: Callable[[EditContext], _T]) -> _T:
        """Return ``compute(self)``, computed at most once, such as the addresses in the text."""
        if compute not in self._derived:
            self._derived[compute] = compute(self)
        found: _T = self._derived[compute]
        return found


class Veto(NamedTuple):
    """One reason not to make an edit.

    Attributes:
        name: what the veto protects, for tests and messages.
        reason: why such an edit is not made, as a sentence.
        applies: whether the veto holds for an edit in its context.
        reach: how many characters beyond the line of the edit it examines.
        kinds: the kinds of edits to which it applies; ``None`` for all.
    """

    name: str
    reason: str
    applies: Callable[[Edit, EditContext], bool]
    reach: int = 0
    kinds: frozenset[str] | None = None

    def is_for(self, kind: str) -> bool:
        """Return whether the veto applies to edits of a kind."""
        return self.kinds is None or kind in self.kinds


def find_veto(vetoes: Iterable[Veto], edit: Edit, context: EditContext) -> Veto | None:
    """Return the first of ``vetoes`` that holds for an edit, or ``None``."""
    for veto in vetoes:
        if veto.is_for(edit.kind) and veto.applies(edit, context):
            return veto
    return None
