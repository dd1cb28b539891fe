"""Base of all entries of the exemption and stamp dictionaries."""

from __future__ import annotations

import msgspec


class RuleRecord(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"since": "from", "until": "to"},
):
    """Base of all entries."""
