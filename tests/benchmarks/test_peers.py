"""The tables of speed can be generated with the installed programs; times are not tested."""

from __future__ import annotations

from pathlib import Path

import pytest

TEXT = "SECRET\n\nThe Embassy reports that tho talks wi11 go on in Decembe.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def cells(table: str) -> dict[str, list[str]]:
    rows = [line for line in table.splitlines() if line.startswith("|")]
    lines = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert len({len(line) for line in lines}) == 1, "every row has as many cells as the head"
    return {line[0]: line[1:] for line in lines[2:]}


def test_there_is_a_row_for_each_job_of_the_installed_programs(folder, monkeypatch):
    import machine
    import peers

    there = machine.version
    monkeypatch.setattr(machine, "version", lambda p: "absent" if p == "typos" else there(p))
    found, absent = peers.rows(folder, compound_bytes=len(TEXT))
    size = 2 * len(TEXT.encode())
    table = peers.table(found, absent, "a text", size)
    named = cells(table)
    assert {"ocrfix, correct", "ocrfix, tag", "ocrfix, clean (both)"} <= set(named)
    symspell = there("symspellpy") != "absent"
    assert ("symspellpy, unknown words" in named) == ("symspellpy, compound" in named) == symspell
    assert ("codespell" in named) == (there("codespell") != "absent")
    assert "typos" not in named
    assert "left out, not installed:" in table and "typos" in table
    note = "on the beginning of the text alone: symspellpy, compound"
    assert (note in table) == symspell
    assert all(row.work > 0 and row.memory.peak > 0 for row in found if "ocrfix" in row.name)


def test_cold_starts_are_compared_with_python_alone_and_with_the_limit():
    import peers

    table = peers.cold(runs=1)
    named = cells(table)
    assert {"python -c pass", "ocrfix --help", "ocrfix clean"} <= set(named)
    assert named["python -c pass"][1] == "1.0 x"
    assert "the limit of 10 x for ocrfix clean is " in table


def test_one_process_is_compared_with_two(folder):
    import peers

    assert list(cells(peers.jobs(folder, 100, runs=1))) == ["1", "2"]


def test_generated_texts_are_reproducible_without_the_collection(tmp_path, monkeypatch):
    import data
    import texts

    monkeypatch.setattr(data, "DATA", tmp_path)
    told, found = texts.documents(sample=100)
    assert "examples" in told
    assert found and found == texts.documents(sample=100)[1]
    made = texts.made_up(["one line\nand another of them\n"], size=100)
    some = [next(made) for _ in range(20)]
    assert len(set(some)) == 20
    assert all(90 <= len(text.encode()) <= 100 for text in some)
