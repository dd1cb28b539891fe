"""Grammar of markings: levels and control markings, as banners and portion marks write them.

A banner is a level and its control markings by category of the register (sensitive compartmented
information, special access programs, ..., dissemination), separated by double slashes; older ones
have single slashes, hyphens or spaces. A portion mark is the same, abbreviated, in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from ocrfix.tagging.rules.schema import Rule, RuleSet
from ocrfix.text import lazy_regex

_MAX_UNKNOWN_CHARS = 24
_MAX_UNKNOWN_WORDS = 3
"""An unknown control is one to three short words; more are a sentence."""
_MIN_CAPTION_CHARS = 5
"""A shorter control counts behind a double slash, or as the last word of a line."""

_LISTED = "dissemination"
"""Category of a list of countries, where no other is known."""

_LETTERS = lazy_regex.pattern(r"[^A-Z0-9]+")
_RUN = lazy_regex.pattern(r"[A-Z0-9][A-Z0-9,&.]*(?:[ -]{1,2}[A-Z0-9][A-Z0-9,&.]*)*")
_WORD = lazy_regex.pattern(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_LETTER_RUN = lazy_regex.pattern(r"[A-Z0-9]+")
_PORTION_PIECES = lazy_regex.pattern(r"//?|(?<=[A-Z])-(?=[A-Z]{2})")
_COMPARTMENTS = r"(?:[- ][A-Z0-9]{1,14}){0,6}"
_PORTION_SEPARATOR = lazy_regex.pattern(r"\s?(?://|[/,–—-])\s?|\s")


class Part(NamedTuple):
    """One part of a marking, with the offsets of its line: a level or a control.

    Attributes:
        category: of a control its category in the register; of a level ``level``.
        text: the level, or the control with its abbreviation resolved.
        type: the marker type.
        rule: the id of the rule with these words; of a control without one, its category.
    """

    start: int
    end: int
    category: str
    text: str
    type: str
    rule: str


class Control(NamedTuple):
    """A control marking of the register or of the rules: see :class:`Part`."""

    text: str
    category: str
    type: str
    rule: str


class PortionLevel(NamedTuple):
    """What the text of a portion mark says.

    Attributes:
        level: the level in full.
        controls: the controls, as written.
        is_sure: whether the text has no other common meaning.
    """

    level: str
    controls: str
    is_sure: bool


class MarkingGrammar:
    """Parses banners and portion marks by the dictionaries.

    >>> from pathlib import Path
    >>> from ocrfix.tagging.rules.loader import read_rules
    >>> grammar = MarkingGrammar(read_rules([Path("dictionaries")]))
    >>> grammar.portion("S//REL TO USA, GBR")
    PortionLevel(level='SECRET', controls='REL TO USA, GBR', is_sure=True)
    >>> grammar.portion("a") is grammar.portion("see above")
    True
    """

    def __init__(self, rules: RuleSet) -> None:
        markings = rules.markings
        self._rule_ids = _rules_by_phrase(rules.rules, "classification")
        self._levels = markings.levels
        self._foreign = frozenset(markings.foreign_levels)
        self._doubtful = frozenset(markings.doubtful_abbreviations)
        self._abbreviated = {
            short: level for level, shorts in markings.levels.items() for short in shorts
        }
        self._in_words = {_key(level): level for level in markings.levels}
        self._rules = rules
        with_compartments = [
            word for category in rules.controls if category.compartments for word in category.words
        ]
        self._compartmented = lazy_regex.pattern(_any_of(with_compartments) + _COMPARTMENTS)
        countries = rf"{markings.countries}(?:(?:, ?| )(?:AND )?{markings.countries})*"
        self._listed = lazy_regex.pattern(
            rf"{_any_of(markings.list_controls)}:? {countries}(?![a-zA-Z])"
        )
        self._list_controls = tuple(markings.list_controls)
        self._countries = lazy_regex.pattern(rf" {countries}(?![a-zA-Z])")
        self._instruction = lazy_regex.pattern(rf"{markings.declassification}(?![A-Za-z0-9])")
        self._not_controls = frozenset(markings.not_controls)
        self._eyes = lazy_regex.pattern(
            rf"{markings.countries}(?:[/ ,]{markings.countries})* EYES(?: ONLY)?"
        )
        any_level = _any_level(list(markings.levels))
        # By the first letter, since the patterns of all levels with spaced letters are large.
        self._level = {
            letter: lazy_regex.pattern(
                _any_level([level for level in markings.levels if level[0] == letter])
            )
            for letter in {level[0] for level in markings.levels}
        }
        self._owner = lazy_regex.pattern(rf"({markings.owners}) (?={any_level})")
        self._portion_owner = lazy_regex.pattern(rf"//\s?({markings.owners}) (\S+)")

    @cached_property
    def _controls(self) -> dict[str, Control]:
        """The controls by their letters and digits."""
        return _controls(self._rules)

    @cached_property
    def _portion_controls(self) -> dict[str, Control]:
        """The same with those that portion marks abbreviate."""
        found = dict(self._controls)
        for category in self._rules.controls:
            for short, words in category.abbreviations.items():
                full = self._controls.get(_key(words))
                rule = full.rule if full else ""
                found[_key(short)] = Control(words, category.id, category.type, rule)
        return found

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._controls), default=0)

    def level(self, text: str, at: int) -> Part | None:
        """Return the level that begins at ``at``, letters spaced or not."""
        pattern = self._level.get(text[at : at + 1])
        found = pattern.match(text, at) if pattern else None
        if found is None:
            return None
        level = self._in_words.get(_key(found[0]))
        if level is None:
            return None
        rule = self._rule_ids.get(_key(level), "class:foreign" if self.is_foreign(level) else "")
        return Part(at, found.end(), "level", level, "classification", rule or "class:banner")

    def is_foreign(self, level: str) -> bool:
        """Return whether a level marks information of others: `NATO SECRET`."""
        return level in self._foreign

    def owned_level(self, text: str, at: int) -> Part | None:
        """Return the level of foreign information that begins at ``at`` with its owner."""
        found = self._owner.match(text, at)
        level = self.level(text, found.end()) if found else None
        if found is None or level is None:
            return None
        words = f"{found[1]} {level.text}"
        owners = self._countries.match(text, level.end)
        end = owners.end() if owners else level.end
        return level._replace(start=at, end=end, text=words, rule="class:foreign")

    def control(self, text: str, at: int, after_slashes: int) -> Part | None:
        """Return the control that begins at ``at``.

        Args:
            text: a line.
            at: where it begins.
            after_slashes: 2 or 1 for the slashes before it; 0 where there is none, and only a
                word of the register counts.
        """
        instruction = self._instruction.match(text, at) if after_slashes else None
        if instruction:
            control = Control(instruction[0], "declassification", "review", "")
            return self._part(at, instruction.end(), control)
        listed = None
        if text.startswith(self._list_controls, at):
            listed = self._listed.match(text, at)
        if listed is None and "EYES" in text:
            listed = self._eyes.match(text, at)
        if listed:
            first = self._category(listed[0])
            category = first.category if first else _LISTED
            return self._part(at, listed.end(), Control(listed[0], category, "handling", ""))
        run = _RUN.match(text, at)
        if run is None:
            return None
        known = self._known(run[0], after_slashes == 2 or run[0].isalpha())
        if known and after_slashes < 2 and known[0] < _MIN_CAPTION_CHARS:
            rest = run[0][known[0] :].lstrip(" -")
            known = known if not rest or self._known(rest, short=True) else None
        end = at + len(run[0].rstrip(",. "))
        if after_slashes and known:
            inner = self._compartmented.match(text, at)
            if inner and inner.end() - at > known[0] and _is_end(text, inner.end()):
                return self._part(at, inner.end(), known[1]._replace(text=inner[0], rule=""))
        if known and (after_slashes < 2 or at + known[0] == end or not _is_end(text, end)):
            return self._part(at, at + known[0], known[1])
        if after_slashes and self._is_unlisted(text, at, end, after_slashes):
            return self._part(at, end, Control(text[at:end], "unlisted", "handling", ""))
        return self._part(at, at + known[0], known[1]) if known else None

    def _is_unlisted(self, text: str, at: int, end: int, slashes: int) -> bool:
        """Return whether a run of words is a control that no dictionary lists."""
        words = text[at:end].split()
        most = _MAX_UNKNOWN_WORDS if slashes == 2 else 1
        if words and words[0] in self._not_controls:
            return False
        if not 0 < len(words) <= most or not 2 <= end - at <= _MAX_UNKNOWN_CHARS:
            return False
        return _is_end(text, end) and any(map(str.isalpha, words[0]))

    def portion(self, content: str) -> PortionLevel | None:
        """Return what the text between the brackets of a portion mark says, or none."""
        text = " ".join(content.split())
        if not text:
            return None
        owned = self._portion_owner.match(text)
        if owned:
            level = self._abbreviated.get(owned[2]) or self._in_words.get(_key(owned[2]))
            return PortionLevel(f"{owned[1]} {level}", "", True) if level else None
        for size in (4, 3, 2, 1):
            level = self._abbreviated.get(text[:size])
            if level and (rest := self._portion_rest(text, size)) is not None:
                sure = bool(rest) or (size > 1 and text[:size] not in self._doubtful)
                return PortionLevel(level, rest, sure)
        capitals = text.upper()
        pattern = self._level.get(capitals[:1])
        words = pattern.match(capitals) if pattern else None
        if words:
            level = self._in_words.get(_key(words[0]))
            rest = self._portion_rest(text, words.end())
            if level and (rest is not None):
                return PortionLevel(level, rest, text[0].isupper())
        return None

    def is_doubtful(self, content: str) -> bool:
        """Return whether an abbreviation is too common to count by itself."""
        return content.strip() in self._doubtful

    def _portion_rest(self, text: str, at: int) -> str | None:
        """Return the controls of a portion mark after its level, or none if they are not that."""
        if at == len(text):
            return ""
        separator = _PORTION_SEPARATOR.match(text, at)
        if separator is None:
            return None
        rest = text[separator.end() :].strip()
        slashes = separator[0].count("/")
        if not rest or not rest.isupper():
            return None
        for piece in _PORTION_PIECES.split(rest):
            bare = piece.strip()
            if not bare or not self._is_portion_control(bare, slashes == 2 or at > 4):
                return None
        return rest

    def _is_portion_control(self, text: str, unknown: bool) -> bool:
        if _key(text) in self._portion_controls or self._listed.fullmatch(text):
            return True
        if self._compartmented.fullmatch(text) or self._eyes.fullmatch(text):
            return True
        return unknown and bool(_WORD.fullmatch(text)) and 1 < len(text) <= _MAX_UNKNOWN_CHARS

    def _known(self, run: str, short: bool) -> tuple[int, Control] | None:
        """Return the longest control that a run of words begins with, and its length."""
        best: tuple[int, Control] | None = None
        key = ""
        table = self._portion_controls if short else self._controls
        for word in _LETTER_RUN.finditer(run):
            key += word[0]
            if len(key) > self._longest:
                break
            control = table.get(key)
            if control:
                best = word.end(), control
        return best

    def _category(self, text: str) -> Control | None:
        """Return the control that a text with compartments begins with."""
        found = self._known(text, short=True)
        return found[1] if found else None

    def _part(self, start: int, end: int, control: Control) -> Part:
        rule = control.rule or f"control:{control.category}"
        return Part(start, end, control.category, control.text, control.type, rule)


def spaced(level: str) -> str:
    """Return a pattern of a level whose letters may be spaced.

    >>> bool(re.fullmatch(spaced("TOP SECRET"), "T O P  S E C R E T"))
    True
    """
    return r"[ \t-]{0,3}".join(r"[ -]?".join(word) for word in level.split())


def _any_level(levels: list[str]) -> str:
    """Return a pattern of any of the levels, letters spaced or not, the longest first."""
    listed = "|".join(spaced(level) for level in sorted(levels, key=len, reverse=True))
    return rf"(?:{listed})(?![A-Za-z0-9])"


def _key(text: str) -> str:
    return _LETTERS.sub("", text.upper())


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, the longest first, or of nothing."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?:$^)"


def _is_end(text: str, at: int) -> bool:
    """Return whether a control ends at ``at``: a slash, the line end or punctuation follows."""
    rest = text[at:].lstrip(" ")
    if not rest or rest[0] in "/()[]|":
        return True
    return not rest[0].isalnum() and not rest[1:].strip(" .*_")


def _rules_by_phrase(rules: Sequence[Rule], kind: str) -> dict[str, str]:
    """Return the ids of the rules of a marker type by their phrases."""
    found: dict[str, str] = {}
    for rule in rules:
        if rule.type == kind:
            for phrase in rule.phrases:
                found.setdefault(_key(phrase), rule.id)
    return found


def _controls(rules: RuleSet) -> dict[str, Control]:
    """Return the controls of the rules and the register by their letters and digits."""
    of_rules = _rules_by_phrase(rules.rules, "handling")
    levels = _rules_by_phrase(rules.rules, "classification")
    known: dict[str, Control] = {}
    for rule in rules.rules:
        if rule.type == "handling" and rule.position != "line":
            for phrase in rule.phrases:
                known.setdefault(_key(phrase), Control(phrase, "caption", "handling", rule.id))
    for category in rules.controls:
        for word in category.words:
            rule_id, kind = of_rules.get(_key(word), ""), category.type
            if not rule_id and _key(word) in levels:
                rule_id, kind = levels[_key(word)], "classification"
            known[_key(word)] = Control(word, category.id, kind, rule_id)
    return known
