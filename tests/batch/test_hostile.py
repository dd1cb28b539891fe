"""Hostile output folders, full disks, too little memory: nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ocrfix import Config
from ocrfix.batch.errors import RunError
from ocrfix.batch.folder import clean_folder
from ocrfix.batch.manifest import FILE_NAME
from ocrfix.batch.rows import Columns
from ocrfix.batch.tables import clean_table
from ocrfix.batch.work_dir import WorkDir

DEFAULT = Config.default()
MINE = b"mine\n"


pytestmark = pytest.mark.usefixtures("a_minute")


@pytest.fixture
def letters(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_bytes(b"tbe letter\n")
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").write_bytes(MINE)
    return tmp_path / "in"


def clean(paths, out, jobs=1):
    complaints = []
    return clean_folder([str(paths)], str(out), DEFAULT, jobs, complaints.append), complaints


def untouched(letters):
    folder = letters.parent / "precious"
    assert [path.name for path in folder.iterdir()] == ["file"]
    assert (folder / "file").read_bytes() == MINE


# Links and pipes in the folder of results.


@pytest.mark.parametrize("table", [False, True])
def test_a_work_dir_that_is_a_link_is_refused(letters, tmp_path, table):
    """The files at its target would be mistaken for leftovers, and deleted."""
    out = tmp_path / ("out.jsonl" if table else "out")
    work = tmp_path / "out.jsonl.ocrfix" if table else out / ".ocrfix"
    work.parent.mkdir(exist_ok=True)
    work.symlink_to(tmp_path / "precious")
    with pytest.raises(RunError) as refused:
        if table:
            clean_table([str(letters)], str(out), DEFAULT, 1, print, Columns(), ("text",))
        else:
            clean(letters, out)
    assert str(refused.value) == (
        f"{out}: cannot be written: {work.name} in it is a link; remove it; "
        "free some space, or name another output"
    )
    untouched(letters)


@pytest.mark.parametrize(
    "name", ["journal.jsonl", "previous.jsonl", "previous.new", "temporary", "lock"]
)
def test_links_in_the_work_dir_are_removed_but_not_their_targets(letters, tmp_path, name):
    out = tmp_path / "out"
    (out / ".ocrfix").mkdir(parents=True)
    (out / ".ocrfix" / name).symlink_to(tmp_path / "precious" / "file")
    assert clean(letters, out)[0].cleaned == 2
    untouched(letters)
    assert sorted(path.name for path in out.iterdir()) == ["a.txt", "b.txt", FILE_NAME]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
@pytest.mark.parametrize(
    "name", [".ocrfix/journal.jsonl", ".ocrfix/temporary", ".ocrfix/lock", FILE_NAME]
)
def test_pipes_among_the_results_do_not_block(letters, tmp_path, name):
    out = tmp_path / "out"
    (out / ".ocrfix").mkdir(parents=True)
    os.mkfifo(out / name)
    assert clean(letters, out)[0].cleaned == 2
    assert (out / FILE_NAME).read_bytes().count(b"\n") == 3


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device")
@pytest.mark.parametrize("name", ["table.jsonl", "table.jsonl.gz", "table.parquet"])
def test_a_table_that_is_a_device_is_refused(tmp_path, name):
    (tmp_path / name).symlink_to("/dev/zero")
    with pytest.raises(RunError, match=r"table\S+: (a device|cannot be read|needs pyarrow)[^\n]*$"):
        clean_table(
            [str(tmp_path / name)], f"{tmp_path}/out.jsonl", DEFAULT, 1, print, Columns(), ("text",)
        )


@pytest.mark.parametrize("name", [".ocrfix/journal.jsonl", ".ocrfix/previous.jsonl", FILE_NAME])
@pytest.mark.parametrize("begun", [False, True])
def test_a_journal_without_line_ends_is_not_read_completely(letters, tmp_path, name, begun):
    """A sparse file of a terabyte, whose first line may be valid."""
    out = tmp_path / "out"
    clean(letters, out)
    head = (out / FILE_NAME).read_bytes().splitlines(keepends=True)[0]
    (out / ".ocrfix").mkdir()
    with (out / name).open("wb") as file:
        file.write(head * begun)
        file.truncate(1 << 40)
    summary, _ = clean(letters, out)
    assert summary.cleaned + summary.up_to_date == 2
    assert (out / FILE_NAME).read_bytes().count(b"\n") == 3


def test_other_files_in_the_work_dir_are_not_removed(letters, tmp_path):
    out = tmp_path / "out"
    (out / ".ocrfix").mkdir(parents=True)
    (out / ".ocrfix" / "notes.txt").write_bytes(MINE)
    assert clean(letters, out)[0].cleaned == 2
    assert (out / ".ocrfix" / "notes.txt").read_bytes() == MINE


def test_a_manifest_that_is_a_link_is_replaced(letters, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / FILE_NAME).symlink_to(tmp_path / "precious" / "file")
    assert clean(letters, tmp_path / "out")[0].cleaned == 2
    untouched(letters)
    assert not (tmp_path / "out" / FILE_NAME).is_symlink()


@pytest.mark.parametrize("bad", [False, True])
@pytest.mark.parametrize("link", ["a.txt", "."])
def test_no_result_goes_through_a_link_out_of_the_folder(letters, tmp_path, link, bad):
    """Nor is a result deleted there whose input no longer exists."""
    out = tmp_path / "out"
    out.mkdir()
    if link == ".":
        (letters / "box").mkdir()
        (letters / "a.txt").rename(letters / "box" / "file")
        (letters / "box" / "file").rename(letters / "box" / "file.txt")
        (tmp_path / "precious" / "file").rename(tmp_path / "precious" / "file.txt")
        (out / "box").symlink_to(tmp_path / "precious")
        at, mine = letters / "box" / "file.txt", tmp_path / "precious" / "file.txt"
    else:
        (out / "a.txt").symlink_to(tmp_path / "precious" / "file")
        at, mine = letters / "a.txt", tmp_path / "precious" / "file"
    if bad:
        at.write_bytes(b"\0\0")
    summary, complaints = clean(letters, out)
    assert complaints == [f"{at}: a link leads its result out of the folder; remove the link"]
    assert (summary.cleaned, mine.read_bytes()) == (1, MINE)


def test_a_hostile_journal_is_ignored(letters, tmp_path):
    out = tmp_path / "out"
    clean(letters, out)
    head = (out / FILE_NAME).read_bytes().splitlines()[0] + b"\n"
    for rest in (b"[" * 100_000, b"{}\n", b'{"input": 5}\n', b'{"input": "../../x"}\n', b"\xff\n"):
        (out / FILE_NAME).write_bytes(head + rest)
        summary, complaints = clean(letters, out)
        assert (summary.cleaned, complaints) == (2, [])


def test_names_that_are_the_same_on_the_disk(letters, tmp_path, monkeypatch):
    """A case-insensitive disk is simulated."""
    (letters / "A.txt").write_bytes(b"another\n")
    if len(list(letters.iterdir())) < 3:
        pytest.skip("this disk takes no note of case")
    monkeypatch.setattr(WorkDir, "ignores_case", True)
    for _ in range(2):  # also when the first one stands from the run before
        _summary, complaints = clean(letters, tmp_path / "out")
        assert complaints == [
            f"{letters}/a.txt: its result would overwrite A.txt, "
            "whose name is the same on this disk; "
            "rename one of the two"
        ]
        assert (tmp_path / "out" / "A.txt").read_bytes() == b"another\n"
        assert not (tmp_path / "out" / "a.txt").exists()


def test_whether_the_disk_ignores_case(tmp_path):
    (tmp_path / "x").write_bytes(b"")
    with WorkDir(tmp_path / "work") as place:
        assert place.ignores_case == (tmp_path / "X").exists()


# Faults, injected.


@pytest.mark.parametrize("where", ["write", "replace"])
def test_a_full_disk_leaves_the_previous_result(letters, tmp_path, monkeypatch, where):
    out = tmp_path / "out"
    clean(letters, out)
    (letters / "a.txt").write_bytes(b"tbe other letter\n")

    def full(*_):
        raise OSError(28, "No space left on device")

    if where == "write":
        monkeypatch.setattr(Path, "write_bytes", full)
    else:
        monkeypatch.setattr(WorkDir, "move_to", full)
    _summary, complaints = clean(letters, out)
    monkeypatch.undo()
    assert complaints == [
        f"{letters}/a.txt: its result cannot be written: no space left on device; check the folder"
    ]
    assert (out / "a.txt").read_bytes() == b"the letter\n"
    assert sorted(path.name for path in out.iterdir()) == ["a.txt", "b.txt", FILE_NAME]
    assert clean(letters, out)[0].cleaned == 1
    assert (out / "a.txt").read_bytes() == b"the other letter\n"


@pytest.mark.parametrize("number", range(1, 5))
def test_a_disk_that_fills_up_during_the_journal(letters, tmp_path, monkeypatch, number):
    """Half a line was written; the next run completes it."""
    from ocrfix.batch.journal import Journal

    class Full:
        def __init__(self, file):
            self.file, self.count = file, 0

        def __getattr__(self, name):
            return getattr(self.file, name)

        def write(self, data):
            self.count += 1
            return self.file.write(data if self.count < number else data[: len(data) // 2])

    begin = Journal.__init__

    def beginning(self, path, stamp):
        begin(self, path, stamp)
        self._file = Full(self._file)

    monkeypatch.setattr(Journal, "__init__", beginning)
    out = tmp_path / "out"
    if number <= 2:
        with pytest.raises(
            RunError, match="cannot be written: no space left on device; free some space"
        ):
            clean(letters, out)
    else:
        clean(letters, out)
    monkeypatch.undo()
    summary, complaints = clean(letters, out)
    assert complaints == [] and summary.cleaned + summary.up_to_date == 2
    assert (out / "b.txt").read_bytes() == b"the letter\n"


def test_a_file_that_disappears_during_the_run(letters, tmp_path, monkeypatch):
    from ocrfix.batch import folder as module

    listed = module.InputTree.__iter__

    def losing(self):
        for input in listed(self):
            (letters / "a.txt").unlink(missing_ok=True)
            yield input

    monkeypatch.setattr(module.InputTree, "__iter__", losing)
    summary, complaints = clean(letters, tmp_path / "out")
    assert complaints == [
        f"{letters}/a.txt: cannot be read: no such file or directory; check the file"
    ]
    assert summary.cleaned == 1


PROGRAM = """
import resource, sys
from ocrfix.cli.main import run_cli
if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))
    sys.exit(run_cli(sys.argv[1:]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the limit holds on Linux alone")
@pytest.mark.parametrize(
    "command", [["clean", "-o", "out"], ["clean", "--in-place"]], ids=["folder", "in place"]
)
def test_a_worker_out_of_memory(letters, tmp_path, command):
    """The limit applies to the workers too. One document exceeds it; the others are done."""
    large = b"The talks went on until Monday, and tbe Minister left.\n" * 1_000_000
    (letters / "a.txt").write_bytes(large)
    (tmp_path / "program.py").write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, "program.py", *command, "--jobs", "2", "in"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("ocrfix: in/a.txt: not enough memory; split it")
    assert "Traceback" not in done.stderr
    assert (letters / "a.txt").read_bytes() == large
    product = tmp_path / ("out" if "-o" in command else "in") / "b.txt"
    assert product.read_bytes() == b"the letter\n"


# Rows that are weapons.

DEEP = "[" * 100_000 + "]" * 100_000
WEAPONS = {
    "a number too large for a table": ('{"id": 99999999999999999999, "text": "x"}', "'id' is"),
    "a number without end": ('{"id": 1' + "0" * 100_000 + ', "text": "x"}', "'id' is neither"),
    "a fraction": ('{"id": 1e400, "text": "x"}', "'id' is neither a text nor a whole number"),
    "lists in a row": (
        '{"text": "x", "more": ' + DEEP + "}",
        "not a JSON object; correct the line",
    ),
    "lists for a text": ('{"text": ' + DEEP + "}", "not a JSON object; correct the line"),
    "lists for an id": ('{"text": "x", "id": ' + DEEP + "}", "not a JSON object; correct the line"),
    "sections": ('{"a":' * 100_000, "not a JSON object; correct the line"),
    "half a character": ('{"text": "\\ud800"}', "not a JSON object; correct the line"),
    "a NUL": ('{"text": "\0"}', "not a JSON object; correct the line"),
}


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_hostile_rows_are_refused_one_by_one(tmp_path, ending):
    rows = ['{"id": 9, "text": "tbe letter"}', *(row for row, _ in WEAPONS.values())]
    (tmp_path / "in.jsonl").write_text("\n".join(rows) + "\n")
    complaints = []
    out = tmp_path / f"out.{ending}"
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    summary = clean_table(
        [str(tmp_path / "in.jsonl")], str(out), DEFAULT, 1, complaints.append, Columns(), ("text",)
    )
    assert summary.cleaned == 1
    assert len(complaints) == len(WEAPONS)
    for number, (complaint, (_, said)) in enumerate(zip(complaints, WEAPONS.values(), strict=True)):
        assert complaint.startswith(f"{tmp_path}/in.jsonl: row {number + 2}: {said}")
    if ending == "jsonl":
        assert json.loads(out.read_bytes()) == {"id": 9, "text": "the letter"}


def test_damaged_tables_are_refused_in_one_line(tmp_path):
    """Random bytes of a table are changed, always the same ones."""
    import gzip
    import random

    arrow = pytest.importorskip("pyarrow")
    import pyarrow.parquet as parquet

    from ocrfix.batch.parquet import ParquetRows
    from ocrfix.batch.rows import jsonl_rows

    rows = [{"id": f"a{n}", "text": f"tbe letter of the Minister {n}"} for n in range(200)]
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    whole = {
        "parquet": (tmp_path / "a.parquet").read_bytes(),
        "jsonl.gz": gzip.compress(lines),
        "jsonl.zst": arrow.compress(lines, "zstd", asbytes=True),
    }
    chance = random.Random(5)
    refused = 0
    for ending, data in whole.items():
        path = str(tmp_path / f"b.{ending}")
        for _ in range(100):
            damaged = bytearray(data)
            for _ in range(chance.randrange(1, 4)):
                damaged[chance.randrange(len(data))] ^= chance.randrange(1, 256)
            Path(path).write_bytes(
                damaged[: chance.choice((len(data), chance.randrange(len(data))))]
            )
            try:
                found = (
                    ParquetRows(path, Columns())
                    if ending == "parquet"
                    else jsonl_rows(path, Columns(), 10_000)
                )
                for _ in found:
                    pass
            except RunError as error:
                refused += 1
                assert "\n" not in str(error)
    assert refused > 200
