"""What a notebook user meets: public names, one-line representations, HTML, and data frames."""

from __future__ import annotations

import re

import pytest

import ocrfix
from ocrfix.document import Document
from ocrfix.edits import Edit
from ocrfix.emit.notebook import MAX_CHARS
from ocrfix.records import Marker, Source

PUBLIC = {
    "Config", "Document", "Edit", "Marker", "WordConfidences",
    "clean", "clean_file", "correct", "tag",
}  # fmt: skip

EDIT = Edit(
    start=4, end=7, before="tbe", after="the", kind="misread", confidence=0.98, reason="b for h",
    clean_start=4, clean_end=7,
)  # fmt: skip
MARKER = Marker(
    start=8, end=10, type="exemption", text="B1", code="FOIA:b1", clean_start=8, clean_end=10,
    fields={"meaning": "national <defense>"}, confidence=0.9,
)  # fmt: skip
DOCUMENT = Document(
    original="See tbe B1.", clean="See the B1.", edits=(EDIT,), markers=(MARKER,),
    source=Source(name="memo.txt"),
)  # fmt: skip


def test_dir_lists_the_public_names():
    assert set(dir(ocrfix)) == PUBLIC | {"__version__"}
    for name in dir(ocrfix):
        assert getattr(ocrfix, name)


def test_a_name_that_does_not_exist():
    with pytest.raises(AttributeError, match="no attribute 'claen'"):
        ocrfix.claen  # noqa: B018


def test_the_representation_is_one_line():
    expected = "<Document memo.txt: 11 characters, 1 edit, 0 suggestions, 1 marker>"
    assert repr(DOCUMENT) == expected
    assert repr(Document(original="a" * 10**6, clean="a" * 10**6)).count("\n") == 0
    assert len(repr(Document(original="a" * 10**6, clean="a" * 10**6))) < 100


def test_html_shows_changes_and_markers():
    html = DOCUMENT._repr_html_()
    assert '<del>tbe</del><ins title="misread, 0.98: b for h">the</ins>' in html
    assert '<mark title="exemption, FOIA:b1, national &lt;defense&gt;">B1</mark>.' in html


def test_html_shows_deletions_and_insertions():
    edits = (
        Edit(start=0, end=2, before="x ", after="", kind="noise", confidence=0.9, reason="speck",
             clean_start=0, clean_end=0),
        Edit(start=7, end=7, before="", after=".", kind="punctuation", confidence=0.9,
             reason="end of a sentence", clean_start=5, clean_end=6),
    )  # fmt: skip
    html = Document(original="x words", clean="words.", edits=edits)._repr_html_()
    assert "<del>x </del>words<ins" in html
    assert html.endswith('title="punctuation, 0.90: end of a sentence">.</ins></div>')


def test_html_of_a_document_adds_no_elements():
    text = "<script>alert(1)</script> & \"quotes\" 'single'"
    html = Document(original=text, clean=text, source=Source(name="<b>x</b>"))._repr_html_()
    assert "<script" not in html
    assert "<b>" not in html
    shown = re.search(r"<div class='ocrfix'>(.*)</div>", html)
    assert shown and "<" not in shown.group(1)


@pytest.mark.parametrize("page", ["SECRET\n\nWe hope tbe talks in Decembe go on.\n\nB1,A5\n"])
def test_html_holds_every_character_of_the_text(page):
    document = ocrfix.clean(page)
    html = document._repr_html_()
    shown = html[html.index("<div class='ocrfix'>") : html.rindex("</div>")]
    without_deletions = re.sub(r"<del>.*?</del>", "", shown, flags=re.DOTALL)
    assert re.sub(r"<[^>]*>", "", without_deletions) == document.clean


def test_html_of_a_volume_is_cut():
    text = "a" * (MAX_CHARS + 5)
    html = Document(original=text, clean=text)._repr_html_()
    assert "5 more characters" in html
    assert len(html) < MAX_CHARS + 2000


def test_data_frames():
    pandas = pytest.importorskip("pandas")
    markers = DOCUMENT.to_dataframe("markers")
    assert isinstance(markers, pandas.DataFrame)
    assert markers.loc[0, ["file", "type", "code", "text"]].tolist() == [
        "memo.txt", "exemption", "FOIA:b1", "B1",
    ]  # fmt: skip
    edits = DOCUMENT.to_dataframe("edits")
    assert edits.loc[0, ["before", "after", "made"]].tolist() == ["tbe", "the", "yes"]
    assert edits["start"].dtype == "Int64"
    assert list(Document(original="", clean="").to_dataframe().columns) == list(markers.columns)


def test_no_such_data_frame():
    with pytest.raises(ValueError, match="no table 'cards'; the tables are markers, edits"):
        DOCUMENT.to_dataframe("cards")


def test_data_frames_without_pandas(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        DOCUMENT.to_dataframe()
