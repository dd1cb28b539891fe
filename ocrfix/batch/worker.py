"""The task of a worker process: cleaning one document."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ocrfix.emit.files import rendered
from ocrfix.read import InputFile, ReadError
from ocrfix.read.files import InputText, decode_input, read_bytes
from ocrfix.read.second import read_second
from ocrfix.system.out_of_memory import is_out_of_memory
from ocrfix.text.escape import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocrfix.config import Config
    from ocrfix.document import Document


class TaskResult(NamedTuple):
    """The result for a document.

    Attributes:
        sha256: the digest of its input.
        data: its result, as the bytes of a file.
        columns: its result, as columns of a table.
        changes: the number of changes made, by kind.
        markers: the number of markers found, by type.
        record: the record that lies beside a corrected file with pages; otherwise empty.
    """

    sha256: str
    data: bytes
    columns: dict[str, str]
    changes: dict[str, int]
    markers: dict[str, int]
    record: bytes = b""


class TaskFailure(NamedTuple):
    """The error for a document that could not be cleaned.

    Attributes:
        sha256: the digest of its input, if that could be read.
        error: what is wrong, and what to do.
    """

    sha256: str | None
    error: str


COLUMNS = ("text", "markers", "edits", "suggestions", "card", "record")
"""The columns available for a table: the text of a document, and parts of its record as JSON."""

_NO_MEMORY = "not enough memory; split it, or use fewer --jobs"


def clean_file(
    path: str,
    config: Config,
    columns: Sequence[str] = (),
    second: Sequence[str] = (),
    as_text: bool = False,
) -> TaskResult | TaskFailure:
    """Read and clean a file.

    Args:
        path: the file.
        config: the settings.
        columns: the columns to return, from :data:`COLUMNS`; if none, the bytes of a file.
        second: the files of other readings of the document.
        as_text: whether the result for a file with pages is a text.
    """
    digest: str | None = None
    found = InputFile(path)
    try:
        data = read_bytes(found, config)
        digest = sha256(data)
        content = decode_input(found, data, config)
        readings = read_second(second, config)
    except ReadError as error:
        where = "" if error.name == path else f"{printable(error.name)}: "
        return TaskFailure(digest, f"{where}{error.problem}; {error.advice}")
    except MemoryError:
        return TaskFailure(digest, _NO_MEMORY)
    return _clean(content, config, columns, digest, readings, as_text)


def clean_text(
    text: str, config: Config, columns: Sequence[str], second: Sequence[str] = ()
) -> TaskResult | TaskFailure:
    """Clean a text with other readings of it, if any; see :func:`clean_file`."""
    from ocrfix.records import Source

    digest = None
    try:
        data = text.encode("utf-8")
        digest = text_digest(text, second)
        if len(data) > config.read.max_bytes:
            limit = f"{config.read.max_bytes:,}"
            return TaskFailure(
                digest, f"more than {limit} bytes; split it, or raise read.max_bytes"
            )
    except MemoryError:
        return TaskFailure(digest, _NO_MEMORY)
    return _clean(InputText(text, Source()), config, columns, digest, second)


def sha256(data: bytes) -> str:
    """Return the digest of bytes, in hexadecimal.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def text_digest(text: str, second: Sequence[str] = ()) -> str:
    """Return the digest of a text and of the other readings of it.

    >>> text_digest("memo") == sha256(b"memo"), text_digest("memo", ["rnemo"]) == sha256(b"memo")
    (True, False)
    """
    digests = [sha256(part.encode("utf-8", "surrogatepass")) for part in (text, *second)]
    return sha256("".join(digests).encode()) if second else digests[0]


def _clean(
    content: InputText,
    config: Config,
    columns: Sequence[str],
    digest: str,
    second: Sequence[str],
    as_text: bool = False,
) -> TaskResult | TaskFailure:
    from ocrfix.pages.file import PageFormatError
    from ocrfix.pipeline import get_pipeline

    source = content.source
    try:
        document = get_pipeline(config).clean(
            content.text, source, second=second, pages=content.pages
        )
        data, row, record = b"", {}, b""
        if columns:
            row = {name: _column(name, document, config) for name in columns}
        elif content.file is not None and config.emit.format == "text" and not as_text:
            from ocrfix.emit.paged import corrected_file

            data, record = corrected_file(document, content.file, content.data)
        else:
            data = rendered(document, config.emit).data
    except PageFormatError as error:
        return TaskFailure(digest, str(error))
    except UnicodeEncodeError as error:
        char = error.object[error.start]
        problem = f"{source.encoding} cannot encode {char!r}, which is in the result"
        return TaskFailure(digest, f"{problem}; save the file as UTF-8 first")
    except Exception as error:
        if is_out_of_memory(error):
            return TaskFailure(digest, _NO_MEMORY)
        message = " ".join(str(error).split())
        advice = "report it, with the file (python -X dev -m ocrfix clean FILE shows where)"
        return TaskFailure(digest, f"{type(error).__name__}: {message}; {advice}")
    changes = Counter(edit.kind for edit in document.edits)
    markers = Counter(marker.type for marker in document.markers)
    return TaskResult(
        digest, data, row, dict(sorted(changes.items())), dict(sorted(markers.items())), record
    )


def _column(name: str, document: Document, config: Config) -> str:
    import msgspec

    from ocrfix.emit import render

    if name == "text":
        return render(document, "text", marks=config.emit.marks, template=config.emit.template)
    part = document if name == "record" else getattr(document, name)
    return msgspec.json.encode(part).decode("utf-8")
