"""Pairs of OCR text and truth, and the parts into which their documents fall."""

from __future__ import annotations

import hashlib
from typing import NamedTuple


class Pair(NamedTuple):
    """One passage.

    Attributes:
        document: the document it comes from; passages of one document stay together.
        ocr: what the engine made of it.
        truth: what stood on the page.
    """

    document: str
    ocr: str
    truth: str


def part_of(document: str, parts: int) -> int:
    """Return which of ``parts`` parts a document belongs to; the same on every machine."""
    digest = hashlib.blake2b(document.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % parts
