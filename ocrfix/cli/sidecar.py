"""Sidecars: the records that lie beside corrected files with pages, and restore their originals.

An original may be the only copy, and its sidecar the only way back to it. So a sidecar is written
before its file, and is never overwritten by one that restores something else.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ocrfix.cli.errors import CommandError
from ocrfix.cli.output import Target, write_file
from ocrfix.formats import SIDECAR_EXTENSION
from ocrfix.text.escape import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocrfix.document import Document
    from ocrfix.records import WrittenFile

_MAX_BYTES = 1 << 30
"""A record has the text of its file twice, and all changes; a file may have 64 MiB."""


def sidecar_of(target: Target) -> Target:
    """Return the sidecar of a file; beside the file itself, if it was named by a link."""
    return Target(target.name + SIDECAR_EXTENSION, target.real + SIDECAR_EXTENSION)


def is_corrected(target: Target, digest: str) -> bool:
    """Whether a file was corrected before, as its sidecar says.

    Args:
        target: the file.
        digest: its digest.

    Raises:
        CommandError: its sidecar is that of another file.
    """
    sidecar = sidecar_of(target)
    document = _read(sidecar)
    if document is None or document.source.sha256 == digest:
        return False
    if document.written and document.written.sha256 == digest:
        return True
    raise CommandError(
        f"{printable(sidecar.name)}: the record of another version of the file; "
        "move it away, or use --output"
    )


def check_may_be_written(target: Target, original: str) -> None:
    """Check that the sidecar of an output file may be written.

    Args:
        target: the output file.
        original: the digest of the original.

    Raises:
        CommandError: there is a sidecar that restores another original.
    """
    sidecar = sidecar_of(target)
    document = _read(sidecar)
    if document is not None and document.source.sha256 != original:
        raise CommandError(
            f"{printable(sidecar.name)}: the record of another file; "
            "move it away, or name another output"
        )


def write_with_sidecar(
    target: Target, record: bytes, write: Callable[[], None], like: str | None = None
) -> None:
    """Write the sidecar of a file, and then the file.

    Args:
        target: the file.
        record: its record.
        write: writes the file; if it fails, a sidecar that is new is removed.
        like: a file whose permissions a new sidecar gets.

    Raises:
        CommandError: one of them cannot be written.
    """
    sidecar = sidecar_of(target)
    is_new = not os.path.lexists(sidecar.real)
    write_file(sidecar, record, like=like)
    try:
        write()
    except BaseException:
        if is_new:
            os.unlink(sidecar.real)
        raise


def original_of(document: Document, record: str) -> tuple[str, bytes]:
    """Return the written file of a record, and the bytes of its original.

    Args:
        document: the record.
        record: the file that holds it, beside the written one.

    Raises:
        CommandError: the file is missing, or was changed since.
    """
    from hashlib import sha256

    from ocrfix.pages.restore import restored
    from ocrfix.system import safe_files

    path = _written_path(document, record)
    written = _written(document, record)
    size = max(written.size, document.source.size or 0)
    try:
        data = safe_files.read(path, size)
    except safe_files.UnreadableFile as error:
        raise CommandError(
            f"{printable(path)}: {error}; it is what the original is restored from"
        ) from error
    digest = sha256(data).hexdigest()
    if digest != document.source.sha256:
        if digest != written.sha256:
            raise CommandError(
                f"{printable(path)}: neither the original nor the file that was written with the "
                "record, so it was changed since; nothing can be restored from it"
            )
        data = restored(data, written.undo)
    if sha256(data).hexdigest() != document.source.sha256:
        raise CommandError(f"{printable(record)}: damaged; it does not restore its original")
    return path, data


def _written(document: Document, record: str) -> WrittenFile:
    if document.written:
        return document.written
    raise CommandError(
        f"{printable(record)}: the record of a file with pages, without what restores it; "
        f"name the record beside the corrected file, NAME{SIDECAR_EXTENSION}"
    )


def _written_path(document: Document, record: str) -> str:
    """Return the file beside a record, by its name; otherwise the one that the record names."""
    if record.endswith(SIDECAR_EXTENSION):
        return record.removesuffix(SIDECAR_EXTENSION)
    name = os.path.basename(document.source.name or "")
    return os.path.join(os.path.dirname(record), name)


def _read(sidecar: Target) -> Document | None:
    """Return the record in a sidecar, if there is one.

    Raises:
        CommandError: there is something else.
    """
    from ocrfix.document import Document
    from ocrfix.system import safe_files

    if not os.path.lexists(sidecar.real):
        return None
    try:
        return Document.from_json(safe_files.read(sidecar.real, _MAX_BYTES))
    except (safe_files.UnreadableFile, ValueError) as error:
        raise CommandError(
            f"{printable(sidecar.name)}: not a record of ocrfix; move it away"
        ) from error
