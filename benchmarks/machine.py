"""Description of the machine, of Python, and of the programs compared with `ocrfix`."""

from __future__ import annotations

import os
import platform
from importlib import metadata

from ocrfix import __version__
from ocrfix.lexicon.neighbors import COMPILED


def described(*peers: str) -> str:
    """Return a few lines that describe the machine and the versions of other programs.

    Args:
        peers: the packages of these programs.
    """
    how = "compiled" if COMPILED else "not compiled"
    lines = [
        f"{_model()}, {os.cpu_count()} cores, {_memory()}, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}",
        ", ".join([f"ocrfix {__version__} ({how})", *(f"{p} {version(p)}" for p in peers)]),
    ]
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    lines.append(f"load of the machine at the start: {load:.1f}")
    return "\n".join(lines)


def version(package: str) -> str:
    """Return the version of a package, or a note that it is not installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "absent"


def _model() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "unknown processor"


def _memory() -> str:
    try:
        pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return "memory unknown"
    return f"{pages * size / 1e9:.0f} GB"
