"""The garbage collector is paused while a text is cleaned, and left as it was."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest

from ocrfix.config import Config
from ocrfix.pipeline import Pipeline
from ocrfix.system.gc_pause import pause_gc


@pytest.fixture(autouse=True)
def awake() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_the_collector_is_enabled_again_after_an_error() -> None:
    @pause_gc
    def fails() -> None:
        assert not gc.isenabled()
        raise ValueError

    with pytest.raises(ValueError):
        fails()
    assert gc.isenabled()


def test_a_disabled_collector_stays_disabled() -> None:
    gc.disable()
    pause_gc(lambda: None)()
    assert not gc.isenabled()


def test_overlapping_threads_leave_the_collector_enabled() -> None:
    inside, done = threading.Barrier(2), threading.Barrier(2)

    @pause_gc
    def meets() -> None:
        inside.wait()
        done.wait()

    threads = [threading.Thread(target=meets) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert gc.isenabled()


def test_cleaning_leaves_no_reference_cycles() -> None:
    """Otherwise memory would grow during the pause."""
    pipeline = Pipeline(Config.default())
    text = "SECRET\n\nThe Embassv reportcd tho meeting of Decembe 12.\n\nB1 (1.4)(D)\n"
    pipeline.clean(text)
    gc.collect()
    gc.disable()
    for number in range(40):
        pipeline.clean(text.replace("Embassv", f"Embassv{number}"))
        pipeline.tag(text)
    assert gc.collect() < 40
