"""Finding the compiled dictionaries, and compiling them if they are missing or out of date."""

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

_INSTALLATION_NS = 3600 * 10**9
"""Maximum nanoseconds in which an installer writes all its files."""

_Digests = dict[str, list[int | str]]
"""The size and the digest of each file, by its name."""


def ensure_compiled(source: Path | None = None, target: Path | None = None) -> Path:
    """Return the folder of the compiled dictionaries, after compiling them if necessary.

    The compiled form beside the program is used if it has the current format and was made from
    these dictionaries. If not, and if its folder is not writable, one is made in the user's cache
    (``$XDG_CACHE_HOME/ocrfix``, else ``~/.cache/ocrfix``).

    Raises:
        OSError: the dictionaries are missing, or no folder is writable.
        ValueError: a dictionary cannot be read; the message names file and line.
    """
    source = source or paths.dictionaries()
    target = target or paths.compiled()
    if is_up_to_date(source, target):
        return target
    if not _is_writable(target.parent):
        target = _cache_folder() / "ocrfix" / f"compiled-{FORMAT_VERSION}"
        if is_up_to_date(source, target):
            return target
    from ocrfix.dictionaries.compile import compile_dictionaries

    compile_dictionaries(source, target)
    return target


def is_up_to_date(source: Path, target: Path) -> bool:
    """Whether ``target`` is the complete compiled form of the dictionaries in ``source``.

    Sizes are compared first; contents only if a dictionary is newer than the compiled form, or a
    compiled file is newer than the manifest. An installer gives all files its own time, in no
    order: in an installed program, where dictionaries and compiled form are side by side in the
    package, contents are compared only if a compiled file was written an hour later.
    """
    try:
        return _is_up_to_date(source, target)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return False  # compiling again fixes any damage to the manifest or a file


def _is_up_to_date(source: Path, target: Path) -> bool:
    manifest = target / MANIFEST
    if not manifest.is_file():  # opening a pipe would block
        return False
    compiled_at = manifest.stat().st_mtime_ns
    said = msgspec.json.decode(manifest.read_bytes())
    if said["format"] != FORMAT_VERSION:
        return False
    sources: _Digests = said["sources"]
    files: _Digests = said["files"]
    stats = {name: path.stat() for name, path in source_files(source).items()}
    if stats.keys() != sources.keys():
        return False
    if any(stat.st_size != sources[name][0] for name, stat in stats.items()):
        return False
    installed = source.parent == target.parent
    if not _required_files() <= files.keys():
        return False
    limit = _written_at(manifest.stat()) + _INSTALLATION_NS * installed
    newer = _any_written_after(limit, target, files)
    if newer is None:
        return False
    if not newer and (installed or all(s.st_mtime_ns <= compiled_at for s in stats.values())):
        return True
    from ocrfix.dictionaries.compile import file_digest, source_digests

    if newer and any(list(file_digest(target / name)) != known for name, known in files.items()):
        return False
    if not installed and source_digests(source) != sources:
        return False
    with contextlib.suppress(OSError):
        os.utime(manifest)  # so that the next process need not read the contents
    return True


def _any_written_after(limit: int, target: Path, files: _Digests) -> bool | None:
    """Whether a compiled file was written after ``limit``; ``None`` if one has another size."""
    stats = {name: (target / name).stat() for name in files}
    if any(stat.st_size != files[name][0] for name, stat in stats.items()):
        return None
    return any(_written_at(stat) > limit for stat in stats.values())


def _written_at(stat: os.stat_result) -> int:
    """Return when a file was written; unlike its modification time, this cannot be set back."""
    return max(stat.st_mtime_ns, stat.st_ctime_ns)


def _required_files() -> set[str]:
    """Return the names of the compiled files without which the program cannot work."""
    ngrams = {f"{name}.{part}" for name in NGRAM_TABLES for part in ("keys", "counts")}
    return {"words.marisa", "words.bin", "reversed.marisa", "rules.json", *COPIED_TABLES, *ngrams}


def _cache_folder() -> Path:
    """Return the user's cache folder; as the specification requires, a relative path is ignored.

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


def _is_writable(folder: Path) -> bool:
    """Whether files can be written in the folder, which is created if it does not exist."""
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    return os.access(existing, os.W_OK)
