"""A file is written completely or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ocrfix.system.atomic_write import atomic_write, replace_file


def test_an_exception_leaves_the_old_content_and_no_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), atomic_write(str(path)) as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_times_are_preserved_on_request(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    os.utime(path, ns=(1_000, 2_000))
    with atomic_write(str(path), keep_times=True) as file:
        file.write(b"new")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (b"new", 2_000)


def test_a_finished_file_gets_the_permissions_of_the_one_it_replaces(tmp_path: Path) -> None:
    path, finished = tmp_path / "a.txt", tmp_path / "finished"
    path.write_bytes(b"old")
    path.chmod(0o640)
    finished.write_bytes(b"new")
    replace_file(str(finished), str(path))
    assert (path.read_bytes(), finished.exists()) == (b"new", False)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
