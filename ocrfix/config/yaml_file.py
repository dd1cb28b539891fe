"""Strict YAML for settings: no repeated names, no aliases, no tags, and a line for every name."""

from __future__ import annotations

from typing import Any

import yaml

from ocrfix.config.errors import ConfigError, SettingPath, setting_name

_MAX_NUMBER_CHARS = 40
"""YAML reads ``1:1:1:1...`` as a number in base 60, in time quadratic in its length."""

# Not the faster CSafeLoader: a file with ten thousand levels makes it crash, and Python with it.
_Loader: Any = yaml.SafeLoader


def parse(text: str, name: str) -> tuple[dict[str, Any], dict[SettingPath, int]]:
    """Return the tree of a YAML text, and the line (from 1) of the name at each path in it.

    The text is composed, not loaded: loading silently keeps the last of two equal names, and drops
    the line numbers.

    Args:
        text: the text of the file.
        name: the file, as messages name it.

    Raises:
        ConfigError: not YAML, or not a mapping of names to values.
    """
    try:
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
            parser = _Parser(loader, name)
            tree = parser.value(root, ()) if root is not None else {}
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = " ".join((error.problem or "not YAML").split())
        raise ConfigError(f"{name}:{line}: {problem}; correct the YAML of this line") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ConfigError(f"{name}:{line}: a control character; remove it") from error
    except RecursionError as error:
        raise ConfigError(f"{name}:1: nested too deep; write sections and names") from error
    if tree is None:  # nothing but "---"
        return {}, {}
    if not isinstance(tree, dict):
        raise ConfigError(f"{name}:1: no settings in it; write sections with names, such as read:")
    return tree, parser.lines


class _Parser:
    """Turns YAML nodes into values, and keeps the lines of names.

    Args:
        loader: the loader that made the nodes.
        name: the file, as messages name it.
    """

    def __init__(self, loader: Any, name: str) -> None:
        self.lines: dict[SettingPath, int] = {}
        self._loader = loader
        self._name = name
        self._seen: set[int] = set()

    def value(self, node: Any, path: SettingPath) -> Any:
        """Return the value of a node."""
        if id(node) in self._seen:  # an alias is a shared node; aliases can nest without end
            raise self._error(node, "an alias (*); write the value out")
        self._seen.add(id(node))
        self._check_tag(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, path) for item in node.value]
        if not isinstance(node, yaml.MappingNode):
            return self._scalar(node)
        result: dict[str, Any] = {}
        for name_node, value_node in node.value:
            name = None
            if name_node.id == "scalar":
                self._check_tag(name_node)
                name = self._scalar(name_node)
            if not isinstance(name, str):
                raise self._error(name_node, "no name before the colon; write a setting")
            here = (*path, name)
            if name in result:
                problem = f"already set on line {self.lines[here]}; keep one"
                raise self._error(name_node, f"{setting_name(here)}: {problem}")
            self.lines[here] = name_node.start_mark.line + 1
            result[name] = self.value(value_node, here)
        return result

    def _scalar(self, node: Any) -> Any:
        if any("\ud800" <= char <= "\udfff" for char in node.value):
            raise self._error(node, "half a surrogate pair (such as \\ud800); remove it")
        is_number = node.tag.endswith((":int", ":float", ":timestamp"))
        if is_number and len(node.value) > _MAX_NUMBER_CHARS:
            problem = f"'{node.value[:20]} ...' is too long for a number; put it in quotes"
            raise self._error(node, problem)
        try:
            return self._loader.construct_object(node)
        except (ValueError, TypeError) as error:  # such as 2020-99-99, which YAML reads as a date
            raise self._error(node, f"{node.value!r}: {error}; put it in quotes") from error

    def _check_tag(self, node: Any) -> None:
        """Refuse a value with a tag (``!!int x``): the type of a value follows from its form."""
        plain = isinstance(node, yaml.ScalarNode) and node.style is None
        value = node.value if isinstance(node, yaml.ScalarNode) else None
        if node.tag != self._loader.resolve(type(node), value, (plain, not plain)):
            raise self._error(node, "a tag (!); write the value alone")

    def _error(self, node: Any, problem: str) -> ConfigError:
        return ConfigError(f"{self._name}:{node.start_mark.line + 1}: {problem}")
