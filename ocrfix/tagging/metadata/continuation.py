"""Continuation: values that run over several lines, or that are in columns below their labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ocrfix.tagging.metadata.labels import Label, LabelParser, clean_value
from ocrfix.text import lazy_regex

_MULTILINE_FIELDS = ("subject", "references", "to", "copies", "sender")
_MAX_VALUE_CHARS = 300
_MAX_LINES = 3
_MORE_LINES_FOR_NAMES = 2
"""Maximum number of further lines of a list of names."""
_MAX_LINES_SEARCHED = 10
_FULL_LINE_CHARS = 30
"""A line of this length was probably broken because it was full."""
_MAX_CONTINUATION_CHARS = 80
_COLUMN_GAP = r"\s{3,}"
_NUMBERED_PARAGRAPH = lazy_regex.pattern(r"\W{0,2}(?:\d{1,2}|[A-Z]|I{1,3})\s?[.,)]")
_OFFICE_AND_DASH = lazy_regex.pattern(r"(?<!\S)(?=[A-Z][A-Z/]{0,9} - [A-Z])")
_PORTION_MARK = lazy_regex.pattern(r"\s\((?:[^\s)]{0,2}\)?|TS\)|LOU\)|FOUO\)|SBU\))\W{0,2}$")
_FORM_LABEL = lazy_regex.pattern(r"^\W{0,3}[A-Z]{3,14}(?: [A-Z]{2,14})?\s?:(?:\s|$)")
_MIN_BODY_CHARS = 52
_RAGGED_CHARS = 12
"""How much the right margin of a paragraph varies."""
_STRAY_END = lazy_regex.pattern(r"(?:\s(?:_|[^\w\s.,;:!?'’\"”)]{1,4})\w?[^\w\s]?)+$")
_NOISE_CHARACTERS = "{}|~_^\\"


def full_value(
    at: int, group: Sequence[Label], page: Sequence[str], parser: LabelParser, is_cover_sheet: bool
) -> str | None:
    """Return the value of a label with the lines on which it continues.

    Args:
        at: the index of the label in its group.
        group: the labels of a heading.
        page: the lines, marked spans blanked out.
        parser: finds the labels that end a value.
        is_cover_sheet: whether the heading is that of a cover sheet, whose values are one line.
    """
    label = group[at]
    following = group[at + 1] if at + 1 < len(group) else None
    is_beside = following and following.line == label.line
    if is_beside or label.field not in _MULTILINE_FIELDS or is_cover_sheet:
        return label.value or None
    parts = _first_part(at, group, page)
    if label.field == "subject" and parts and _PORTION_MARK.search(page[label.line]):
        return " ".join(parts)  # the mark ends the subject
    if not parts and (
        label.field != "subject" or not is_distinctive(label) or _is_stacked(at, group, page)
    ):
        # In an e-mail the line below an empty subject is the message.
        return None
    max_blank, blank = int(_is_double_spaced(page, label.line)), 0
    is_enclosed = bool(
        following
        and following.field
        and sum(bool(line.strip()) for line in page[label.line + 1 : following.line]) < _MAX_LINES
    )
    max_lines = _MAX_LINES + _MORE_LINES_FOR_NAMES * (label.field in ("to", "copies"))
    for number in range(label.line + 1, min(label.line + _MAX_LINES_SEARCHED, len(page))):
        line = page[number]
        bare = _STRAY_END.sub("", line.strip(" \t*"))
        if not bare.strip():  # also of a no-break space or a form feed
            blank += 1
            continue
        if (following and number >= following.line) or parser.starts_with_label(line):
            break
        is_end = label.field == "subject" and parts and _ends_subject(page[number - 1], line)
        if is_end or len(parts) >= max_lines:
            break
        if not parts:
            if bare[0].islower():
                # The value was separated from its label; this is the middle of something else.
                break
        else:
            both_upper = not blank and parts[-1].isupper() and bare.isupper()
            is_more = _continues(parts[-1], bare, label, line, is_enclosed or both_upper)
            if blank > max_blank or not is_more:
                break
            if not is_enclosed and label.field == "subject" and _is_body(number, page):
                break
            if blank and number + 1 < len(page) and page[number + 1].strip():
                # Double spacing ends here: this is the first line of a paragraph.
                break
        parts.append(bare)
        blank = 0
    return clean_value(" ".join(" ".join(parts).split()))[:_MAX_VALUE_CHARS] or None


def values_in_columns(group: Sequence[Label], page: Sequence[str]) -> dict[int, str]:
    """Return the values of labels side by side, if a line below has one for each of them.

    Returns:
        Values by the index of their label in the group.
    """
    found: dict[int, str] = {}
    for line in {label.line for label in group}:
        here = [at for at, label in enumerate(group) if label.line == line]
        if len(here) < 2 or any(group[at].value for at in here):
            continue
        below = next((text for text in page[line + 1 : line + 4] if text.strip()), "").strip()
        for parts in (re.split(_COLUMN_GAP, below), _OFFICE_AND_DASH.split(below)):
            values = [part.strip() for part in parts if part.strip()]
            if len(values) == len(here):
                found |= dict(zip(here, values, strict=True))
                break
    return found


def is_distinctive(label: Label) -> bool:
    """Return whether a label can be alone in a heading, being neither short nor a common word."""
    return label.name.isupper() and len(label.name) >= len("FROM")


def is_noisy(line: str) -> bool:
    """Return whether a line has more specks than words."""
    words = [word for word in line.split() if word.strip("-–&")]
    short = sum(len(word.strip(".,:;'")) < 2 and not word.isupper() for word in words)
    return (len(words) > 3 and short * 3 > len(words)) or any(c in line for c in _NOISE_CHARACTERS)


def _continues(before: str, bare: str, label: Label, line: str, is_enclosed: bool) -> bool:
    """Return whether a value continues on the line below it.

    Lines before the next label belong to the value (``is_enclosed``), and so do the lines of a
    subject in upper case. After the last label, a value ends before a line if the value is short,
    or if the line looks like a heading, a numbered paragraph or a sentence.
    """
    is_broken_off = before[-1] in ",;&-" or _has_open_bracket(before)
    is_full = len(before) > _FULL_LINE_CHARS
    if label.field in ("to", "copies", "sender"):
        return is_broken_off or (is_enclosed and ";" in before and is_full)
    if bare.startswith("#") or _NUMBERED_PARAGRAPH.match(bare):
        return False
    if len(bare) > _MAX_CONTINUATION_CHARS or is_noisy(bare):
        return False
    if is_enclosed and label.name.isupper():
        return True
    indent = len(line) - len(line.lstrip())
    if label.column >= len("SUBJECT: ") and abs(indent - label.column) <= 2:
        return is_broken_off or not bare.endswith(".")
    last = before.split()[-1]
    if not label.name.isupper():
        # In a letter, only a phrase that breaks off continues.
        return is_broken_off or (last.islower() and len(last) < len("which"))
    if (bare.endswith(".") and not is_broken_off) or (bare.isupper() and not before.isupper()):
        return False
    if before.isupper() and not bare.isupper():
        return False
    return is_broken_off or is_full or last.islower()


def _first_part(at: int, group: Sequence[Label], page: Sequence[str]) -> list[str]:
    """Return what stands beside a label, or for a subject above it; nothing if it is empty."""
    label = group[at]
    if label.field != "subject":
        return [label.value] if label.value else []
    if not label.value:
        above = _line_above(at, group, page)
        return [above] if above else []
    has_more = page[label.line].rstrip().endswith(";")
    return [f"{label.value};" if has_more else label.value]


def _ends_subject(above: str, line: str) -> bool:
    """Return whether a subject ends between two lines: at a portion mark, or before a label."""
    return bool(_PORTION_MARK.search(above) or _FORM_LABEL.match(line))


def _line_above(at: int, group: Sequence[Label], page: Sequence[str]) -> str | None:
    """Return the line between two labels, where a label stands at half the height of its value."""
    label = group[at]
    if not at or not group[at - 1].value:
        return None
    between = [line.strip() for line in page[group[at - 1].line + 1 : label.line] if line.strip()]
    below = next(
        (line.strip() for line in page[label.line + 1 : label.line + 3] if line.strip()), ""
    )
    if len(between) != 1 or not below or len(below) >= len(between[0]):
        return None
    letters = sum(char.isalpha() or char == " " for char in between[0])
    is_legible = between[0][0].isupper() and letters * 5 > len(between[0]) * 4
    return between[0].replace("~", "-") if is_legible else None


def _is_body(number: int, page: Sequence[str]) -> bool:
    """Return whether a line begins a paragraph: wide, though the subject had room for more.

    Args:
        number: the number of the line.
        page: the lines.
    """
    line = page[number].rstrip()
    above = page[number - 1].rstrip()
    if not above or len(line) < _MIN_BODY_CHARS or number + 1 >= len(page):
        return False
    room = len(line) - len(above)
    is_wide = abs(len(page[number + 1].rstrip()) - len(line)) <= _RAGGED_CHARS
    return is_wide and room > len(line.split()[0]) + _RAGGED_CHARS // 2 and line == line.lstrip()


def _has_open_bracket(text: str) -> bool:
    """Return whether a bracket is opened and not closed before the end."""
    return max(map(text.rfind, "[(<{")) > max(map(text.rfind, "])>}"))


def _is_double_spaced(page: Sequence[str], at: int) -> bool:
    """Return whether every other line around a line is blank, as some engines leave it."""
    around = page[max(0, at - 10) : at + 2]
    pairs = [(bool(a.strip()), bool(b.strip())) for a, b in pairwise(around)]
    return pairs.count((True, True)) * 4 <= pairs.count((True, False))


def _is_stacked(at: int, group: Sequence[Label], page: Sequence[str]) -> bool:
    """Return whether an empty label is directly above or below another one."""
    label = group[at]

    def has_text(a: int, b: int) -> bool:
        return any(line.strip() for line in page[a + 1 : b])

    above = at > 0 and not group[at - 1].value and not has_text(group[at - 1].line, label.line)
    below = at + 1 < len(group) and not has_text(label.line, group[at + 1].line)
    return above or below
