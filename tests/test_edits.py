"""Edits and offsets, compared with slow but obvious implementations."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.edits import Edit, apply, compose, resolve_conflicts, with_clean_offsets
from ocrfix.text.offsets import OffsetMap


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    """Edits of a text, in order and disjoint."""
    places = draw(st.lists(st.integers(0, len(text)), max_size=8))
    places.sort()
    edits = []
    last = -1
    for start, end in zip(places[::2], places[1::2], strict=False):
        after = draw(st.text("xyz ", max_size=3))
        if start > last and text[start:end] != after:
            edits.append(
                Edit(
                    start=start,
                    end=end,
                    before=text[start:end],
                    after=after,
                    kind="misread",
                    confidence=draw(st.sampled_from([0.5, 0.8, 1.0])),
                    reason=f"because {start}",
                )
            )
            last = end
    return edits


texts = st.text("abc \n", max_size=30)


@given(st.data(), texts)
def test_composed_edits_equal_applying_both_in_sequence(data: st.DataObject, text: str) -> None:
    first = data.draw(edits_of(text))
    middle = apply(text, first)
    second = data.draw(edits_of(middle))
    both = compose(text, first, second)
    assert apply(text, both) == apply(middle, second)
    assert all(text[e.start : e.end] == e.before for e in both)
    assert all(a.end <= b.start for a, b in itertools.pairwise(both))


@given(st.data(), texts)
def test_an_edit_and_its_inverse_cancel(data: st.DataObject, text: str) -> None:
    first = data.draw(edits_of(text))
    back = [
        Edit(
            start=e.clean_start,
            end=e.clean_end,
            before=e.after,
            after=e.before,
            kind=e.kind,
            confidence=1.0,
            reason="undone",
        )
        for e in with_clean_offsets(first)
    ]
    assert compose(text, first, back) == []


@given(st.data(), texts)
def test_chosen_edits_never_overlap_and_none_is_lost(data: st.DataObject, text: str) -> None:
    proposals = [e for _ in range(3) for e in data.draw(edits_of(text))]
    chosen, refused = resolve_conflicts(proposals)
    apply(text, chosen)
    assert len(chosen) + len(refused) == len(proposals)
    if proposals:
        assert max(e.confidence for e in proposals) == max(e.confidence for e in chosen)


@given(st.data(), texts)
def test_choosing_does_not_depend_on_the_order(data: st.DataObject, text: str) -> None:
    proposals = [e for _ in range(3) for e in data.draw(edits_of(text))]
    shuffled = data.draw(st.permutations(proposals))
    assert apply(text, resolve_conflicts(proposals)[0]) == apply(
        text, resolve_conflicts(shuffled)[0]
    )


@given(st.data(), texts)
def test_unchanged_text_maps_in_both_directions(data: st.DataObject, text: str) -> None:
    edits = data.draw(edits_of(text))
    clean = apply(text, edits)
    offsets = OffsetMap((e.start, e.end, len(e.after)) for e in edits)
    touched = {i for e in edits for i in range(e.start, e.end)}
    for i in range(len(text)):
        if i not in touched:
            start, end = offsets.to_clean(i, i + 1)
            assert clean[start:end] == text[i]
            assert offsets.to_original(start, end) == (i, i + 1)


@given(st.data(), texts)
def test_a_span_of_the_clean_text_maps_to_a_span(data: st.DataObject, text: str) -> None:
    edits = data.draw(edits_of(text))
    clean = apply(text, edits)
    offsets = OffsetMap((e.start, e.end, len(e.after)) for e in edits)
    places = [data.draw(st.integers(0, len(clean))) for _ in range(2)]
    start, end = offsets.to_original(min(places), max(places))
    assert 0 <= start <= end <= len(text)


def test_a_clipped_word_maps_to_its_remainder() -> None:
    offsets = OffsetMap([(0, 5, 6)])  # CTION -> ACTION
    assert offsets.to_original(0, 6) == (0, 5)
    assert offsets.to_clean(0, 5) == (0, 6)


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": 3, "end": 2, "before": "", "after": "x"},
        {"start": 0, "end": 2, "before": "abc", "after": "x"},
        {"start": 0, "end": 1, "before": "a", "after": "a"},
        {"start": 0, "end": 1, "before": "a", "after": "b", "confidence": 1.5},
        {"start": -1, "end": 0, "before": "a", "after": "b"},
    ],
)
def test_an_invalid_edit_cannot_be_constructed(wrong: dict) -> None:
    with pytest.raises(ValueError):
        Edit(**{"kind": "misread", "confidence": 1.0, "reason": "x", **wrong})


def test_edits_that_do_not_fit_the_text_are_refused() -> None:
    edit = Edit(start=0, end=1, before="a", after="b", kind="misread", confidence=1, reason="x")
    with pytest.raises(ValueError, match="is not the text"):
        apply("xyz", [edit])
    with pytest.raises(ValueError, match="overlap"):
        apply("aaa", [edit, edit])


def test_overlapping_replacements_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        OffsetMap([(0, 3, 1), (2, 4, 1)])
    with pytest.raises(ValueError, match="ends before"):
        OffsetMap([]).to_clean(3, 2)
