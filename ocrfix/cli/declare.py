"""Options and arguments of a command, declared once for two readers.

:mod:`ocrfix.cli.straight` reads a plain command line by them at once; all else, and every help
text, is Typer's, for which :func:`typed` puts its own declarations in place of these. Importing
Typer takes a quarter of the time in which a page should be cleaned.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints


class Declared(NamedTuple):
    """An option or argument: its names on the command line, and what else Typer is to know."""

    kind: Literal["option", "argument"]
    names: tuple[str, ...]
    extras: dict[str, Any]


def Option(*names: str, **extras: Any) -> Declared:
    """Declare an option, as ``typer.Option`` does.

    >>> Option("--quiet", "-q", help="Say less.").names
    ('--quiet', '-q')
    """
    return Declared("option", names, extras)


def Argument(**extras: Any) -> Declared:
    """Declare an argument, as ``typer.Argument`` does."""
    return Declared("argument", (), extras)


def declared(command: Callable[..., Any]) -> dict[str, tuple[Any, Declared | None]]:
    """Return the type and the declaration of each parameter of a command.

    >>> def greet(name: Annotated[str, Argument(help="Whom.")]) -> None: ...
    >>> declared(greet)["name"][0]
    <class 'str'>
    """
    result: dict[str, tuple[Any, Declared | None]] = {}
    for name, hint in get_type_hints(command, include_extras=True).items():
        if name == "return":
            continue
        if get_origin(hint) is Annotated:
            kind, *notes = get_args(hint)
            found = next((note for note in notes if isinstance(note, Declared)), None)
            result[name] = kind, found
        else:
            result[name] = hint, None
    return result


def typed(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return the command, declared in the words of Typer."""
    from inspect import signature

    import typer

    hints: dict[str, Any] = {}
    for name, (kind, found) in declared(command).items():
        if found is None:
            hints[name] = kind
        elif found.kind == "option":
            hints[name] = Annotated[kind, typer.Option(*found.names, **found.extras)]
        else:
            hints[name] = Annotated[kind, typer.Argument(**found.extras)]

    @wraps(command)
    def call(**values: Any) -> Any:
        return command(**values)

    told = signature(command)
    call.__annotations__ = hints
    call.__signature__ = told.replace(  # type: ignore[attr-defined]
        parameters=[
            parameter.replace(annotation=hints.get(name, parameter.annotation))
            for name, parameter in told.parameters.items()
        ]
    )
    return call
