"""Compiled dictionaries that were truncated or changed are compiled again, and never executed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ocrfix.dictionaries.store import ensure_compiled, is_up_to_date
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.format import MANIFEST
from tests.dictionaries.test_store import source  # noqa: F401  the fixture

LATER = 2 * 3600 * 10**9


@pytest.fixture
def target(source: Path, tmp_path: Path) -> Path:  # noqa: F811
    return ensure_compiled(source, tmp_path / "compiled")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def written_later(path: Path, data: bytes) -> None:
    later = path.stat().st_mtime_ns + LATER
    path.write_bytes(data)
    os.utime(path, ns=(later, later))


def test_every_compiled_file_is_checked(source: Path, target: Path) -> None:  # noqa: F811
    assert len(names(target)) > 20
    for name in names(target):
        path = target / name
        whole = path.read_bytes()
        written_later(path, whole[: len(whole) // 2])
        assert not is_up_to_date(source, target), f"{name} truncated"
        if not whole:
            continue
        at = len(whole) // 2
        written_later(path, whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        if name != MANIFEST:
            assert not is_up_to_date(source, target), f"{name} changed"
        path.unlink()
        assert not is_up_to_date(source, target), f"{name} missing"
        path.write_bytes(b"")
        written_later(path, whole)
        assert is_up_to_date(source, target), name


def test_a_damaged_copy_is_compiled_again(source: Path, target: Path) -> None:  # noqa: F811
    whole = (target / "words.bin").read_bytes()
    written_later(target / "words.bin", b"\0" * len(whole))
    assert ensure_compiled(source, target) == target
    assert (target / "words.bin").read_bytes() == whole
    assert Lexicon(target).word("treaty").ngram_id


def test_damage_to_an_installed_copy_is_noticed(source: Path) -> None:  # noqa: F811
    target = ensure_compiled(source, source.parent / "compiled")
    whole = (target / "rules.json").read_bytes()
    written_later(target / "rules.json", whole.replace(b"a", b"b", 1))
    assert not is_up_to_date(source, target)


def test_compiled_files_are_not_pickles(target: Path) -> None:
    for path in target.iterdir():
        assert not path.read_bytes().startswith(b"\x80"), path.name


def test_damaged_settings_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ocrfix.config import Config
    from ocrfix.config.defaults import default_settings
    from ocrfix.system import paths

    monkeypatch.setattr(paths, "compiled", lambda: tmp_path)

    def read() -> Config:
        return default_settings(Config)

    expected = read()
    kept = tmp_path / "config.json"
    whole = kept.read_bytes()
    assert b'"threshold":0.75' in whole
    for damage in (
        whole[:99],
        b"",
        b"\xff",
        whole.replace(b'"threshold":0.75', b'"threshold":0.05'),
    ):
        kept.write_bytes(damage)
        assert read() == expected
        assert kept.read_bytes() == whole
