"""Forms: boxes and stamps of several lines, whose garbled words are evidence for each other.

A word of a review box may be misread beyond recognition, and the box may stand beside the lines of
the document. It is recognized by all of its words together: where enough letters of it are found
within a few lines, words that resemble others of the form are taken for these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ocrfix.tagging.form_texts import FormLines, FormTexts, Hit, located
from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.tagging.pattern_set import PatternSet
from ocrfix.tagging.patterns import PatternFinder
from ocrfix.tagging.rules.schema import EVIDENCE, Form, FormCell, Rule, RuleSet
from ocrfix.text.letters import LookalikeFolding

_MAX_OVERLAP = 6
_MAX_GAP = 12
_MAX_GAP_PER_LINE = 24
_MAX_LOST = 40
"""Letters of a sentence that two lines of it may both seem to contain, that may be lost between
them, that may stand on each unreadable line between them, and on all of these together."""
_MAX_CHAIN_LINES = 8
_MARGIN_LINES = 3
"""Lines above and below the recognized words of a form that may still belong to it."""
_PRIORITY = 950.0
"""That of a match of a pattern, so that the longer of two matches wins."""
_MIN_CONFIDENCE = 0.55
_CONFIDENCE_RANGE = 0.4
"""Confidence of a text recognized without any letter right, and what all of its letters add."""

_Found = tuple[int, Hit]
"""A text that was found, with the number of its line."""


class FormRecognizer:
    """Recognizes forms by their words."""

    def __init__(self, rules: RuleSet) -> None:
        folding = LookalikeFolding(rules.layout.lookalikes)
        self._folding = folding
        self._lines = FormLines(folding)
        self._forms = rules.forms
        self._finders: dict[int, _FormFinder] = {}
        anchors = [(at, anchor) for at, form in enumerate(rules.forms) for anchor in form.anchors]
        self._owners = [at for at, _ in anchors]
        self._patterns = [anchor for _, anchor in anchors]
        self._set: PatternSet | None = None

    def find(self, page: Page) -> Iterator[Match]:
        """Yield the words of the forms on a page."""
        if self._set is None:
            self._set = PatternSet(self._patterns, together=True)
        if not self._set.may_match(page.text):
            return
        parts = page.lines
        anchored: dict[int, list[int]] = {}
        for number, found in enumerate(self._set.candidates(parts)):
            if found:
                for at in dict.fromkeys([self._owners[pattern] for pattern in found]):
                    anchored.setdefault(at, []).append(number)
        matches = [
            match for at in sorted(anchored) for match in self._finder(at).find(parts, anchored[at])
        ]
        if matches:
            yield from _moved(matches, page)

    def _finder(self, at: int) -> _FormFinder:
        """Return the finder of a form, which few pages need."""
        finder = self._finders.get(at)
        if finder is None:
            finder = _FormFinder(self._forms[at], self._folding, self._lines)
            self._finders[at] = finder
        return finder


class _FormFinder:
    """Finds one form on a page."""

    def __init__(self, form: Form, folding: LookalikeFolding, form_lines: FormLines) -> None:
        self._form = form
        self._texts = FormTexts(form.cells, folding, form_lines)
        self._filled_in = [_FilledIn(form, cell) for cell in form.cells if cell.patterns]

    def find(self, parts: Sequence[str], anchored: Sequence[int]) -> Iterator[Match]:
        """Yield the words of the form around the lines that contain an anchor.

        Args:
            parts: all lines; the matches have offsets of their lines.
            anchored: the numbers of the lines with an anchor.
        """
        for first, last in _regions(anchored, self._form.window_lines, len(parts)):
            found: list[_Found] = []
            for number in range(first, last + 1):
                found += [(number, hit) for hit in self._texts.find(parts[number])]
            for group in self._evident(found):
                yield from self._matches(group, parts)

    def _matches(self, found: Sequence[_Found], parts: Sequence[str]) -> Iterator[Match]:
        """Yield the words that were found, and what is filled in between and around them."""
        for number, hit in found:
            if hit.text.cell.type != EVIDENCE:
                yield self._match(number, hit)
        numbers = [number for number, _ in found]
        first = max(min(numbers) - _MARGIN_LINES, 0)
        last = min(max(numbers) + _MARGIN_LINES, len(parts) - 1)
        for number in range(first, last + 1):
            for filled_in in self._filled_in:
                yield from filled_in.find(parts[number], number)

    def _evident(self, found: Sequence[_Found]) -> Iterator[list[_Found]]:
        """Yield the groups of texts that together are evidence enough for the form."""
        whole = [one for one in found if not one[1].text.is_running]
        for group in _groups(whole, self._form.window_lines):
            best: dict[str, float] = {}
            strong = [(n, hit) for n, hit in group if hit.text.cell.is_evidence]
            for _, hit in strong:
                best[hit.text.key] = max(best.get(hit.text.key, 0.0), hit.evidence)
            if self._is_enough(len(best), sum(best.values())):
                first = strong[0][0] - _MARGIN_LINES
                last = strong[-1][0] + _MARGIN_LINES
                yield [(number, hit) for number, hit in group if first <= number <= last]
        running = [one for one in found if one[1].text.is_running]
        for chain in _chains(running):
            if self._is_enough(len(chain), sum(hit.evidence for _, hit in chain)):
                yield chain

    def _is_enough(self, cells: int, evidence: float) -> bool:
        return cells >= self._form.min_cells and evidence >= self._form.min_evidence

    def _match(self, number: int, hit: Hit) -> Match:
        name = self._form.id
        confidence = round(_MIN_CONFIDENCE + _CONFIDENCE_RANGE * hit.similarity, 3)
        fields = dict(hit.text.cell.fields)
        start, end, kind = hit.start, hit.end, hit.text.cell.type
        priority = _PRIORITY + (end - start)
        return Match(start, end, number, kind, name, confidence, priority, fields, None, (name,))


class _FilledIn:
    """Finds what is filled in on a form, such as a date: the patterns of one cell."""

    def __init__(self, form: Form, cell: FormCell) -> None:
        rule = Rule(
            id=form.id,
            type=cell.type,
            patterns=cell.patterns,
            position="line" if cell.place == "line" else "anywhere",
            exceptions=cell.exceptions,
            fields=cell.fields,
            certainty=form.certainty,
            sources=form.sources,
            examples=(),
            counterexamples=(),
        )
        self._finder = PatternFinder([rule])
        self._set: PatternSet | None = None

    def find(self, line: str, number: int) -> Iterator[Match]:
        """Yield the matches on a line, with its offsets."""
        if self._set is None:
            self._set = PatternSet(self._finder.anchored)
        for at in range(len(self._finder.anchored)):
            for match in self._finder.find(at, self._set[at], line):
                yield match._replace(line=number, evidence=(match.rule,))


def _moved(matches: Sequence[Match], page: Page) -> Iterator[Match]:
    """Yield matches with offsets of the text, without those that a rule makes superfluous."""
    marked: dict[int, list[Match]] = {}
    for match in page.matches:
        marked.setdefault(match.line, []).append(match)
    for match in matches:
        start = page.starts[match.line]
        moved = match._replace(start=start + match.start, end=start + match.end)
        if not any(_covers(other, moved) for other in marked.get(match.line, ())):
            yield moved


def _covers(match: Match, other: Match) -> bool:
    """Return whether the match of a rule makes that of a form superfluous."""
    return match.type == other.type and match.start <= other.start and match.end >= other.end


def _regions(anchored: Sequence[int], window: int, count: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last line of each region around anchors.

    >>> list(_regions([3, 20, 26], 5, 30))
    [(0, 8), (15, 29)]
    """
    borders = [(a, b) for a, b in pairwise(anchored) if b - a > 2 * window]
    starts = [anchored[0], *(b for _, b in borders)]
    ends = [*(a for a, _ in borders), anchored[-1]]
    for first, last in zip(starts, ends, strict=True):
        yield max(first - window, 0), min(last + window, count - 1)


def _groups(found: Sequence[_Found], window: int) -> Iterator[list[_Found]]:
    """Yield the texts in groups between which there are more than ``window`` lines."""
    group: list[_Found] = []
    for one in found:
        if group and one[0] - group[-1][0] > window:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _chains(found: Sequence[_Found]) -> Iterator[list[_Found]]:
    """Yield the parts of sentences that continue each other, line after line."""
    chains: list[list[_Found]] = []
    open_chains: list[list[_Found]] = []
    for number, hit in found:
        open_chains = [chain for chain in open_chains if number - chain[-1][0] <= _MAX_CHAIN_LINES]
        for chain in reversed(open_chains):
            if _extend(chain, number, hit):
                break
        else:
            chains.append([(number, hit)])
            open_chains.append(chains[-1])
    yield from chains


def _extend(chain: list[_Found], number: int, hit: Hit) -> bool:
    """Append a part of a sentence to those it continues, in a wording that has them all."""
    last_number, last = chain[-1]
    between = number - last_number
    if between < 1 or hit.text.cell is not last.text.cell:
        return False
    for text in (last.text, hit.text):
        before, after = located(last, text), located(hit, text)
        gap = after.first - before.last
        if before.text is after.text and (
            -_MAX_OVERLAP <= gap <= min(_MAX_GAP + _MAX_GAP_PER_LINE * (between - 1), _MAX_LOST)
        ):
            chain[-1] = last_number, before
            chain.append((number, after))
            return True
    return False
