"""Files are written completely or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from ocrfix.cli.errors import CommandError
from ocrfix.cli.output import write_file


def test_permissions_are_kept_by_write_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_file(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_is_as_open_as_its_model(tmp_path):
    model = tmp_path / "a.txt"
    model.write_bytes(b"old")
    model.chmod(0o600)
    write_file(str(tmp_path / "deep" / "b.txt"), b"new", like=str(model))
    assert stat.S_IMODE((tmp_path / "deep" / "b.txt").stat().st_mode) == 0o600


def test_a_new_file_without_model_obeys_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        write_file(str(tmp_path / "a.txt"), b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("a.txt")
    write_file(str(tmp_path / "link.txt"), b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "a.txt").read_bytes() == b"new"


def test_a_device_stays_a_device():
    write_file(os.devnull, b"new")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_a_write_protected_file_is_left_alone(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    with pytest.raises(CommandError, match="cannot be written: write-protected"):
        write_file(str(path), b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("blow", [KeyboardInterrupt, SystemExit, MemoryError])
@pytest.mark.parametrize("where", ["chmod", "replace"])
def test_an_interruption_leaves_the_old_file(tmp_path, monkeypatch, blow, where):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def strike(*_):
        raise blow

    monkeypatch.setattr(os, where, strike)
    with pytest.raises(blow):
        write_file(str(path), b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(CommandError) as caught:
        write_file(str(path), b"new")
    assert str(caught.value) == (
        f"{path}: cannot be written: no space left on device; check the folder, or use --output"
    )
    assert os.listdir(tmp_path) == ["a.txt"]


def test_stopped_between_files(run, tmp_path, monkeypatch):
    from ocrfix.pipeline import cache

    class Stopped(cache.Pipeline):
        def clean(self, text, source=None, with_card=True, second=(), pages=None):
            if "stop" in text:
                raise KeyboardInterrupt
            return super().clean(text, source)

    monkeypatch.setattr("ocrfix.pipeline.cache.Pipeline", Stopped)
    for name, text in (("a", "tbe"), ("b", "stop tbe"), ("c", "tbe")):
        (tmp_path / f"{name}.txt").write_text(text)
    outcome = run("clean", "--in-place", ".")
    assert outcome.exit_code == 130
    assert outcome.stderr == (
        "ocrfix: interrupted; every file is either completely written or unchanged\n"
    )
    texts = [(tmp_path / f"{name}.txt").read_text() for name in "abc"]
    assert texts == ["the", "stop tbe", "tbe"]
