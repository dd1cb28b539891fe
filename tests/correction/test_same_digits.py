"""No confidence depends on earlier texts, or on text far away: not in the last digit."""

from __future__ import annotations

from ocrfix.config import Config
from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.punctuation.context import AnnotatedGaps
from ocrfix.pipeline import Pipeline
from ocrfix.text.tokens import TokenizedText

NOISY = (
    "He, came . to ‘the Embassy; and | said - that; the' talks , would .. go on: ( in May.\n" * 40
)
PAGE = "The Ambassador , said that; he would | come to ‘the Embassy. in May, and .. go on.\n" * 3


def test_noise_does_not_depend_on_the_page_before() -> None:
    pipeline = Pipeline(Config.default())

    def annotated_gaps(text: str) -> AnnotatedGaps:
        annotated = AnnotatedTokens(TokenizedText(text), pipeline.lexicon)
        return AnnotatedGaps(annotated, pipeline.correction.models.punctuation_ranker.confusions)

    alone = annotated_gaps(PAGE)
    after_another = annotated_gaps(NOISY + "\n" * 300 + PAGE)
    skipped = len(after_another.gaps) - len(alone.gaps)
    assert len(alone.gaps) > 10
    assert skipped == len(annotated_gaps(NOISY).gaps)
    for number in range(len(alone.gaps)):
        assert after_another.noise(skipped + number) == alone.noise(number)
        assert after_another.likely_noise(skipped + number) == alone.likely_noise(number)


def test_a_text_has_the_same_record_in_a_pipeline_that_cleaned_others() -> None:
    fresh = Pipeline(Config.default()).clean(PAGE)
    used = Pipeline(Config.default())
    used.clean(NOISY + PAGE)
    assert used.clean(PAGE).to_json() == fresh.to_json()


def test_the_gap_to_the_next_line_is_not_cached_from_an_earlier_text() -> None:
    """`ou` is noise where the words around it are next to each other, not where they are apart."""
    near = "It is clear that he said ou\nthat the treaty would be signed in May.\n"
    far = near.replace("ou\n", "ou\n| _ # ")
    fresh = Pipeline(Config.default()).correct(near)
    assert any(e.before.strip() == "ou" for e in (*fresh.edits, *fresh.suggestions))
    used = Pipeline(Config.default())
    used.correct(far)
    assert used.correct(near).to_json() == fresh.to_json()
