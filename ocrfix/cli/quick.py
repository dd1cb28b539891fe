"""Reading the few kinds of options we have without Pydantic.

Typer (from 0.26 on) hands every value of the command line to Pydantic, which takes 70 ms to import:
a quarter of the time in which a page should be cleaned. Our values are texts, paths and words of a
choice, so a command class of our own reads them. Where Typer is built otherwise, it is let be.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import typer
from typer.core import TyperCommand, TyperGroup


class QuickCommand(TyperCommand):
    """A command whose options are read by :func:`read_value`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read ``args`` into the parameters of the command."""
        for param in self.get_params(ctx):
            _make_quick(param)
        return super().parse_args(ctx, args)


class QuickGroup(TyperGroup):
    """A group of commands whose own options are read by :func:`read_value`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read ``args`` into the parameters of the group."""
        for param in self.get_params(ctx):
            _make_quick(param)
        return super().parse_args(ctx, args)


def read_value(value: Any, annotation: Any) -> Any:
    """Return a value of the command line as the annotation of its parameter says.

    Args:
        value: a text, several of them, or what is no text: a default.
        annotation: ``str``, ``int``, ``Path``, a ``Literal`` of texts, one of them or ``None``,
            or a list.

    Raises:
        typer.BadParameter: it is none of the words of the choice.

    >>> read_value("text", Literal["text", "json"] | None)
    'text'
    >>> read_value(("a.txt", "-"), list[str])
    ['a.txt', '-']
    """
    if isinstance(value, tuple | list):
        return [read_value(part, get_args(annotation)[0]) for part in value]
    if not isinstance(value, str):
        return value
    kinds = [annotation] if get_origin(annotation) in (None, Literal) else get_args(annotation)
    for kind in kinds:
        if kind is Path:
            return Path(value)
        if kind is int:
            try:
                return int(value)
            except ValueError:
                raise typer.BadParameter(f"{value!r} is not a whole number") from None
        if get_origin(kind) is Literal and value not in get_args(kind):
            raise typer.BadParameter(f"{value!r} is none of {', '.join(get_args(kind))}")
    return value


def _make_quick(param: Any) -> None:
    """Put our reading in the place where Typer would put Pydantic's when it is first needed."""
    try:
        from typer._coercion import RuntimeParam
    except ImportError:
        return

    class Quick(RuntimeParam):
        def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:
            return read_value(value, self.annotation)

    if getattr(param, "_runtime_param", Quick) is None and hasattr(RuntimeParam, "coerce"):
        descriptor = param.type_descriptor
        param._runtime_param = Quick(descriptor.parameter_info, descriptor.annotation)
