"""The table ``[tool.ocrfix]`` of a ``pyproject.toml``, with line numbers where they can be found.

Python's parser drops line numbers. They are recovered by searching for headers and names at the
beginnings of lines; a name in an inline table gets the line of the table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from ocrfix.config.errors import ConfigError, SettingPath

# The lines of multi-line strings are searched too, so these must be linear in the length of a line:
# each character matches one part only, and the possessive quantifiers prevent backtracking.
_HEADER = re.compile(r"\[([^\[\]=]{1,500}+)\]\s*+(?:#.*)?$")
_NAME = re.compile(r"""((?:[\w\-.\s]|"[^"\\]*+"|'[^']*+')++)=""")

MAX_BYTES = 1 << 20

_MAX_DEPTH = 8
"""No setting has a name of more parts."""

_MAX_PARTS = 64
"""Python's parser takes time quadratic in the number of parts of a name."""

_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def has_table(path: str, name: str) -> bool:
    """Whether a TOML file has a table ``tool.ocrfix``.

    Raises:
        ConfigError: it is not TOML; ``name`` is the file in the message.
    """
    with open(path, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ConfigError(f"{name}:1: more than {MAX_BYTES:,} bytes; keep settings in .ocrfix.yaml")
    return _table(data, name) is not None


def parse(data: bytes, name: str) -> tuple[dict[str, Any], dict[SettingPath, int]]:
    r"""Return the tree of the table, and the line (from 1) of the name at each path in it.

    The empty path is the table itself.

    Args:
        data: the file.
        name: the file, as messages name it.

    Raises:
        ConfigError: not TOML, or no such table.

    >>> parse(b"[tool.ocrfix]\nemit.marks = 'keep'\n", "pyproject.toml")
    ({'emit': {'marks': 'keep'}}, {(): 1, ('emit',): 2, ('emit', 'marks'): 2})
    """
    tree = _table(data, name)
    if tree is None:
        raise ConfigError(f"{name}:1: no table [tool.ocrfix] in it; add one")
    lines: dict[SettingPath, int] = {}
    for path, line in _names(data.decode("utf-8")):
        if path[:2] != ("tool", "ocrfix") or len(path) > _MAX_DEPTH:
            continue
        for length in range(2, len(path) + 1):
            if _has(tree, path[2:length]):
                lines.setdefault(path[2:length], line)
    return tree, lines


def _table(data: bytes, name: str) -> dict[str, Any] | None:
    if _many_parts(data):
        raise ConfigError(
            f"{name}:1: a name of more than {_MAX_PARTS} parts; write sections and names"
        )
    try:
        tool = tomllib.loads(data.decode("utf-8")).get("tool")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{name}:{line}: not UTF-8; save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _LINE.search(message)
        line = int(at[1]) if at else data.count(b"\n") + 1
        problem = _LINE.sub("", message).replace("(at end of document)", "").strip().lower()
        raise ConfigError(f"{name}:{line}: {problem}; correct the TOML of this line") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise ConfigError(f"{name}:1: {error}; shorten the number") from error
    except RecursionError as error:
        raise ConfigError(f"{name}:1: nested too deep; write sections and names") from error
    table = tool.get("ocrfix") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _many_parts(data: bytes) -> bool:
    import re2

    part = rb"""(?:[0-9A-Za-z_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
    return re2.search(rb"(?:%s\.[ \t]*){%d}" % (part, _MAX_PARTS), data) is not None


def _names(text: str) -> Iterator[tuple[SettingPath, int]]:
    """Yield the path and line of everything that looks like a header or a name."""
    table: SettingPath = ()
    for number, whole in enumerate(text.splitlines(), 1):
        line = whole.strip()
        if header := _HEADER.match(line):
            table = _path(header[1])
            yield table, number
        elif name := _NAME.match(line):
            yield (*table, *_path(name[1])), number


def _path(key: str) -> SettingPath:
    """Return the parts of a dotted key, as the parser reads it."""
    try:
        tree: Any = tomllib.loads(f"{key} = 0")
    except tomllib.TOMLDecodeError:
        return ()  # a line of a multi-line string that looks like a name
    parts = []
    while isinstance(tree, dict):
        ((part, tree),) = tree.items()
        parts.append(part)
    return tuple(parts)


def _has(tree: Any, path: SettingPath) -> bool:
    for part in path:
        if not isinstance(tree, dict) or part not in tree:
            return False
        tree = tree[part]
    return True
