"""Round trip of inline marks: removing them restores any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.document import Document
from ocrfix.edits import apply
from ocrfix.marks.parse import unwrap
from ocrfix.marks.write import wrap
from ocrfix.records import MARKER_TYPES, Marker

STANDARD = "[[{type} {code}: {text}]]"
TEMPLATES = [
    STANDARD,
    "<{text}|{type}>",
    "[{type}]{text}[{code}]",
    "|{type}|{code}|{text}|",
    "{{{code} {type}: {text}}}",
    "aa{type}a{text}aa",
    '<m type="{type}" code="{code}">{text}</m>',
]

PIECES = [
    *("[[", "]]", "[", "]", ": ", " ", "|", "<", ">", "a", "aa", "{{", "}}", "{text}"),
    *("stamp", "exemption", "[[stamp: ", "[[exemption FOIA:b1: ", "FOIA:b1", "B1", "é"),
    *("<m ", 'type="stamp">', "</m>", "\n", "\r\n", "\f", "\x85", "\u2028"),
]
pieces = st.sampled_from(PIECES) | st.text(max_size=4)
texts = st.lists(pieces, max_size=14).map("".join)


@st.composite
def documents(draw):
    clean = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(clean)), max_size=8)))
    markers = []
    for start, end in zip(cuts[0::2], cuts[1::2], strict=False):
        markers.append(
            Marker(
                start=start,
                end=end,
                clean_start=start,
                clean_end=end,
                type=draw(st.sampled_from(MARKER_TYPES)),
                text=clean[start:end],
                code=draw(st.sampled_from([None, "FOIA:b1", "EO:1.4(d)", "x|y", "two words", ""])),
            )
        )
    return Document(original=clean, clean=clean, markers=tuple(markers))


def _marked(document, template):
    return apply(document.clean, wrap(document.clean, document.markers, template))


def _unmarked(text, template):
    return apply(text, unwrap(text, template))


@given(documents(), st.sampled_from(TEMPLATES))
def test_unmarking_marked_text_gives_the_clean_text(document, template):
    """A text that already looks marked is unmarked itself; marking adds nothing to that."""
    text = _marked(document, template)
    assert _unmarked(text, template) == _unmarked(document.clean, template)
    if not unwrap(document.clean, template):
        assert _unmarked(text, template) == document.clean


@given(documents(), st.sampled_from(TEMPLATES))
def test_marking_only_inserts_text(document, template):
    edits = wrap(document.clean, document.markers, template)
    assert all(edit.before == "" and edit.confidence == 1.0 for edit in edits)
    places = [edit.start for edit in edits]
    assert places == sorted(set(places))


@given(texts, st.sampled_from(TEMPLATES))
def test_unmarking_terminates(text, template):
    while found := unwrap(text, template):
        assert all(edit.after == "" for edit in found)
        shorter = apply(text, found)
        assert len(shorter) < len(text)
        text = shorter


MARKED = [
    ("one", "see {exemption:B1}.", "see [[exemption FOIA:b1: B1]]."),
    ("no code", "{stamp:DEC 14}", "[[stamp: DEC 14]]"),
    (
        "two that meet",
        "{release:RELEASED}{classification:SECRET}",
        "[[release: RELEASED]][[classification: SECRET]]",
    ),
    ("markdown stays", "### {release:RELEASED}\n", "### [[release: RELEASED]]\n"),
    ("brackets of its own", "{redaction:[REDACTED]}", "[[redaction: [REDACTED]]]"),
    ("brackets that end the mark too soon", "{stamp:a]] b}", "a]] b"),
    ("a line that reads as marked", "[[stamp: x]] {stamp:y}", "[[stamp: x]] y"),
    ("only that line", "[[stamp: x]] {stamp:y}\n{stamp:z}", "[[stamp: x]] y\n[[stamp: z]]"),
    ("open brackets before", "[[ {stamp:y}", "[[ [[stamp: y]]"),
    ("over a line end", "a {stamp:y\nz} b", "a y\nz b"),
    ("line ends stay", "{stamp:y}\r\n{page:2}\f", "[[stamp: y]]\r\n[[page: 2]]\f"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in MARKED], ids=[case[0] for case in MARKED]
)
def test_marked(marked, text, expected):
    assert _marked(marked(text), STANDARD) == expected


UNMARKED = [
    ("[[stamp: DEC 14]]", "DEC 14"),
    ("[[exemption FOIA:b1: B1]], [[exemption EO:A5: A5]]", "B1, A5"),
    ("[[stamp: [[stamp: a]]]]", "[[stamp: a]]"),
    # No marks of ours:
    ("[[wiki link]]", "[[wiki link]]"),
    ("[[Stamp: DEC 14]]", "[[Stamp: DEC 14]]"),
    ("[[stamps: DEC 14]]", "[[stamps: DEC 14]]"),
    ("[[stamp: ]]", "[[stamp: ]]"),
    ("[[stamp: DEC\n14]]", "[[stamp: DEC\n14]]"),
    ("[[stamp two words: DEC 14]]", "[[stamp two words: DEC 14]]"),
    ("[stamp: DEC 14]", "[stamp: DEC 14]"),
]


@pytest.mark.parametrize(("text", "expected"), UNMARKED)
def test_unmarked(text, expected):
    assert _unmarked(text, STANDARD) == expected


@pytest.mark.parametrize(
    "piece",
    ["[[stamp: ", "[[", "[[exemption a", "[[exemption FOIA:b1: x]", "|stamp|a|", "<", "<a"],
)
@pytest.mark.parametrize("template", TEMPLATES)
def test_time_is_linear(piece, template):
    began = time.process_time()
    unwrap(piece * 100_000, template)
    assert time.process_time() - began < 3
