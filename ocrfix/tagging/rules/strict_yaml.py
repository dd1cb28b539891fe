"""Strict YAML: all scalars are strings, keys are unique, and every mapping knows its line.

User files are read event by event, never loaded as a whole: nesting ten thousand levels deep would
crash the interpreter, and aliases can expand to more than any memory holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ocrfix.system import safe_files

_MAX_BYTES = 8 << 20
_MAX_DEPTH = 20
"""How deep lists and mappings may nest; those that come with ocrfix are four deep."""


class YamlTable(dict[str, Any]):
    """A mapping read from a file.

    Attributes:
        location: file and line, as ``exemptions.yaml:12``.
    """

    location: str = ""


def read_table(path: Path) -> YamlTable:
    """Read one YAML file whose top is a mapping.

    Plain YAML turns ``on``, ``NO``, ``12:30`` and ``010`` into other values and silently accepts
    repeated keys, which would corrupt tables of codes and dates.

    Raises:
        ValueError: not YAML, not a mapping, a repeated key, an alias, lists and mappings nested too
            deep, a file that is too large or not readable; names file and line.
    """
    import yaml

    try:
        data = safe_files.read(path, _MAX_BYTES)
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
        return YamlTable()
    if not isinstance(top, YamlTable):
        raise ValueError(f"{path}:1: the file must contain a mapping of keys to values")
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
                raise ValueError(f"{path}:{_line(event)}: a second document; keep only one")
        elif isinstance(event, yaml.NodeEvent):
            top = _value(event, events, path, 1)
    return top


def _value(event: Any, events: Iterator[Any], path: Path, depth: int) -> Any:
    """Return the value that begins with an event, consuming its other events."""
    import yaml

    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.AliasEvent):
        raise ValueError(f"{path}:{_line(event)}: an alias (*); write the value out")
    if depth > _MAX_DEPTH:
        raise ValueError(f"{path}:{_line(event)}: nested too deep, at most {_MAX_DEPTH} levels")
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_value(item, events, path, depth + 1))
        return items
    table = YamlTable()
    table.location = f"{path}:{_line(event)}"
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        if not isinstance(key, yaml.ScalarEvent):
            raise ValueError(f"{path}:{_line(key)}: a key must be a word, not a list or a mapping")
        if key.value in table:
            raise ValueError(f"{path}:{_line(key)}: the key {key.value!r} is repeated in one entry")
        table[key.value] = _value(next(events), events, path, depth + 1)
    return table


def _line(event: Any) -> int:
    line: int = event.start_mark.line + 1
    return line
