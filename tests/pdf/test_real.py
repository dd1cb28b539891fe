"""PDFs of presidential libraries and the State Department, as their archives publish them."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("pikepdf", reason="reading PDFs needs the extra pdf")
pytest.importorskip("pypdfium2", reason="verifying PDFs needs the extra pdf")

from ocrfix.pages.file import PageFormatError, WordChange
from ocrfix.pdf import open_file
from ocrfix.pdf.file import Saving
from tests.pdf import readers

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "pdf"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"{FOLDER} does not exist"),
]


def named(pattern: str) -> list[Path]:
    return sorted(FOLDER.glob(pattern))


@pytest.mark.parametrize(
    "path", named("clinton-*.pdf") + named("state-*.pdf"), ids=lambda p: p.stem
)
@pytest.mark.parametrize("saving", Saving)
def test_no_letter_of_other_words_is_lost(path, saving, tmp_path: Path):
    data = path.read_bytes()
    file = open_file(data)
    assert file.notes == ()
    words = [file.paged.text[word.start : word.end] for word in file.paged.words]
    places = [at for at in range(len(words)) if file.is_changeable(at, at + 1)]
    assert len(places) > 0.99 * len(words)
    changes = [
        WordChange(at, at + 1, (words[at] + "é",))
        for at in sorted(random.Random(5).sample(places, 10))
    ]
    changed = file.write(changes, saving)
    letters = [
        Counter(letter for page in readers.pdfium_letters(one) for letter, _ in page)
        for one in (data, changed)
    ]
    assert not letters[0] - letters[1]
    assert readers.pixels(changed, 0.4) == readers.pixels(data, 0.4)
    assert (saving is Saving.INCREMENTAL) == changed.startswith(data)
    path = tmp_path / "a.pdf"
    path.write_bytes(changed)
    assert readers.qpdf_problems(path) == ""


@readers.needs_poppler
@pytest.mark.parametrize("path", named("clinton-1993-*.pdf"), ids=lambda path: path.stem)
def test_a_relaid_layer_has_words_for_poppler(path, tmp_path: Path):
    file = open_file(path.read_bytes())
    relaid = tmp_path / "a.pdf"
    relaid.write_bytes(file.relay())
    words = Counter(file.paged.text.split())
    precision = {}
    for name, one in (("before", path), ("after", relaid)):
        seen = Counter(word for page in readers.poppler_words(one) for word, _ in page)
        precision[name] = sum((seen & words).values()) / sum(seen.values())
    assert precision["before"] < 0.6
    assert precision["after"] > 0.9


@pytest.mark.parametrize("path", named("cable-born-digital-*.pdf"), ids=lambda path: path.stem)
def test_born_digital_text_is_left_as_it_is(path):
    data = path.read_bytes()
    file = open_file(data)
    assert not file.has_text_layer
    assert file.relay() == data
    with pytest.raises(PageFormatError, match="born digital"):
        file.write([WordChange(0, 1, ("x",))])


@pytest.mark.parametrize("path", named("bush-*.pdf"), ids=lambda path: path.stem)
def test_images_without_text_are_refused(path):
    with pytest.raises(PageFormatError, match="ocrmypdf"):
        open_file(path.read_bytes())
