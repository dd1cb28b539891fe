"""Hypothesis profiles: a few examples of each property in ``make test``, many in ``make test-all``.

``tests/conftest.py`` loads the quick profile; ``--hypothesis-profile thorough`` replaces it before
the tests are imported.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

QUICK = 0.1
"""The share of examples in the quick profile."""

FEWEST = 10
"""The minimum number of examples in the quick profile."""

_SLOW_ALLOWED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("thorough", _SLOW_ALLOWED)
settings.register_profile("quick", _SLOW_ALLOWED, derandomize=True, max_examples=FEWEST)


def is_thorough() -> bool:
    """Whether the thorough profile is loaded."""
    return settings.default.max_examples == settings.get_profile("thorough").max_examples


def examples(thorough: int) -> int:
    """Return the number of examples to try.

    Args:
        thorough: that of the thorough profile.
    """
    return thorough if is_thorough() else max(min(FEWEST, thorough), round(QUICK * thorough))


def slow_among(values: Collection[str], slow: Collection[str]) -> list[Any]:
    """Return the parameters of a test, with some of them marked as slow.

    Args:
        values: all of them.
        slow: those left to ``make test-all``.
    """
    assert set(slow) < set(values)
    return [pytest.param(v, marks=pytest.mark.slow) if v in slow else v for v in values]
