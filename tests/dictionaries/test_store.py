"""Compiling the dictionaries: when it is needed, and detection of incomplete copies."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
from pathlib import Path

import pytest

from ocrfix.dictionaries.compile import compile_dictionaries
from ocrfix.dictionaries.markers import RELIABILITY_TABLE, WEIGHTS_TABLE, WORDS_TABLE
from ocrfix.dictionaries.store import ensure_compiled, is_up_to_date
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.format import COPIED_TABLES, MANIFEST
from ocrfix.system import paths


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small folder of dictionaries of every kind."""
    folder = tmp_path / "source" / "dictionaries"
    folder.mkdir(parents=True)
    tables = {
        "words.tsv": "the\t900\tthe\nof\t800\tof\ntreaty\t50\ttreaty\nnorland\t9\tNorland\n",
        "english.tsv": "the\t900\nof\t700\ntreaty\t20\n",
        "bigrams.tsv": "of the\t300\nthe treaty\t40\n",
        "trigrams.tsv": "of the treaty\t30\n",
        "release-bigrams.tsv": "the Treaty\t4\n",
        "release-trigrams.tsv": "the treaty was\t4\n",
        "people.tsv": "Holmquist\tJan\t3\n",
        "territories.tsv": "Norland\n",
        "roles.tsv": "Minister\n",
        "abbreviations.tsv": "NWG\tNorland Working Group\toffice\tv1\n",
        "collection.tsv": "KRYPTON\t9\n",
        "rare-words.tsv": "treatise\n",
        "terms.tsv": "demarche\tdiplomacy\n",
        "foreign-words.tsv": "tratado\tes\n",
    }
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in (*COPIED_TABLES, WEIGHTS_TABLE, WORDS_TABLE, RELIABILITY_TABLE):
        shutil.copyfile(paths.dictionaries() / name, folder / name)
    return folder


def test_it_compiles_once_and_again_after_a_change(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "compiled"
    assert not is_up_to_date(source, target)
    assert ensure_compiled(source, target) == target
    assert is_up_to_date(source, target)
    inode = (target / MANIFEST).stat().st_ino
    ensure_compiled(source, target)
    assert (target / MANIFEST).stat().st_ino == inode
    (source / "territories.tsv").write_text("Norland\nSudland\n", encoding="utf-8")
    assert not is_up_to_date(source, target)
    ensure_compiled(source, target)
    assert Lexicon(target).word("sudland").ngram_id


def test_a_change_that_keeps_the_size_is_noticed(source: Path, tmp_path: Path) -> None:
    target = ensure_compiled(source, tmp_path / "compiled")
    table = source / "territories.tsv"
    table.write_text("Sudland\n", encoding="utf-8")
    later = (target / MANIFEST).stat().st_mtime_ns + 10**9
    os.utime(table, ns=(later, later))
    assert not is_up_to_date(source, target)


def test_a_newer_modification_time_alone_is_no_change(source: Path, tmp_path: Path) -> None:
    target = ensure_compiled(source, tmp_path / "compiled")
    later = (target / MANIFEST).stat().st_mtime_ns + 10**9
    os.utime(source / "words.tsv", ns=(later, later))
    assert is_up_to_date(source, target)


def test_modification_times_of_an_installer_are_ignored(source: Path) -> None:
    target = ensure_compiled(source, source.parent / "compiled")
    later = (target / MANIFEST).stat().st_mtime_ns + 10**9
    os.utime(source / "words.tsv", ns=(later, later))
    manifest = (target / MANIFEST).stat().st_mtime_ns
    assert is_up_to_date(source, target)
    assert (target / MANIFEST).stat().st_mtime_ns == manifest


@pytest.mark.parametrize("damage", ["{", "[]", '{"format": 0, "sources": {}}', ""])
def test_a_damaged_manifest_is_not_trusted(source: Path, tmp_path: Path, damage: str) -> None:
    target = ensure_compiled(source, tmp_path / "compiled")
    (target / MANIFEST).write_text(damage, encoding="utf-8")
    assert not is_up_to_date(source, target)


def test_it_is_complete_or_absent(source: Path, tmp_path: Path) -> None:
    (source / "bigrams.tsv").write_text("of the\tmany\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bigrams\.tsv: 'many' is not a whole number"):
        compile_dictionaries(source, tmp_path / "compiled")
    assert [p.name for p in tmp_path.iterdir()] == ["source"]


def test_several_processes_can_compile_simultaneously(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "compiled"
    start = multiprocessing.get_context("spawn")
    workers = [start.Process(target=compile_dictionaries, args=(source, target)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    assert is_up_to_date(source, target)
    assert Lexicon(target).word("treaty").ngram_id
    assert sorted(p.name for p in tmp_path.iterdir()) == ["compiled", "source"]


def test_an_unwritable_folder_is_replaced_by_the_user_cache(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ocrfix.dictionaries.store._is_writable", lambda folder: False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    target = ensure_compiled(source, tmp_path / "read-only" / "compiled")
    assert target.is_relative_to(tmp_path / "cache")
    assert ensure_compiled(source, tmp_path / "read-only" / "compiled") == target


def test_a_folder_that_does_not_exist_yet_is_created(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "data" / "compiled"
    assert ensure_compiled(source, target) == target


def test_the_manifest_lists_the_sources(source: Path, tmp_path: Path) -> None:
    target = ensure_compiled(source, tmp_path / "compiled")
    said = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    assert set(said["sources"]) == {p.name for p in source.iterdir()}


def test_tampering_that_keeps_size_and_time_is_noticed(source: Path, tmp_path: Path) -> None:
    target = ensure_compiled(source, tmp_path / "compiled")
    table = target / "words.bin"
    data, dates = bytearray(table.read_bytes()), table.stat()
    data[0] ^= 1
    table.write_bytes(data)
    os.utime(table, ns=(dates.st_atime_ns, dates.st_mtime_ns))
    assert not is_up_to_date(source, target)
    ensure_compiled(source, target)
    assert is_up_to_date(source, target)
    assert table.read_bytes() != data


@pytest.mark.parametrize(
    "name", ["words.bin", "rules.json", "bigrams.keys", "punctuation-ranker.tsv"]
)
def test_an_incomplete_manifest_is_not_trusted(source: Path, tmp_path: Path, name: str) -> None:
    target = ensure_compiled(source, tmp_path / "compiled")
    said = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    del said["files"][name]
    (target / MANIFEST).write_text(json.dumps(said), encoding="utf-8")
    assert not is_up_to_date(source, target)


@pytest.mark.parametrize("damage", ["null", "3", "[" * 100_000, '{"format": 7, "files": []}'])
def test_a_malicious_manifest_is_not_trusted(source: Path, tmp_path: Path, damage: str) -> None:
    target = ensure_compiled(source, tmp_path / "compiled")
    (target / MANIFEST).write_text(damage, encoding="utf-8")
    assert not is_up_to_date(source, target)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_manifest_that_is_a_pipe_does_not_block(source: Path, tmp_path: Path) -> None:
    target = ensure_compiled(source, tmp_path / "compiled")
    (target / MANIFEST).unlink()
    os.mkfifo(target / MANIFEST)
    assert not is_up_to_date(source, target)


def test_without_a_home_folder_there_is_no_cache(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("ocrfix.dictionaries.store._is_writable", lambda folder: False)
    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    with pytest.raises(OSError, match="no home folder for a cache"):
        ensure_compiled(source, tmp_path / "read-only" / "compiled")
