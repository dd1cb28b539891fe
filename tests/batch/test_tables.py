"""A run over a table: input and output rows, and errors with row numbers."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import signal
import subprocess
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import ocrfix
from ocrfix import Config, Document
from ocrfix.batch.errors import RunError
from ocrfix.batch.rows import Columns
from ocrfix.batch.tables import clean_table
from ocrfix.batch.work_dir import WorkDir
from tests.batch.made import text, tree
from tests.profiles import is_thorough, slow_among

DEFAULT = Config.default()
NAMES = Columns("body", "naid")
ROWS = [{"naid": f"C{n:03}", "body": text(n, 3), "box": n % 3} for n in range(12)]
CLEAN = {row["naid"]: ocrfix.clean(row["body"]) for row in ROWS}
KINDS = ["jsonl", "jsonl.gz", "jsonl.zst", "parquet"]


def write(path, rows=ROWS):
    """Write a table without ocrfix."""
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=5)
        return path
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    if path.suffix == ".gz":
        half = len(lines) // 2
        lines = gzip.compress(lines[:half]) + gzip.compress(lines[half:])  # as gzip -c a b does
    elif path.suffix == ".zst":
        lines = pa.compress(lines, "zstd", asbytes=True)
    path.write_bytes(lines)
    return path


def read(path):
    """Read a table without ocrfix."""
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    elif path.suffix == ".zst":
        with pa.CompressedInputStream(pa.BufferReader(data), "zstd") as stream:
            data = stream.read()
    return [json.loads(line) for line in data.splitlines()]


def clean(source, out, jobs=1, columns=NAMES, wanted=("text",), config=DEFAULT):
    """Run, and return the summary and the error messages."""
    complaints = []
    paths = source if isinstance(source, list) else [str(source)]
    summary = clean_table(paths, str(out), config, jobs, complaints.append, columns, wanted)
    return summary, complaints


@pytest.mark.parametrize("ending", KINDS)
def test_each_format_can_be_read(tmp_path, ending):
    source = write(tmp_path / f"in.{ending}")
    _, complaints = clean(source, tmp_path / "out.jsonl")
    assert complaints == []
    assert read(tmp_path / "out.jsonl") == [
        {"naid": naid, "body": document.render("text", marks="inline")}
        for naid, document in CLEAN.items()
    ]
    assert set(tree(tmp_path)) == {f"in.{ending}", "out.jsonl"}


@pytest.mark.parametrize("ending", KINDS)
def test_each_format_is_written_the_same_with_any_number_of_workers(tmp_path, ending):
    source = write(tmp_path / "in.jsonl")
    one, three = tmp_path / f"one.{ending}", tmp_path / f"three.{ending}"
    clean(source, one, jobs=1)
    clean(source, three, jobs=3)
    assert one.read_bytes() == three.read_bytes()
    assert [row["naid"] for row in read(one)] == [row["naid"] for row in ROWS]
    assert list(read(one)[0]) == ["naid", "body"]


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_the_selected_columns_are_written(tmp_path, ending):
    wanted = ["text", "markers", "edits", "suggestions", "card", "record"]
    out = tmp_path / f"out.{ending}"
    clean(write(tmp_path / "in.parquet"), out, wanted=wanted)
    for row in read(out):
        document = CLEAN[row["naid"]]
        assert list(row) == ["naid", "body", *wanted[1:]]
        as_text = ending == "parquet"  # in which the parts of the record are JSON
        part = {name: row[name] if as_text else json.dumps(row[name]) for name in wanted[1:]}
        assert Document.from_json(part["record"]) == document
        assert len(json.loads(part["markers"])) == len(document.markers)
        assert len(json.loads(part["edits"])) == len(document.edits)
        assert json.loads(part["card"])["classification"] == list(document.card.classification)


def test_the_text_can_be_omitted(tmp_path):
    clean(write(tmp_path / "in.jsonl"), tmp_path / "out.parquet", wanted=["card"])
    assert pq.read_schema(tmp_path / "out.parquet").names == ["naid", "card"]


def test_rows_without_ids_are_numbered(tmp_path):
    rows = [{"text": row["body"]} for row in ROWS]
    for ending in ("jsonl", "parquet"):
        clean(write(tmp_path / f"in.{ending}", rows), tmp_path / "out.jsonl", columns=Columns())
        assert [row["id"] for row in read(tmp_path / "out.jsonl")] == list(range(1, 13))


def test_whole_numbers_stay_whole_numbers(tmp_path):
    rows = [{"id": 10 * n, "text": "Decembe 12, 1990"} for n in range(3)]
    clean(write(tmp_path / "in.parquet", rows), tmp_path / "out.parquet", columns=Columns())
    assert pq.read_schema(tmp_path / "out.parquet").field("id").type == pa.int64()
    assert [row["id"] for row in read(tmp_path / "out.parquet")] == [0, 10, 20]


def test_bad_rows_are_reported_and_the_others_are_done(tmp_path):
    good = '{"id": "a", "text": "Decembe 12, 1990"}\n'
    source = tmp_path / "in.jsonl"
    source.write_bytes(
        b"".join(
            [
                good.encode(),
                b"{broken\n",
                b"\n",  # no row, but a line
                b'["no", "object"]\n',
                b'{"id": "b"}\n',
                b'{"id": "c", "text": 5}\n',
                b'{"id": 1.5, "text": "x"}\n',
                b'{"id": "d", "text": "\\ud800"}\n',
                b'{"id": "e", "text": "caf\xe9"}\n',
                b'{"id": "f", "text": "' + b"x" * 5000 + b'"}\n',
                b'{"id": "g", "text": "' + b"x" * 500 + b'"}\n',
                b'{"id": "h", "text": ""}\n',
                good.strip().encode(),
            ]
        )
    )
    config = DEFAULT.merged({"read": {"max_bytes": 400}})
    summary, complaints = clean(source, tmp_path / "out.jsonl", columns=Columns(), config=config)
    assert [line.partition(": ")[2] for line in complaints] == [
        "row 2: not a JSON object; correct the line",
        "row 4: not a JSON object; correct the line",
        "row 5: no column 'text'; correct the line",
        "row 6: 'text' is not a text; correct the line",
        "row 7: 'id' is neither a text nor a whole number; correct the line",
        "row 8: not a JSON object; correct the line",
        "row 9: 'text' is not a text; correct the line",
        "row 10: more than 3,200 bytes; split it, or raise read.max_bytes",
        "row 11: more than 400 bytes; split it, or raise read.max_bytes",
    ]
    assert [row["id"] for row in read(tmp_path / "out.jsonl")] == ["a", "h", "a"]
    assert summary.lines()[0] == "12 documents: 3 done, 9 failed"


def test_rows_of_parquet_without_text_or_id(tmp_path):
    rows = [{"id": "a", "text": "x"}, {"id": "b", "text": None}, {"id": None, "text": "y"}]
    source = write(tmp_path / "in.parquet", rows)
    _, complaints = clean(source, tmp_path / "out.jsonl", columns=Columns())
    assert complaints == [
        f"{source}: row 2: no 'text'; leave it out",
        f"{source}: row 3: no 'id'; give it one",
    ]
    assert [row["id"] for row in read(tmp_path / "out.jsonl")] == ["a"]


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (Columns(), "no column 'text'; the columns are naid, body, box; choose with --text-column"),
        (
            Columns("body", "id"),
            "no column 'id'; the columns are naid, body, box; choose with --id-column",
        ),
    ],
)
def test_a_table_without_the_columns_is_refused(tmp_path, ending, columns, line):
    source = write(tmp_path / f"in.{ending}")
    with pytest.raises(RunError) as refused:
        clean(source, tmp_path / "out.jsonl", columns=columns)
    assert str(refused.value) == f"{source}: {line}"
    assert set(tree(tmp_path)) == {f"in.{ending}"}
    assert not (tmp_path / "out.jsonl.ocrfix").exists()


def test_columns_of_the_wrong_type_are_refused(tmp_path):
    source = write(tmp_path / "in.parquet", [{"id": 1.5, "text": 3}])
    with pytest.raises(RunError, match="'text' is not a column of texts; see --text-column"):
        clean(source, tmp_path / "out.jsonl", columns=Columns())
    source = write(tmp_path / "in.parquet", [{"id": 1.5, "text": "a"}])
    with pytest.raises(RunError, match="'id' is a column of neither texts nor whole numbers"):
        clean(source, tmp_path / "out.jsonl", columns=Columns())


@pytest.mark.parametrize("columns", [Columns("text", "card"), Columns("card"), Columns("a", "a")])
def test_two_columns_with_the_same_name_are_refused(tmp_path, columns):
    source = write(tmp_path / "in.jsonl", [{"text": "x", "card": "y", "a": "z", "id": 1}])
    with pytest.raises(RunError, match="the output would have two columns"):
        clean(source, tmp_path / "out.jsonl", columns=columns, wanted=["text", "card"])


@pytest.mark.parametrize(
    ("ending", "harm"),
    [
        ("jsonl", "no such file"),  # whatever else it is, it has lines
        *itertools.product(KINDS[1:], ["cut off", "no such file", "something else"]),
    ],
)
def test_a_table_that_cannot_be_read_gets_one_line(tmp_path, ending, harm):
    source = write(tmp_path / f"in.{ending}")
    if harm == "cut off":
        source.write_bytes(source.read_bytes()[:-50])
    elif harm == "no such file":
        source.unlink()
    else:
        source.write_bytes(b"something else\n" * 20)
    with pytest.raises(RunError, match=r"cannot be read: .*; check the file"):
        clean(source, tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


def test_a_large_table_is_written_in_groups(tmp_path, monkeypatch):
    monkeypatch.setattr("ocrfix.batch.parquet._GROUP_ROWS", 5)
    clean(write(tmp_path / "in.jsonl"), tmp_path / "out.parquet")
    groups = pq.ParquetFile(tmp_path / "out.parquet").metadata
    assert [groups.row_group(n).num_rows for n in range(groups.num_row_groups)] == [5, 5, 2]


def test_files_become_rows(corpus, tmp_path):
    summary, complaints = clean(corpus, tmp_path / "out.parquet", columns=Columns())
    assert (summary.cleaned, len(complaints)) == (12, 3)
    rows = read(tmp_path / "out.parquet")
    assert [row["id"] for row in rows] == sorted(
        (name for name in tree(corpus) if name.endswith(tuple("0123456789.txt")) and "doc" in name),
        key=lambda name: name.split("/"),
    )
    data = (corpus / rows[0]["id"]).read_bytes().decode()
    assert rows[0]["text"] == ocrfix.clean(data).render("text", marks="inline")


def test_another_run_into_the_same_table_is_refused(tmp_path):
    source, out = write(tmp_path / "in.jsonl"), tmp_path / "out.jsonl"
    with WorkDir(tmp_path / "out.jsonl.ocrfix"), pytest.raises(RunError, match="another run"):
        clean(source, out)


@pytest.mark.parametrize("ending", slow_among(["jsonl.gz", "parquet"], ["jsonl.gz"]))
def test_a_killed_run_is_resumed_with_the_same_bytes(tmp_path, ending):
    source = write(tmp_path / "in.jsonl", [{"id": n, "text": text(n)} for n in range(40)])
    clean(source, tmp_path / f"undisturbed.{ending}", columns=Columns())
    out = tmp_path / f"out.{ending}"
    chance = random.Random(2)
    kills = 0
    for moment in [chance.randrange(2, 30) for _ in range(4 if is_thorough() else 2)]:
        process = _start(source, out)
        _await_lines(process, tmp_path / f"out.{ending}.ocrfix/journal.jsonl", moment)
        process.kill()
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
    assert kills
    goes_on = (tmp_path / f"out.{ending}.ocrfix/journal.jsonl").exists()
    _, said = _start(source, out).communicate(timeout=120)
    assert ("already up to date" in said) == goes_on
    assert out.read_bytes() == (tmp_path / f"undisturbed.{ending}").read_bytes()
    assert not (tmp_path / f"out.{ending}.ocrfix").exists()


def _start(source, out):
    command = [sys.executable, "-m", "ocrfix", "clean", source, "-o", out, "--jobs", "2"]
    return subprocess.Popen(list(map(str, command)), stderr=subprocess.PIPE, text=True)


def _await_lines(process, journal, wanted):
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        if journal.exists() and journal.read_bytes().count(b"\n") >= wanted:
            return
        time.sleep(0.002)


@pytest.mark.parametrize("kind", KINDS)
def test_second_readings(tmp_path, kind):
    rows = [
        {"id": 1, "text": "The talks were sold in May.", "layer": "The talks were held in May."},
        {"id": 2, "text": "The talks were sold in May.", "layer": None},
    ]
    table, out = write(tmp_path / f"a.{kind}", rows), tmp_path / "out.jsonl"
    columns = Columns(second=("layer",))

    def run():
        return clean_table([str(table)], str(out), DEFAULT, 1, list, columns)

    run()
    texts = [json.loads(line)["text"] for line in out.read_text().splitlines()]
    assert texts == ["The talks were held in May.", "The talks were sold in May."]


def test_a_missing_column_of_second_readings_is_refused(tmp_path):
    for kind in ("jsonl", "parquet"):
        table = write(tmp_path / f"a.{kind}", [{"id": 1, "text": "a"}])
        with pytest.raises(RunError, match=r"no column 'layer'.*--second-column"):
            clean_table(
                [str(table)],
                str(tmp_path / "b.jsonl"),
                DEFAULT,
                1,
                list,
                Columns(second=("layer",)),
            )
