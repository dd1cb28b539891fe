"""Strategies: text layers of random words, in every font, by every operator, turned and spaced."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import pikepdf
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream

from ocrfix.pages.file import WordChange
from tests.pdf import make

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
words = st.text(_ALPHABET, min_size=1, max_size=7)


class MadeFont(NamedTuple):
    """A kind of font: how it is made, and how its strings are written."""

    make: Callable[[pikepdf.Pdf], Any]
    encode: Callable[[str], bytes]


def _latin(text: str) -> bytes:
    return b"(" + text.encode("latin-1") + b")"


def _composite(text: str) -> bytes:
    letters = _ALPHABET + " "
    return b"<" + b"".join(b"%04x" % (letters.index(char) + 1) for char in text) + b">"


def _by_number(text: str) -> bytes:
    letters = _ALPHABET + " "
    return b"<" + bytes(letters.index(char) + 1 for char in text).hex().encode() + b">"


FONTS = {
    "WinAnsi": MadeFont(make.winansi_font, _latin),
    "standard": MadeFont(make.standard_font, _latin),
    "Type 3": MadeFont(make.type3_font, _latin),
    "Type 0": MadeFont(lambda pdf: make.type0_font(pdf, _ALPHABET + " "), _composite),
    "differences": MadeFont(
        lambda pdf: make.differences_font(pdf, [*_ALPHABET, "space"]), _by_number
    ),
}


def _line(encode: Callable[[str], bytes], words: list[str], style: str) -> bytes:
    """Return operators that show a line, at the beginning of which the text position is."""
    text = " ".join(words)
    if style == "Tj":
        return encode(text) + b" Tj "
    if style == "'":
        return encode(text) + b" ' "
    if style == '"':
        return b"0.3 0.2 " + encode(text) + b' " 0 Tw 0 Tc '
    if style == "TJ":
        return b"[" + b" -15.5 ".join(encode(char) for char in text) + b"] TJ "
    if style == "letters":
        return b"".join(encode(char) + b"Tj 0.7 Tc " for char in text) + b"0 Tc "
    if style == "words":
        return b"".join(b"88 Tz 0.5 Tc " + encode(word + " ") + b"Tj 0 Tc " for word in words)
    assert style == "parts"
    return b"[" + b"-8 ".join(encode(text[at : at + 3]) for at in range(0, len(text), 3)) + b"]TJ "


STYLES = ("Tj", "'", '"', "TJ", "letters", "words", "parts")


class MadeLayer(NamedTuple):
    """A PDF with a text layer.

    Attributes:
        data: the PDF.
        lines: the words of its lines.
        description: how it was made.
    """

    data: bytes
    lines: list[list[str]]
    description: str


@st.composite
def layers(draw: st.DrawFn) -> MadeLayer:
    """Draw a PDF of one page with some lines of hidden text."""
    lines = draw(st.lists(st.lists(words, min_size=1, max_size=5), min_size=1, max_size=4))
    kind = draw(st.sampled_from(sorted(FONTS)))
    styles = [draw(st.sampled_from(STYLES)) for _ in lines]
    degrees = draw(st.sampled_from([0, 0, 2, 90, 180, 270]))
    rotate = draw(st.sampled_from([0, 0, 90, 180, 270]))
    depth = draw(st.integers(0, 2))
    mode = draw(st.sampled_from([3, 3, 0]))
    parts = draw(st.booleans())
    font = FONTS[kind]
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    content = b"/F1 9 Tf 14 TL %d Tr %.4f %.4f %.4f %.4f 250 250 Tm " % (
        mode, cosine, sine, -sine, cosine,
    )  # fmt: skip
    shown = [_line(font.encode, line, style) for line, style in zip(lines, styles, strict=True)]
    for style, operators in zip(styles, shown, strict=True):
        content += operators if style in "'\"" else b"T* " + operators
        content += b"100 Tz\n"
    text = b"BT " + content + b" ET\n"
    image = b"q 500 0 0 500 0 0 cm /Im0 Do Q\n"
    pdf = pikepdf.new()
    fonts = {"F1": font.make(pdf)}
    resources = Dictionary(XObject=Dictionary(Im0=make.page_image(pdf)))
    for level in range(depth):
        form = Stream(pdf, text)
        form.Subtype, form.BBox = Name.Form, Array([0, 0, 500, 500])
        if draw(st.booleans()):
            form.Resources = Dictionary(
                Font=Dictionary({"/F1": fonts["F1"]}),
                XObject=Dictionary(dict(resources.XObject.items())),
            )
        resources.XObject[f"/Fm{level}"] = pdf.make_indirect(form)
        text = b"q /Fm%d Do Q\n" % level
    pieces = [text, image] if mode == 0 else [image, text]
    streams: Any = b"".join(pieces)
    if parts:
        streams = [pdf.make_indirect(Stream(pdf, piece)) for piece in pieces]
    make.add_page(pdf, streams, fonts, (0, 0, 500, 500), Rotate=rotate, Resources=resources)
    options = draw(
        st.sampled_from(
            [{}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}, {"linearize": True}]
        )
    )
    description = f"{kind} {styles} {degrees=} {rotate=} {depth=} {mode=} {parts=} {options}"
    return MadeLayer(make.saved(pdf, **options), lines, description)


@st.composite
def changes(draw: st.DrawFn, lines: list[list[str]]) -> list[WordChange]:
    """Draw changes of words: other letters, letters that fonts lack, joins, splits, removals."""
    found = []
    first = 0
    for line in lines:
        at = 0
        while at < len(line):
            count = draw(st.integers(1, min(3, len(line) - at)))
            if draw(st.booleans()):
                new = draw(
                    st.one_of(
                        st.lists(words, max_size=3),
                        st.just(["".join(line[at : at + count])]),
                        st.just(["Žñ" + line[at]]),
                        st.just(["a(b\\)c"]),
                    )
                )
                found.append(WordChange(first + at, first + at + count, tuple(new)))
            at += count
        first += len(line)
    return found


def changed_words(lines: list[list[str]], changes: list[WordChange]) -> list[str]:
    """Return the words after changes."""
    found = [word for line in lines for word in line]
    for change in reversed(changes):
        found[change.first : change.last] = change.words
    return found
