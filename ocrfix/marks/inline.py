"""Inline marks: writing markers into the text, and taking them off again.

The law of this module: a text without marks, once marked, is the same text again when the marks
are taken off. ``apply(marked, unwrap(marked, template)) == document.clean``, whatever brackets and
look-alikes the document holds. A line for which that would not hold stays unmarked; nothing is
escaped, because an escape would itself be a change to the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ocrfix.edits import Edit, apply
from ocrfix.marks.by_line import Span, by_line
from ocrfix.marks.template import LINE_ENDS, Template, parse
from ocrfix.records import MARKER_TYPES, Marker, Record

KIND = "inline mark"
"""The kind of the edits that put marks in and take them off."""


def wrap(document: Record, template: str) -> str:
    """Return the clean text of ``document`` with its markers written into it.

    Args:
        document: any document. Markers that overlap an earlier one or cross a line end are left
            out, and so are all markers of a line that could not be unmarked again, or that reads
            as marked already.
        template: as for :func:`ocrfix.marks.template.parse`.

    Raises:
        ValueError: the template is none.

    >>> from ocrfix.records import Marker, Record
    >>> stamp = Marker(start=0, end=6, type="stamp", text="DEC 14", clean_start=0, clean_end=6)
    >>> document = Record(original="DEC 14", clean="DEC 14", markers=(stamp,))
    >>> wrap(document, "[[{type} {code}: {text}]]")
    '[[stamp: DEC 14]]'
    """
    return apply(document.clean, marks(document.clean, document.markers, template))


def marks(clean: str, markers: Iterable[Marker], template: str) -> list[Edit]:
    """Return the edits of ``clean`` that write its markers inline, as :func:`wrap` does.

    Every edit puts text in. Offsets are code points of ``clean``; the edits are in order of place,
    and no two stand at the same place.
    """
    form = parse(template)
    result: list[Edit] = []
    for line, spans in by_line(clean, markers):
        if unwrap(line.text, template):
            continue  # its own marks and ours could not be told apart
        whole = [span for span in spans if span.end - span.start == len(span.marker.text)]
        edits = list(_insertions(whole, form))
        marked = apply(line.text, edits)
        if apply(marked, unwrap(marked, template)) == line.text:
            result += (
                _edit(edit.start + line.start, "", edit.after, edit.reason) for edit in edits
            )
    return result


def unwrap(text: str, template: str) -> list[Edit]:
    """Return the edits of ``text`` that take inline marks off, leaving the marked text.

    A mark is what the template makes, on one line, with one of the types of
    :data:`ocrfix.records.MARKER_TYPES`. Of marks inside marks the inner ones are taken off; call
    again for the outer ones. Takes time in proportion to the length of ``text``.

    Args:
        text: any text; the offsets of the edits are code points of it.
        template: as for :func:`ocrfix.marks.template.parse`.

    Raises:
        ValueError: the template is none.

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
        reason = _reason(match["type"] or match["type_without_code"])
        result.append(_edit(match.start(), text[match.start() : start], "", reason))
        result.append(_edit(end, text[end : match.end()], "", reason))
    return result


def _insertions(spans: Sequence[Span], form: Template) -> Iterator[Edit]:
    """Yield one edit for each place of a line where marks begin or end."""
    pending, at, reason = "", -1, ""
    for start, end, marker in spans:
        before, after = form.around(marker.type, marker.code)
        if at == start:
            before = pending + before  # one mark ends where the next begins
        elif pending:
            yield _edit(at, "", pending, reason)
        reason = _reason(marker.type)
        yield _edit(start, "", before, reason)
        pending, at = after, end
    if pending:
        yield _edit(at, "", pending, reason)


def _reason(type: str) -> str:
    return f"an inline mark: {type}"


def _edit(start: int, before: str, after: str, reason: str) -> Edit:
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
    """Return what finds the marks of a template, with a code or without one."""
    pattern = _form_pattern(form, "")
    if "code" in form.fields:
        pattern += "|" + _form_pattern(form.without_code(), "_without_code")
    else:
        # Both sets of names have to be there; this one never matches.
        pattern += r"|(?!)(?P<type_without_code>)(?P<text_without_code>)"
    return re.compile(pattern)


def _form_pattern(form: Template, suffix: str) -> str:
    """Return the pattern of one form; ``suffix`` keeps its group names apart from the other's.

    A field runs to the delimiter after it, never over an opening, and gives nothing back (``++``).
    So each part of a text is looked at a few times at most, however many openings stand in it.
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
