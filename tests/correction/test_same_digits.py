"""What was cleaned before, and what stands far away, changes no digit of a confidence."""

from __future__ import annotations

from ocrfix.config import Config
from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.punctuation import Page
from ocrfix.correction.punctuation.gaps import gaps
from ocrfix.pipeline import Pipeline
from ocrfix.text.tokens import TokenizedText

NOISY = (
    "He, came . to ‘the Embassy; and | said - that; the' talks , would .. go on: ( in May.\n" * 40
)
PAGE = "The Ambassador , said that; he would | come to ‘the Embassy. in May, and .. go on.\n" * 3


def test_a_page_is_judged_the_same_to_the_last_digit_behind_any_other() -> None:
    pipeline = Pipeline(Config.default())
    alone = Page(
        AnnotatedTokens(TokenizedText(PAGE), pipeline.lexicon), pipeline.stage.signs.sightings
    )
    behind = Page(
        AnnotatedTokens(TokenizedText(NOISY + "\n" * 300 + PAGE), pipeline.lexicon), alone.sightings
    )
    skipped = len(behind.gaps) - len(alone.gaps)
    assert len(alone.gaps) > 10
    assert skipped == len(list(gaps(TokenizedText(NOISY))))
    for number in range(len(alone.gaps)):
        assert behind.noise(skipped + number) == alone.noise(number)
        assert behind.odd(skipped + number) == alone.odd(number)


def test_a_text_is_the_same_to_the_last_digit_in_a_workshop_that_saw_others() -> None:
    fresh = Pipeline(Config.default()).clean(PAGE)
    used = Pipeline(Config.default())
    used.clean(NOISY + PAGE)
    assert used.clean(PAGE).to_json() == fresh.to_json()


def test_the_gap_to_the_next_line_is_not_taken_from_an_earlier_text() -> None:
    """`ou` is dirt where the words around stand side by side, not where they are apart."""
    near = "It is clear that he said ou\nthat the treaty would be signed in May.\n"
    far = near.replace("ou\n", "ou\n| _ # ")
    fresh = Pipeline(Config.default()).correct(near)
    assert any(e.before.strip() == "ou" for e in (*fresh.edits, *fresh.suggestions))
    used = Pipeline(Config.default())
    used.correct(far)
    assert used.correct(near).to_json() == fresh.to_json()
