"""``python -m ocrfix``, the same as ``ocrfix``."""

from __future__ import annotations

from ocrfix.cli.main import main

if __name__ == "__main__":
    main()
