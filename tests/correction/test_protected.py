"""Lines that a note says to ignore, and words of the user: neither changed nor marked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ocrfix
from ocrfix.config import Config
from ocrfix.correction.vetoes.notes import ignored_spans
from ocrfix.edits import Edit
from tests.documents import documents
from tests.profiles import examples

COMMENTS = ("<!-- ocrfix: {} -->", "[ocrfix: {}]")


def noted(text: str, form: str) -> str:
    """Write the notes of a text, such as ``{off}``, in one of the two forms."""
    return text.format(**{word: form.format(word) for word in ("ignore", "off", "on")})


NOTES = {
    "a line with text is ignored itself": "{ignore} tbe\n>tbe",
    "a note at the end of its line": "tbe {ignore}\n>tbe",
    "a note alone ignores the next line": "{ignore}\ntbe\n>tbe",
    "also where blank lines stand between": "{ignore}\n\n \ntbe\n>tbe",
    "two notes alone ignore no more": "{ignore}\n{ignore}\ntbe\n>tbe",
    "from off to on": ">tbe\n{off}\ntbe\ntbe\n{on}\n>tbe",
    "without on to the end": ">tbe\n{off}\ntbe\n\ntbe",
    "off twice is off once": "{off}\ntbe\n{off}\ntbe\n{on}\n>tbe",
    "on alone says nothing": "{on}\n>tbe",
    "off and on in one line": "tbe {off} tbe {on} tbe\n>tbe",
    "over a page break": "{off}\r\ntbe\f\ntbe\r\n{on}\r\n>tbe",
}


@pytest.mark.parametrize("form", COMMENTS)
@pytest.mark.parametrize("case", NOTES)
def test_notes(case, form):
    """Words to be corrected have a > before them."""
    marked = noted(NOTES[case], form)
    document = ocrfix.correct(marked.replace(">tbe", "We hope that tbe talks go on."))
    expected = marked.replace(">tbe", "We hope that the talks go on.")
    assert document.clean == expected


@pytest.mark.parametrize(
    "text",
    [
        "[ocrfix: of]",
        "[ocrfix off]",
        "ocrfix: off",
        "<!-- ocrfix: off >",
        "[OCRFIX: OFF]",
        "[ocrfix: off -->",
        "# ocrfix",
    ],
)
def test_text_that_is_not_a_note(text):
    assert not ignored_spans(f"{text}\ntbe\n")


def test_an_ignored_line_is_not_marked_and_keeps_its_marks():
    text = "SECRET\n[ocrfix: off]\nSECRET\n[[stamp: RECEIVED]]\n[ocrfix: on]\nSECRET\n"
    once = ocrfix.clean(text).render("text")
    assert once == text.replace("SECRET\n", "[[classification: SECRET]]\n").replace(
        "[ocrfix: off]\n[[classification: SECRET]]", "[ocrfix: off]\nSECRET"
    )
    assert ocrfix.clean(once).render("text") == once


@settings(max_examples=examples(150), derandomize=True)
@given(documents(), documents(), documents(), st.sampled_from(("inline", "keep", "strip")))
def test_nothing_touches_an_ignored_line(before, inside, after, style):
    text = f"{before}\n[ocrfix: off]\n{inside}\n[ocrfix: on]\n{after}"
    config = Config.default().merged({"emit": {"marks": style}})
    document = ocrfix.clean(text, config)
    for start, end in ignored_spans(text):
        for found in (*document.edits, *document.suggestions, *document.markers):
            touches = found.start <= end and start <= found.end
            if found.end == start and isinstance(found, Edit):
                touches = not found.before.endswith(("\n", "\r"))  # the whole line before goes
            assert not touches or found.end == found.start == end
    once = document.render("text", marks=style)
    for start, end in ignored_spans(text):
        assert text[start:end] in once
    assert document.undo() == text
    assert ocrfix.clean(once, config).render("text", marks=style) == once


WORDS = ["tbe", "Govermment", "Kirsten Vike-Holmquist", "wi11", "iN"]
TEXT = (
    "The Govermment told us that tbe talks with Vike and Holmquist wi11 go on iN Decembe.\n"
    "Holmguist agreed with tho proposal.\n"
)


def test_words_of_the_user_stay():
    config = Config.default().merged({"words": WORDS})
    clean = ocrfix.correct(TEXT, config).clean
    for word in ("Govermment", "tbe", "Vike", "Holmquist", "wi11", "iN"):
        assert f" {word} " in clean
    assert "December" in clean and "the proposal" in clean
    suggested = ocrfix.correct(TEXT, config).suggestions
    assert not {edit.before for edit in suggested} & {"Govermment", "tbe", "wi11", "iN"}


def test_a_file_of_words(tmp_path):
    file = tmp_path / "names.txt"
    file.write_text("# those of the annex\n\nGovermment\n", "utf-8")
    config = Config.default().merged({"word_files": [str(file)]})
    clean = ocrfix.correct(TEXT, config).clean
    assert clean.startswith("The Govermment told us that the talks")


def test_a_file_of_words_that_cannot_be_read(tmp_path):
    file = tmp_path / "names.txt"
    config = Config.default().merged({"word_files": [str(file)]})
    with pytest.raises(ValueError, match=r"names.txt: cannot be read: .*; check word_files"):
        ocrfix.correct(TEXT, config)
    file.write_bytes(b"Vike\nGr\xfcn\n")
    with pytest.raises(ValueError, match=r"names.txt:2: not UTF-8; save the file as UTF-8"):
        ocrfix.correct(TEXT, config)
