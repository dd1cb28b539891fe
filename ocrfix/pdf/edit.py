"""Edits of a text layer as splices of its content streams.

An edit shows a new text where the glyphs of the old one were: it begins at the same point and is
scaled to the same width. Every operator ends where it ended before, so nothing after it moves, and
all bytes outside the operators that show the old glyphs stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from ocrfix.pages.file import PageFormatError
from ocrfix.pages.splice import Splice
from ocrfix.pdf.content import ContentStream
from ocrfix.pdf.fonts import Font
from ocrfix.pdf.geometry import apply, inverse
from ocrfix.pdf.glyph_run import INVISIBLE, INVISIBLE_CLIP, GlyphRun, TextState
from ocrfix.pdf.glyphless_font import GLYPH_WIDTH
from ocrfix.pdf.layer import GlyphPlace
from ocrfix.pdf.lexer import Array, Operator, Place, exact_number, hexadecimal, literal, number

_MIN_SCALING = 0.05
_MAX_SCALING = 20.0
"""Limits of the horizontal scaling of a new text in the layer's font: viewers read text that is
scaled beyond them badly. The fallback font is used then, whose letters are of one width."""

_BLANKS = b"\x00\t\n\f\r\x20"
_DELIMITERS = b"()<>[]{}/%"


class GlyphEdit(NamedTuple):
    """A new text for adjacent glyphs of a page.

    Attributes:
        first: the first glyph replaced.
        last: the last glyph replaced, inclusive.
        text: the text that replaces them; empty if they are removed.
    """

    first: GlyphPlace
    last: GlyphPlace
    text: str


FallbackName = Callable[[ContentStream, Font], str]
"""Returns the name by which a stream finds the fallback font that is as high as another font."""


class _NewText(NamedTuple):
    """What is shown in place of glyphs: nothing, if it has no string.

    Attributes:
        string: the operand, as it is written.
        font_name: the name of the fallback font, if the text is in that.
        width: how wide it is, in text space.
        scaling: by which the natural width of its letters is multiplied.
    """

    string: bytes
    font_name: str
    width: float
    scaling: float


_NewTexts = dict[GlyphPlace, _NewText | None]


def splices(
    runs: Sequence[GlyphRun], edits: Iterable[GlyphEdit], fallback_name: FallbackName
) -> dict[ContentStream, list[Splice]]:
    """Return how the content streams of a page change, by stream.

    Args:
        runs: the glyph runs of the page.
        edits: edits of it, disjoint.
        fallback_name: called where the font of the text lacks a letter.

    Raises:
        PageFormatError: a text cannot be written in its place.
    """
    new_texts: _NewTexts = {}
    operators: dict[int, tuple[ContentStream, Operator]] = {}
    for edit in edits:
        places = _places(runs, edit)
        for place in places:
            new_texts[place] = None
            run = runs[place.run]
            operators[id(run.operator)] = (run.stream, run.operator)
        if edit.text:
            new_texts[edit.first] = _new_text(runs, places, edit.text, fallback_name)
    runs_of: dict[int, list[int]] = {key: [] for key in operators}
    for index, run in enumerate(runs):
        if id(run.operator) in runs_of:
            runs_of[id(run.operator)].append(index)
    found: dict[ContentStream, list[Splice]] = {}
    for key, (stream, operator) in operators.items():
        writer = _OperatorWriter(stream, operator, new_texts)
        data = writer.write([(index, runs[index]) for index in runs_of[key]])
        found.setdefault(stream, []).append(Splice(operator.start, operator.end, data))
    return found


def _places(runs: Sequence[GlyphRun], edit: GlyphEdit) -> list[GlyphPlace]:
    found = []
    for index in range(edit.first.run, edit.last.run + 1):
        start = edit.first.glyph if index == edit.first.run else 0
        is_last = index == edit.last.run
        end = edit.last.glyph + 1 if is_last else len(runs[index].codes)
        found += [GlyphPlace(index, glyph) for glyph in range(start, end)]
    return found


def _new_text(
    runs: Sequence[GlyphRun], places: list[GlyphPlace], text: str, fallback_name: FallbackName
) -> _NewText:
    """Return how a text is shown in place of glyphs."""
    run = runs[places[0].run]
    last = next(place for place in reversed(places) if runs[place.run].stream is run.stream)
    width = _distance(run, places[0].glyph, runs[last.run], last.glyph)
    state = run.state
    if width * state.size <= 0:
        raise PageFormatError(f"“{text}” has no room in the PDF", "leave that word as it is")
    font = state.font
    string = font.encode(text)
    if string is not None:
        natural = font.text_width(string) * state.size
        if natural and _MIN_SCALING < width / natural < _MAX_SCALING:
            written = hexadecimal(string) if font.code_length > 1 else literal(string)
            return _NewText(written, "", width, width / natural)
    codes = text.encode("utf-16-be")
    natural = GLYPH_WIDTH * len(codes) / 2 * state.size
    name = fallback_name(run.stream, font)
    return _NewText(hexadecimal(codes), name, width, width / natural)


def _distance(run: GlyphRun, first: int, last_run: GlyphRun, last: int) -> float:
    """Return how far it is from where a glyph begins to where another ends, along the first."""
    back = inverse(run.matrix)
    if back is None:
        return 0.0
    return apply(back, *last_run.end(last))[0] - run.offsets[first]


class _OperatorWriter:
    """Writes an operator that shows text anew, with some of its glyphs replaced."""

    def __init__(self, stream: ContentStream, operator: Operator, new_texts: _NewTexts) -> None:
        self._data = stream.data
        self._operator = operator
        self._new_texts = new_texts
        self._written: list[bytes] = []  # whole operators
        self._array: list[bytes] = []  # elements of the array that is shown next
        self._removed = 0.0  # the advance of glyphs removed, not yet made up for

    def write(self, runs: list[tuple[int, GlyphRun]]) -> bytes:
        """Return the operators that replace it.

        Args:
            runs: its glyph runs, each with its index on the page.
        """
        by_operand = {run.operand: (index, run) for index, run in runs}
        state = runs[0][1].state
        self._begin()
        for operand, value, place in self._elements():
            if operand in by_operand:
                self._write_run(*by_operand[operand], value, place)
            elif isinstance(value, float):
                if self._removed:  # between glyphs removed, or after them
                    self._removed -= value / 1000 * state.size * state.scale
                else:
                    self._array.append(self._data[slice(*place)])
        self._make_up(state)
        self._show()
        data = b"\n".join(self._written)
        before = self._data[self._operator.start - 1 : self._operator.start]
        if before and before not in _BLANKS and before not in _DELIMITERS:
            data = b"\n" + data
        return data

    def _elements(self) -> Iterable[tuple[int, Any, Place]]:
        """Return what it shows, by index: strings, and numbers that move."""
        values, places = self._operator.values, self._operator.places
        if self._operator.name == "TJ":
            array: Array = values[-1]
            return zip(range(len(array)), array, array.places, strict=True)
        return [(len(values) - 1, values[-1], places[-1])]

    def _begin(self) -> None:
        """Write what an operator does before it shows a string."""
        if self._operator.name == '"':
            word, char = (self._data[start:end] for start, end in self._operator.places[-3:-1])
            self._written += [word + b" Tw", char + b" Tc"]
        if self._operator.name in "'\"":
            self._written.append(b"T*")

    def _write_run(self, index: int, run: GlyphRun, string: bytes, operand: Place) -> None:
        texts = self._new_texts
        count = len(run.codes)
        if not any(GlyphPlace(index, glyph) in texts for glyph in range(count)):
            self._make_up(run.state)
            self._array.append(self._data[slice(*operand)])
            return
        start = 0
        for glyph in range(count):
            place = GlyphPlace(index, glyph)
            if place not in texts:
                continue
            if glyph > start:
                self._write_glyphs(run, string, operand, start, glyph)
            start = glyph + 1
            new = texts[place]
            if new is not None:
                self._make_up(run.state)
                self._show()
                self._write_new_text(new, run.state)
                self._removed -= new.width
            self._removed += run.offsets[glyph + 1] - run.offsets[glyph]
        if start < count:
            self._write_glyphs(run, string, operand, start, count)

    def _write_glyphs(
        self, run: GlyphRun, string: bytes, operand: Place, start: int, end: int
    ) -> None:
        """Write glyphs of a string that stay."""
        self._make_up(run.state)
        size = run.state.font.code_length
        string = string[start * size : end * size]
        is_hexadecimal = self._data.startswith(b"<", operand[0])
        self._array.append(hexadecimal(string) if is_hexadecimal else literal(string))

    def _make_up(self, state: TextState) -> None:
        """Move to where the glyphs removed ended."""
        if self._removed:
            self._array.append(number(-self._removed * 1000 / (state.size * state.scale)))
            self._removed = 0.0

    def _show(self) -> None:
        array = [element for element in self._array if element != b"0"]
        if len(array) == 1 and array[0][:1] in b"(<":
            self._written.append(array[0] + b" Tj")
        elif array:
            self._written.append(b"[" + b" ".join(array) + b"] TJ")
        self._array.clear()

    def _write_new_text(self, new: _NewText, state: TextState) -> None:
        """Write the text with the state it needs, and restore the state."""
        written = self._written
        size = exact_number(state.size)
        if state.char_spacing:
            written.append(b"0 Tc")
        if state.word_spacing:
            written.append(b"0 Tw")
        written.append(number(100 * new.scaling) + b" Tz")
        is_painted = state.mode not in (INVISIBLE, INVISIBLE_CLIP)
        if new.font_name:
            written.append(b"/" + new.font_name.encode("latin-1") + b" " + size + b" Tf")
            if is_painted:
                written.append(b"%d Tr" % INVISIBLE)
        written.append(new.string + b" Tj")
        if new.font_name:
            written.append(b"/" + state.font_name.encode("latin-1") + b" " + size + b" Tf")
            if is_painted:
                written.append(b"%d Tr" % state.mode)
        written.append(exact_number(100 * state.scale) + b" Tz")
        if state.char_spacing:
            written.append(exact_number(state.char_spacing) + b" Tc")
        if state.word_spacing:
            written.append(exact_number(state.word_spacing) + b" Tw")
