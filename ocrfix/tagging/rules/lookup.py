"""Lookup of codes and stamps: the possible meanings of a term."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from ocrfix.tagging.rules.schema import Certainty, Code, Form, Rule, RuleSet


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """A possible meaning of a term.

    Attributes:
        id: the entry: a normalized code, or the name of a stamp.
        type: the marker type.
        meaning: what it stands for, in words.
        authority: the law or order it is based on; empty for a stamp.
        section: the section of that law or order.
        citation: the section as an archivist cites it.
        checked: the day on which its text was read; empty where it was not.
        since: first day or year of its use, as far as known.
        until: last day or year of its use; empty while in force or unknown.
        certainty: how well the entry is confirmed.
        sources: where it was confirmed.
        variants: written forms.
        note: a caution for the reader.
    """

    id: str
    type: str
    meaning: str
    authority: str = ""
    section: str = ""
    citation: str = ""
    checked: str = ""
    since: str = ""
    until: str = ""
    certainty: Certainty
    sources: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    note: str = ""


def explain_code(term: str, rules: RuleSet) -> list[Meaning]:
    """Return the entries that ``term`` may stand for, codes first; none if it is unknown.

    A code is found by its normalized name or any of its written forms, whatever its brackets and
    spaces; a stamp by its name or one of its phrases; a control marking and a portion mark by their
    words and abbreviations.

    >>> explain_code("no such thing", RuleSet())
    []
    """
    key = _key(term)
    if not key:
        return []
    found = [_code_meaning(code, rules) for code in rules.codes if key in _code_keys(code)]
    found += [_rule_meaning(rule, rules) for rule in rules.rules if key in _rule_keys(rule)]
    found += [_form_meaning(form, rules) for form in rules.forms if key in _form_keys(form)]
    if not any(meaning.type != "exemption" for meaning in found):
        found += _control_meanings(key, rules)
    return [*found, *_portion_meanings(key, rules)]


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).upper()


def _code_keys(code: Code) -> set[str]:
    keys = {_key(code.id), _key(code.id.split(":", 1)[-1]), *code.keys}
    keys.update(map(_key, code.variants))
    return keys - {""}


def _rule_keys(rule: Rule) -> Iterator[str]:
    yield _key(rule.id)
    yield _key(rule.canonical)
    for phrase in (*rule.phrases, *rule.misreadings):
        yield _key(phrase)


def _code_meaning(code: Code, rules: RuleSet) -> Meaning:
    family = next(family for family in rules.families if family.id == code.family)
    return Meaning(
        id=code.id,
        type="exemption",
        meaning=code.meaning,
        authority=code.authority or family.authority,
        section=code.section,
        citation=code.citation,
        checked=code.checked,
        since=code.since,
        until=code.until,
        certainty=code.certainty,
        sources=tuple(rules.sources[key] for key in code.sources),
        variants=code.variants,
        note=code.note,
    )


def _rule_meaning(rule: Rule, rules: RuleSet) -> Meaning:
    since, _, until = rule.period.partition("-")
    return Meaning(
        id=rule.id,
        type=rule.type,
        meaning=rule.meaning,
        since=since,
        until=until,
        certainty=rule.certainty,
        sources=tuple(rules.sources[key] for key in rule.sources),
        variants=(*rule.phrases, *rule.misreadings),
        note=rule.note,
    )


def _form_keys(form: Form) -> Iterator[str]:
    yield _key(form.id)
    yield _key(form.canonical)
    for cell in form.cells:
        for text in cell.texts:
            yield _key(text)


def _form_meaning(form: Form, rules: RuleSet) -> Meaning:
    since, _, until = form.period.partition("-")
    return Meaning(
        id=form.id,
        type=form.cells[0].type,
        meaning=form.meaning,
        since=since,
        until=until,
        certainty=form.certainty,
        sources=tuple(rules.sources[key] for key in form.sources),
        note=form.note,
    )


def _control_meanings(key: str, rules: RuleSet) -> Iterator[Meaning]:
    """Yield what a control marking of the register stands for, by category."""
    for category in rules.controls:
        full = {_key(short): words for short, words in category.abbreviations.items()}
        by_key = {_key(word): (word, meaning) for word, meaning in category.words.items()}
        word, meaning = by_key.get(_key(full.get(key, "")) or key, (full.get(key, ""), ""))
        if word:
            yield Meaning(
                id=f"control:{category.id}",
                type=category.type,
                meaning=f"{word}: {meaning}" if meaning else word,
                certainty="sure",
                sources=tuple(rules.sources[source] for source in category.sources),
                note=f"Control marking: {category.title}",
            )


def _portion_meanings(key: str, rules: RuleSet) -> Iterator[Meaning]:
    """Yield the level that a portion mark abbreviates."""
    for level, shorts in rules.markings.levels.items():
        if key in shorts:
            yield Meaning(
                id="class:portion",
                type="classification",
                meaning=f"{level}, of a paragraph or heading",
                certainty="sure",
                sources=tuple(rules.sources[source] for source in rules.markings.sources),
                variants=tuple(f"({short})" for short in shorts),
            )
