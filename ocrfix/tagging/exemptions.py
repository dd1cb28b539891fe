"""Exemption codes: which mentions count, and what they mean under the order that applies."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ocrfix.tagging.code_lists import DOUBTFUL_POSITIONS, CodeList, CodeMention
from ocrfix.tagging.evidence import evidence_names
from ocrfix.tagging.executive_orders import (
    DecidingDate,
    OrderCitation,
    citation_for,
    cited_order,
    deciding_date,
    in_force,
    order_citations,
)
from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.tagging.pattern_set import AnyPattern
from ocrfix.tagging.rules.schema import Code, RuleSet

_NEARBY_LINES = 6
"""How many lines away another code supports a doubtful one."""
_NEAR_CODE_NAME = "near:exemption"
"""What notations require that count only within these lines of another code."""
_DISTINCT_CHARS = 5
"""A misread code of this length, such as ``(6)(1)``, is distinct enough to count anywhere on a page
that has codes."""
_SHEET_LINES = 80
"""How many lines below the title of a sheet of withheld documents belong to it: a full page."""
_CODE_PRIORITY = 1100.0
"""Codes win over patterns and phrases."""
_CONFIDENT = 0.95
_LISTED = 0.9
_AT_LINE_END = 0.85
_AT_LINE_START = 0.75
_NEAR_CODE = 0.75
_INLINE = 0.6
"""Confidences by the position of a code, assigned by hand."""


class _Surroundings(NamedTuple):
    """What surrounds a list of codes.

    Attributes:
        supported: whether the page has reliable codes or markings that go with codes.
        near_code: whether a reliable code is on a line nearby.
        on_sheet: whether the line belongs to a sheet that lists what was withheld.
        on_page: names of rules, blocks and types marked on the page.
    """

    supported: bool
    near_code: bool
    on_sheet: bool
    on_page: frozenset[str]


class _Evidence:
    """What the page says about the order that its codes cite.

    Attributes:
        date: the date of the review that most likely put the codes on the page.
        before: the order cited on the line before the codes, if any.
    """

    def __init__(self, page: Page, rules: RuleSet, dated_rules: frozenset[str]) -> None:
        self.date: DecidingDate | None = deciding_date(page.matches, page.text, dated_rules)
        self.before: str | None = None
        self._page = page
        self._rules = rules
        self._citations: list[OrderCitation] | None = None

    @property
    def citations(self) -> list[OrderCitation]:
        """The places where the page cites an order."""
        if self._citations is None:
            label = self._rules.layout.order_label
            self._citations = order_citations(self._page.text, self._rules.orders, label)
        return self._citations


class ExemptionRecognizer:
    """Recognizes exemption codes by position and nearby markers, and resolves them by date."""

    def __init__(self, rules: RuleSet) -> None:
        self._all = rules
        self._rules = {rule.id: rule for rule in rules.rules}
        self._dated_rules = frozenset(rule.id for rule in rules.rules if rule.is_review_date)
        layout = rules.layout
        self._sheets = frozenset(r.id for r in rules.rules if r.block in layout.code_sheets)
        self._is_reason = AnyPattern([f"(?:{layout.reason_label})$"] if layout.reason_label else [])
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
        evidence = _Evidence(page, self._all, self._dated_rules)
        on_page = frozenset(
            {name for match in page.matches for name in evidence_names(match, self._rules)}
        )
        reliable = sorted({codes.line for codes in lists if _is_reliable(codes)})
        sheets = sorted({match.line for match in page.matches if match.rule in self._sheets})
        supported = bool(reliable) or bool(on_page.intersection(self._all.layout.code_evidence))
        line = -1
        for codes in lists:
            if codes.line != line:
                line = codes.line
                evidence.before = cited_order(page.line_before.get(line, ""), self._all.orders)
            near_code = any(
                other != line for other in _within(reliable, line, _NEARBY_LINES, _NEARBY_LINES)
            )
            around = _Surroundings(
                supported,
                near_code,
                bool(_within(sheets, line, _SHEET_LINES, _NEARBY_LINES)),
                on_page | {_NEAR_CODE_NAME} if near_code else on_page,
            )
            for mention in codes.mentions:
                confidence = _confidence(mention, codes, around)
                if confidence:
                    yield self._match(mention, codes, confidence, evidence)

    def _match(
        self,
        mention: CodeMention,
        codes: CodeList,
        confidence: float,
        evidence: _Evidence,
    ) -> Match:
        notation = mention.notation
        entries = self._by_key[mention.key]
        if not notation.order_dependent:
            entries = [e for e in entries if e.family == mention.family.id] or entries
        cited = cited_order(codes.before, self._all.orders) or evidence.before
        entry, fields = self._entry(entries, mention, codes, cited, evidence)
        if entry is None:
            name = notation.undated_code.format(**mention.groups)
            name = name or "EO:" + entries[0].id.split(":", 1)[1]
            fields["meaning"] = " / ".join(dict.fromkeys(e.meaning for e in entries))
            fields["certainty"] = "unsure"
        else:
            name = entry.marker_code or entry.id
            family = self._families[entry.family]
            fields["authority"] = entry.authority or family.authority
            for field in ("section", "citation", "checked"):
                if value := getattr(entry, field):
                    fields[field] = value
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
        codes: CodeList,
        cited: str | None,
        evidence: _Evidence,
    ) -> tuple[Code | None, dict[str, str]]:
        """Return the entry that a code refers to, and the fields that record the evidence.

        An order cited beside the code decides; then the date of the review; then an order that is
        cited anywhere on the page. The reason for a classification is the author's: there, the
        order cited last above it decides before the date of a review does.
        """
        if not mention.notation.order_dependent:
            return entries[0], {}
        orders = {self._families[entry.family].order: entry for entry in reversed(entries)}
        if cited in orders:
            return orders[cited], {"order_from": cited}
        if cited and len(entries) == 1:
            return entries[0], {"order_from": cited}
        if self._is_reason(codes.before):
            above = citation_for(evidence.citations, orders, codes.start)
            if above:
                return orders[above.order], {"order_from": above.text}
        if evidence.date:
            for entry in entries:
                if in_force(entry.since, entry.until, evidence.date.day):
                    day, text = evidence.date
                    return entry, {"order_from": text, "order_date": day}
        elsewhere = citation_for(evidence.citations, orders)
        if elsewhere:
            return orders[elsewhere.order], {"order_from": elsewhere.text}
        return None, {}


def _is_reliable(codes: CodeList) -> bool:
    return codes.position in ("alone", "labeled") and bool(
        codes.notation_positions.difference(DOUBTFUL_POSITIONS)
    )


def _within(lines: Sequence[int], line: int, above: int, below: int) -> Sequence[int]:
    """Return the lines at most ``above`` lines above a line or ``below`` lines below it."""
    return lines[bisect_left(lines, line - above) : bisect_right(lines, line + below)]


def _confidence(mention: CodeMention, codes: CodeList, around: _Surroundings) -> float:
    """Return the probability that a mention is a marking, or 0 if it is not."""
    notation = mention.notation
    position = codes.position
    needed = notation.requires_on_page
    if needed and position != "labeled" and not around.on_page.intersection(needed):
        return 0.0
    if notation.preceded_by or notation.followed_by or notation.position == "anywhere":
        return _CONFIDENT
    if notation.position in DOUBTFUL_POSITIONS:
        return _doubtful(mention, codes, around)
    if position in ("alone", "labeled"):
        return _CONFIDENT
    if position == "cited":
        return 0.0
    if around.on_sheet:
        return _LISTED
    if position == "numbered":
        return 0.0
    listed = len(codes.mentions) > 1 and bool(codes.notation_positions - {"list"})
    at_edge = notation.position == "edge" or (listed and "edge" in codes.notation_positions)
    if position == "line_end" and (at_edge or around.supported):
        return _AT_LINE_END
    if position == "line_start" and (listed if around.supported else at_edge and listed):
        return _AT_LINE_START
    if position == "line_start" and at_edge and around.supported:
        return _AT_LINE_START
    if position == "inline" and at_edge and around.supported:
        return _INLINE
    return 0.0


def _doubtful(mention: CodeMention, codes: CodeList, around: _Surroundings) -> float:
    """Return the same for a notation that other text is often misread as."""
    notation = mention.notation
    position, notations = codes.position, codes.notation_positions
    if position == "labeled":
        return 0.0 if notation.requires_on_page else _NEAR_CODE
    if position in ("inline", "numbered", "cited"):
        return 0.0
    if around.on_sheet and notation.position == "near_code":
        return _NEAR_CODE
    if notation.position == "list":
        listed = len(codes.mentions) > 1 and bool(notations - {"list"})
        # In "1, 1A, 2 and 2A (see below)" notations that must be alone do not support others.
        has_support = position == "alone" or bool(notations - {"list", "alone"})
        if not listed and position == "alone" and not notation.requires_on_page:
            return _NEAR_CODE if around.near_code else 0.0
        return _LISTED if listed and has_support else 0.0
    has_support = around.near_code or bool(notations - set(DOUBTFUL_POSITIONS))
    if around.supported and mention.end - mention.start >= _DISTINCT_CHARS:
        has_support = True
    return _NEAR_CODE if has_support and position == "alone" else 0.0
