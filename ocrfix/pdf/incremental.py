"""Appended updates: the bytes of a PDF as they are, and after them the objects that change.

Cutting the file at its former length undoes the update.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_TAIL_BYTES = 2048  # at the end of a file, where its cross-reference is named
_TABLE = re.compile(rb"\s*xref\b")
_STREAM = re.compile(rb"\s*\d+\s+\d+\s+obj\b")
_FIELD_BYTES = (1, 5, 2)  # of an entry of a cross-reference stream: kind, place, generation
_IN_USE = 1


def cross_reference(data: bytes) -> tuple[int, bool] | None:
    """Return where the last cross-reference of a PDF is, and whether it is a table.

    Returns:
        ``None`` if it is not where the file says, so that nothing can be appended.
    """
    found = _START.findall(data[-_TAIL_BYTES:])
    if not found:
        return None
    place = int(found[-1])
    head = data[place : place + _TAIL_BYTES]
    if _TABLE.match(head):
        return place, True
    return (place, False) if _STREAM.match(head) else None


def appended(data: bytes, pdf: pikepdf.Pdf, numbers: Iterable[tuple[int, int]]) -> bytes:
    """Return a PDF with an appended update.

    Args:
        data: the PDF; its cross-reference is where it says.
        pdf: the same, with changed objects.
        numbers: the numbers and generations of the objects that are changed or added.
    """
    found = cross_reference(data)
    if found is None:
        raise ValueError("the cross-reference is not where the file says")
    previous, is_table = found
    pieces = [] if data.endswith((b"\n", b"\r")) else [b"\n"]
    place = len(data) + sum(map(len, pieces))
    places: dict[int, tuple[int, int]] = {}
    for number, generation in sorted(numbers):
        places[number] = (place, generation)
        body = _serialized(pdf.get_object(number, generation))
        pieces.append(b"%d %d obj\n%s\nendobj\n" % (number, generation, body))
        place += len(pieces[-1])
    trailer = _trailer(pdf, previous, data, pieces)
    size = max(int(pdf.trailer["/Size"]), max(places) + 1)
    if is_table:
        trailer["/Size"] = size
        pieces.append(_table(places) + b"trailer\n" + trailer.unparse() + b"\n")
    else:
        places[size] = (place, 0)
        trailer["/Size"] = size + 1
        pieces.append(_stream(size, places, trailer))
    pieces.append(b"startxref\n%d\n%%%%EOF\n" % place)
    return b"".join([data, *pieces])


def _serialized(value: pikepdf.Object) -> bytes:
    if not isinstance(value, pikepdf.Stream):
        return value.unparse(resolved=True)
    raw = value.read_raw_bytes()
    entries: dict[str, Any] = {key: one for key, one in value.items() if one is not None}
    entries["/Length"] = len(raw)
    head = pikepdf.Dictionary(entries).unparse()
    return b"".join([head, b"\nstream\n", raw, b"\nendstream"])


def _trailer(
    pdf: pikepdf.Pdf, previous: int, data: bytes, pieces: list[bytes]
) -> pikepdf.Dictionary:
    trailer = pikepdf.Dictionary(Prev=previous)
    for key in ("/Root", "/Info"):
        if key in pdf.trailer:
            trailer[key] = pdf.trailer[key]
    digest = hashlib.md5(b"".join(pieces), usedforsecurity=False).digest()
    identifier = pdf.trailer.get("/ID")
    if isinstance(identifier, pikepdf.Array) and len(identifier):
        original = identifier[0]
    else:
        original = pikepdf.String(hashlib.md5(data, usedforsecurity=False).digest())
    trailer["/ID"] = pikepdf.Array([original, pikepdf.String(digest)])
    return trailer


def _sections(places: dict[int, tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Return the first number and the count of adjacent numbers."""
    numbers = sorted(places)
    start = 0
    for at, number in enumerate(numbers):
        if at + 1 == len(numbers) or numbers[at + 1] != number + 1:
            yield numbers[start], at + 1 - start
            start = at + 1


def _table(places: dict[int, tuple[int, int]]) -> bytes:
    rows = [b"xref\n"]
    for first, count in _sections(places):
        rows.append(b"%d %d\n" % (first, count))
        rows += [b"%010d %05d n \n" % places[number] for number in range(first, first + count)]
    return b"".join(rows)


def _stream(number: int, places: dict[int, tuple[int, int]], trailer: pikepdf.Dictionary) -> bytes:
    """Return the object that is a cross-reference stream; it lists itself, too."""
    kind, place, generation = _FIELD_BYTES
    rows = b"".join(
        _IN_USE.to_bytes(kind, "big")
        + places[each][0].to_bytes(place, "big")
        + places[each][1].to_bytes(generation, "big")
        for each in sorted(places)
    )
    raw = zlib.compress(rows, 9)
    trailer["/Type"] = pikepdf.Name.XRef
    trailer["/W"] = pikepdf.Array(list(_FIELD_BYTES))
    trailer["/Index"] = pikepdf.Array([each for pair in _sections(places) for each in pair])
    trailer["/Filter"] = pikepdf.Name.FlateDecode
    trailer["/Length"] = len(raw)
    head = trailer.unparse()
    return b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, raw)
