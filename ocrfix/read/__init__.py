"""Reading: finding inputs, and turning their bytes into texts and documents."""

from __future__ import annotations

from ocrfix.read.decode import decode
from ocrfix.read.errors import ReadError
from ocrfix.read.files import InputFile, find, read

__all__ = ["InputFile", "ReadError", "decode", "find", "read"]
