"""Headings: the labeled lines at the head of a memorandum, a telegram or an e-mail.

A heading is a group of labels close together. A value is assigned to a label only where the page is
clear about it: labels that were separated from their values have none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from ocrfix.tagging.metadata.continuation import (
    full_value,
    is_distinctive,
    is_noisy,
    values_in_columns,
)
from ocrfix.tagging.metadata.labels import Label, LabelParser
from ocrfix.tagging.rules.card_labels import CardLabels
from ocrfix.text import lazy_regex

_CORE_FIELDS = ("sender", "to", "subject")
"""A heading has one of these, and each of them once."""
_COVER_SHEET_FIELDS = ("sender", "to", "date", "title")
_MIN_COVER_SHEET_LABELS = 3
"""Minimum number of cover sheet labels in a cover sheet."""
_MIN_PROFILE_LABELS = 2
"""Minimum number of the labels of a registry's form in a heading of that form."""
_MAX_LINES_APART = 8
"""Most lines with text between two labels of one heading."""
_SECOND_SENDER = lazy_regex.pattern(
    r"^\s*(?P<name>[A-Z]{3,14}(?:, [A-Z]{1,2})?)(?:\s*$|\s+SOURCE\b)"
)
_MAX_DEPTH_LINES = 90
"""Most lines with text above the end of a heading; further down are other documents."""
_SPECK = lazy_regex.pattern(r"^(?:[^\w(]+|\w{0,5}[)\]}]|\d)$")
_MIN_SUBJECT_LETTERS = 3
_MAX_SPECKS = 6
_MAX_HEADINGS = 40
_MAX_PARTICLE_CHARS = 4
"""Particles of names, as in Dutch ones, have at most this many letters."""
_MAX_LOWERCASE_NAME_WORDS = 3
"""Maximum number of words of a name that begins in lower case; a sentence has more."""


class Heading(NamedTuple):
    """A heading.

    Attributes:
        values: the values by field.
        first: the number of its first line.
        last: the number of its last line.
        is_cover_sheet: whether it belongs to a form that an archive added to the document.
        is_profile: whether it belongs to the form on which a registry describes the document.
    """

    values: Mapping[str, str]
    first: int
    last: int
    is_cover_sheet: bool
    is_profile: bool = False


def headings(page: Sequence[str], parser: LabelParser) -> list[Heading]:
    """Return the headings of a page, in order.

    Args:
        page: the lines, marked spans blanked out.
        parser: finds the labels.

    >>> known = {"sender": ("FROM",), "to": ("TO",), "subject": ("SUBJECT",)}
    >>> lines = ["TO: EUR - Mr. Doe", "FROM: INR", "SUBJECT: Fisheries"]
    >>> found = headings(lines, LabelParser(CardLabels(labels=known)))
    >>> found[0].values["to"], found[0].values["subject"]
    ('EUR - Mr. Doe', 'Fisheries')
    """
    depths = accumulate(bool(line.strip()) for line in page)
    depth = list(takewhile(lambda lines: lines <= _MAX_DEPTH_LINES, depths))
    groups = _groups(parser.labels_of(page[: len(depth)]), depth)
    found = (_heading(group, page, parser) for group in groups)
    return [heading for heading in found if heading]


def _groups(labels: Sequence[Label], depth: Sequence[int]) -> list[list[Label]]:
    """Return the labels in groups that are close together and repeat no core field.

    Args:
        labels: the labels, in order.
        depth: per line, how many lines with text there are up to it.
    """
    groups: list[list[Label]] = []
    seen: set[str] = set()
    for label in labels:
        if len(groups) > _MAX_HEADINGS:
            break
        is_near = groups and depth[label.line] - depth[groups[-1][-1].line] <= _MAX_LINES_APART
        if not is_near or (label.field in _CORE_FIELDS and label.field in seen):
            groups.append([])
            seen = set()
        groups[-1].append(label)
        seen.add(label.field)
    return groups


def _heading(group: Sequence[Label], page: Sequence[str], parser: LabelParser) -> Heading | None:
    """Return the heading that a group of labels forms, if it is one."""
    labels = parser.labels
    on_cover_sheet = sum(label.name in labels.cover_sheet_labels for label in group)
    is_cover_sheet = on_cover_sheet >= _MIN_COVER_SHEET_LABELS
    values = _values(group, page, parser, is_cover_sheet)
    has_addressee = "to" in values or any(label.field == "to" for label in group)
    if not has_addressee and not is_cover_sheet:
        values |= _addressee(group, page, labels)
    on_profile = sum(label.name in labels.profile_labels for label in group)
    is_profile = on_profile >= _MIN_PROFILE_LABELS
    if is_profile:
        values |= _second_sender(group, page, values)
    heading = Heading(values, group[0].line, group[-1].line, is_cover_sheet, is_profile)
    if (is_cover_sheet or is_profile) and values:
        return heading
    core = [field for field in _CORE_FIELDS if field in values]
    if not core:
        return None
    has_more_fields = len({label.field for label in group if label.field}) > 1
    has_title = any(label.name in labels.title_openings for label in group)
    has_distinctive_label = any(label.field in core and is_distinctive(label) for label in group)
    is_of_letter = core == ["subject"] and _has_salutation(group[0], page, labels)
    if has_more_fields or has_title or has_distinctive_label or is_of_letter:
        return heading
    return None


def _values(
    group: Sequence[Label], page: Sequence[str], parser: LabelParser, is_cover_sheet: bool
) -> dict[str, str]:
    """Return the values of a group of labels by field."""
    labels = parser.labels
    values: dict[str, str] = {}
    in_columns = values_in_columns(group, page)
    for at, label in enumerate(group):
        is_title = is_cover_sheet and label.name == labels.cover_sheet_title
        field = "title" if is_title else label.field
        if not field or (field in values and not is_cover_sheet):
            continue
        if is_cover_sheet and (
            field not in _COVER_SHEET_FIELDS
            # Above the labels of the document is the day on which the form was printed.
            or (field == "date" and (label.name != labels.cover_sheet_date or at == 0))
        ):
            continue
        value = in_columns.get(at) or full_value(at, group, page, parser, is_cover_sheet)
        if field == "to" and value:
            value, copies = _addressee_and_copies(value, labels)
            if copies:
                values["copies"] = copies
            value = _without_specks(value, labels)
        if field in ("sender", "to", "through") and value:
            value = legible_name(value)
        if value and _is_plausible(value, field, labels):
            values[field] = value
    return values


def _second_sender(
    group: Sequence[Label], page: Sequence[str], values: Mapping[str, str]
) -> dict[str, str]:
    """Return the senders, if a registry's form has a second one on the line below the first."""
    at = next((label.line for label in group if label.field == "sender"), None)
    if at is None or "sender" not in values or at + 1 >= len(page):
        return {}
    found = _SECOND_SENDER.match(page[at + 1])
    return {"sender": f"{values['sender']}; {found['name']}"} if found else {}


def _has_salutation(label: Label, page: Sequence[str], labels: CardLabels) -> bool:
    """Return whether a letter begins right below a label."""
    below = [line.strip() for line in page[label.line + 1 : label.line + 12] if line.strip()][:4]
    return any(line.startswith(labels.salutations) for line in below)


def _addressee(group: Sequence[Label], page: Sequence[str], labels: CardLabels) -> dict[str, str]:
    """Return an addressee above the heading without a label.

    It is part of the title, as in MEMORANDUM FOR THE PRESIDENT, or OCR lost its label.
    """
    above = [line.strip(" \t*#_.") for line in page[: group[0].line] if line.strip()]
    head = above[-_MAX_LINES_APART:]
    for line in head:
        for opening in labels.title_openings:
            name = line.removeprefix(opening + " ").rstrip(" :;,")
            is_name = name.isupper() and name not in labels.placeholders
            if line.startswith(opening + " ") and is_name:
                return {"to": name}
    if group[0].field not in ("through", "sender"):
        return {}
    return {"to": head[-1]} if head and head[-1] in labels.unlabeled_addressees else {}


def _addressee_and_copies(value: str, labels: CardLabels) -> tuple[str, str]:
    """Return the addressee of a telegram, and who received copies, from the same line."""
    for name in labels.labels_without_colon.get("copies", ()):
        before, found, after = value.partition(f" {name} ")
        if found and value.isupper():
            return before.strip(" ,;"), after.strip(" ,;.")
    return value, ""


def legible_name(value: str) -> str:
    """Return a name in capitals without what handwriting over it left; empty if that is a part.

    >>> legible_name("JANE ROE uk)"), legible_name("JANE navi de"), legible_name("EUR - Ms. Roe")
    ('JANE ROE', '', 'EUR - Ms. Roe')
    """
    words = value.split()
    is_address = "@" in value or "<" in value
    if is_address or not words[0].isupper() or not words[0].rstrip(".").isalpha():
        return value
    rest = [n for n, word in enumerate(words) if any(map(str.islower, word)) or _SPECK.match(word)]
    if not rest or any(words[n][0].isupper() and words[n][1:].islower() for n in rest):
        return value
    legible = words[: rest[0]]
    is_part = any(map(str.isalpha, "".join(words[rest[0] :])))
    return " ".join(legible).rstrip(" ,-") if len(legible) > 1 or not is_part else ""


def _without_specks(value: str, labels: CardLabels) -> str:
    """Return a usual addressee without the specks after it, which handwriting leaves."""
    for name in labels.unlabeled_addressees:
        rest = value.removeprefix(name)
        is_short = rest[:1] == " " and len(rest) <= _MAX_SPECKS
        if is_short and all(word[0].isalnum() and not word.islower() for word in rest.split()):
            return name
    return value


def _is_plausible(value: str, field: str, labels: CardLabels) -> bool:
    """Return whether a value may be one of its field: no words of a form, no noise."""
    if value.strip(" .,[]()") in labels.placeholders:
        return False
    if value.split(",")[0].strip() in labels.placeholders:
        return False
    if is_noisy(value) and field not in ("tags", "declassify_on"):
        return False
    first = value.split()[0]
    if field in ("sender", "to") and first[0].islower() and any(map(str.isupper, first)):
        return False
    if field == "sender" and _is_garbled_name(value):
        return False
    letters = sum(map(str.isalpha, value))
    symbols = sum(not char.isalnum() and not char.isspace() for char in value)
    if field != "subject" and value[0].islower() and len(value.split()) > _MAX_LOWERCASE_NAME_WORDS:
        return False
    if field in ("date", "references"):
        return any(map(str.isdigit, value))
    if len(value) == 1:
        return value.isupper() and field in ("sender", "to")
    least = _MIN_SUBJECT_LETTERS if field == "subject" else 2
    return letters >= least and letters >= symbols


def _is_garbled_name(value: str) -> bool:
    """Return whether a name begins with a long word in lower case and has capitals after it.

    >>> _is_garbled_name("rnaoso hils Mot"), _is_garbled_name("von Roe"), _is_garbled_name("jane")
    (True, False, False)
    """
    first, *rest = value.split()
    is_long = first.isalpha() and first.islower() and len(first) > _MAX_PARTICLE_CHARS
    return is_long and len(rest) > 1 and any(word[0].isupper() for word in rest)
