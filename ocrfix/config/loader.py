"""Reading a file of settings, so that every mistake in it is named with its line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from ocrfix.config import Config, ConfigError
from ocrfix.system import safe_files

_Path = tuple[str, ...]

_KINDS = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    tuple: "a list of texts such as [a, b]",
    dict: "a section of names with values",
}

_ALLOWED: dict[_Path, str] = {
    ("read", "max_bytes"): "a whole number above 0, and below a terabyte",
    ("correct", "threshold"): "a number from 0 to 1",
    ("correct", "suggest"): "a number from 0 to 1",
    ("emit", "format"): "text, json, jsonl, changes, markdown, tei or webannotation",
    ("emit", "marks"): "inline, keep or strip",
}
"""In words, what the types of the settings allow beyond a kind of value."""


def defaults(text: str, path: Path) -> Config:
    """Return the settings of the file of defaults, which has to name all of them.

    Raises:
        ConfigError: it does not.
    """
    tree, _ = _parse(text, path)
    try:
        return msgspec.convert(tree, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}; restore the file") from error


_LARGEST = 1 << 20
"""No file of settings has more bytes; one of so many takes ten seconds."""

_LONGEST_NUMBER = 40
"""Characters of a number. YAML knows ``1:1:1:1...``, whose digits to the base of 60 take the square
of its length."""

_MOST_GLOBS = 1000
"""No file of settings has more globs under one name; each takes some kilobytes."""

_IN_FOLDERS = ("read", "correct", "tag", "emit")
"""The sections that may differ from folder to folder."""


def read(path: Path, base: Config, root: Path | None = None) -> Config:
    """Return the settings of the file at ``path`` laid over ``base``.

    Args:
        path: a YAML file, or a TOML file with a table ``tool.ocrfix``.
        base: what holds where the file says nothing.
        root: the folder in which all that the file names has to lie; if ``None``, anywhere.

    Raises:
        ConfigError: the file cannot be read, or something in it is wrong.
    """
    tree, lines = parse(path)
    return _Merger(path, lines, root).merge(base, tree)


def parse(path: Path) -> tuple[dict[str, Any], dict[_Path, int]]:
    """Return the tree of a file of settings, and the line (from 1) of the name at each path in it.

    Raises:
        ConfigError: the file cannot be read, or is no such file.
    """
    try:
        # Of a pipe only one that was named gets here, such as the output of a command.
        data = safe_files.read(path, _LARGEST, allow_pipe=True)
        if path.suffix == ".toml":
            from ocrfix.config import toml

            return toml.parse(data, str(path))
        text = data.decode("utf-8-sig")
    except safe_files.UnreadableFile as error:
        raise ConfigError(f"{path}: {error}; name a file of settings") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from error
    return _parse(text, path)


def laid_over(base: Config, tree: Mapping[str, Any]) -> Config:
    """Return ``base`` with the settings of a folder, which were checked when they were read."""
    return _Merger(None, {}).merge(base, dict(tree))


def merge(base: Config, settings: Mapping[str, Any]) -> Config:
    """Return ``base`` with ``settings`` laid over it.

    Raises:
        ConfigError: an unknown name, or a value of the wrong kind.
    """
    return _Merger(None, {}).merge(base, msgspec.to_builtins(settings))


class _Merger:
    """Lays one tree of settings over another, and says where something does not fit."""

    def __init__(
        self, path: Path | None, lines: Mapping[_Path, int], root: Path | None = None
    ) -> None:
        self._path = path
        self._lines = lines
        self._root = root
        self._under: _Path = ()  # the folder whose settings are being looked at

    def merge(self, base: Config, tree: dict[str, Any]) -> Config:
        merged = self._laid(msgspec.to_builtins(base), tree, ())
        try:
            config = msgspec.convert(merged, Config)
        except msgspec.ValidationError as error:
            _, _, where = str(error).partition(" - at `$.")
            at = tuple(where.rstrip("`").split("."))
            value = merged[at[0]][at[1]]
            raise self._error(at, _unfit(value, _ALLOWED[at])) from error
        self._check(config)
        for glob, settings in tree.get("folders", {}).items() if tree.get("folders") else ():
            self._under = ("folders", glob)
            self.merge(config, settings or {})
            self._under = ()
        if self._path is None:
            return config
        here = self._path.absolute().parent
        if "dictionaries" in tree:
            folders = tuple(str(here / folder) for folder in config.dictionaries)
            config = msgspec.structs.replace(config, dictionaries=folders)
            for folder in folders:
                self._check_named("dictionaries", "folder", folder)
        if "word_files" in tree:
            files = tuple(str(here / file) for file in config.word_files)
            config = msgspec.structs.replace(config, word_files=files)
            for file in files:
                self._check_named("word_files", "file", file)
        return config

    def _check_named(self, setting: str, kind: str, path: str) -> None:
        """Check that a file or folder is there, and is one that these settings may name."""
        from ocrfix.text.escape import printable

        shown = printable(path if len(path) < 300 else path[:300] + " ...")
        if self._root is not None and "\0" not in path:
            from ocrfix.config.sandbox import unfit

            if wrong := unfit(path, str(self._root)):
                raise self._error(
                    (setting,),
                    f"{shown} {wrong}; move it there, or name these settings with --config"
                    if wrong.startswith("leads out")
                    else f"{shown} {wrong}; take it out, or name these settings with --config",
                )
        if not (os.path.isdir(path) if kind == "folder" else os.path.isfile(path)):
            raise self._error((setting,), f"no {kind} {shown}; make it or leave it out")

    def _laid(self, base: dict[str, Any], tree: dict[str, Any], at: _Path) -> dict[str, Any]:
        result = dict(base)
        for name, value in tree.items():
            here = (*at, name)
            offered = {key: base[key] for key in _IN_FOLDERS} if self._under and not at else base
            if name not in offered:
                raise self._error(here, f"no such setting; {_advice(name, offered)}")
            expected = base[name]
            if here == ("folders",):
                result[name] = self._folders(value, here)
                continue
            if isinstance(expected, dict):
                if value is None:
                    continue  # a section of which every line is commented out
                if isinstance(value, dict):
                    result[name] = self._laid(expected, value, here)
                    continue
            elif _fits(value, expected):
                result[name] = value
                continue
            raise self._error(here, _unfit(value, _KINDS[type(expected)]))
        return result

    def _folders(self, value: object, here: _Path) -> dict[str, Any]:
        """Return the settings by folder; what stands in them is looked at when all else is done."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self._error(here, _unfit(value, "a section of globs with settings"))
        for glob, settings in value.items():
            if settings is not None and not isinstance(settings, dict):
                raise self._error((*here, glob), _unfit(settings, _KINDS[dict]))
        return {glob: settings or {} for glob, settings in value.items()}

    def _check_globs(self, config: Config) -> None:
        from ocrfix.config.globs import Globs

        for setting, globs in (("exclude", config.exclude), ("folders", config.folders)):
            if len(globs) > _MOST_GLOBS:
                raise self._error((setting,), f"more than {_MOST_GLOBS:,} globs; write wider ones")
        try:
            Globs(config.exclude)
        except ValueError as error:
            raise self._error(("exclude",), str(error)) from error
        for glob in config.folders:
            try:
                Globs([glob])
            except ValueError as error:
                raise self._error(("folders", glob), str(error)) from error

    def _check(self, config: Config) -> None:
        """Check what the types do not say."""
        if not self._under and (config.exclude or config.folders):
            self._check_globs(config)

        from ocrfix.marks.template import parse
        from ocrfix.text.codec import is_text_encoding

        for encoding in config.read.encodings:
            if not is_text_encoding(encoding):
                raise self._error(
                    ("read", "encodings"), f"no encoding {encoding[:40]!r}; leave it out"
                )
        if not config.read.encodings:
            raise self._error(("read", "encodings"), "no encoding; name one, such as latin-1")
        for extension in config.read.extensions:
            if not extension.startswith("."):
                raise self._error(
                    ("read", "extensions"), f"{extension!r} has no dot; write .{extension}"
                )
        try:
            parse(config.emit.template)
        except ValueError as error:
            raise self._error(("emit", "template"), str(error)) from error

    def _error(self, at: _Path, message: str) -> ConfigError:
        place = "settings: " if self._path is None else f"{self._path}: "
        at = (*self._under, *at)
        # In TOML the line of a name inside an inline table is that of the table.
        for length in range(len(at), -1, -1):
            if at[:length] in self._lines:
                place = f"{self._path}:{self._lines[at[:length]]}: "
                break
        return ConfigError(f"{place}{_named(at)}: {message}")


def _named(at: _Path) -> str:
    """Return the name of a setting, which may be anything that somebody wrote."""
    from ocrfix.text.escape import printable

    name = printable(".".join(map(str, at)))
    return name if len(name) < 200 else name[:200] + " ..."


def _fits(value: object, expected: object) -> bool:
    if isinstance(expected, tuple):
        return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
    if isinstance(expected, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is type(expected)


def _advice(name: str, base: dict[str, Any]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, base, n=1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(base)}"


def _unfit(value: object, allowed: str) -> str:
    if value is None:
        shown = "nothing"
    elif isinstance(value, dict):
        shown = "a section"
    elif isinstance(value, int) and value.bit_length() > 128:
        shown = "a number of so many digits"  # Python refuses to write some of them out
    else:
        shown = repr(value)
    if len(shown) > 60:
        shown = shown[:56] + " ..."
    return f"{shown} is not {allowed}; write one, or leave the line out"


def _parse(text: str, path: Path) -> tuple[dict[str, Any], dict[_Path, int]]:
    """Return the tree of a YAML text, and the line (from 1) of the name at each path in it.

    The text is composed and not loaded: loading lets the last of two equal names win in silence,
    and forgets the lines.
    """
    try:
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
            lines: dict[_Path, int] = {}
            tree = _value(loader, root, (), lines, set(), path) if root is not None else {}
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = " ".join((error.problem or "not YAML").split())
        raise ConfigError(f"{path}:{line}: {problem}; mend the YAML of this line") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ConfigError(f"{path}:{line}: a control character; take it out") from error
    except RecursionError as error:
        raise ConfigError(f"{path}:1: nested too deep; write sections and names") from error
    if tree is None:  # nothing but "---"
        return {}, {}
    if not isinstance(tree, dict):
        raise ConfigError(f"{path}:1: no settings in it; write sections with names, such as read:")
    return tree, lines


# Not the quicker CSafeLoader: a file nested ten thousand deep makes that one crash, Python and all.
_Loader: Any = yaml.SafeLoader


def _value(
    loader: Any, node: Any, at: _Path, lines: dict[_Path, int], seen: set[int], path: Path
) -> Any:
    if id(node) in seen:  # a shared node is how YAML shows an alias; aliases can nest without end
        line = node.start_mark.line + 1
        raise ConfigError(f"{path}:{line}: an alias (*); write the value out")
    seen.add(id(node))
    _check_tag(loader, node, path)
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, at, lines, seen, path) for item in node.value]
    if not isinstance(node, yaml.MappingNode):
        return _scalar(loader, node, path)
    result: dict[str, Any] = {}
    for name_node, value_node in node.value:
        line = name_node.start_mark.line + 1
        name = None
        if name_node.id == "scalar":
            _check_tag(loader, name_node, path)
            name = _scalar(loader, name_node, path)
        if not isinstance(name, str):
            raise ConfigError(f"{path}:{line}: no name before the colon; write a setting")
        here = (*at, name)
        if name in result:
            first = lines[here]
            raise ConfigError(
                f"{path}:{line}: {_named(here)}: stands on line {first} already; keep one"
            )
        lines[here] = line
        result[name] = _value(loader, value_node, here, lines, seen, path)
    return result


def _check_tag(loader: Any, node: Any, path: Path) -> None:
    """Refuse a value with a tag (``!!int x``): a value is what it looks like."""
    plain = isinstance(node, yaml.ScalarNode) and node.style is None
    value = node.value if isinstance(node, yaml.ScalarNode) else None
    if node.tag != loader.resolve(type(node), value, (plain, not plain)):
        line = node.start_mark.line + 1
        raise ConfigError(f"{path}:{line}: a tag (!); write the value alone")


def _scalar(loader: Any, node: Any, path: Path) -> Any:
    line = node.start_mark.line + 1
    if any("\ud800" <= sign <= "\udfff" for sign in node.value):
        raise ConfigError(f"{path}:{line}: half a character (\\ud800 or so); take it out")
    if len(node.value) > _LONGEST_NUMBER and node.tag.endswith((":int", ":float", ":timestamp")):
        raise ConfigError(
            f"{path}:{line}: '{node.value[:20]} ...' is too long for a number; write it in quotes"
        )
    try:
        return loader.construct_object(node)
    except (ValueError, TypeError) as error:  # such as 2020-99-99, which YAML takes for a date
        raise ConfigError(f"{path}:{line}: {node.value!r}: {error}; write it in quotes") from error
