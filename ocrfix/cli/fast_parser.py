"""The parser of plain command lines, which does not import Typer.

A line is plain if option names are in full and each value is separate or joined with ``=``.
Everything else (help, a mistake, ``-j4``) is left to Typer, which also formats the message. If both
can parse a line, they agree, which a test verifies.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from ocrfix.cli.parameters import REQUIRED, Argument, Command, Option, Parameter, parameters
from ocrfix.cli.registry import COMMANDS, GROUPS, load

COMPLETION_VARIABLE = "_OCRFIX_COMPLETE"
"""The environment variable with which a shell requests completions."""


class _NotPlain(Exception):
    """The command line has to be parsed by Typer."""


def parse(args: Sequence[str]) -> tuple[Command, dict[str, Any]] | None:
    """Return the function and the arguments of a command line, or ``None``.

    Args:
        args: the command line, without the name of the program.
    """
    name, rest = split_command(args)
    if name is None:
        return None
    command = load(name)
    try:
        return command, _values(parameters(command), iter(rest))
    except _NotPlain:
        return None


def split_command(args: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """Return the name of the command, ``None`` if there is none, and the other arguments.

    >>> split_command(["learn", "pairs", "a.jsonl"])
    ('learn pairs', ['a.jsonl'])
    """
    words = 2 if args and args[0] in GROUPS else 1
    name = " ".join(args[:words])
    if name not in COMMANDS or COMPLETION_VARIABLE in os.environ:
        return None, args
    return name, args[words:]


def _values(declared: Sequence[Parameter], args: Iterator[str]) -> dict[str, Any]:
    """Return the values that a command line gives to the parameters of a command."""
    options = {
        name: parameter
        for parameter in declared
        if isinstance(parameter.declaration, Option)
        for name in parameter.declaration.names
    }
    values: dict[str, Any] = {}
    positional: list[str] = []
    for arg in args:
        if arg == "--":
            positional += args
        elif arg == "-" or not arg.startswith("-"):
            positional.append(arg)
        else:
            name, joined, value = arg.partition("=")
            option = options.get(name)
            if option is None or (joined and (option.type is bool or not name.startswith("--"))):
                raise _NotPlain
            if option.type is bool:
                values[option.name] = True
            else:
                given = value if joined else next(args, None)
                list_type = _list_type(option.type)
                if list_type is None:
                    values[option.name] = _convert(given, option.type)
                else:  # it may be repeated
                    one = _convert(given, get_args(list_type)[0])
                    values.setdefault(option.name, []).append(one)
    arguments = [each for each in declared if isinstance(each.declaration, Argument)]
    values |= _arguments(arguments, positional)
    if any(each.default is REQUIRED and each.name not in values for each in declared):
        raise _NotPlain
    return values


def _arguments(declared: Sequence[Parameter], given: list[str]) -> dict[str, Any]:
    """Return the values of positional arguments, of which the last may be a list."""
    values: dict[str, Any] = {}
    for parameter in declared:
        if not given:
            break
        list_type = _list_type(parameter.type)
        if list_type is None:
            values[parameter.name] = _convert(given.pop(0), parameter.type)
        else:
            values[parameter.name] = [_convert(value, get_args(list_type)[0]) for value in given]
            given = []
    if given:
        raise _NotPlain
    return values


def _list_type(type_: Any) -> Any:
    """Return ``list[...]`` if that is the type, or ``None`` the only other possibility."""
    return next((each for each in (type_, *get_args(type_)) if get_origin(each) is list), None)


def _convert(value: str | None, type_: Any) -> Any:
    """Return a value of the command line in the type of its parameter."""
    if value is None:
        raise _NotPlain
    types = [type_] if get_origin(type_) in (None, Literal) else get_args(type_)
    for each in types:
        if each is str:
            return value
        if each is Path:
            return Path(value)
        if get_origin(each) is Literal and value in get_args(each):
            return value
        if each in (int, float) and value.isascii() and value.isdecimal() and len(value) < 10:
            return each(value)
        if each is float and _is_decimal_fraction(value):
            return float(value)
    raise _NotPlain


def _is_decimal_fraction(value: str) -> bool:
    whole, point, fraction = value.partition(".")
    return point == "." and all(part.isascii() and part.isdecimal() for part in (whole, fraction))
