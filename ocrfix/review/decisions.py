"""The decisions file: the changes and suggestions that a reviewer accepted or rejected."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

SCHEMA_VERSION = 1
"""Version of the decisions file; raised when a field changes its meaning or is removed."""

MAX_BYTES = 64 << 20
"""Maximum size of a decisions file: a few hundred thousand decisions."""

Verdict = Literal["accept", "reject"]
Was = Literal["change", "suggestion"]

Name = Annotated[str, Meta(min_length=1)]


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The decision of a reviewer on one change or suggestion.

    Attributes:
        verdict: whether ``after`` is to replace ``before`` (accept), or not (reject).
        was: whether ocrfix had made the change, or only suggested it.
        before: the original text.
        after: the text proposed instead.
        kind: the kind of edit, as in the record.
        left: up to five words before it in the original, white space as one space.
        right: the same, after it.
        nth: its number, from 1, among those in the document that are equal in all of this.
        line: its line in the original, from 1; a hint for readers and for ties.

    >>> Decision(verdict="reject", was="change", before="Ashdcwn", after="Ashdown").nth
    1
    """

    verdict: Annotated[Verdict, Meta(description="Whether `after` is to replace `before`.")]
    was: Annotated[Was, Meta(description="Whether ocrfix had made it, or only suggested it.")]
    before: Annotated[str, Meta(description="The original text; may be empty.")]
    after: Annotated[str, Meta(description="The text proposed instead; may be empty.")]
    kind: Annotated[str, Meta(description="The kind of edit, as in the record.")] = ""
    left: Annotated[str, Meta(description="Up to five words before it in the original.")] = ""
    right: Annotated[str, Meta(description="Up to five words after it in the original.")] = ""
    nth: Annotated[int, Meta(ge=1, description="Its number among those equal in all of this.")] = 1
    line: Annotated[int, Meta(ge=1, description="Its line in the original; a hint.")] = 1

    def __post_init__(self) -> None:
        if self.before == self.after:
            raise ValueError(f"a decision on a change that changes nothing: {self.before!r}")


class Reviewed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The decisions on one document.

    Attributes:
        name: its path, as given when the page was made.
        sha256: the digest of its original bytes, in hexadecimal; empty if unknown.
        decisions: the decisions, in order of position.
    """

    name: Annotated[Name, Meta(description="The path of the document, as given.")]
    sha256: Annotated[
        str, Meta(pattern="^([0-9a-f]{64})?$", description="The digest of its original bytes.")
    ] = ""
    decisions: tuple[Decision, ...] = ()


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """A whole decisions file.

    Attributes:
        schema: version of the file.
        documents: the documents that have decisions.
        words: words that are never to be changed, for the dictionary of the project.

    >>> Decisions.from_json('{"schema": 1, "documents": [], "words": ["Ashdcwn"]}').words
    ('Ashdcwn',)
    """

    schema: Annotated[int, Meta(ge=1, description="Version of this file: 1.")]
    documents: tuple[Reviewed, ...] = ()
    words: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^\S+$")], ...],
        Meta(description="Words never to be changed, for the dictionary of the project."),
    ] = ()

    @classmethod
    def from_json(cls, data: str | bytes) -> Decisions:
        """Read a decisions file.

        Raises:
            ValueError: not a decisions file, or one of a later version.
        """
        try:
            decisions = msgspec.json.decode(data, type=cls)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise ValueError(f"not a decisions file: {error}") from error
        if decisions.schema > SCHEMA_VERSION:
            raise ValueError(
                f"decisions of schema {decisions.schema}; this ocrfix reads up to {SCHEMA_VERSION}"
            )
        return decisions

    def to_json(self) -> bytes:
        r"""Return the file, indented, with a line end, for version control.

        >>> Decisions(schema=1).to_json()
        b'{\n  "schema": 1,\n  "documents": [],\n  "words": []\n}\n'
        """
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"

    def of(self, name: str, sha256: str) -> Reviewed | None:
        """Return the decisions on a document: by its digest, else its path, else its file name.

        The file name counts only if it is unique.
        """
        for reviewed in self.documents:
            if sha256 and reviewed.sha256 == sha256 and reviewed.name == name:
                return reviewed
        for reviewed in self.documents:
            if sha256 and reviewed.sha256 == sha256:
                return reviewed
        for reviewed in self.documents:
            if reviewed.name == name:
                return reviewed
        bare = [d for d in self.documents if Path(d.name).name == Path(name).name]
        return bare[0] if len(bare) == 1 else None


def schema() -> bytes:
    """Return the JSON Schema of the decisions file, as it is published in ``ocrfix/schemas``."""
    made = msgspec.json.schema(Decisions)
    for record in made["$defs"].values():
        # Only the first line of each docstring; the fields have descriptions of their own.
        record["description"] = record["description"].partition("\n")[0]
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ocrfix decisions, version 1",
        **made,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"
