"""Splices: replacements of parts of some bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Splice(NamedTuple):
    """A replacement of bytes: those from ``start`` to ``end``, exclusive, become ``data``."""

    start: int
    end: int
    data: bytes


def spliced(
    data: bytes, splices: Iterable[Splice], start: int = 0, end: int | None = None
) -> bytes:
    """Return bytes, or a part of them, with splices.

    Args:
        data: the bytes.
        splices: the splices, in any order, disjoint, within the part.
        start: where the part begins.
        end: where it ends, exclusive; with the bytes if it is not given.

    Raises:
        ValueError: two splices overlap.

    >>> spliced(b"a recrd", [Splice(5, 5, b"o"), Splice(0, 1, b"the")])
    b'the record'
    >>> spliced(b"(a) Tj (b) Tj", [Splice(7, 10, b"(c)")], start=7)
    b'(c) Tj'
    """
    parts: list[bytes] = []
    at = start
    for first, last, new in sorted(splices, key=lambda splice: splice[:2]):
        if first < at:
            raise ValueError(f"splices overlap at {first}")
        parts += (data[at:first], new)
        at = last
    parts.append(data[at:end])
    return b"".join(parts)
