"""The manifest of an output folder: each input with its result and the counts of its changes."""

from __future__ import annotations

import msgspec

FILE_NAME = "ocrfix-manifest.jsonl"
"""The manifest's name in the output folder."""


class ManifestEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An input and its result; one line of the manifest.

    Attributes:
        input: the path of the input relative to the input folder, with ``/``.
        input_sha256: the digest of its bytes; ``None`` if they could not be read.
        output: the path of the result relative to the output folder; ``None`` if there is none.
        output_sha256: the digest of its bytes.
        changes: the number of changes made, by kind.
        markers: the number of markers found, by type.
        error: why there is no result, and what to do.
        settings: the digest of its settings and words, if its project or folder has others than
            the run; ``None`` if they are those of the first line.
        second_sha256: the digests of the files of its other readings; ``None`` if it has none.
        record_sha256: the digest of the record beside a corrected file with pages, which is named
            as the result, with ``.ocrfix.json``; ``None`` if there is none.

    >>> ManifestEntry(input="box1/a.txt", output="box1/a.txt").key
    ('box1', 'a.txt')
    """

    input: str
    input_sha256: str | None = None
    output: str | None = None
    output_sha256: str | None = None
    changes: dict[str, int] = {}
    markers: dict[str, int] = {}
    error: str | None = None
    settings: str | None = None
    second_sha256: tuple[str | None, ...] | None = None
    record_sha256: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """The position in the order of the inputs: folder by folder, by name."""
        return tuple(self.input.split("/"))
