"""Restoring a file with pages: the bytes of the original from those of the written file.

A correction changes few bytes, so what they were before is stored in the record of the file: for
XML a replacement for each changed element, for an update appended to a PDF the length before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocrfix.pages.splice import Splice, spliced
from ocrfix.records import Replacement

_PART = re.compile(rb"[^>\n]*+(?:[>\n]|\Z)")
"""Files are compared part by part: by tags and lines."""
_MAX_SHIFT = 64
"""A change of one place adds or removes fewer parts; after that, the rest counts as changed."""
_SAME_PARTS = 3
"""After a change, two files are the same again if so many parts are."""


def undo_of(original: bytes, written: bytes) -> tuple[Replacement, ...]:
    r"""Return what makes the original of a written file.

    >>> undo_of(b"<a>x</a>\n<b/>\n", b"<a>x</a>\n<c/><b/>\n")
    (Replacement(start=9, end=13, original=b''),)
    """
    if written.startswith(original):
        end = len(written)
        return (Replacement(len(original), end, b""),) if end > len(original) else ()
    old, new = _PART.findall(original), _PART.findall(written)
    found: list[Replacement] = []
    i = j = at = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            at += len(new[j])
            i, j = i + 1, j + 1
            continue
        next_i, next_j = _same_again(old, i, new, j)
        end = at + sum(map(len, new[j:next_j]))
        found.append(Replacement(at, end, b"".join(old[i:next_i])))
        i, j, at = next_i, next_j, end
    return tuple(found)


def restored(written: bytes, undo: Sequence[Replacement]) -> bytes:
    """Return the original of a written file.

    >>> restored(b"the record", [Replacement(0, 3, b"tbe")])
    b'tbe record'
    """
    return spliced(written, (Splice(each.start, each.end, each.original) for each in undo))


def _same_again(old: list[bytes], i: int, new: list[bytes], j: int) -> tuple[int, int]:
    """Return where two lists of parts are the same again, after the places where they differ."""
    for shift in range(1, 2 * _MAX_SHIFT):
        for k in range(max(0, shift - _MAX_SHIFT), min(shift, _MAX_SHIFT) + 1):
            a, b = i + k, j + shift - k
            same = old[a : a + _SAME_PARTS]
            if a <= len(old) and b <= len(new) and same == new[b : b + _SAME_PARTS]:
                return a, b
    last = 0
    while last < min(len(old) - i, len(new) - j) and old[-1 - last] == new[-1 - last]:
        last += 1
    return len(old) - last, len(new) - last
