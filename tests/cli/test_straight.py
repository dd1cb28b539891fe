"""A plain command line is read as Typer would read it; every other is left to Typer."""

from __future__ import annotations

from importlib import import_module
from inspect import signature
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.cli.declare import declared, typed
from ocrfix.cli.quick import QuickCommand, QuickGroup
from ocrfix.cli.registry import COMMANDS
from ocrfix.cli.straight import read

WORDS = ["a.txt", "-", "texts/", "json", "inline", "keep", "bold", "0", "2", "-1", "--", "", "x=y"]


def command(name: str) -> Any:
    module, function = COMMANDS[name]
    return getattr(import_module(module), function)


def by_typer(name: str, args: list[str]) -> dict[str, Any] | None:
    """Return the values that Typer reads, or nothing where it refuses."""
    source = command(name)
    seen: dict[str, Any] = {}

    def record(**values: Any) -> int:
        seen.update(values)
        return 0

    record.__signature__ = signature(source)  # type: ignore[attr-defined]
    record.__annotations__ = dict(source.__annotations__)
    record.__module__, record.__doc__ = source.__module__, source.__doc__
    record.__wrapped__ = source  # type: ignore[attr-defined]
    app = typer.Typer(cls=QuickGroup, add_completion=False)
    app.command(name, cls=QuickCommand)(typed(record))
    app.command("other")(lambda: None)
    try:
        app([name, *args], standalone_mode=False)
    except Exception:
        return None
    return seen


def options(name: str) -> list[str]:
    names = [n for _, found in declared(command(name)).values() if found for n in found.names]
    derived = [f"--{key.replace('_', '-')}" for key in declared(command(name))]
    return [*names, *derived]


@pytest.mark.parametrize("name", ["clean", "check", "tag", "stats"])
def test_the_usual_commands_are_read(name):
    assert read([name, "a.txt"]) is not None


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_left_to_typer(name):
    assert read([name, "--help"]) is None
    assert read([name, "--no-such"]) is None


@given(data=st.data())
def test_the_same_values(data):
    name = data.draw(st.sampled_from(sorted(COMMANDS)))
    word = st.sampled_from([*WORDS, *options(name)])
    args = data.draw(st.lists(st.one_of(word, st.tuples(word, word).map("=".join)), max_size=6))
    straight = read([name, *args])
    if straight is None:
        return
    function, values = straight
    expected = by_typer(name, args)
    assert expected is not None, args
    defaults = {key: parameter.default for key, parameter in signature(function).parameters.items()}
    assert {**defaults, **values} == expected
