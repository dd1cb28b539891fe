"""Starting worker processes and waiting for them, also for those that die in the middle of a word.

A process that is killed while it sends a result leaves half of it in the pipe, and nobody may write
there any more. Python's executor then waits for the other half for ever: the pipe has no end as
long as somebody could still write, and its own process is one who could.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 2.0
"""So many seconds after a process died the executor is given to find it out by itself."""

_STOPPING = {
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
}
"""What ends a run: Ctrl-C, being asked to end, and the closing of the terminal."""


@contextmanager
def starting() -> Iterator[None]:
    """Hold back what ends a run while a process is started.

    A process that is started in between inherits this, and so cannot be ended before
    :func:`at_work` has its say; it would print a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        # Python's tracker of resources inherits it too, or a closed terminal would end it. But its
        # start lets through again what was held back.
        ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def at_work() -> None:
    """Make ready a worker: what a terminal tells all its processes is for the one that began.

    That one ends the workers as it likes.
    """
    for number in _STOPPING:
        ends = number == signal.SIGTERM
        signal.signal(number, signal.SIG_DFL if ends else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)


def result(future: Future[T], executor: ProcessPoolExecutor | None) -> T:
    """Return the result of a call.

    Args:
        future: the call.
        executor: whose call it is.

    Raises:
        BrokenExecutor: a process died, be it in the middle of sending.
        Exception: what the call raised.
    """
    while True:
        try:
            return future.result(PATIENCE)
        except TimeoutError:
            if future.done():  # that is what the call raised
                return future.result()
        if executor is not None and any(p.exitcode is not None for p in _processes(executor)):
            try:
                return future.result(PATIENCE)
            except TimeoutError:
                if not future.done():
                    dismiss(executor)


def dismiss(executor: ProcessPoolExecutor) -> None:
    """End the processes of an executor at once, and let it know that nothing comes any more.

    Afterwards it can be shut down without being waited for in vain.
    """
    # Until Python 3.14, which has terminate_workers, only the executor knows its processes.
    for process in _processes(executor):
        process.terminate()
    writer = getattr(getattr(executor, "_result_queue", None), "_writer", None)
    if writer is not None:
        writer.close()


def _processes(executor: ProcessPoolExecutor) -> list[BaseProcess]:
    return list((getattr(executor, "_processes", None) or {}).values())
