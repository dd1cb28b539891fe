"""Exemption codes: which mentions count, and what they mean under the order that applies."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ocrfix.tagging.code_lists import DOUBTFUL_POSITIONS, CodeList, CodeMention
from ocrfix.tagging.evidence import evidence_names
from ocrfix.tagging.executive_orders import DecidingDate, cited_order, deciding_date, in_force
from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.tagging.rules.schema import Code, RuleSet

_NEARBY_LINES = 6
"""How many lines away another code supports a doubtful one."""
_CODE_PRIORITY = 1100.0
"""Codes win over patterns and phrases."""
_CONFIDENT = 0.95
_LISTED = 0.9
_AT_LINE_END = 0.85
_AT_LINE_START = 0.75
_NEAR_CODE = 0.75
_INLINE = 0.6
"""Confidences by the position of a code, assigned by hand."""


class ExemptionRecognizer:
    """Recognizes exemption codes by position and nearby markers, and resolves them by date."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = {rule.id: rule for rule in rules.rules}
        self._dated_rules = frozenset(rule.id for rule in rules.rules if rule.is_review_date)
        self._orders = rules.orders
        self._code_evidence = rules.layout.code_evidence
        self._families = {family.id: family for family in rules.families}
        self._by_key: dict[str, list[Code]] = {}
        for code in rules.codes:
            for key in code.keys:
                self._by_key.setdefault(key, []).append(code)

    def find(self, page: Page) -> Iterator[Match]:
        """Yield the codes whose position makes them markings."""
        lists = page.code_lists
        if not lists:
            return
        date = deciding_date(page.matches, page.text, self._dated_rules)
        on_page = frozenset(
            {name for match in page.matches for name in evidence_names(match, self._rules)}
        )
        reliable = sorted(
            {
                codes.line
                for codes in lists
                if codes.position == "alone" and codes.notation_positions - {"near_code"}
            }
        )
        supported = bool(reliable) or bool(on_page.intersection(self._code_evidence))
        line, order_before = -1, None
        for codes in lists:
            if codes.line != line:
                line = codes.line
                order_before = cited_order(page.line_before.get(line, ""), self._orders)
            first = bisect_left(reliable, line - _NEARBY_LINES)
            last = bisect_right(reliable, line + _NEARBY_LINES)
            near_code = any(other != line for other in reliable[first:last])
            for mention in codes.mentions:
                confidence = _confidence(mention, codes, supported, near_code, on_page)
                if confidence:
                    yield self._match(mention, codes, confidence, date, order_before)

    def _match(
        self,
        mention: CodeMention,
        codes: CodeList,
        confidence: float,
        date: DecidingDate | None,
        order_before: str | None,
    ) -> Match:
        notation = mention.notation
        entries = self._by_key[mention.key]
        if not notation.order_dependent:
            entries = [e for e in entries if e.family == mention.family.id] or entries
        cited = cited_order(codes.before, self._orders) or order_before
        entry, fields = self._entry(entries, mention, cited, date)
        if entry is None:
            name = notation.undated_code.format(**mention.groups)
            name = name or "EO:" + entries[0].id.split(":", 1)[1]
            fields["meaning"] = " / ".join(dict.fromkeys(e.meaning for e in entries))
            fields["certainty"] = "unsure"
        else:
            name = entry.marker_code or entry.id
            family = self._families[entry.family]
            fields["authority"] = entry.authority or family.authority
            if entry.section:
                fields["section"] = entry.section
            fields["meaning"] = entry.meaning
            fields["certainty"] = notation.certainty or entry.certainty
            if cited and notation.order_dependent and cited != family.order:
                name = f"{cited}:{entry.id.split(':', 1)[1]}"
        for item in mention.more_items:
            name += notation.join.format(item=item)
        if "statute" in mention.groups:
            fields["statute"] = mention.groups["statute"]
        start, end = codes.start + mention.start, codes.start + mention.end
        rule = entry.id if entry else entries[0].id
        priority = _CODE_PRIORITY + end - start
        return Match(start, end, codes.line, "exemption", rule, confidence, priority, fields, name)

    def _entry(
        self,
        entries: Sequence[Code],
        mention: CodeMention,
        cited: str | None,
        date: DecidingDate | None,
    ) -> tuple[Code | None, dict[str, str]]:
        """Return the entry that a code refers to, and the fields that record the evidence."""
        if not mention.notation.order_dependent:
            return entries[0], {}
        for entry in entries:
            if cited and self._families[entry.family].order == cited:
                return entry, {"order_from": cited}
        if cited and len(entries) == 1:
            return entries[0], {"order_from": cited}
        if date:
            for entry in entries:
                if in_force(entry.since, entry.until, date.day):
                    return entry, {"order_from": date.text, "order_date": date.day}
        return None, {}


def _confidence(
    mention: CodeMention,
    codes: CodeList,
    supported: bool,
    near_code: bool,
    on_page: frozenset[str],
) -> float:
    """Return the probability that a mention is a marking, or 0 if it is not.

    Args:
        mention: the code.
        codes: its list.
        supported: whether the page has reliable codes or markings that go with codes.
        near_code: whether a reliable code is on a line nearby.
        on_page: names of rules, blocks and types marked on the page.
    """
    notation = mention.notation
    if notation.requires_on_page and not on_page.intersection(notation.requires_on_page):
        return 0.0
    position, notations = codes.position, codes.notation_positions
    listed = len(codes.mentions) > 1 and bool(notations - {"list"})
    if notation.preceded_by or notation.position == "anywhere":
        return _CONFIDENT
    if notation.position == "list":
        # In "1, 1A, 2 and 2A (see below)" notations that must be alone do not support others.
        has_support = position == "alone" or bool(notations - {"list", "alone"})
        return _LISTED if listed and has_support and position not in ("inline", "cited") else 0.0
    if notation.position == "near_code":
        has_support = near_code or bool(notations - set(DOUBTFUL_POSITIONS))
        return _NEAR_CODE if has_support and position == "alone" else 0.0
    if position == "alone":
        return _CONFIDENT
    at_edge = notation.position == "edge"
    if position == "line_end" and (at_edge or supported):
        return _AT_LINE_END
    if position == "line_start" and at_edge and (supported or listed):
        return _AT_LINE_START
    if position == "inline" and at_edge and supported:
        return _INLINE
    return 0.0
