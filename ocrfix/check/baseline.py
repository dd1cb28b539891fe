"""The baseline: findings that were reviewed and accepted, and are not reported again.

A finding is identified by its content and the words around it, not by its line, so it stays
accepted when lines shift. One that is accepted once and occurs twice is reported once.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, NamedTuple

import msgspec

from ocrfix.check.finding import Finding
from ocrfix.config import ConfigError
from ocrfix.config.discovery import display_path
from ocrfix.config.sandbox import is_inside
from ocrfix.system import safe_files

FILE_NAME = ".ocrfix-baseline.json"
VERSION = 1
"""Version of the file; raised when a field changes its meaning or is removed."""

_MAX_BYTES = 256 << 20

_ABOUT = "Accepted findings of ocrfix. Created by ocrfix check --update-baseline."


class Accepted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Equal findings with the same words around them, and their number."""

    before: str
    after: str | None
    kind: str
    context: str
    count: Annotated[int, msgspec.Meta(ge=1)] = 1


class BaselineFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of the file: the accepted findings by file, relative to the project."""

    version: int
    about: str = _ABOUT
    files: dict[str, list[Accepted]]


class _Key(NamedTuple):
    before: str
    after: str | None
    kind: str
    context: str


class Baseline:
    """The accepted findings of one project.

    Args:
        folder: the project's folder, which contains the file.
        root: the folder in which it has to be, all links resolved.

    Raises:
        ConfigError: the file exists and cannot be used.
    """

    def __init__(self, folder: str, root: str) -> None:
        self.path = os.path.join(folder, FILE_NAME)
        self._root = root
        self._folder = folder
        baseline = _read(self.path, root)
        self.files: dict[str, Counter[_Key]] = {
            path: Counter({_key(entry): entry.count for entry in entries})
            for path, entries in (baseline.files if baseline else {}).items()
        }

    def new_findings(self, path: str, found: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings of a file that are not accepted.

        Args:
            path: the file, relative to the project.
            found: its findings, in order.
        """
        remaining = Counter(self.files.get(path, ()))
        for finding in found:
            key = _key(finding)
            if remaining[key] > 0:
                remaining[key] -= 1
            else:
                yield finding

    def accept(self, path: str, found: Iterable[Finding]) -> None:
        """Accept the findings of a file, replacing those accepted before."""
        self.files[path] = Counter(map(_key, found))

    def to_bytes(self) -> bytes:
        """Return the content of the file, without the entries of files that no longer exist."""
        files = {
            path: [
                Accepted(**key._asdict(), count=count)
                for key, count in sorted(counts.items(), key=lambda item: _sort_key(item[0]))
            ]
            for path, counts in sorted(self.files.items())
            if counts and os.path.lexists(os.path.join(self._folder, path))
        }
        baseline = BaselineFile(version=VERSION, files=files)
        return msgspec.json.format(msgspec.json.encode(baseline), indent=1) + b"\n"

    def check_path(self) -> None:
        """Check that the file is not a link out of the project, before it is written.

        Raises:
            ConfigError: it is.
        """
        if not is_inside(self.path, self._root):
            raise ConfigError(f"{display_path(self.path)}:1: a link out of {self._root}; remove it")


def _key(entry: Finding | Accepted) -> _Key:
    return _Key(entry.before, entry.after, entry.kind, entry.context)


def _sort_key(key: _Key) -> tuple[str, ...]:
    return tuple(part or "" for part in key)


def _read(path: str, root: str) -> BaselineFile | None:
    name = display_path(path)
    if not os.path.lexists(path):
        return None
    advice = "delete it, and create it again with ocrfix check --update-baseline"
    try:
        if not is_inside(path, root):
            raise ConfigError(f"{name}:1: a link out of {root}; remove it")
        baseline = msgspec.json.decode(safe_files.read(path, _MAX_BYTES), type=BaselineFile)
    except safe_files.UnreadableFile as error:
        raise ConfigError(f"{name}:1: {error}; {advice}") from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise ConfigError(f"{name}:1: not a baseline: {problem}; {advice}") from error
    if baseline.version != VERSION:
        raise ConfigError(f"{name}:1: version {baseline.version}, not {VERSION}; {advice}")
    return baseline
