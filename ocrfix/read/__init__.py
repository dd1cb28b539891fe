"""Reading: from paths and bytes to text, losing nothing."""

from __future__ import annotations

from ocrfix.read.encoding import decode, encode
from ocrfix.read.errors import ReadError
from ocrfix.read.files import Found, find, read

__all__ = ["Found", "ReadError", "decode", "encode", "find", "read"]
