"""What a worker does with one document."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ocrfix.emit.files import rendered
from ocrfix.read import Found, ReadError
from ocrfix.read.files import read_bytes, text_of
from ocrfix.system.out_of_memory import is_out_of_memory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocrfix.config import Config
    from ocrfix.document import Document
    from ocrfix.records import Source


class Done(NamedTuple):
    """A document that was cleaned.

    Attributes:
        sha256: the digest of its input.
        data: its result, as bytes of a file.
        columns: its result, as columns of a table.
        changes: the changes made, by kind.
        markers: the markers found, by type.
    """

    sha256: str
    data: bytes
    columns: dict[str, str]
    changes: dict[str, int]
    markers: dict[str, int]


class Failed(NamedTuple):
    """A document that could not be cleaned.

    Attributes:
        sha256: the digest of its input, if that could be read.
        error: what is wrong, and what to do.
    """

    sha256: str | None
    error: str


COLUMNS = ("text", "markers", "edits", "suggestions", "card", "record")
"""What can be asked of a document for a table: its text, and parts of its record as JSON."""


def clean_file(path: str, config: Config, columns: Sequence[str] = ()) -> Done | Failed:
    """Read and clean a file.

    Args:
        path: the file.
        config: the settings.
        columns: which of :data:`COLUMNS` are wanted; if none, the bytes of a file.
    """
    digest: str | None = None
    found = Found(path)
    try:
        data = read_bytes(found, config)
        digest = sha256(data)
        text, source = text_of(found, data, config)
    except ReadError as error:
        return Failed(digest, f"{error.problem}; {error.advice}")
    except MemoryError:
        return Failed(digest, _NO_MEMORY)
    return _clean(text, source, config, columns, digest)


def clean_text(text: str, config: Config, columns: Sequence[str]) -> Done | Failed:
    """Clean a text; see :func:`clean_file`."""
    from ocrfix.records import Source

    digest = None
    try:
        data = text.encode("utf-8")
        digest = sha256(data)
        if len(data) > config.read.max_bytes:
            most = f"{config.read.max_bytes:,}"
            return Failed(digest, f"more than {most} bytes; split it, or raise read.max_bytes")
    except MemoryError:
        return Failed(digest, _NO_MEMORY)
    return _clean(text, Source(), config, columns, digest)


def sha256(data: bytes) -> str:
    """Return the digest of bytes.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


_NO_MEMORY = "not enough memory; split it, or use fewer --jobs"


def _clean(
    text: str, source: Source, config: Config, columns: Sequence[str], digest: str
) -> Done | Failed:
    from ocrfix.pipeline import get_pipeline

    try:
        document = get_pipeline(config).clean(text, source)
        data, row = b"", {}
        if columns:
            row = {name: _column(name, document, config) for name in columns}
        else:
            data = rendered(document, config.emit).data
    except UnicodeEncodeError as error:
        sign = error.object[error.start]
        problem = f"{source.encoding} has no {sign!r}, which stands in its text now"
        return Failed(digest, f"{problem}; save it as UTF-8 first")
    except Exception as error:
        if is_out_of_memory(error):
            return Failed(digest, _NO_MEMORY)
        said = " ".join(str(error).split())
        advice = "report it, with the file (python -X dev -m ocrfix clean FILE shows where)"
        return Failed(digest, f"{type(error).__name__}: {said}; {advice}")
    changes = Counter(edit.kind for edit in document.edits)
    markers = Counter(marker.type for marker in document.markers)
    return Done(digest, data, row, dict(sorted(changes.items())), dict(sorted(markers.items())))


def _text(document: Document, config: Config) -> str:
    from ocrfix.emit import render

    return render(document, "text", marks=config.emit.marks, template=config.emit.template)


def _column(name: str, document: Document, config: Config) -> str:
    import msgspec

    if name == "text":
        return _text(document, config)
    part = document if name == "record" else getattr(document, name)
    return msgspec.json.encode(part).decode("utf-8")
