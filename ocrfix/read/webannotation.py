"""Web Annotations: reading a document from an annotation page and its original."""

from __future__ import annotations

import json
from typing import Any

from ocrfix.document import Document
from ocrfix.edits import Edit, apply, sorted_edits, with_clean_offsets
from ocrfix.records import Marker, markers_in_order

_Object = dict[str, Any]


def read(annotations: str | bytes, original: str) -> Document:
    """Return the document of an annotation page and the original.

    Args:
        annotations: an annotation page that :func:`ocrfix.emit.webannotation.render` wrote.
            Annotations with other motivations are left out.
        original: the text that was annotated, which the annotations do not hold.

    Raises:
        ValueError: not such a page, or its annotations are of another text.

    >>> import ocrfix
    >>> document = ocrfix.clean("SECRET, Decembe 12")
    >>> again = read(document.render("webannotation"), document.original)
    >>> (again.clean, again.edits, again.markers) == (
    ...     document.clean, document.edits, document.markers)
    True
    """
    reader = _AnnotationReader(original)
    try:
        by_motivation: dict[str, list[_Object]] = {}
        for item in json.loads(annotations)["items"]:
            by_motivation.setdefault(item["motivation"], []).append(item)
        edits = with_clean_offsets(sorted_edits(map(reader.edit, by_motivation.get("editing", ()))))
        suggestions = tuple(map(reader.suggestion, by_motivation.get("questioning", ())))
        marked = [*by_motivation.get("classifying", ()), *by_motivation.get("tagging", ())]
        markers = markers_in_order(map(reader.marker, marked))
    except (KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        problem = f"{type(error).__name__}: {error}"
        raise ValueError(f"not annotations that ocrfix wrote: {problem}") from error
    return Document(
        original=original,
        clean=apply(original, edits),
        edits=edits,
        suggestions=suggestions,
        markers=markers,
    )


class _AnnotationReader:
    """Reader of the annotations of one text."""

    def __init__(self, original: str) -> None:
        self._original = original

    def edit(self, item: _Object) -> Edit:
        start, end = self._place(item)
        after, kind, reason = (body["value"] for body in item["body"])
        return Edit(
            start=start,
            end=end,
            before=self._original[start:end],
            after=after,
            kind=kind,
            confidence=item["ocrfix:confidence"],
            reason=reason,
        )

    def suggestion(self, item: _Object) -> Edit:
        from msgspec.structs import replace

        place = {"clean_start": item["ocrfix:cleanStart"], "clean_end": item["ocrfix:cleanEnd"]}
        return replace(self.edit(item), **place)

    def marker(self, item: _Object) -> Marker:
        start, end = self._place(item)
        codes = (body["value"] for body in item["body"] if body["purpose"] == "classifying")
        return Marker(
            start=start,
            end=end,
            type=item["body"][0]["value"],
            text=item["ocrfix:text"],
            code=next(codes, None),
            fields={field["ocrfix:name"]: field["ocrfix:value"] for field in item["ocrfix:fields"]},
            confidence=item["ocrfix:confidence"],
            clean_start=item["ocrfix:cleanStart"],
            clean_end=item["ocrfix:cleanEnd"],
        )

    def _place(self, item: _Object) -> tuple[int, int]:
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        if self._original[start:end] != quote["exact"] or not 0 <= start <= end:
            raise ValueError(
                f"annotations of another text: the text at {start} is not what they quote"
            )
        return start, end
