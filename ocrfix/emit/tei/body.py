"""Text of a TEI document: both versions of every change, and elements or anchors for markers.

Changes have offsets in the original, markers in the clean text, so a marker can begin inside the
replacement of a change. XML elements nest: a marker that nests with the changes becomes an element,
any other a pair of anchors.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ocrfix.edits import Edit
from ocrfix.records import Marker, Record
from ocrfix.text.xml_chars import as_token, escape_content, quote_attribute

HIGH, MEDIUM = 0.9, 0.75
"""The minimum confidence for ``cert="high"`` and ``cert="medium"``; below, it is ``low``."""

_ELEMENTS = {"stamp": "stamp", "release": "stamp", "review": "stamp", "page": "fw"}
_WITHHELD = ("exemption", "redaction")
_LINE_END = re.compile(
    '&#13;\n|\n|&#13;|<g ref="#U000B"/>|(?P<page><g ref="#U000C"/>)'
)  # line and page ends in text that is XML already

_Side = Literal["both", "sic", "corr", "before", "after"]
_CLOSING, _ANCHOR, _OPENING = range(3)


class _Piece(NamedTuple):
    """A part of the text: unchanged, or one edit; with its offsets in both texts."""

    start: int
    end: int
    clean_start: int
    clean_end: int
    edit: Edit | None


class _TagPosition(NamedTuple):
    """Position of a tag: before, after or inside a piece; ``offset`` counts from its start."""

    piece: int
    side: _Side
    offset: int = 0


def certainty(confidence: float) -> str:
    """Return the value of TEI's ``cert`` for a confidence.

    >>> certainty(0.8)
    'medium'
    """
    if confidence >= HIGH:
        return "high"
    return "medium" if confidence >= MEDIUM else "low"


def body(document: Record) -> tuple[str, frozenset[int]]:
    """Return the text of ``document`` as the one block of a TEI body.

    Returns:
        The XML, and the indices of the markers that became anchors in it, named ``m3.from`` and
        ``m3.to`` for the third; those of suggestions are ``s3.from`` and ``s3.to``.
    """
    return _Body(document).build()


class _Body:
    """Builder of the text block."""

    def __init__(self, document: Record) -> None:
        self._document = document
        self._pieces = _pieces(document)
        self._starts = [piece.start for piece in self._pieces]
        self._clean_starts = [piece.clean_start for piece in self._pieces]
        self._begin = {(p.start, p.clean_start): i for i, p in enumerate(self._pieces)}
        self._stop = {(p.end, p.clean_end): i for i, p in enumerate(self._pieces)}
        self._tags: dict[tuple[int, _Side], list[tuple[int, int, str]]] = defaultdict(list)

    def build(self) -> tuple[str, frozenset[int]]:
        loose = frozenset(self._place_markers())
        for index, suggestion in enumerate(self._document.suggestions, 1):
            start, end = suggestion.clean_start, suggestion.clean_end
            assert start is not None and end is not None
            self._anchor(self._in_clean(start), f"s{index}.from")
            self._anchor(self._in_clean(end), f"s{index}.to")
        text = "".join(self._written())
        # A line end at the very end of the text begins no line.
        text = text.removesuffix("<lb/>")
        return f'<ab xml:space="preserve"><pb n="1"/><lb/>{text}</ab>', loose

    def _place_markers(self) -> Iterator[int]:
        """Place the tags of markers; yield the indices of those that became anchors."""
        document = self._document
        reached = clean_reached = removed_reached = 0  # ends of the last elements
        for index, marker in enumerate(document.markers):
            if (
                marker.clean_start == marker.clean_end
            ):  # removed from the text; its words are in the original
                places = self._within(marker.start, marker.end, "sic")
                if places and marker.start >= removed_reached:
                    removed_reached = marker.end
                    self._element(index, marker, places)
                    continue
                places = self._in_original(marker.start), self._in_original(marker.end)
            else:
                places = self._across(marker) or self._within(
                    marker.clean_start, marker.clean_end, "corr"
                )
                inside = places is not None and places[0].side == "corr"
                apart = marker.clean_start >= clean_reached
                if places and apart and (inside or marker.start >= reached):
                    clean_reached = marker.clean_end
                    reached = reached if inside else marker.end
                    self._element(index, marker, places)
                    continue
                places = self._in_clean(marker.clean_start), self._in_clean(marker.clean_end)
            self._anchor(places[0], f"m{index + 1}.from")
            self._anchor(places[1], f"m{index + 1}.to")
            yield index

    def _across(self, marker: Marker) -> tuple[_TagPosition, _TagPosition] | None:
        """Return the positions of the tags of a marker that holds whole changes, or none."""
        start = self._between(marker.start, marker.clean_start, self._begin, "before")
        end = self._between(marker.end, marker.clean_end, self._stop, "after")
        return (start, end) if start and end else None

    def _between(
        self, at: int, clean_at: int, borders: dict[tuple[int, int], int], side: _Side
    ) -> _TagPosition | None:
        index = borders.get((at, clean_at))
        if index is not None:
            piece = self._pieces[index]
            if piece.edit is not None:
                return _TagPosition(index, side)
            return _TagPosition(index, "both", at - piece.start)
        index = bisect_right(self._clean_starts, clean_at) - 1
        piece = self._pieces[index]
        offset = clean_at - piece.clean_start
        if piece.edit is None and clean_at < piece.clean_end and piece.start + offset == at:
            return _TagPosition(index, "both", offset)
        return None

    def _within(
        self, start: int, end: int, side: _Side
    ) -> tuple[_TagPosition, _TagPosition] | None:
        """Return the positions of the tags of a span inside one version of one change, or none."""
        starts = self._starts if side == "sic" else self._clean_starts
        index = bisect_right(starts, start) - 1
        piece = self._pieces[index]
        limit = piece.end if side == "sic" else piece.clean_end
        if piece.edit is None or not start < end <= limit:
            return None
        return _TagPosition(index, side, start - starts[index]), _TagPosition(
            index, side, end - starts[index]
        )

    def _in_clean(self, at: int) -> _TagPosition:
        index = bisect_right(self._clean_starts, at) - 1
        return self._position(index, at - self._clean_starts[index], "corr")

    def _in_original(self, at: int) -> _TagPosition:
        index = bisect_right(self._starts, at) - 1
        return self._position(index, at - self._starts[index], "sic")

    def _position(self, index: int, offset: int, side: _Side) -> _TagPosition:
        if self._pieces[index].edit is None:
            return _TagPosition(index, "both", offset)
        return _TagPosition(index, side, offset) if offset else _TagPosition(index, "before")

    def _anchor(self, place: _TagPosition, name: str) -> None:
        self._tag(place, _ANCHOR, f'<anchor xml:id="{name}"/>')

    def _element(
        self, index: int, marker: Marker, places: tuple[_TagPosition, _TagPosition]
    ) -> None:
        name = _ELEMENTS.get(marker.type, "seg")
        kind = "pageNum" if name == "fw" else marker.type
        opening = f'<{name} type="{kind}" ana="#m{index + 1}">'
        if marker.type in _WITHHELD:
            opening += _gap(marker)
        self._tag(places[0], _OPENING, opening)
        self._tag(places[1], _CLOSING, f"</{name}>")

    def _tag(self, place: _TagPosition, order: int, tag: str) -> None:
        self._tags[place.piece, place.side].append((place.offset, order, tag))

    def _written(self) -> Iterator[str]:
        page = _Pages()
        number = 0
        for index, piece in enumerate(self._pieces):
            edit = piece.edit
            if edit is None:
                text = self._document.original[piece.start : piece.end]
                yield self._text(text, index, "both", page)
                continue
            number += 1
            yield self._text("", index, "before", page)
            yield self._change(edit, index, number, page)
            yield self._text("", index, "after", page)

    def _change(self, edit: Edit, index: int, number: int, page: _Pages) -> str:
        why = f'ana="#e{number}"'
        who = f'cert="{certainty(edit.confidence)}" resp="#ocrfix"'
        kind = as_token(edit.kind)
        reason = f" reason={quote_attribute(kind)}" if kind else ""
        if not edit.after:
            sic = self._text(edit.before, index, "sic", page)
            return f"<surplus {why}{reason} {who}>{sic}</surplus>"
        if not edit.before:
            corr = self._text(edit.after, index, "corr", page.copy())
            return f"<supplied {why}{reason} {who}>{corr}</supplied>"
        corr_page = page.copy()
        sic = self._text(edit.before, index, "sic", page)
        corr = self._text(edit.after, index, "corr", corr_page)
        kind = f"type={quote_attribute(kind)} " if kind else ""
        return f"<choice {why}><sic>{sic}</sic><corr {kind}{who}>{corr}</corr></choice>"

    def _text(self, text: str, index: int, side: _Side, page: _Pages) -> str:
        parts: list[str] = []
        at = 0
        for offset, _, tag in sorted(self._tags.get((index, side), ()), key=lambda t: t[:2]):
            parts += (page.with_breaks(escape_content(text[at:offset])), tag)
            at = offset
        parts.append(page.with_breaks(escape_content(text[at:])))
        return "".join(parts)


class _Pages:
    """Inserter of ``<lb/>`` and ``<pb/>``, which counts the pages."""

    def __init__(self, number: int = 1) -> None:
        self._number = number

    def copy(self) -> _Pages:
        """Return a copy that counts from here, for the other version of a change."""
        return _Pages(self._number)

    def with_breaks(self, xml: str) -> str:
        return _LINE_END.sub(self._after, xml)

    def _after(self, found: re.Match[str]) -> str:
        if found["page"]:
            self._number += 1
            return f'{found[0]}<pb n="{self._number}"/><lb/>'
        return f"{found[0]}<lb/>"


def _gap(marker: Marker) -> str:
    """Return the ``<gap/>`` of withheld text, with its extent where that is known."""
    # The codes of a redaction are in its fields, separated by "; ".
    codes = (marker.code or marker.fields.get("code", "")).split("; ")
    reason = quote_attribute(" ".join(filter(None, map(as_token, codes))) or "withheld")
    extent, unit = marker.fields.get("extent"), as_token(marker.fields.get("unit", ""))
    known = f" extent={quote_attribute(extent)}" if extent else ""
    known += f" unit={quote_attribute(unit)}" if unit else ""
    return f"<gap reason={reason}{known}/>"


def _pieces(document: Record) -> list[_Piece]:
    """Return the pieces of the text in order; the last one is empty, at its end."""
    result: list[_Piece] = []
    at = clean_at = 0
    for edit in document.edits:
        if edit.start > at:
            length = edit.start - at
            result.append(_Piece(at, edit.start, clean_at, clean_at + length, None))
            clean_at += length
        at = edit.end
        result.append(_Piece(edit.start, at, clean_at, clean_at + len(edit.after), edit))
        clean_at += len(edit.after)
    end, clean_end = len(document.original), len(document.clean)
    if end > at:
        result.append(_Piece(at, end, clean_at, clean_end, None))
    result.append(_Piece(end, end, clean_end, clean_end, None))
    return result
