"""Test that a run which is killed repeatedly ends with the same bytes as an uninterrupted one.

    nice -n 10 python benchmarks/kills.py FOLDER [--kills 100] [--every 6] [--jobs 2] [--seed 0]

Every sixth document of FOLDER is first cleaned without interruption. Then the same run is started
with another output folder, killed with SIGKILL and resumed, a hundred times: a quarter of the times
within its first two seconds, otherwise shortly after a certain document, farther along each time.
Sometimes only the main process is killed, sometimes its workers too. After each kill, every result
that exists has to be complete. A run that ends before it is killed is compared with the
uninterrupted one, and a new one is started. POSIX only.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

WORK = ".ocrfix"
EARLY, MOMENT = 2.0, 0.2
"""Seconds: the length of the beginning of a run, and the longest time of a document."""


class Kill(NamedTuple):
    """When a run is killed (after how many documents and seconds), and whether its workers are."""

    documents: int
    seconds: float
    workers_too: bool


def kills(count: int, documents: int, chance: random.Random) -> list[Kill]:
    """Return the kills, sorted by progress.

    >>> [kill.documents <= 90 for kill in kills(3, 90, random.Random(1))]
    [True, True, True]
    """
    found = []
    for number in range(1, count + 1):
        after = number * documents // count + chance.randint(-documents // 10, documents // 20)
        early = chance.random() < 0.25
        seconds = chance.uniform(0, EARLY if early else MOMENT)
        after = 0 if early else min(max(after, 0), documents)
        found.append(Kill(after, seconds, chance.random() < 0.5))
    return found


def begun(texts: Path, out: Path, jobs: int) -> subprocess.Popen[bytes]:
    """Start a run in its own process group."""
    command = [sys.executable, "-m", "ocrfix", "clean", str(texts), "-o", str(out), "--quiet"]
    return subprocess.Popen(
        [*command, "--jobs", str(jobs)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def killed(run: subprocess.Popen[bytes], out: Path, kill: Kill) -> bool:
    """Wait for the moment of the kill; return whether the run was killed before it ended."""
    while run.poll() is None and kill.documents and listed(out) < kill.documents:
        time.sleep(0.002)
    try:
        run.wait(kill.seconds)
    except subprocess.TimeoutExpired:
        if kill.workers_too:
            os.killpg(run.pid, signal.SIGKILL)
        else:
            run.kill()
    run.communicate(
        timeout=60
    )  # waits for the workers, which have to notice that the main process is gone
    return run.returncode == -signal.SIGKILL


def listed(out: Path) -> int:
    """Return the number of documents in the journal of a run."""
    try:
        return (out / WORK / "journal.jsonl").read_bytes().count(b"\n") - 1
    except OSError:
        return 0


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder with their contents, without the work directory of a run."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and WORK not in path.relative_to(folder).parts
    }


def main() -> int:
    """Run, print the figures, and return the number of violations."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--every", type=int, default=6, help="use every Nth document")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0, help="the seed of the random moments")
    options = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="ocrfix-kills-"))
    texts, peace, out = place / "texts", place / "peace", place / "out"
    files = sorted(p for p in options.folder.rglob("*") if p.suffix in (".txt", ".md"))
    for path in files[:: options.every]:
        copy = texts / path.relative_to(options.folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    documents = len(files[:: options.every])
    begun(texts, peace, options.jobs).communicate()
    right = tree(peace)
    wrong = ended = 0
    reached = []
    planned = kills(options.kills, documents, random.Random(options.seed))
    while len(reached) < len(planned):
        if killed(begun(texts, out, options.jobs), out, planned[len(reached)]):
            reached.append(listed(out))
            stands = tree(out) if out.exists() else {}
            wrong += any(data != right.get(name) for name, data in stands.items())
        else:
            ended += 1
            wrong += tree(out) != right
            shutil.rmtree(out)
    begun(texts, out, options.jobs).communicate()
    wrong += tree(out) != right or (out / WORK).exists()
    reached.sort()
    print(f"documents          {documents:>8,}")
    print(f"kills              {len(reached):>8,}")
    print(f"ended before kill  {ended:>8,}")
    for share in (10, 50, 90):
        print(f"done at {share:>2} % of kills{reached[len(reached) * share // 100]:>6,}")
    print(f"violations         {wrong:>8,}")
    shutil.rmtree(place)
    return min(wrong, 100)


if __name__ == "__main__":
    sys.exit(main())
