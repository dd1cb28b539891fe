"""Withheld text: the extent of each redaction, and the code under which it was withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from ocrfix.records import Marker
from ocrfix.text.lines import Line, lines

_MARGIN = "   "
"""Three spaces separate the margin from the text."""
_MIN_PROSE_WORDS = 6
_SOME_TEXT = "text"
_PARAGRAPH = "paragraph"


def link_redactions(markers: Sequence[Marker], text: str) -> list[Marker]:
    """Return the markers, with each redaction and the codes beside it referring to each other.

    A redaction gets the ``code`` it was made under among its fields, and a code what it
    ``withholds``: an extent, a ``paragraph`` where the code alone replaces one, or ``text``. They
    are linked within a bracket or a line, across the margin of a line, or when each is alone on one
    of two adjacent lines. Nothing else of a marker changes.

    Args:
        markers: in text order; offsets of ``text``.
        text: the text that was marked.

    >>> redaction = Marker(start=0, end=6, type="redaction", text="[████]", clean_start=0,
    ...                    clean_end=6)
    >>> code = Marker(start=7, end=9, type="exemption", text="B1", code="FOIA:b1", clean_start=7,
    ...               clean_end=9)
    >>> [marker.fields for marker in link_redactions([redaction, code], "[████] B1")]
    [{'code': 'FOIA:b1'}, {'withholds': 'text'}]
    """
    if not any(marker.code or marker.type == "redaction" for marker in markers):
        return list(markers)
    codes: dict[int, str] = {}
    withholds: dict[int, str] = {}
    for redactions, exemptions in _Links(markers, text).pairs():
        amount = _amount(markers[redactions[0]]) if redactions else _PARAGRAPH
        for at in exemptions:
            withholds.setdefault(at, amount)
        cited = "; ".join(dict.fromkeys(code for at in exemptions if (code := markers[at].code)))
        if cited:
            codes.update(dict.fromkeys(redactions, cited))
    result = []
    for at, marker in enumerate(markers):
        fields = dict(marker.fields)
        if marker.type == "redaction":
            fields |= _extent(marker)
        if at in codes:
            fields["code"] = codes[at]
        if at in withholds:
            fields["withholds"] = withholds[at]
        changed = fields != marker.fields
        result.append(msgspec.structs.replace(marker, fields=fields) if changed else marker)
    return result


def _extent(marker: Marker) -> dict[str, str]:
    """Return the extent and unit of a redaction in lower case; a unit without an extent is one."""
    fields = marker.fields
    extent: dict[str, str] = {
        name: fields[name].lower() for name in ("extent", "unit") if name in fields
    }
    if "unit" in extent and "extent" not in extent and "pages" not in fields:
        after = marker.text.lower().partition(extent["unit"])[2]
        if not after.startswith("s"):
            extent["extent"] = "1"
    return extent


def _amount(marker: Marker) -> str:
    """Return how much a redaction withholds, in words."""
    fields = _extent(marker)
    extent, unit = fields.get("extent", ""), fields.get("unit", "")
    if not unit:
        return _SOME_TEXT
    # The redaction itself has its unit in the singular or the plural.
    plural = marker.text.lower().partition(unit)[2].startswith("s")
    return f"{extent} {unit}{'s' * plural}".strip()


class _Links:
    """The redactions and codes of a text that belong together; markers are named by index."""

    def __init__(self, markers: Sequence[Marker], text: str) -> None:
        self._markers = markers
        self._text = text
        self._lines = [line for line in lines(text) if line.text and not line.text.isspace()]
        self._on_line = self._by_line()
        self._only_codes = [
            bool(found) and all(markers[at].code for at in found) and not self._rest(line, found)
            for line, found in zip(self._lines, self._on_line, strict=True)
        ]

    def pairs(self) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
        """Yield redactions with their codes; no redaction where codes replace a paragraph."""
        linked: set[int] = set()
        for number, found in enumerate(self._on_line):
            if any(self._markers[at].type == "redaction" for at in found):
                for redactions, codes in self._of_line(number):
                    linked.update(codes)
                    yield redactions, codes
        for number in range(1, len(self._lines) - 1):
            if self._only_codes[number] and self._replaces_paragraph(number):
                free = [at for at in self._on_line[number] if at not in linked]
                if free:
                    yield (), free

    def _of_line(self, number: int) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
        """Yield the redactions of a line with their codes."""
        line, found = self._lines[number], self._on_line[number]
        unlinked: list[int] = []
        for index, at in enumerate(found):
            if self._markers[at].type != "redaction":
                continue
            codes = self._beside(index, found)
            if codes:
                yield (at,), codes
            else:
                unlinked.append(at)
        if not unlinked:
            return
        margin = self._in_margin(line, found)
        if margin:
            yield unlinked, margin
            return
        adjacent = [
            n for n in (number + 1, number - 1) if 0 <= n < len(self._lines) and self._only_codes[n]
        ]
        if adjacent:
            size = _alphanumerics(line.text)
            alone = [at for at in unlinked if _alphanumerics(self._markers[at].text) == size]
            if alone:
                yield alone, self._on_line[adjacent[0]]

    def _replaces_paragraph(self, number: int) -> bool:
        """Return whether a line of codes is set apart between two lines of prose."""
        around = self._lines[number - 1 : number + 2]
        return all(_is_blank_between(a, b, self._text) for a, b in pairwise(around)) and all(
            _is_prose(line.text) for line in (around[0], around[2])
        )

    def _by_line(self) -> list[list[int]]:
        """Return the indices of the redactions and codes on each line."""
        found: list[list[int]] = []
        at = 0
        for line in self._lines:
            on_line: list[int] = []
            while at < len(self._markers) and self._markers[at].clean_start < line.end:
                if self._markers[at].code or self._markers[at].type == "redaction":
                    on_line.append(at)
                at += 1
            found.append(on_line)
        return found

    def _rest(self, line: Line, found: Sequence[int]) -> str:
        """Return the letters and digits of a line outside its markers."""
        outside = []
        at = line.start
        for number in found:
            marker = self._markers[number]
            outside.append(line.text[at - line.start : marker.clean_start - line.start])
            at = marker.clean_end
        outside.append(line.text[at - line.start :])
        return re.sub(r"[\W_]+", "", "".join(outside))

    def _beside(self, index: int, found: Sequence[int]) -> list[int]:
        """Return the codes that only punctuation separates from a redaction, first those after it.

        Args:
            index: the index of the redaction in ``found``.
            found: the redactions and codes on its line.
        """
        for others in (range(index + 1, len(found)), range(index - 1, -1, -1)):
            beside: list[int] = []
            last = found[index]
            for other in map(found.__getitem__, others):
                a, b = sorted((last, other))
                between = self._text[self._markers[a].clean_end : self._markers[b].clean_start]
                if not self._markers[other].code or re.search(r"\w", between):
                    break
                beside.append(other)
                last = other
            if beside:
                return sorted(beside)
        return []

    def _in_margin(self, line: Line, found: Sequence[int]) -> list[int]:
        """Return the codes in the right margin of a line."""
        codes = [at for at in found if self._markers[at].code]
        if not codes or codes != list(found[-len(codes) :]):
            return []
        start = self._markers[codes[0]].clean_start - line.start
        before, after = line.text[:start], line.text[start:]
        margin = Line(line.start + start, line.end, after)
        return codes if before.endswith(_MARGIN) and not self._rest(margin, codes) else []


def _alphanumerics(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_blank_between(first: Line, second: Line, text: str) -> bool:
    """Return whether a blank line separates two lines."""
    return len(re.findall(r"\r\n|[\r\n\f\v]", text[first.end : second.start])) > 1


def _is_prose(line: str) -> bool:
    words = line.split()
    return len(words) >= _MIN_PROSE_WORDS and sum(word.islower() for word in words) * 2 > len(words)
