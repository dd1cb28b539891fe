"""Files named from outside: pipes and devices are not read, nor anything too large."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ocrfix.check.baseline import FILE_NAME, Baseline
from ocrfix.config import ConfigError, load
from ocrfix.config.word_lists import read_words
from ocrfix.lexicon import tables
from ocrfix.pipeline import Pipeline
from ocrfix.system import safe_files
from ocrfix.tagging.rules.strict_yaml import read_table

NO_FILE = "not a file, but a pipe or device"


pytestmark = pytest.mark.usefixtures("a_minute")


@pytest.fixture(params=["a device", "a pipe"])
def no_file(request, tmp_path: Path) -> Path:
    """The path of an infinite file, or of a pipe without a writer."""
    path = tmp_path / "no-file"
    if request.param == "a device":
        if not os.path.exists("/dev/zero"):
            pytest.skip("no such device")
        path.symlink_to("/dev/zero")
    else:
        if not hasattr(os, "mkfifo"):
            pytest.skip("no pipes with names")
        os.mkfifo(path)
    return path


def hole(path: Path, size: int = 1 << 40) -> Path:
    """Create a sparse file of a terabyte."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_pipes_and_devices_are_not_read(no_file: Path) -> None:
    with pytest.raises(safe_files.UnreadableFile, match=f"^{NO_FILE}$"):
        safe_files.read(no_file, 100)
    with pytest.raises(safe_files.UnreadableFile, match=f"^{NO_FILE}$"):
        safe_files.open_file(no_file, 100)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = hole(tmp_path / "large")
    for piped in (False, True):
        with pytest.raises(safe_files.FileTooLarge, match=r"^more than 100 bytes$"):
            safe_files.read(path, 100, allow_pipe=piped)
    path.write_bytes(bytes(100))
    assert safe_files.read(path, 100) == bytes(100)


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch) -> None:
    """For instance a file of /proc, whose size is 0."""
    path = tmp_path / "growing"
    path.write_bytes(bytes(101))
    monkeypatch.setattr(safe_files, "_check", lambda file, max_bytes, allow_pipe: None)
    with pytest.raises(safe_files.FileTooLarge):
        safe_files.read(path, 100)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device")
def test_a_device_that_was_named_is_read_up_to_the_limit() -> None:
    with pytest.raises(safe_files.FileTooLarge):
        safe_files.read("/dev/zero", 100, allow_pipe=True)
    assert safe_files.read("/dev/null", 100, allow_pipe=True) == b""


READERS = {
    "a table in YAML": (lambda path: read_table(path), ":1: not a file, but a pipe or device; "),
    "a table in TSV": (lambda path: list(tables.read_rows(path, 2)), ":1: not a file, but"),
    "words": (
        lambda path: list(read_words(path)),
        ": not a file, but a pipe or device; check word_",
    ),
}


@pytest.mark.parametrize("name", READERS)
def test_each_reader_reports_it_in_one_line(no_file: Path, name: str) -> None:
    reader, said = READERS[name]
    with pytest.raises(ValueError) as caught:
        reader(no_file)
    assert str(caught.value).startswith(f"{no_file}{said}") and "\n" not in str(caught.value)


@pytest.mark.parametrize("name", READERS)
def test_each_reader_refuses_large_files(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"^\S+large(:1)?: more than [0-9,]+ bytes; [^\n]+$"):
        READERS[name][0](hole(tmp_path / "large"))


def test_a_baseline_is_refused_in_one_line(no_file: Path, tmp_path: Path) -> None:
    no_file.rename(tmp_path / FILE_NAME)
    with pytest.raises(ConfigError, match=rf"{FILE_NAME}:1: [^\n]+; (?:delete|remove) it"):
        Baseline(str(tmp_path), str(tmp_path))


@pytest.mark.parametrize(
    "place",
    [
        "words.tsv",
        "confusions.tsv",
        "word-ranker.tsv",
        "typing-errors.tsv",
        "punctuation-ranker.tsv",
        "stamps.yaml",
    ],
)
def test_a_dictionary_that_was_named_is_refused_in_one_line(no_file: Path, place: str) -> None:
    """Settings named with --config may name any folder, which is not checked before."""
    own = no_file.parent / "own"
    own.mkdir()
    no_file.rename(own / place)
    settings = no_file.parent / "named.yaml"
    settings.write_text("dictionaries: [own]\n")
    with pytest.raises(ValueError, match=rf"{place}:1: {NO_FILE}; remove it, or make it a file$"):
        Pipeline(load(settings)).clean("We met tbe Minister.\n")
