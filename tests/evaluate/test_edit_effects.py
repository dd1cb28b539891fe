"""The effect of each edit by itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.document import Document
from ocrfix.edits import Edit, apply, with_clean_offsets
from ocrfix.evaluate.edit_effects import ScoredEdit, count_effects, counts_by_kind, score_edits
from ocrfix.evaluate.normalization import NORMALIZATIONS
from tests.profiles import examples


def document(text: str, *changes: tuple[str, str], made: bool = True) -> Document:
    edits = []
    for before, after in changes:
        start = text.index(before)
        edits.append(
            Edit(
                start=start,
                end=start + len(before),
                before=before,
                after=after,
                kind="misread",
                confidence=0.8,
                reason="a test",
            )
        )
    if not made:
        return Document(original=text, clean=text, suggestions=tuple(edits))
    return Document(original=text, clean=apply(text, edits), edits=with_clean_offsets(edits))


@pytest.mark.parametrize(
    ("text", "change", "truth", "normalization", "effect"),
    [
        ("tbe note", ("tbe", "the"), "the note", "letters", "improved"),
        ("tbe note", ("tbe", "tbc"), "the note", "letters", "worsened"),
        ("tbe note", ("tbe", "tke"), "the note", "letters", "neutral"),
        ("the note ,", (" ,", ","), "the note,", "letters", "invisible"),
        ("the note ,", (" ,", ","), "the note,", "strict", "improved"),
        ("con tained", (" ", ""), "contained", "letters", "improved"),
    ],
)
def test_effects(
    text: str, change: tuple[str, str], truth: str, normalization: str, effect: str
) -> None:
    for made in (True, False):
        (found,) = score_edits(document(text, change, made=made), truth, normalization)
        assert found[:4] == ("misread", 0.8, made, effect)


def slow_distance(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


@settings(max_examples=examples(100), derandomize=True)
@given(
    st.lists(st.sampled_from(["tbe", "note", "of", "con tained", "x,"]), min_size=1, max_size=6),
    st.text("abcehnotx, ", max_size=6),
    st.text("abcehnotx, ", max_size=20),
    st.sampled_from(sorted(NORMALIZATIONS)),
)
def test_effects_are_those_of_the_reference(
    words: list[str], after: str, truth: str, normalization: str
) -> None:
    text = " ".join(words)
    if after == words[0]:
        return
    (found,) = score_edits(document(text, (words[0], after)), truth, normalization)

    def far(passage: str) -> int:
        return slow_distance(
            " ".join(NORMALIZATIONS[normalization](passage)),
            " ".join(NORMALIZATIONS[normalization](truth)),
        )

    before, now = far(text), far(after + text[len(words[0]) :])
    expected = {"improved": now < before, "worsened": now > before}
    expected |= {"neutral": now == before, "invisible": now == before}
    assert expected[found.effect]


EDITS = st.builds(
    ScoredEdit,
    st.sampled_from(["misread", "case", "digits"]),
    st.floats(0, 1),
    st.booleans(),
    st.sampled_from(["improved", "worsened", "neutral", "invisible"]),
)


@given(st.lists(EDITS, max_size=30))
def test_the_kinds_add_up(edits: list[ScoredEdit]) -> None:
    whole = count_effects(edits)
    assert whole.made == whole.improved + whole.worsened + whole.no_difference
    assert whole.made + whole.suggested == len(edits)
    assert whole.would_improve <= whole.suggested
    kinds = counts_by_kind(edits).values()
    for name in whole.__struct_fields__:
        assert sum(getattr(kind, name) for kind in kinds) == getattr(whole, name)
