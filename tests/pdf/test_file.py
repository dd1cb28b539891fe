"""Reading and writing whole PDFs: invariants that hold for every file."""

from __future__ import annotations

import pytest

pytest.importorskip("pikepdf", reason="reading PDFs needs the extra pdf")
pytest.importorskip("pypdfium2", reason="verifying PDFs needs the extra pdf")

from ocrfix.pages.file import WordChange
from ocrfix.pdf import open_file
from ocrfix.pdf.file import Saving
from tests.pdf.make import one_page

LINE = b"/F1 10 Tf 20 150 Td (The comrnittee met) Tj 0 -14 Td (in Vienna.) Tj"


def test_the_text_has_the_blanks_and_lines_of_the_stream():
    paged = open_file(one_page(LINE)).paged
    assert paged.text == "The comrnittee met\nin Vienna.\n"
    assert [paged.text[word.start : word.end] for word in paged.words] == paged.text.split()


@pytest.mark.parametrize("saving", Saving)
def test_a_word_is_replaced_where_it_was(saving):
    file = open_file(one_page(LINE))
    changed = open_file(file.write([WordChange(1, 2, ("committee",))], saving))
    assert changed.paged.text == "The committee met\nin Vienna.\n"
    old, new = file.paged.words[1].quad, changed.paged.words[1].quad
    assert new == pytest.approx(old, abs=0.01)


def test_no_change_gives_the_same_bytes():
    data = one_page(LINE)
    assert open_file(data).write([]) == data


def test_an_appended_update_begins_with_the_original():
    data = one_page(LINE)
    assert open_file(data).write([WordChange(0, 1, ("A",))]).startswith(data)
