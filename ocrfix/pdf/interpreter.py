"""Interpreter of content streams: the glyph runs and the images of a page, in painting order.

Only what decides where text is and whether it can be seen is interpreted: the text operators, the
coordinate system, forms, images, clips and transparency. Operators with unsuitable operands do
nothing, as in viewers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

import pikepdf

from ocrfix.pdf.content import ContentStream, form_content, page_content
from ocrfix.pdf.document_resources import DocumentResources
from ocrfix.pdf.filters import stream_bytes
from ocrfix.pdf.fonts import Font
from ocrfix.pdf.geometry import (
    IDENTITY,
    Matrix,
    PageGeometry,
    Rectangle,
    bounds,
    intersection,
    is_upright,
    multiply,
    translate,
)
from ocrfix.pdf.glyph_run import GlyphRun, TextState
from ocrfix.pdf.graphics_state import NOWHERE, GraphicsState
from ocrfix.pdf.hidden import PaintedImage, mark_hidden
from ocrfix.pdf.lexer import dictionary, operators
from ocrfix.pdf.limits import (
    MAX_CONTENT_BYTES,
    MAX_FORMS,
    MAX_GLYPHS,
    MAX_NESTING,
    MAX_OPERATORS,
    MAX_SAVED_STATES,
    exceeded,
)
from ocrfix.pdf.marked_content import MarkedContentStack
from ocrfix.pdf.page_box import page_geometry, read_rectangle
from ocrfix.pdf.unsuitable import UNSUITABLE
from ocrfix.system.gc_pause import pause_gc

_Values = list[Any]


_FIRST_CLIPPING_MODE = 4  # render modes from here on add the text to the clip


class PageContent(NamedTuple):
    """The text of a page, as painted.

    Attributes:
        geometry: its size as displayed.
        runs: its glyph runs, in the order of the streams.
    """

    geometry: PageGeometry
    runs: list[GlyphRun]


@pause_gc
def interpret(page: pikepdf.Page, resources: DocumentResources) -> PageContent:
    """Return the text of a page.

    Args:
        page: the page.
        resources: those of its file.

    Raises:
        PageFormatError: the page exceeds a limit.
    """
    geometry = page_geometry(page)
    interpreter = _Interpreter(geometry, resources)
    interpreter.run(page_content(page))
    mark_hidden(interpreter.runs, interpreter.images, geometry.width, geometry.height)
    return PageContent(geometry, interpreter.runs)


class _Interpreter:
    """The state while a page is interpreted."""

    def __init__(self, geometry: PageGeometry, resources: DocumentResources) -> None:
        self.runs: list[GlyphRun] = []
        self.images: list[PaintedImage] = []
        self._resources = resources
        self._page_fonts: dict[tuple[int, str], Font | None] = {}
        self._state = GraphicsState(geometry.matrix)
        self._saved: list[GraphicsState] = []
        self._text_matrix = self._line_matrix = IDENTITY
        self._marked = MarkedContentStack(resources.structure)
        self._path: Rectangle | None = None
        self._is_clip_pending = self._has_text_clip = False
        self._forms: list[tuple[int, int]] = []
        self._form_data: dict[tuple[int, int], bytes] = {}
        self._operators = self._bytes = self._glyphs = self._forms_drawn = 0

    def run(self, stream: ContentStream) -> None:
        """Interpret a stream."""
        self._bytes += len(stream.data)
        if self._bytes > MAX_CONTENT_BYTES:
            raise exceeded("bytes of a page's content", MAX_CONTENT_BYTES)
        self._stream = stream
        for operator in operators(stream.data):
            method = self._METHODS.get(operator.name)
            if method is None:
                continue
            self._operators += 1
            if self._operators > MAX_OPERATORS:
                raise exceeded("operators of a page", MAX_OPERATORS)
            self._operator = operator
            try:
                method(self, operator.values)
            except UNSUITABLE:
                continue

    # Graphics state

    def _save(self, _: _Values) -> None:
        if len(self._saved) >= MAX_SAVED_STATES:
            raise exceeded("saved graphics states", MAX_SAVED_STATES)
        self._saved.append(self._state.copy())

    def _restore(self, _: _Values) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _concatenate(self, values: _Values) -> None:
        self._state.matrix = multiply(_matrix(values), self._state.matrix)

    def _set_parameters(self, values: _Values) -> None:
        given = self._stream.resource("ExtGState", values[0])
        if not isinstance(given, pikepdf.Dictionary):
            return
        blend, mask = given.get("/BM"), given.get("/SMask")
        if blend is not None and blend not in ("/Normal", "/Compatible"):
            self._state.is_opaque = False
        if isinstance(mask, pikepdf.Dictionary) or float(given.get("/ca", 1.0)) < 1.0:
            self._state.is_opaque = False
        if "/Font" in given:  # has no name among the resources, so it is not read
            self._state.font = None

    # Paths, as far as they clip

    def _rectangle_path(self, values: _Values) -> None:
        x, y, width, height = (float(value) for value in values[:4])
        matrix = self._state.matrix
        is_first = self._path is None
        box = (min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height))
        self._path = bounds(matrix, box) if is_first and is_upright(matrix) else NOWHERE

    def _other_path(self, _: _Values) -> None:
        self._path = NOWHERE

    def _clip(self, _: _Values) -> None:
        self._is_clip_pending = True

    def _end_path(self, _: _Values) -> None:
        if self._is_clip_pending:
            self._state.clip = intersection(self._state.clip, self._path or NOWHERE) or NOWHERE
        self._path = None
        self._is_clip_pending = False

    # Marked content

    def _begin_marked(self, values: _Values) -> None:
        self._marked.begin(values, self._stream)

    def _end_marked(self, _: _Values) -> None:
        self._marked.end()

    # Images and forms

    def _draw(self, values: _Values) -> None:
        drawn = self._stream.resource("XObject", values[0])
        if not isinstance(drawn, pikepdf.Stream):
            return
        if drawn.get("/Subtype") == "/Image":
            transparent = ("/SMask", "/Mask", "/OC")
            is_opaque = not any(key in drawn for key in transparent)
            is_opaque = is_opaque and not bool(drawn.get("/ImageMask", False))
            self._paint_image(is_opaque and not int(drawn.get("/SMaskInData", 0)))
        elif drawn.get("/Subtype") == "/Form":
            self._draw_form(drawn)

    def _draw_inline_image(self, values: _Values) -> None:
        given = dictionary(values)
        self._paint_image(not (given.get("IM") or given.get("ImageMask")))

    def _paint_image(self, is_opaque: bool) -> None:
        state = self._state
        is_opaque = is_opaque and state.is_opaque and not self._marked.is_optional
        if is_opaque and state.clip != NOWHERE:
            self.images.append(PaintedImage(len(self.runs), state.matrix, state.clip))

    def _draw_form(self, form: pikepdf.Stream) -> None:
        key = form.objgen
        if key in self._forms:  # a form that draws itself: viewers draw nothing
            return
        if len(self._forms) >= MAX_NESTING:
            raise exceeded("forms that draw forms", MAX_NESTING)
        self._forms_drawn += 1
        if self._forms_drawn > MAX_FORMS:
            raise exceeded("forms of a page", MAX_FORMS)
        if key not in self._form_data:
            self._form_data[key] = stream_bytes(form, MAX_CONTENT_BYTES)
        outer = (self._stream, self._state, self._saved, self._text_matrix, self._line_matrix)
        operator, marked = self._operator, len(self._marked)
        self._state, self._saved = self._state_of(form), []
        self._forms.append(key)
        self.run(form_content(form, self._form_data[key], self._stream, operator))
        self._forms.pop()
        self._marked.close_to(marked)
        self._stream, self._state, self._saved, self._text_matrix, self._line_matrix = outer
        self._operator = operator

    def _state_of(self, form: pikepdf.Stream) -> GraphicsState:
        """Return the graphics state with which a form is drawn."""
        state = self._state.copy()
        matrix, box = form.get("/Matrix"), read_rectangle(form.get("/BBox"))
        if isinstance(matrix, pikepdf.Array):
            state.matrix = multiply(_matrix(list(matrix.as_list())), state.matrix)
        if box is not None:
            limit = bounds(state.matrix, box) if is_upright(state.matrix) else NOWHERE
            state.clip = intersection(state.clip, limit) or NOWHERE
        if "/OC" in form:
            state.is_opaque = False
        return state

    # Text state and position

    def _set_font(self, values: _Values) -> None:
        name, size = values[0], float(values[1])
        self._state.font = self._font(name)
        self._state.font_name, self._state.size = name, size

    def _font(self, name: str) -> Font | None:
        """Return a font by its name in the stream; ``None`` if it cannot be read."""
        own_key = (id(self._stream), name)
        if own_key not in self._page_fonts:
            source = self._stream.resource("Font", name)
            is_font = isinstance(source, pikepdf.Dictionary)
            font = self._resources.font(source) if is_font else None
            self._page_fonts[own_key] = font
        return self._page_fonts[own_key]

    def _set_char_spacing(self, values: _Values) -> None:
        self._state.char_spacing = float(values[0])

    def _set_word_spacing(self, values: _Values) -> None:
        self._state.word_spacing = float(values[0])

    def _set_scale(self, values: _Values) -> None:
        self._state.scale = float(values[0]) / 100

    def _set_leading(self, values: _Values) -> None:
        self._state.leading = float(values[0])

    def _set_rise(self, values: _Values) -> None:
        self._state.rise = float(values[0])

    def _set_mode(self, values: _Values) -> None:
        self._state.mode = int(values[0])

    def _begin_text(self, _: _Values) -> None:
        self._text_matrix = self._line_matrix = IDENTITY
        self._has_text_clip = False

    def _end_text(self, _: _Values) -> None:
        if self._has_text_clip:
            self._state.clip = NOWHERE
            self._has_text_clip = False

    def _set_text_matrix(self, values: _Values) -> None:
        self._text_matrix = self._line_matrix = _matrix(values)

    def _move(self, values: _Values) -> None:
        x, y = float(values[0]), float(values[1])
        self._text_matrix = self._line_matrix = translate(self._line_matrix, x, y)

    def _move_and_set_leading(self, values: _Values) -> None:
        self._state.leading = -float(values[1])
        self._move(values)

    def _next_line(self, _: _Values) -> None:
        self._text_matrix = translate(self._line_matrix, 0.0, -self._state.leading)
        self._line_matrix = self._text_matrix

    # Showing text

    def _show(self, values: _Values) -> None:
        self._show_string(len(values) - 1, values[-1])

    def _next_line_show(self, values: _Values) -> None:
        self._next_line(values)
        self._show(values)

    def _space_next_line_show(self, values: _Values) -> None:
        self._state.word_spacing = float(values[-3])
        self._state.char_spacing = float(values[-2])
        self._next_line_show(values)

    def _show_array(self, values: _Values) -> None:
        unit = self._state.size * self._state.scale / 1000
        for index, element in enumerate(values[-1]):
            if isinstance(element, bytes):
                self._show_string(index, element)
            elif isinstance(element, float):
                self._text_matrix = translate(self._text_matrix, -element * unit, 0.0)

    def _show_string(self, operand: int, string: bytes) -> None:
        state = self._state
        font = state.font
        if font is None or not isinstance(string, bytes):
            return
        codes = font.codes(string)
        if not codes:
            return
        self._glyphs += len(codes)
        if self._glyphs > MAX_GLYPHS:
            raise exceeded("glyphs of a page", MAX_GLYPHS)
        texts: list[str] = []
        offsets = [0.0]
        offset = 0.0
        size, scale, spacing = state.size, state.scale, state.char_spacing
        blank = 32 if font.code_length == 1 and state.word_spacing else -1
        glyphs, glyph = font.glyphs, font.glyph
        for code in codes:
            text, width = glyphs.get(code) or glyph(code)
            texts.append(text)
            offset += (width * size + spacing) * scale
            if code == blank:
                offset += state.word_spacing * scale
            offsets.append(offset)
        text_state = TextState(
            font, state.font_name, size, spacing, state.word_spacing, scale, state.rise, state.mode
        )
        self.runs.append(
            GlyphRun(
                self._stream, self._operator, operand, text_state,
                multiply(self._text_matrix, state.matrix), codes, texts, offsets,
                self._marked.is_replaced,
            )
        )  # fmt: skip
        self._has_text_clip |= state.mode >= _FIRST_CLIPPING_MODE
        self._text_matrix = translate(self._text_matrix, offset, 0.0)

    _METHODS: ClassVar[dict[str, Callable[[_Interpreter, _Values], None]]] = {
        "q": _save, "Q": _restore, "cm": _concatenate, "gs": _set_parameters,
        "re": _rectangle_path, "m": _other_path, "l": _other_path, "c": _other_path,
        "v": _other_path, "y": _other_path, "W": _clip, "W*": _clip,
        "n": _end_path, "S": _end_path, "s": _end_path, "f": _end_path, "F": _end_path,
        "f*": _end_path, "B": _end_path, "B*": _end_path, "b": _end_path, "b*": _end_path,
        "BMC": _begin_marked, "BDC": _begin_marked, "EMC": _end_marked,
        "Do": _draw, "BI": _draw_inline_image,
        "BT": _begin_text, "ET": _end_text, "Tf": _set_font, "Tc": _set_char_spacing,
        "Tw": _set_word_spacing, "Tz": _set_scale, "TL": _set_leading, "Ts": _set_rise,
        "Tr": _set_mode, "Tm": _set_text_matrix, "Td": _move, "TD": _move_and_set_leading,
        "T*": _next_line, "Tj": _show, "TJ": _show_array, "'": _next_line_show,
        '"': _space_next_line_show,
    }  # fmt: skip


def _matrix(values: _Values) -> Matrix:
    a, b, c, d, e, f = map(float, values[:6])
    return a, b, c, d, e, f
