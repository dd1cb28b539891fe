"""Memory of a long run over a table, `ocrfix clean TABLE -o OUT`, printed while it runs.

    python benchmarks/memory.py [--megabytes 20 200 2000] [--jobs 1] [--columns text] [--minutes M]

There is one run, up to the largest size; a row is printed at each size, at each doubling between
them, and at the end. The texts are generated from the collection without repetitions, so that no
cached result can be reused. They come through a pipe and are never on disk; the run itself writes
its journal, which contains all results, and then the compressed table. Everything is removed at the
end.

The figures for workers are the largest of any worker: the peak (``VmHWM``, counting shared pages in
full), and the maximum, sampled every two seconds, of its proportional share (PSS), its private
memory (USS), and its heap. The figures of the main process are beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import machine
import peers
import process
import texts
from process import MB, Memory

DOCUMENT = 15_000
_EVERY = 2.0
_LIMIT = 250 * MB
"""Maximum memory of a worker, in MB, however long the run."""


class Feed(threading.Thread):
    """A thread that writes the table to the pipe and counts what it writes.

    Args:
        pipe: the pipe.
        most: the number of bytes of text to write.
    """

    def __init__(self, pipe: Path, most: float) -> None:
        super().__init__(daemon=True)
        self._pipe = pipe
        self._most = most
        self.stop = False
        self.written = 0
        self.documents = 0

    def run(self) -> None:
        """Write until the size is reached or the reader has closed the pipe."""
        try:
            with self._pipe.open("w", encoding="utf-8") as out:
                for text in texts.made_up(texts.sources(), DOCUMENT):
                    if self.written >= self._most or self.stop:
                        break
                    self.documents += 1
                    row = {"id": self.documents, "text": text}
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
                    self.written += len(text.encode("utf-8"))
        except BrokenPipeError:
            pass


def marks(sizes: Sequence[float]) -> list[float]:
    """Return the sizes in bytes at which a row is printed: those requested, and doublings.

    >>> [mark / 1e6 for mark in marks([20, 100])]
    [1.25, 2.5, 5.0, 10.0, 20.0, 40.0, 80.0, 100.0]
    """
    wanted = sorted(size * MB for size in sizes)
    found = [wanted[0] / 16]
    while found[-1] < wanted[-1]:
        found.append(min([2 * found[-1], *(size for size in wanted if size > found[-1])]))
    return found


def rows(
    command: Sequence[str], feed: Feed, sizes: Sequence[float], minutes: float
) -> Iterator[str]:
    """Run, and yield a row of the table at each size."""
    yield (
        "| text, MB | documents | wall, s | worker's peak, MB | PSS | USS | heap "
        "| reader's and writer's peak | PSS |"
    )
    yield "| " + " | ".join(["---:"] * 9) + " |"
    begun = time.monotonic()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    feed.start()
    worker = writer = Memory()
    left = marks(sizes)
    while run.poll() is None:
        time.sleep(_EVERY)
        for child in process.workers(run.pid):
            worker = worker.most(process.memory(child))
        writer = writer.most(process.memory(run.pid))
        if time.monotonic() - begun > 60 * minutes:
            feed.stop = True
        if left and feed.written >= left[0]:
            left = [size for size in left if size > feed.written]
            yield _row(feed, begun, worker, writer)
    yield _row(feed, begun, worker, writer)
    if run.returncode not in (0, 1):
        yield f"\nthe run ended with status {run.returncode}"
    kept = "kept" if worker.peak <= _LIMIT else "not kept"
    yield (
        f"\nthe limit of {_LIMIT / MB:.0f} MB for a worker is {kept}: "
        f"peak {worker.peak / MB:.0f} MB, PSS {worker.pss / MB:.0f} MB"
    )


def _row(feed: Feed, begun: float, worker: Memory, writer: Memory) -> str:
    cells = [
        f"{feed.written / MB:,.1f}",
        f"{feed.documents:,}",
        f"{time.monotonic() - begun:,.0f}",
        *(f"{figure / MB:.0f}" for figure in worker),
        f"{writer.peak / MB:.0f}",
        f"{writer.pss / MB:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def main(arguments: Sequence[str]) -> int:
    """Run, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", nargs="+", type=float, default=[20, 200, 2000])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--columns", default="text", help="as for ocrfix clean")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop writing text after this")
    parser.add_argument(
        "--folder", type=Path, help="folder for the results, which need as much space as the text"
    )
    options = parser.parse_args(arguments)
    print(machine.described(), flush=True)
    peers.compiled()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        pipe = Path(name, "texts.jsonl")
        os.mkfifo(pipe)
        feed = Feed(pipe, max(options.megabytes) * MB)
        command = [sys.executable, "-m", "ocrfix", "clean", str(pipe), "--quiet"]
        command += ["-o", str(Path(name, "out.jsonl.gz")), "--columns", options.columns]
        command += ["--jobs", str(options.jobs)]
        print(f"\ngenerated documents of {DOCUMENT // 1000} KB, --jobs {options.jobs}\n")
        for line in rows(command, feed, options.megabytes, options.minutes):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
