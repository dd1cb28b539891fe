"""Strict YAML: every scalar is a string, no key stands twice, every table knows its line.

A file of a user is read event by event, never loaded: a file that nests ten thousand deep would
take the interpreter down, and one with aliases can stand for more than any memory holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ocrfix.system import safe_files

_MOST_BYTES = 8 << 20
_DEEPEST = 20
"""How deep lists and tables may nest; those that come with the program are four deep."""


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
        ValueError: not YAML, not a mapping, a key that stands twice, an alias, lists and tables
            that nest too deep, too large a file or none; names file and line.
    """
    import yaml

    try:
        data = safe_files.read(path, _MOST_BYTES)
    except safe_files.FileTooLarge as error:
        raise ValueError(f"{path}:1: {error}; split it") from error
    except safe_files.UnreadableFile as error:
        raise ValueError(f"{path}:1: {error}; remove it, or make it a file") from error
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        top = _document(yaml.parse(data.decode("utf-8-sig"), Loader=loader), path)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = " ".join((getattr(error, "problem", None) or "not readable as YAML").split())
        raise ValueError(f"{path}:{line}: {problem}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}:1: not UTF-8 text: {error}") from error
    if top is None:
        return Table()
    if not isinstance(top, Table):
        raise ValueError(f"{path}:1: the file should hold a mapping of keys to values")
    return top


def _document(events: Iterator[Any], path: Path) -> Any:
    """Return the value of the one document of a file, or ``None`` where there is none."""
    import yaml

    top: Any = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise ValueError(f"{path}:{_line(event)}: a second document; keep one")
        elif isinstance(event, yaml.NodeEvent):
            top = _value(event, events, path, 1)
    return top


def _value(event: Any, events: Iterator[Any], path: Path, depth: int) -> Any:
    """Return the value that begins with an event, and take its other events."""
    import yaml

    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.AliasEvent):
        raise ValueError(f"{path}:{_line(event)}: an alias (*); write the value out")
    if depth > _DEEPEST:
        raise ValueError(f"{path}:{_line(event)}: nested too deep; at most {_DEEPEST} levels")
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_value(item, events, path, depth + 1))
        return items
    table = Table()
    table.place = f"{path}:{_line(event)}"
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        if not isinstance(key, yaml.ScalarEvent):
            raise ValueError(
                f"{path}:{_line(key)}: a key should be a word, not a list or a mapping"
            )
        if key.value in table:
            raise ValueError(
                f"{path}:{_line(key)}: the key {key.value!r} stands twice in one entry"
            )
        table[key.value] = _value(next(events), events, path, depth + 1)
    return table


def _line(event: Any) -> int:
    line: int = event.start_mark.line + 1
    return line
