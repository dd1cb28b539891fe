"""Declarations of the parameters of commands.

A command is a function whose parameters are annotated with an :class:`Option` or an
:class:`Argument`. Typer's application (:mod:`ocrfix.cli.app`) and the parser of plain command lines
(:mod:`ocrfix.cli.fast_parser`) are both built from these declarations. They are not Typer's own
classes because importing Typer takes four times as long as starting Python.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

Command = Callable[..., int]
"""A function that executes a command and returns the exit code."""

REQUIRED: Any = object()
"""The default of a parameter that has none."""


class Option:
    """An option: its names on the command line, its help text, and a placeholder for its value."""

    def __init__(self, *names: str, help: str, metavar: str | None = None) -> None:
        self.names = names
        self.help = help
        self.metavar = metavar


class Argument:
    """A positional argument: its help text, and its name in messages."""

    def __init__(self, *, metavar: str, help: str) -> None:
        self.metavar = metavar
        self.help = help


class Parameter(NamedTuple):
    """A parameter of a command.

    Attributes:
        name: its name in Python.
        type: its type.
        declaration: how it appears on the command line.
        default: its default, or :data:`REQUIRED`.
    """

    name: str
    type: Any
    declaration: Option | Argument
    default: Any


def parameters(command: Command) -> list[Parameter]:
    """Return the parameters of a command.

    >>> def greet(name: Annotated[str, Argument(metavar="NAME", help="Who.")] = "you") -> int: ...
    >>> [(parameter.name, parameter.type, parameter.default) for parameter in parameters(greet)]
    [('name', <class 'str'>, 'you')]
    """
    defaults = _defaults(command)
    result = []
    for name, hint in get_type_hints(command, include_extras=True).items():
        if name == "return":
            continue
        if get_origin(hint) is not Annotated:
            raise TypeError(f"parameter {name!r} of {command.__name__} is not declared")
        type_, declaration = get_args(hint)
        result.append(Parameter(name, type_, declaration, defaults.get(name, REQUIRED)))
    return result


def _defaults(command: Any) -> dict[str, Any]:
    """Return the defaults of the parameters of a function.

    Importing ``inspect``, which has a function for this, takes a third of Python's startup time.
    """
    code, defaults = command.__code__, command.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    return {**dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))}
