"""Documents with markers, shared with the tests of rendering."""

from __future__ import annotations

from tests.emit.conftest import corrected, marked

__all__ = ["corrected", "marked"]
