"""Waiting for worker processes, also for those that die in the middle of a word.

A process that is killed while it sends a result leaves half of it in the pipe, and nobody may write
there any more. Python's executor then waits for the other half for ever: the pipe has no end as
long as somebody could still write, and its own process is one who could.
"""

from __future__ import annotations

from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.process import BaseProcess
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 2.0
"""So many seconds after a process died the executor is given to find it out by itself."""


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
