"""Reading the tables of cases of this folder."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def rows(name: str, columns: int) -> list[tuple[str, ...]]:
    """Return the rows of a table, without its heading; ``\\n`` in a cell is a line end."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    found = [tuple(line.replace("\\n", "\n").split("\t")) for line in lines[1:] if line]
    assert all(len(row) == columns for row in found)
    return found
