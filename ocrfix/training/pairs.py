"""Pairs of OCR text and ground truth, and the folds of their documents for cross-validation."""

from __future__ import annotations

import hashlib
from typing import NamedTuple


class Pair(NamedTuple):
    """One passage.

    Attributes:
        document: the document it comes from; passages of one document stay in one fold.
        ocr: the OCR text.
        truth: the ground truth.
    """

    document: str
    ocr: str
    truth: str


def fold_of(document: str, folds: int) -> int:
    """Return which of ``folds`` folds a document belongs to; the same on every machine."""
    digest = hashlib.blake2b(document.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % folds
