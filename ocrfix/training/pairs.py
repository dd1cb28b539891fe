"""Pairs of OCR text and ground truth, and the folds of their documents for cross-validation."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import msgspec

from ocrfix.evaluate import PassageError


class Pair(NamedTuple):
    """One passage.

    Attributes:
        document: the document it comes from; passages of one document stay in one fold.
        ocr: the OCR text.
        truth: the ground truth.
        text: the text of the whole document, if it is known.
        start: the offset of the passage in it (code points).
    """

    document: str
    ocr: str
    truth: str
    text: str = ""
    start: int = 0


class _Passage(msgspec.Struct):
    start: int
    ocr: str
    truth: str


class _Document(msgspec.Struct):
    id: str
    text: str
    passages: list[_Passage]


def read_documents(text: str, name: str) -> list[Pair]:
    r"""Return the passages of documents, one JSON object per line.

    Args:
        text: the text of the file.
        name: its name, for error messages.

    Raises:
        PassageError: a line that is not a document; the message names file and line.

    >>> passage = '{"start": 3, "ocr": "tbe", "truth": "the"}'
    >>> row = f'{{"id": "memo", "text": "On tbe", "passages": [{passage}]}}'
    >>> read_documents(row, "documents.jsonl")[0].start
    3
    """
    decode = msgspec.json.Decoder(_Document).decode
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = decode(line)
        except msgspec.DecodeError as error:
            raise PassageError(f"{name}:{number}: {error}") from error
        found += [Pair(row.id, p.ocr, p.truth, row.text, p.start) for p in row.passages]
    return found


def fold_of(document: str, folds: int) -> int:
    """Return which of ``folds`` folds a document belongs to; the same on every machine."""
    digest = hashlib.blake2b(document.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % folds
