"""Loader of the exemption and stamp dictionaries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ocrfix.records import MARKER_TYPES, OUTCOMES, Card
from ocrfix.tagging.rules.card_labels import CardLabels, OutcomeWords
from ocrfix.tagging.rules.register import ControlCategory, Markings
from ocrfix.tagging.rules.schema import (
    EVIDENCE,
    Code,
    Family,
    Form,
    Layout,
    Notation,
    Order,
    Rule,
    RuleSet,
)
from ocrfix.tagging.rules.strict_yaml import YamlTable, read_table

T = TypeVar("T")

_FRAGMENT = re.compile(r"<<([a-z_]+)>>")
_MAX_FRAGMENT_DEPTH = 16
_MAX_PATTERN_CHARS = 20_000
"""With its fragments inserted; the longest pattern that comes with ocrfix has some 2,000."""
_LISTS = ("orders", "families", "codes", "rules", "forms", "controls")
_SECTIONS = ("layout", "card", "outcomes", "markings")
_BY_NAME = ("labels", "phrases")
"""Keys of a section under which a later file replaces the lists with its names and no others."""
_KEYS = ("sources", "fragments", *_LISTS, *_SECTIONS)


def read_rules(folders: Sequence[Path]) -> RuleSet:
    """Read the exemption and stamp dictionaries of one or more folders.

    In each folder the files ``exemptions.yaml``, ``stamps.yaml`` and all files of the folders
    ``exemptions`` and ``stamps`` are read, in order of name. A later folder adds entries; an entry
    replaces an earlier one with the same id.

    Raises:
        ValueError: bad data; names the file, the line and the problem.

    >>> read_rules([]).codes
    ()
    """
    files = _Files()
    for folder in folders:
        files.read(Path(folder))
    fragments = files.fragments
    rules = RuleSet(
        sources=files.sources,
        orders=_records(files.entries["orders"], Order, fragments),
        families=_records(files.entries["families"], Family, fragments),
        codes=_records(files.entries["codes"], Code, fragments),
        rules=_records(files.entries["rules"], Rule, fragments),
        forms=_records(files.entries["forms"], Form, fragments),
        controls=_records(files.entries["controls"], ControlCategory, fragments),
        markings=_record(files.sections["markings"], Markings, fragments),
        layout=_record(files.sections["layout"], Layout, fragments),
        card=_record(files.sections["card"], CardLabels, fragments),
        outcomes=_record(files.sections["outcomes"], OutcomeWords, fragments),
    )
    _check(rules, files.entries)
    _check_labels(rules.card, files.sections["card"].location)
    _check_outcomes(rules.outcomes, files.sections["outcomes"].location)
    return rules


class _Files:
    """The contents of the files of some folders, merged in order."""

    def __init__(self) -> None:
        self.sources: dict[str, str] = {}
        self.fragments: dict[str, str] = {}
        self.entries: dict[str, dict[str, YamlTable]] = {key: {} for key in _LISTS}
        self.sections = {key: YamlTable() for key in _SECTIONS}

    def read(self, folder: Path) -> None:
        """Add the files of a folder."""
        locations: dict[tuple[str, str], str] = {}
        for path in _paths(folder):
            top = read_table(path)
            for key in top:
                if key not in _KEYS:
                    raise ValueError(f"{path}:1: unknown key {key!r}; known are {', '.join(_KEYS)}")
            self.sources.update(_strings(top.get("sources", {}), path))
            self.fragments.update(_strings(top.get("fragments", {}), path))
            for name, section in self.sections.items():
                self.sections[name] = _merged(section, top.get(name), path)
            for key, known in self.entries.items():
                for entry in _entries(top.get(key, []), path, key):
                    name = entry.get("id", "")
                    if not isinstance(name, str) or not name:
                        raise ValueError(f"{entry.location}: the entry has no id")
                    if (key, name) in locations:
                        raise ValueError(
                            f"{entry.location}: the id {name!r} is already used in "
                            f"{locations[key, name]}"
                        )
                    locations[key, name] = entry.location
                    known[name] = entry


def _paths(folder: Path) -> Iterator[Path]:
    for name in ("exemptions", "stamps"):
        single = folder / f"{name}.yaml"
        if single.exists():
            yield single
        yield from sorted((folder / name).glob("*.yaml"))


def _strings(value: Any, path: Path) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise ValueError(
            f"{getattr(value, 'location', f'{path}:1')}: expected a mapping of names to texts"
        )
    return dict(value)


def _merged(known: YamlTable, fresh: Any, path: Path) -> YamlTable:
    """Return a section in which the keys of a later file replace those of earlier ones."""
    if fresh is None:
        return known
    if not isinstance(fresh, YamlTable):
        raise ValueError(f"{path}:1: expected a mapping under {', '.join(_SECTIONS)}")
    merged = YamlTable(known)
    for key, value in fresh.items():
        earlier = known.get(key)
        if key in _BY_NAME and isinstance(earlier, YamlTable) and isinstance(value, YamlTable):
            value = YamlTable({**earlier, **value})
        merged[key] = value
    merged.location = fresh.location
    return merged


def _entries(value: Any, path: Path, key: str) -> list[YamlTable]:
    if not isinstance(value, list) or not all(isinstance(entry, YamlTable) for entry in value):
        raise ValueError(f"{path}:1: {key!r} must be a list of entries")
    return value


def _records(
    tables: dict[str, YamlTable], kind: type[T], fragments: dict[str, str]
) -> tuple[T, ...]:
    return tuple(_record(table, kind, fragments) for table in tables.values())


def _record(table: YamlTable, kind: type[T], fragments: dict[str, str]) -> T:
    """Turn a table into a record, with the fragments of patterns inserted."""
    try:
        return msgspec.convert(_with_fragments(table, fragments), kind, strict=False)
    except (msgspec.ValidationError, ValueError) as error:
        name = table.get("id", "")
        raise ValueError(f"{table.location or 'dictionaries'}: {name}: {error}") from error


def _with_fragments(value: Any, fragments: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _with_fragments(item, fragments) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_fragments(item, fragments) for item in value]
    return _expanded(value, fragments) if isinstance(value, str) else value


def _expanded(text: str, fragments: dict[str, str]) -> str:
    """Return a text with its fragments inserted, and the fragments of these."""

    def fragment(found: re.Match[str]) -> str:
        if found[1] not in fragments:
            raise ValueError(f"no fragment is named {found[1]!r}")
        return fragments[found[1]]

    for _ in range(_MAX_FRAGMENT_DEPTH):
        if not _FRAGMENT.search(text):
            return text
        text = _FRAGMENT.sub(fragment, text)
        if len(text) > _MAX_PATTERN_CHARS:
            raise ValueError(
                f"more than {_MAX_PATTERN_CHARS:,} characters with its fragments inserted; split it"
            )
    raise ValueError(f"fragments nested more than {_MAX_FRAGMENT_DEPTH} deep; write them out")


def _check(rules: RuleSet, tables: dict[str, dict[str, YamlTable]]) -> None:
    """Reject errors that span entries: unknown types, families, sources, patterns."""
    families = {family.id for family in rules.families}
    for code in rules.codes:
        location = tables["codes"][code.id].location
        if code.family not in families:
            raise ValueError(f"{location}: {code.id}: no family is named {code.family!r}")
        _check_sources(code.sources, rules, location, code.id)
    for family in rules.families:
        location = tables["families"][family.id].location
        _check_sources(family.sources, rules, location, family.id)
        for notation in family.notations:
            for pattern in _patterns_of(notation):
                _check_pattern(pattern, location, family.id)
    for order in rules.orders:
        _check_sources(order.sources, rules, tables["orders"][order.id].location, order.id)
    for rule in rules.rules:
        location = tables["rules"][rule.id].location
        if rule.type not in (*MARKER_TYPES, EVIDENCE):
            raise ValueError(f"{location}: {rule.id}: unknown marker type {rule.type!r}")
        if not rule.phrases and not rule.patterns:
            raise ValueError(f"{location}: {rule.id}: neither phrases nor patterns")
        _check_sources(rule.sources, rules, location, rule.id)
        for pattern in (*rule.patterns, rule.suppressed_by):
            _check_pattern(pattern, location, rule.id)
    for category in rules.controls:
        location = tables["controls"][category.id].location
        if category.type not in MARKER_TYPES:
            raise ValueError(f"{location}: {category.id}: unknown marker type {category.type!r}")
        _check_sources(category.sources, rules, location, category.id)
    markings = rules.markings
    for pattern in (
        markings.owners,
        markings.countries,
        markings.declassification,
        markings.subject_labels,
    ):
        _check_pattern(pattern, "markings", "pattern")
    for form in rules.forms:
        _check_form(form, rules, tables["forms"][form.id].location)
    layout = rules.layout
    patterns = (*layout.fillers, *layout.code_labels, *layout.code_trailers)
    contexts = (
        layout.citation_lead_in,
        layout.number_lead_in,
        layout.citation_lead_out,
        layout.reason_label,
        layout.order_label,
    )
    for pattern in (*patterns, *contexts):
        _check_pattern(pattern, "layout", "pattern")


def _check_form(form: Form, rules: RuleSet, location: str) -> None:
    _check_sources(form.sources, rules, location, form.id)
    for cell in form.cells:
        if cell.type not in (*MARKER_TYPES, EVIDENCE):
            raise ValueError(f"{location}: {form.id}: unknown marker type {cell.type!r}")
        if not (cell.texts or cell.running or cell.patterns):
            raise ValueError(f"{location}: {form.id}: a cell without texts and patterns")
    for pattern in (*form.anchors, *(part for cell in form.cells for part in cell.patterns)):
        _check_pattern(pattern, location, form.id)


def _patterns_of(notation: Notation) -> tuple[str, ...]:
    return notation.pattern, notation.preceded_by, notation.followed_by, notation.item


def _check_labels(card: CardLabels, location: str) -> None:
    """Reject labels of fields that no card has; the sender is the field ``from`` of a card."""
    fields = {"sender", *Card.__struct_encode_fields__} - {"from"}
    for field in (*card.labels, *card.labels_without_colon):
        if field not in fields:
            raise ValueError(f"{location}: labels: a card has no field {field!r}")


def _check_outcomes(words: OutcomeWords, location: str) -> None:
    """Reject outcomes that a card cannot have, and options without an outcome."""
    for outcome in (*words.order, *words.phrases):
        if outcome not in OUTCOMES:
            raise ValueError(f"{location}: outcomes: a document has no outcome {outcome!r}")
    known = {phrase for phrases in words.phrases.values() for phrase in phrases}
    for option in (*words.options, *words.fragments, *words.boxes):
        if option not in known:
            raise ValueError(f"{location}: outcomes: no outcome has the phrase {option!r}")


def _check_sources(keys: Sequence[str], rules: RuleSet, location: str, name: str) -> None:
    if not keys:
        raise ValueError(f"{location}: {name}: no source")
    for key in keys:
        if key not in rules.sources:
            raise ValueError(f"{location}: {name}: no source is named {key!r}")


def _check_pattern(pattern: str, location: str, name: str) -> None:
    import re2

    if len(pattern) > _MAX_PATTERN_CHARS:
        raise ValueError(
            f"{location}: {name}: a pattern of more than {_MAX_PATTERN_CHARS:,} characters"
        )
    options = re2.Options()
    options.log_errors = False  # the exception has it in one line
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        raise ValueError(f"{location}: {name}: bad pattern {pattern!r}: {error}") from error
