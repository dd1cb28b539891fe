"""Time is linear in the length of texts designed to be slow; see ``benchmarks/linear.py``.

Calls are counted, which is the same on every machine. What is quadratic inside one call, such as a
pattern, is caught by a limit of processor time that only the quadratic can reach.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fuzz import invariants
from fuzz.shapes import SHAPES
from ocrfix.config import Config
from ocrfix.pipeline import Pipeline
from tests.profiles import slow_among

ROOT = Path(__file__).resolve().parent.parent
SIZE = 3_000


def calls(text: str) -> int:
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


SLOW_SHAPES = (
    "at signs in blanks",
    "bars",
    "broken at the line end",
    "garbled banners",
    "letter-spaced",
    "letter-spaced lines",
    "mojibake",
    "quotes that open",
    "single capitals",
    "single letters",
)


@pytest.mark.parametrize("shape", slow_among(SHAPES, SLOW_SHAPES))
def test_calls_grow_with_length(shape: str) -> None:
    once, twice = (calls(SHAPES[shape](SIZE * times)) for times in (1, 2))
    if twice > 2.5 * once + 4000:  # it may have come to something that begins at some length
        once, twice = twice, calls(SHAPES[shape](SIZE * 4))
    assert twice <= 2.5 * once + 4000


# What took the square of its length, or ever so much longer, before it was mended. Each of these
# takes some seconds; most would have taken minutes or hours, the first longer than anyone waits.
HARD = {
    "labels side by side": 3_000,
    "a label and blanks": 400_000,
    "a label and brackets": 400_000,
    "clearances": 200_000,
    "a date that is none": 200_000,
    "sic without end": 100_000,
    "inline marks, nested": 100_000,
    "addresses": 400_000,
    "one long token, then an address": 400_000,
    "redactions": 40_000,
    "redactions and codes": 40_000,
    "stamps in lines": 160_000,  # ten thousand of them
    "garbled banners": 160_000,
}
SLOW_PATTERNS = (
    "a date that is none",
    "addresses",
    "clearances",
    "garbled banners",
    "sic without end",
    "stamps in lines",
)
PROGRAM = """
import resource, sys
from fuzz.shapes import SHAPES
from ocrfix.pipeline import get_pipeline
pipeline = get_pipeline()
pipeline.clean("warm up: Decembe SECRET B1")
resource.setrlimit(resource.RLIMIT_CPU, (200, 200))
name, size = sys.argv[1], int(sys.argv[2])
text = SHAPES[name](size) if name in SHAPES else "a" * size + " sic a@b (sic"
pipeline.clean(text)
"""


@pytest.mark.parametrize("name", slow_among(HARD, SLOW_PATTERNS))
def test_patterns_take_linear_time(name: str) -> None:
    pytest.importorskip("resource", reason="no limit of processor time on this system")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, name, str(HARD[name])], cwd=ROOT, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()[-500:]


MIXED = {
    "UTF-8 and windows-1252": "café ".encode() + "café ".encode("windows-1252"),
    "windows-1252": "café “tbe” ".encode("windows-1252"),
    "what no encoding has": b"\x81\x8d\x8f\x90\x9d ",
    "UTF-16 within": "café ".encode("utf-16-le") + b"caf\xe9 ",
    "UTF-16 with a mark": "café 😀 ".encode("utf-16-le"),
    "UTF-16 broken": b"\x00\xd8",
    "UTF-32": "café 😀 ".encode("utf-32-le"),
    "marks of the byte order": b"\xef\xbb\xbf",
    "shifts of UTF-7": b"+AOk-+/v8-",
    "half characters": b"\xed\xa0\x80",
    "characters too long": b"\xf8\x88\x80\x80\x80\xc0\x80",
}
BEGUN = {"UTF-16 with a mark": b"\xff\xfe", "UTF-16 broken": b"\xff\xfe", "UTF-32": b"\xff\xfe\0\0"}
READING = """
import resource
from ocrfix.read import ReadError, decode
from tests.test_linear import BEGUN, MIXED
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
for name, piece in MIXED.items():
    data = BEGUN.get(name, b"") + piece * (8_000_000 // len(piece))
    try:
        text, source = decode(data)
        assert source.encode(text) == data, name
    except ReadError:
        pass
"""


def test_mixed_encodings_take_linear_time() -> None:
    """Eight million bytes of each; together they take some seconds."""
    pytest.importorskip("resource", reason="no limit of processor time on this system")
    done = subprocess.run([sys.executable, "-c", READING], cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()[-500:]


@pytest.mark.parametrize("name", MIXED)
def test_a_mixture_of_encodings_is_restored_or_refused(name: str) -> None:
    invariants.check_bytes(BEGUN.get(name, b"") + MIXED[name] * 3)
    invariants.check_bytes(MIXED[name] + "tbe “café”".encode() + MIXED[name])


def test_marks_nested_too_deep_stay() -> None:
    pipeline = Pipeline(Config.default())
    deep = "[[stamp: " * 40 + "RECEIVED" + "]]" * 40 + "\n"
    shallow = "[[stamp: " * 9 + "RECEIVED" + "]]" * 9 + "\n"
    document = pipeline.clean(deep + shallow)
    assert document.clean.startswith(deep)
    assert document.clean.removeprefix(deep) == "RECEIVED\n"
    assert document.undo() == deep + shallow


def test_a_nul_does_not_end_a_word() -> None:
    text = "the\0\0 Govermm\0ent rn\0c of tbe\0 talks\n"
    document = Pipeline(Config.default()).clean(text)
    assert document.undo() == text
    assert not Pipeline(Config.default()).lexicon.word("the\0").flags


def test_half_a_character_is_refused_clearly() -> None:
    for act in (Pipeline(Config.default()).clean, Pipeline(Config.default()).tag):
        with pytest.raises(ValueError, match=r"a surrogate at 0, .* decode the bytes"):
            act("\ud800" * 1_000_000)
    pipeline = Pipeline(Config.default())
    for act in (pipeline.clean, pipeline.correct, pipeline.tag):
        with pytest.raises(ValueError, match=r"a surrogate at 4, .* decode the bytes"):
            act("the \ud800 men")


def test_only_the_most_frequent_of_very_many_names_are_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ocrfix.correction import document_names
    from ocrfix.text.tokens import TokenizedText

    monkeypatch.setattr(document_names, "_MAX_NAMES", 2)
    text = "Kartolven Kartolven Kartolven Minsradek Minsradek Minsradek Gandolwys Gandolwys"
    found = document_names.DocumentNames(
        TokenizedText(text).counts, Pipeline(Config.default()).lexicon
    )
    assert found._names == ["KARTOLVEN", "MINSRADEK"]
