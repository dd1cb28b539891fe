"""Reading the rules from dictionary folders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ocrfix.records import MARKER_TYPES
from ocrfix.tagging.rules.schema import CardLabels, Code, Family, Layout, Marking, Order, Rules
from ocrfix.tagging.rules.strict_yaml import Table, read_table

__all__ = ["Rules", "read_rules"]

T = TypeVar("T")

_PIECE = re.compile(r"<<([a-z_]+)>>")
_DEEPEST_PIECE = 16
_LONGEST = 20_000
"""Characters of a pattern, its pieces put in; the longest of ours has some two thousand."""
_KEYS = ("sources", "pieces", "orders", "families", "codes", "markings", "layout", "card")


def read_rules(folders: Sequence[Path]) -> Rules:
    """Read the exemption and stamp dictionaries of one or more folders.

    In each folder the files ``exemptions.yaml``, ``stamps.yaml`` and all files of the folders
    ``exemptions`` and ``stamps`` are read, in order of name. A later folder adds entries, and an
    entry with an id that is known already replaces the earlier one.

    Raises:
        ValueError: bad data; names file, line and what is wrong.

    >>> read_rules([]).codes
    ()
    """
    sources: dict[str, str] = {}
    pieces: dict[str, str] = {}
    tables: dict[str, dict[str, Table]] = {key: {} for key in _KEYS[2:6]}
    layout: Table = Table()
    card: Table = Table()
    for folder in folders:
        fresh: dict[tuple[str, str], str] = {}
        for path in _files(Path(folder)):
            top = read_table(path)
            for key in top:
                if key not in _KEYS:
                    raise ValueError(f"{path}:1: unknown key {key!r}; known are {', '.join(_KEYS)}")
            sources.update(_strings(top.get("sources", {}), path))
            pieces.update(_strings(top.get("pieces", {}), path))
            layout = _over(layout, top.get("layout"), path)
            card = _over(card, top.get("card"), path)
            for key, known in tables.items():
                for entry in _entries(top.get(key, []), path, key):
                    name = entry.get("id", "")
                    if not isinstance(name, str) or not name:
                        raise ValueError(f"{entry.place}: the entry has no id")
                    if (key, name) in fresh:
                        raise ValueError(
                            f"{entry.place}: the id {name!r} is taken by {fresh[key, name]}"
                        )
                    fresh[key, name] = entry.place
                    known[name] = entry
    markings = [_record(t, Marking, pieces) for t in tables["markings"].values()]
    families = [_record(t, Family, pieces) for t in tables["families"].values()]
    codes = [_record(t, Code, pieces) for t in tables["codes"].values()]
    orders = [_record(t, Order, pieces) for t in tables["orders"].values()]
    rules = Rules(
        sources=sources,
        orders=tuple(orders),
        families=tuple(families),
        codes=tuple(codes),
        markings=tuple(markings),
        layout=_record(layout, Layout, pieces),
        card=_record(card, CardLabels, pieces),
    )
    _check(rules, tables)
    return rules


def _files(folder: Path) -> Iterator[Path]:
    for name in ("exemptions", "stamps"):
        single = folder / f"{name}.yaml"
        if single.exists():
            yield single
        yield from sorted((folder / name).glob("*.yaml"))


def _strings(value: Any, path: Path) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise ValueError(
            f"{getattr(value, 'place', f'{path}:1')}: a table of names and texts is wanted here"
        )
    return dict(value)


def _over(known: Table, fresh: Any, path: Path) -> Table:
    if fresh is None:
        return known
    if not isinstance(fresh, Table):
        raise ValueError(f"{path}:1: a mapping is wanted under 'layout' and 'card'")
    merged = Table({**known, **fresh})
    merged.place = fresh.place
    return merged


def _entries(value: Any, path: Path, key: str) -> list[Table]:
    if not isinstance(value, list) or not all(isinstance(entry, Table) for entry in value):
        raise ValueError(f"{path}:1: {key!r} should be a list of entries")
    return value


def _record(table: Table, kind: type[T], pieces: dict[str, str]) -> T:
    """Turn a table into a record, its pieces of patterns put in."""
    try:
        return msgspec.convert(_filled(table, pieces), kind, strict=False)
    except (msgspec.ValidationError, ValueError) as error:
        name = table.get("id", "")
        raise ValueError(f"{table.place or 'dictionaries'}: {name}: {error}") from error


def _filled(value: Any, pieces: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(item, pieces) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, pieces) for item in value]
    return _with_pieces(value, pieces) if isinstance(value, str) else value


def _with_pieces(text: str, pieces: dict[str, str]) -> str:
    """Return a text with its pieces put in, and the pieces of these."""

    def piece(found: re.Match[str]) -> str:
        if found[1] not in pieces:
            raise ValueError(f"no piece is named {found[1]!r}")
        return pieces[found[1]]

    for _ in range(_DEEPEST_PIECE):
        if not _PIECE.search(text):
            return text
        text = _PIECE.sub(piece, text)
        if len(text) > _LONGEST:
            raise ValueError(f"more than {_LONGEST:,} characters with its pieces put in; part it")
    raise ValueError(f"pieces within pieces, more than {_DEEPEST_PIECE} deep; write them out")


def _check(rules: Rules, tables: dict[str, dict[str, Table]]) -> None:
    """Refuse what no record can refuse by itself: unknown types, families, sources, patterns."""
    families = {family.id for family in rules.families}
    for code in rules.codes:
        place = tables["codes"][code.id].place
        if code.family not in families:
            raise ValueError(f"{place}: {code.id}: no family is named {code.family!r}")
        _check_sources(code.sources, rules, place, code.id)
    for family in rules.families:
        place = tables["families"][family.id].place
        _check_sources(family.sources, rules, place, family.id)
        for form in family.forms:
            for pattern in (form.pattern, form.after, form.item):
                _check_pattern(pattern, place, family.id)
    for order in rules.orders:
        _check_sources(order.sources, rules, tables["orders"][order.id].place, order.id)
    for marking in rules.markings:
        place = tables["markings"][marking.id].place
        if marking.type not in MARKER_TYPES:
            raise ValueError(f"{place}: {marking.id}: unknown marker type {marking.type!r}")
        if not marking.phrases and not marking.patterns:
            raise ValueError(f"{place}: {marking.id}: neither phrases nor patterns")
        _check_sources(marking.sources, rules, place, marking.id)
        for pattern in (*marking.patterns, marking.refuses):
            _check_pattern(pattern, place, marking.id)
    for pattern in (*rules.layout.fillers, *rules.layout.code_labels, rules.layout.citing):
        _check_pattern(pattern, "layout", "pattern")


def _check_sources(keys: Sequence[str], rules: Rules, place: str, name: str) -> None:
    if not keys:
        raise ValueError(f"{place}: {name}: no source")
    for key in keys:
        if key not in rules.sources:
            raise ValueError(f"{place}: {name}: no source is named {key!r}")


def _check_pattern(pattern: str, place: str, name: str) -> None:
    import re2

    if len(pattern) > _LONGEST:
        raise ValueError(f"{place}: {name}: a pattern of more than {_LONGEST:,} characters")
    options = re2.Options()
    options.log_errors = False  # the error says it all, in one line
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        raise ValueError(f"{place}: {name}: bad pattern {pattern!r}: {error}") from error
