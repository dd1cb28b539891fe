"""Self-checks of the dictionaries: every entry has a source, examples and counterexamples."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import ocrfix.tagging
from ocrfix.records import MARKER_TYPES
from ocrfix.tagging.line_scan import LineScanner
from ocrfix.tagging.rules.loader import read_rules
from ocrfix.tagging.rules.schema import EVIDENCE, Code, Form, Rule, RuleSet
from ocrfix.tagging.tagger import Tagger

DICTIONARIES = Path(__file__).parents[2] / "dictionaries"
Entry = Code | Rule | Form
ENTRIES: list[Entry] = [
    *read_rules([DICTIONARIES]).codes,
    *read_rules([DICTIONARIES]).rules,
    *read_rules([DICTIONARIES]).forms,
]
FILES = sorted([*DICTIONARIES.glob("exemptions/*.yaml"), *DICTIONARIES.glob("stamps/*.yaml")])


def searched(entry: Entry) -> bool:
    return not isinstance(entry, Code) or bool(entry.keys)


def is_of(entry: Entry, fields: dict[str, str], code: str | None) -> bool:
    return fields.get("rule") == entry.id or code == entry.id


def is_evidence(entry: Entry) -> bool:
    return isinstance(entry, Rule) and entry.type == EVIDENCE


@pytest.mark.parametrize("entry", list(filter(is_evidence, ENTRIES)), ids=lambda entry: entry.id)
def test_evidence_is_found_and_not_marked(entry: Rule, rules: RuleSet, tagger: Tagger) -> None:
    def found(text: str) -> bool:
        return any(m.rule == entry.id for m in LineScanner(rules).scan(text).line_matches)

    assert all(map(found, entry.examples)) and not any(map(found, entry.counterexamples))
    assert not any(tagger.tag(text) for text in entry.examples)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_each_entry_matches_its_examples_only(entry: Entry, tagger: Tagger) -> None:
    if is_evidence(entry):
        return
    for text in entry.examples:
        markers = tagger.tag(text)
        assert any(is_of(entry, m.fields, m.code) for m in markers), (text, markers)
    for text in entry.counterexamples:
        wrong = [m.text for m in tagger.tag(text) if is_of(entry, m.fields, m.code)]
        assert not wrong, (text, wrong)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_each_entry_is_complete(entry: Entry, rules: RuleSet) -> None:
    assert entry.meaning and entry.sources
    assert all(rules.sources[key] for key in entry.sources)
    if searched(entry):
        assert entry.examples and entry.counterexamples


def test_no_entry_contains_a_row_of_question_marks() -> None:
    for path in FILES:
        assert "???" not in path.read_text(encoding="utf-8"), path


def test_each_source_is_used(rules: RuleSet) -> None:
    used = {key for entry in ENTRIES for key in entry.sources}
    used |= {key for family in rules.families for key in family.sources}
    used |= {key for order in rules.orders for key in order.sources}
    used |= {key for category in rules.controls for key in category.sources}
    used |= set(rules.markings.sources)
    assert not sorted(set(rules.sources) - used)


def test_codes_are_grouped_by_family(rules: RuleSet) -> None:
    """Entries of one family are kept together for the reader."""
    seen: list[str] = []
    for code in rules.codes:
        if not seen or seen[-1] != code.family:
            assert code.family not in seen, code.id
            seen.append(code.family)


def test_no_two_codes_of_a_family_share_a_key(rules: RuleSet) -> None:
    taken: dict[tuple[str, str], str] = {}
    for code in rules.codes:
        for key in code.keys:
            assert (code.family, key) not in taken, (code.id, taken.get((code.family, key)))
            taken[code.family, key] = code.id


def test_executive_orders_are_contiguous_in_time(rules: RuleSet) -> None:
    for before, after in zip(rules.orders, rules.orders[1:], strict=False):
        assert before.until < after.since, (before.id, after.id)


def test_required_rules_exist(rules: RuleSet) -> None:
    known = {rule.id for rule in rules.rules} | {rule.block for rule in rules.rules}
    known |= {f"type:{name}" for name in MARKER_TYPES} | {"near:exemption"}
    for rule in rules.rules:
        assert set(rule.requires_nearby) <= known, (rule.id, set(rule.requires_nearby) - known)
    for family in rules.families:
        for notation in family.notations:
            assert set(notation.requires_on_page) <= known, (family.id, notation.requires_on_page)


def literals(path: Path) -> list[str]:
    """Return the string constants of a module that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


def test_the_code_contains_no_stamp_or_exemption_code(rules: RuleSet) -> None:
    phrases = {text.upper() for rule in rules.rules for text in rule.phrases if len(text) > 4}
    codes = {code.id.upper() for code in rules.codes}
    for path in Path(ocrfix.tagging.__file__).parent.rglob("*.py"):
        for text in literals(path):
            assert text.upper() not in codes, (path, text)
            words = set(re.findall(r"[A-Z]{5,}", text))
            assert not words & phrases, (path, text)
