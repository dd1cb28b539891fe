"""Random pages on which all invariants are checked: ``python -m fuzz.hunt [SECONDS] [SEED]``.

Code coverage says little about a table-driven program, which fails when certain lines occur
together. Pages combine sentences, stamps, seeds and shapes that are hard to process, which are cut,
repeated and garbled. Every violation is printed.
"""

from __future__ import annotations

import random
import sys
import time

from fuzz import invariants
from fuzz.shapes import SHAPES

_CHARACTERS = (
    "()[]{}<>*_`#|~^@©€%&/\\=-–—.,;:!?'\"‘’“”« \t\n\r\f\u0301\u200b\u202e\ufeff\u00ad\u00a0Il10B"
)


def page(chance: random.Random, stock: list[str]) -> str:
    """Return one page."""
    lines: list[str] = []
    for _ in range(chance.randrange(1, 14)):
        line = chance.choice(stock)
        for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 5))):
            at = chance.randrange(len(line) + 1)
            end = min(len(line), at + chance.choice((0, 0, 1, 1, 2, 6)))
            line = line[:at] + chance.choice((*_CHARACTERS, "", "", " ", "rn", "l")) + line[end:]
        lines.append(line)
    return "".join(
        line + chance.choice(("\n", "\n", "\n", "\n\n", " ", "", "\r\n", "\f")) for line in lines
    )


def stock() -> list[str]:
    """Return the lines from which pages are made: those of the seeds, and parts of the shapes."""
    found = [shape(60) for shape in SHAPES.values()]
    for _, data in invariants.seeds("text"):
        text = invariants.check_bytes(data)
        if text is not None:
            found += text.splitlines()
    return [line for line in found if line]


def hunted(pages: int, seed: int, until: float = float("inf")) -> list[str]:
    """Return the violations found, each with its page.

    Args:
        pages: the maximum number of pages.
        seed: the seed of the random number generator; it determines the pages.
        until: when to stop, as a value of ``time.monotonic``.
    """
    chance = random.Random(seed)
    pieces = stock()
    found = []
    count = 0
    while count < pages and time.monotonic() < until:
        text = page(chance, pieces)
        count += 1
        try:
            invariants.check_text(text, (chance.choice(invariants.STYLES),))
        except Exception as error:  # any error is a finding
            found.append(f"{type(error).__name__}: {error}\n  {text!r}")
            print(found[-1], flush=True)
    print(f"Done {count} pages, {len(found)} violated an invariant", flush=True)
    return found


if __name__ == "__main__":
    seconds, seed = [*sys.argv[1:], *("120", "0")[len(sys.argv) - 1 :]][:2]
    until = time.monotonic() + float(seconds)
    sys.exit(bool(hunted(sys.maxsize, int(seed), until)))
