"""A pipeline of six rules replaces the real one: these tests are about the command line.

The rules do what ocrfix itself does with the same words, so that a transcript reads as a true one.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from ocrfix.config import Config
from ocrfix.document import Document
from ocrfix.edits import Edit, apply, with_clean_offsets
from ocrfix.records import Marker, Source
from ocrfix.tagging.metadata.card import CardReader
from ocrfix.tagging.rules.card_labels import CardLabels
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.text.offsets import OffsetMap
from ocrfix.text.pages import PagedText

CORRECTIONS = {"Decembe": "December", "tbe": "the"}
OTHER_READINGS = {"bold": "held"}
"""Words that are corrected if a second reading has the others."""
MARKS = {
    "SECRET": ("classification", None),
    "B1": ("exemption", "FOIA:b1"),
    "B6": ("exemption", "FOIA:b6"),
    "RELEASED IN PART": ("release", None),
}


class StandIn:
    """Corrects two words and marks four more."""

    stage = tagger = None

    def __init__(self, config: Config, tagging: object = None, correction: object = None) -> None:
        self.config = config
        self.tagging = tagging
        self.correction = correction
        self.rules = RuleSet()

    def clean(
        self,
        text: str,
        source: Source | None = None,
        with_card: bool = True,
        second: Sequence[str] = (),
        pages: PagedText | None = None,
    ) -> Document:
        read = {seen: other for seen, other in OTHER_READINGS.items() if other in "".join(second)}
        corrections = CORRECTIONS | read
        edits = with_clean_offsets(
            [
                Edit(
                    start=found.start(),
                    end=found.end(),
                    before=found[0],
                    after=corrections[found[0]],
                    kind="misread",
                    confidence=0.99,
                    reason="a known misreading",
                )
                for found in re.finditer(rf"\b({'|'.join(corrections)})\b", text)
            ]
        )
        return self._marked(text, edits, source, pages)

    def tag(
        self, text: str, source: Source | None = None, pages: PagedText | None = None
    ) -> Document:
        document = self._marked(text, (), source, pages)
        labels = {"subject": ("SUBJECT",), "sender": ("FROM",), "date": ("DATE",)}
        reader = CardReader(CardLabels(labels=labels))
        return replace(document, card=reader.read(text, document.markers))

    def explain(self, word: str) -> str:
        return f"{word}: nothing is known about it"

    def _marked(
        self,
        text: str,
        edits: tuple[Edit, ...],
        source: Source | None,
        pages: PagedText | None,
    ) -> Document:
        clean = apply(text, edits)
        offsets = OffsetMap((e.start, e.end, len(e.after)) for e in edits)
        markers = []
        for found in re.finditer(rf"\b({'|'.join(MARKS)})\b", clean):
            start, end = offsets.to_original(*found.span())
            type, code = MARKS[found[0]]
            markers.append(
                Marker(
                    start=start,
                    end=end,
                    type=type,
                    text=found[0],
                    code=code,
                    clean_start=found.start(),
                    clean_end=found.end(),
                    places=UNSET if pages is None else pages.places(start, end),
                )
            )
        return Document(
            original=text,
            clean=clean,
            edits=edits,
            markers=tuple(markers),
            source=source or Source(),
        )


class Outcome(NamedTuple):
    exit_code: int
    stdout: bytes
    stderr: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """Return what runs a command line in an empty folder, with the stand-in."""
    from ocrfix.cli import main as cli

    monkeypatch.setattr("ocrfix.pipeline.cache.Pipeline", StandIn)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)  # which would make annotations of findings

    def run(*args: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        exit_code = cli.run_cli(args)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Outcome(exit_code, out, err.decode("utf-8"))

    return run
