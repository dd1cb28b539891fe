"""Full stops that were read as a letter, where a new sentence begins."""

from __future__ import annotations

import pytest

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.punctuation import rules
from ocrfix.pipeline import get_pipeline


@pytest.mark.parametrize(
    ("text", "stem", "comment"),
    [
        ("This was the causee The talks went on.", "cause", "a sentence begins"),
        ("He met the entire natione It was a sign.", "nation", "the same"),
        ("This was the causee the talks went on.", None, "no sentence begins"),
        ("This was the causee Norland knew of.", None, "a name, not a sentence"),
        ("This was the causee, The Times wrote.", None, "other punctuation follows"),
        ("This was the causee-The talks went on.", None, "no space follows"),
        ("He read of the cause The talks went on.", None, "a word with the letter"),
        ("He read of the zelvine The talks went on.", None, "no word without it"),
        ("He read of the causer The talks went on.", None, "no letter like a stop"),
        ("The Causee The talks went on.", None, "a name may end so"),
    ],
)
def test_stops_read_as_letters(text: str, stem: str | None, comment: str) -> None:
    edits = [
        edit
        for edit in rules.propose(Analysis(text, get_pipeline().lexicon))
        if edit.before == "e" and edit.after == "."
    ]
    expected = [] if stem is None else [text.index(stem) + len(stem)]
    assert [edit.start for edit in edits] == expected, comment
