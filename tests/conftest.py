"""What is compiled is compiled of these sources, or the tests would test an older program."""

from __future__ import annotations

from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ocrfix"


def pytest_sessionstart() -> None:
    for made in PACKAGE.rglob("*.so"):
        source = made.with_name(made.name.partition(".")[0] + ".py")
        if not source.exists() or source.stat().st_mtime_ns > made.stat().st_mtime_ns:
            pytest.exit(f"{made} is older than its source; run: make setup", returncode=4)
