"""Any changes of words are written to any file, and nothing else is changed."""

from __future__ import annotations

import io
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.page_xml import alto as alto_format
from ocrfix.page_xml import hocr as hocr_format
from ocrfix.page_xml import page as page_format
from ocrfix.pages.changes import changed_lines, lines_of
from ocrfix.pages.file import WordChange
from tests.page_xml.samples import alto, hocr, page_xml

FILES = {
    "hocr": (hocr_format, hocr),
    "hocr, other quotes": (hocr_format, lambda pages: hocr(pages, '"')),
    "hocr, HTML": (hocr_format, lambda pages: "<!DOCTYPE html>\n<meta charset=utf-8><br>"
                   + hocr(pages)[hocr(pages).index("<body"):]),
    "alto": (alto_format, alto),
    "alto 1": (alto_format, lambda pages: alto(pages, version=1)),
    "alto 4, prefix": (alto_format, lambda pages: alto(pages, version=4, prefix="a")),
    "alto, hyphens": (alto_format, lambda pages: alto(pages, hyphens=True)),
    "page": (page_format, page_xml),
    "page, prefix": (page_format, lambda pages: page_xml(pages, prefix="pc")),
    "page 2013": (page_format, lambda pages: page_xml(pages, date="2013-07-15")),
    "page, words only": (page_format, lambda pages: page_xml(pages, levels="word")),
    "page, lines": (page_format, lambda pages: page_xml(pages, levels="line")),
    "page, lines and region": (page_format, lambda pages: page_xml(pages, levels="line region")),
    "page, region": (page_format, lambda pages: page_xml(pages, levels="region")),
    "page 2013, lines": (
        page_format, lambda pages: page_xml(pages, date="2013-07-15", levels="line region")
    ),
}  # fmt: skip

words = st.text("abÉ&<\"'-;{", min_size=1, max_size=4)
lines = st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=2)


@st.composite
def changes_of(draw, paged):
    """Draw changes of the words of a text."""
    found: list[WordChange] = []
    for page in paged.pages:
        for line in page.lines:
            at = line.first
            while at < line.last:
                last = draw(st.integers(at, min(at + 3, line.last)))
                if last > at:
                    new = tuple(draw(st.lists(words, max_size=3)))
                    old = tuple(paged.text[w.start : w.end] for w in paged.words[at:last])
                    if new != old:
                        found.append(WordChange(at, last, new))
                at = last + 1
    return found


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_changed_words_are_read_back(name, data):
    module, make = FILES[name]
    pages = data.draw(st.lists(lines, min_size=1, max_size=1 if "page" in name else 2))
    original = make(pages).encode()
    file = module.open_file(original)
    assert lines_of(file.paged.text) == pages
    assert file.write([]) == original
    changes = data.draw(changes_of(file.paged))
    expected = changed_lines(file.paged, changes)
    written = file.write(changes)
    again = module.open_file(written)
    assert lines_of(again.paged.text) == expected
    # A second change finds the file as if it had been the first.
    more = data.draw(changes_of(again.paged))
    twice = again.write(more)
    assert lines_of(module.open_file(twice).paged.text) == changed_lines(again.paged, more)


@pytest.mark.parametrize("name", FILES)
@given(pages=st.lists(lines, min_size=1, max_size=1), data=st.data())
def test_lines_of_the_file_without_a_change_stay_as_they_are(name, pages, data):
    module, make = FILES[name]
    original = make(pages).encode()
    file = module.open_file(original)
    word = data.draw(st.integers(0, len(file.paged.words) - 1))
    written = file.write([WordChange(word, word + 1, ("changed",))])
    missing = Counter(original.splitlines()) - Counter(written.splitlines())
    # Only the word, and the line and region that state it again, are changed.
    assert 1 <= missing.total() <= (2 if "page" not in name else len(pages[0]) + 3)


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("page")])
@given(data=st.data())
def test_page_xml_is_valid_before_and_after(name, data):
    etree = pytest.importorskip("lxml.etree", reason="needs lxml")
    validators = find_spec("ocrd_validators")
    if validators is None or validators.origin is None:
        pytest.skip("needs ocrd, which has the schema")
    schema = etree.XMLSchema(etree.parse(Path(validators.origin).with_name("page.xsd")))
    module, make = FILES[name]
    pages = data.draw(st.lists(lines, min_size=1, max_size=1))
    # The schema at hand is that of 2019; older files are valid in it, too.
    newest = b"pagecontent/2019-07-15"

    def validate(content):
        tree = etree.parse(io.BytesIO(content.replace(b"pagecontent/2013-07-15", newest)))
        schema.assertValid(tree)

    original = make(pages).encode()
    validate(original)
    file = module.open_file(original)
    validate(file.write(data.draw(changes_of(file.paged))))
