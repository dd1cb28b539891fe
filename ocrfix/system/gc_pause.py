"""The collector of circles, which rests while a text is cleaned.

Python looks now and then whether things that nobody uses keep each other alive. Nothing of ours
does, and all that is kept of words is looked through each time: a seventh of the time of a text.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Got = TypeVar("_Got")


def resting(work: Callable[_Given, _Got]) -> Callable[_Given, _Got]:
    """Return the same function, during which no circles are looked for.

    Where several threads clean at once, it may wake while some of them still work, and never rests
    when all have ended: whoever found it awake wakes it.

    >>> resting(gc.isenabled)(), gc.isenabled()
    (False, True)
    """

    @wraps(work)
    def rested(*args: _Given.args, **named: _Given.kwargs) -> _Got:
        awake = gc.isenabled()
        gc.disable()
        try:
            return work(*args, **named)
        finally:
            if awake:
                gc.enable()

    return rested
