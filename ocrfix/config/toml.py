"""The table ``[tool.ocrfix]`` of a ``pyproject.toml``, with its lines as far as they can be told.

Python's parser forgets lines. They are found again by looking for headers and names at the
beginnings of lines; a name inside an inline table gets the line of what it stands in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from ocrfix.config import ConfigError

_Path = tuple[str, ...]

# What stands in a text of several lines is looked at too, so none of these may take the square of
# the length of a line: each character fits one part only, and nothing is tried again.
_HEADER = re.compile(r"\[([^\[\]=]{1,500}+)\]\s*+(?:#.*)?$")
_NAME = re.compile(r"""((?:[\w\-.\s]|"[^"\\]*+"|'[^']*+')++)=""")
MOST = 1 << 20
"""No file has more bytes."""

_DEEPEST = 8
"""A name has no more parts that is one of ours."""

_PARTS = 64
"""In what has more, the time of Python's own parser grows with the square of their number."""

_AT = re.compile(r"\(at line (\d+), column \d+\)")


def has_table(path: str, name: str) -> bool:
    """Whether a TOML file has a table ``tool.ocrfix``.

    Raises:
        ConfigError: it is no TOML; ``name`` is the file in the message.
    """
    with open(path, "rb") as file:
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise ConfigError(f"{name}:1: more than {MOST:,} bytes; keep settings in .ocrfix.yaml")
    return _table(data, name) is not None


def parse(data: bytes, name: str) -> tuple[dict[str, Any], dict[_Path, int]]:
    r"""Return the tree of the table, and the line (from 1) of the name at each path in it.

    The empty path is the table itself.

    Args:
        data: the file.
        name: the file, as messages name it.

    Raises:
        ConfigError: no TOML, or no such table.

    >>> parse(b"[tool.ocrfix]\nemit.marks = 'keep'\n", "pyproject.toml")
    ({'emit': {'marks': 'keep'}}, {(): 1, ('emit',): 2, ('emit', 'marks'): 2})
    """
    tree = _table(data, name)
    if tree is None:
        raise ConfigError(f"{name}:1: no table [tool.ocrfix] in it; write one")
    lines: dict[_Path, int] = {}
    for path, line in _names(data.decode("utf-8")):
        if path[:2] != ("tool", "ocrfix") or len(path) > _DEEPEST:
            continue
        for length in range(2, len(path) + 1):
            if _has(tree, path[2:length]):
                lines.setdefault(path[2:length], line)
    return tree, lines


def _table(data: bytes, name: str) -> dict[str, Any] | None:
    if _many_parts(data):
        raise ConfigError(f"{name}:1: a name of more than {_PARTS} parts; write sections and names")
    try:
        tool = tomllib.loads(data.decode("utf-8")).get("tool")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{name}:{line}: not UTF-8; save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        at = _AT.search(said)
        line = int(at[1]) if at else data.count(b"\n") + 1
        problem = _AT.sub("", said).replace("(at end of document)", "").strip().lower()
        raise ConfigError(f"{name}:{line}: {problem}; mend the TOML of this line") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise ConfigError(f"{name}:1: {error}; mend the number") from error
    except RecursionError as error:
        raise ConfigError(f"{name}:1: nested too deep; write sections and names") from error
    table = tool.get("ocrfix") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _many_parts(data: bytes) -> bool:
    import re2

    part = rb"""(?:[0-9A-Za-z_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
    return re2.search(rb"(?:%s\.[ \t]*){%d}" % (part, _PARTS), data) is not None


def _names(text: str) -> Iterator[tuple[_Path, int]]:
    """Yield what looks like a header or a name, with the path it would have."""
    table: _Path = ()
    for number, whole in enumerate(text.splitlines(), 1):
        line = whole.strip()
        if header := _HEADER.match(line):
            table = _path(header[1])
            yield table, number
        elif name := _NAME.match(line):
            yield (*table, *_path(name[1])), number


def _path(key: str) -> _Path:
    """Return the parts of a dotted key, as the parser reads it."""
    try:
        tree: Any = tomllib.loads(f"{key} = 0")
    except tomllib.TOMLDecodeError:
        return ()  # a line of a longer text that looks like a name
    parts = []
    while isinstance(tree, dict):
        ((part, tree),) = tree.items()
        parts.append(part)
    return tuple(parts)


def _has(tree: Any, path: _Path) -> bool:
    for part in path:
        if not isinstance(tree, dict) or part not in tree:
            return False
        tree = tree[part]
    return True
