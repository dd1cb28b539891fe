"""The manifest of a folder of results: which file was made of which, and what was done to it."""

from __future__ import annotations

import msgspec

NAME = "ocrfix-manifest.jsonl"
"""The file in the folder of results."""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """An input and its result; a line of the manifest.

    Attributes:
        input: the path of the input below the folder of inputs, with ``/``.
        input_sha256: the digest of its bytes; ``None`` if they could not be read.
        output: the path of the result below the folder of results; ``None`` if there is none.
        output_sha256: the digest of its bytes.
        changes: how many changes were made, by kind.
        markers: how many markers were found, by type.
        error: why there is no result, and what to do.
        settings: the digest of the settings and words of its own that its project or folder gives
            it; ``None`` where they are those of the head line.

    >>> File(input="box1/a.txt", output="box1/a.txt").key
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

    @property
    def key(self) -> tuple[str, ...]:
        """The place in the order of the inputs: folder by folder, by name."""
        return tuple(self.input.split("/"))
