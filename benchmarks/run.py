"""All benchmarks: `make bench`, or `python benchmarks/run.py [SECTION …]`."""

from __future__ import annotations

import platform
import sys

import ablation
import accuracy
import data
import errors
import names
import spaced
import speed
import typing_errors

SECTIONS = {
    "pairs": (accuracy.pairs, True),
    "pages": (accuracy.pages, True),
    "spaced": (spaced.spaced, True),
    "errors": (errors.errors, True),
    "calibration": (errors.calibration, True),
    "typist": (typing_errors.typist, True),
    "names": (names.names, False),
    "ablation": (ablation.ablation, True),
    "cold": (speed.cold, False),
    "throughput": (speed.throughput, True),
}
"""The sections, and whether each needs the benchmark data."""


def main(wanted: list[str]) -> int:
    """Run the given sections, or all of them."""
    unknown = [name for name in wanted if name not in SECTIONS]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; choose from {', '.join(SECTIONS)}")
        return 2
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    for name in wanted or SECTIONS:
        section, needs_data = SECTIONS[name]
        if needs_data and not data.there():
            print(f"\n{name}: skipped, no benchmark data in {data.DATA}")
        else:
            section()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
