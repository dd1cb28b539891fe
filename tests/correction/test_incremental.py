"""Incremental re-analysis has the same result as an analysis of the whole text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.config import Config
from ocrfix.correction.incremental import PassResult, analyze, reanalyze
from ocrfix.edits import Edit, apply
from ocrfix.pipeline import Pipeline
from tests.profiles import examples

SOUND = [
    "The Government of Norland asked the Embassy for its comments on the treaty.",
    "Mr. Varnhult said that the talks would go on until the end of the month.",
    "It was agreed that both delegations would meet again in the capital.",
]
DAMAGED = [
    "The Prime Minister said that tho men of tho north had gone hack to work.",
    "VAarnhult was not there; Varnhalt came later, and Varnhult) spoke of `peace.",
    "SECRET",
    "con sidered by the cornmittee , which had no ob jection to the paper.",
    "qx zzkj ;; wv -- lkj the",
    "Decembe",
    "He spoke of ( the matter with Wiedemann).",
    "",
]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(Config.default())


def _passes(pipeline: Pipeline, text: str, most: int = 6) -> int:
    """Compare both pass by pass, and return the number of passes."""
    seen: PassResult | None = None
    made: list[Edit] = []
    for count in range(most):
        markers = pipeline.find_markers(text)
        evidence = seen.evidence if seen else None
        whole = analyze(pipeline.stage, text, markers, evidence)
        if seen is not None:
            part = reanalyze(pipeline.stage, seen, made, text, markers)
            assert part.made == whole.made
            assert part.suggested == whole.suggested
            assert part.evidence is whole.evidence
        seen = whole
        made = whole.made
        if not made:
            return count
        text = apply(text, made)
    return most


def test_the_second_pass_over_a_long_text_analyzes_parts_only(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join(itertools.chain.from_iterable([SOUND * 60, ["tho men"], SOUND * 60]))
    read: list[int] = []
    stage = pipeline.stage
    run = stage.run

    def counting(analysis):  # type: ignore[no-untyped-def]
        read.append(len(analysis.text))
        return run(analysis)

    monkeypatch.setattr(stage, "run", counting)
    assert "the men" in pipeline.clean(text).clean
    assert read[0] == len(text)
    assert sum(read[1:-1]) < len(text)
    assert read[-1] == len(text), "the last pass reads what the corrected document shows"


def test_a_word_that_occurs_once_less_is_analyzed_again_far_away(pipeline: Pipeline) -> None:
    far = "\n".join(SOUND * 60)
    text = f"It was Holmguist who came.\n{far}\nHolmquist and Holmquist, tho Holmguist of tho north"
    assert _passes(pipeline, text) >= 1


@given(
    st.lists(
        st.tuples(st.sampled_from([*SOUND, *DAMAGED]), st.integers(1, 12)), min_size=4, max_size=24
    )
)
@settings(max_examples=examples(60), derandomize=True)
def test_reanalysis_equals_analysis(pipeline: Pipeline, lines: list[tuple[str, int]]) -> None:
    _passes(pipeline, "\n".join(line for line, times in lines for _ in range(times)))
