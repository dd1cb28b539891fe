"""Strict YAML: every scalar is a string, no key stands twice, every table knows its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any


class Table(dict[str, Any]):
    """A mapping read from a file, with the place it was read from.

    Attributes:
        place: file and line, as ``exemptions.yaml:12``.
    """

    place: str = ""


def read_table(path: Path) -> Table:
    """Read one YAML file whose top is a mapping.

    Plain YAML turns ``on``, ``NO``, ``12:30`` and ``010`` into other things and lets a repeated key
    win silently; a table of codes and dates cannot have that.

    Raises:
        ValueError: not YAML, not a mapping, or a key that stands twice; names file and line.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        top = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "not readable as YAML"
        raise ValueError(f"{path}:{line}: {problem}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}:1: not UTF-8 text: {error}") from error
    if top is None:
        return Table()
    value = _value(top, path)
    if not isinstance(value, Table):
        raise ValueError(f"{path}:1: the file should hold a mapping of keys to values")
    return value


def _value(node: Any, path: Path) -> Any:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path) for item in node.value]
    table = Table()
    table.place = f"{path}:{node.start_mark.line + 1}"
    for key_node, value_node in node.value:
        key = key_node.value
        line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise ValueError(f"{path}:{line}: a key should be a word, not a list or a mapping")
        if key in table:
            raise ValueError(f"{path}:{line}: the key {key!r} stands twice in one entry")
        table[key] = _value(value_node, path)
    return table
