"""Templates: parsing, and error messages for invalid ones."""

from __future__ import annotations

import pytest

from ocrfix.marks.template import parse

AROUND = [
    ("[[{type} {code}: {text}]]", ("[[exemption FOIA:b1: ", "]]"), ("[[exemption: ", "]]")),
    ("<{text} ({type} {code})>", ("<", " (exemption FOIA:b1)>"), ("<", " (exemption)>")),
    ("<{code} {type}|{text}>", ("<FOIA:b1 exemption|", ">"), ("<exemption|", ">")),
    ("<{type}|{text}>", ("<exemption|", ">"), ("<exemption|", ">")),
    ('<m t="{type}">{text}</m>', ('<m t="exemption">', "</m>"), ('<m t="exemption">', "</m>")),
    ("{{{type}: {text}}}", ("{{exemption: ", "}}"), ("{{exemption: ", "}}")),
]


@pytest.mark.parametrize(("template", "with_code", "without"), AROUND, ids=lambda value: str(value))
def test_text_before_and_after(template, with_code, without):
    assert parse(template).around("exemption", "FOIA:b1") == with_code
    assert parse(template).around("exemption", None) == without


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("", "no {text} in it; add {text}"),
        ("[[{type}]]", "no {text} in it; add {text}"),
        ("[[{text}]]", "no {type} in it; add {type}"),
        ("[[{type}: {txt}]]", "unknown field {txt}; use {type}, {code} and {text}"),
        ("[[{type}: {text} {text}]]", "{text} occurs twice; write it once"),
        ("{type}: {text}]]", "nothing before its first or after its last field; add a delimiter"),
        ("[[{type}: {text}", "nothing before its first or after its last field; add a delimiter"),
        (" {type}: {text} ", "nothing before its first or after its last field; add a delimiter"),
        ("[[{type}{text}]]", "two fields with nothing between them; add a delimiter"),
        ("[[{type} {code}{text}]]", "two fields with nothing between them; add a delimiter"),
        ("[[{type} {code} {text}]]", None),
        ("[[{type}:\n{text}]]", "a line end in it; write it on one line"),
    ],
)
def test_invalid_templates_are_refused(template, message):
    if message is None:
        parse(template)
        return
    with pytest.raises(ValueError) as caught:
        parse(template)
    assert str(caught.value) == message
