"""Documents with any text, edits, suggestions and markers, for property-based tests of the formats.

They are made without the program's knowledge, to have what it rarely makes: changes that touch,
markers that begin in the middle of a change, texts that are nothing but control characters.
"""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from ocrfix.document import Document
from ocrfix.edits import Edit, apply, offset_map, with_clean_offsets
from ocrfix.records import MARKER_TYPES, Card, Marker, Source, markers_in_order

SIGNS = [
    *("a", "B", "1", " ", "  ", "\n", "\r\n", "\r", "\f", "\v", "\t", "e\u0301", "ﬁ", "😀"),
    *("<", "&", ">", "]]>", "<!--", "-->", "&amp;", '"', "'", "[[", "]]", "[^1]", "(x)", "=1+2"),
    *(
        "*",
        "_",
        "`",
        "```",
        "#",
        "|",
        "---",
        "===",
        "\\",
        "~~",
        "$",
        "![",
        "<b>",
        "1.",
        "- ",
        "\n\n",
    ),
    *("\u202e", "\u2066", "\u200b", "\u2028", "\x85", "\x00", "\x1b", "\x7f", "\ufffe", "\ufeff"),
]
signs = st.one_of(st.sampled_from(SIGNS), st.text(max_size=3))
texts = st.lists(signs, max_size=12).map("".join)
words = st.lists(signs, min_size=1, max_size=3).map("".join).filter(bool)
shares = st.floats(0, 1)


@st.composite
def records(draw: st.DrawFn) -> Document:
    """A valid document with random content."""
    original = draw(texts)
    edits = with_clean_offsets(draw(_edits(original)))
    clean = apply(original, edits)
    offsets = offset_map(edits)
    markers = []
    for start, end in draw(_spans(len(clean))):
        begin, stop = offsets.to_original(start, end)
        marker = _marker(draw, clean[start:end])
        markers.append(replace(marker, start=begin, end=stop, clean_start=start, clean_end=end))
    for edit in edits:
        if not edit.after and draw(st.booleans()):
            start = draw(st.integers(edit.start, edit.end - 1))
            end = draw(st.integers(start + 1, edit.end))
            mended = draw(words) if draw(st.booleans()) else original[start:end]
            place = offsets.to_clean(start, end)[0]
            marker = _marker(draw, mended)
            markers.append(
                replace(marker, start=start, end=end, clean_start=place, clean_end=place)
            )
    suggestions = []
    for start, end in draw(_spans(len(clean))):
        begin, stop = offsets.to_original(start, end)
        after = draw(texts)
        if after != original[begin:stop]:
            suggestion = _edit(draw, begin, original[begin:stop], after)
            suggestions.append(replace(suggestion, clean_start=start, clean_end=end))
    return Document(
        original=original,
        clean=clean,
        edits=edits,
        suggestions=tuple(suggestions),
        markers=markers_in_order(markers),
        card=draw(_cards()),
        source=Source(name=draw(st.one_of(st.none(), words))),
    )


@st.composite
def _edits(draw: st.DrawFn, text: str) -> list[Edit]:
    edits: list[Edit] = []
    at = 0
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, min(len(text), start + 6)))
        after = draw(texts)
        # Of two that put text in at one place, which comes first could not be told.
        clash = start == end and edits and edits[-1].start == edits[-1].end == start
        if after != text[start:end] and not clash:
            edits.append(_edit(draw, start, text[start:end], after))
            at = end
    return edits


def _edit(draw: st.DrawFn, start: int, before: str, after: str) -> Edit:
    return Edit(
        start=start,
        end=start + len(before),
        before=before,
        after=after,
        kind=draw(st.sampled_from(["misread", "noise", "inline mark", "<kind>"])),
        confidence=draw(shares),
        reason=draw(words),
    )


def _marker(draw: st.DrawFn, text: str) -> Marker:
    type = draw(st.sampled_from(MARKER_TYPES))
    code = draw(st.sampled_from(["FOIA:b1", "EO12356:1.3(a)(5)", 'a "b" <c>', None]))
    return Marker(
        start=0,
        end=len(text),
        type=type,
        text=text,
        code=code if type == "exemption" else None,
        fields=draw(st.dictionaries(st.one_of(st.sampled_from(["extent", "unit"]), words), words)),
        confidence=draw(shares),
        clean_start=0,
        clean_end=len(text),
    )


@st.composite
def _spans(draw: st.DrawFn, length: int) -> list[tuple[int, int]]:
    """Spans of a text of this length, not empty, not overlapping, in order."""
    borders = draw(st.lists(st.integers(0, length), max_size=8, unique=True))
    borders.sort()
    return list(zip(borders[::2], borders[1::2], strict=False))


def _cards() -> st.SearchStrategy[Card]:
    date = st.sampled_from(["1990-12-14", "1990-12", "1990", "1990-02-30", "0000", "Dec. 14"])
    text = st.one_of(st.none(), words)
    return st.builds(
        Card, title=text, subject=text, from_=text, to=text, date=st.one_of(st.none(), date),
        classification=st.tuples(words), control_numbers=st.tuples(words),
        exemptions=st.dictionaries(words, st.integers(1, 9)),
    )  # fmt: skip
