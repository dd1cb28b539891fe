"""A run over files: the same bytes for any number of workers, and resumption."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ocrfix
from ocrfix import Config
from ocrfix.batch import folder as module
from ocrfix.batch.errors import RunError
from ocrfix.batch.folder import clean_folder, worker_pool
from ocrfix.batch.manifest import FILE_NAME
from ocrfix.batch.work_dir import WorkDir
from ocrfix.read.second import SecondReadings
from tests.batch.made import BAD, make_corpus, text, tree
from tests.profiles import is_thorough, slow_among

GOOD = 40
"""The documents of the uninterrupted run."""

FEW = 12
"""The documents of a corpus that a test may change."""

DEFAULT = Config.default()


def clean(corpus, out, jobs=1, config=DEFAULT):
    """Run, and return the summary and the error messages."""
    complaints = []
    summary = clean_folder([str(corpus)], str(out), config, jobs, complaints.append)
    return summary, complaints


def manifest(out):
    head, *lines = map(json.loads, (out / FILE_NAME).read_bytes().splitlines())
    return head, {line["input"]: line for line in lines}


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    """A corpus and its results, for tests that change neither."""
    base = tmp_path_factory.mktemp("uninterrupted")
    make_corpus(base / "in")
    summary, complaints = clean(base / "in", base / "out", jobs=1)
    return base / "in", base / "out", summary, complaints


def test_the_results_are_those_of_the_pipeline(uninterrupted):
    corpus, out, *_ = uninterrupted
    found = tree(out)
    del found[FILE_NAME]
    expected = {
        name: ocrfix.clean(data.decode()).render("text", marks="inline").encode()
        for name, data in tree(corpus).items()
        if name not in BAD
    }
    assert found == expected


def test_the_manifest_lists_inputs_and_results(uninterrupted):
    corpus, out, *_ = uninterrupted
    head, lines = manifest(out)
    assert (head["manifest"], head["ocrfix"]) == (1, ocrfix.__version__)
    assert set(head) == {"manifest", "ocrfix", "code", "dictionaries", "settings"}
    names = [name for name in lines if name not in BAD]
    assert list(lines) == sorted(lines, key=lambda name: name.split("/"))
    assert set(names) == set(tree(corpus)) - set(BAD)
    for name in names:
        line = lines[name]
        document = ocrfix.clean((corpus / name).read_bytes().decode())
        assert line["error"] is None
        assert line["input_sha256"] == _sha256(corpus / name)
        assert line["output_sha256"] == _sha256(out / line["output"])
        assert sum(line["changes"].values()) == len(document.edits)
        assert sum(line["markers"].values()) == len(document.markers)


def test_bad_files_are_named_with_the_reason(uninterrupted):
    corpus, out, summary, complaints = uninterrupted
    _, lines = manifest(out)
    assert complaints == [
        f"{corpus}/box2/empty.txt: empty; leave it out, or run the OCR again",
        f"{corpus}/box2/picture.txt: binary, not text; leave it out, or name its OCR text",
        f"{corpus}/box3/gone.txt: cannot be read: no such file or directory; check the file",
    ]
    for name in BAD:
        assert (lines[name]["output"], lines[name]["output_sha256"]) == (None, None)
        assert f"{corpus}/{name}: {lines[name]['error']}" in complaints
    assert summary.lines()[0] == "43 documents: 40 done, 3 failed"
    assert summary.lines()[-1] == (
        "failed: binary, not text 1, cannot be read: no such file or directory 1, empty 1"
    )


def test_no_other_files_are_left(uninterrupted):
    _, out, *_ = uninterrupted
    assert not [path for path in out.rglob("*") if path.name.startswith(".")]


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_bytes_do_not_depend_on_the_number_of_workers(uninterrupted, tmp_path, jobs):
    corpus, out, _, complaints = uninterrupted
    assert clean(corpus, tmp_path / "out", jobs)[1] == complaints
    assert tree(tmp_path / "out") == tree(out)


def test_a_second_run_has_nothing_to_do(uninterrupted):
    corpus, out, first, complaints = uninterrupted
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.txt")}
    bytes_before = tree(out)
    summary, again = clean(corpus, out)
    assert (summary.cleaned, summary.up_to_date) == (0, GOOD)
    assert again == complaints
    assert (summary.changes, summary.markers) == (first.changes, first.markers)
    assert tree(out) == bytes_before
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.txt")} == before


def test_paths_may_be_unordered_and_repeated(uninterrupted, tmp_path):
    corpus, out, *_ = uninterrupted
    paths = [str(corpus / name) for name in ("box3", "box1", "box0", "box2", "box0/deep")]
    paths += [str(corpus / "box0" / "doc003.txt")]
    clean_folder(paths, str(tmp_path / "out"), DEFAULT, 1, [].append)
    assert tree(tmp_path / "out") == tree(out)


def test_only_a_changed_file_is_done_again(corpus, tmp_path):
    clean(corpus, tmp_path / "out")
    (corpus / "box1" / "doc001.txt").write_text("Washington, Decembe 12\n")
    assert clean(corpus, tmp_path / "out")[0].cleaned == 1
    clean(corpus, tmp_path / "fresh")
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")
    assert (tmp_path / "out/box1/doc001.txt").read_text() == "Washington, December 12\n"


def test_a_new_file_a_removed_file_and_a_file_that_became_bad(corpus, tmp_path):
    out = tmp_path / "out"
    clean(corpus, out)
    (corpus / "box0" / "a.txt").write_text("Washington, Decembe 12\n")
    (corpus / "box0" / "doc003.txt").unlink()
    (corpus / "box1" / "doc001.txt").write_bytes(b"\0")
    summary, complaints = clean(corpus, out)
    assert (summary.cleaned, summary.up_to_date, summary.orphaned) == (1, FEW - 2, 1)
    assert len(complaints) == len(BAD) + 1
    # What was made of a file that is gone is the user's to keep or to take away.
    (out / "box0" / "doc003.txt").unlink()
    clean(corpus, tmp_path / "fresh")
    assert tree(out) == tree(tmp_path / "fresh")


def test_a_modified_result_is_written_again(corpus, tmp_path):
    out = tmp_path / "out"
    clean(corpus, out)
    before = tree(out)
    (out / "box0" / "doc003.txt").write_text("scribbled over")
    (out / "box1" / "doc001.txt").unlink()
    assert clean(corpus, out)[0].cleaned == 2
    assert tree(out) == before


@pytest.mark.parametrize(
    ("settings", "again"),
    [
        ({"correct": {"threshold": 0.9}}, FEW),
        ({"emit": {"marks": "keep"}}, FEW),
        ({"emit": {"format": "json"}}, FEW),
        ({"read": {"extensions": [".txt"]}}, 0),
    ],
)
def test_changed_settings_invalidate_results(corpus, tmp_path, settings, again):
    out = tmp_path / "out"
    clean(corpus, out)
    config = DEFAULT.merged(settings)
    summary, _ = clean(corpus, out, config=config)
    assert summary.cleaned == again
    clean(corpus, tmp_path / "fresh", config=config)
    fresh = tree(tmp_path / "fresh")
    assert {name: data for name, data in tree(out).items() if name in fresh} == fresh


def test_a_changed_dictionary_invalidates_all_results(corpus, tmp_path):
    own = tmp_path / "my-words"
    own.mkdir()
    (own / "words.tsv").write_text("Zzyzxian\n")
    config = DEFAULT.merged({"dictionaries": [str(own)]})
    assert clean(corpus, tmp_path / "out", config=config)[0].cleaned == FEW
    assert clean(corpus, tmp_path / "out", config=config)[0].cleaned == 0
    (own / "words.tsv").write_text("Zzyzxian\nGovermment\n")
    assert clean(corpus, tmp_path / "out", config=config)[0].cleaned == FEW
    elsewhere = own.rename(tmp_path / "moved")
    config = DEFAULT.merged({"dictionaries": [str(elsewhere)]})
    assert clean(corpus, tmp_path / "out", config=config)[0].cleaned == 0


def test_another_version_invalidates_all_results(corpus, tmp_path, monkeypatch):
    clean(corpus, tmp_path / "out")
    monkeypatch.setattr("ocrfix.batch.fingerprint.__version__", "99")
    assert clean(corpus, tmp_path / "out")[0].cleaned == FEW


def test_another_run_into_the_same_folder_is_refused(corpus, tmp_path):
    out = tmp_path / "out"
    with WorkDir(out / ".ocrfix"), pytest.raises(RunError) as refused:
        clean(corpus, out)
    assert str(refused.value) == (
        f"{out}: another run (process {os.getpid()}) is writing to it; "
        "wait for it, or name another output"
    )
    assert clean(corpus, out)[0].cleaned == FEW


def test_the_lock_of_a_dead_process_is_ignored(corpus, tmp_path):
    out = tmp_path / "out"
    (out / ".ocrfix").mkdir(parents=True)
    (out / ".ocrfix" / "lock").write_text(f"{os.getpid()}\n")
    assert clean(corpus, out)[0].cleaned == FEW


def test_an_incomplete_line_is_ignored(corpus, tmp_path):
    out = tmp_path / "out"
    clean(corpus, out)
    whole = tree(out)
    lines = whole[FILE_NAME].splitlines(keepends=True)
    (out / FILE_NAME).unlink()
    (out / ".ocrfix").mkdir()
    (out / ".ocrfix" / "journal.jsonl").write_bytes(b"".join(lines[:11]) + lines[11][:30])
    done_before = sum(b'"error": null' in line for line in lines[:11])
    assert clean(corpus, out)[0].cleaned == FEW - done_before
    assert tree(out) == whole


def test_a_result_that_cannot_be_written_fails_alone(corpus, tmp_path):
    out = tmp_path / "out"
    (out / "box0" / "doc003.txt").mkdir(parents=True)
    summary, complaints = clean(corpus, out)
    assert summary.cleaned == FEW - 1
    assert complaints[0] == (
        f"{corpus}/box0/doc003.txt: its result cannot be written: is a directory; check the folder"
    )


def test_a_full_disk_ends_the_run_with_one_line(corpus, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ocrfix.batch.journal.Journal.add", full)
    with pytest.raises(
        RunError, match="cannot be written: no space left on device; free some space"
    ):
        clean(corpus, tmp_path / "out")


def test_a_file_name_that_is_not_unicode(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / os.fsdecode(b"\xff.txt")).write_text("Decembe 12, 1990\n")
    (tmp_path / "in" / "é.txt").write_text("Decembe 12, 1990\n")
    assert clean(tmp_path / "in", tmp_path / "out")[0].cleaned == 2
    assert clean(tmp_path / "in", tmp_path / "out")[0].up_to_date == 2


def test_a_negative_number_of_jobs():
    with pytest.raises(RunError, match="negative"):
        worker_pool(-1)


def _start(corpus, out, jobs=2):
    command = [sys.executable, "-m", "ocrfix", "clean", corpus, "-o", out, "--jobs", str(jobs)]
    return subprocess.Popen(
        list(map(str, command)), stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def _await_lines(process, out, wanted):
    """Wait until the journal has this many lines, or the run ends."""
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if (out / ".ocrfix/journal.jsonl").read_bytes().count(b"\n") >= wanted:
                return
        except OSError:
            pass
        time.sleep(0.002)


def test_a_killed_run_is_resumed_with_the_same_bytes(uninterrupted, tmp_path):
    corpus, uninterrupted_out, *_ = uninterrupted
    out = tmp_path / "out"
    chance = random.Random(1)
    at_start = 3 if is_thorough() else 1
    moments = [*(chance.randrange(1, GOOD) for _ in range(2 * at_start + 1)), *[0] * at_start]
    chance.shuffle(moments)
    kills = 0
    for moment in moments:
        process = _start(corpus, out, jobs=chance.choice([1, 2, 3]))
        if moment:
            _await_lines(process, out, moment)
            time.sleep(chance.random() / 50)
        else:
            time.sleep(chance.random())
        process.kill()
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
    assert kills >= len(moments) // 2
    done_before = _known(out)
    process = _start(corpus, out)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 2  # of the bad files
    kept = f", {done_before} already up to date" if done_before else ""
    assert f"ocrfix: 43 documents: {GOOD - done_before} done{kept}, 3 failed\n" in said
    assert tree(out) == tree(uninterrupted_out)


def _known(out):
    """The number of documents in the files of an interrupted run."""
    known = set()
    for path in (out / ".ocrfix/previous.jsonl", out / ".ocrfix/journal.jsonl", out / FILE_NAME):
        if path.exists():
            for line in path.read_bytes().splitlines(keepends=True)[1:]:
                if line.endswith(b"\n"):
                    entry = json.loads(line)
                    if entry["error"] is None:
                        known.add(entry["input"])
    return len(known)


@pytest.mark.parametrize("sign", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("whole_group", slow_among([True, False], [False]))
def test_a_signal_stops_the_run_with_a_message(corpus, tmp_path, sign, whole_group):
    """Ctrl-C in a terminal reaches all processes of the group, and so does its closing.

    A service manager sends SIGTERM.
    """
    sign = getattr(signal, sign)
    out = tmp_path / "out"
    endless = corpus / "box9" / "endless.txt"
    endless.parent.mkdir()
    endless.write_text(text(0, lines=20_000))
    process = _start(corpus, out)
    _await_lines(process, out, 3)
    if whole_group:
        os.killpg(process.pid, sign)
    else:
        process.send_signal(sign)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.splitlines()[-1] == (
        "ocrfix: interrupted; every file is either completely written or unchanged"
    )
    assert "Traceback" not in said
    done_before = _known(out)
    assert 2 <= done_before <= FEW
    endless.unlink()
    assert clean(corpus, out)[0].cleaned == FEW - done_before
    clean(corpus, tmp_path / "fresh")
    assert tree(out) == tree(tmp_path / "fresh")


def test_a_document_that_kills_its_worker_is_named(corpus, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import worker_functions

    monkeypatch.setattr(module, "clean_file", worker_functions.clean_or_die)
    (corpus / "box1" / "a.txt").write_text("murderer")
    summary, complaints = clean(corpus, tmp_path / "out")
    assert summary.cleaned == FEW
    assert complaints[0] == (
        f"{corpus}/box1/a.txt: the worker process died twice; "
        "memory may be short: split it, or use fewer --jobs"
    )


def _sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_second_readings(tmp_path):
    """They count as inputs: when one changes, its document is done again."""
    said, right = "The talks were sold in May.\n", "The talks were held in May.\n"
    for folder, content in (("in", said), ("layers", right)):
        (tmp_path / folder / "box").mkdir(parents=True)
        for name in ("a.txt", "b.txt"):
            (tmp_path / folder / "box" / name).write_text(content)
    inputs, out = [str(tmp_path / "in")], tmp_path / "out"

    def run():
        second = SecondReadings(inputs, [str(tmp_path / "layers")])
        return clean_folder(inputs, str(out), DEFAULT, 1, list, second=second)

    assert run().lines()[0] == "2 documents: 2 done"
    assert (out / "box" / "a.txt").read_text() == right
    (tmp_path / "layers" / "box" / "b.txt").write_text(said)
    assert run().lines()[0] == "2 documents: 1 done, 1 already up to date"
    assert (out / "box" / "b.txt").read_text() == said
    _, entries = manifest(out)
    assert entries["box/a.txt"]["second_sha256"] == [hashlib.sha256(right.encode()).hexdigest()]
    (tmp_path / "layers" / "box" / "b.txt").unlink()
    summary = run()
    assert summary.failures == {"no second reading": 1}
