"""What holds for all tests: compiled modules are of these sources, and none waits for ever."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ocrfix"


def pytest_sessionstart() -> None:
    for made in PACKAGE.rglob("*.so"):
        source = made.with_name(made.name.partition(".")[0] + ".py")
        if not source.exists() or source.stat().st_mtime_ns > made.stat().st_mtime_ns:
            pytest.exit(f"{made} is older than its source; run: make setup", returncode=4)


@pytest.fixture
def a_minute() -> Iterator[None]:
    """A pipe that is waited for fails the test, and does not hang it."""
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.alarm(60)
    yield
    if hasattr(signal, "SIGALRM"):
        signal.alarm(0)
