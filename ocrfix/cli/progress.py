"""A progress bar on standard error, for a person who waits."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 2.0
"""Seconds before a bar is shown; most runs are done by then, and rich takes long to import."""


def with_bar(items: Iterable[T], total: Callable[[], int]) -> Iterator[T]:
    """Yield ``items``, and show a bar meanwhile if it takes long.

    Args:
        items: what is worked on.
        total: counts them; asked only when the bar is shown.
    """
    began = time.monotonic()
    with ExitStack() as stack:
        bar = None
        for count, item in enumerate(items, 1):
            yield item
            if bar is None and time.monotonic() - began >= PATIENCE:
                bar = _bar(stack, total())
            if bar is not None:
                bar(count)


def possible(product_on_stdout: bool) -> bool:
    """Whether a bar may be shown: to a terminal, on which no product is printed."""
    if sys.stderr is None or not sys.stderr.isatty():
        return False
    return not (product_on_stdout and sys.stdout is not None and sys.stdout.isatty())


def _bar(stack: ExitStack, total: int) -> Callable[[int], object]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    # What is said to standard error meanwhile stands above the bar.
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = stack.enter_context(
        Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    )
    task = progress.add_task("files", total=total)
    return lambda count: progress.update(task, completed=count)
