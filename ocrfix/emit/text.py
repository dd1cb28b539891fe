"""Text format: the clean text, with markers inline, unchanged, or removed."""

from __future__ import annotations

from ocrfix.edits import Edit, apply
from ocrfix.formats import MARKER_DISPLAYS
from ocrfix.records import Record

OPTIONS = frozenset({"marks", "template"})


def render(document: Record, *, marks: str | None = None, template: str | None = None) -> str:
    """Return the text of ``document``.

    Args:
        document: any document.
        marks: one of :data:`ocrfix.formats.MARKER_DISPLAYS`; if ``None``, the default of
            ``config.yaml``.
        template: how an inline mark is written; if ``None``, the default of ``config.yaml``.

    Raises:
        ValueError: ``marks`` or the template is not valid.

    >>> render(Record(original="Page 2", clean="Page 2"))
    'Page 2'
    """
    return apply(document.clean, edits(document, marks=marks, template=template))


def edits(document: Record, *, marks: str | None = None, template: str | None = None) -> list[Edit]:
    """Return the edits, on the clean text of ``document``, that :func:`render` makes of it.

    Raises:
        ValueError: as for :func:`render`.
    """
    from ocrfix.config import Config

    marks = marks or Config.default().emit.marks
    if marks == "keep":
        return []
    if marks == "strip":
        from ocrfix.marks.remove import strip

        return strip(document.clean, document.markers)
    if marks == "inline":
        from ocrfix.marks.write import wrap

        template = template or Config.default().emit.template
        return wrap(document.clean, document.markers, template)
    raise ValueError(f"marks={marks!r} is not one of {', '.join(MARKER_DISPLAYS)}")
