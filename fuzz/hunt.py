"""Made-up pages, ever other ones, and every law on each: ``python -m fuzz.hunt [SECONDS] [SEED]``.

Coverage says little about a program of tables: what breaks it are lines that meet. Pages are made
of sentences, stamps, seeds and hard shapes, cut, doubled and garbled. Prints what breaks a law.
"""

from __future__ import annotations

import random
import sys
import time

from fuzz import laws
from fuzz.shapes import SHAPES

_SIGNS = (
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
            line = line[:at] + chance.choice((*_SIGNS, "", "", " ", "rn", "l")) + line[end:]
        lines.append(line)
    return "".join(
        line + chance.choice(("\n", "\n", "\n", "\n\n", " ", "", "\r\n", "\f")) for line in lines
    )


def stock() -> list[str]:
    """Return what pages are made of: lines of the seeds and pieces of the shapes."""
    found = [shape(60) for shape in SHAPES.values()]
    for _, data in laws.seeds("text"):
        text = laws.of_bytes(data)
        if text is not None:
            found += text.splitlines()
    return [line for line in found if line]


def hunted(pages: int, seed: int, until: float = float("inf")) -> list[str]:
    """Return what broke a law, and on which page.

    Args:
        pages: how many pages are made, at most.
        seed: of the same seed the pages are the same.
        until: the end of the hunt, on the clock of ``time.monotonic``.
    """
    chance = random.Random(seed)
    pieces = stock()
    found = []
    count = 0
    while count < pages and time.monotonic() < until:
        text = page(chance, pieces)
        count += 1
        try:
            laws.of_text(text, (chance.choice(laws.STYLES),))
        except Exception as error:  # all of them are what we look for
            found.append(f"{type(error).__name__}: {error}\n  {text!r}")
            print(found[-1], flush=True)
    print(f"Done {count} pages, {len(found)} broke a law", flush=True)
    return found


if __name__ == "__main__":
    seconds, seed = [*sys.argv[1:], *("120", "0")[len(sys.argv) - 1 :]][:2]
    until = time.monotonic() + float(seconds)
    sys.exit(bool(hunted(sys.maxsize, int(seed), until)))
