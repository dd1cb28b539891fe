"""Notebook display: the text of a document as HTML, its changes and markers highlighted."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ocrfix.records import Marker, Record

MAX_CHARS = 20_000
"""The display ends after this many characters; a notebook is not meant for whole volumes."""

_STYLE = (
    "<style>.ocrfix{white-space:pre-wrap;font-family:ui-monospace,monospace;max-height:40em;"
    "overflow:auto}.ocrfix ins{background:#d7f5dd;color:#0b3d17;text-decoration:none}"
    ".ocrfix del{background:#fde0de;color:#6b1410}.ocrfix mark{background:#fff2b8;color:#3d3200}"
    ".ocrfix-summary{font-family:system-ui,sans-serif;color:#666}</style>"
)


def render(document: Record) -> str:
    """Return the clean text of ``document`` as an HTML fragment.

    Deleted text is struck out, inserted text and markers are highlighted; the reason and confidence
    of a change, and the type, code and meaning of a marker, appear on hovering. All text is
    escaped, so that no document can add elements or scripts to the page.

    >>> from ocrfix.edits import Edit
    >>> edit = Edit(start=0, end=3, before="tbe", after="the", kind="misread", confidence=0.98,
    ...             reason="b for h", clean_start=0, clean_end=3)
    >>> html = render(Record(original="tbe", clean="the", edits=(edit,)))
    >>> html[html.index("<del"):html.index("</div>")]
    '<del>tbe</del><ins title="misread, 0.98: b for h">the</ins>'
    """
    summary = escape(f"{document.source.name or 'document'}: {counts(document)}")
    rest = len(document.clean) - MAX_CHARS
    more = f"<p class='ocrfix-summary'>{rest:,} more characters</p>" if rest > 0 else ""
    text = "".join(_pieces(document))
    return f"{_STYLE}<p class='ocrfix-summary'>{summary}</p><div class='ocrfix'>{text}</div>{more}"


def counts(record: Record) -> str:
    """Return the numbers of characters, edits, suggestions and markers of a document.

    >>> counts(Record(original="", clean=""))
    '0 characters, 0 edits, 0 suggestions, 0 markers'
    """
    numbers = {
        "character": len(record.clean),
        "edit": len(record.edits),
        "suggestion": len(record.suggestions),
        "marker": len(record.markers),
    }
    return ", ".join(f"{n:,} {name}{'' if n == 1 else 's'}" for name, n in numbers.items())


def _pieces(document: Record) -> Iterator[str]:
    """Yield the HTML of the text, in pieces within which no edit or marker begins or ends."""
    text = document.clean[:MAX_CHARS]
    edits = {edit.clean_start: edit for edit in document.edits}
    borders = {0, len(text)}
    borders.update(at for e in document.edits for at in (e.clean_start, e.clean_end) if at)
    borders.update(at for m in document.markers for at in (m.clean_start, m.clean_end))
    ordered = sorted(at for at in borders if at <= len(text))
    markers = iter(document.markers)
    marker = next(markers, None)
    inserted_to, note = 0, ""
    for start, end in zip(ordered, [*ordered[1:], len(text)], strict=True):
        edit = edits.get(start)
        if edit is not None and start >= inserted_to:
            if edit.before:
                yield f"<del>{escape(edit.before)}</del>"
            inserted_to = edit.clean_end or start
            note = f"{edit.kind}, {edit.confidence:.2f}: {edit.reason}"
        while marker is not None and marker.clean_end <= start:
            marker = next(markers, None)
        piece = escape(text[start:end])
        if piece and start < inserted_to:
            piece = f'<ins title="{escape(note)}">{piece}</ins>'
        if piece and marker is not None and marker.clean_start <= start:
            piece = f'<mark title="{escape(_title(marker))}">{piece}</mark>'
        yield piece


def _title(marker: Marker) -> str:
    meaning = marker.fields.get("meaning", "")
    parts = [marker.type, marker.code or "", meaning]
    return ", ".join(part for part in parts if part)
