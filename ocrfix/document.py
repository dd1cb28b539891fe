"""The records: what was read, what was changed, what was marked, and where each of them stands.

Every offset is a code point offset, half-open (``text[start:end]``), and says of which text it is:
``start``/``end`` are of the **original** text, ``clean_start``/``clean_end`` of the **clean** text.
All records are immutable.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Literal, get_args

import msgspec

from ocrfix.text.offsets import OffsetMap

MarkerType = Literal[
    "exemption",
    "classification",
    "handling",
    "release",
    "review",
    "control",
    "stamp",
    "redaction",
    "page",
    "noise",
]

MARKER_TYPES: tuple[str, ...] = get_args(MarkerType)
"""The ten marker types, in the order in which they are counted and shown."""

SCHEMA_VERSION = 1
"""Version of the JSON record; raised when a field changes its meaning or goes away."""


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One change to the text: what stood there, what stands there now, and why.

    Attributes:
        start: where the change begins in the original (code points).
        end: where it ends in the original, exclusive; equal to ``start`` for an insertion.
        before: the original text between ``start`` and ``end``.
        after: what replaces it; empty where text is taken out.
        kind: the kind of damage, a word of :data:`ocrfix.correction.KINDS`.
        confidence: how likely the change is right, from 0 to 1.
        reason: why, in words for a reader.
        clean_start: where ``after`` begins in the clean text; for a suggestion, ``before``.
        clean_end: where it ends in the clean text, exclusive.

    Raises:
        ValueError: the offsets do not fit ``before``, the edit changes nothing, or the confidence
            is not a probability.

    >>> Edit(start=0, end=7, before="Decembe", after="December", kind="clipped",
    ...      confidence=0.98, reason="clipped at the margin").after
    'December'
    """

    start: int
    end: int
    before: str
    after: str
    kind: str
    confidence: float
    reason: str
    clean_start: int | None = None
    clean_end: int | None = None

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.before):
            raise ValueError(f"offsets {self.start}..{self.end} do not fit {self.before!r}")
        if self.before == self.after:
            raise ValueError(f"an edit that changes nothing at {self.start}: {self.before!r}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")


class Marker(msgspec.Struct, frozen=True, kw_only=True):
    """A span that is not the document's own words: a code, a stamp, a banner, a page number.

    Attributes:
        start: where it begins in the original (code points).
        end: where it ends in the original, exclusive.
        type: one of :data:`MARKER_TYPES`.
        text: the marked text as it stands in the clean text.
        code: for an exemption, the normalised code, such as ``FOIA:b1``; otherwise ``None``.
        fields: what was read out of it: for an exemption ``authority``, ``section``, ``meaning``,
            ``certainty``; for a stamp ``case``, ``date``, ``authority``, ``number`` and the like.
        confidence: how likely the marking is right, from 0 to 1.
        clean_start: where it begins in the clean text.
        clean_end: where it ends in the clean text, exclusive; the same as ``clean_start`` for a
            marker that was taken out of the text, which stood there.

    Raises:
        ValueError: an unknown type, an empty text, or offsets that do not fit ``text``.

    >>> Marker(start=0, end=2, type="exemption", text="B1", code="FOIA:b1",
    ...        confidence=0.9, clean_start=0, clean_end=2).code
    'FOIA:b1'
    """

    start: int
    end: int
    type: str
    text: str
    clean_start: int
    clean_end: int
    code: str | None = None
    fields: dict[str, str] = msgspec.field(default_factory=dict)
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.type not in MARKER_TYPES:
            raise ValueError(f"unknown marker type {self.type!r}")
        if self.clean_end - self.clean_start not in (0, len(self.text)) or not self.text:
            raise ValueError(
                f"offsets {self.clean_start}..{self.clean_end} do not fit {self.text!r}"
            )
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a text came from and how its bytes are made from it.

    Attributes:
        name: the file's path as given, ``-`` for standard input, or ``None`` for a string.
        encoding: the codec that turns the original text back into the bytes.
        bom: whether a byte order mark stood before the text.
    """

    name: str | None = None
    encoding: str = "utf-8"
    bom: bool = False


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change of the classification that a mark on the document tells of.

    Attributes:
        to: the level after it, such as ``UNCLASSIFIED``.
        from_: the level before it, where the mark says so; ``from`` in JSON.
        date: the day (ISO 8601), where the mark says so.
        text: the mark.

    >>> Change(from_="SECRET", to="CONFIDENTIAL", date="1985-03-12", text="DOWNGRADED").told()
    'SECRET > CONFIDENTIAL, 1985-03-12'
    """

    to: str
    text: str
    from_: str | None = msgspec.field(default=None, name="from")
    date: str | None = None

    def told(self) -> str:
        """Return the change in one line."""
        levels = f"{self.from_} > {self.to}" if self.from_ else self.to
        return f"{levels}, {self.date}" if self.date else levels


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What the document says of itself, read from its markers and its layout.

    Every field holds the text as it stands in the clean text; dates that could be read without
    guessing are ISO 8601. An empty field means that nothing could be told, not that there is
    nothing: a wrong sender would do more harm than none.

    Attributes:
        title: the heading that says what kind of document this is.
        copies: who got copies, of a memorandum or an e-mail.
        message_number: post and number of a telegram.
        date_time_group: day and time of a telegram as it stands there.
        tags: the subject codes of a telegram.
        references: the documents that it refers to in its heading.
        declassify_on: what its heading says of its own declassification.
        classification_changes: how marks changed the classification, in their order.
        exemptions: each code, and how often it is cited.
    """

    title: str | None = None
    subject: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    through: str | None = None
    date: str | None = None
    drafter: str | None = None
    clearances: tuple[str, ...] = ()
    classification: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    control_numbers: tuple[str, ...] = ()
    case: str | None = None
    review_authority: str | None = None
    review_date: str | None = None
    release: tuple[str, ...] = ()
    exemptions: dict[str, int] = msgspec.field(default_factory=dict)
    distribution: tuple[str, ...] = ()
    copies: str | None = None
    message_number: str | None = None
    date_time_group: str | None = None
    tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    declassify_on: str | None = None
    classification_changes: tuple[Change, ...] = ()


class Document(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One document: the original, the clean text, and every difference between them.

    Attributes:
        original: the text as it was read, untouched.
        clean: the text after ``edits``; without inline marks.
        edits: the changes made, in order of place, never overlapping.
        suggestions: changes that are not likely enough to be made; offsets as for ``edits``.
        markers: the marked spans, in order of place, never overlapping in the clean text.
        card: the document's own description.
        source: where the original came from.
        schema: version of this record.

    >>> import ocrfix
    >>> document = ocrfix.correct("Washington, Decembe 12")
    >>> document.clean
    'Washington, December 12'
    >>> document.undo() == document.original
    True
    """

    original: str
    clean: str
    edits: tuple[Edit, ...] = ()
    suggestions: tuple[Edit, ...] = ()
    markers: tuple[Marker, ...] = ()
    card: Card = msgspec.field(default_factory=Card)
    source: Source = msgspec.field(default_factory=Source)
    schema: int = SCHEMA_VERSION

    @cached_property
    def offsets(self) -> OffsetMap:
        """The map between places in the original and places in the clean text, both ways."""
        return OffsetMap((edit.start, edit.end, len(edit.after)) for edit in self.edits)

    def undo(self) -> str:
        """Return the original text, rebuilt from the clean text and the edits alone."""
        parts: list[str] = []
        at = 0
        for edit in self.edits:
            start, end = edit.clean_start, edit.clean_end
            assert start is not None and end is not None
            parts += (self.clean[at:start], edit.before)
            at = end
        parts.append(self.clean[at:])
        return "".join(parts)

    def original_bytes(self) -> bytes:
        """Return the bytes that the original was read from, to the last one."""
        from ocrfix.text.codec import encode

        return encode(self.undo(), self.source)

    def render(self, format: str = "text", **options: Any) -> str:
        """Return the document in an output format.

        Args:
            format: a name of :data:`ocrfix.emit.FORMATS`, such as ``text`` or ``json``.
            options: what the format offers, such as ``marks="inline"`` for ``text``.

        Raises:
            ValueError: no such format or option.
        """
        from ocrfix.emit import render

        return render(self, format, **options)

    def to_json(self) -> str:
        """Return the whole record as one line of JSON."""
        return msgspec.json.encode(self).decode("utf-8")

    @classmethod
    def from_json(cls, record: str | bytes) -> Document:
        """Read back a record written by :meth:`to_json`.

        Raises:
            ValueError: not such a record, damaged, or of a later schema version.
        """
        try:
            document = msgspec.json.decode(record, type=cls)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise ValueError(f"not an ocrfix record: {error}") from error
        if document.schema > SCHEMA_VERSION:
            raise ValueError(
                f"record of schema {document.schema}; this ocrfix reads up to {SCHEMA_VERSION}"
            )
        from ocrfix.validation import fault

        if problem := fault(document):
            raise ValueError(f"not an ocrfix record: {problem}")
        return document


def markers_in_order(markers: Iterable[Marker]) -> tuple[Marker, ...]:
    """Return the markers sorted by place in the clean text, ties by type."""
    return tuple(sorted(markers, key=lambda m: (m.clean_start, m.clean_end, m.type)))
