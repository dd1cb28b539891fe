"""What a process takes: processor time, and memory in its different senses."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

MB = 1e6


class Memory(NamedTuple):
    """The memory of a process in bytes; 0 where the system does not tell.

    Attributes:
        peak: the most that was resident, shared pages counted in full.
        pss: what is resident now, shared pages counted in part.
        uss: what is resident now and shared with nobody.
        heap: what is resident now and no part of a file.
    """

    peak: int = 0
    pss: int = 0
    uss: int = 0
    heap: int = 0

    def most(self, other: Memory) -> Memory:
        """Return the larger of each figure."""
        return Memory(*map(max, self, other))


def memory(process: int | str = "self") -> Memory:
    """Return the memory of a process; all 0 if it is gone, or the system does not tell."""
    status = _figures(f"/proc/{process}/status")
    rollup = _figures(f"/proc/{process}/smaps_rollup")
    return Memory(
        status.get("VmHWM", 0),
        rollup.get("Pss", 0),
        rollup.get("Private_Clean", 0) + rollup.get("Private_Dirty", 0),
        status.get("RssAnon", 0),
    )


def children(process: int) -> list[int]:
    """Return the processes that a process has started and that are still there."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process:
            found.append(int(path.parent.name))
    return found


def workers(process: int) -> list[int]:
    """Return the workers of a run: its children that are no helpers of Python."""
    return [child for child in children(process) if "spawn_main" in _command(child)]


class Taken(NamedTuple):
    """What a process took from its start to its end.

    Attributes:
        wall: seconds.
        processor: seconds of processor time, of its children too.
        memory: the peak, and the most that was seen of the rest.
        status: with which it ended.
    """

    wall: float
    processor: float
    memory: Memory
    status: int


def run(command: Sequence[str], every: float = 0.02, **options: object) -> Taken:
    """Run a process to its end, its output thrown away, and return what it took.

    Args:
        command: what is run.
        every: after so many seconds its memory is looked at again; 0 for never.
        options: further arguments of :class:`subprocess.Popen`.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(  # type: ignore[call-overload]
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options
    )
    seen = Memory()
    wait = os.WNOHANG if every else 0
    while True:
        pid, status, usage = os.wait4(process.pid, wait)
        if pid:
            break
        seen = seen.most(memory(process.pid))
        time.sleep(every)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = max(seen.peak, usage.ru_maxrss * 1024)
    processor = usage.ru_utime + usage.ru_stime
    return Taken(wall, processor, seen._replace(peak=peak), process.returncode)


def _figures(path: str) -> dict[str, int]:
    """Return the figures of a file of /proc, in bytes."""
    return dict(_read(path))


def _read(path: str) -> Iterator[tuple[str, int]]:
    try:
        lines = Path(path).read_text("ascii", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        name, _, value = line.partition(":")
        if value.endswith(" kB"):
            yield name, 1024 * int(value.split()[0])


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text("utf-8", errors="replace")
    except OSError:
        return ""
