"""Withheld text: how much of it a mark tells of, and under which code it was withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from ocrfix.records import Marker
from ocrfix.text.lines import Line, lines

_MARGIN = "   "
"""Three blanks part the margin from the text."""
_PROSE_WORDS = 6
_TEXT = "text"
_PARAGRAPH = "paragraph"


def joined(markers: Sequence[Marker], text: str) -> list[Marker]:
    """Return the markers, redactions and the codes beside them saying so of each other.

    A redaction gets the ``code`` it was made under, among its fields, and a code what it
    ``withholds``: an extent, a ``paragraph`` where the code alone stands in its place, or ``text``.
    They are joined within a bracket or a line, across a line's margin, or when each has a line of
    its own next to the other. Nothing else of a marker changes.

    Args:
        markers: in order of place; offsets of ``text``.
        text: the text that was marked.

    >>> redaction = Marker(start=0, end=6, type="redaction", text="[████]", clean_start=0,
    ...                    clean_end=6)
    >>> code = Marker(start=7, end=9, type="exemption", text="B1", code="FOIA:b1", clean_start=7,
    ...               clean_end=9)
    >>> [marker.fields for marker in joined([redaction, code], "[████] B1")]
    [{'code': 'FOIA:b1'}, {'withholds': 'text'}]
    """
    if not any(marker.code or marker.type == "redaction" for marker in markers):
        return list(markers)
    codes: dict[int, str] = {}
    withholds: dict[int, str] = {}
    for redactions, exemptions in _pairs(markers, text):
        amount = _amount(markers[redactions[0]]) if redactions else _PARAGRAPH
        for at in exemptions:
            withholds.setdefault(at, amount)
        told = "; ".join(dict.fromkeys(code for at in exemptions if (code := markers[at].code)))
        if told:
            codes.update(dict.fromkeys(redactions, told))
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
    """Return the extent and the unit of a redaction in small letters; a unit by itself is one."""
    fields = marker.fields
    told: dict[str, str] = {
        name: fields[name].lower() for name in ("extent", "unit") if name in fields
    }
    if "unit" in told and "extent" not in told and "pages" not in fields:
        after = marker.text.lower().partition(told["unit"])[2]
        if not after.startswith("s"):
            told["extent"] = "1"
    return told


def _amount(marker: Marker) -> str:
    """Return how much a redaction withholds, in words."""
    told = _extent(marker)
    extent, unit = told.get("extent", ""), told.get("unit", "")
    if not unit:
        return _TEXT
    # The mark itself says whether it writes its unit in the plural.
    plural = marker.text.lower().partition(unit)[2].startswith("s")
    return f"{extent} {unit}{'s' * plural}".strip()


def _pairs(markers: Sequence[Marker], text: str) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Yield redactions with the codes they belong to; none of them for a paragraph left blank."""
    page = [line for line in lines(text) if line.text and not line.text.isspace()]
    here = _by_line(markers, page)
    bare = [_only_codes(line, found, markers) for line, found in zip(page, here, strict=True)]
    taken: set[int] = set()
    for number, (line, found) in enumerate(zip(page, here, strict=True)):
        if not any(markers[at].type == "redaction" for at in found):
            continue
        left: list[int] = []  # of those that have no code beside them
        for place, at in enumerate(found):
            if markers[at].type != "redaction":
                continue
            beside = _beside(place, found, markers, text)
            if beside:
                taken.update(beside)
                yield (at,), beside
            else:
                left.append(at)
        if not left:
            continue
        margin = _in_margin(line, found, markers)
        if margin:
            taken.update(margin)
            yield left, margin
            continue
        near = [n for n in (number + 1, number - 1) if 0 <= n < len(page) and bare[n]]
        words = _letters(line.text) if near else 0
        alone = [at for at in left if _letters(markers[at].text) == words] if near else []
        if alone:
            taken.update(here[near[0]])
            yield alone, here[near[0]]
    for number in range(1, len(page) - 1):
        if not bare[number]:
            continue
        around = (page[number - 1], page[number + 1])
        apart = all(_parted(a, b, text) for a, b in pairwise(page[number - 1 : number + 2]))
        if apart and all(_is_prose(line.text) for line in around):
            free = [at for at in here[number] if at not in taken]
            if free:
                yield (), free


def _by_line(markers: Sequence[Marker], page: Sequence[Line]) -> list[list[int]]:
    """Return the numbers of the redactions and codes on each line."""
    found: list[list[int]] = []
    at = 0
    for line in page:
        on: list[int] = []
        while at < len(markers) and markers[at].clean_start < line.end:
            if markers[at].code or markers[at].type == "redaction":
                on.append(at)
            at += 1
        found.append(on)
    return found


def _only_codes(line: Line, found: Sequence[int], markers: Sequence[Marker]) -> bool:
    return bool(found) and all(markers[at].code for at in found) and not _rest(line, found, markers)


def _letters(text: str) -> int:
    """Return how many letters and figures stand in a text."""
    return sum(map(str.isalnum, text))


def _rest(line: Line, found: Sequence[int], markers: Sequence[Marker]) -> str:
    """Return the letters and figures of a line outside the marks."""
    parts = []
    at = line.start
    for number in found:
        parts.append(line.text[at - line.start : markers[number].clean_start - line.start])
        at = markers[number].clean_end
    parts.append(line.text[at - line.start :])
    return re.sub(r"[\W_]+", "", "".join(parts))


def _beside(place: int, found: Sequence[int], markers: Sequence[Marker], text: str) -> list[int]:
    """Return the codes that nothing but signs parts from a redaction; those behind it go first.

    Args:
        place: the place of the redaction in ``found``.
        found: the numbers of the redactions and codes on its line.
        markers: all marks.
        text: the text that was marked.
    """
    for run in (range(place + 1, len(found)), range(place - 1, -1, -1)):
        beside: list[int] = []
        last = found[place]
        for other in map(found.__getitem__, run):
            a, b = sorted((last, other))
            between = text[markers[a].clean_end : markers[b].clean_start]
            if not markers[other].code or re.search(r"\w", between):
                break
            beside.append(other)
            last = other
        if beside:
            return sorted(beside)
    return []


def _in_margin(line: Line, found: Sequence[int], markers: Sequence[Marker]) -> list[int]:
    """Return the codes in the right margin of a line."""
    codes = [at for at in found if markers[at].code]
    if not codes or codes != list(found[-len(codes) :]):
        return []
    start = markers[codes[0]].clean_start - line.start
    before, after = line.text[:start], line.text[start:]
    behind = Line(line.start + start, line.end, after)
    return codes if before.endswith(_MARGIN) and not _rest(behind, codes, markers) else []


def _parted(first: Line, second: Line, text: str) -> bool:
    """Return whether a blank line stands between two lines."""
    return len(re.findall(r"\r\n|[\r\n\f\v]", text[first.end : second.start])) > 1


def _is_prose(line: str) -> bool:
    words = line.split()
    return len(words) >= _PROSE_WORDS and sum(word.islower() for word in words) * 2 > len(words)
