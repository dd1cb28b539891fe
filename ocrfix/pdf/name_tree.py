"""Name trees of a PDF: sorted names with values, in nodes of which some are read for a look-up."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, String

from ocrfix.pdf.changed_objects import ChangedObjects

_MAX_DEPTH = 32
"""Levels of a tree: one of two children a node would hold four billion names."""


def insert_name(changed: ChangedObjects, root: Any, name: str, value: Any) -> bool:
    """Insert a name into a tree, and return whether it was not there.

    Args:
        changed: the PDF.
        root: the root of the tree, an object with a number.
        name: the name.
        value: its value.

    Raises:
        ValueError: the tree is deeper than any real one.
    """
    key = String(name)
    node = root
    for _ in range(_MAX_DEPTH):
        if node is not root:
            _widen(changed, node, key)
        kids = node.get("/Kids")
        if not isinstance(kids, Array) or not len(kids):
            return _insert(changed, node, key, value)
        node = _child(kids, bytes(key))
    raise ValueError("a name tree is too deep")


def _child(kids: Any, key: bytes) -> Any:
    """Return the last child that begins before a key; otherwise the first one."""
    found = kids[0]
    for kid in kids:
        limits = kid.get("/Limits")
        if isinstance(limits, Array) and len(limits) and bytes(limits[0]) <= key:
            found = kid
    return found


def _widen(changed: ChangedObjects, node: Any, key: Any) -> None:
    limits = node.get("/Limits")
    if isinstance(limits, Array) and len(limits) == 2:  # its first name and its last
        first, last = min(limits[0], key, key=bytes), max(limits[1], key, key=bytes)
        node.Limits = Array([first, last])
        changed.mark(node)


def _insert(changed: ChangedObjects, leaf: Any, key: Any, value: Any) -> bool:
    names = leaf.get("/Names")
    old: list[Any] = list(names.as_list()) if isinstance(names, Array) else []
    keys = [bytes(one) for one in old[0::2]]
    if bytes(key) in keys:
        return False
    at = 2 * sum(one < bytes(key) for one in keys)
    leaf.Names = Array([*old[:at], key, value, *old[at:]])
    changed.mark(leaf)
    return True


def subtree(changed: ChangedObjects, name: str) -> Any:
    """Return the name tree of a PDF for one kind of names, which is made if there is none.

    Args:
        changed: the PDF.
        name: the kind, such as ``/EmbeddedFiles``.
    """
    catalog = changed.pdf.Root
    names = catalog.get("/Names")
    if not isinstance(names, Dictionary):
        names = Dictionary()
        catalog.Names = names
        changed.mark(catalog)
        names = catalog.Names
    tree = names.get(name)
    if not isinstance(tree, Dictionary):
        tree = Dictionary(Names=Array())
    if not tree.is_indirect:
        tree = changed.add(tree)
        names[name] = tree
        changed.mark(names, catalog)
    return tree
