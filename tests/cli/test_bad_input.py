"""Bad input gets one clear line that names the file; the other files are still done."""

from __future__ import annotations

import os

import pytest

GOOD = b"tbe letter\n"


def _absent(path):
    pass


def _binary(path):
    path.write_bytes(b"\x7fELF\0\0")


def _broken_utf16(path):
    path.write_bytes(b"\xff\xfea\0b")


def _dangling(path):
    path.symlink_to("nowhere")


def _empty(path):
    path.write_bytes(b"")


def _empty_folder(path):
    path.mkdir()


def _large(path):
    path.write_bytes(b"x" * 101)


BAD = {
    "missing": (_absent, "no such file or folder; check the name"),
    "binary": (_binary, "binary, not text; leave it out, or name its OCR text"),
    "broken UTF-16": (
        _broken_utf16,
        "begins as utf-16-le but is broken at byte 4; save it again as text",
    ),
    "dangling link": (_dangling, "cannot be read: no such file or directory; check the file"),
    "empty": (_empty, "empty; leave it out, or run the OCR again"),
    "empty folder": (
        _empty_folder,
        "no file with .txt or .md in it; name the files, or set read.extensions",
    ),
    "too large": (_large, "more than 100 bytes; split it, or raise read.max_bytes"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("way", ["stdout", "in place", "to folder", "diff", "tag"])
def test_one_line_and_the_others_are_done(run, tmp_path, name, way):
    make, line = BAD[name]
    make(tmp_path / "bad.txt")
    (tmp_path / "good.txt").write_bytes(GOOD)
    (tmp_path / "ocrfix.yaml").write_text("read: {max_bytes: 100}")
    before = _tree(tmp_path)

    args = {
        "stdout": ["clean"],
        "in place": ["clean", "--in-place"],
        "to folder": ["clean", "-o", "out"],
        "diff": ["clean", "--diff"],
        "tag": ["tag"],
    }[way]
    outcome = run(*args, "bad.txt", "good.txt")

    assert outcome.exit_code == 2
    assert outcome.stderr == f"ocrfix: bad.txt: {line}\n"
    done = {
        "in place": {"good.txt": b"the letter\n"},
        "to folder": {"out/good.txt": b"the letter\n"},
    }
    assert _tree(tmp_path) == before | done.get(way, {})
    if way == "stdout":
        assert outcome.stdout == b"the letter\n"


def test_a_bad_file_in_a_folder(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    _binary(folder / "a.txt")
    _dangling(folder / "b.txt")
    (folder / "c.txt").write_bytes(GOOD)
    outcome = run("clean", "in")
    assert (outcome.exit_code, outcome.stdout) == (2, b"the letter\n")
    assert outcome.stderr.splitlines() == [
        "ocrfix: in/a.txt: binary, not text; leave it out, or name its OCR text",
        "ocrfix: in/b.txt: cannot be read: no such file or directory; check the file",
    ]


def test_an_unreadable_file(run, tmp_path, monkeypatch):
    """Root may read everything, so the refusal of the system is simulated."""
    (tmp_path / "a.txt").write_bytes(GOOD)
    (tmp_path / "b.txt").write_bytes(GOOD)

    def refuse(path, limit):
        if path == "a.txt":
            raise PermissionError(13, "Permission denied", path)
        return GOOD

    monkeypatch.setattr("ocrfix.read.files._bytes", refuse)
    outcome = run("clean", "a.txt", "b.txt")
    assert outcome == (
        2,
        b"the letter\n",
        "ocrfix: a.txt: cannot be read: permission denied; check the file\n",
    )


def test_names_keep_to_one_line(run, tmp_path):
    outcome = run("clean", "two\nlines.txt", os.fsdecode(b"\xff.txt"))
    assert outcome.stderr.splitlines() == [
        r"ocrfix: two\nlines.txt: no such file or folder; check the name",
        r"ocrfix: \udcff.txt: no such file or folder; check the name",
    ]


def test_a_file_whose_name_is_no_unicode(run, tmp_path):
    (tmp_path / os.fsdecode(b"\xff.txt")).write_bytes(GOOD)
    for args in (["clean", "--format", "json"], ["clean", "--diff"], ["tag"]):
        assert run(*args, ".").stderr == ""


def test_a_folder_that_ends_like_a_text(run, tmp_path):
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "x.txt" / "y.txt").write_bytes(GOOD)
    assert run("clean", "x.txt") == (1, b"the letter\n", "")


def test_output_that_cannot_be_written(run, tmp_path):
    (tmp_path / "a.txt").write_bytes(GOOD)
    (tmp_path / "file").write_bytes(b"x")
    outcome = run("clean", "a.txt", "-o", "file/b.txt")
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("ocrfix: file/b.txt: cannot be written: ")
    assert outcome.stderr.count("\n") == 1


def test_a_fifty_megabyte_line(run, tmp_path):
    words = b"The quick brown fox reads the [[ letter. " * 1200 + b"tbe SECRET letter "
    line = words * 1024
    assert len(line) > 50_000_000
    (tmp_path / "a.txt").write_bytes(line)
    outcome = run("clean", "--in-place", "a.txt")
    assert (outcome.exit_code, outcome.stderr) == (1, "")
    marked = line.replace(b"tbe SECRET", b"the [[classification: SECRET]]")
    assert (tmp_path / "a.txt").read_bytes() == marked


def _tree(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
