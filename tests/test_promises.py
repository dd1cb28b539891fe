"""The seven promises of the README, as properties of any document: the specification."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ocrfix
from ocrfix.config import Config
from ocrfix.correction.corrector import KINDS
from ocrfix.document import Document
from ocrfix.edits import apply
from ocrfix.pipeline import Pipeline, get_pipeline
from ocrfix.records import Source
from tests.documents import FURNITURE, SENTENCES, documents
from tests.profiles import examples

property_test = settings(max_examples=examples(150), derandomize=True)
STYLES = ("inline", "keep", "strip")
ACTS = (ocrfix.correct, ocrfix.tag, ocrfix.clean)


def in_style(style: str) -> Config:
    return Config.default().merged({"emit": {"marks": style}})


def rendered(text: str, style: str) -> str:
    return ocrfix.clean(text, in_style(style)).render("text", marks=style)


# 1. Nothing is lost.


@property_test
@given(documents(), st.sampled_from(ACTS))
def test_undo_restores_the_original(text: str, act) -> None:
    document = act(text)
    assert document.original == text
    assert document.undo() == text


@property_test
@given(documents(), st.sampled_from(STYLES))
def test_undo_restores_the_original_in_every_style(text: str, style: str) -> None:
    assert ocrfix.clean(text, in_style(style)).undo() == text


@property_test
@given(documents())
def test_the_record_is_the_same_after_json(text: str) -> None:
    document = ocrfix.clean(text)
    again = Document.from_json(document.to_json())
    assert again == document
    assert again.undo() == text


@property_test
@given(st.one_of(st.binary(max_size=200), documents().map(lambda t: t.encode("utf-8", "ignore"))))
def test_the_json_record_restores_the_bytes(data: bytes) -> None:
    from ocrfix.read.decode import decode
    from ocrfix.read.errors import ReadError

    try:
        text, source = decode(data)
    except ReadError:
        return  # a binary file, which is refused
    document = get_pipeline().clean(text, source)
    assert Document.from_json(document.to_json()).original_bytes() == data


# 2. Do no harm. (The words that must stay are tables: tests/correction/unchanged.tsv.)


@property_test
@given(documents(), st.sampled_from(ACTS))
def test_text_outside_the_edits_is_identical(text: str, act) -> None:
    document = act(text)
    at = clean_at = 0
    for edit in document.edits:
        assert document.clean[clean_at : edit.clean_start] == text[at : edit.start]
        at, clean_at = edit.end, edit.clean_end
    assert document.clean[clean_at:] == text[at:]


@property_test
@given(documents())
def test_unlikely_edits_are_only_suggested(text: str) -> None:
    limits = Config.default().correct
    document = ocrfix.correct(text)
    for s in document.suggestions:
        assert limits.suggest <= s.confidence
        assert s.confidence < limits.threshold or s.kind == "typist"
    assert all(edit.kind != "typist" for edit in document.edits)
    assert all(edit.confidence >= limits.threshold for edit in document.edits)


@property_test
@given(documents())
def test_tagging_alone_changes_nothing(text: str) -> None:
    document = ocrfix.tag(text)
    assert document.clean == text
    assert document.edits == ()


# 3. Everything is explained.


@property_test
@given(documents())
def test_every_edit_has_a_kind_and_a_reason(text: str) -> None:
    document = ocrfix.clean(text)
    for edit in (*document.edits, *document.suggestions):
        assert edit.kind in (*KINDS, "inline mark")
        assert edit.reason
        assert text[edit.start : edit.end] == edit.before


@property_test
@given(documents(), st.sampled_from(STYLES))
def test_applying_the_edits_gives_the_clean_text(text: str, style: str) -> None:
    document = ocrfix.clean(text, in_style(style))
    assert apply(text, document.edits) == document.clean


@property_test
@given(documents(), st.sampled_from(STYLES))
def test_offsets_quote_the_text_they_point_at(text: str, style: str) -> None:
    document = ocrfix.clean(text, in_style(style))
    for edit in document.edits:
        assert document.clean[edit.clean_start : edit.clean_end] == edit.after
    for suggestion in document.suggestions:
        assert 0 <= suggestion.clean_start <= suggestion.clean_end <= len(document.clean)
    reached = 0
    for marker in document.markers:
        assert 0 <= marker.start <= marker.end <= len(text)
        if marker.clean_start == marker.clean_end:
            continue  # taken out
        assert document.clean[marker.clean_start : marker.clean_end] == marker.text
        assert marker.clean_start >= reached
        reached = marker.clean_end
        back = document.offsets.to_original(marker.clean_start, marker.clean_end)
        assert back == (marker.start, marker.end)


# 4. Cleaning twice changes nothing.


@property_test
@given(documents(), st.sampled_from(STYLES))
def test_cleaning_twice_changes_nothing(text: str, style: str) -> None:
    once = rendered(text, style)
    assert rendered(once, style) == once


@property_test
@given(documents())
def test_correcting_twice_changes_nothing(text: str) -> None:
    once = ocrfix.correct(text).clean
    assert ocrfix.correct(once).clean == once
    assert ocrfix.correct(once).edits == ()


# 5. Same input, same output.


@property_test
@given(st.lists(documents(most=4), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(texts: list[str], random) -> None:
    shared = Pipeline(Config.default())
    expected = {text: Pipeline(Config.default()).clean(text).to_json() for text in texts}
    random.shuffle(texts)
    assert all(shared.clean(text).to_json() == expected[text] for text in texts)


def test_every_process_gives_the_same_result(tmp_path: Path) -> None:
    text = "\n".join((*SENTENCES, *FURNITURE))
    (tmp_path / "page.txt").write_text(text, encoding="utf-8", newline="")
    program = (
        "import sys, pathlib, ocrfix;"
        "t = pathlib.Path(sys.argv[1]).read_bytes().decode('utf-8');"
        "sys.stdout.buffer.write(ocrfix.clean(t).to_json().encode())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / "page.txt")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["original"] == text


# 6. Bounded.


def _calls(text: str) -> int:
    """The number of function calls to clean a text, which is the same on every machine."""
    pipeline = Pipeline(Config.default())
    pipeline.clean("warm up: Decembe SECRET B1")
    count = 0

    def watch(frame, event, argument) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(watch)
    try:
        pipeline.clean(text)
    finally:
        sys.setprofile(None)
    return count


SHAPES = {
    "prose": " ".join(SENTENCES) + "\n",
    "lines": "\n".join((*SENTENCES, *FURNITURE)) + "\n",
    "one line": " ".join(SENTENCES) + " ",
    "one token": "abcdefghij" * 20,
    "capitals": "GOVERMMENT OF NORLAND SEGRET NOFORM ",
    "punctuation": ".,;:-_|~!?()[]{}'\"‘’“”*# " * 4,
    "brackets": "((((((((((",
    "marks": "[[page: 2]] B1,A5 (b)(1) SECRET\n",
    "stamps": "RELEASEDUNCLASSIFIED\nRELEASE IN PART B6\n",
    "combining": "e\u0301" * 20,
    "blank": " \n" * 20,
    "letter-spaced": "T h e P r e s i d e n t o f N o r l a n d m e t h i m . ",
    "letter-spaced lines": "T h e  P r e s i d e n t  m e t  h i m .\n",
    "run together": "andthepresidentofthe ministrywas ",
    "hyphenated": "the inter-\nnaticnal and interna\ntional law\n",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_work_is_linear_in_length(shape: str) -> None:
    piece = SHAPES[shape]
    copies = max(4, 6000 // len(piece))
    once, twice = _calls(piece * copies), _calls(piece * copies * 2)
    assert twice <= 2.5 * once + 2000


# 7. Bad input gets one clear line: see tests/cli.


def test_a_record_of_a_later_version_is_refused() -> None:
    record = json.loads(ocrfix.correct("Decembe").to_json())
    record["schema"] = 99
    with pytest.raises(ValueError, match="schema 99"):
        Document.from_json(json.dumps(record))


def test_invalid_records_are_refused() -> None:
    with pytest.raises(ValueError, match="not an ocrfix record"):
        Document.from_json('{"original": 3}')


def test_the_source_stays_with_the_document() -> None:
    source = Source(name="memo.txt", encoding="windows-1252")
    assert get_pipeline().clean("café", source).source == source
