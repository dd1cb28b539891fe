"""The baseline: findings that were looked at and are accepted, so that a corpus can start clean.

Each is known by what it says and by the words around it, not by its line, so it stays accepted when
lines shift. An accepted finding that stands once is accepted once: its twin is reported.
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

_LARGEST = 256 << 20
_ABOUT = "Findings of ocrfix that are accepted. Made by ocrfix check --update-baseline."


class Accepted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Some findings that say the same of the same words."""

    before: str
    after: str | None
    kind: str
    context: str
    count: Annotated[int, msgspec.Meta(ge=1)] = 1


class Baseline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: what is accepted in each file, whose path is relative to the project."""

    version: int
    about: str = _ABOUT
    files: dict[str, list[Accepted]]


class _Key(NamedTuple):
    before: str
    after: str | None
    kind: str
    context: str


class Ledger:
    """The accepted findings of one project.

    Args:
        folder: the project's folder, in which the file stands.
        root: the folder in which it has to lie, after all links.

    Raises:
        ConfigError: there is such a file, and it cannot be used.
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

    def new(self, path: str, found: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings of a file that are not accepted.

        Args:
            path: the file, relative to the project.
            found: its findings, in order.
        """
        left = Counter(self.files.get(path, ()))
        for finding in found:
            key = _key(finding)
            if left[key] > 0:
                left[key] -= 1
            else:
                yield finding

    def accept(self, path: str, found: Iterable[Finding]) -> None:
        """Accept the findings of a file, in place of all that was accepted in it."""
        self.files[path] = Counter(map(_key, found))

    def written(self) -> bytes:
        """Return the file, without what is accepted in files that are gone."""
        files = {
            path: [
                Accepted(**key._asdict(), count=count)
                for key, count in sorted(counts.items(), key=lambda item: _sortable(item[0]))
            ]
            for path, counts in sorted(self.files.items())
            if counts and os.path.lexists(os.path.join(self._folder, path))
        }
        baseline = Baseline(version=VERSION, files=files)
        return msgspec.json.format(msgspec.json.encode(baseline), indent=1) + b"\n"

    def check_place(self) -> None:
        """Refuse to write through a link that leads out of the project.

        Raises:
            ConfigError: it does.
        """
        if not is_inside(self.path, self._root):
            raise ConfigError(
                f"{display_path(self.path)}:1: a link out of {self._root}; take it away"
            )


def _key(entry: Finding | Accepted) -> _Key:
    return _Key(entry.before, entry.after, entry.kind, entry.context)


def _sortable(key: _Key) -> tuple[str, ...]:
    return tuple(part or "" for part in key)


def _read(path: str, root: str) -> Baseline | None:
    name = display_path(path)
    if not os.path.lexists(path):
        return None
    advice = "delete it, and create it again with ocrfix check --update-baseline"
    try:
        if not is_inside(path, root):
            raise ConfigError(f"{name}:1: a link out of {root}; remove it")
        baseline = msgspec.json.decode(safe_files.read(path, _LARGEST), type=Baseline)
    except safe_files.UnreadableFile as error:
        raise ConfigError(f"{name}:1: {error}; {advice}") from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise ConfigError(f"{name}:1: no baseline: {problem}; {advice}") from error
    if baseline.version != VERSION:
        raise ConfigError(f"{name}:1: of version {baseline.version}, not {VERSION}; {advice}")
    return baseline
