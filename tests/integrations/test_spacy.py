"""spaCy: the text is the clean text, and every span is exact."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings

import ocrfix
from ocrfix.document import Document
from ocrfix.integrations.spacy_doc import EDITS, MARKERS, SUGGESTIONS, from_spacy, to_spacy
from tests.documents import documents
from tests.emit.records import records
from tests.profiles import examples

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'ocrfix[spacy]'")

property_test = settings(max_examples=examples(100), derandomize=True)


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def check(doc, document: Document) -> None:
    assert doc.text == document.clean
    for name, things in (
        (MARKERS, document.markers),
        (EDITS, document.edits),
        (SUGGESTIONS, document.suggestions),
    ):
        held = [record for record in things if record.clean_start < record.clean_end]
        assert len(doc.spans[name]) == len(held)
        for span, record in zip(doc.spans[name], held, strict=True):
            assert (span.start_char, span.end_char) == (record.clean_start, record.clean_end)
            assert span.text == document.clean[record.clean_start : record.clean_end]
            assert span._.ocrfix["start"] == record.start
    assert from_spacy(doc) == document


@property_test
@given(records())
def test_spans_are_exact(nlp, document: Document) -> None:
    check(to_spacy(document, nlp), document)


@property_test
@given(documents())
def test_spans_of_cleaned_documents_are_exact(nlp, text: str) -> None:
    document = ocrfix.clean(text)
    check(to_spacy(document, nlp), document)


def test_labels_and_codes() -> None:
    document = ocrfix.clean("SECRET\n\nWashington, Decembe 12\n\nB1,A5\n")
    doc = to_spacy(document)
    found = [(span.text, span.label_, span.kb_id_) for span in doc.spans[MARKERS]]
    assert found[:2] == [("SECRET", "classification", ""), ("B1", "exemption", "FOIA:b1")]
    (edit,) = doc.spans[EDITS]
    assert (edit.text, edit._.ocrfix["before"]) == ("December", "Decembe")


def test_a_token_is_split_where_a_marker_ends() -> None:
    doc = to_spacy(ocrfix.tag("RELEASEDUNCLASSIFIED\n"))
    assert [span.text for span in doc.spans[MARKERS]] == ["RELEASED", "UNCLASSIFIED"]


def test_the_components_of_a_pipeline_run(nlp) -> None:
    document = ocrfix.correct("The talks went on. We left in Decembe.")
    assert len(list(to_spacy(document, nlp).sents)) == 2


def test_a_doc_round_trips_through_bytes() -> None:
    document = ocrfix.clean("SECRET\n\nWashington, Decembe 12\n")
    data = to_spacy(document).to_bytes()
    check(spacy.tokens.Doc(spacy.vocab.Vocab()).from_bytes(data), document)


def test_a_doc_round_trips_through_a_doc_bin() -> None:
    document = ocrfix.clean("SECRET\n\nWashington, Decembe 12\n")
    kept = spacy.tokens.DocBin(docs=[to_spacy(document)], store_user_data=True).to_bytes()
    (doc,) = spacy.tokens.DocBin().from_bytes(kept).get_docs(spacy.vocab.Vocab())
    check(doc, document)


def test_another_doc_has_no_record() -> None:
    with pytest.raises(ValueError, match="has no ocrfix record"):
        from_spacy(spacy.blank("en")("SECRET"))


def test_without_spacy_the_error_names_the_package(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(ImportError, match=r"pip install 'ocrfix\[spacy\]'"):
        to_spacy(Document(original="", clean=""))
