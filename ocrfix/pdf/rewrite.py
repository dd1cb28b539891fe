"""Writing changed content streams into a PDF, without changing what other pages draw.

A stream or form that is drawn elsewhere, too, is copied first, and only this page draws the copy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pikepdf

from ocrfix.pages.splice import Splice, spliced
from ocrfix.pdf.changed_objects import ChangedObjects
from ocrfix.pdf.content import ContentStream, inherited
from ocrfix.pdf.stream_resources import StreamResources

_MAX_LOOKUPS = 200_000
"""Of forms among resources, to learn which are shared: beyond it, all of them are copied."""

_NOT_COPIED = ("/Length", "/Filter", "/DecodeParms")
"""Entries of a stream that belong to its bytes."""


class SharedStreams:
    """Which streams of a PDF are drawn in more than one place."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Count where each stream is used.

        Args:
            pdf: the PDF.
        """
        self._uses: Counter[tuple[int, int]] = Counter()
        self._lookups = 0
        for page in pdf.pages:
            contents = page.obj.get("/Contents")
            parts = contents.as_list() if isinstance(contents, pikepdf.Array) else [contents]
            self._uses.update(part.objgen for part in parts if isinstance(part, pikepdf.Stream))
            forms: set[tuple[int, int]] = set()
            self._collect(inherited(page.obj, "/Resources"), forms)
            self._uses.update(forms)

    def __contains__(self, stream: pikepdf.Stream) -> bool:
        return self._lookups > _MAX_LOOKUPS or self._uses[stream.objgen] > 1

    def _collect(self, resources: Any, forms: set[tuple[int, int]]) -> None:
        """Add the forms that can be drawn with resources."""
        pending = [resources]
        while pending and self._lookups <= _MAX_LOOKUPS:
            current = pending.pop()
            drawn = current.get("/XObject") if isinstance(current, pikepdf.Dictionary) else None
            if not isinstance(drawn, pikepdf.Dictionary):
                continue
            for value in drawn.values():
                self._lookups += 1
                is_form = isinstance(value, pikepdf.Stream) and value.get("/Subtype") == "/Form"
                if is_form and value.objgen not in forms:
                    forms.add(value.objgen)
                    pending.append(value.get("/Resources"))


def write_splices(
    page: pikepdf.Page,
    drawn: Sequence[ContentStream],
    splices: dict[ContentStream, list[Splice]],
    shared: SharedStreams,
    resources: StreamResources,
    changed: ChangedObjects,
) -> None:
    """Write the splices of a page's content streams into its PDF.

    Args:
        page: the page.
        drawn: all content streams drawn on the page that show text.
        splices: the splices of each stream that changes.
        shared: which streams of the PDF are shared.
        resources: the names that the streams need.
        changed: the PDF.
    """
    times = Counter(stream.holder.objgen for stream in drawn)
    by_depth = sorted(splices, key=_depth, reverse=True)
    pending = {stream: list(splices[stream]) for stream in by_depth}
    while pending:
        stream = max(pending, key=_depth)
        changes = pending.pop(stream)
        if stream.parent is None or stream.drawn_by is None:
            _write_parts(page, stream, changes, shared, changed)
            resources.add_to(page.obj, stream)
            continue
        form = stream.holder
        data = spliced(stream.data, changes)
        if form in shared or times[form.objgen] > 1:
            copied = _copy(changed, form)
            changed.write_stream(copied, data)
            resources.add_to(copied, stream)
            name = resources.name(stream.parent, "XObject", "OcrfixForm", copied)
            splice = Splice(*stream.drawn_by.places[-1], b"/" + name.encode("ascii"))
            pending.setdefault(stream.parent, []).append(splice)
        else:
            changed.write_stream(form, data)
            resources.add_to(form, stream)
    resources.add_remaining()


def _depth(stream: ContentStream) -> int:
    depth = 0
    while stream.parent is not None:
        stream = stream.parent
        depth += 1
    return depth


def _copy(changed: ChangedObjects, form: pikepdf.Stream) -> Any:
    """Return a copy of a form, still without its bytes, with resources of its own."""
    copied = changed.add_stream(b"")
    for key, value in form.items():
        if key not in _NOT_COPIED:
            copied[key] = value
    resources = form.get("/Resources")
    if isinstance(resources, pikepdf.Dictionary):
        copied["/Resources"] = pikepdf.Dictionary(
            {
                kind: pikepdf.Dictionary(dict(category.items()))
                if isinstance(category, pikepdf.Dictionary)
                else category
                for kind, category in resources.items()
            }
        )
    return copied


def _write_parts(
    page: pikepdf.Page,
    stream: ContentStream,
    splices: list[Splice],
    shared: SharedStreams,
    changed: ChangedObjects,
) -> None:
    """Write the parts of a page's content that change."""
    by_part: dict[int, list[Splice]] = {}
    for splice in splices:
        part = bisect_right(stream.starts, splice.start) - 1
        if part != bisect_right(stream.starts, splice.end - 1) - 1:
            # An operator in one part with an operand in another: they become one part.
            added = changed.add_stream(spliced(stream.data, splices))
            page.obj["/Contents"] = added
            changed.mark(page.obj)
            return
        by_part.setdefault(part, []).append(splice)
    ends = [start - 1 for start in stream.starts[1:]] + [len(stream.data) - 1]
    parts = list(stream.parts)
    for part, changes in by_part.items():
        data = spliced(stream.data, changes, stream.starts[part], ends[part])
        if parts[part] in shared:
            parts[part] = changed.add_stream(data)
        else:
            changed.write_stream(parts[part], data)
    if any(new is not old for new, old in zip(parts, stream.parts, strict=True)):
        page.obj["/Contents"] = parts[0] if len(parts) == 1 else pikepdf.Array(parts)
        changed.mark(page.obj)
