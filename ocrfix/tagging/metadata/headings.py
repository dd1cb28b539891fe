"""Headings: the labelled lines at the head of a memorandum, a telegram or an e-mail.

A heading is a group of labels that stand close together. What belongs to which label is told only
where the page tells it: labels whose values were torn from them say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ocrfix.tagging.rules.schema import CardLabels
from ocrfix.text import lazy_regex

_FIELDS = (
    "subject", "sender", "to", "through", "date", "copies", "references", "tags", "declassify_on",
)  # fmt: skip
_CORE = ("sender", "to", "subject")
_FORM_FIELDS = ("sender", "to", "date")
_FORM_LABELS = 3
"""A group with this many labels of the archive's form is that form."""
_FARTHEST = 8
"""Lines with text between two labels of one heading, at most."""
_DEEPEST = 90
"""Lines with text before the heading ends, at most; further down stand other documents."""
_MOST_GROUPS = 40
"""More headings than a page can hold."""
_BELOW_FM = 12
"""Lines with text in which the labels of a telegram may stand without a colon."""
_FULL_LINE = 30
_LONGEST_PART = 80
_MOST_LINES = 3
_LONGEST_LOWER = 3
"""A name that begins small has so many words at most; a sentence has more."""
_LONGEST = 300
_GAP = r"\s{3,}"
_WIDE_GAP = r"\s{5,}"
_WIDE = 8
_WIDEST = lazy_regex.pattern(rf"\s{{{_WIDE + 1},}}")
"""Wider gaps than these tell no more."""
_EDGE = " \t:;*_|~«»`°•."
_LOOSE = lazy_regex.pattern(r"^(?:['‘’=—–-]+\s+|[—–]+)|\s+(?:['‘’]|[=—–-]+)$")
_NUMBERED = lazy_regex.pattern(r"\W{0,2}(?:\d{1,2}|[A-Z]|I{1,3})\s?[.,)]")
_OFFICE = lazy_regex.pattern(r"(?<!\S)(?=[A-Z][A-Z/]{0,9} - [A-Z])")
_WORN = lazy_regex.pattern(r"\W{0,3}(?P<label>[A-Z][A-Z ]{5,17}?)\s{0,6}:")
_LONG_LABEL = 7
_WORN_SHARE = 0.25
"""A label of seven letters may have one wrong, MEMORANDUM FOR three."""


class Entry(NamedTuple):
    """A label on its line: the line's number, the label, the field it fills, and what follows."""

    line: int
    label: str
    field: str
    value: str
    column: int = 0


class Heading(NamedTuple):
    """The values of a heading per field, the numbers of its first and last line, and its kind."""

    values: Mapping[str, str]
    first: int
    last: int
    is_form: bool


def headings(page: Sequence[str], labels: CardLabels) -> list[Heading]:
    """Return the headings of a page, in their order.

    Args:
        page: the lines, marked spans blanked out.
        labels: the labels that are looked for.

    >>> known = CardLabels(sender=("FROM",), to=("TO",), subject=("SUBJECT",))
    >>> found = headings(["TO: EUR - Mr. Doe", "FROM: INR", "SUBJECT: Fisheries"], known)
    >>> found[0].values["to"], found[0].values["subject"]
    ('EUR - Mr. Doe', 'Fisheries')
    """
    entries = _entries(page, labels)
    found = (_heading(group, entries, page, labels) for group in _groups(entries, page, labels))
    return [heading for heading in found if heading]


def value_of(line: str, names: tuple[str, ...], labels: CardLabels) -> str | None:
    """Return what follows the first of ``names`` at the start of a line, or ``None`` if none does.

    >>> value_of("Drafted by: EUR:JRoe  DATE: 3/4/91", ("Drafted by",), CardLabels(date=("DATE",)))
    'EUR:JRoe'
    """
    match = _start(names).match(line)
    if not match:
        return None
    return _bare(_cut(line[match.end() :], labels)[0])


def _entries(page: Sequence[str], labels: CardLabels) -> list[Entry]:
    """Return all labels of a page with what stands behind them on their lines."""
    fields = _table(labels)
    start, alone = _start(tuple(fields)), _alone(tuple(fields))
    telegram = _without_colon(labels)
    entries: list[Entry] = []
    below = 0
    for number, line in enumerate(page):
        if not line.strip():
            continue
        below -= 1
        if line.rstrip()[-1:] not in ".!?" and alone.match(line):
            # Labels of a form side by side: their values stand below.
            names = [match[0] for match in _word(tuple(fields)).finditer(line)]
            entries += [Entry(number, name, fields[name], "") for name in names]
            continue
        if match := start.match(line):
            name = match["label"]
            if fields[name] == "sender" and name in labels.no_colon.get("sender", ()):
                below = _BELOW_FM
            behind = line[match.end() :].lstrip()
            rest, others = _cut(behind, labels)
            if fields[name] in ("sender", "to"):
                # Behind a wide gap stands another column of the form.
                rest = re.split(_WIDE_GAP, rest.strip())[0]
            entries.append(Entry(number, name, fields[name], _bare(rest), len(line) - len(behind)))
            entries += [Entry(number, n, fields.get(n, ""), _bare(v)) for n, v in others]
            continue
        if (head := _WORN.match(line)) and (name := _mended(head["label"], tuple(fields))):
            entries.append(
                Entry(number, name, fields[name], _bare(_cut(line[head.end() :], labels)[0]))
            )
            continue
        for field, pattern in telegram:
            if (field == "sender" or below > 0) and (match := pattern.match(line)):
                below = _BELOW_FM if field == "sender" else below
                entries.append(Entry(number, match["label"], field, _bare(line[match.end() :])))
                break
    return entries


def _groups(entries: Sequence[Entry], page: Sequence[str], labels: CardLabels) -> list[list[Entry]]:
    """Return the entries in groups that stand close together and repeat no label."""
    depth: list[int] = []
    full = 0
    for line in page:
        full += bool(line.strip())
        depth.append(full)
    groups: list[list[Entry]] = []
    seen: set[str] = set()
    for entry in entries:
        if depth[entry.line] > _DEEPEST or len(groups) > _MOST_GROUPS:
            break
        near = groups and depth[entry.line] - depth[groups[-1][-1].line] <= _FARTHEST
        if not near or (entry.field in _CORE and entry.field in seen):
            groups.append([])
            seen = set()
        groups[-1].append(entry)
        seen.add(entry.field)
    return groups


def _heading(
    group: Sequence[Entry], entries: Sequence[Entry], page: Sequence[str], labels: CardLabels
) -> Heading | None:
    values: dict[str, str] = {}
    is_form = sum(entry.label in labels.form for entry in group) >= _FORM_LABELS
    lost = _columns(group, page)
    for at, entry in enumerate(group):
        field = "title" if is_form and entry.label == labels.form_title else entry.field
        if not field or (field in values and not is_form):
            continue
        if is_form and (
            field not in (*_FORM_FIELDS, "title")
            # The form has the day it was printed too, above the labels of the document.
            or (field == "date" and (entry.label != labels.form_date or at == 0))
        ):
            continue
        value = lost.get(at) or _whole(entry, at, group, page, labels, is_form)
        if field == "to" and value:
            value, copies = _informed(value, labels)
            if copies:
                values["copies"] = copies
        if value and _names(value, field, labels):
            values[field] = value
    if "to" not in values and not any(entry.field == "to" for entry in group) and not is_form:
        values |= _addressee(group, page, labels)
    core = [field for field in _CORE if field in values]
    kinds = {entry.field for entry in group if entry.field}
    sure = any(entry.label in labels.titled for entry in group)
    single = any(entry.field in core and _is_long(entry) for entry in group) or (
        core == ["subject"] and _greets(group[0], page, labels)
    )
    if not core or not (len(kinds) > 1 or sure or single):
        return (
            None
            if not (is_form and values)
            else Heading(values, group[0].line, group[-1].line, True)
        )
    return Heading(values, group[0].line, group[-1].line, is_form)


def _is_long(entry: Entry) -> bool:
    """Return whether a label can stand by itself, being neither short nor a common word."""
    return entry.label.isupper() and len(entry.label) >= len("FROM")


def _greets(entry: Entry, page: Sequence[str], labels: CardLabels) -> bool:
    """Return whether a letter begins right below, whose subject may stand by itself."""
    below = [line.strip() for line in page[entry.line + 1 : entry.line + 12] if line.strip()][:4]
    return any(line.startswith(labels.salutations) for line in below)


def _whole(
    entry: Entry,
    at: int,
    group: Sequence[Entry],
    page: Sequence[str],
    labels: CardLabels,
    is_form: bool,
) -> str | None:
    """Return the value of a label with the lines that it runs on over."""
    following = group[at + 1] if at + 1 < len(group) else None
    if following and following.line == entry.line:
        return entry.value or None
    if entry.field not in ("subject", "references", "to", "copies", "sender") or is_form:
        return entry.value or None
    parts = [entry.value] if entry.value else []
    if not parts and (entry.field != "subject" or not _is_long(entry) or _stacked(at, group, page)):
        # In an e-mail the line below an empty subject is the message.
        return None
    spaced = _double_spaced(page, entry.line)
    blank = 0
    closed = bool(
        following
        and following.field
        and sum(bool(line.strip()) for line in page[entry.line + 1 : following.line]) < _MOST_LINES
    )
    stop = _start(tuple(_table(labels)))
    for number in range(entry.line + 1, min(entry.line + 10, len(page))):
        line = page[number]
        bare = line.strip(" \t*")
        if not bare.strip():  # also of a no-break space or a form feed
            blank += 1
            continue
        if (following and number >= following.line) or stop.match(line):
            break
        if len(parts) >= _MOST_LINES + 2 * (entry.field in ("to", "copies")):
            break
        if not parts and bare[0].islower():
            # A value torn from its label; this is the middle of something else.
            break
        on = closed and blank <= int(spaced)
        capitals = bool(parts) and not blank and parts[-1].isupper() and bare.isupper()
        if parts and blank > int(spaced):
            break
        if parts and not _runs_on(parts[-1], bare, entry, line, on or capitals):
            break
        if parts and blank and number + 1 < len(page) and page[number + 1].strip():
            # Double spacing ends here: this is the first line of a paragraph.
            break
        parts.append(bare)
        blank = 0
    return _bare(" ".join(" ".join(parts).split()))[:_LONGEST] or None


def _runs_on(before: str, bare: str, entry: Entry, line: str, closed: bool) -> bool:
    """Return whether a value goes on in a line right below it.

    What stands before the next label belongs to this one (``closed``), and so do the lines of a
    subject in capitals. Behind the last label, a line that is
    short enough to be a whole value ends it, and so does what looks like a heading, a numbered
    paragraph or a sentence of the document.
    """
    torn = before[-1] in ",;&-" or _is_open(before)
    if entry.field in ("to", "copies", "sender"):
        return torn or (closed and ";" in before and len(before) > _FULL_LINE)
    if bare.startswith("#") or _NUMBERED.match(bare) or len(bare) > _LONGEST_PART or _debris(bare):
        return False
    if closed and entry.label.isupper():
        return True
    indent = len(line) - len(line.lstrip())
    if entry.column >= len("SUBJECT: ") and abs(indent - entry.column) <= 2:
        return not bare.endswith(".")
    if not entry.label.isupper():
        # In a letter only a phrase that breaks off goes on.
        last = before.split()[-1]
        return torn or (last.islower() and len(last) < len("which"))
    if bare.endswith(".") or (bare.isupper() and not before.isupper()):
        return False
    if before.isupper() and not bare.isupper():
        return False
    return torn or len(before) > _FULL_LINE or before.split()[-1].islower()


def _is_open(text: str) -> bool:
    """Return whether a bracket opens that is not closed before the end."""
    return max(map(text.rfind, "[(<{")) > max(map(text.rfind, "])>}"))


def _debris(line: str) -> bool:
    """Return whether a line is more specks than words."""
    words = [word for word in line.split() if word.strip("-–&")]
    short = sum(len(word.strip(".,:;'")) < 2 and not word.isupper() for word in words)
    return (len(words) > 3 and short * 3 > len(words)) or any(sign in line for sign in "{}|~_^\\")


def _double_spaced(page: Sequence[str], at: int) -> bool:
    """Return whether every other line around a place is blank, as some engines leave it."""
    around = page[max(0, at - 10) : at + 2]
    pairs = [(bool(a.strip()), bool(b.strip())) for a, b in pairwise(around)]
    return pairs.count((True, True)) * 4 <= pairs.count((True, False))


def _stacked(at: int, group: Sequence[Entry], page: Sequence[str]) -> bool:
    """Return whether an empty label stands right above or below another one."""
    entry = group[at]

    def between(a: int, b: int) -> bool:
        return any(line.strip() for line in page[a + 1 : b])

    above = at > 0 and not group[at - 1].value and not between(group[at - 1].line, entry.line)
    below = at + 1 < len(group) and not between(entry.line, group[at + 1].line)
    return above or below


def _columns(group: Sequence[Entry], page: Sequence[str]) -> dict[int, str]:
    """Return the values of labels side by side, where the line below has one for each of them."""
    found: dict[int, str] = {}
    for line in {entry.line for entry in group}:
        here = [at for at, entry in enumerate(group) if entry.line == line]
        if len(here) < 2 or any(group[at].value for at in here):
            continue
        below = next((text for text in page[line + 1 : line + 4] if text.strip()), "").strip()
        for parts in (re.split(_GAP, below), _OFFICE.split(below)):
            values = [part.strip() for part in parts if part.strip()]
            if len(values) == len(here):
                found |= dict(zip(here, values, strict=True))
                break
    return found


def _addressee(group: Sequence[Entry], page: Sequence[str], labels: CardLabels) -> dict[str, str]:
    """Return an addressee that stands above the heading without a label of his own.

    He is part of the title, as in MEMORANDUM FOR THE PRESIDENT, or his label was lost.
    """
    head = [line.strip(" \t*#_.") for line in page[: group[0].line] if line.strip()][-_FARTHEST:]
    for line in head:
        for title in labels.titled:
            named = line.removeprefix(title + " ").rstrip(" :;,")
            if line.startswith(title + " ") and named.isupper() and named not in labels.nobody:
                return {"to": named}
    if group[0].field not in ("through", "sender"):
        return {}
    return {"to": head[-1]} if head and head[-1] in labels.addressees else {}


def _informed(value: str, labels: CardLabels) -> tuple[str, str]:
    """Return the addressee of a telegram, and who was informed on the same line."""
    for name in labels.no_colon.get("copies", ()):
        before, found, after = value.partition(f" {name} ")
        if found and value.isupper():
            return before.strip(" ,;"), after.strip(" ,;.")
    return value, ""


def _names(value: str, field: str, labels: CardLabels) -> bool:
    """Return whether a value can be one at all: no words of a form, no debris."""
    if value.strip(" .,[]()") in labels.nobody or value.split(",")[0].strip() in labels.nobody:
        return False
    if _debris(value) and field not in ("tags", "declassify_on"):
        return False
    letters = sum(character.isalpha() for character in value)
    signs = sum(not character.isalnum() and not character.isspace() for character in value)
    if field != "subject" and value[0].islower() and len(value.split()) > _LONGEST_LOWER:
        return False
    if field in ("date", "references"):
        return any(character.isdigit() for character in value)
    if len(value) == 1:
        return value.isupper() and field in ("sender", "to")
    return letters >= 2 and letters >= signs


def _cut(rest: str, labels: CardLabels) -> tuple[str, list[tuple[str, str]]]:
    """Return a value up to the next label on its line, and the labels behind it with theirs."""
    inner = _inner(tuple(_table(labels)))
    # The pattern looks at what is left of a run of blanks from each of them.
    rest = _WIDEST.sub(" " * _WIDE, rest)
    first: str | None = None
    found: list[tuple[str, str]] = []
    at, name = 0, ""
    for match in inner.finditer(" " + rest):
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


def _bare(text: str) -> str:
    """Return a value without the specks and leaders around it."""
    text = _LOOSE.sub("", " ".join(text.split()))
    text = " ".join(text.lstrip(_EDGE + ",").rstrip(_EDGE.replace(".", "")).split())
    return text.rstrip(" .") if text.endswith(("..", " .")) else text


@lru_cache(maxsize=1024)
def _mended(head: str, names: tuple[str, ...]) -> str | None:
    """Return the long label that a misread one stands for; short ones are too near to each other.

    >>> _mended("MEMORANUDUM FOR", ("MEMORANDUM FOR", "SUBJECT")), _mended("OBJECT", ("SUBJECT",))
    ('MEMORANDUM FOR', None)
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    long = [name for name in names if name.isupper() and len(name) >= _LONG_LABEL]
    best = process.extractOne(
        head, long, scorer=Levenshtein.normalized_distance, score_cutoff=_WORN_SHARE
    )
    return best[0] if best else None


@lru_cache(maxsize=8)
def _table(labels: CardLabels) -> dict[str, str]:
    """Return the field that each label fills; empty for one that only ends a value."""
    table = dict.fromkeys((*labels.stops, *labels.form, *labels.drafter, *labels.clearances), "")
    for field in _FIELDS:
        table.update(dict.fromkeys(getattr(labels, field), field))
    table.update({worn: table.get(right, "") for worn, right in labels.misread.items()})
    return table


def _listed(names: Sequence[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@lru_cache(maxsize=64)
def _start(names: tuple[str, ...]) -> re.Pattern[str]:
    if not names:
        return re.compile(r"(?!)")
    colon = r"\s*[*_]{0,2}\s?[:;]"
    # A colon is read as an apostrophe, or lost where columns were kept as blanks.
    longer = [name for name in names if len(name) >= len("From")]
    capital = [name for name in names if name.isupper() and len(name) > 1]
    ways = [f"(?:{_listed(names)}){colon}"]
    if longer:
        ways.append(rf"(?:{_listed(longer)})(?={_GAP}\S)")
    if capital:
        ways.append(rf"(?:{_listed(capital)})\s?[‘’](?=\s)")
    listed = _listed(names)
    return re.compile(rf"[^\w(\[]{{0,4}}(?={'|'.join(ways)})(?P<label>{listed})[\s*_]*[:;‘’]?")


@lru_cache(maxsize=64)
def _alone(names: tuple[str, ...]) -> re.Pattern[str]:
    if not names:
        return re.compile(r"(?!)")
    listed = _listed(names)
    return re.compile(rf"[\s*#]*(?:{listed})\s?:\s*(?:(?:{listed})\s?+:?+\s*+)+$")


@lru_cache(maxsize=64)
def _word(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_listed(names)})(?!\w)")


@lru_cache(maxsize=64)
def _inner(names: tuple[str, ...]) -> re.Pattern[str]:
    long = [name for name in names if name.isupper() and len(name) >= len("REF")]
    short = [name for name in names if name not in long and len(name) > 1]
    ways = []
    if long:
        ways.append(rf"[\s|]+(?=(?:{_listed(long)})\s?:)")
    if short:
        ways.append(rf"(?:\s{{2,}}|\s*\|\s*)(?=(?:{_listed(short)})\s?:)")
    if not ways:
        return re.compile(r"(?!)")
    return re.compile(rf"(?:{'|'.join(ways)})(?P<label>{_listed(names)})\s?:")


@lru_cache(maxsize=8)
def _without_colon(labels: CardLabels) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the labels of telegrams, which are followed by capitals only."""
    return tuple(
        (field, re.compile(rf"\W{{0,3}}(?P<label>{_listed(names)})\s+(?=[A-Z][^a-z]{{3,}}$)"))
        for field, names in labels.no_colon.items()
        if names
    )
