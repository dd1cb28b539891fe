"""A run opens each dictionary once, however many files and however many settings there are."""

from __future__ import annotations

from collections import Counter

import pytest

import ocrfix.lexicon
from ocrfix.cli import main as cli
from ocrfix.correction import phrase_table
from ocrfix.correction.punctuation import ranker as punctuation_ranker
from ocrfix.correction.segmentation import word_model
from ocrfix.correction.words import ranker
from ocrfix.tagging import tagger

MADE = [
    (ocrfix.lexicon, "Lexicon"), (tagger, "Tagger"), (ranker, "Ranker"),
    (punctuation_ranker, "PunctuationRanker"), (phrase_table, "PhraseTable"),
    (word_model, "WordModel"),
]  # fmt: skip
"""Patched where they are used, because classes of compiled modules cannot be patched."""


@pytest.fixture
def made(monkeypatch):
    counts = Counter()
    for module, name in MADE:
        kind = getattr(module, name)

        def counted(self, *args, _kind=kind, _name=name, **named):
            counts[_name] += 1
            _kind.__init__(self, *args, **named)

        monkeypatch.setattr(module, name, type(name, (kind,), {"__init__": counted}))
    return counts


def test_nothing_is_built_twice(made, tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".ocrfix.yaml").write_text(
        "folders:\n"
        "  'a/**': {correct: {threshold: 0.9}}\n"
        "  'b/**': {correct: {correctors: {noise: false}}, tag: {types: {page: false}}}\n"
    )
    for folder in "abc":
        (tmp_path / folder).mkdir()
        for number in range(4):
            text = f"SECRET\n\nWe hope that tbe talks of {1950 + number} go on.\n\n-2-\n"
            (tmp_path / folder / f"{number}.txt").write_text(text)
    assert cli.run_cli(["clean", "--in-place", "--marks", "keep", "."]) == 1
    assert b"the talks" in (tmp_path / "b" / "3.txt").read_bytes()
    assert set(made.values()) == {1}, made
    assert set(made) == {name for _, name in MADE}
