"""A pool of worker processes that runs tasks and returns their results in the order of the tasks.

A limited number of tasks is submitted ahead, so memory does not grow with their number. A worker
that dies costs only the task that killed it: the other tasks that were running are run again, one
at a time, in a worker of their own.

Workers are never forked from the calling process, which may have threads (pyarrow has) and hold
locks. On Linux they are forked from a small server process that has done nothing but
import modules; elsewhere they are started afresh. Measured with four workers, the server halves the
time until all of them work (each still opens the dictionaries) and saves a fifth of their memory.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, NamedTuple, TypeVar

from ocrfix.system.gc_pause import THRESHOLDS
from ocrfix.system.os_errors import reason
from ocrfix.system.out_of_memory import is_out_of_memory

K = TypeVar("K")
Call = tuple[Callable[..., Any], tuple[Any, ...]]

START_METHOD = "forkserver" if sys.platform == "linux" else "spawn"

SUBMITTED_PER_WORKER = 4
"""Tasks per worker that are running or finished early, so that none waits for a slow one."""

WAITING_PER_WORKER = 64
"""Results per worker that wait for their turn, including those of tasks without a call."""

GRACE_SECONDS = 2.0
"""Seconds that the executor has to notice itself that a process died."""

_STOP_SIGNALS = {
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
}
"""The signals that end a run: Ctrl-C, a request to terminate, and a closed terminal."""


class TaskLost(NamedTuple):
    """The outcome of a task that has no result.

    Attributes:
        problem: what happened.
        advice: what the user can do.
        error: the unexpected exception that the task raised, if that was it.
    """

    problem: str
    advice: str
    error: Exception | None = None


DIED = TaskLost(
    "the worker process died twice", "memory may be short: split it, or use fewer --jobs"
)


class WorkerStartError(Exception):
    """No worker process can be started; the text is one line: the reason, and what to do."""


def worker_count(jobs: int) -> int:
    """Return how many worker processes ``--jobs`` means: 0 is one per available processor.

    Raises:
        ValueError: the number is negative.

    >>> worker_count(3), worker_count(0) >= 1
    (3, True)
    """
    if jobs < 0:
        raise ValueError(f"--jobs {jobs}: negative; use 0 for one process per processor")
    if jobs > 0:
        return jobs
    if hasattr(os, "sched_getaffinity"):  # in a container there may be fewer than in the machine
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class WorkerPool:
    """Worker processes, started when the first task needs them.

    Args:
        workers: their number.
        setup: a function that each worker calls first.
        args: the arguments of ``setup``.
        preload: modules that the workers need.
    """

    def __init__(
        self,
        workers: int,
        setup: Callable[..., None] | None = None,
        args: tuple[Any, ...] = (),
        preload: Sequence[str] = (),
    ) -> None:
        self._workers = workers
        self._processes = _Processes(workers, setup, args, preload)
        self._single = _Processes(1, setup, args, preload)

    def run(self, tasks: Iterable[tuple[K, Call | None]]) -> Generator[tuple[K, Any], None, None]:
        """Run the tasks, and yield the key and the result of each, in order.

        If the generator is closed or raises, the workers are terminated at once.

        Args:
            tasks: for each a key, and a module-level function with its arguments; or ``None``, if
                there is nothing to do.

        Yields:
            The key, and what the function returned: :class:`TaskLost` if it returned nothing,
            ``None`` if there was nothing to do.

        Raises:
            WorkerStartError: no worker can be started.

        >>> list(WorkerPool(2).run([("a", None), ("b", None)]))
        [('a', None), ('b', None)]
        """
        queue: deque[_Pending[K]] = deque()
        submitted = 0
        try:
            for key, call in tasks:
                if call is not None:
                    submitted += 1
                future = None if call is None else self._processes.submit(call)
                queue.append(_Pending(key, call, future))
                while queue and (
                    queue[0].future is None
                    or queue[0].future.done()
                    or submitted > SUBMITTED_PER_WORKER * self._workers
                    or len(queue) > WAITING_PER_WORKER * self._workers
                ):
                    submitted -= queue[0].call is not None
                    yield self._first(queue)
            while queue:
                yield self._first(queue)
        except BaseException:
            self._processes.terminate()
            raise
        self._processes.close()

    def _first(self, queue: deque[_Pending[K]]) -> tuple[K, Any]:
        """Remove the first task from the queue, and return its key and its result."""
        first = queue[0]
        result = None
        if first.future is not None:
            result = self._processes.result(first.future)
            if result is DIED:
                self._run_again(queue)
                result = self._single.result(first.future)
        queue.popleft()
        return first.key, result

    def _run_again(self, queue: Iterable[_Pending[K]]) -> None:
        """Run the tasks that a dying worker took with it again, one at a time."""
        self._processes.terminate()
        single = self._single
        try:
            if single.result(single.submit((os.getpid, ()))) is DIED:
                raise WorkerStartError(
                    "no worker process can be started; a script that starts them has to begin "
                    "below: if __name__ == '__main__'"
                )
            for task in queue:
                if task.call is None or task.future is None:
                    continue
                if task.future.done() and not _broken(task.future):
                    continue
                task.future = single.submit(task.call)
                if single.result(task.future) is DIED:
                    single.terminate()
        except BaseException:
            single.terminate()
            raise
        single.close()


class _Pending(Generic[K]):
    """A task whose result was not yielded yet."""

    def __init__(self, key: K, call: Call | None, future: Future[Any] | None) -> None:
        self.key = key
        self.call = call
        self.future = future


def _broken(future: Future[Any]) -> bool:
    """Whether a task ended because its workers did."""
    return future.cancelled() or isinstance(future.exception(), BrokenExecutor)


class _Processes:
    """An executor that is started when a task is submitted, and again after it was terminated."""

    def __init__(
        self,
        workers: int,
        setup: Callable[..., None] | None,
        args: tuple[Any, ...],
        preload: Sequence[str],
    ) -> None:
        self._workers = workers
        self._setup = setup
        self._args = args
        self._preload = preload
        self._executor: ProcessPoolExecutor | None = None
        self._lifeline: tuple[Connection, Connection] | None = None

    def submit(self, call: Call) -> Future[Any]:
        """Submit a call to the executor.

        Raises:
            WorkerStartError: no process can be started.
        """
        function, args = call
        try:
            with _stop_signals_blocked():
                return self._start().submit(function, *args)
        except BrokenExecutor as error:
            lost: Future[Any] = Future()
            lost.set_exception(error)
            return lost
        except OSError as error:  # no more processes, or no more open files
            raise WorkerStartError(
                f"no worker process can be started: {reason(error)}; use fewer --jobs"
            ) from error

    def result(self, future: Future[Any]) -> Any:
        """Return the result of a call, or :class:`TaskLost`."""
        try:
            return self._wait(future)
        except BrokenExecutor:
            return DIED
        except Exception as error:  # raised by the call, or its result cannot be pickled
            if is_out_of_memory(error):
                return TaskLost("not enough memory", "split it, or use fewer --jobs")
            text = " ".join(str(error).split())
            return TaskLost(f"{type(error).__name__}: {text}", "report it, with the file", error)

    def close(self) -> None:
        """Let the processes end when all tasks are done."""
        if self._executor is not None:
            self._executor.shutdown()
            self._executor = None
        self._cut_lifeline()

    def terminate(self) -> None:
        """End the processes at once."""
        self._cut_lifeline()
        if self._executor is not None:
            self._kill()
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

    def _start(self) -> ProcessPoolExecutor:
        if self._executor is None:
            context = multiprocessing.get_context(START_METHOD)
            if START_METHOD == "forkserver":
                context.set_forkserver_preload(["concurrent.futures.process", *self._preload])
            self._lifeline = context.Pipe(duplex=False)
            self._executor = ProcessPoolExecutor(
                self._workers,
                mp_context=context,
                initializer=_start_worker,
                initargs=(self._lifeline[0], self._setup, self._args),
            )
        return self._executor

    def _wait(self, future: Future[Any]) -> Any:
        """Wait for a result, also when a worker was killed while it sent one.

        Half a result is then left in the pipe, to which nobody may write any more. Python's
        executor waits for the other half forever: the pipe has no end as long as a process could
        still write, and the executor's own process could.
        """
        while True:
            try:
                return future.result(GRACE_SECONDS)
            except TimeoutError:
                if future.done():  # the call raised it
                    return future.result()
            if any(process.exitcode is not None for process in self._worker_processes()):
                try:
                    return future.result(GRACE_SECONDS)
                except TimeoutError:
                    if not future.done():
                        self._kill()

    def _kill(self) -> None:
        """Terminate the worker processes, and tell the executor that no results will come."""
        for process in self._worker_processes():
            process.terminate()
        writer = getattr(getattr(self._executor, "_result_queue", None), "_writer", None)
        if writer is not None:
            writer.close()

    def _worker_processes(self) -> list[BaseProcess]:
        # Until Python 3.14, which has terminate_workers, only the executor knows its processes.
        return list((getattr(self._executor, "_processes", None) or {}).values())

    def _cut_lifeline(self) -> None:
        if self._lifeline is not None:
            for end in self._lifeline:
                end.close()
            self._lifeline = None


@contextmanager
def _stop_signals_blocked() -> Iterator[None]:
    """Block the signals that end a run while a process is started.

    A process that is started in between inherits this, and so cannot be ended, with a traceback,
    before :func:`_start_worker` has set its signal handlers.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOP_SIGNALS)
    try:
        # Python's resource tracker has to inherit it too, or a closed terminal would end it. But
        # its start unblocks the signals.
        ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOP_SIGNALS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker(
    lifeline: Connection, setup: Callable[..., None] | None, args: tuple[Any, ...]
) -> None:
    """Prepare a worker: it ends when its parent does, and leaves Ctrl-C to the parent."""
    import gc

    for number in _STOP_SIGNALS:
        ends = number == signal.SIGTERM
        signal.signal(number, signal.SIG_DFL if ends else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOP_SIGNALS)
    gc.set_threshold(*THRESHOLDS)
    threading.Thread(target=_end_with_parent, args=(lifeline,), daemon=True).start()
    if setup is not None:
        setup(*args)


def _end_with_parent(lifeline: Connection) -> None:
    """Wait until the parent closes its end of the pipe, or is killed, and end the process."""
    lifeline.poll(None)
    os._exit(1)
