"""Reading inline marks: the edits that remove them and leave the marked text."""

from __future__ import annotations

import re
from functools import cache

from ocrfix.edits import Edit
from ocrfix.marks.template import LINE_ENDS, Template, parse
from ocrfix.records import MARKER_TYPES

KIND = "inline mark"
"""The kind of the edits that write and remove inline marks."""


def unwrap(text: str, template: str) -> list[Edit]:
    """Return the edits of ``text`` that remove inline marks and leave the marked text.

    A mark is text such as the template writes, on one line, with one of the types of
    :data:`ocrfix.records.MARKER_TYPES`. Of nested marks only the innermost are removed; call again
    for the outer ones. Time is linear in the length of ``text``.

    Args:
        text: any text; the offsets of the edits are code points of it.
        template: as for :func:`ocrfix.marks.template.parse`.

    Raises:
        ValueError: the template is not valid.

    >>> from ocrfix.edits import apply
    >>> text = "see [[exemption FOIA:b1: B1]]."
    >>> apply(text, unwrap(text, "[[{type} {code}: {text}]]"))
    'see B1.'
    """
    form = parse(template)
    if form.opening not in text:
        return []
    result: list[Edit] = []
    for match in _pattern(form).finditer(text):
        start, end = match.span("text" if match["text"] is not None else "text_without_code")
        why = reason(match["type"] or match["type_without_code"])
        result.append(mark_edit(match.start(), text[match.start() : start], "", why))
        result.append(mark_edit(end, text[end : match.end()], "", why))
    return result


def reason(type: str) -> str:
    """Return the reason of an edit that writes or removes a mark."""
    return f"an inline mark: {type}"


def mark_edit(start: int, before: str, after: str, reason: str) -> Edit:
    """Return an edit that writes or removes one side of a mark."""
    return Edit(
        start=start,
        end=start + len(before),
        before=before,
        after=after,
        kind=KIND,
        confidence=1.0,
        reason=reason,
    )


@cache
def _pattern(form: Template) -> re.Pattern[str]:
    """Return the pattern of the marks of a template, with a code or without."""
    pattern = _form_pattern(form, "")
    if "code" in form.fields:
        pattern += "|" + _form_pattern(form.without_code(), "_without_code")
    else:
        # Both sets of group names must exist; this alternative never matches.
        pattern += r"|(?!)(?P<type_without_code>)(?P<text_without_code>)"
    return re.compile(pattern)


def _form_pattern(form: Template, suffix: str) -> str:
    """Return the pattern of one form; ``suffix`` distinguishes its group names from the other's.

    A field extends to the delimiter after it, never past an opening, and is possessive (``++``), so
    that each part of a text is scanned a bounded number of times, however many openings it has.
    """
    opening = re.escape(form.opening)
    parts = [opening]
    for field, literal in zip(form.fields, form.literals[1:], strict=True):
        delimiter = re.escape(literal)
        if field == "type":
            parts.append(f"(?P<type{suffix}>{'|'.join(MARKER_TYPES)})")
        elif field == "code":
            parts.append(rf"(?:(?!{opening}|{delimiter})\S)++")
        else:
            line_ends = re.escape(LINE_ENDS)
            parts.append(f"(?P<text{suffix}>(?:(?!{opening}|{delimiter})[^{line_ends}])++)")
        parts.append(delimiter)
    return "".join(parts)
