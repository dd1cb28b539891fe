"""The decisions file: which changes and suggestions a reader accepted or rejected."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

SCHEMA_VERSION = 1
"""Version of the decisions file; raised when a field changes its meaning or goes away."""

MOST_BYTES = 64 << 20
"""The largest decisions file that is taken: some hundred thousand decisions."""

Verdict = Literal["accept", "reject"]
Was = Literal["change", "suggestion"]

Name = Annotated[str, Meta(min_length=1)]


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a reader decided on one change or suggestion.

    Attributes:
        verdict: whether ``after`` shall stand there (accept), or not (reject).
        was: whether ocrfix had made the change, or only suggested it.
        before: what stands in the original.
        after: what was to stand there instead.
        kind: the kind of damage, as in the record.
        left: up to five words before it in the original, blanks and line ends as one blank.
        right: the same, after it.
        nth: which one it is, from 1, of those in the document that are alike in all of this.
        line: the line of the original on which it stood, from 1; a hint for readers and for ties.

    >>> Decision(verdict="reject", was="change", before="Ashdcwn", after="Ashdown").nth
    1
    """

    verdict: Annotated[Verdict, Meta(description="Whether `after` shall stand there, or not.")]
    was: Annotated[Was, Meta(description="Whether ocrfix had made it, or only suggested it.")]
    before: Annotated[str, Meta(description="What stands in the original; may be empty.")]
    after: Annotated[str, Meta(description="What was to stand there; may be empty.")]
    kind: Annotated[str, Meta(description="The kind of damage, as in the record.")] = ""
    left: Annotated[str, Meta(description="Up to five words before it in the original.")] = ""
    right: Annotated[str, Meta(description="Up to five words after it in the original.")] = ""
    nth: Annotated[int, Meta(ge=1, description="Which of those alike in all of this.")] = 1
    line: Annotated[int, Meta(ge=1, description="The line of the original; a hint.")] = 1

    def __post_init__(self) -> None:
        if self.before == self.after:
            raise ValueError(f"a decision on a change that changes nothing: {self.before!r}")


class Reviewed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The decisions on one document.

    Attributes:
        name: its path, as it was named when the page was made.
        sha256: of its bytes before any change, in hexadecimal; empty where it is not known.
        decisions: what was decided, in order of place.
    """

    name: Annotated[Name, Meta(description="The path of the document, as it was named.")]
    sha256: Annotated[
        str, Meta(pattern="^([0-9a-f]{64})?$", description="Of the bytes before any change.")
    ] = ""
    decisions: tuple[Decision, ...] = ()


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """A whole decisions file.

    Attributes:
        schema: version of the file.
        documents: the documents that have decisions.
        words: words that are never to be touched, for the dictionary of the project.

    >>> Decisions.from_json('{"schema": 1, "documents": [], "words": ["Ashdcwn"]}').words
    ('Ashdcwn',)
    """

    schema: Annotated[int, Meta(ge=1, description="Version of this file: 1.")]
    documents: tuple[Reviewed, ...] = ()
    words: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^\S+$")], ...],
        Meta(description="Words never to be touched, for the dictionary of the project."),
    ] = ()

    @classmethod
    def from_json(cls, data: str | bytes) -> Decisions:
        """Read a decisions file.

        Raises:
            ValueError: no such file, or of a later version.
        """
        try:
            decisions = msgspec.json.decode(data, type=cls)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise ValueError(f"no decisions file: {error}") from error
        if decisions.schema > SCHEMA_VERSION:
            raise ValueError(
                f"decisions of schema {decisions.schema}; this ocrfix reads up to {SCHEMA_VERSION}"
            )
        return decisions

    def to_json(self) -> bytes:
        r"""Return the file, indented, with a line end: it is to be kept under version control.

        >>> Decisions(schema=1).to_json()
        b'{\n  "schema": 1,\n  "documents": [],\n  "words": []\n}\n'
        """
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"

    def of(self, name: str, sha256: str) -> Reviewed | None:
        """Return the decisions on a document: by its bytes, else its path, else its bare name.

        A bare name counts only where one document alone has it.
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
        # Of a docstring its first line; the fields say the rest.
        record["description"] = record["description"].partition("\n")[0]
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ocrfix decisions, version 1",
        **made,
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"
