"""The tagger: finds every mark of a text that is not the document's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ocrfix.records import Marker
from ocrfix.tagging.evidence import names, vouched
from ocrfix.tagging.executive_orders import deciding_date
from ocrfix.tagging.exemptions import CodeFinder, Run
from ocrfix.tagging.match import Found, apart
from ocrfix.tagging.noise import is_noise
from ocrfix.tagging.patterns import Grammar, PatternFinder, Sieve
from ocrfix.tagging.phrases import PhraseFinder
from ocrfix.tagging.rules.schema import Rules
from ocrfix.tagging.running_heads import echoes, may_echo
from ocrfix.tagging.withheld import joined
from ocrfix.text.letters import capital_share
from ocrfix.text.lines import Line, parts

_NOISE_SURETY = 0.5
_DOUBTFUL = 0.6
"""A pattern less sure than this leaves its words to the phrases, which may read them better."""
_MOST_KEPT = 10_000
"""How many lines are remembered with what is on them; of those before them as many again."""
_LONGEST_KEPT = 400
"""A longer line is not remembered."""


class Reading:
    """What a line holds by itself, whatever stands around it.

    Attributes:
        finds: its marks, with their places on the line.
        runs: its codes.
        marked: whether there are any of these.
        echo: whether it may be a bad copy of a line of marks.
        noise: whether it is debris.
    """

    def __init__(
        self, finds: Sequence[Found], runs: Sequence[Run], echo: bool, noise: bool
    ) -> None:
        self.finds = finds
        self.runs = runs
        self.marked = bool(finds or runs)
        self.echo = echo
        self.noise = noise


class Tagger:
    """Marks codes, banners, stamps, numbers and debris in a text.

    A tagger is built once from the rules and may be kept; :meth:`tag` is a pure function of the
    text.

    >>> from pathlib import Path
    >>> from ocrfix.tagging.rules.loader import read_rules
    >>> rules = read_rules([Path("dictionaries")])
    >>> [(marker.type, marker.text) for marker in Tagger(rules).tag("NODIS 9026213")]
    [('handling', 'NODIS'), ('control', '9026213')]
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = {rule.id: rule for rule in rules.markings}
        self._patterns = PatternFinder(rules.markings)
        self._phrases = PhraseFinder(rules.markings, rules.layout)
        self._codes = CodeFinder(rules.families, rules.codes, rules.orders, rules.layout)
        bounded, codes = self._patterns.bounded, self._codes.patterns
        # Codes are met on many lines, and the other patterns on few.
        kinds = [*("mark" for _ in bounded), *("code" for _ in codes)]
        needed = rules.needed
        alone = [*(pattern for _, pattern in self._patterns.rules), *codes]
        self._sieve = Sieve(
            [*bounded, *codes], kinds, [needed.get(p, ()) for p in alone] if needed else ()
        )
        self._dated = frozenset(rule.id for rule in rules.markings if rule.dates)
        self._refusals = {rule.id: rule.refuses for rule in rules.markings if rule.refuses}
        self._refused: dict[str, Any] = {}
        # Pages repeat their lines, a text is read again with a few of them mended, and what a line
        # holds hangs on the line alone.
        self._kept: dict[str, Reading] = {}
        self._kept_before: dict[str, Reading] = {}
        self._plain = Reading((), (), False, False)
        self._open = Reading((), (), True, False)

    def tag(self, text: str) -> list[Marker]:
        """Return the markers of ``text`` in order of place.

        They never overlap, never cross a line end, and quote the text: ``start`` and
        ``clean_start`` are the same, code point offsets of ``text``.
        """
        page = parts(text)
        readings = self._readings(page)
        finds: list[Found] = []
        runs: list[Run] = []
        around: dict[int, str] = {}
        blank: list[tuple[int, Line]] = []
        noisy: set[int] = set()
        marked_lines: dict[int, Line] = {}
        plain = self._plain
        both = "\r\n" in text
        start = 0
        previous = -1
        for count, part in enumerate(page):
            reading = readings[count]
            if reading is not None:
                if reading is not plain:
                    line = Line(start, start + len(part), part)
                    if reading.noise:
                        noisy.add(count)
                    if reading.marked:
                        marked_lines[count] = line
                        for find in reading.finds:
                            finds.append(_moved(find, start, count))
                        if reading.runs:
                            around[count] = (page[previous] if previous >= 0 else "") + " "
                            for run in reading.runs:
                                runs.append(_run_at(run, start, count))
                    else:
                        blank.append((count, line))
                previous = count
            start += len(part) + 1
            if both and text.startswith("\r\n", start - 1):
                start += 1
        finds = vouched(finds, self._rules, self._silent(text, finds))
        decision = deciding_date(finds, text, self._dated)
        marked = frozenset({name for find in finds for name in names(find, self._rules)})
        codes_found = list(self._codes.name(runs, decision, around, marked))
        finds = apart([*finds, *codes_found])
        covered = {find.line for find in finds}
        blank += [(at, line) for at, line in marked_lines.items() if at not in covered]
        copies = echoes(finds, marked_lines, blank, self._rules)
        finds = apart([*finds, *copies, *_noise(blank, noisy)])
        return joined([_marker(find, text) for find in finds], text)

    def _readings(self, page: Sequence[str]) -> list[Reading | None]:
        """Return what each line holds by itself, and ``None`` for those that are blank."""
        readings: list[Reading | None] = []
        kept, before = self._kept, self._kept_before
        unread: dict[str, list[int]] = {}
        for count, part in enumerate(page):
            reading = kept.get(part)
            if reading is None and part and not part.isspace():
                reading = before.get(part)
                if reading is None:
                    places = unread.get(part)
                    if places is None:
                        unread[part] = [count]
                    else:
                        places.append(count)
                else:
                    self._keep(part, reading)
                    kept, before = self._kept, self._kept_before
            readings.append(reading)
        fresh = list(unread)
        for part, met in zip(fresh, self._sieve.met_each(fresh), strict=True):
            reading = self._reading(part, met)
            for count in unread[part]:
                readings[count] = reading
            self._keep(part, reading)
        return readings

    def _keep(self, part: str, reading: Reading) -> None:
        if len(part) > _LONGEST_KEPT:
            return
        if len(self._kept) >= _MOST_KEPT:
            self._kept_before = self._kept
            self._kept = {}
        self._kept[part] = reading

    def _reading(self, line: str, met: Sequence[int]) -> Reading:
        """Return what a line holds by itself; ``met`` are the patterns that it may meet."""
        finds: list[Found] = []
        runs: list[Run] = []
        taken: list[tuple[int, int]] = []
        if met:
            border = len(self._patterns.bounded)
            forms: list[tuple[int, Grammar]] = []
            for number in met:
                pattern = self._sieve[number]
                if number < border:
                    finds += self._patterns.read(number, pattern, line, 0, 0)
                else:
                    forms.append((number - border, pattern))
            if forms:
                runs = self._codes.read(forms, line, 0, 0)
            taken = [
                (find.start, find.end)
                for find in finds
                if not self._rules[find.rule].beside and find.surety >= _DOUBTFUL
            ]
            taken += [
                (code.start, code.end)
                for run in runs
                if run.place not in ("loose", "cited")
                for code in run.codes
            ]
        bare = line.strip()
        share = capital_share(bare)
        finds += self._phrases.read(line, bare, share, taken)
        echo = may_echo(bare, share)
        noise = is_noise(bare)
        if finds or runs or noise:
            return Reading(finds, runs, echo, noise)
        return self._open if echo else self._plain

    def _silent(self, text: str, finds: Sequence[Found]) -> frozenset[str]:
        """Return the entries that something in the text refuses; looked up only for entries met."""
        met = {find.rule for find in finds}
        silent: list[str] = []
        for name, pattern in self._refusals.items():
            if name in met:
                refused = self._refused.get(name)
                if refused is None:
                    import re2

                    refused = self._refused[name] = re2.compile(pattern)
                if refused.search(text):
                    silent.append(name)
        return frozenset(silent)


def _moved(find: Found, start: int, count: int) -> Found:
    """Return a mark of a line where the line stands in the text."""
    _, _, _, kind, rule, surety, weight, fields, code = find
    return Found(
        start + find.start, start + find.end, count, kind, rule, surety, weight, fields, code
    )


def _run_at(run: Run, start: int, count: int) -> Run:
    """Return a run of codes of a line where the line stands in the text."""
    return Run(count, start, run.place, run.codes, run.before, run.forms)


def _noise(blank: Sequence[tuple[int, Line]], noisy: set[int]) -> list[Found]:
    """Return the lines without marks that are debris; ``noisy`` are the numbers of those."""
    finds: list[Found] = []
    for count, line in blank:
        if count in noisy:
            bare = line.text.strip()
            start = line.start + line.text.index(bare)
            find = Found(start, start + len(bare), count, "noise", "", _NOISE_SURETY, 1.0, {})
            finds.append(find)
    return finds


def _marker(find: Found, text: str) -> Marker:
    fields = dict(find.fields)
    if find.rule and find.rule != find.code:
        fields["rule"] = find.rule
    return Marker(
        start=find.start,
        end=find.end,
        type=find.type,
        text=text[find.start : find.end],
        clean_start=find.start,
        clean_end=find.end,
        code=find.code,
        fields=fields,
        confidence=find.surety,
    )
