"""Generation of the record schema: ``python -m ocrfix.schemas``."""

from __future__ import annotations

from pathlib import Path

from ocrfix.schemas import name
from ocrfix.schemas.generate import text

if __name__ == "__main__":
    Path(__file__).with_name(name()).write_text(text(), encoding="utf-8", newline="\n")
