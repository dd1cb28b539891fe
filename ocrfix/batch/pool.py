"""Calls made by several processes at once, their results in the order of the calls.

No more than a window of calls is under way, so that memory does not grow with their number. A
worker that dies takes nothing with it but the call that killed it: the calls that were under way
are made again, one at a time, in a process of their own.

Workers are **spawned**, never forked: a fork would copy the threads, locks and open files of a
process that it knows nothing about (pyarrow has threads, a run holds a lock), and spawning is the
one way that all systems have. It costs a third of a second a worker, once.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, Generic, NamedTuple, TypeVar

from ocrfix.batch.errors import RunError
from ocrfix.system.os_errors import reason
from ocrfix.system.out_of_memory import is_out_of_memory
from ocrfix.system.worker_pool import at_work, dismiss, result, starting

T = TypeVar("T")
Call = tuple[Callable[..., Any], tuple[Any, ...]]

_UNDER_WAY = 4
"""So many calls for each worker are under way or done early, so that none waits for a slow one."""

_WAITING = 64
"""So many results for each worker wait for their turn; those that needed no call count too."""


class Lost(NamedTuple):
    """What comes of a call that gave nothing back.

    Attributes:
        problem: what happened.
        advice: what to do.
    """

    problem: str
    advice: str


DIED = Lost(
    "the process that worked on it died, twice",
    "there may be too little memory: split it, or use fewer --jobs",
)


def in_order(
    calls: Iterable[tuple[T, Call | None]], workers: int
) -> Generator[tuple[T, Any], None, None]:
    """Make the calls in worker processes, and yield their results in order.

    Args:
        calls: for each a thing to know it by, and a function of a module with its arguments; or
            ``None``, if there is nothing to do.
        workers: how many processes; they are started with the first call.

    Yields:
        The thing and what the function returned: :class:`Lost` if it was not to be had, ``None`` if
        there was nothing to do.

    Raises:
        RunError: no worker can be started.

    >>> list(in_order([("a", None), ("b", None)], workers=2))
    [('a', None), ('b', None)]
    """
    crew = _Crew(workers)
    waiting: deque[_Waiting[T]] = deque()
    under_way = 0
    try:
        for thing, call in calls:
            if call is not None:
                under_way += 1
            waiting.append(_Waiting(thing, call, None if call is None else crew.submit(call)))
            while waiting and (
                waiting[0].future is None
                or waiting[0].future.done()  # what is done is written at once
                or under_way > _UNDER_WAY * workers
                or len(waiting) > _WAITING * workers
            ):
                under_way -= waiting[0].call is not None
                yield _first(waiting, crew)
        while waiting:
            yield _first(waiting, crew)
    except BaseException:
        crew.stop()
        raise
    crew.close()


class _Waiting(Generic[T]):
    """A call whose turn has not come."""

    def __init__(self, thing: T, call: Call | None, future: Future[Any] | None) -> None:
        self.thing = thing
        self.call = call
        self.future = future


def _first(waiting: deque[_Waiting[T]], crew: _Crew) -> tuple[T, Any]:
    """Take the first off the queue, and return it with its result."""
    first = waiting[0]
    result = None
    if first.future is not None:
        result = crew.result(first.future)
        if result is DIED:
            _again(waiting, crew)
            result = crew.result(first.future)
    waiting.popleft()
    return first.thing, result


def _again(waiting: Iterable[_Waiting[T]], crew: _Crew) -> None:
    """Make the calls again that a dying worker took with it, one at a time."""
    crew.stop()
    alone = _Crew(1)
    try:
        if alone.result(alone.submit((os.getpid, ()))) is DIED:
            raise RunError(
                "no worker process can be started; if a script of yours does this, "
                "let it begin below: if __name__ == '__main__'"
            )
        for other in waiting:
            if other.call is None or other.future is None:
                continue
            if other.future.done() and not _went_down(other.future):
                continue
            other.future = alone.submit(other.call)
            if alone.result(other.future) is DIED:
                alone.stop()
    except BaseException:
        alone.stop()
        raise
    alone.close()


def _went_down(future: Future[Any]) -> bool:
    """Whether a call ended with its workers and not by itself."""
    return future.cancelled() or isinstance(future.exception(), BrokenExecutor)


class _Crew:
    """The workers; they are hired when there is work, again after all were sent away."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor: ProcessPoolExecutor | None = None
        self._leash: Connection | None = None

    def submit(self, call: Call) -> Future[Any]:
        function, args = call
        try:
            with starting():
                return self._hired().submit(function, *args)
        except BrokenExecutor as error:
            lost: Future[Any] = Future()
            lost.set_exception(error)
            return lost
        except OSError as error:  # no more processes, or no more open files
            advice = "use fewer --jobs"
            raise RunError(f"no worker can be started: {reason(error)}; {advice}") from error

    def result(self, future: Future[Any]) -> Any:
        """Return what a call came to; where it came to nothing, :class:`Lost`."""
        try:
            return result(future, self._executor)
        except BrokenExecutor:
            return DIED
        except Exception as error:  # the result could not be sent, say
            if is_out_of_memory(error):
                return Lost("not enough memory", "split it, or use fewer --jobs")
            text = " ".join(str(error).split())
            return Lost(f"{type(error).__name__}: {text}", "report it, with the file")

    def close(self) -> None:
        """Send the workers away; they have nothing to do."""
        if self._executor is not None:
            self._executor.shutdown()
        self._let_go()

    def stop(self) -> None:
        """Send the workers away at once, whatever they do."""
        self._let_go()
        if self._executor is not None:
            dismiss(self._executor)
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

    def _hired(self) -> ProcessPoolExecutor:
        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            # The workers get copies of the end that is held, some of them later.
            self._held, self._leash = context.Pipe(duplex=False)
            self._executor = ProcessPoolExecutor(
                self._workers, mp_context=context, initializer=_enter, initargs=(self._held,)
            )
        return self._executor

    def _let_go(self) -> None:
        if self._leash is not None:
            self._leash.close()
            self._held.close()
            self._leash = None


def _enter(held: Connection) -> None:
    """Make a worker ready: without its parent it ends."""
    import gc

    at_work()
    gc.set_threshold(100_000, 20, 100)  # as ocrfix.cli does, and for its reason
    threading.Thread(target=_leave_with, args=(held,), daemon=True).start()


def _leave_with(held: Connection) -> None:
    """Wait until the other end is let go, by will or because the parent was killed, and end."""
    held.poll(None)
    os._exit(1)


__all__ = ["DIED", "Call", "Lost", "in_order"]
