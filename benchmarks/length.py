"""Time and memory by length of the text, each in a new process: a table and two charts.

    python benchmarks/length.py [--bytes 1e3 1e4 1e5 1e6 1e7 1e8] [--one-text 1e7] [--documents 1e8]

Up to ``--one-text`` bytes, a text of each length is cleaned as one document: a document needs many
times its size in memory, and the program refuses one above ``read.max_bytes``. Up to
``--documents`` bytes, the same text is also cleaned as documents of 15 KB, one after the other. The
text is generated from the collection without repetitions.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import machine
import peers
import process
import texts
from chart import Axis, Curve, chart
from process import MB

CHARTS = Path(__file__).resolve().parent / "charts"

DOCUMENT = 15_000
"""Bytes of a document in a corpus: the average of the JFK releases."""

SIZES = (1e3, 1e4, 1e5, 1e6, 1e7, 1e8)
_SHORT = 400_000
_ENOUGH = 2.0
"""Short texts are cleaned repeatedly for at least this many bytes or seconds."""

_LENGTHS = {1e3: "1 KB", 1e4: "10 KB", 1e5: "100 KB", 1e6: "1 MB", 1e7: "10 MB", 1e8: "100 MB"}
_LENGTHS |= {1e9: "1 GB", 1e10: "10 GB"}
_SECONDS = {0.001: "1 ms", 0.01: "10 ms", 0.1: "0.1 s", 1.0: "1 s", 10.0: "10 s", 100.0: "100 s"}
_SECONDS |= {1e3: "1,000 s", 1e4: "10,000 s"}


class Row(NamedTuple):
    """The measurements for one length.

    Attributes:
        size: bytes of text.
        how: as one text, or as documents.
        seconds: processor time, without opening the dictionaries.
        times: the number of repetitions.
        peak: peak memory, in bytes.
        before: bytes of memory before the first text.
    """

    size: int
    how: str
    seconds: float
    times: int
    peak: int
    before: int


ONE, MANY = "one text", "documents of 15 KB"


def measured(size: int, how: str, sources: Sequence[str]) -> Row:
    """Measure one length in a new process, whose caches are empty."""
    piece = DOCUMENT if how == MANY else size
    whole = max(size, _SHORT) if how == ONE else size
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as file:
        for _, text in zip(range(-(-whole // piece)), texts.made_up(sources, piece), strict=False):
            file.write(json.dumps(text) + "\n")
        file.flush()
        command = [sys.executable, __file__, "--child", file.name, how]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return Row(**json.loads(done.stdout))


def here(file: str, how: str) -> Row:
    """Measure the texts of a file in this process."""
    from ocrfix.config import Config
    from ocrfix.pipeline import Pipeline

    gc.set_threshold(100_000, 20, 100)  # as the command does
    pipeline = Pipeline(Config.default())
    pipeline.clean(texts.PAGE.read_text(encoding="utf-8"))
    before = process.memory().peak
    seconds = 0.0
    done = times = 0
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)
            begun = time.process_time()
            pipeline.clean(text)
            seconds += time.process_time() - begun
            done += len(text.encode("utf-8"))
            times += 1
            if how == ONE and seconds > _ENOUGH:
                break
    if how == MANY:
        times = 1
    return Row(done // times, how, seconds / times, times, process.memory().peak, before)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table in Markdown."""
    lines = [
        "ocrfix.clean by length of the text, processor time; the dictionaries were opened before",
        "",
        "| text | as | seconds | MB/s | peak memory, MB | of it text and work, MB | by byte |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        more = row.peak - row.before
        lines.append(
            f"| {said(row.size)} | {row.how}{_repeated(row)} | {row.seconds:,.3g} "
            f"| {row.size / MB / max(row.seconds, 1e-9):.3f} | {row.peak / MB:,.0f} "
            f"| {more / MB:,.0f} | {_by_byte(row, more)} |"
        )
    return "\n".join(lines)


def _by_byte(row: Row, more: int) -> str:
    """Return bytes of memory per byte of text, for texts much larger than the caches."""
    return f"{more / row.size:,.0f}" if row.size >= _SHORT else "-"


def _repeated(row: Row) -> str:
    return f", mean of {row.times}" if row.times > 1 else ""


def said(size: float) -> str:
    """Return a size with its unit.

    >>> said(15_000), said(2e9)
    ('15 KB', '2 GB')
    """
    for unit, name in ((1e9, "GB"), (1e6, "MB"), (1e3, "KB")):
        if size >= 0.95 * unit:
            return f"{size / unit:.3g} {name}"
    return f"{size:.0f} bytes"


def charts(rows: Sequence[Row]) -> dict[str, str]:
    """Return the charts by file name."""
    across = Axis("length of the text", _LENGTHS)
    ways = [how for how in (ONE, MANY) if any(row.how == how for row in rows)]
    megabytes = {10.0**power: f"{10**power:,} MB" for power in range(6)}

    def curves(value: str) -> list[Curve]:
        found = []
        for how in ways:
            of = {"seconds": lambda row: row.seconds, "peak": lambda row: row.peak / MB}[value]
            found.append(Curve(how, [(row.size, of(row)) for row in rows if row.how == how]))
        return found

    below = "made-up text that never repeats itself; dashed: in proportion to the length"
    return {
        "length-time.svg": chart(
            "Time to clean a text, by its length",
            below,
            across,
            Axis("processor time", _SECONDS),
            curves("seconds"),
        ),
        "length-memory.svg": chart(
            "Memory to clean a text, by its length",
            below,
            across,
            Axis("peak memory", megabytes),
            curves("peak"),
        ),
    }


def main(arguments: Sequence[str]) -> int:
    """Print the table, and write the charts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bytes", nargs="*", type=float, default=SIZES)
    parser.add_argument("--one-text", type=float, default=1e7, help="maximum bytes as one text")
    parser.add_argument("--documents", type=float, default=1e8, help="maximum bytes as documents")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--charts", type=Path, default=CHARTS)
    options = parser.parse_args(arguments)
    if options.child:
        file, how = options.child
        json.dump(here(file, how)._asdict(), sys.stdout)
        return 0
    print(machine.described(), flush=True)
    peers.compiled()
    sources = texts.sources()
    rows = []
    for size in map(int, options.bytes):
        for how, most in ((ONE, options.one_text), (MANY, options.documents)):
            if size <= most and (how == ONE or size > DOCUMENT):
                rows.append(measured(size, how, sources))
                print(f"{said(size)}, {how}: {rows[-1].seconds:.3g} s", file=sys.stderr, flush=True)
    print(f"\n{table(rows)}")
    options.charts.mkdir(exist_ok=True)
    for name, content in charts(rows).items():
        (options.charts / name).write_text(content, encoding="utf-8")
        print(f"{options.charts / name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
