"""Doing a job with many inputs in several processes, with the results in the order of the inputs.

The processes start once. Where the system can fork they have the dictionaries of this one from the
beginning; the large tables are mapped files, which all of them share. At most a few inputs for each
process are under way, so that memory does not grow with their number.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

from ocrfix.cli.run import Job, PipelineCache, Result, attempt
from ocrfix.read.files import STDIN, Found
from ocrfix.system.worker_pool import at_work, dismiss, result, starting

if TYPE_CHECKING:
    from ocrfix.config import Config

    Item = tuple[Found, Config]
    Pending = tuple[Found, Config, Future[Result] | None]

_AHEAD = 4
"""So many inputs for each process are under way: enough that none waits for a long one."""


_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""Elsewhere a fork is not safe, or not there; then each process opens the dictionaries itself."""


class Pool:
    """Some processes that do one job.

    Args:
        jobs: how many.
        job: the job.
        pipelines: the opened dictionaries.
    """

    def __init__(self, jobs: int, job: Job[Any], pipelines: PipelineCache) -> None:
        self._jobs = jobs
        self._job = job
        self._pipelines = pipelines
        self._executor = self._start(jobs)

    def results(self, items: Iterable[Item]) -> Iterator[tuple[Found, Result]]:
        """Yield each input with what came of it, in their order."""
        pending: deque[Pending] = deque()
        try:
            for found, config in items:
                pending.append((found, config, self._submit(found, config)))
                if len(pending) >= _AHEAD * self._jobs:
                    yield self._first(pending)
            while pending:
                yield self._first(pending)
        except BaseException:
            self._stop()  # nobody waits for the rest any more
            raise
        self._executor.shutdown()

    def _submit(self, found: Found, config: Config) -> Future[Result] | None:
        if found.path == STDIN:
            return None  # only this process has it
        try:
            with starting():
                return self._executor.submit(_attempt, found, config)
        except BrokenProcessPool:
            failed: Future[Result] = Future()
            failed.set_exception(BrokenProcessPool())
            return failed

    def _first(self, pending: deque[Pending]) -> tuple[Found, Result]:
        found, config, future = pending.popleft()
        if future is None:
            return found, attempt(found, config, self._job, self._pipelines)
        try:
            return found, result(future, self._executor)
        except BrokenProcessPool:
            return found, self._again(found, config, pending)

    def _again(self, found: Found, config: Config, pending: deque[Pending]) -> Result:
        """Do an input that was under way when a process died by itself: was it the one?"""
        self._stop()
        self._executor = self._start(1)
        try:
            with starting():
                alone = self._executor.submit(_attempt, found, config)
            came = result(alone, self._executor)
        except BrokenProcessPool:
            from ocrfix.text.escape import printable

            came = Result(
                problem=f"{printable(found.path)}: the process died that worked on it, "
                "perhaps for want of memory; split the file, or use fewer --jobs"
            )
        self._stop()
        self._executor = self._start(self._jobs)
        for number, (other, settings, future) in enumerate(pending):
            if future is not None and not _came_out(future):
                pending[number] = other, settings, self._submit(other, settings)
        return came

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        import gc

        gc.freeze()  # what is here now is not looked through, and so not copied, in the others
        context = multiprocessing.get_context(_METHOD)
        with starting():
            return ProcessPoolExecutor(jobs, context, _prepare, (self._job, self._pipelines))

    def _stop(self) -> None:
        dismiss(self._executor)
        self._executor.shutdown(wait=True, cancel_futures=True)


def _came_out(future: Future[Result]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


_own: list[tuple[Job[Any], PipelineCache]] = []


def _prepare(job: Job[Any], pipelines: PipelineCache) -> None:
    """Make ready a process of the pool."""
    at_work()
    _own[:] = [(job, pipelines)]


def _attempt(found: Found, config: Config) -> Result:
    ((job, pipelines),) = _own
    return attempt(found, config, job, pipelines)
