"""Merging settings into others, with checks whose messages name the setting and its line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from ocrfix.config.errors import ConfigError, SettingPath, setting_name
from ocrfix.config.schema import Emit, Settings

S = TypeVar("S", bound=Settings)

_TYPE_NAMES = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    tuple: "a list of texts such as [a, b]",
    dict: "a section of names with values",
}

_RANGES = {
    "max_bytes": "a whole number above 0 and below one terabyte",
    "threshold": "a number from 0 to 1",
    "suggest": "a number from 0 to 1",
}
"""The settings whose type allows only a range, and that range in words."""

_MAX_GLOBS = 1000
"""The most globs of one setting; each takes a few kilobytes of memory."""

_MAX_SHOWN_CHARS = 60
_MAX_SHOWN_PATH_CHARS = 300

_MAX_SHOWN_BITS = 128
"""Longer numbers are not shown: Python refuses to write out the longest."""

_FOLDER_SECTIONS = ("read", "correct", "tag", "emit")
"""The sections that may be set under ``folders``."""


def merge(base: S, settings: Mapping[str, Any]) -> S:
    """Return ``base`` with ``settings`` merged into it.

    Raises:
        ConfigError: an unknown name, or a value of the wrong type.
    """
    return Merger().merge(base, msgspec.to_builtins(settings))


class Merger:
    """Merges a tree of settings into others.

    Args:
        file: the file that the tree comes from, if it comes from one.
        lines: the line of the name at each path in the tree.
        root: the folder in which all files that it names have to be; if ``None``, anywhere.
    """

    def __init__(
        self,
        file: Path | None = None,
        lines: Mapping[SettingPath, int] | None = None,
        root: Path | None = None,
    ) -> None:
        self._file = file
        self._lines = lines or {}
        self._root = root
        self._section: SettingPath = ()  # ("folders", GLOB) while those settings are checked

    def merge(self, base: S, tree: dict[str, Any]) -> S:
        """Return ``base`` with ``tree`` merged into it.

        Raises:
            ConfigError: an unknown name, or a value of the wrong type.
        """
        merged = self._merge_section(msgspec.to_builtins(base), tree, ())
        try:
            config = msgspec.convert(merged, type(base))
        except msgspec.ValidationError as error:
            _, _, where = str(error).partition(" - at `$.")
            section, name = where.rstrip("`").split(".")
            raise self._error(
                (section, name), _misfit(merged[section][name], _range(name))
            ) from error
        self._check(config)
        for glob, settings in tree.get("folders", {}).items() if tree.get("folders") else ():
            self._section = ("folders", glob)
            self.merge(config, settings or {})
            self._section = ()
        return config if self._file is None else self._with_paths(config, tree, self._file)

    def _merge_section(
        self, base: dict[str, Any], tree: dict[str, Any], path: SettingPath
    ) -> dict[str, Any]:
        result = dict(base)
        for name, value in tree.items():
            here = (*path, name)
            in_folders = self._section and not path
            allowed = {key: base[key] for key in _FOLDER_SECTIONS} if in_folders else base
            if name not in allowed:
                raise self._error(here, f"no such setting; {_advice(name, allowed)}")
            expected = base[name]
            if here == ("folders",):
                result[name] = self._folders(value, here)
                continue
            if isinstance(expected, dict):
                if value is None:
                    continue  # a section whose lines are all commented out
                if isinstance(value, dict):
                    result[name] = self._merge_section(expected, value, here)
                    continue
            elif _fits(value, expected):
                result[name] = value
                continue
            raise self._error(here, _misfit(value, _TYPE_NAMES[type(expected)]))
        return result

    def _folders(self, value: object, path: SettingPath) -> dict[str, Any]:
        """Return the settings by glob; they themselves are checked when all else has been."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self._error(path, _misfit(value, "a section of globs with settings"))
        for glob, settings in value.items():
            if settings is not None and not isinstance(settings, dict):
                raise self._error((*path, glob), _misfit(settings, _TYPE_NAMES[dict]))
        return {glob: settings or {} for glob, settings in value.items()}

    def _with_paths(self, config: S, tree: dict[str, Any], file: Path) -> S:
        """Return the settings with their paths made absolute, and checked."""
        folder = file.absolute().parent
        if "dictionaries" in tree:
            paths = tuple(str(folder / path) for path in config.dictionaries)
            config = msgspec.structs.replace(config, dictionaries=paths)
            for path in paths:
                self._check_path("dictionaries", "folder", path)
        if "word_files" in tree:
            paths = tuple(str(folder / path) for path in config.word_files)
            config = msgspec.structs.replace(config, word_files=paths)
            for path in paths:
                self._check_path("word_files", "file", path)
        return config

    def _check_path(self, setting: str, kind: str, path: str) -> None:
        """Check that a file or folder exists, and that these settings may name it."""
        from ocrfix.text.escape import printable

        cut = len(path) >= _MAX_SHOWN_PATH_CHARS
        shown = printable(path[:_MAX_SHOWN_PATH_CHARS] + " ..." if cut else path)
        if self._root is not None and "\0" not in path:
            from ocrfix.config.sandbox import problem_with

            if problem := problem_with(path, str(self._root)):
                action = "move it there" if problem.startswith("is outside") else "remove it"
                advice = f"{action}, or name this settings file with --config"
                raise self._error((setting,), f"{shown} {problem}; {advice}")
        if not (os.path.isdir(path) if kind == "folder" else os.path.isfile(path)):
            raise self._error((setting,), f"no {kind} {shown}; create it or leave it out")

    def _check(self, config: Settings) -> None:
        """Check what the types cannot express."""
        from ocrfix.marks.template import parse
        from ocrfix.text.codec import is_text_encoding

        if not self._section and (config.exclude or config.folders):
            self._check_globs(config)
        for encoding in config.read.encodings:
            if not is_text_encoding(encoding):
                problem = f"no such encoding: {encoding[:40]!r}; leave it out"
                raise self._error(("read", "encodings"), problem)
        if not config.read.encodings:
            raise self._error(("read", "encodings"), "no encoding; name one, such as latin-1")
        for extension in config.read.extensions:
            if not extension.startswith("."):
                problem = f"{extension!r} has no dot; write .{extension}"
                raise self._error(("read", "extensions"), problem)
        try:
            parse(config.emit.template)
        except ValueError as error:
            raise self._error(("emit", "template"), str(error)) from error

    def _check_globs(self, config: Settings) -> None:
        from ocrfix.config.globs import Globs

        for setting, globs in (("exclude", config.exclude), ("folders", config.folders)):
            if len(globs) > _MAX_GLOBS:
                raise self._error((setting,), f"more than {_MAX_GLOBS:,} globs; write wider ones")
        try:
            Globs(config.exclude)
        except ValueError as error:
            raise self._error(("exclude",), str(error)) from error
        for glob in config.folders:
            try:
                Globs([glob])
            except ValueError as error:
                raise self._error(("folders", glob), str(error)) from error

    def _error(self, path: SettingPath, message: str) -> ConfigError:
        where = "settings: " if self._file is None else f"{self._file}: "
        path = (*self._section, *path)
        # In TOML a name in an inline table has the line of the table.
        for length in range(len(path), -1, -1):
            if path[:length] in self._lines:
                where = f"{self._file}:{self._lines[path[:length]]}: "
                break
        return ConfigError(f"{where}{setting_name(path)}: {message}")


def _range(name: str) -> str:
    """Return in words what the type of a setting allows, beyond a kind of value."""
    if name in _RANGES:
        return _RANGES[name]
    type_ = get_type_hints(Emit)[name]
    assert get_origin(type_) is Literal
    *names, last = get_args(type_)
    return f"{', '.join(names)} or {last}"


def _fits(value: object, expected: object) -> bool:
    if isinstance(expected, tuple):
        return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
    if isinstance(expected, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is type(expected)


def _advice(name: str, allowed: dict[str, Any]) -> str:
    from difflib import get_close_matches  # needed only for a mistake

    close = get_close_matches(name, allowed, n=1)
    return f"did you mean {close[0]}?" if close else f"the settings are {', '.join(allowed)}"


def _misfit(value: object, allowed: str) -> str:
    if value is None:
        shown = "nothing"
    elif isinstance(value, dict):
        shown = "a section"
    elif isinstance(value, int) and value.bit_length() > _MAX_SHOWN_BITS:
        shown = "a number of that size"
    else:
        shown = repr(value)
    if len(shown) > _MAX_SHOWN_CHARS:
        shown = shown[: _MAX_SHOWN_CHARS - 4] + " ..."
    return f"{shown} is not {allowed}; write one, or leave the line out"
