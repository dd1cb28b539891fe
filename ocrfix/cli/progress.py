"""A progress bar on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import TypeVar

T = TypeVar("T")

DELAY_SECONDS = 2.0
"""Seconds before a bar is shown: importing rich is slow, and most runs end sooner."""


def with_bar(items: Iterable[T], count: Callable[[], int]) -> Iterator[T]:
    """Yield items, and show a bar if that takes long.

    Args:
        items: the items.
        count: returns their number; called only when the bar is shown.
    """
    start = time.monotonic()
    with ExitStack() as stack:
        update = None
        for done, item in enumerate(items, 1):
            yield item
            if update is None and time.monotonic() - start >= DELAY_SECONDS:
                update = _show_bar(stack, count())
            if update is not None:
                update(done)


def is_possible(product_on_stdout: bool) -> bool:
    """Whether a bar may be shown: on a terminal to which no output is written."""
    if sys.stderr is None or not sys.stderr.isatty():
        return False
    return not (product_on_stdout and sys.stdout is not None and sys.stdout.isatty())


def _show_bar(stack: ExitStack, total: int) -> Callable[[int], object]:
    """Show a bar until the stack is closed, and return the function that moves it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    # Messages to standard error are printed above the bar.
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = stack.enter_context(
        Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    )
    task = progress.add_task("files", total=total)
    return lambda done: progress.update(task, completed=done)
