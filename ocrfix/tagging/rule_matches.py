"""Rule matches: patterns and phrases found on lines, once they are corroborated."""

from __future__ import annotations

from typing import Any

from ocrfix.tagging.evidence import corroborated
from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.tagging.rules.schema import RuleSet


class RuleRecognizer:
    """Recognizes what the rules of the dictionaries describe: stamps, banners, numbers, footers."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = {rule.id: rule for rule in rules.rules}
        self._suppressing = {rule.id: rule.suppressed_by for rule in rules.rules}
        self._compiled: dict[str, Any] = {}

    def find(self, page: Page) -> list[Match]:
        """Return the line matches of a page that need no corroboration or have it."""
        return corroborated(page.line_matches, self._rules, self._suppressed(page))

    def _suppressed(self, page: Page) -> frozenset[str]:
        """Return the rules that matched and that something in the text disables."""
        suppressed: list[str] = []
        for name in {match.rule for match in page.line_matches}:
            pattern = self._suppressing.get(name)
            if pattern:
                compiled = self._compiled.get(name)
                if compiled is None:
                    import re2

                    compiled = self._compiled[name] = re2.compile(pattern)
                if compiled.search(page.text):
                    suppressed.append(name)
        return frozenset(suppressed)
