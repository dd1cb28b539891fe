"""Writing inline marks: markers written into a text, so that they can be removed exactly.

Invariant: a text without marks, once marked, is the same text again when the marks are removed:
``apply(marked, unwrap(marked, template)) == clean``, with any brackets and lookalikes in the
document. A line for which that does not hold stays unmarked; nothing is escaped, because an
escape would itself be a change to the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ocrfix.edits import Edit, apply
from ocrfix.marks.by_line import LineSpan, by_line
from ocrfix.marks.parse import mark_edit, reason, unwrap
from ocrfix.marks.template import Template, parse
from ocrfix.records import Marker


def wrap(clean: str, markers: Iterable[Marker], template: str) -> list[Edit]:
    """Return the edits of a clean text that write its markers inline.

    Args:
        clean: a clean text.
        markers: its markers. Those that overlap an earlier one or cross a line end are left out,
            and so are all markers of a line whose marks could not be removed again, or that looks
            marked already.
        template: as for :func:`ocrfix.marks.template.parse`.

    Returns:
        Insertions in order, no two at the same offset; the offsets are code points of ``clean``.

    Raises:
        ValueError: the template is not valid.

    >>> from ocrfix.records import Marker
    >>> stamp = Marker(start=0, end=6, type="stamp", text="DEC 14", clean_start=0, clean_end=6)
    >>> apply("DEC 14", wrap("DEC 14", [stamp], "[[{type} {code}: {text}]]"))
    '[[stamp: DEC 14]]'
    """
    form = parse(template)
    result: list[Edit] = []
    for line, spans in by_line(clean, markers):
        if unwrap(line.text, template):
            continue  # its own brackets could not be distinguished from marks
        whole = [span for span in spans if span.end - span.start == len(span.marker.text)]
        edits = list(_insertions(whole, form))
        marked = apply(line.text, edits)
        if apply(marked, unwrap(marked, template)) == line.text:
            result += (
                mark_edit(edit.start + line.start, "", edit.after, edit.reason) for edit in edits
            )
    return result


def _insertions(spans: Sequence[LineSpan], form: Template) -> Iterator[Edit]:
    """Yield one edit for each offset of a line at which marks begin or end."""
    pending, at, why = "", -1, ""
    for start, end, marker in spans:
        before, after = form.around(marker.type, marker.code)
        if at == start:
            before = pending + before  # one mark ends where the next begins
        elif pending:
            yield mark_edit(at, "", pending, why)
        why = reason(marker.type)
        yield mark_edit(start, "", before, why)
        pending, at = after, end
    if pending:
        yield mark_edit(at, "", pending, why)
