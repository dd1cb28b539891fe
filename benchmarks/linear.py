"""Test that time is linear: processor time of each shape in `fuzz/shapes.py` at three lengths.

    python benchmarks/linear.py [--size 20000] [--only WORD ...]

Timings on shared machines are noisy, so the tests count calls instead
(``tests/test_linear.py``).
"""

from __future__ import annotations

import argparse
import gc
import itertools
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fuzz.shapes import SHAPES
from ocrfix.config import Config
from ocrfix.emit import render
from ocrfix.formats import OUTPUT_FORMATS
from ocrfix.pipeline import Pipeline

LIMIT = 2.5
"""Maximum ratio of the times of a text twice as long."""


def emitted(pipeline: Pipeline, text: str) -> None:
    """Clean a text and render it in every format and style."""
    document = pipeline.clean(text)
    for format in OUTPUT_FORMATS:
        render(document, format)
    for style in ("inline", "keep", "strip"):
        render(document, "text", marks=style)
    Pipeline(pipeline.config.merged({"emit": {"marks": "strip"}})).clean(text)


def taken(job: Callable[[], object]) -> float:
    """Return the processor time of a job in seconds."""
    gc.collect()
    started = time.process_time()
    job()
    return time.process_time() - started


def table(size: int, only: list[str], jobs: list[str]) -> int:
    """Print the table, and return the number of shapes above the limit."""
    slow = 0
    print(f"{'shape':<34}{'job':<9}" + "".join(f"{size * k:>9,}" for k in (1, 2, 4)) + "  ratios")
    for name, shape in SHAPES.items():
        if only and not any(word in name for word in only):
            continue
        texts = [shape(size * times) for times in (1, 2, 4)]
        for job in jobs:
            times = []
            for text in texts:
                pipeline = Pipeline(Config.default())
                pipeline.clean("warm up: Decembe SECRET B1")
                act = {
                    "tag": pipeline.tag,
                    "correct": pipeline.correct,
                    "clean": pipeline.clean,
                    "emit": lambda text, pipeline=pipeline: emitted(pipeline, text),
                }[job]
                times.append(taken(lambda act=act, text=text: act(text)))
                if times[-1] > 30:
                    break
            ratios = [b / max(a, 0.01) for a, b in itertools.pairwise(times)]
            bad = bool(ratios) and (ratios[-1] > LIMIT or times[-1] > 30)
            slow += bad
            print(
                f"{name:<34}{job:<9}"
                + "".join(f"{t:>9.2f}" for t in times)
                + "  "
                + " ".join(f"{ratio:.1f}" for ratio in ratios)
                + ("  <-- above the limit" if bad else ""),
                flush=True,
            )
    print(f"{slow} above the limit of {LIMIT}")
    return slow


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=20_000, help="characters of the shortest text")
    parser.add_argument("--only", nargs="*", default=[], help="shapes with one of these words")
    parser.add_argument("--jobs", nargs="*", default=["emit"])
    arguments = parser.parse_args()
    sys.exit(1 if table(arguments.size, arguments.only, arguments.jobs) else 0)
