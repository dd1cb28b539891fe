"""Errors that objects of unsuitable types raise: a damaged PDF may have any object anywhere."""

from __future__ import annotations

import pikepdf

UNSUITABLE: tuple[type[Exception], ...] = (
    pikepdf.PdfError,
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""Operators and fonts with such objects are passed over; elsewhere, the file is refused."""
