"""Records: markers, the card, the source, and the record of a document that holds them all.

Every offset is a code point offset, half-open (``text[start:end]``), and names its text:
``start``/``end`` are offsets of the **original** text, ``clean_start``/``clean_end`` of the
**clean** text. All records are immutable.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal, get_args

import msgspec

from ocrfix.edits import Edit
from ocrfix.text.codec import encode
from ocrfix.text.offsets import OffsetMap
from ocrfix.text.pages import Place

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
"""The ten marker types, in the order of tables and charts."""

Outcome = Literal["full", "part", "denied", "declassified", "sanitized", "exempt", "unknown"]
"""The outcome of a review: released in full; in part; withheld; no longer classified; released with
text taken out; exempt from automatic declassification; stated, but not which."""

OUTCOMES: tuple[str, ...] = get_args(Outcome)
"""The seven outcomes, in the order of tables."""

SCHEMA_VERSION = 1
"""Version of the JSON record; raised when a field changes its meaning or is removed."""


class Marker(msgspec.Struct, frozen=True, kw_only=True):
    """A span that is not text of the document itself: a code, a stamp, a banner, a page number.

    Attributes:
        start: where it begins in the original (code points).
        end: where it ends in the original, exclusive.
        type: one of :data:`MARKER_TYPES`.
        text: the marked text, as in the clean text.
        code: for an exemption, the normalized code, such as ``FOIA:b1``; otherwise ``None``.
        fields: what was read from it: for an exemption ``authority``, ``section``, ``citation``,
            ``checked`` (the day on which the text cited was read), ``meaning``, ``certainty``; for
            a release the ``outcome``, one of :data:`OUTCOMES`, and the ``outcome_text`` it was
            read from; for a stamp ``case``, ``date``, ``authority``, ``number`` and the like.
        confidence: the probability that the marker is right, from 0 to 1.
        clean_start: where it begins in the clean text.
        clean_end: where it ends in the clean text, exclusive; equal to ``clean_start`` for a
            marker that was removed from the text.
        places: where its words are on their page, in a file with pages; otherwise unset.

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
    places: tuple[Place, ...] | msgspec.UnsetType = msgspec.UNSET

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
    r"""Source of a text: its file, and the encoding that turns the text back into its bytes.

    Attributes:
        name: the file's path as given, ``-`` for standard input, or ``None`` for a string.
        encoding: the name of the encoding.
        bom: whether the file begins with a byte order mark.
        format: the format of a file with pages, a name of :data:`ocrfix.formats.PAGED_FORMATS`;
            unset for a text. The encoding is then that of the text, not of the file.
        sha256: the digest of a file with pages; unset for a text.
        size: the number of its bytes; unset for a text.

    >>> Source(encoding="utf-16-le", bom=True).encode("Page 2")[:4]
    b'\xff\xfeP\x00'
    """

    name: str | None = None
    encoding: str = "utf-8"
    bom: bool = False
    format: str | msgspec.UnsetType = msgspec.UNSET
    sha256: str | msgspec.UnsetType = msgspec.UNSET
    size: int | msgspec.UnsetType = msgspec.UNSET

    def encode(self, text: str) -> bytes:
        """Return the bytes of ``text`` in this encoding, with the byte order mark.

        Raises:
            UnicodeEncodeError: a character that the encoding lacks; the text that was decoded from
                this source has none.
        """
        return encode(text, self.encoding, self.bom)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change of classification, as a mark on the document states it.

    Attributes:
        to: the level after it, such as ``UNCLASSIFIED``.
        from_: the level before it, where the mark states it; ``from`` in JSON.
        date: the day (ISO 8601), where the mark states it.
        text: the mark.

    >>> Change(from_="SECRET", to="CONFIDENTIAL", date="1985-03-12", text="DOWNGRADED").summary()
    'SECRET > CONFIDENTIAL, 1985-03-12'
    """

    to: str
    text: str
    from_: str | None = msgspec.field(default=None, name="from")
    date: str | None = None

    def summary(self) -> str:
        """Return the change in one line."""
        levels = f"{self.from_} > {self.to}" if self.from_ else self.to
        return f"{levels}, {self.date}" if self.date else levels


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """Metadata that the document states, read from its markers and its layout.

    Every field holds words of the clean text; dates that can be read without guessing are ISO 8601.
    An empty field means that nothing could be read, not that there is nothing: a wrong sender would
    do more harm than none.

    Attributes:
        document_type: the kind of document, by its usual name in lower case, such as ``telegram``
            or ``memorandum of conversation``.
        document_number: the number under which its originator or registry filed it: post and number
            of a telegram, a log or record number, the number of a directive.
        title: the heading that says what kind of document this is.
        level: the classification of the whole document, from its banners; ``classification`` has
            every level marked on it, this one first.
        copies: who got copies, of a memorandum or an e-mail.
        message_number: post and number of a telegram.
        date_time_group: day and time of a telegram, as written.
        tags: the subject codes of a telegram.
        references: the documents that it refers to in its heading.
        declassify_on: when its heading says to declassify it.
        outcome: the outcome of the review, one of :data:`OUTCOMES`, if a release mark states one.
            Of several, the first in the order of the dictionaries counts.
        outcome_source: the text of the mark that the outcome was read from.
        classification_changes: the changes of classification that marks state, in order.
        exemptions: how often each code is cited.
    """

    document_type: str | None = None
    document_number: str | None = None
    title: str | None = None
    subject: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    through: str | None = None
    date: str | None = None
    drafter: str | None = None
    clearances: tuple[str, ...] = ()
    level: str | None = None
    classification: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    control_numbers: tuple[str, ...] = ()
    case: str | None = None
    review_authority: str | None = None
    review_date: str | None = None
    release: tuple[str, ...] = ()
    outcome: Outcome | None = None
    outcome_source: str | None = None
    exemptions: dict[str, int] = msgspec.field(default_factory=dict)
    distribution: tuple[str, ...] = ()
    copies: str | None = None
    message_number: str | None = None
    date_time_group: str | None = None
    tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    declassify_on: str | None = None
    classification_changes: tuple[Change, ...] = ()


class Replacement(msgspec.Struct, frozen=True):
    """Bytes of a written file, and those that were there in the original.

    Attributes:
        start: where they begin in the written file.
        end: where they end, exclusive.
        original: the bytes of the original, in Base64.
    """

    start: int
    end: int
    original: bytes


class WrittenFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file with pages that was written with the clean text.

    Attributes:
        sha256: its digest.
        size: the number of its bytes.
        undo: what makes the original of it, byte for byte, in order.
    """

    sha256: str
    size: int
    undo: tuple[Replacement, ...]


class Record(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Record of one document: the original, the clean text, and every difference between them.

    Attributes:
        original: the text as it was read, untouched.
        clean: the text after ``edits``; without inline marks.
        edits: the changes made, in order, never overlapping.
        suggestions: changes not probable enough to be made; offsets as for ``edits``.
        markers: the markers, in order, never overlapping in the clean text.
        card: the metadata that the document states.
        source: the file and encoding of the original.
        schema: version of this record.
        written: the file with pages that was written with the clean text, and how to undo that;
            unset if there is none.
        legibility: how much of each page of the clean text is words, from 0 to 1; ``None`` for a
            page with too little text. Form feeds separate pages. Unset if it was not measured.

    >>> Record(original="tbe", clean="tbe").undo()
    'tbe'
    """

    original: str
    clean: str
    edits: tuple[Edit, ...] = ()
    suggestions: tuple[Edit, ...] = ()
    markers: tuple[Marker, ...] = ()
    card: Card = msgspec.field(default_factory=Card)
    source: Source = msgspec.field(default_factory=Source)
    schema: int = SCHEMA_VERSION
    written: WrittenFile | msgspec.UnsetType = msgspec.UNSET
    legibility: tuple[float | None, ...] | msgspec.UnsetType = msgspec.UNSET

    @cached_property
    def offsets(self) -> OffsetMap:
        """The map between offsets of the original and of the clean text, both ways."""
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

    def to_json(self) -> str:
        """Return the whole record as one line of JSON."""
        return msgspec.json.encode(self).decode("utf-8")

    def original_bytes(self) -> bytes:
        """Return the bytes that the original was read from, unchanged.

        Raises:
            ValueError: it was a file with pages, of which a record has the text alone.
        """
        if self.source.format:
            raise ValueError(f"a record has the text of a {self.source.format} file alone")
        return self.source.encode(self.undo())

    def digest(self) -> str:
        """Return the SHA-256 digest of the bytes that the original was read from."""
        from hashlib import sha256

        return self.source.sha256 or sha256(self.original_bytes()).hexdigest()


def markers_in_order(markers: Iterable[Marker]) -> tuple[Marker, ...]:
    """Return the markers sorted by offset in the clean text, ties by type."""
    return tuple(sorted(markers, key=lambda m: (m.clean_start, m.clean_end, m.type)))
