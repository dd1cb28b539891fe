"""Finding the compiled dictionaries, and compiling them where they are missing or out of date."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import msgspec

from ocrfix.lexicon.format import (
    COPIED_TABLES,
    FORMAT_VERSION,
    MANIFEST,
    NGRAM_TABLES,
    source_files,
)
from ocrfix.system import paths


def ready(source: Path | None = None, target: Path | None = None) -> Path:
    """Return the folder of the compiled dictionaries, compiled first if that is needed.

    The compiled form beside the program is used when it is of this format and made from these
    dictionaries. Where it is not and its folder cannot be written, one is made in the user's cache
    (``$XDG_CACHE_HOME/ocrfix``, else ``~/.cache/ocrfix``).

    Raises:
        OSError: the dictionaries are missing, or no place can be written.
        ValueError: a dictionary cannot be read; the message names file and line.
    """
    source = source or paths.dictionaries()
    target = target or paths.compiled()
    if fresh(source, target):
        return target
    if not _writable(target.parent):
        base = _cache()
        target = base / "ocrfix" / f"compiled-{FORMAT_VERSION}"
        if fresh(source, target):
            return target
    from ocrfix.dictionaries.compile import compile_dictionaries

    compile_dictionaries(source, target)
    return target


def fresh(source: Path, target: Path) -> bool:
    """Whether ``target`` is the compiled form of the dictionaries in ``source``, and whole.

    Sizes are compared first; contents only where a dictionary is younger than the compiled form, or
    a compiled file is younger than the list of them. An installer gives all files its own date, in
    no order: of an installed program, whose dictionaries and compiled form lie side by side in the
    package, contents are compared only where a compiled file was written an hour later.
    """
    manifest = target / MANIFEST
    try:
        if not manifest.is_file():  # a pipe would be waited for
            return False
        made = manifest.stat().st_mtime_ns
        said = msgspec.json.decode(manifest.read_bytes())
        if said["format"] != FORMAT_VERSION:
            return False
        made_from = said["sources"]
        stats = {name: path.stat() for name, path in source_files(source).items()}
        if stats.keys() != made_from.keys():
            return False
        if any(stat.st_size != made_from[name][0] for name, stat in stats.items()):
            return False
        installed = source.parent == target.parent
        if not _needed() <= said["made"].keys():
            return False
        last = _written(manifest.stat()) + _INSTALLING * installed
        touched = _touched(target, said["made"], last)
        if touched is None:
            return False
        if not touched and (installed or all(s.st_mtime_ns <= made for s in stats.values())):
            return True
        if touched and not _whole(target, said["made"]):
            return False
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return False
    from ocrfix.dictionaries.compile import fingerprints

    if not installed and fingerprints(source, hashed=True) != made_from:
        return False
    with contextlib.suppress(OSError):
        os.utime(manifest)  # so that the next process need not read the contents
    return True


_INSTALLING = 3600 * 10**9
"""In so many nanoseconds an installer has written all files."""


def _touched(target: Path, made: dict[str, list[int | str]], last: int) -> bool | None:
    """Whether a compiled file was written after ``last``; ``None`` if one is not of its size."""
    stats = {name: (target / name).stat() for name in made}
    if any(stat.st_size != made[name][0] for name, stat in stats.items()):
        return None
    return any(_written(stat) > last for stat in stats.values())


def _written(stat: os.stat_result) -> int:
    """Return when a file was written to; the date of its status cannot be set back as the other."""
    return max(stat.st_mtime_ns, stat.st_ctime_ns)


def _needed() -> set[str]:
    """Return the names of compiled files without which nothing works."""
    ngrams = {f"{name}.{part}" for name, _ in NGRAM_TABLES for part in ("keys", "starts", "counts")}
    return {"words.marisa", "words.bin", "suffixes.marisa", "rules.json", *COPIED_TABLES, *ngrams}


def _cache() -> Path:
    """Return the folder of caches; as its specification says, a relative one does not count.

    Raises:
        OSError: there is none.
    """
    named = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):
        return Path(named)
    try:
        return Path.home() / ".cache"
    except RuntimeError as error:
        raise OSError(2, "no home folder for a cache; set XDG_CACHE_HOME") from error


def _whole(target: Path, made: dict[str, list[int | str]]) -> bool:
    """Whether each compiled file has the content that it was made with."""
    from ocrfix.dictionaries.compile import print_of

    return all(list(print_of(target / name)) == said for name, said in made.items())


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK)
