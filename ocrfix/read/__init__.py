"""Reading: from paths and bytes to text, losing nothing."""

from __future__ import annotations

from ocrfix.read.errors import ReadError
from ocrfix.read.files import Found, find, read
from ocrfix.text.codec import decode, encode

__all__ = ["Found", "ReadError", "decode", "encode", "find", "read"]
