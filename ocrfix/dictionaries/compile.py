"""Compiling the dictionaries into forms that open instantly.

``dictionaries/`` holds text that people edit. Compiled, it becomes tries and sorted arrays that are
mapped into memory: opening them is instantaneous, and all processes of a machine share one copy.
Compiled files are never edited by hand, and contain neither code nor pickles.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from ocrfix.dictionaries.markers import save_marker_model
from ocrfix.dictionaries.ngrams import save_ngrams
from ocrfix.dictionaries.words import WordTable
from ocrfix.lexicon.format import COPIED_TABLES, FORMAT_VERSION, MANIFEST, source_files

_MAX_MOVES = 5
"""Maximum attempts to move the result into place while other processes do the same."""


def compile_dictionaries(source: Path, target: Path) -> None:
    """Compile the folder ``source`` of dictionaries into the folder ``target``.

    The result appears complete or not at all: it is built beside ``target`` and then renamed, and
    two processes that compile at the same time end with one good copy.

    Raises:
        TableError, ValueError: an entry that cannot be read; the message names file and line.
        OSError: ``target`` cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        words = WordTable(source)
        words.save(work)
        save_ngrams(source, words.ids, work)
        (work / "rules.json").write_bytes(_rules(source))
        save_marker_model(source, work)
        for name in COPIED_TABLES:
            shutil.copyfile(source / name, work / name)
        manifest = {
            "format": FORMAT_VERSION,
            "sources": source_digests(source),
            "files": {path.name: list(file_digest(path)) for path in sorted(work.iterdir())},
        }
        (work / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        os.chmod(work, 0o755)
        _move(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _rules(source: Path) -> bytes:
    """Return the rules with the required literals of their patterns."""
    import msgspec

    from ocrfix.tagging.rules.loader import read_rules
    from ocrfix.tagging.rules.required_literals import required_literals

    rules = read_rules([source])
    patterns = [pattern for rule in rules.rules for pattern in rule.patterns]
    patterns += [notation.pattern for family in rules.families for notation in family.notations]
    literals = {pattern: required_literals(pattern) for pattern in patterns}
    return msgspec.json.encode(msgspec.structs.replace(rules, required_literals=literals))


def source_digests(source: Path) -> dict[str, list[int | str]]:
    """Return the size and the digest of each dictionary file."""
    return {name: list(file_digest(path)) for name, path in source_files(source).items()}


def file_digest(path: Path) -> tuple[int, str]:
    """Return the size of a file and the digest of its content."""
    data = path.read_bytes()
    return len(data), hashlib.blake2b(data, digest_size=16).hexdigest()


def _move(work: Path, target: Path) -> None:
    """Replace the existing folder by the finished one."""
    for _ in range(_MAX_MOVES):
        try:
            os.rename(work, target)
            return
        except OSError:
            old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
            try:
                os.rename(target, old / "old")
            except FileNotFoundError:
                pass  # another process was quicker; try the move again
            finally:
                shutil.rmtree(old, ignore_errors=True)
    raise OSError(f"{target}: cannot be replaced; remove it and try again")
