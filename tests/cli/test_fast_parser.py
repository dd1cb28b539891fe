"""A plain command line is parsed as Typer would parse it; every other is left to Typer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.cli import app as module
from ocrfix.cli.fast_parser import parse
from ocrfix.cli.parameters import Argument, Option, parameters
from ocrfix.cli.registry import COMMANDS, load

WORDS = ["a.txt", "-", "texts/", "json", "inline", "keep", "bold", "0", "2", "-1", "0.5", "--", ""]
VALUES = ["text", "x=y", ".9", "1_0", "nan", "٣"]


@pytest.fixture(scope="module")
def typer_app() -> Any:
    """Typer's application, whose commands return the values of their parameters."""

    with pytest.MonkeyPatch.context() as patch:
        real = module._for_typer
        patch.setattr(module, "_for_typer", lambda command: _record(real(command)))
        return module.build_app()


def _record(call: Any) -> Any:
    def record(**values: Any) -> Any:
        return values

    record.__signature__ = call.__signature__  # type: ignore[attr-defined]
    record.__annotations__ = call.__annotations__
    return record


def parsed_by_typer(app: Any, args: list[str]) -> dict[str, Any] | None:
    """Return the values that Typer parses, or ``None`` if it refuses the line."""
    try:
        values: dict[str, Any] = app(args, standalone_mode=False)
    except Exception:
        return None
    return values


def option_names(name: str) -> list[str]:
    declared = [each.declaration for each in parameters(load(name))]
    return [n for each in declared if isinstance(each, Option) for n in each.names]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_parsed(name: str) -> None:
    required = {"convert": ["--to", "json"], "learn vocabulary": ["-o", "x"], "learn pairs": []}
    takes_path = any(isinstance(p.declaration, Argument) for p in parameters(load(name)))
    args = [*name.split(), *required.get(name, []), *(["a"] if takes_path else [])]
    if name == "learn pairs":
        args += ["--output", "x", "--precision", "0.9"]
    assert parse(args) is not None


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_name_and_a_help_text(name: str) -> None:
    for parameter in parameters(load(name)):
        declaration = parameter.declaration
        assert declaration.help.endswith(".")
        if isinstance(declaration, Option):
            assert any(option.startswith("--") for option in declaration.names)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_left_to_typer(name: str) -> None:
    assert parse([*name.split(), "--help"]) is None
    assert parse([*name.split(), "--no-such"]) is None


@given(data=st.data())
def test_the_same_values(typer_app: Any, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(COMMANDS)))
    word = st.sampled_from([*WORDS, *VALUES, *option_names(name)])
    args = data.draw(st.lists(st.one_of(word, st.tuples(word, word).map("=".join)), max_size=6))
    result = parse([*name.split(), *args])
    if result is None:
        return
    command, values = result
    expected = parsed_by_typer(typer_app, [*name.split(), *args])
    assert expected is not None, args
    assert {**{each.name: each.default for each in parameters(command)}, **values} == expected
