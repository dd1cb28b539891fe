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


def main(seconds: float, seed: int) -> int:
    """Hunt, and return how many pages broke a law."""
    chance = random.Random(seed)
    pieces = stock()
    broken = count = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        text = page(chance, pieces)
        count += 1
        try:
            laws.of_text(text, (chance.choice(laws.STYLES),))
        except Exception as error:  # all of them are what we look for
            broken += 1
            print(f"{type(error).__name__}: {error}\n  {text!r}", flush=True)
    print(f"{count} pages, {broken} broke a law")
    return min(broken, 100)


if __name__ == "__main__":
    arguments = [*sys.argv[1:], "120", "0"][: max(2, len(sys.argv) - 1)]
    sys.exit(main(float(arguments[0]), int(arguments[1])))
