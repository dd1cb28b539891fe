"""Set-up of all tests: Hypothesis profile, compiled dictionaries, the checkout to import."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import tests.profiles  # noqa: F401 - registers the profiles

CHECKOUT = Path(__file__).parent.parent

settings.load_profile("quick")


def pytest_sessionstart(session: pytest.Session) -> None:
    for compiled in (CHECKOUT / "ocrfix").rglob("*.so"):
        source = compiled.with_name(compiled.name.partition(".")[0] + ".py")
        if not source.exists() or source.stat().st_mtime_ns > compiled.stat().st_mtime_ns:
            pytest.exit(f"{compiled} is older than its source; run: make test", returncode=4)
    # Programs that tests start import the checkout too, whatever folder they run in.
    path = [str(CHECKOUT), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(path)
    if not hasattr(session.config, "workerinput"):  # once, before pytest-xdist starts its workers
        from ocrfix.dictionaries.store import ensure_compiled

        ensure_compiled()


@pytest.fixture
def a_minute() -> Iterator[None]:
    """Interrupt the test after a minute: a test that waits for a pipe fails instead of hanging."""
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.alarm(60)
    yield
    if hasattr(signal, "SIGALRM"):
        signal.alarm(0)
