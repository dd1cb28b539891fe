"""Changes format: the changes made and suggested, as CSV for a spreadsheet."""

from __future__ import annotations

from ocrfix.records import Record

OPTIONS = frozenset({"header"})


def render(document: Record, *, header: bool = True) -> str:
    r"""Return one line per change, after a line of column names.

    The columns are those of :data:`ocrfix.emit.rows.CHANGES`. A cell that a spreadsheet would
    take for a formula is prefixed with an apostrophe, so cells are for reading; the offsets give
    the exact text.

    Args:
        document: any document.
        header: whether the column names come first; without them, the lines can be appended to
            those of another document.

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
