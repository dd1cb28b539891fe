"""Whole documents: cleaned, written, read back, cleaned again, and restored."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.document import Document
from ocrfix.emit.paged import corrected_file
from ocrfix.page_xml import alto as alto_format
from ocrfix.page_xml import hocr as hocr_format
from ocrfix.page_xml import page as page_format
from ocrfix.pages.changes import lines_of
from ocrfix.pages.restore import restored
from ocrfix.pipeline import get_pipeline
from ocrfix.records import Source
from tests.documents import FURNITURE, SENTENCES
from tests.page_xml.samples import alto, hocr, page_xml
from tests.profiles import examples

FORMATS = {
    "hocr": (hocr_format, hocr),
    "alto": (alto_format, lambda pages: alto(pages, hyphens=True)),
    "page": (page_format, page_xml),
    "page, lines": (page_format, lambda pages: page_xml(pages, levels="line region")),
}
texts = st.lists(st.sampled_from(SENTENCES + FURNITURE), min_size=1, max_size=4)


def clean(file):
    source = Source(format="alto", sha256="0" * 64)
    return get_pipeline().clean(file.paged.text, source, pages=file.paged)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=examples(50))
@given(texts)
def test_the_written_file_has_the_clean_text_of_its_record(name, lines):
    module, make = FORMATS[name]
    original = make([[line.split() for line in lines]]).encode()
    file = module.open_file(original)
    document = clean(file)
    data, record = corrected_file(document, file, original)
    read = module.open_file(data)
    assert lines_of(read.paged.text) == lines_of(document.clean)

    stored = Document.from_json(record)
    assert stored.clean == document.clean
    assert restored(data, stored.written.undo) == original
    assert all(edit.places for edit in stored.edits)
