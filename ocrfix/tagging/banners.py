"""Banners: the level of a page and its control markings, parsed by the grammar of the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ocrfix.tagging.markings import MarkingGrammar, Part, spaced
from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.text import lazy_regex
from ocrfix.text.letters import is_wordless

_MAX_CHARS = 200
_PRIORITY = 1050.0
"""A banner wins over patterns and phrases, and an exemption code over it."""
_SURE = 0.97
_WITH_UNLISTED = 0.85
"""Confidences: a banner of which all parts are listed, and one with an unlisted control."""
_UNLISTED_CATEGORY = "unlisted"
_MAX_PROSE_WORDS = 3
"""A line with more words in lower case than this is prose."""

_MARGIN = lazy_regex.pattern(r"[^0-9A-Za-z/]{0,6}")
_SLASHES = lazy_regex.pattern(r"\s?(?:(?P<two>//)|(?P<worn>/[/Il1|]|[Il|]/)|/)\s?(?=[A-Z0-9])")
_BLANK = lazy_regex.pattern(r"\s?[-–—,:]{0,2}\s{0,3}")
_LOWERCASE_WORD = lazy_regex.pattern(r"\b[a-z]{3,}\b")
_WORDS = lazy_regex.pattern(r"[^\W_]+")


class BannerRecognizer:
    """Recognizes banners with control markings, listed or not, and those of foreign information."""

    def __init__(self, rules: RuleSet) -> None:
        self._grammar = MarkingGrammar(rules)
        markings = rules.markings
        self._before_slashes = frozenset(markings.levels_before_slashes)
        self._citing = frozenset(markings.citing_words)
        self._fillers = rules.layout.fillers
        self._filler: Any = None
        levels = sorted(markings.levels, key=len, reverse=True)
        self._pattern = "|".join(["//", *map(spaced, levels)]) if levels else ""
        self._trigger: Any = None

    def find(self, page: Page) -> Iterator[Match]:
        """Yield the parts of each banner."""
        if not self._pattern:
            return
        if self._trigger is None:
            import re2

            self._trigger = re2.compile(self._pattern)
        last = -1
        for found in self._trigger.finditer(page.text):
            number = page.line_at(found.start())
            if number != last and len(page.lines[number]) <= _MAX_CHARS:
                yield from _matches(self._banner(page.lines[number]), page.starts[number], number)
            last = number

    def _banner(self, line: str) -> list[Part]:
        """Return the parts of the banner that a line begins with or, after a label, ends in."""
        start = _MARGIN.match(line)
        at = start.end() if start else 0
        parts = self._parsed(line, at)
        if parts or "//" not in line[1:]:
            return parts
        for found in self._trigger.finditer(line, at + 1):
            before = line[: found.start()].rstrip()
            if found[0] != "//" and before and (before[-1] in ":|" or before.isupper()):
                parts = self._parsed(line, found.start())
                if len(parts) > 1:
                    return parts
        return []

    def _parsed(self, line: str, at: int) -> list[Part]:
        """Return the parts of the banner that begins at ``at``; none if it is no banner."""
        grammar = self._grammar
        parts: list[Part] = []
        end = at
        slashes = 0
        if line.startswith("//", at):
            end = at + 2
            first = grammar.owned_level(line, end) or grammar.control(line, end, 2)
            slashes = 2
            if first is None or not (first.rule == "class:foreign" or first.category == "fgi"):
                return []
        else:
            first = grammar.level(line, at)
            if first is None:
                return []
        parts = [first]
        end = first.end
        strongest = slashes
        while end < len(line):
            part, slashes = self._next(line, end)
            if part is None:
                break
            strongest = max(strongest, slashes)
            parts.append(part)
            end = part.end
        return parts if self._is_banner(parts, line, end, strongest) else []

    def _next(self, line: str, at: int) -> tuple[Part | None, int]:
        """Return the part behind the separator at ``at``, and the number of its slashes."""
        grammar = self._grammar
        slashes = _SLASHES.match(line, at)
        if slashes and slashes["worn"]:
            # A slash misread as a letter, before a listed control.
            part = grammar.control(line, slashes.end(), 2)
            if part and part.category != _UNLISTED_CATEGORY:
                return part, 2
        if slashes and not slashes["worn"]:
            count = 2 if slashes["two"] else 1
            part = grammar.control(line, slashes.end(), count)
            return part or grammar.owned_level(line, slashes.end()), count
        if slashes and line[at : slashes.end()].lstrip()[0] == "/":
            return grammar.control(line, at + line[at:].index("/") + 1, 1), 1
        blank = _BLANK.match(line, at)
        if blank is None or blank.end() == at:
            return None, 0
        return grammar.control(line, blank.end(), 0), 0

    def _is_banner(self, parts: list[Part], line: str, end: int, slashes: int) -> bool:
        """Return whether parsed parts, and what follows them, are a banner and no sentence."""
        level = parts[0]
        rest = line[end:].strip()
        foreign = level.rule == "class:foreign"
        if slashes < 2 and level.text in self._before_slashes:
            return False
        if slashes < 2 and all(part.category == _UNLISTED_CATEGORY for part in parts[1:]):
            # The level alone, or before a slash and a word that is no control.
            slashed = rest.startswith("/") and rest[1:].isupper() and rest[1:].isalpha()
            del parts[1:]
            return slashed or (foreign and (is_wordless(rest) or self._is_filler(rest)))
        if is_wordless(rest) or self._is_filler(rest):
            return True
        if foreign or level.category == "fgi":
            return False
        words = _WORDS.findall(rest)
        if len(_LOWERCASE_WORD.findall(rest)) > _MAX_PROSE_WORDS:
            return False
        if words[0].lower() in self._citing:
            return False
        return slashes == 2 or not words[0].isupper() or line[end:].startswith("   ")

    def _is_filler(self, text: str) -> bool:
        if self._filler is None:
            import re2

            self._filler = re2.compile("(?:" + "|".join(self._fillers or ("$^",)) + ")+")
        return bool(self._filler.fullmatch(text))


def _matches(parts: Sequence[Part], start: int, number: int) -> Iterator[Match]:
    """Yield the matches of a banner; that of its level names all of its controls."""
    controls = "; ".join(part.text for part in parts[1:])
    unlisted = any(part.category == _UNLISTED_CATEGORY for part in parts)
    confidence = _WITH_UNLISTED if unlisted else _SURE
    for part in parts:
        if part.category == "level":
            fields = {"level": part.text}
            if controls:
                fields["controls"] = controls
        else:
            fields = {"control": part.text, "category": part.category}
        yield Match(
            start + part.start,
            start + part.end,
            number,
            part.type,
            part.rule,
            confidence,
            _PRIORITY + part.end - part.start,
            fields,
        )
