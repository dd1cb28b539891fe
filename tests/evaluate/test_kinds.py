"""Each change judged by itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.document import Document
from ocrfix.edits import Edit, apply, with_clean_offsets
from ocrfix.evaluate.kinds import Judged, by_kind, judge, total
from ocrfix.evaluate.views import VIEWS
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
    ("text", "change", "truth", "view", "effect"),
    [
        ("tbe note", ("tbe", "the"), "the note", "letters", "helped"),
        ("tbe note", ("tbe", "tbc"), "the note", "letters", "harmed"),
        ("tbe note", ("tbe", "tke"), "the note", "letters", "level"),
        ("the note ,", (" ,", ","), "the note,", "letters", "unseen"),
        ("the note ,", (" ,", ","), "the note,", "strict", "helped"),
        ("con tained", (" ", ""), "contained", "letters", "helped"),
    ],
)
def test_effects(text: str, change: tuple[str, str], truth: str, view: str, effect: str) -> None:
    for made in (True, False):
        (found,) = judge(document(text, change, made=made), truth, view)
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
    st.sampled_from(sorted(VIEWS)),
)
def test_effects_are_those_of_the_slow_way(
    words: list[str], after: str, truth: str, view: str
) -> None:
    text = " ".join(words)
    if after == words[0]:
        return
    (found,) = judge(document(text, (words[0], after)), truth, view)

    def far(passage: str) -> int:
        return slow_distance(" ".join(VIEWS[view](passage)), " ".join(VIEWS[view](truth)))

    before, now = far(text), far(after + text[len(words[0]) :])
    expected = {"helped": now < before, "harmed": now > before}
    expected |= {"level": now == before, "unseen": now == before}
    assert expected[found.effect]


JUDGED = st.builds(
    Judged,
    st.sampled_from(["misread", "case", "digits"]),
    st.floats(0, 1),
    st.booleans(),
    st.sampled_from(["helped", "harmed", "level", "unseen"]),
)


@given(st.lists(JUDGED, max_size=30))
def test_the_kinds_add_up(judged: list[Judged]) -> None:
    whole = total(judged)
    assert whole.made == whole.helped + whole.harmed + whole.no_difference
    assert whole.made + whole.suggested == len(judged)
    assert whole.would_help <= whole.suggested
    kinds = by_kind(judged).values()
    for name in whole.__struct_fields__:
        assert sum(getattr(kind, name) for kind in kinds) == getattr(whole, name)
