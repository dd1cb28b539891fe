"""Markdown: any document is rendered as text, and the card as YAML."""

from __future__ import annotations

import re

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

import ocrfix
from ocrfix.document import Document
from ocrfix.emit.markdown import escaped, visible
from ocrfix.text.lines import lines
from tests.documents import documents
from tests.emit.records import records
from tests.profiles import examples

property_test = settings(max_examples=examples(200), derandomize=True)
NOTE = re.compile(r"\[\^[em]\d+\]")


def parts(markdown: str) -> tuple[dict, dict[str, list[Token]]]:
    """Return the front matter, and the blocks below each heading of the second level."""
    _, front, body = re.split(r"^---$\n?", markdown, maxsplit=2, flags=re.MULTILINE)
    sections: dict[str, list[Token]] = {}
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    name = ""
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            name = tokens[index + 1].content
        sections.setdefault(name, []).append(token)
    return yaml.safe_load(front), {name: tokens[3:] for name, tokens in sections.items()}


def words(tokens: list[Token]) -> list[str]:
    said = []
    for token in tokens:
        for child in token.children or ():
            said.append("\n" if child.type in ("hardbreak", "softbreak") else child.content)
        said.append("\n")
    return NOTE.sub("", "".join(said)).split()


@property_test
@given(records())
def test_the_words_are_those_of_the_clean_text(document: Document) -> None:
    _, sections = parts(document.render("markdown"))
    text = [token for token in sections["Text"] if not note(token)]
    expected = visible("\n".join(line.text for line in lines(document.clean)))
    assert words(text) == expected.split()


def note(token: Token) -> bool:
    """Whether this is a note of a document without tables' headings between: there is none."""
    return token.type == "inline" and bool(re.match(r"\[\^[em]\d+\]: (It|Marked) ", token.content))


@property_test
@given(records())
def test_document_text_is_escaped_in_markdown(document: Document) -> None:
    _, sections = parts(document.render("markdown"))
    for token in sections["Text"]:
        assert token.type in ("paragraph_open", "inline", "paragraph_close", "hr")
        for child in token.children or ():
            assert child.type in ("text", "code_inline", "hardbreak", "text_special")


@property_test
@given(records())
def test_the_tables_have_a_row_for_each(document: Document) -> None:
    _, sections = parts(document.render("markdown"))
    for title, things, columns in (
        ("Changes", document.edits, 7),
        ("Suggestions", document.suggestions, 6),
        ("Markers", document.markers, 6),
    ):
        tokens = sections.get(title, [])
        assert sum(token.type == "tr_open" for token in tokens) == len(things) + bool(things)
        assert sum(token.type == "td_open" for token in tokens) == len(things) * columns


@property_test
@given(records())
def test_the_front_matter_is_the_card(document: Document) -> None:
    front, _ = parts(document.render("markdown"))
    front.pop("file")
    card = {name: of for name, of in msgspec.to_builtins(document.card).items() if of}
    assert front == {name: list(of) if isinstance(of, tuple) else of for name, of in card.items()}


@property_test
@given(documents())
def test_decoded_output_is_the_text(text: str) -> None:
    document = ocrfix.clean(text)
    _, sections = parts(document.render("markdown"))
    expected = visible("\n".join(line.text for line in lines(document.clean)))
    assert words([token for token in sections["Text"] if not note(token)]) == expected.split()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# heading", "\\# heading"),
        ("1. item", "1\\. item"),
        ("1990) item", "1990\\) item"),
        ("- item", "\\- item"),
        ("===", "\\==="),
        ("a*b*_c_", "a\\*b\\*\\_c\\_"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("[a](b)", "\\[a\\](b)"),
        ("x `y`", "x &#96;y&#96;"),
        ("a | b", "a \\| b"),
        ("two\nlines", "two⏎lines"),
        ("\x1b[31m", "⟨U+001B⟩\\[31m"),
    ],
)
def test_characters_are_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


def test_layout() -> None:
    document = ocrfix.clean("SECRET\n\nB1\n\nWe hope that tho talks\nwill go on.\n\f-2-\n")
    text = document.render("markdown").partition("## Text\n\n")[2].partition("\n## ")[0]
    assert text == (
        "`SECRET`[^m1]\n\n`B1`[^m2]\n\n"
        "We hope that the[^e1] talks\\\nwill go on.\n\n---\n\n`-2-`[^m3]\n"
    )
