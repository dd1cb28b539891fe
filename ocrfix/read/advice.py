"""Advice: how to get the text of a file that is not a text; ``{name}`` stands for its name."""

from __future__ import annotations

RUN_OCR = "run OCR on it, as with tesseract {name} out hocr, and clean out.hocr"
USE_PANDOC = "save it as text, as with pandoc -t plain {name}"


def advice_for(advice: str, name: str) -> str:
    """Return advice for a file.

    >>> advice_for(USE_PANDOC, "memo.docx")
    'save it as text, as with pandoc -t plain memo.docx'
    """
    return advice.replace("{name}", "FILE" if name == "-" else name)
