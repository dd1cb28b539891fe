"""Reading a plain command line without Typer: the names in full, each value behind its name.

What is not plain (help, a mistake, values joined to short names, a command with commands of its
own) is left to Typer, which says what is wrong in its own words. Where a line is plain, both come
to the same, which a test holds to.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

from ocrfix.cli.declare import declared
from ocrfix.cli.registry import COMMANDS

COMPLETION = "_OCRFIX_COMPLETE"
"""Set by a shell that asks what may come next."""

_UNDERSTOOD = frozenset({"help", "metavar", "show_default", "hidden"})
"""What a declaration may say that does not change how a line is read."""


class _Unread(Exception):
    """The line is not plain."""


class _Known(NamedTuple):
    """A parameter: its name in Python, its type, whether it takes no value, or many."""

    name: str
    kind: Any
    flag: bool
    many: bool


def read(args: Sequence[str]) -> tuple[Callable[..., Any], dict[str, Any]] | None:
    """Return the function and the values that a command line calls for, or nothing.

    Args:
        args: the command line, without the name of the program.
    """
    if not args or args[0] not in COMMANDS or COMPLETION in os.environ:
        return None
    module, name = COMMANDS[args[0]]
    command: Callable[..., Any] = getattr(import_module(module), name)
    try:
        return command, values(command, args[1:])
    except _Unread:
        return None


def values(command: Callable[..., Any], args: Sequence[str]) -> dict[str, Any]:
    """Return the values of the parameters of ``command`` that ``args`` give.

    Raises:
        Exception: the line is not plain.
    """
    needed = _without_default(command)
    options, positional = _parameters(command, needed)
    given: dict[str, Any] = {}
    words: list[str] = []
    rest = iter(args)
    for word in rest:
        if word == "--":
            words += rest
        elif word == "-" or not word.startswith("-"):
            words.append(word)
        else:
            name, joined, value = word.partition("=")
            known = options.get(name)
            if known is None or (joined and (known.flag or not name.startswith("--"))):
                raise _Unread
            if known.flag:
                given[known.name] = True
                continue
            if not joined:
                try:
                    value = next(rest)
                except StopIteration:
                    raise _Unread from None
            read_value = _value(value, known.kind)
            if known.many:
                given.setdefault(known.name, []).append(read_value)
            else:
                given[known.name] = read_value
    if positional is None:
        if words:
            raise _Unread
    elif positional.many:
        if not words:
            raise _Unread
        given[positional.name] = [_value(word, positional.kind) for word in words]
    elif len(words) == 1:
        given[positional.name] = _value(words[0], positional.kind)
    else:
        raise _Unread
    if not needed <= given.keys():
        raise _Unread
    return given


def _without_default(command: Callable[..., Any]) -> set[str]:
    """Return the parameters of a function that have no default.

    Asking ``inspect`` takes a third of the time that Python needs to start, all of it to import it.

    >>> _without_default(lambda a, b=1, *, c, d=2: None) == {"a", "c"}
    True
    """
    function: Any = command
    code = function.__code__
    count = code.co_argcount
    names = code.co_varnames[: count + code.co_kwonlyargcount]
    defaults = len(function.__defaults__ or ())
    with_default = {*names[count - defaults : count], *(function.__kwdefaults__ or ())}
    return set(names) - with_default


def _parameters(
    command: Callable[..., Any], needed: set[str]
) -> tuple[dict[str, _Known], _Known | None]:
    """Return the options of a command by their names, and its argument."""
    options: dict[str, _Known] = {}
    positional: _Known | None = None
    for name, (kind, found) in declared(command).items():
        if found is None or not _UNDERSTOOD.issuperset(found.extras):
            raise _Unread
        many = get_origin(kind) is list
        known = _Known(name, get_args(kind)[0] if many else kind, kind is bool, many)
        if found.kind == "argument":
            if positional is not None or name not in needed:
                raise _Unread
            positional = known
            continue
        names = found.names or (f"--{name.replace('_', '-')}",)
        if known.flag and not found.names:
            raise _Unread  # Typer adds a name that says no
        options.update(dict.fromkeys(names, known))
    return options, positional


def _value(text: str, kind: Any) -> Any:
    """Return a value of the command line as the type of its parameter says."""
    kinds = [kind] if get_origin(kind) in (None, Literal) else get_args(kind)
    for each in kinds:
        if each is type(None):
            continue
        if each is str:
            return text
        if each is Path:
            return Path(text)
        if get_origin(each) is Literal and text in get_args(each):
            return text
        if each is int and text.isdecimal() and text.isascii():
            return int(text)
        if each is float:
            try:
                return float(text)
            except ValueError:
                raise _Unread from None
    raise _Unread
