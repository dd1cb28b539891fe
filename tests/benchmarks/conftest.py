from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the benchmark scripts importable, as when they run."""
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
