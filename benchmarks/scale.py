"""Cost of ten million pages: derives the tables of docs/scale.md from its table of measurements.

    python benchmarks/scale.py [--write] [--measure] [--set "MB per second, one core=0.4" ...]

Prints the tables; ``--write`` also puts them into the page, together with the figures given with
``--set``; ``--measure`` prints the time per document of the writing process on this machine.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

DOC = Path(__file__).resolve().parents[1] / "docs" / "scale.md"

BEGIN, END = "<!-- derived by benchmarks/scale.py -->", "<!-- end of what is derived -->"

PAGES = 10_000_000
PAGE = 3_000
DOCUMENT_PAGES = 5
GB = 1e9
HOUR = 3600.0

_NAMES = {
    "rate": "MB per second, one core",
    "gain": "speedup with two processes",
    "worker": "MB of memory of a worker in the long run",
    "writer": "MB of memory of the process that reads and writes",
    "write": "ms of that process per document",
    "check": "ms of that process per document that is already done",
    "line": "bytes of the manifest per document",
    "name": "bytes of memory per name when a folder is listed",
}
"""The rows of the table of measurements."""


@dataclass(frozen=True)
class Measured:
    """The measurements; see the table in docs/scale.md."""

    rate: float
    gain: float
    worker: float
    writer: float
    write: float
    check: float
    line: float
    name: float

    @property
    def core_hours(self) -> float:
        """Core-hours for all pages."""
        return PAGES * PAGE / (self.rate * 1e6) / HOUR

    def hours(self, cores: int, documents: int, runs: int = 1) -> float:
        """Return the hours of a run.

        Args:
            cores: the total number of cores.
            documents: the number of documents.
            runs: the number of runs that share them, each with its own writing process.
        """
        working = self.core_hours / (cores * self.share(cores))
        return max(working, self.writing(documents) / runs)

    def share(self, cores: int) -> float:
        """Return the effective share of a core while others are in use."""
        return self.gain / 2 if cores > 1 else 1.0

    def writing(self, documents: int) -> float:
        """Return the hours that one process takes to write this many documents."""
        return documents * self.write / 1000 / HOUR

    def most_workers(self, size: int) -> float:
        """Return the number of workers that one writing process keeps busy, by document size."""
        return size / (self.rate * 1e6) / (self.write / 1000)


@dataclass(frozen=True)
class Place:
    """An environment: cores and machines."""

    name: str
    cores: int
    runs: int


PLACES = (
    Place("2 cores", 2, 1),
    Place("32 cores", 32, 1),
    Place("100 machines of 32 cores", 3200, 100),
)


def derived(of: Measured) -> Iterator[str]:
    """Yield the lines of the derived tables."""
    documents = PAGES // DOCUMENT_PAGES
    yield (
        f"{PAGES:,} pages of {PAGE:,} bytes are {PAGES * PAGE / GB:.0f} GB: "
        f"**{of.core_hours:,.0f} core-hours**."
    )
    yield ""
    yield "| | 1 core | " + " | ".join(place.name for place in PLACES) + " |"
    yield "| --- |" + " ---: |" * (len(PLACES) + 1)
    yield _row(
        "hours, if processors are the only limit", _hours(of.core_hours), lambda p: _working(of, p)
    )
    yield _row(
        "hours, with one page per file or row",
        _hours(of.hours(1, PAGES)),
        lambda p: _hours(of.hours(p.cores, PAGES, p.runs)),
    )
    yield _row(
        f"hours, with {DOCUMENT_PAGES} pages per file or row",
        _hours(of.hours(1, documents)),
        lambda p: _hours(of.hours(p.cores, documents, p.runs)),
    )
    yield _row(
        "memory per machine",
        _gigabytes(of.worker + of.writer),
        lambda p: _gigabytes(p.cores / p.runs * of.worker + of.writer),
    )
    yield ""
    yield "| | one page per file | 5 pages per file |"
    yield "| --- | ---: | ---: |"
    for name, said in (
        ("input", lambda n: f"{PAGES * PAGE / GB:.0f} GB"),
        ("results, as text", lambda n: f"{PAGES * PAGE / GB:.0f} GB"),
        ("files, and thus inodes, of inputs and results", lambda n: f"{2 * n:,}"),
        ("manifest", lambda n: f"{n * of.line / GB:.1f} GB"),
        ("memory to list one folder with all of them", lambda n: f"{n * of.name / GB:.1f} GB"),
        ("reading and writing by one process", lambda n: _hours(of.writing(n)) + " hours"),
        (
            "workers that this process keeps busy",
            lambda n: f"{of.most_workers(PAGES * PAGE // n):,.0f}",
        ),
        (
            "checking what is done, processor time",
            lambda n: f"{n * of.check / 1000 / HOUR:.1f} hours",
        ),
        ("requests to S3, with one object per file", lambda n: f"{2 * n:,}"),
    ):
        yield f"| {name} | {said(PAGES)} | {said(documents)} |"


def _row(name: str, alone: str, said: object) -> str:
    assert callable(said)
    return f"| {name} | {alone} | " + " | ".join(said(place) for place in PLACES) + " |"


def _working(of: Measured, place: Place) -> str:
    return _hours(of.core_hours / (place.cores * of.share(place.cores)))


def _hours(hours: float) -> str:
    return f"{hours:,.0f}" if hours >= 10 else f"{hours:.1f}" if hours >= 1 else f"{hours:.2f}"


def _gigabytes(megabytes: float) -> str:
    return f"{megabytes / 1000:.1f} GB"


def measured(page: str) -> Measured:
    """Read the table of measurements from the page.

    Raises:
        KeyError: a figure is missing.
    """
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([\d.,]+) \|", page, re.MULTILINE))
    return Measured(**{key: float(rows[name].replace(",", "")) for key, name in _NAMES.items()})


def given(page: str, figures: Sequence[str]) -> str:
    """Return the page with new figures in its table of measurements.

    Args:
        page: the page.
        figures: each the name of a row, ``=`` and the figure.

    Raises:
        ValueError: there is no such row.
    """
    for figure in figures:
        name, _, value = figure.rpartition("=")
        pattern = re.compile(rf"^(\| {re.escape(name)} \| )[\d.,]+( \|)", re.MULTILINE)
        if not pattern.search(page):
            raise ValueError(f"no row {name!r}; there are {', '.join(_NAMES.values())}")
        page = pattern.sub(rf"\g<1>{value}\g<2>", page)
    return page


def renewed(page: str) -> str:
    """Return the page with its derived tables updated."""
    lines = "\n".join(derived(measured(page)))
    head, _, rest = page.partition(BEGIN)
    return f"{head}{BEGIN}\n\n{lines}\n\n{END}{rest.partition(END)[2]}"


_PROGRAM = """
import sys, time
from ocrfix import Config
from ocrfix.batch.folder import clean_folder

if __name__ == "__main__":
    begun = time.process_time()
    clean_folder([sys.argv[1]], sys.argv[2], Config.default(), 1, print)
    print(time.process_time() - begun)
"""


def writer(documents: int = 2000) -> dict[str, float]:
    """Measure the time of the writing process for new documents and for those already done."""
    import texts

    page = texts.PAGE.read_bytes()
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        inputs, out = Path(name, "in"), Path(name, "out")
        for number in range(documents):
            file = inputs / f"{number // 1000:04}" / f"{number % 1000:03}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(page)
        for key in ("write", "check"):
            command = [sys.executable, "-c", _PROGRAM, str(inputs), str(out)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found[key] = 1000 * float(done.stdout.split()[-1]) / documents
        manifest = out / "ocrfix-manifest.jsonl"
        found["line"] = manifest.stat().st_size / (documents + 1)
    return found


def main(arguments: Sequence[str]) -> int:
    """Print the derived tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put them into docs/scale.md")
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=FIGURE")
    options = parser.parse_args(arguments)
    if options.measure:
        for key, figure in writer().items():
            print(f"| {_NAMES[key]} | {figure:.3g} |")
        return 0
    page = given(DOC.read_text(encoding="utf-8"), options.set)
    print("\n".join(derived(measured(page))))
    if options.write:
        DOC.write_text(renewed(page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    assert [field.name for field in fields(Measured)] == list(_NAMES)
    sys.exit(main(sys.argv[1:]))
