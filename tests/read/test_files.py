"""Which files a path stands for."""

from __future__ import annotations

import os
import pickle

import pytest

from ocrfix.config import Config
from ocrfix.read import InputFile, ReadError, find, read

CONFIG = Config.default()


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a/z.md", "a/B.TXT", "a.txt", "a/deep/x.txt", "c.png", ".git/h.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / ".hidden.txt").write_text("hidden")
    return tmp_path


def _found(*paths, **options):
    return [
        found.path if isinstance(found, InputFile) else str(found)
        for found in find(paths, CONFIG, **options)
    ]


def test_a_folder_is_read_in_order_of_name(tree):
    assert _found("a") == ["a/B.TXT", "a/deep/x.txt", "a/z.md"]
    assert _found(".") == [
        "./a/B.TXT",
        "./a/deep/x.txt",
        "./a/z.md",
        "./a.txt",
        "./b.txt",
    ]


def test_a_named_file_is_read_with_any_extension(tree):
    assert _found("c.png", ".hidden.txt", "-") == ["c.png", ".hidden.txt", "-"]


def test_paths_keep_the_order_in_which_they_were_given(tree):
    assert _found("b.txt", "a.txt", "b.txt") == ["b.txt", "a.txt", "b.txt"]


def test_the_output_folder_is_skipped(tree):
    assert _found("a", leave_out=str(tree / "a" / "deep")) == ["a/B.TXT", "a/z.md"]


def test_a_link_to_a_folder_is_not_followed(tree):
    (tree / "a" / "loop").symlink_to(tree / "a")
    (tree / "a" / "loop.txt").symlink_to(tree / "a")
    assert _found("a") == ["a/B.TXT", "a/deep/x.txt", "a/z.md"]
    assert len(_found("a/loop")) == 3  # unless it is named


def test_a_pipe_in_a_folder_is_left_alone(tree):
    os.mkfifo(tree / "a" / "pipe.txt")
    assert _found("a") == ["a/B.TXT", "a/deep/x.txt", "a/z.md"]


def test_a_named_pipe_is_read(tree):
    reading, writing = os.pipe()
    os.write(writing, b"Page 2")
    os.close(writing)
    assert read(InputFile(f"/dev/fd/{reading}"), CONFIG)[0] == "Page 2"


def test_a_device_without_end_is_refused():
    with pytest.raises(ReadError, match="more than 5 bytes"):
        read(InputFile("/dev/zero"), CONFIG.merged({"read": {"max_bytes": 5}}))


def test_a_folder_that_cannot_be_listed(tree, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert _found("a", "a.txt") == [
        "a: cannot be listed: permission denied; check the folder",
        "a.txt",
    ]


def test_the_settings_define_the_extensions(tree):
    config = CONFIG.merged({"read": {"extensions": [".png"]}})
    assert list(find(["."], config)) == [InputFile("./c.png")]


def test_errors_travel_between_processes():
    error = ReadError("a.txt", "empty", "leave it out")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
