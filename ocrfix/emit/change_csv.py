"""The changes format: what was changed and what was only suggested, as CSV for a spreadsheet."""

from __future__ import annotations

from ocrfix.records import Record

OPTIONS = frozenset({"header"})


def render(document: Record, *, header: bool = True) -> str:
    r"""Return one line for each change, after a line that names the columns.

    The columns are those of :data:`ocrfix.emit.rows.CHANGES`. A cell that a spreadsheet would
    take for a formula has an apostrophe before it, so the cells are for reading: what stands in the
    document is what the places quote.

    Args:
        document: any document.
        header: whether the names of the columns stand first; leave them out to add the lines of a
            further document to those of another.

    >>> from ocrfix import Edit
    >>> from ocrfix.records import Record
    >>> edit = Edit(start=0, end=3, before="tbe", after="the", kind="misread", confidence=0.98,
    ...             reason="b for h", clean_start=0, clean_end=3)
    >>> render(Record(original="tbe", clean="the", edits=(edit,)), header=False)
    "'-,,0,3,yes,tbe,the,misread,0.980,b for h\n"
    """
    from ocrfix.emit.row_writers import TextWriter
    from ocrfix.emit.rows import CHANGES

    parts: list[bytes] = []
    TextWriter(CHANGES, "csv", parts.append, header).add(document)
    return b"".join(parts).decode("utf-8")
