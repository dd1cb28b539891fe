"""Speed compared with other programs, on the same text, in one run: `make bench-speed`.

    python benchmarks/peers.py [--sample 8] [--only table cold jobs] [--compound-bytes 300000]

``table``: megabytes per second of processor time, one core. ``cold``: whole processes on one page.
``jobs``: a folder cleaned by one process and by two. Programs that are not installed are skipped.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import machine
import process
import texts
from process import MB, Memory

HERE = Path(__file__).resolve().parent
PACKAGES = ("symspellpy", "codespell", "typos")

_RUNS = 21
_LIMIT = 10.0
"""Maximum time for one page, as a multiple of the time of ``python -c pass``."""


class Row(NamedTuple):
    """The measurements of one job.

    Attributes:
        name: the job.
        size: bytes of text processed.
        start: seconds of processor time before the first text.
        work: seconds of processor time after that.
        memory: peak memory.
    """

    name: str
    size: int
    start: float
    work: float
    memory: Memory

    @property
    def rate(self) -> float:
        """Bytes per second."""
        return self.size / max(self.work, 1e-6)


def in_process(name: str, job: str, folder: Path, most: int = 0) -> Row:
    """Run a job of :mod:`job` in a new process."""
    command = [sys.executable, str(HERE / "job.py"), job, str(folder), "--bytes", str(most)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    told = json.loads(done.stdout)
    memory = Memory(*(told[field] for field in Memory._fields))
    return Row(name, told["bytes"], told["start"], told["work"], memory)


def whole(name: str, command: Sequence[str], folder: Path, size: int) -> Row:
    """Run a program over the folder, and over an empty one to measure its startup."""
    with tempfile.TemporaryDirectory() as other:
        Path(other, "empty.txt").write_text("\n", encoding="utf-8")
        starts = [process.run([*command, other], every=0, cwd=other).processor for _ in range(5)]
        start = statistics.median(starts)
        taken = process.run([*command, str(folder)], cwd=other)
    return Row(name, size, start, taken.processor - start, taken.memory)


def rows(folder: Path, compound_bytes: int) -> tuple[list[Row], list[str]]:
    """Return a row for each installed program, and the names of those not installed."""
    size = sum(path.stat().st_size for path in folder.iterdir())
    jobs: list[tuple[str, Callable[[str], Row]]] = [
        ("", lambda name: in_process("ocrfix, correct", "correct", folder)),
        ("", lambda name: in_process("ocrfix, tag", "tag", folder)),
        ("", lambda name: in_process("ocrfix, clean (both)", "clean", folder)),
        ("codespell", lambda name: whole(name, _codespell(), folder, size)),
        ("typos", lambda name: whole(name, _typos(), folder, size)),
        ("symspellpy", lambda n: in_process("symspellpy, unknown words", "symspell", folder)),
        (
            "symspellpy",
            lambda name: in_process("symspellpy, compound", "compound", folder, compound_bytes),
        ),
    ]
    found: list[Row] = []
    absent: dict[str, None] = {}
    for package, job in jobs:
        if package and machine.version(package) == "absent":
            absent[package] = None
        else:
            found.append(job(package))
    return found, list(absent)


def table(found: Sequence[Row], absent: Sequence[str], text: str, size: int) -> str:
    """Return the rows as a table in Markdown."""
    rates = {row.name: row.rate for row in found}
    mine = rates.get("ocrfix, clean (both)")
    theirs = rates.get("symspellpy, unknown words")
    lines = [
        f"{text}: {size / MB:.1f} MB; processor seconds, one core",
        "",
        "| | text, MB | start, s | work, s | MB/s | beside clean | beside symspellpy "
        "| peak, MB | PSS | USS |",
        "| --- | " + " | ".join(["---:"] * 9) + " |",
    ]
    for row in found:
        cells = [
            row.name,
            f"{row.size / MB:.1f}",
            f"{row.start:.2f}",
            f"{row.work:.2f}",
            f"{row.rate / MB:.3f}",
            _ratio(row.rate, mine),
            _ratio(row.rate, theirs),
            *(f"{figure / MB:.0f}" for figure in row.memory[:3]),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    lines.append("")
    if absent:
        lines.append(f"left out, not installed: {', '.join(absent)}")
    partial = [row.name for row in found if row.size < size]
    if partial:
        lines.append(f"slow, and so on the beginning of the text alone: {', '.join(partial)}")
    lines.append(
        "start: the interpreter, the imports and the dictionaries; of codespell and typos a run "
        "over an empty file. What is printed goes nowhere; typos prints nothing."
    )
    return "\n".join(lines)


def cold(runs: int = _RUNS) -> str:
    """Return the times of whole processes on one page as a table in Markdown."""
    page_text = texts.PAGE.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_bytes(page_text)
        commands, absent = _on_a_page(str(page))
        walls: dict[str, list[float]] = {name: [] for name in commands}
        processor: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                taken = process.run(command, every=0, cwd=folder)
                walls[name].append(taken.wall)
                processor[name].append(taken.processor)
    base, base_processor = (statistics.median(of["python -c pass"]) for of in (walls, processor))
    lines = [
        f"cold start on a page of {len(page_text):,} bytes: whole processes in turn, "
        f"median of {runs}",
        "",
        "| | wall, ms | beside Python alone | processor, ms | beside Python alone |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name in commands:
        wall, used = statistics.median(walls[name]), statistics.median(processor[name])
        lines.append(
            f"| {name} | {1000 * wall:.0f} | {wall / base:.1f} x "
            f"| {1000 * used:.0f} | {used / base_processor:.1f} x |"
        )
    if absent:
        lines += ["", f"left out, not installed: {', '.join(absent)}"]
    ratio = statistics.median(walls["ocrfix clean"]) / base
    used = statistics.median(processor["ocrfix clean"]) / base_processor
    kept = "kept" if ratio <= _LIMIT else "not kept"
    lines += [
        "",
        f"the limit of {_LIMIT:.0f} x for ocrfix clean is {kept}: {ratio:.1f} x by the wall, "
        f"{used:.1f} x by processor time",
    ]
    return "\n".join(lines)


def jobs(folder: Path, size: int, runs: int = 3) -> str:
    """Return the speedup with two processes as a table in Markdown."""
    counts = (1, 2)
    times: dict[int, list[float]] = {count: [] for count in counts}
    for _ in range(runs):
        for count in counts:
            with tempfile.TemporaryDirectory() as out:
                command = [sys.executable, "-m", "ocrfix", "clean", str(folder), "-o", f"{out}/out"]
                taken = process.run([*command, "--jobs", str(count)], every=0)
                if taken.status not in (0, 1):
                    raise SystemExit(f"ocrfix clean --jobs {count} ended with {taken.status}")
                times[count].append(taken.wall)
    base = statistics.median(times[1])
    lines = [
        f"ocrfix clean FOLDER -o OUT, {size / MB:.1f} MB, wall time, start and stop of the "
        f"workers included; median of {runs} in turn",
        "",
        "| --jobs | seconds | MB/s | times as fast |",
        "| ---: | ---: | ---: | ---: |",
    ]
    for count in counts:
        wall = statistics.median(times[count])
        lines.append(f"| {count} | {wall:.1f} | {size / MB / wall:.3f} | {base / wall:.2f} |")
    return "\n".join(lines)


def written(folder: Path, sample: int) -> tuple[str, int]:
    """Write the text into a folder; return its description and its size in bytes."""
    text, found = texts.documents(sample)
    size = 0
    for name, document in found:
        data = document.encode("utf-8")
        (folder / Path(name).with_suffix(".txt").name).write_bytes(data)
        size += len(data)
    return text, size


def _ratio(rate: float, base: float | None) -> str:
    return f"{rate / base:.2f} x" if base else "-"


def _codespell() -> list[str]:
    return [sys.executable, "-m", "codespell_lib", "--quiet-level", "3"]


def _typos() -> list[str]:
    program = str(Path(sys.executable).with_name("typos"))
    return [program, "--threads", "1", "--isolated", "--no-ignore", "--format", "silent"]


_SYMSPELL = """\
import re, sys
from importlib.resources import files
from symspellpy import SymSpell, Verbosity
speller = SymSpell()
speller.load_dictionary(str(files("symspellpy") / "frequency_dictionary_en_82_765.txt"), 0, 1)
for word in re.findall(r"[^\\W\\d_]+", open(sys.argv[1], encoding="utf-8").read().lower()):
    if word not in speller.words:
        print(word, *speller.lookup(word, Verbosity.TOP, max_edit_distance=2))
"""


def _on_a_page(page: str) -> tuple[dict[str, list[str]], list[str]]:
    """Return the commands to compare on one page, and the programs not installed."""
    program = Path(sys.executable).with_name("ocrfix")
    whole_program = [str(program)] if program.exists() else [sys.executable, "-m", "ocrfix"]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "ocrfix --help": [*whole_program, "--help"],
        "ocrfix clean": [*whole_program, "clean", page],
    }
    absent = []
    for name, command in {
        "codespell": [*_codespell(), page],
        "typos": [*_typos(), page],
        "symspellpy": [sys.executable, "-c", _SYMSPELL, page],
    }.items():
        if machine.version(name) == "absent":
            absent.append(name)
        else:
            commands[name] = command
    return commands, absent


def main(arguments: Sequence[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=1, help="every so many documents")
    parser.add_argument("--only", nargs="*", default=["table", "cold", "jobs"])
    parser.add_argument("--compound-bytes", type=int, default=300_000)
    parser.add_argument("--runs", type=int, default=_RUNS, help="cold starts of each program")
    options = parser.parse_args(arguments)
    print(machine.described(*PACKAGES), flush=True)
    compiled()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text, size = written(folder, options.sample)
        if "table" in options.only:
            found, absent = rows(folder, options.compound_bytes)
            print(f"\n{table(found, absent, text, size)}", flush=True)
        if "cold" in options.only:
            print(f"\n{cold(options.runs)}", flush=True)
        if "jobs" in options.only:
            print(f"\n{jobs(folder, size)}", flush=True)
    return 0


def compiled() -> None:
    """Compile byte code as an installer does: some environments never write it."""
    import compileall

    import ocrfix

    for folder in (Path(ocrfix.__file__).parent, HERE):
        compileall.compile_dir(str(folder), quiet=2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
