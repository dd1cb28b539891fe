"""The page and the program agree: on the text after decisions, and on the decisions file."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import ocrfix
from ocrfix.edits import apply
from ocrfix.pipeline import get_pipeline
from ocrfix.read import decode
from ocrfix.records import Source
from ocrfix.report.data import page_document
from ocrfix.report.page import page
from ocrfix.review.apply_decisions import apply_decisions
from ocrfix.review.decisions import Decisions
from ocrfix.review.proposals import proposals
from tests.documents import FURNITURE, SENTENCES

pytestmark = pytest.mark.slow

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/ocr.txt"))

MADE_UP = {
    "all.txt": "\n".join([*SENTENCES, *FURNITURE]),
    "crlf.txt": "\r\n".join(SENTENCES) + "\r\n",
    "wide.txt": 3
    * "\U0001d11e Tbe \U0001f4dc letter of Decembe\f\U0001f4dc tbe end, of Septemher\u2028x\n",
    "alike.txt": "tbe end\n" * 7,
    "marked.txt": "[[stamp: Tbe counsellor]] left in Decembe [[exemption FOIA:b1: B1]].\n",
    "empty lines.txt": "\n\n\r\n\f\v\nDecembe\r\n",
}


@pytest.fixture(scope="module")
def documents():
    pipeline = get_pipeline(ocrfix.Config.default())
    made = [pipeline.clean(text, Source(name=name)) for name, text in MADE_UP.items()]
    for path in EXAMPLES:
        made.append(pipeline.clean(*decode(path.read_bytes(), None, path.parent.name)))
    return made


@pytest.mark.parametrize("turn", [("accept", "reject", ""), ("reject",), ("accept",), ("",)])
def test_the_page_and_apply_agree(reader, documents, turn):
    reader.open(page([page_document(document) for document in documents]), "#overview").forget()
    texts, said, rows = reader.js(
        "const turn = arguments[0];"
        "for (const doc of review.docs)"
        "  doc.decidable.forEach((c, at) => { c.verdict = turn[at % turn.length]; });"
        "return [review.docs.map(d => d.text), JSON.stringify(review.decisions()),"
        " review.docs.map(d => { show(d); return [...document.querySelectorAll('.chunk .clean')]"
        ".map(c => c.textContent); })]",
        list(turn),
    )
    decisions = Decisions.from_json(said)
    for document, text, cells in zip(documents, texts, rows, strict=True):
        offered = proposals(document)
        expected = [
            proposal.decided(turn[number % len(turn)])
            for number, proposal in enumerate(offered)
            if turn[number % len(turn)]
        ]
        reviewed = decisions.of(document.source.name, page_document(document).digest)
        written = list(reviewed.decisions) if reviewed else []
        if document.original.isascii() or document.source.name != "wide.txt":
            assert msgspec.to_builtins(written) == msgspec.to_builtins(expected)
        carried = apply_decisions(document, written)
        assert apply(document.original, carried.edits) == text, document.source.name
        unseen = str.maketrans("", "", "\r\n\f\v")
        assert "".join(cells).translate(unseen).replace("U+2028", "\u2028") == text.translate(
            unseen
        )
    assert reader.complaints() == []
