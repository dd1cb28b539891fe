"""Exemption codes: found by grammar, judged by their place, named by the document's date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ocrfix.tagging.executive_orders import Decision, cited_order, in_force
from ocrfix.tagging.match import Found
from ocrfix.tagging.patterns import Asked, Grammar, Place
from ocrfix.tagging.rules.schema import Code, Family, Form, Layout, Order
from ocrfix.text import lazy_regex
from ocrfix.text.letters import is_debris, with_markdown

_MARGIN = "   "
"""Three blanks part a margin from the text of a line."""
_AROUND = 160
"""How many characters before and after a code tell its place on the line."""
_JOINING = ("/", "-")
"""A code joined to the characters before it is part of a number or a path."""
_DOUBTFUL = ("list", "beside")
_BESIDE_LETTERS = lazy_regex.pattern(r"[^\w%&]|_")
_BESIDE = 6
"""How many lines away another code vouches for a doubtful one."""


class Written(NamedTuple):
    """A code as it stands on a line (offsets of the line); ``key`` finds its entries."""

    start: int
    end: int
    form: Form
    family: Family
    groups: dict[str, str]
    key: str
    more: tuple[str, ...]


class Run(NamedTuple):
    """Codes that stand together on one line; ``place`` says how sure the place makes them."""

    row: int
    start: int
    place: str
    codes: tuple[Written, ...]
    before: str
    forms: frozenset[str]


class CodeFinder:
    """Finds codes on lines; :meth:`name` gives them their meaning once the whole text is known."""

    def __init__(
        self,
        families: Sequence[Family],
        codes: Sequence[Code],
        orders: Sequence[Order],
        layout: Layout,
    ) -> None:
        self.forms = [(family, form) for family in families for form in family.forms]
        self.patterns = [form.pattern for _, form in self.forms]
        self._orders = orders
        self._order_ids = {order.id for order in orders}
        self._layout = layout
        self._families = {family.id: family for family in families}
        self._by_key: dict[str, list[Code]] = {}
        for code in codes:
            for key in code.keys:
                self._by_key.setdefault(key, []).append(code)
        self._compiled: dict[str, Grammar] = {}
        self._labelled: Asked | None = None
        self._citing: Asked | None = None
        self._joining: Asked | None = None

    def read(
        self, met: Sequence[tuple[int, Grammar]], line: str, start: int, count: int
    ) -> list[Run]:
        """Return the runs of codes on a line; ``met`` are form numbers with compiled patterns."""
        written: list[Written] = []
        for number, pattern in met:
            family, form = self.forms[number]
            for match in pattern.matches(line):
                code = self._written(match, pattern, family, form, line)
                if code:
                    written.append(code)
        if not written:
            return []
        kept: list[Written] = []
        for code in sorted(written, key=lambda w: (w.start, -w.end)):
            while kept and kept[-1].end > code.start:
                # A plain form goes before a misread one that begins a bracket earlier.
                if _rank(kept[-1]) >= _rank(code):
                    break
                kept.pop()
            else:
                kept.append(code)
        return [
            self._run(codes, line, start, count)
            for codes in self._together(kept, line)
            if any(code.form.place != "list" for code in codes)
        ]

    def _written(
        self, match: Sequence[Place], pattern: Grammar, family: Family, form: Form, line: str
    ) -> Written | None:
        groups: dict[str, str] = {}
        start, end = match[0]
        if form.after:
            head = line[max(start - _AROUND, 0) : start]
            after = self._pattern(form.after + "$")
            before = after.first(head)
            if not before:
                return None
            groups.update(_folded(before, after, head, form.folds))
        groups.update(_folded(match, pattern, line, form.folds))
        more = groups.pop("more", "")
        statute = groups.pop("statute", "")
        key = (form.prefix + "".join(groups.values())).upper()
        if key not in self._by_key:
            return None
        items: tuple[str, ...] = ()
        if form.item:
            found = self._pattern(form.item).matches(more)
            items = tuple([more[item[0][0] : item[0][1]] for item in found])
        if statute:
            groups["statute"] = statute
        start, end = with_markdown(line, start, end)
        return Written(start, end, form, family, groups, key, items)

    def _pattern(self, pattern: str) -> Grammar:
        compiled = self._compiled.get(pattern)
        if compiled is None:
            compiled = self._compiled[pattern] = Grammar(pattern)
        return compiled

    def _together(self, written: Sequence[Written], line: str) -> Iterator[list[Written]]:
        run: list[Written] = []
        for code in written:
            between = line[run[-1].end : code.start] if run else ""
            if run and (_MARGIN in between or not self._joined(between)):
                yield run
                run = []
            run.append(code)
        if run:
            yield run

    def _joined(self, between: str) -> bool:
        """Return whether nothing but what joins codes stands between two of them."""
        if self._joining is None:
            self._joining = Asked([self._layout.code_joints], whole=True)
        return self._joining(between)

    def _run(self, codes: list[Written], line: str, start: int, count: int) -> Run:
        before = line[max(codes[0].start - _AROUND, 0) : codes[0].start]
        after = line[codes[-1].end : codes[-1].end + _AROUND]
        forms = frozenset(code.form.place for code in codes)
        return Run(count, start, self._place(before, after), tuple(codes), before, forms)

    def _place(self, before: str, after: str) -> str:
        """Return what the place of a run on its line is evidence of.

        ``sure``: alone, in the margin, or after a label; ``end`` and ``start``: at an edge of a
        line with other words; ``loose``: within a line; ``cited``: part of a sentence.
        """
        if self._labelled is None or self._citing is None:
            layout = self._layout
            self._labelled = Asked([label + "$" for label in layout.code_labels])
            self._citing = Asked([layout.citing + "$"] if layout.citing else [])
        if self._labelled(before):
            return "sure"
        if before[-1:] in _JOINING and len(before.strip()) > 1:
            return "cited"
        free_before = is_debris(before) and not before.strip().isalpha()
        free_after = is_debris(after)
        if is_debris(before) and free_after:
            return "sure"
        if self._citing(before):
            return "cited"
        if free_after and before.endswith(_MARGIN):
            return "sure"
        if free_before and after.startswith(_MARGIN):
            return "sure"
        if free_after:
            return "end"
        return "start" if free_before else "loose"

    def name(
        self,
        runs: Sequence[Run],
        decision: Decision | None,
        around: Mapping[int, str],
        marked: frozenset[str],
    ) -> Iterator[Found]:
        """Yield the codes whose place makes them marks.

        Args:
            runs: all runs of the text, in order.
            decision: the date that decides between orders, if there is one.
            around: line number to the text of the line before it and the line itself.
            marked: ids, blocks and types marked on the page.
        """
        vouching = sorted(
            {run.row for run in runs if run.place == "sure" and run.forms - {"beside"}}
        )
        evident = bool(vouching) or bool(marked.intersection(self._layout.code_evidence))
        row, above = -1, None
        for run in runs:
            if run.row != row:
                row, above = run.row, cited_order(around.get(run.row, ""), self._orders)
            at = bisect_left(vouching, run.row - _BESIDE)
            within = vouching[at : bisect_right(vouching, run.row + _BESIDE)]
            near = any(row != run.row for row in within)
            for code in run.codes:
                surety = self._surety(code, run, evident, near, marked)
                if surety:
                    yield self._found(code, run, surety, decision, above)

    def _surety(
        self, code: Written, run: Run, vouching: bool, near: bool, marked: frozenset[str]
    ) -> float:
        form = code.form
        if form.context and not marked.intersection(form.context):
            return 0.0
        listed = len(run.codes) > 1 and bool(run.forms - {"list"})
        if form.after or form.place == "anywhere":
            return 0.95
        if form.place == "list":
            # What may only stand alone is no company within a line: "1, 1A, 2 and 2A (see below)".
            company = run.place == "sure" or bool(run.forms - {"list", "alone"})
            return 0.9 if listed and company and run.place not in ("loose", "cited") else 0.0
        if form.place == "beside":
            beside = near or bool(run.forms - set(_DOUBTFUL))
            return 0.75 if beside and run.place == "sure" else 0.0
        if run.place == "sure":
            return 0.95
        if run.place == "end" and (form.place == "edge" or vouching):
            return 0.85
        if run.place == "start" and form.place == "edge" and (vouching or listed):
            return 0.75
        if run.place == "loose" and form.place == "edge" and vouching:
            return 0.6
        return 0.0

    def _found(
        self,
        written: Written,
        run: Run,
        surety: float,
        decision: Decision | None,
        above: str | None,
    ) -> Found:
        entries = self._by_key[written.key]
        if not written.form.dated:
            entries = [e for e in entries if e.family == written.family.id] or entries
        cited = cited_order(run.before, self._orders) or above
        entry, fields = self._choose(entries, written, cited, decision)
        if entry is None:
            name = written.form.undecided.format(**written.groups)
            name = name or "EO:" + entries[0].id.split(":", 1)[1]
            fields["meaning"] = " / ".join(dict.fromkeys(e.meaning for e in entries))
            fields["certainty"] = "unsure"
        else:
            name = entry.emits or entry.id
            family = self._families[entry.family]
            fields["authority"] = entry.authority or family.authority
            if entry.section:
                fields["section"] = entry.section
            fields["meaning"] = entry.meaning
            fields["certainty"] = written.form.certainty or entry.certainty
            if cited and written.form.dated and cited != family.order:
                name = f"{cited}:{entry.id.split(':', 1)[1]}"
        for item in written.more:
            name += written.form.join.format(item=item)
        if "statute" in written.groups:
            fields["statute"] = written.groups["statute"]
        start, end = run.start + written.start, run.start + written.end
        rule = entry.id if entry else entries[0].id
        weight = 1100.0 + end - start
        return Found(start, end, run.row, "exemption", rule, surety, weight, fields, name)

    def _choose(
        self,
        entries: Sequence[Code],
        written: Written,
        cited: str | None,
        decision: Decision | None,
    ) -> tuple[Code | None, dict[str, str]]:
        """Return the entry that the letters mean here, and what decided it."""
        if not written.form.dated:
            return entries[0], {}
        for entry in entries:
            if cited and self._families[entry.family].order == cited:
                return entry, {"order_from": cited}
        if cited and len(entries) == 1:
            return entries[0], {"order_from": cited}
        if decision:
            for entry in entries:
                if in_force(entry.since, entry.until, decision.day):
                    return entry, {"order_from": decision.written, "order_date": decision.day}
        return None, {}


def _rank(code: Written) -> tuple[bool, int]:
    return code.form.place not in _DOUBTFUL, code.end - code.start


def _folded(
    match: Sequence[Place], pattern: Grammar, text: str, folds: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Return the groups that took part, in order, misread characters put right."""
    result: dict[str, str] = {}
    for name, number in pattern.in_order:
        start, end = match[number]
        if start < 0:
            continue
        value = text[start:end]
        if name in ("more", "statute"):
            result[name] = value
            continue
        if not value.isalnum():
            value = _BESIDE_LETTERS.sub("", value)
        table = folds.get(name)
        if table:
            value = "".join([table.get(char, char) for char in value])
        result[name] = value
    return result
