"""Labels: the words before a colon, such as SUBJECT, and the values after them on their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from ocrfix.system.cache import Cache
from ocrfix.tagging.metadata.spelling import squeezed
from ocrfix.tagging.rules.card_labels import CardLabels
from ocrfix.text import lazy_regex

_MAX_LINES_BELOW_FM = 12
"""Lines with text in which the labels of a telegram may have no colon."""
_GAP = r"\s{3,}"
_COLUMN_GAP = r"\s{5,}"
_MAX_GAP_CHARS = 8
_WIDE_GAP = lazy_regex.pattern(rf"\s{{{_MAX_GAP_CHARS + 1},}}")
"""Gaps wider than these are shortened, because the patterns scan the rest of a gap repeatedly."""
_SPECKS = " \t:;*_|~«»`°•."
_LOOSE_SPECKS = lazy_regex.pattern(r"^(?:['‘’=—–-]+\s+|[—–]+)|\s+(?:['‘’]|[=—–-]+)$")
_MISREAD_LABEL = lazy_regex.pattern(
    r"\W{0,3}(?P<label>[A-Z0-9$][A-Z0-9$ |]{2,17}?)[\s.'°*]{0,6}(?P<colon>[:;,])"
)
_MIN_CORRECTABLE_CHARS = 7
_SHORT_LABEL = "FROM"
"""The only short label that is corrected: with one letter wrong (``FKOM``) it is no word."""
_MAX_ERROR_RATE = 0.25
"""A label of seven letters may have one wrong, MEMORANDUM FOR three."""
_MAX_CACHED = 1024
_NEVER = re.compile(r"(?!)")
_SENTENCE_ENDS = ".!?"
_MARGIN = lazy_regex.pattern(r"[^\w(\[]*")
"""What may stand before a label."""
_AFTER_LABEL = ": \t"
_OPENING_CHARS = 2
_OPENING = lazy_regex.pattern(rf"\w.{{{_OPENING_CHARS - 1}}}")


class Label(NamedTuple):
    """A label on a line.

    Attributes:
        line: the number of the line.
        name: the label itself.
        field: the field that it introduces; empty for a label that is not read.
        value: the text after it on its line.
        column: where the value begins on the line, if it is the first one.
    """

    line: int
    name: str
    field: str
    value: str
    column: int = 0


class LabelParser:
    """Finds labels and their values on lines.

    Attributes:
        labels: the labels of all fields.
    """

    def __init__(self, labels: CardLabels) -> None:
        self.labels = labels
        self._fields = _fields_by_label(labels)
        self._names = names = tuple(self._fields)
        # The labels by their first characters: most lines begin with none of these. A label of a
        # user that is shorter, or begins with a symbol, leaves the test to the pattern of all.
        self._openings: dict[str, list[str]] = {}
        for name in names:
            self._openings.setdefault(name[:_OPENING_CHARS], []).append(name)
        self._endings = frozenset(name[-_OPENING_CHARS:] for name in names)
        self._is_opened = all(_OPENING.match(name) and ":" not in name for name in names)
        self._without_colon = tuple(
            (
                field,
                lazy_regex.pattern(
                    rf"\W{{0,3}}(?P<label>{_listed(names)})\s+(?=[A-Z][^a-z]{{3,}}$)"
                ),
            )
            for field, names in labels.labels_without_colon.items()
            if names
        )
        self._correctable = [
            name for name in names if name.isupper() and len(name) >= _MIN_CORRECTABLE_CHARS
        ]
        self._corrected = Cache(_MAX_CACHED)
        self._starts: dict[tuple[str, ...], re.Pattern[str]] = {}

    # The patterns of all labels are large; texts without labels need none of them.

    @cached_property
    def _start(self) -> re.Pattern[str]:
        return _at_line_start(self._names)

    @cached_property
    def _labels_only(self) -> re.Pattern[str]:
        return _labels_only(self._names)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{_listed(self._names)})(?!\w)") if self._names else _NEVER

    @cached_property
    def _inner(self) -> re.Pattern[str]:
        return _within_line(self._names)

    def starts_with_label(self, line: str) -> bool:
        """Return whether a line begins with a label and a colon."""
        return self._first_label(line) is not None

    def _first_label(self, line: str) -> re.Match[str] | None:
        """Return the label at the start of a line."""
        start = _MARGIN.match(line)
        at = start.end() if start else 0
        if not self._is_opened:
            return self._start.match(line)
        names = self._openings.get(line[at : at + _OPENING_CHARS])
        return self._pattern(tuple(names)).match(line) if names else None

    def _pattern(self, names: tuple[str, ...]) -> re.Pattern[str]:
        """Return the pattern of some labels at the start of a line."""
        pattern = self._starts.get(names)
        if pattern is None:
            pattern = self._starts[names] = _at_line_start(names)
        return pattern

    def _may_have_labels_only(self, line: str) -> bool:
        """Return whether a line may consist of two labels or more; a quick test."""
        _, colon, rest = line.partition(":")
        if not colon or line.rstrip()[-1:] in _SENTENCE_ENDS:
            return False
        first, last = rest.lstrip()[:_OPENING_CHARS], rest.rstrip(_AFTER_LABEL)[-_OPENING_CHARS:]
        return not self._is_opened or (first in self._openings and last in self._endings)

    def value_of(self, line: str, names: tuple[str, ...]) -> str | None:
        """Return the value of the first of some labels at the start of a line, or ``None``.

        >>> parser = LabelParser(CardLabels(labels={"date": ("DATE",)}))
        >>> parser.value_of("Drafted by: EUR:JRoe  DATE: 3/4/91", ("Drafted by",))
        'EUR:JRoe'
        """
        match = self._pattern(names).match(line)
        return clean_value(self._divided(line[match.end() :])[0]) if match else None

    def labels_of(self, page: Sequence[str]) -> list[Label]:
        """Return all labels of a page with the values on their lines."""
        found: list[Label] = []
        lines_below_fm = 0  # how many more lines may have labels without a colon
        for number, line in enumerate(page):
            if not line.strip():
                continue
            lines_below_fm -= 1
            on_line = self._labels_with_colon(number, line)
            if on_line:
                first = on_line[0]
                senders = self.labels.labels_without_colon.get("sender", ())
                if first.field == "sender" and first.column and first.name in senders:
                    lines_below_fm = _MAX_LINES_BELOW_FM
                found += on_line
                continue
            for field, pattern in self._without_colon:
                if (field == "sender" or lines_below_fm > 0) and (match := pattern.match(line)):
                    if field == "sender":
                        lines_below_fm = _MAX_LINES_BELOW_FM
                    value = clean_value(line[match.end() :])
                    found.append(Label(number, match["label"], field, value))
                    break
        return found

    def _labels_with_colon(self, number: int, line: str) -> list[Label]:
        """Return the labels of one line that are followed by a colon."""
        fields = self._fields
        if self._may_have_labels_only(line) and self._labels_only.match(line):
            # Labels of a form side by side: their values are on the lines below.
            names = [match[0] for match in self._any.finditer(line)]
            return [Label(number, name, fields[name], "") for name in names]
        if match := self._first_label(line):
            name = match["label"]
            rest = line[match.end() :].lstrip()
            value, others = self._divided(rest)
            if fields[name] in ("sender", "to"):
                # After a wide gap comes another column of the form.
                value = re.split(_COLUMN_GAP, value.strip())[0]
            column = len(line) - len(rest)
            first = Label(number, name, fields[name], clean_value(value), column)
            return [
                first, *(Label(number, n, fields.get(n, ""), clean_value(v)) for n, v in others)
            ]  # fmt: skip
        if (head := _MISREAD_LABEL.match(line)) and (corrected := self._correct(head["label"])):
            if head["colon"] == "," and len(corrected) <= len(_SHORT_LABEL):
                return []
            value, others = self._divided(line[head.end() :].lstrip())
            named = corrected if len(corrected) > len(_SHORT_LABEL) else corrected.capitalize()
            found = [Label(number, named, fields[corrected], clean_value(value))]
            return found + [Label(number, n, fields.get(n, ""), clean_value(v)) for n, v in others]
        return []

    def _divided(self, rest: str) -> tuple[str, list[tuple[str, str]]]:
        """Return a value up to the next label on its line, and the later labels with theirs."""
        rest = _WIDE_GAP.sub(" " * _MAX_GAP_CHARS, rest)
        if ":" not in rest:
            return rest, []
        first: str | None = None
        found: list[tuple[str, str]] = []
        at, name = 0, ""
        for match in self._inner.finditer(" " + rest):
            part = (" " + rest)[at : match.start()]
            if first is None:
                first = part[1:]
            else:
                found.append((name, part))
            at, name = match.end(), match["label"]
        if first is None:
            return rest, []
        found.append((name, (" " + rest)[at:]))
        return first, found

    def _correct(self, misread: str) -> str:
        """Return the long label that a misread one stands for, or ``""``.

        Short labels are too similar to each other to be corrected.

        >>> known = {"to": ("MEMORANDUM FOR",), "subject": ("SUBJECT",)}
        >>> parser = LabelParser(CardLabels(labels=known))
        >>> parser._correct("MEMORANUDUM FOR"), parser._correct("OBJECT")
        ('MEMORANDUM FOR', '')
        """
        known: str | None = self._corrected.get(misread)
        if known is None:
            from rapidfuzz import process
            from rapidfuzz.distance import Levenshtein

            scorer = Levenshtein.normalized_distance
            tried = (misread, squeezed(misread))
            best = min(
                (
                    hit
                    for text in tried
                    if (
                        hit := process.extractOne(
                            text, self._correctable, scorer=scorer, score_cutoff=_MAX_ERROR_RATE
                        )
                    )
                ),
                key=lambda hit: hit[1],
                default=None,
            )
            known = str(best[0]) if best else ""
            if not known and _SHORT_LABEL in self._fields and misread.isupper():
                is_near = Levenshtein.distance(squeezed(misread), _SHORT_LABEL) <= 1
                known = _SHORT_LABEL if is_near and len(misread.split()) <= 2 else ""
            self._corrected.put(misread, known)
        return known


def clean_value(text: str) -> str:
    """Return a value without the specks and leaders around it."""
    text = _LOOSE_SPECKS.sub("", " ".join(text.split()))
    text = " ".join(text.lstrip(_SPECKS + ",").rstrip(_SPECKS.replace(".", "")).split())
    return text.rstrip(" .") if text.endswith(("..", " .")) else text


def _fields_by_label(labels: CardLabels) -> dict[str, str]:
    """Return the field that each label introduces; empty for one that only ends a value."""
    fields = dict.fromkeys(
        (
            *labels.stop_labels,
            *labels.cover_sheet_labels,
            *labels.drafter_labels,
            *labels.clearance_labels,
        ),
        "",
    )
    for field, names in labels.labels.items():
        fields.update(dict.fromkeys(names, field))
    fields.update({wrong: fields.get(right, "") for wrong, right in labels.misreadings.items()})
    return fields


def _listed(names: Iterable[str]) -> str:
    """Return a pattern of any of the names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _at_line_start(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of a label at the start of a line."""
    if not names:
        return _NEVER
    colon = r"\s*[*_]{0,2}\s?[:;]"
    # A colon is read as an apostrophe, or lost where columns were kept as spaces.
    longer = [name for name in names if len(name) >= len("From")]
    capital = [name for name in names if name.isupper() and len(name) > 1]
    ways = [f"(?:{_listed(names)}){colon}"]
    if longer:
        ways.append(rf"(?:{_listed(longer)})(?={_GAP}\S)")
    if capital:
        ways.append(rf"(?:{_listed(capital)})\s?[‘’](?=\s)")
        distinct = [name for name in capital if len(name) >= len("FROM")]
        ways.append(rf"(?:{_listed(distinct)})\s?\.(?=\s+\w)")
    listed = _listed(names)
    return re.compile(rf"[^\w(\[]{{0,4}}(?={'|'.join(ways)})(?P<label>{listed})[\s*_]*[:;.‘’]?")


def _labels_only(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of a line that has two labels or more, and nothing else."""
    if not names:
        return _NEVER
    listed = _listed(names)
    return re.compile(rf"[\s*#]*(?:{listed})\s?:\s*(?:(?:{listed})\s?+:?+\s*+)+$")


def _within_line(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of a label after the value of another one."""
    long = [name for name in names if name.isupper() and len(name) >= len("REF")]
    short = [name for name in names if name not in long and len(name) > 1]
    ways = []
    if long:
        ways.append(rf"[\s|]+(?=(?:{_listed(long)})\s?:)")
    if short:
        ways.append(rf"(?:\s{{2,}}|\s*\|\s*)(?=(?:{_listed(short)})\s?:)")
    if not ways:
        return _NEVER
    return re.compile(rf"(?:{'|'.join(ways)})(?P<label>{_listed(names)})\s?:")
