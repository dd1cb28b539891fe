"""The page in a real browser: reading, filtering, searching, moving, deciding."""

from __future__ import annotations

import json

import pytest

import ocrfix
from ocrfix.pipeline import get_pipeline
from ocrfix.records import Source
from ocrfix.report.data import page_document
from ocrfix.report.page import page

pytestmark = pytest.mark.slow


def cleaned(text, name):
    return get_pipeline(ocrfix.Config.default()).clean(text, Source(name=name))


def test_both_texts_stand_side_by_side(reader, both, documents):
    reader.open(both, "#d1").forget()
    rows = reader.js(
        "return [...document.querySelectorAll('.chunk [role=row]')].map(r => "
        "[...r.querySelectorAll('.cell')].map(c => c.textContent))"
    )
    originals = documents[0].original.replace("\f", "\n").split("\n")[:-1]
    cleans = documents[0].clean.replace("\f", "\n").split("\n")[:-1]
    assert [row[0] for row in rows] == originals
    assert [row[1] for row in rows] == cleans
    assert reader.all(".row.page .line")[0].get_attribute("aria-label").endswith("a new page")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["/box/a.txt", "b.txt"], ["/box/a.txt", "b.txt"]),
        (["/box/a.txt", "/file/b.txt"], ["box/a.txt", "file/b.txt"]),
        (["/box/1/a.txt", "/box/2/b.txt"], ["1/a.txt", "2/b.txt"]),
        (["a.txt", "a/b.txt"], ["a.txt", "a/b.txt"]),
    ],
)
def test_the_folder_that_all_share_is_left_out_of_the_list(reader, names, expected):
    reader.open(page([page_document(cleaned("Page 2\n", name)) for name in names]))
    told = reader.js("return [...document.querySelectorAll('#list bdi')].map(b => b.textContent)")
    assert told == expected


def test_the_page_makes_no_requests_and_logs_no_errors(reader, both):
    reader.open(both, "#overview").forget()
    reader.press("jjarjAumw]?")
    address = (reader.folder / "report.html").as_uri()
    assert {url.partition("#")[0] for url in reader.requests()} == {address}
    assert reader.complaints() == []


def test_the_overview_counts(reader, both):
    reader.open(both, "#overview").forget()
    assert "2 documents, 12 changes made, 0 suggested, 5 markers." in reader.text("#overview")
    assert "FOIA:b1" in reader.text("#by-code ~ table")
    assert reader.text("#tally") == "12 open · 0 accepted · 0 rejected"
    reader.find("[data-pick=exemption]").click()
    reader.wait(lambda: reader.js("return shown && shown.name === 'texts/memo.txt'"))
    assert [m.text[:2] for m in reader.all(".marker")] == ["B1", "B6"]


def test_the_keys_move(reader, both):
    reader.open(both, "#d1").forget()
    reader.press("j")
    assert reader.js("return document.activeElement.textContent") == "The"
    reader.press("j")
    assert reader.text("#inspector .what") == "tbe → the"
    reader.press("k")
    assert reader.text("#inspector .what") == "Tbe → The"
    reader.press("j" * 9)  # beyond the last of nine, into the next document
    assert reader.js("return shown.name") == "texts/cable.txt"
    assert reader.text("#inspector .what") == "GOVERNNENT → GOVERNMENT"
    reader.press("k")
    assert reader.js("return shown.name") == "texts/memo.txt"
    assert reader.text("#inspector .what") == "raiIway → railway"
    reader.press("m")
    assert reader.text("#inspector .what").endswith("classification")
    reader.press("]")
    reader.wait(lambda: reader.js("return shown.name") == "texts/cable.txt")
    reader.press("?")
    reader.wait(lambda: reader.find("#keys").is_displayed())
    reader.find("#keys").click()
    reader.find("#help-close").click()
    reader.wait(lambda: not reader.find("#help-close").is_displayed())
    reader.press("j")
    assert not reader.find("#inspector").is_displayed(), "keys can be switched off"


def test_reason_and_confidence_show_on_hover_and_on_focus(reader, both):
    reader.open(both, "#d1").forget()
    from selenium.webdriver import ActionChains

    change = reader.all(".change")[2]
    ActionChains(reader.driver).move_to_element(change).perform()
    reader.wait(lambda: reader.find("#tip").is_displayed())
    assert "Septemher → September\nmisread, 97 %, open\n" in reader.text("#tip")
    reader.press("jjj")
    assert "Confidence\n97 %" in reader.text("#inspector")
    assert "misread, changed" in reader.text("#inspector")
    label = reader.js("return document.activeElement.getAttribute('aria-label')")
    assert label.startswith("misread, changed: Septemher to September, 97 %, ")
    reader.press("m")
    assert "classification" in reader.js("return document.activeElement.getAttribute('aria-label')")


def test_a_decision_changes_the_text_at_once(reader, both):
    reader.open(both, "#d1").forget()
    assert "The counsellor" in reader.clean()
    reader.press("jr")
    assert "Tbe counsellor" in reader.clean()
    assert reader.text("#tally") == "11 open · 0 accepted · 1 rejected"
    assert reader.js("return document.activeElement.dataset.sign") == "mr\u00a0✕"
    reader.press("u")
    assert "The counsellor" in reader.clean()
    assert reader.text("#tally") == "12 open · 0 accepted · 0 rejected"
    reader.button("Accept").click()
    assert reader.text("#tally") == "11 open · 1 accepted · 0 rejected"
    assert reader.button("Accept").get_attribute("aria-pressed") == "true"
    reader.button("Leave open").click()
    assert reader.text("#tally").startswith("12 open")


def test_equal_changes_in_all_documents(reader, both):
    reader.open(both, "#d1").forget()
    reader.press("jjR")
    assert reader.text("#tally") == "7 open · 0 accepted · 5 rejected"
    assert "called on tbe Minister" in reader.clean()
    reader.press("]")
    reader.wait(lambda: reader.js("return shown.name") == "texts/cable.txt")
    assert "that tbe letter" in reader.clean()
    reader.press("u")
    assert "that the letter" in reader.clean()


def test_a_word_that_is_never_touched(reader, both):
    reader.open(both, "#d2").forget()
    reader.press("jw")
    assert "GOVERNNENT WILL" in reader.clean()
    assert reader.text("#tally").endswith("1 word never changed")
    reader.press("u")
    assert "never" not in reader.text("#tally")


def test_the_filters(reader, both):
    reader.open(both, "#d1").forget()
    reader.find("#filters summary").click()
    reader.find("#f-high").clear()
    reader.find("#f-high").send_keys("96")
    assert [c.text for c in reader.all(".change")] == ["December", "railway"]
    assert [a.text for a in reader.all("#list li:not([hidden]) a")] == ["Overview", "memo.txt\n2"]
    reader.find("#filter button").click()
    reader.wait(lambda: len(reader.all(".change")) == 9)
    reader.find("#f-name").send_keys("cable")
    assert reader.text("#listed") == "1 of 2"
    reader.find("#f-name").clear()
    reader.js(
        "const s = document.getElementById('f-state'); s.value = 'reject';"
        "s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    assert reader.all(".change") == []
    reader.find("#filter button").click()
    reader.wait(lambda: len(reader.all(".change")) == 9)
    reader.find("#f-types input[value=exemption]").click()
    assert [m.text for m in reader.all(".marker")] == ["SECRET", "RELEASED IN PART"]
    reader.find("#f-kinds input[value=misread]").click()
    assert reader.all(".change") == []
    reader.find("#only").click()
    shown_rows = [row for row in reader.all(".chunk .row") if row.is_displayed()]
    assert [row.find_element("css selector", ".line").text for row in shown_rows] == ["1", "15"]


def test_the_search(reader, both):
    reader.open(both, "#overview").forget()
    reader.press("/")
    reader.press("government")
    assert reader.text("#found") == "1 document"
    from selenium.webdriver.common.keys import Keys

    reader.find("#search").send_keys(Keys.ENTER)
    assert reader.js("return shown.name") == "texts/cable.txt"
    assert [r.text[:1] for r in reader.all(".row.hit")] == ["3"]
    assert reader.js("return CSS.highlights.get('search').size") == 1
    assert reader.text("#found") == "1 line here, 1 document"


def test_the_decisions_come_as_a_file(reader, both, profile, ocrfix_process):
    reader.open(both, "#d1").forget()
    reader.driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior",
        {"behavior": "allow", "downloadPath": str(reader.folder)},
    )
    reader.press("jrjjjjjjj")
    assert reader.text("#inspector .what") == "Decembe → December"
    reader.press("ajw")
    reader.find("#save").click()
    file = reader.folder / "decisions.json"
    reader.wait(file.exists)
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["schema"] == 1
    assert told["words"] == ["raiIway"]
    (memo,) = told["documents"]
    assert memo["name"] == "texts/memo.txt"
    assert memo["decisions"][0] == {
        "verdict": "reject",
        "was": "change",
        "before": "Tbe",
        "after": "The",
        "kind": "misread",
        "left": "Authority at Port Ellery 1. ",
        "right": " counsellor called on tbe Minister",
        "nth": 1,
        "line": 7,
    }
    assert [d["verdict"] for d in memo["decisions"]] == ["reject", "accept", "reject"]

    (reader.folder / "texts").mkdir()
    from_page = reader.js("return review.docs[0].original")
    (reader.folder / "texts" / "memo.txt").write_bytes(from_page.encode())
    process = ocrfix_process("apply", "decisions.json", "--marks", "keep", "--words", "own")
    out, err = process.communicate(timeout=120)
    assert err == "ocrfix: own/words.tsv: 1 new word\n"
    assert process.returncode == 1
    assert out == reader.js("return review.docs[0].text")
    assert "Tbe counsellor called on the Minister on September 3" in out
    assert (reader.folder / "own" / "words.tsv").read_text() == "raiIway\n"


def test_the_browser_keeps_the_decisions(reader, both):
    reader.open(both, "#d1").forget()
    reader.press("jr")
    reader.open(both, "#d1")
    assert reader.text("#tally") == "11 open · 0 accepted · 1 rejected"
    assert "Tbe counsellor" in reader.clean()
    reader.forget()


def test_a_hostile_document_stays_text(reader, hostile):
    reader.open(page([page_document(hostile)]), "#d1").forget()
    assert reader.js("return [window.hacked, document.title]") == [
        None,
        "Report – </script><b>\\u202e.txt",
    ]
    assert reader.all("main img, main b, main script") == []
    original = reader.js(
        "return [...document.querySelectorAll('.chunk .original')].map(c => c.textContent)"
        ".join('\\n')"
    )
    assert '<img src="http://127.0.0.1:9/x.png" onerror="window.hacked = 2">' in original
    assert "{{ 7*7 }} {% raw %}" in original
    for sign in "\u202e\u2066\u2069\x07\x1b\u2028":
        assert sign not in original
        assert f"U+{ord(sign):04X}" in original
    address = (reader.folder / "report.html").as_uri()
    assert {url.partition("#")[0] for url in reader.requests()} == {address}
    assert reader.complaints() == []


def test_a_narrow_screen_does_not_scroll_sideways(reader, both, hostile):
    reader.size(390, 844)
    for made in (both, page([page_document(hostile)])):
        for place in ("#overview", "#d1"):
            reader.open(made, place)
            reader.press("j")
            assert reader.js("return document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes_can_be_read(reader, both, scheme):
    reader.colors(scheme)
    reader.open(both, "#d1").forget()
    reader.press("jrjaj")
    ground = reader.js("return getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, ground[4:-1].split(","))) < 150) == (scheme == "dark")
    assert reader.js(CONTRAST) == []
    reader.press("o")
    assert reader.js(CONTRAST) == []
    reader.find("#theme").click()
    assert ground != reader.js("return getComputedStyle(document.body).backgroundColor")


def test_a_screen_reader_finds_its_way(reader, both):
    reader.open(both, "#d1").forget()
    reader.press("j")
    assert reader.js("return document.documentElement.lang") == "en"
    for landmark in ("header.top", "nav[aria-label]", "main", "search", "#inspector[aria-label]"):
        assert len(reader.all(landmark)) == 1, landmark
    unnamed = reader.js(
        "return [...document.querySelectorAll('button, a, input, select, [role=button]')]"
        ".filter(n => !(n.getAttribute('aria-label') || n.textContent.trim() ||"
        " (n.labels && n.labels.length))).map(n => n.outerHTML)"
    )
    assert unnamed == []
    assert reader.js("return document.querySelectorAll('.change[tabindex=\"0\"]').length") == 1
    assert (
        reader.js(
            "const ids = [...document.querySelectorAll('[id]')].map(n => n.id);"
            "return ids.filter((id, at) => ids.indexOf(id) !== at)"
        )
        == []
    )
    roles = reader.js(
        "return [...document.querySelectorAll('.lines [role=row]')].every(r => "
        "[...r.children].every(c => ['cell', 'rowheader', 'columnheader']"
        ".includes(c.getAttribute('role'))))"
    )
    assert roles
    from selenium.webdriver.common.keys import Keys

    reader.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert reader.js("return document.activeElement.textContent") == "Accept a"
    reader.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert reader.js("return document.activeElement.textContent") == "Accept a", "stays there"
    reader.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not reader.find("#inspector").is_displayed()


def test_skip_link(reader, both):
    reader.open(both, "#d1").forget()
    from selenium.webdriver.common.keys import Keys

    reader.find("body").send_keys(Keys.TAB)
    assert reader.js("return document.activeElement.textContent") == "Skip to the text"
    reader.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert reader.js("return [document.activeElement.id, shown.name]") == ["main", "texts/memo.txt"]


def test_print_layout(reader, both):
    reader.open(both, "#overview").forget()
    reader.js("dispatchEvent(new Event('beforeprint'))")
    assert [h.text for h in reader.all(".printed h2")] == ["texts/memo.txt", "texts/cable.txt"]
    reader.js("dispatchEvent(new Event('afterprint'))")
    assert reader.all(".printed") == []


def test_decisions_go_straight_to_disk(reader, ocrfix_process, documents):
    (reader.folder / "memo.txt").write_text(documents[0].original, encoding="utf-8")
    server = ocrfix_process("review", "memo.txt", "--serve", "-o", "kept.json")
    said = server.stderr.readline()
    assert said.startswith("ocrfix: open http://127.0.0.1:")
    address = said.split()[2]
    reader.visit(address, "#d1")
    reader.press("jrja")
    file = reader.folder / "kept.json"
    reader.wait(lambda: file.exists() and b'"accept"' in file.read_bytes())
    assert reader.text("#save") == "Saved"
    assert {url.partition("#")[0] for url in reader.requests()} == {address, address + "decisions"}
    assert reader.complaints() == []
    reader.visit("about:blank")
    server.terminate()
    _, err = server.communicate(timeout=30)
    assert err == "ocrfix: kept.json: 2 decisions\n"
    assert server.returncode == 1

    again = ocrfix_process("review", "memo.txt", "-o", "kept.json")
    out, _ = again.communicate(timeout=120)
    assert out == "memo.txt      7 open      1 accepted      1 rejected\n"


@pytest.fixture(scope="session")
def hostile(documents):
    return cleaned_hostile()


def cleaned_hostile():
    import ocrfix
    from ocrfix.pipeline import get_pipeline
    from ocrfix.records import Source

    text = (
        "SECRET\n\n</script><script>window.hacked = 1</script>\n"
        '<img src="http://127.0.0.1:9/x.png" onerror="window.hacked = 2">\n'
        "<!-- <script> &lt;b&gt; \u2028 \u2029 \u202egnp.exe \u2066isolated\u2069 \x07\x1b[31m\n"
        f"Tbe <b>letter</b> of Septemher {{{{ 7*7 }}}} {{% raw %}} {'x' * 300}\n"
    )
    source = Source(name="</script><b>\u202e.txt")
    return get_pipeline(ocrfix.Config.default()).clean(text, source)


CONTRAST = """
// Text against the ground it stands on, by the rule of WCAG AA; what is named is too faint.
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgb = (colour) => {
  canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const light = ([r, g, b]) => {
  const part = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};
const ground = (node) => {
  for (let at = node; at; at = at.parentElement) {
    const colour = rgb(getComputedStyle(at).backgroundColor);
    if (colour[3] === 255) return colour;
  }
  return [255, 255, 255, 255];
};
const faint = [];
const check = (node, pseudo) => {
  const ink = light(rgb(getComputedStyle(node, pseudo).color)), paper = light(ground(node));
  const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  if (ratio < 4.5) faint.push([node.className, node.textContent.slice(0, 20), ratio]);
};
for (const node of document.querySelectorAll('body *')) {
  if (!node.checkVisibility() || node.disabled) continue;
  if ([...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())) check(node);
  if (node.dataset.sign) check(node, '::after');
}
return faint;
"""


# ------------------------------------------------------------------ the page beside the text


@pytest.fixture(scope="module")
def scan_report() -> str:
    pytest.importorskip("pikepdf", reason="no libraries for PDF here: pip install 'ocrfix[pdf]'")
    from tests.report.scans import MEMO_PAGES, scanned, typed_pdf

    document, scan = scanned(typed_pdf(MEMO_PAGES))
    return page([page_document(document, None, scan), page_document(cleaned("Page 2\n", "b.txt"))])


IN_SIGHT = (
    "const box = document.querySelector('.box.current').getBoundingClientRect(),"
    " frame = document.getElementById('sheet').getBoundingClientRect();"
    "return box.top >= frame.top && box.bottom <= frame.bottom && box.width > 0"
)


def test_the_page_shows_what_is_selected_in_the_text(reader, scan_report):
    reader.open(scan_report, "#d1").forget()
    assert reader.text("#page-name") == "Page 1 of 2"
    reader.wait(lambda: reader.js("return document.querySelector('.leaf img').naturalWidth") == 850)
    reader.press("j")
    assert reader.js("return document.querySelector('.box.current').item === current")
    assert reader.js(IN_SIGHT)
    selected = reader.js("return current.before")
    # The box is where the word is: on its line, a twelfth of an inch below the one before.
    top = reader.js(
        "const box = document.querySelector('.box.current').getBoundingClientRect(),"
        " leaf = document.querySelector('.leaf').getBoundingClientRect();"
        "return (box.top - leaf.top) / leaf.height * 792"
    )
    assert selected == "Tbe"
    assert 72 + 2.5 * 13 < top < 72 + 4.5 * 13
    reader.press("jjjjj")
    assert reader.js("return current.before") == "Decembe"
    assert reader.text("#page-name") == "Page 2 of 2"
    assert reader.js(IN_SIGHT)
    assert {url.partition("#")[0] for url in reader.requests()} == {
        (reader.folder / "report.html").as_uri()
    }
    assert reader.complaints() == []


def test_a_box_on_the_page_selects_the_change_in_the_text(reader, scan_report):
    reader.open(scan_report, "#d1").forget()
    box = reader.find('.box[aria-label*="Septemher"]')
    from selenium.webdriver import ActionChains

    ActionChains(reader.driver).move_to_element(box).click().perform()
    assert reader.text("#inspector .what") == "Septemher → September"
    assert reader.js("return document.activeElement.className").startswith("change ")
    reader.press("r")
    assert "rejected" in reader.find('.box[aria-label*="Septemher"]').get_attribute("aria-label")
    # By keyboard: the box of the selected change is focusable, and Enter selects it again.
    reader.js("document.querySelector('.box.current').focus()")
    reader.press("\ue007")
    assert reader.js("return document.activeElement.textContent").startswith("Accept")


def test_lines_are_shown_as_scanned(reader, scan_report):
    reader.open(scan_report, "#d1").forget()
    assert reader.all(".scanned") == []
    reader.press("jl")
    [strip] = reader.all(".scanned .strip")
    assert strip.size["height"] > 8 and strip.size["width"] > 10 * strip.size["height"]
    assert strip.get_attribute("aria-label") == "Line 3 as scanned"
    assert len(reader.all("#inspector .strip .spot")) == 1
    # Black letters are in it: the image is where the strip shows it.
    assert reader.js("return getComputedStyle(arguments[0]).backgroundImage", strip).startswith(
        'url("blob:'
    )
    reader.press("l")
    assert reader.all(".scanned") == []
    reader.press("L")
    assert len(reader.all(".scanned")) == len(reader.all(".row.marked"))
    number = reader.find(".row:not(.marked, .heads) .line button")
    assert number.get_attribute("aria-expanded") == "false"
    number.click()
    assert reader.js("return document.activeElement.getAttribute('aria-expanded')") == "true"
    assert len(reader.all(".scanned")) == len(reader.all(".row.marked")) + 1


def test_pages_are_turned_with_the_text_and_can_be_put_away(reader, scan_report):
    reader.open(scan_report, "#d1").forget()
    reader.press("}")
    assert reader.text("#page-name") == "Page 2 of 2"
    reader.press("}")
    assert reader.text("#said") == "No further page."
    reader.find("#page-earlier").click()
    assert reader.text("#page-name") == "Page 1 of 2"
    reader.find("#page-size").click()
    assert reader.js("return document.querySelector('.leaf').offsetWidth > sheet.clientWidth * 1.5")
    reader.press("v")
    assert not reader.find("#scan").is_displayed()
    assert [cell.is_displayed() for cell in reader.all(".heads .cell")] == [True, True]
    reader.press("v]")
    reader.wait(lambda: reader.js("return shown.name") == "b.txt")
    assert not reader.find("#scan").is_displayed()
    assert reader.complaints() == []


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_nothing_is_wider_than_the_window(reader, scan_report, width):
    reader.size(width, 900)
    reader.open(scan_report, "#d1").forget()
    reader.press("jlL")
    assert reader.js("return document.documentElement.scrollWidth <= innerWidth")
