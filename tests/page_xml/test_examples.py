"""What is read from files of each format, and what is written where."""

from __future__ import annotations

import re

import pytest

from ocrfix.page_xml import alto, element, hocr, page
from ocrfix.pages.file import PageFormatError, WordChange
from tests.page_xml import samples

DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
)


def hocr_page(words: str) -> str:
    return f"<html><body><div class='ocr_page'><p class='ocr_par'>{words}</p></div></body></html>"


def word(text: str, title: str = "bbox 1 2 3 4; x_wconf 87") -> str:
    return f"<span class='ocrx_word' title='{title}'>{text}</span>"


def changed(module, file: str | bytes, *changes: tuple[int, int, str]) -> str:
    """Return a file after changes of its words."""
    data = file.encode() if isinstance(file, str) else file
    opened = module.open_file(data)
    return opened.write([WordChange(a, b, tuple(new.split())) for a, b, new in changes]).decode()


class TestHocr:
    def test_words_have_boxes_and_confidences(self):
        (first,) = hocr.open_file(hocr_page(word("tbe")).encode()).paged.words
        assert (first.quad.box, first.confidence) == ((1.0, 2.0, 3.0, 4.0), 0.87)

    @pytest.mark.parametrize("title", ["", "bbox", "bbox 1 2 3", "x_wconf many", "bbox . . . ."])
    def test_a_word_without_a_box_or_confidence_is_read(self, title):
        file = hocr.open_file(hocr_page(word("tbe", title)).encode())
        assert file.paged.text == "tbe\n"
        assert file.paged.words[0].confidence is None

    def test_paragraphs_are_separated(self):
        pages = "<p class='ocr_par'>{}</p><p class='ocr_par'>{}</p>".format(word("a"), word("b"))
        assert hocr.open_file(hocr_page(pages).encode()).paged.text == "a\n\nb\n"

    def test_the_reading_before_is_stored_once(self):
        once = changed(hocr, hocr_page(word("tbe")), (0, 1, "thc"))
        twice = changed(hocr, once, (0, 1, "the"))
        assert re.findall("data-ocrfix-before=.[a-z]*", twice) == ['data-ocrfix-before="tbe']
        assert ">the<" in twice

    def test_a_word_is_divided_within_its_box(self):
        after = changed(hocr, hocr_page(word("state,and", "bbox 0 0 100 9")), (0, 1, "state, and"))
        assert re.findall("bbox [0-9 ]+", after) == ["bbox 0 0 60 9", "bbox 70 0 100 9"]

    def test_inner_markup_stays(self):
        file = hocr_page(word("<strong><em>tbe</em></strong>"))
        assert "<strong><em>the</em></strong>" in changed(hocr, file, (0, 1, "the"))

    def test_characters_with_boxes_of_their_own_give_way(self):
        letters = "".join(f"<span class='ocrx_cinfo'>{c}</span>" for c in "tbe")
        assert ">the</span>" in changed(hocr, hocr_page(word(letters)), (0, 1, "the"))

    def test_html_that_is_not_xml(self):
        file = (
            "<!DOCTYPE html><HTML><meta charset=utf-8><br><script>if (1<2) '<p>'</script>"
            "<div CLASS=ocr_page title='bbox 0 0 9 9'><p class=ocr_par>"
            "<span class=ocr_line><span class=ocrx_word title='bbox 1 1 2 2'>AT&T&nbsp;</span> "
            "<span class=ocrx_word>caf&eacute;</span></span><p class=ocr_par>"
            "<span class=ocrx_word>1 < 2</span></div></HTML>"
        )
        opened = hocr.open_file(file.encode())
        assert opened.paged.text == "AT&T café\n\n1 < 2\n"
        after = changed(hocr, file, (1, 2, "cafés"))
        assert (
            after.replace(' data-ocrfix-before="café"', "").replace("cafés", "caf&eacute;") == file
        )

    def test_entities_of_the_document_type_are_read(self):
        file = DOCTYPE + hocr_page(word("caf&eacute;") + word("AT&amp;T"))
        assert hocr.open_file(file.encode()).paged.text == "café AT&T\n"

    def test_an_unknown_entity_is_refused(self):
        with pytest.raises(PageFormatError, match="not known: &strange;"):
            hocr.open_file((DOCTYPE + hocr_page(word("&strange;"))).encode())


ENCODINGS = ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "iso-8859-15", "koi8-r"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(encoding):
    text = hocr_page(word("tbe") + word("caf&#233;"))
    declared = f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'
    data = declared.encode(encoding)
    file = hocr.open_file(data)
    assert file.paged.text == "tbe café\n"
    assert file.write([]) == data
    after = file.write([WordChange(0, 1, ("th—e",))]).decode(encoding)
    dash = "—" if encoding in ("utf-8", "utf-16", "windows-1252") else "&#8212;"
    assert after == declared.replace(">tbe<", f' data-ocrfix-before="tbe">th{dash}e<')


def test_a_byte_order_mark_stays():
    data = b"\xef\xbb\xbf" + hocr_page(word("tbe")).encode()
    assert hocr.open_file(data).write([WordChange(0, 1, ("the",))]).startswith(b"\xef\xbb\xbf<html")


def alto_line(inner: str, doctype: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{doctype}<alto><Layout><Page WIDTH="9" HEIGHT="9"><PrintSpace>'
        f"<TextBlock><TextLine>{inner}</TextLine></TextBlock></PrintSpace></Page></Layout></alto>"
    )


HYPHENATED = (
    '<String CONTENT="recom" SUBS_TYPE="HypPart1" SUBS_CONTENT="recomnendation"/>'
    '<HYP CONTENT="&#xAD;"/></TextLine><TextLine>'
    '<String CONTENT="nendation," SUBS_TYPE="HypPart2" SUBS_CONTENT="recomnendation"/>'
)


class TestAlto:
    def test_a_word_has_its_box_and_confidence(self):
        file = alto_line('<String CONTENT="tbe" HPOS="1" VPOS="2" WIDTH="3" HEIGHT="4" WC="0.5"/>')
        (first,) = alto.open_file(file.encode()).paged.words
        assert (first.quad.box, first.confidence) == ((1.0, 2.0, 4.0, 6.0), 0.5)

    def test_the_unit_is_that_of_the_file(self):
        file = alto_line('<String CONTENT="a"/>').replace(
            "<Layout>", "<Description><MeasurementUnit>mm10</MeasurementUnit></Description><Layout>"
        )
        assert alto.open_file(file.encode()).paged.pages[0].unit == "mm10"

    def test_a_hyphen_is_part_of_the_word(self):
        assert alto.open_file(alto_line(HYPHENATED).encode()).paged.text == "recom-\nnendation,\n"

    def test_both_halves_state_the_whole_word(self):
        after = changed(alto, alto_line(HYPHENATED), (1, 2, "mendation,"))
        assert re.findall('SUBS_CONTENT="([a-z]*)"', after) == ["recommendation"] * 2
        assert '<HYP CONTENT="&#xAD;"/>' in after

    def test_a_half_that_is_joined_stays_a_half(self):
        file = alto_line('<String CONTENT="re"/><SP/>' + HYPHENATED.replace('"recom"', '"com"', 1))
        after = changed(alto, file, (0, 2, "recom-"), (2, 3, "mendation,"))
        strings = re.findall("<String[^>]*>", after)
        assert strings[0] == (
            '<String CONTENT="recom" SUBS_TYPE="HypPart1" SUBS_CONTENT="recomnendation">'
        )

    def test_the_alternative_is_between_shape_and_glyphs(self):
        file = alto_line('<String CONTENT="tbe"><Shape/><Glyph/></String>')
        after = changed(alto, file, (0, 1, "the"))
        assert "<Shape/><ALTERNATIVE" in after and "</ALTERNATIVE><Glyph/>" in after

    def test_the_reading_before_is_stored_once(self):
        once = changed(alto, alto_line('<String CONTENT="tbe"/>'), (0, 1, "thc"))
        twice = changed(alto, once, (0, 1, "the"))
        assert re.findall(">([a-z]+)</ALT", twice) == ["tbe"]

    def test_words_joined_after_a_change_have_their_first_readings(self):
        file = alto_line('<String CONTENT="c0m"/><SP/><String CONTENT="mittee"/>')
        once = changed(alto, file, (0, 1, "com"))
        assert ">c0m mittee</ALT" in changed(alto, once, (0, 2, "committee"))

    def test_noise_goes_with_its_space(self):
        file = alto_line(
            '<String CONTENT="a"/><SP/><String CONTENT="~"/><SP/><String CONTENT="b"/>'
        )
        after = changed(alto, file, (1, 2, ""))
        assert after == alto_line('<String CONTENT="a"/><SP/><String CONTENT="b"/>')

    def test_a_line_of_noise_keeps_an_empty_string(self):
        after = changed(
            alto, alto_line('<String CONTENT="~"/><SP/><String CONTENT=";"/>'), (0, 2, "")
        )
        assert after.count('CONTENT=""') == 2

    def test_entities_in_attributes_are_read(self):
        file = alto_line('<String CONTENT="caf&eacute;"/>', '<!DOCTYPE alto SYSTEM "alto.dtd">')
        assert alto.open_file(file.encode()).paged.text == "café\n"

    def test_a_string_of_several_words(self):
        file = alto_line('<String CONTENT="of tbe  com"/><SP/><String CONTENT="mittee"/>')
        after = changed(alto, file, (1, 2, "the"), (2, 4, "committee"))
        assert 'CONTENT="of the  committee"' in after and "mittee" in after
        assert alto.open_file(after.encode()).paged.text == "of the committee\n"


class TestPage:
    def test_the_others_move_down(self):
        other = '<TextEquiv index="1"><Unicode>tbc</Unicode></TextEquiv><TextEquiv index="0" '
        file = samples.page_xml([[["tbe"]]], levels="word").replace("<TextEquiv ", other, 1)
        after = changed(page, file, (0, 1, "the"))
        found = re.findall(r'index="(\d)"[^>]*><Unicode>(\w+)', after)
        assert sorted(found) == [("0", "the"), ("1", "tbe"), ("2", "tbc")]
        assert 'dataTypeDetails="ocrfix"' in after

    def test_all_levels_agree(self):
        file = samples.page_xml([[["of", "tbe", "com", "mittee"], ["~"]]])
        after = changed(page, file, (1, 2, "the"), (2, 4, "committee"), (4, 5, ""))
        assert "<Unicode>of the committee</Unicode>" in after
        text = "<Unicode>of the committee</Unicode></TextEquiv>"
        assert after.count(text) == 2  # of the line and of the region

    def test_a_line_that_states_another_text_stays_as_it_is(self):
        file = samples.page_xml([[["of", "tbe"]]]).replace("of tbe", "transcribed by hand")
        after = changed(page, file, (1, 2, "the"))
        assert after.count("transcribed by hand") == 2

    def test_an_older_schema_has_one_text(self):
        file = samples.page_xml([[["t;b{e"]]], date="2013-07-15", levels="word")
        after = changed(page, file, (0, 1, "the"))
        assert after.count("<TextEquiv") == 1
        assert r'custom="ocrfix {before:t\u003bb\u007be;}"' in after
        joined = samples.page_xml([[["com", "m;ttee"]]], date="2013-07-15", levels="word")
        again = changed(page, changed(page, joined, (1, 2, "mittee")), (0, 2, "committee"))
        assert r"{before:com m\u003bttee;}" in again

    def test_the_reading_order(self):
        file = samples.page_xml([[["a"]]])
        region = re.search("<TextRegion.*</TextRegion>", file, re.DOTALL)[0]
        second = region.replace('"r"', '"q"').replace(">a<", ">b<")
        order = (
            '<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="1" regionRef="r"/>'
            '<RegionRefIndexed index="0" regionRef="q"/></OrderedGroup></ReadingOrder>'
        )
        file = file.replace(region, order + region + second)
        assert page.open_file(file.encode()).paged.text == "b\n\na\n"

    @pytest.mark.parametrize(("new", "confidence"), [("the", None), ("tbe,", 0.8)])
    def test_the_confidence_of_the_engine_does_not_hold_for_other_letters(self, new, confidence):
        after = changed(page, samples.page_xml([[["tbe"]]]), (0, 1, new))
        assert 'conf="0.8"' in after
        assert page.open_file(after.encode()).paged.words[0].confidence == confidence


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'

HOSTILE = [
    ("entities", LAUGHS + "<alto>&b;</alto>", "entities of its own"),
    ("a file of the machine", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alto>&x;</alto>',
     "entities of its own"),
    ("cut off", "<alto><Layout>", "broken XML in line 1"),
    ("two roots", "<alto/><alto/>", "broken XML"),
    ("deep", "<a>" * 100_000, "nested too deep"),
    ("an unknown encoding", '<?xml version="1.0" encoding="utf-7"?><alto>+', "not text in utf-7"),
    ("not in its encoding", b"<alto>\xff</alto>", "not text in utf-8"),
    ("nothing", "", "broken XML"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "problem"), [c[1:] for c in HOSTILE], ids=[c[0] for c in HOSTILE])
@pytest.mark.parametrize("module", [alto, page])
def test_a_hostile_file_is_refused_with_one_line(module, data, problem):
    with pytest.raises(PageFormatError, match=problem) as refused:
        module.open_file(data.encode() if isinstance(data, str) else data)
    assert "\n" not in str(refused.value)


def test_too_many_elements_are_refused(monkeypatch):
    monkeypatch.setattr(element, "MAX_ELEMENTS", 100)
    with pytest.raises(PageFormatError, match="more than 100 elements"):
        alto.open_file(("<alto>" + "<a/>" * 100 + "</alto>").encode())


@pytest.mark.parametrize(
    "html", ["<p" * 50_000, "<!--" * 50_000, "<a b='" * 50_000, "</p>" * 50_000]
)
def test_hostile_html_takes_no_time(html, a_minute):
    try:
        hocr.open_file(html.encode())
    except PageFormatError as error:
        assert "tag" in error.problem


def test_a_character_that_xml_lacks_is_refused():
    with pytest.raises(PageFormatError, match="no XML file can hold"):
        changed(alto, alto_line('<String CONTENT="a"/>'), (0, 1, "\x01"))


class TestEngine:
    @pytest.mark.parametrize(
        ("module", "file", "engine"),
        [
            (hocr, "<html><head><meta name='ocr-system' content='tesseract 5.3.0' /></head>"
             "<body><div class='ocr_page'></div></body></html>", "tesseract 5.3.0"),
            (hocr, hocr_page(word("tbe")), ""),
            (alto, "<alto><Description><OCRProcessing><ocrProcessingStep><processingSoftware>"
             "<softwareName>tesseract</softwareName><softwareVersion>5.3</softwareVersion>"
             "</processingSoftware></ocrProcessingStep></OCRProcessing></Description><Layout/>"
             "</alto>", "tesseract 5.3"),
            (alto, "<alto><Description><Processing><softwareName>kraken</softwareName>"
             "</Processing></Description><Layout/></alto>", "kraken"),
            (page, "<PcGts><Metadata><Creator>tesserocr</Creator></Metadata><Page/></PcGts>",
             "tesserocr"),
        ],
    )  # fmt: skip
    def test_it_is_read(self, module, file, engine):
        assert module.open_file(file.encode()).paged.engine == engine

    @pytest.mark.parametrize(("new", "confidence"), [("the", None), ("tbe,", 0.87)])
    def test_its_confidence_does_not_hold_for_other_letters(self, new, confidence):
        once = changed(hocr, hocr_page(word("tbe")), (0, 1, new))
        (only,) = hocr.open_file(once.encode()).paged.words
        assert only.confidence == confidence
