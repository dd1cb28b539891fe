"""Edits: one change to a text; applying, composing and ordering edits, and resolving conflicts.

The edits of a record have offsets of the original. While a text is corrected, the edits of a pass
have offsets of the text before that pass, and :func:`compose` makes them edits of the original.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Literal

import msgspec

from ocrfix.text.offsets import OffsetMap
from ocrfix.text.pages import Place

Reading = Literal["first", "second", "both"]
"""The readings that a change rests on: the text itself, another reading of it, or both."""


class Edit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change to a text: the text before, the text after, and the reason.

    Attributes:
        start: where the change begins in the original (code points).
        end: where it ends in the original, exclusive; equal to ``start`` for an insertion.
        before: the original text between ``start`` and ``end``.
        after: what replaces it; empty for a deletion.
        kind: the kind of damage, one of :data:`ocrfix.correction.corrector.KINDS`.
        confidence: the probability that the change is right, from 0 to 1.
        reason: why, for a reader.
        clean_start: where ``after`` begins in the clean text; for a suggestion, where
            ``before`` begins.
        clean_end: where it ends in the clean text, exclusive.
        reading: where a document has several readings, which of them the change rests on: ``first``
            (the text itself), ``second`` (another reading) or ``both``; otherwise ``None``.
        places: where the words are on their page, in a file with pages; otherwise nothing.

    Raises:
        ValueError: the offsets do not fit ``before``, the edit changes nothing, or the confidence
            is not a probability.

    >>> Edit(start=0, end=7, before="Decembe", after="December", kind="clipped",
    ...      confidence=0.98, reason="clipped at the margin").after
    'December'
    """

    start: int
    end: int
    before: str
    after: str
    kind: str
    confidence: float
    reason: str
    clean_start: int | None = None
    clean_end: int | None = None
    reading: Reading | None = None
    places: tuple[Place, ...] = ()

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.before):
            raise ValueError(f"offsets {self.start}..{self.end} do not fit {self.before!r}")
        if self.before == self.after:
            raise ValueError(f"an edit at {self.start} that changes nothing: {self.before!r}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")


_SORT_KEY = attrgetter("start", "end", "kind", "after")


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return ``text`` after its ``edits``, which are in order and do not overlap.

    Raises:
        ValueError: the edits overlap, or do not fit the text.
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at:
            raise ValueError(f"edits overlap at {edit.start}")
        if text[edit.start : edit.end] != edit.before:
            raise ValueError(f"{edit.before!r} is not the text at {edit.start}")
        parts += (text[at : edit.start], edit.after)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def resolve_conflicts(proposals: Iterable[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Choose edits that do not conflict, by confidence, then length, then position.

    Two edits conflict when they share a character, when one inserts text inside the other, or when
    both insert text at the same offset.

    Returns:
        The chosen and the rejected edits, each in order.
    """
    chosen: list[Edit] = []
    rejected: list[Edit] = []
    taken: set[int] = set()  # odd numbers are characters, even ones the gaps between
    for edit in sorted(
        proposals,
        key=lambda e: (-e.confidence, e.start - e.end, e.start, e.kind, e.after),
    ):
        if edit.start == edit.end:
            claim = range(2 * edit.start, 2 * edit.start + 1)
        else:
            claim = range(2 * edit.start + 1, 2 * edit.end)
        if taken.isdisjoint(claim):
            taken.update(claim)
            chosen.append(edit)
        else:
            rejected.append(edit)
    return sorted_edits(chosen), sorted_edits(rejected)


def offset_map(edits: Sequence[Edit]) -> OffsetMap:
    """Return the offset map between a text and the text after its ``edits``, which are in order."""
    return OffsetMap((edit.start, edit.end, len(edit.after)) for edit in edits)


def sorted_edits(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits sorted by offset, ties by kind and replacement."""
    return sorted(edits, key=_SORT_KEY)


def with_clean_offsets(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits, which are in order, with their offsets in the clean text filled in."""
    result: list[Edit] = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        result.append(
            msgspec.structs.replace(edit, clean_start=start, clean_end=start + len(edit.after))
        )
        shift += len(edit.after) - len(edit.before)
    return tuple(result)


def compose(original: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Compose two sets of edits: ``first`` on ``original``, ``second`` on the result.

    Returns:
        Edits on ``original``, in order, equivalent to both sets in turn. Edits that touch the same
        text become one, with both reasons and the lower confidence; edits that cancel out are
        dropped.
    """
    if not first:
        return list(second)
    if not second:
        return list(first)
    # Walk both lists over the intermediate text, grouping edits that touch.
    placed_first = with_clean_offsets(first)
    result: list[Edit] = []
    i = j = 0
    shift = 0  # offset in the original - offset in the intermediate text, after placed_first[i - 1]
    while i < len(placed_first) or j < len(second):
        group_a: list[Edit] = []
        group_b: list[Edit] = []
        a_start = _clean_start(placed_first[i]) if i < len(placed_first) else None
        b_start = second[j].start if j < len(second) else None
        if b_start is None or (a_start is not None and a_start <= b_start):
            assert a_start is not None
            low, high = a_start, _clean_end(placed_first[i])
            group_a.append(placed_first[i])
            i += 1
        else:
            low, high = b_start, second[j].end
            group_b.append(second[j])
            j += 1
        while True:
            if (
                i < len(placed_first)
                and group_b
                and _touch(low, high, _clean_start(placed_first[i]), _clean_end(placed_first[i]))
            ):
                high = max(high, _clean_end(placed_first[i]))
                group_a.append(placed_first[i])
                i += 1
            elif j < len(second) and group_a and _touch(low, high, second[j].start, second[j].end):
                high = max(high, second[j].end)
                group_b.append(second[j])
                j += 1
            else:
                break
        after_shift = shift + sum(len(e.before) - len(e.after) for e in group_a)
        start, end = low + shift, high + after_shift
        if not group_a:
            result.append(msgspec.structs.replace(group_b[0], start=start, end=end))
        elif not group_b:
            result.append(group_a[0])
        else:
            before = original[start:end]
            middle = apply(before, [moved(e, -start) for e in group_a])
            after = apply(middle, [moved(e, -low) for e in group_b])
            if before != after:
                result.append(_merged(start, before, after, [*group_a, *group_b]))
        shift = after_shift
    return [msgspec.structs.replace(edit, clean_start=None, clean_end=None) for edit in result]


def _touch(low: int, high: int, start: int, end: int) -> bool:
    """Return whether two spans overlap, or touch where one of them is empty."""
    if start == end or low == high:
        return start <= high and end >= low
    return start < high and end > low


def _clean_start(edit: Edit) -> int:
    assert edit.clean_start is not None
    return edit.clean_start


def _clean_end(edit: Edit) -> int:
    assert edit.clean_end is not None
    return edit.clean_end


def moved(edit: Edit, by: int) -> Edit:
    """Return an edit with its offsets in the original moved."""
    return msgspec.structs.replace(edit, start=edit.start + by, end=edit.end + by)


def _merged(start: int, before: str, after: str, parts: Sequence[Edit]) -> Edit:
    longest = max(parts, key=lambda e: len(e.before) + len(e.after))
    reasons = list(dict.fromkeys(edit.reason for edit in parts))
    return Edit(
        start=start,
        end=start + len(before),
        before=before,
        after=after,
        kind=longest.kind,
        confidence=min(edit.confidence for edit in parts),
        reason="; then ".join(reasons),
        reading=_common_reading(parts),
    )


def _common_reading(parts: Sequence[Edit]) -> Reading | None:
    """Return the reading on which all parts of an edit rest, or both."""
    readings = {edit.reading for edit in parts} - {None}
    return readings.pop() if len(readings) == 1 else "both" if readings else None
