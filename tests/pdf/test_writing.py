"""Writing changes: the new words are where the old were, and nothing else differs."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pikepdf", reason="reading PDFs needs the extra pdf")
pytest.importorskip("pypdfium2", reason="verifying PDFs needs the extra pdf")

from hypothesis import given, note
from hypothesis import strategies as st

from ocrfix.pages.file import WordChange
from ocrfix.pdf import open_file
from ocrfix.pdf.file import PdfFile, Saving
from tests.pdf import layers, make, readers


def words_of(file: PdfFile) -> list[str]:
    return [file.paged.text[word.start : word.end] for word in file.paged.words]


def lines_of(file: PdfFile) -> list[list[str]]:
    words = words_of(file)
    return [words[line.first : line.last] for page in file.paged.pages for line in page.lines]


@given(layers.layers())
def test_a_layer_is_read_as_it_was_made(layer):
    note(layer.description)
    file = open_file(layer.data)
    assert words_of(file) == [word for line in layer.lines for word in line]
    assert all(file.is_changeable(at, at + 1) for at in range(len(file.paged.words)))


@given(layers.layers(), st.data(), st.sampled_from(Saving))
def test_words_change_and_nothing_else(layer, data, saving):
    note(layer.description)
    file = open_file(layer.data)
    changes = data.draw(layers.changes(layer.lines))
    changed = file.write(changes, saving)
    expected = layers.changed_words(layer.lines, changes)
    if expected:
        assert words_of(open_file(changed)) == expected
    seen = readers.pdfium_letters(changed)[0]
    assert sorted(letter for letter, _ in seen) == sorted("".join(expected))
    assert readers.pixels(changed) == readers.pixels(layer.data)
    if saving is Saving.INCREMENTAL:
        assert changed.startswith(layer.data)


@given(layers.layers(), st.data())
def test_letters_of_other_words_stay_in_place_for_pdfium(layer, data):
    note(layer.description)
    words = [word for line in layer.lines for word in line]
    at = data.draw(st.integers(0, len(words) - 1))
    changed = open_file(layer.data).write([WordChange(at, at + 1, ("zyx",))])
    old, new = readers.pdfium_letters(layer.data)[0], readers.pdfium_letters(changed)[0]
    assert len(readers.missing(old, new)) <= len(words[at])
    assert len(readers.missing(new, old)) <= len("zyx")


@given(layers.layers())
def test_a_relaid_layer_has_the_same_words_and_is_relaid_once(layer):
    note(layer.description)
    file = open_file(layer.data)
    relaid = file.relay()
    again = open_file(relaid)
    assert words_of(again) == words_of(file)
    assert again.relay() == relaid
    assert readers.pixels(relaid) == readers.pixels(layer.data)


@given(layers.layers(), st.data(), st.sampled_from(Saving))
def test_the_same_changes_give_the_same_bytes(layer, data, saving):
    changes = data.draw(layers.changes(layer.lines))
    first = open_file(layer.data).write(changes, saving)
    assert open_file(layer.data).write(changes, saving) == first


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        (b"a a", 0, 2, ("a",)),  # the first stays
        (b"b a", 0, 2, ("a",)),  # the last stays
        (b"to be or", 0, 3, ("to", "or")),
        (b"wh ole lot", 0, 3, ("whole", "lot")),
    ],
)
def test_words_that_stay_keep_their_boxes(text, first, last, words):
    before = open_file(make.one_page(b"/F1 10 Tf 20 100 Td(%s)Tj" % text))
    after = open_file(before.write([WordChange(first, last, words)]))
    boxes = [word.quad.box for word in before.paged.words]
    old = dict(zip(text.decode().split(), boxes, strict=True)) | {"a": boxes[text.find(b"a") // 2]}
    found = after.paged.text.split()
    assert found == list(words)
    for shown, word in zip(found, after.paged.words, strict=True):
        if shown in old:
            assert word.quad.box == pytest.approx(old[shown], abs=0.01)


def test_all_other_bytes_of_the_stream_stay():
    shown = b"[(comrn) 5(ittee)-3( met)]TJ"
    content = b"/F1   10.00 Tf\n20 150 Td(The )Tj %% comment\n%s\n\t(in )Tj <5669>Tj" % shown
    data = make.one_page(content)
    changed = open_file(data).write([WordChange(1, 2, ("committee",))], Saving.WHOLE)
    (stream,) = make.contents(changed)
    before, after = make.scan(content).split(shown)
    assert stream.startswith(before)
    assert stream.endswith(after)
    assert stream[len(before) : -len(after)].splitlines() == [
        b"111 Tz", b"(committee) Tj", b"100 Tz", b"[-3 ( met)] TJ",
    ]  # fmt: skip


def test_tokens_are_parted():
    """After ``Tm`` a bracket needs no blank, but a number does."""
    data = make.one_page(b"/F1 10 Tf 1 0 0 1 20 100 Tm(word)Tj(s)Tj")
    (stream,) = make.contents(open_file(data).write([WordChange(0, 1, ("lords",))], Saving.WHOLE))
    assert b"Tm\n" in stream


@readers.needs_poppler
@readers.needs_qpdf
@pytest.mark.parametrize("saving", Saving)
@pytest.mark.parametrize("kind", sorted(layers.FONTS))
@pytest.mark.parametrize("new", ["other", "ÀÖß", "Ж€"])
def test_poppler_sees_the_new_word_in_its_box(kind, new, saving, tmp_path: Path):
    font = layers.FONTS[kind]
    pdf = make.pikepdf.new()
    text = font.encode("first second third")
    content = make.scan(b"/F1 10 Tf 20 100 Td " + text + b" Tj 0 -20 Td " + text + b" Tj")
    make.add_page(pdf, content, {"F1": font.make(pdf)})
    path = tmp_path / "a.pdf"
    path.write_bytes(make.saved(pdf))
    (before,) = readers.poppler_words(path)
    path.write_bytes(open_file(path.read_bytes()).write([WordChange(1, 2, (new,))], saving))
    assert readers.qpdf_problems(path) == ""
    (after,) = readers.poppler_words(path)
    assert [word for word, _ in after] == ["first", new, "third", "first", "second", "third"]
    for (_, old_box), (_, new_box) in zip(before, after, strict=True):
        assert new_box[0::2] == pytest.approx(old_box[0::2], abs=0.1)
        assert new_box[1::2] == pytest.approx(old_box[1::2], abs=1.5)
