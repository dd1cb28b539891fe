"""The page as a file: its content security policy, and documents as mere data in it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocrfix
from ocrfix.document import Document
from ocrfix.edits import Edit, with_clean_offsets
from ocrfix.records import Marker, Source
from ocrfix.report.data import in_utf16, page_data, page_document
from ocrfix.report.page import embedded, page
from ocrfix.report.totals import totals


def parts(made: str) -> dict[str, list[str]]:
    return {
        "script": re.findall(r"<script>(.*?)</script>", made, re.DOTALL),
        "style": re.findall(r"<style>(.*?)</style>", made, re.DOTALL),
        "data": re.findall(r'<script type="application/json" id="data">(.*?)</script>', made),
        "policy": re.findall(r'Content-Security-Policy" content="(.*?)"', made),
    }


def test_the_page_allows_only_its_own_script():
    found = parts(page([]))
    policy = found["policy"][0].replace("&#39;", "'")
    for name in ("script", "style"):
        (text,) = found[name]
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "connect-src" not in policy, "without a server it talks to nobody"
    served = parts(page([], served=True))["policy"][0].replace("&#39;", "'")
    assert served.endswith("connect-src 'self'")


def test_there_is_no_script_or_style_in_the_markup(documents):
    markup = page([page_document(document) for document in documents])
    markup = re.sub(r"<(script|style).*?</\1>", "", markup, flags=re.DOTALL)
    assert not re.search(r"\son\w+\s*=|\sstyle\s*=|javascript:|https?:", markup)


def test_the_same_documents_make_the_same_page(documents):
    assert page(list(map(page_document, documents))) == page(list(map(page_document, documents)))


@given(st.text())
def test_text_cannot_end_its_element(text):
    told = embedded({"text": text})
    assert not set(told) & set("<>&\u2028\u2029")
    assert json.loads(told) == {"text": text}


@pytest.mark.parametrize(
    "name", ["</script><script>alert(1)</script>", '"><img src=x>', "{{ 7*7 }}", "\u202etxt.exe"]
)
def test_names_cannot_end_their_element(name):
    found = parts(
        made := page([page_document(Document(original="a", clean="a", source=Source(name=name)))])
    )
    assert len(found["script"]) == len(found["data"]) == 1
    assert json.loads(found["data"][0])["documents"][0]["name"] == name
    assert "<img" not in made
    assert "\u202e" not in re.sub(r"<script.*?</script>", "", made, flags=re.DOTALL)


@given(st.text(alphabet="a\u00e9\u4e2d\U0001d11e"), st.data())
def test_offsets_are_those_of_javascript(text, data):
    at = data.draw(st.integers(0, len(text)))
    assert in_utf16(text)(at) == len(text[:at].encode("utf-16-le")) // 2


def test_marks_of_an_earlier_run_are_not_changes():
    document = ocrfix.clean("[[classification: SECRET]]\n\nDecembe 12, 1990\n")
    told = page_data([page_document(document)])["documents"][0]
    assert [change[-1] for change in told["changes"]] == [1, 2, 2]
    assert totals([page_document(document)]).changes == 1


def test_near_certainty_is_not_shown_as_certainty():
    edit = Edit(start=0, end=1, before="a", after="b", kind="x", confidence=0.99999, reason="")
    marker = Marker(start=0, end=1, type="stamp", text="b", clean_start=0, clean_end=1)
    document = Document(
        original="a", clean="b", edits=with_clean_offsets([edit]), markers=(marker,)
    )
    told = page_data([page_document(document)])["documents"][0]
    assert told["changes"][0][4] == 0.999
    assert told["markers"][0][4] == 1.0
