"""Faults of disks, folders and runs: the original is kept, one line of error, exit code 2."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

BEFORE, AFTER = b"tbe letter\n", b"the letter\n"


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    path = tmp_path / "memo.txt"
    path.write_bytes(BEFORE)
    return path


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class System:
    """The system calls for writing files, some of them simulated."""

    def __init__(self, **played) -> None:
        self.__dict__.update(played)

    def __getattr__(self, name: str):
        return getattr(os, name)


def play(monkeypatch, **played) -> None:
    monkeypatch.setattr("ocrfix.system.atomic_write.os", System(**played))


def failing(monkeypatch, name: str, error: BaseException) -> None:
    def fail(*args, **kwargs):
        raise error

    play(monkeypatch, **{name: fail})


FULL = OSError(28, "No space left on device")


@pytest.mark.parametrize("where", ["open", "fsync", "replace"])
def test_a_full_disk(run, memo, monkeypatch, where):
    failing(monkeypatch, where, FULL)
    outcome = run("clean", "--in-place", "memo.txt")
    assert outcome == (
        2,
        b"",
        "ocrfix: memo.txt: cannot be written: no space left on device; "
        "check the folder, or use --output\n",
    )
    assert (memo.read_bytes(), left(memo.parent)) == (BEFORE, ["memo.txt"])


WRITING = {
    "a folder": (["clean", "a.txt", "-o", "out/"], 1, "out/a.txt", "--output"),
    "a file": (["clean", "a.txt", "-o", "a.out"], 1, "a.out", "--output"),
    "one file of all": (["clean", "--format", "jsonl", "a.txt", "-o", "o.jsonl"], 1, "o.jsonl",
                        "--output"),
    "a page": (["report", "a.txt", "-o", "r.html"], 1, "r.html", "--output"),
    "figures": (["stats", "a.txt", "--svg", "s.svg"], 0, "s.svg", "another file for --svg"),
    "a record in another format": (["convert", "r.json", "--to", "tei", "-o", "a.xml"], 0, "a.xml",
                                   "--output"),
    "the original": (["undo", "r.json", "-o", "b.txt", "--force"], 1, "b.txt", "--output"),
    "the original in its place": (["undo", "r.json", "--in-place"], 1, "a.txt", "--output"),
    "decisions": (["apply", "d.json", "-o", "out/"], 1, "out/a.txt", "--output"),
    "decisions in place": (["apply", "d.json", "--in-place"], 1, "a.txt", "--output"),
    "a baseline": (["check", "--update-baseline", "a.txt"], 0, ".ocrfix-baseline.json",
                   ""),
}  # fmt: skip
"""What writes a file: the command, its exit code without errors, the file, and the advice."""


@pytest.mark.parametrize("where", ["open", "replace"])
@pytest.mark.parametrize("name", WRITING)
def test_no_command_leaves_half_a_file(run, tmp_path, monkeypatch, name, where):
    command, exit_code, file, option = WRITING[name]
    (tmp_path / "a.txt").write_bytes(BEFORE)
    (tmp_path / "r.json").write_bytes(run("clean", "--format", "json", "a.txt").stdout)
    (tmp_path / "d.json").write_text('{"schema": 1, "documents": [{"name": "a.txt"}]}')
    if name == "the original in its place":
        (tmp_path / "a.txt").write_bytes(AFTER)
    old = b"older\n"
    if not (tmp_path / file).exists() and "baseline" not in name:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes(old)
    elif (tmp_path / file).exists():
        old = (tmp_path / file).read_bytes()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with monkeypatch.context() as patch:
        failing(patch, where, FULL)
        outcome = run(*command)
    assert outcome.exit_code == 2
    assert outcome.stdout == b"" or name == "figures"
    assert outcome.stderr == (
        f"ocrfix: {file}: cannot be written: no space left on device; "
        f"check the folder{', or use ' * bool(option)}{option}\n"
    )
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    again = run(*command)
    assert again.exit_code == exit_code, again.stderr
    assert "baseline" in name or (tmp_path / file).read_bytes() != old


def test_settings_that_do_not_fit_on_the_disk_are_not_written(tmp_path):
    resource = pytest.importorskip("resource")
    done = subprocess.run(
        [sys.executable, "-m", "ocrfix", "init"],
        cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "ocrfix: .ocrfix.yaml: cannot be written: file too large; check the folder\n"
    )
    assert left(tmp_path) == []


def test_a_disk_that_fills_up_while_writing(tmp_path):
    """A limit on file sizes simulates a full disk, for the whole program in its own process."""
    resource = pytest.importorskip("resource")
    text = b"We met tbe Minister.\n\n" + b"The talks went on until Monday.\n" * 100
    (tmp_path / "memo.txt").write_bytes(text)
    done = subprocess.run(
        [sys.executable, "-m", "ocrfix", "clean", "--in-place", "memo.txt"],
        cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("ocrfix: memo.txt: cannot be written: file too large; ")
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "memo.txt").read_bytes() == text
    assert left(tmp_path) == ["memo.txt"]


def test_a_folder_that_cannot_be_written(run, memo, monkeypatch):
    failing(monkeypatch, "open", PermissionError(13, "Permission denied"))
    outcome = run("clean", "--in-place", "memo.txt")
    assert outcome.exit_code == 2
    assert outcome.stderr == (
        "ocrfix: memo.txt: cannot be written: permission denied; "
        "check the folder, or use --output\n"
    )
    assert memo.read_bytes() == BEFORE


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_read_only_folder(run, memo):
    memo.parent.chmod(0o500)
    try:
        assert run("clean", "--in-place", "memo.txt").exit_code == 2
        assert memo.read_bytes() == BEFORE
    finally:
        memo.parent.chmod(0o700)


def changing(monkeypatch, act) -> None:
    """Let ``act`` happen between the reading of a file and the writing."""
    from ocrfix.read import read

    def reading(found, config):
        result = read(found, config)
        act()
        return result

    monkeypatch.setattr("ocrfix.read.read", reading)


def test_a_file_that_changes_meanwhile(run, memo, monkeypatch):
    changing(monkeypatch, lambda: memo.write_bytes(b"another's work\n"))
    outcome = run("clean", "--in-place", "memo.txt")
    assert outcome == (2, b"", "ocrfix: memo.txt: changed since it was read; run it again\n")
    assert memo.read_bytes() == b"another's work\n"


def test_a_file_that_disappears_during_the_run(run, memo, monkeypatch):
    changing(monkeypatch, memo.unlink)
    outcome = run("clean", "--in-place", "memo.txt")
    assert outcome == (2, b"", "ocrfix: memo.txt: changed since it was read; run it again\n")
    assert left(memo.parent) == []


@pytest.mark.parametrize("act", [lambda memo: memo.write_bytes(b"another's work\n"), Path.unlink])
def test_a_file_that_changes_during_undo(run, memo, monkeypatch, act):
    from ocrfix.system import safe_files

    Path("r.json").write_bytes(run("clean", "--format", "json", "memo.txt").stdout)
    run("clean", "--in-place", "memo.txt")
    reading = safe_files.read

    def meanwhile(place, *limits):
        data = reading(place, *limits)
        if Path(place).name == memo.name and memo.exists():
            act(memo)
        return data

    monkeypatch.setattr(safe_files, "read", meanwhile)
    outcome = run("undo", "r.json", "--in-place")
    assert outcome == (2, b"", "ocrfix: memo.txt: changed since it was read; run it again\n")
    assert b"letter" not in (memo.read_bytes() if memo.exists() else b"")


def test_a_file_that_vanishes_before_it_is_read(run, memo, monkeypatch):
    from ocrfix.read import files

    found = files.find

    def losing(*asked):
        for one in found(*asked):
            memo.unlink(missing_ok=True)
            yield one

    monkeypatch.setattr("ocrfix.read.find", losing)
    assert run("clean", ".").stderr == (
        "ocrfix: ./memo.txt: cannot be read: no such file or directory; check the file\n"
    )


@pytest.mark.parametrize("output", [False, True])
def test_a_link_created_between_check_and_write(run, tmp_path, monkeypatch, output):
    """Somebody who may write into the folder turns a file into a link in the last moment."""
    from ocrfix.cli import output as module

    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "memo.txt").write_bytes(BEFORE)
    (tmp_path / "out" / "memo.txt").write_bytes(BEFORE)
    mine = tmp_path / "mine.txt"
    mine.write_bytes(BEFORE)
    spot = tmp_path / ("out" if output else "in") / "memo.txt"
    writing = module.write_file

    def meanwhile(*args, **named):
        spot.unlink()
        spot.symlink_to(mine)
        return writing(*args, **named)

    monkeypatch.setattr(module, "write_file", meanwhile)
    run("clean", *(["-o", "out/"] if output else ["--in-place"]), "in")
    assert mine.read_bytes() == BEFORE
    assert spot.read_bytes() == AFTER and not spot.is_symlink()


def test_two_runs_on_one_file(run, memo, monkeypatch):
    """The other run has done the same already: nothing is wrong."""
    changing(monkeypatch, lambda: memo.write_bytes(AFTER))
    assert run("clean", "--in-place", "memo.txt") == (1, b"", "")
    assert memo.read_bytes() == AFTER


def test_two_runs_with_the_same_number(run, memo, monkeypatch):
    """As in two containers that share a folder."""
    (memo.parent / f".ocrfix-{os.getpid()}.tmp").write_bytes(b"of the other run")
    assert run("clean", "--in-place", "memo.txt").exit_code == 1
    assert memo.read_bytes() == AFTER


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            RecursionError("too\ndeep"),
            "RecursionError: too deep; report it (python -X dev -m ocrfix shows where)",
        ),
        (MemoryError(), "not enough memory; split the files, or make your dictionaries smaller"),
        (
            ImportError("rank.so: failed to map segment from shared object"),
            "not enough memory; split the files, or make your dictionaries smaller",
        ),
    ],
)
def test_an_unexpected_error_is_one_line(run, memo, monkeypatch, error, said):
    def fail(*args):
        raise error

    monkeypatch.setattr("ocrfix.config.project.Projects.project_for", fail)
    assert run("clean", "memo.txt") == (2, b"", f"ocrfix: {said}\n")


@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_stopped_while_writing(run, memo, monkeypatch, where):
    (memo.parent / "done.txt").write_bytes(BEFORE)
    assert run("clean", "--in-place", "done.txt").exit_code == 1
    failing(monkeypatch, where, KeyboardInterrupt())
    outcome = run("clean", "--in-place", "memo.txt")
    assert outcome == (
        130, b"", "ocrfix: interrupted; every file is either completely written or unchanged\n"
    )  # fmt: skip
    assert memo.read_bytes() == BEFORE
    assert left(memo.parent) == ["done.txt", "memo.txt"]
    assert (memo.parent / "done.txt").read_bytes() == AFTER


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signal")
def test_a_terminal_that_is_closed(run, memo, monkeypatch):
    before = signal.getsignal(signal.SIGHUP)

    def hang_up(*args):
        os.kill(os.getpid(), signal.SIGHUP)

    play(monkeypatch, replace=hang_up)
    try:
        assert run("clean", "--in-place", "memo.txt").exit_code == 130
    finally:
        signal.signal(signal.SIGHUP, before)
    assert (memo.read_bytes(), left(memo.parent)) == (BEFORE, ["memo.txt"])


def test_a_link_that_leaves_the_folder(run, tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_bytes(BEFORE)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.txt").symlink_to(outside)
    outcome = run("clean", "--in-place", "in")
    assert outcome.exit_code == 2
    assert outcome.stderr == (
        "ocrfix: in/link.txt: a link leads out of the folder; name its file, or use --output\n"
    )
    assert outside.read_bytes() == BEFORE
    # Whoever names the link means it; and it stays a link.
    assert run("clean", "--in-place", "in/link.txt").exit_code == 1
    assert outside.read_bytes() == AFTER
    assert (tmp_path / "in" / "link.txt").is_symlink()


def test_a_link_out_of_the_output_folder(run, memo, tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"mine\n")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "memo.txt").symlink_to(secret)
    outcome = run("clean", "-o", "out/", "memo.txt")
    assert outcome.exit_code == 2
    assert outcome.stderr == (
        "ocrfix: out/memo.txt: a link leads out of the folder; remove the link\n"
    )
    assert secret.read_bytes() == b"mine\n"


def test_circular_links(run, memo, tmp_path):
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "round").symlink_to(".")
    outcome = run("clean", ".")
    assert (outcome.exit_code, outcome.stdout) == (2, AFTER)
    assert outcome.stderr.splitlines() == [
        f"ocrfix: ./{name}.txt: cannot be read: too many levels of symbolic links; check the file"
        for name in "ab"
    ]


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device")
def test_a_device(run, tmp_path):
    (tmp_path / "ocrfix.yaml").write_text("read: {max_bytes: 1000}")
    assert run("clean", "/dev/zero").stderr == (
        "ocrfix: /dev/zero: more than 1,000 bytes; split it, or raise read.max_bytes\n"
    )
    assert run("clean", "/dev/null").stderr.startswith("ocrfix: /dev/null: empty; ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_is_never_overwritten(run, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert run("clean", ".").stderr.startswith("ocrfix: .: no file with .txt or .md in it; ")
    writer = subprocess.Popen(["sh", "-c", "echo tbe letter > pipe.txt"], cwd=tmp_path)
    outcome = run("clean", "--in-place", "pipe.txt")
    writer.wait(timeout=20)
    assert outcome.exit_code == 2
    assert outcome.stderr == "ocrfix: pipe.txt: is not a regular file; use --output\n"


NAMED = {
    "settings": (["clean", "--config", "PATH", "memo.txt"], "more than 1,048,576 bytes; "),
    "decisions": (["apply", "PATH", "memo.txt"], "more than 67,108,864 bytes; "),
}


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device")
@pytest.mark.parametrize("name", NAMED)
def test_a_device_instead_of_a_file(run, memo, name):
    command, said = NAMED[name]
    outcome = run(*("/dev/zero" if word == "PATH" else word for word in command))
    assert (outcome.exit_code, outcome.stdout) == (2, b"")
    assert outcome.stderr.startswith(f"ocrfix: /dev/zero: {said}")
    assert outcome.stderr.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_settings_may_come_from_a_command(run, memo):
    """As a shell gives the output of one: ``--config <(...)``."""
    os.mkfifo("settings")
    writer = subprocess.Popen(["sh", "-c", "echo 'emit: {marks: keep}' > settings"])
    assert run("clean", "--config", "settings", "memo.txt") == (1, AFTER, "")
    writer.wait(timeout=20)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device")
def test_undo_writes_to_a_device_without_reading_it(run, memo):
    Path("r.json").write_bytes(run("clean", "--format", "json", "memo.txt").stdout)
    assert run("undo", "r.json", "--output", "/dev/zero") == (1, b"", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_that_a_record_names_does_not_block(run, memo):
    Path("r.json").write_bytes(run("clean", "--format", "json", "memo.txt").stdout)
    memo.unlink()
    os.mkfifo(memo)
    assert run("undo", "r.json", "--in-place", "--force") == (
        2,
        b"",
        "ocrfix: memo.txt: is not a regular file; use --output\n",
    )


def test_a_larger_file_is_not_read_to_compare_it(run, memo):
    Path("r.json").write_bytes(run("clean", "--format", "json", "memo.txt").stdout)
    with memo.open("wb") as file:
        file.truncate(1 << 40)
    outcome = run("undo", "r.json", "--in-place")
    assert outcome.exit_code == 2
    assert "memo.txt: neither the original nor the clean text of the record" in outcome.stderr


BAD = "\x1b]0;own\x07\x1b[2J\x9b31m\u202eexe\u2066\n::error::x\r\u2028"
"""In a name: orders to the terminal, another direction of reading, and lines for a log."""

COMMANDS = [
    ["clean", BAD], ["clean", f"a{BAD}.txt", "b" + BAD], ["clean", "-v", f"a{BAD}.txt"],
    ["clean", "--jobs", "2", f"folder{BAD}", "-o", f"out{BAD}/"], ["clean", f"bad{BAD}.txt"],
    ["clean", f"a{BAD}.txt", "--config", f"c{BAD}.yaml"], ["clean", "a", "--config", BAD],
    ["clean", f"a{BAD}.txt", "-o", f"x{BAD}/b/"], ["clean", "a", "--format", BAD],
    ["clean", f"--{BAD}"], [BAD],
    ["clean", f"t{BAD}.jsonl", "-o", f"u{BAD}.jsonl"], ["clean", f"a{BAD}.txt", "--jobs", BAD],
    ["clean", f"t{BAD}.jsonl", "-o", "u.jsonl", "--text-column", BAD],
    ["clean", f"a{BAD}.txt", "--columns", BAD, "-o", "u.jsonl"],
    ["check", f"a{BAD}.txt", f"bad{BAD}.txt"], ["check", "--format", "github", f"a{BAD}.txt", BAD],
    ["tag", f"a{BAD}.txt", BAD], ["stats", f"a{BAD}.txt", BAD], ["explain", BAD],
    ["review", f"a{BAD}.txt", BAD], ["report", f"a{BAD}.txt", "-o", f"no{BAD}/a\0.html"],
    ["report", f"a{BAD}.txt", "--decisions", f"c{BAD}.yaml"], ["apply", f"c{BAD}.yaml"],
    ["apply", "d.json"], ["apply", "d.json", "--words", BAD, "-o", BAD], ["undo", f"{BAD}.json"],
    ["undo", f"a{BAD}.txt"], ["undo", f"c{BAD}.json"], ["convert", f"a{BAD}.txt", "--to", "text"],
    ["convert", f"c{BAD}.json", "--to", "text"], ["eval", f"a{BAD}.txt", BAD], ["learn", BAD],
    ["init", f"folder{BAD}"], ["config", f"a{BAD}.txt"], ["config", BAD],
]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("command", COMMANDS, ids=range(len(COMMANDS)))
def test_control_characters_in_names_are_escaped(run, tmp_path, command):
    """What goes to standard error is for a terminal or a log, whatever the name of a file."""
    (tmp_path / f"a{BAD}.txt").write_bytes(BEFORE)
    (tmp_path / f"folder{BAD}").mkdir()
    (tmp_path / f"folder{BAD}" / "a.txt").write_bytes(BEFORE)
    (tmp_path / f"bad{BAD}.txt").write_bytes(b"\0")
    (tmp_path / f"c{BAD}.yaml").write_text(f'"{BAD.encode("unicode_escape").decode()}": 1')
    (tmp_path / f"c{BAD}.json").write_text("{")
    (tmp_path / f"t{BAD}.jsonl").write_text('{"text": "tbe"}\n{"x": 1}\n')
    decision = {"verdict": "accept", "was": "change", "before": f"q{BAD}", "after": f"z{BAD}"}
    file = {"schema": 1, "documents": [{"name": f"a{BAD}.txt", "decisions": [decision]}]}
    (tmp_path / "d.json").write_text(json.dumps({**file, "words": ["w"]}))
    outcome = run(*command)
    for line in outcome.stderr.splitlines():
        assert line.isprintable() and line.startswith("ocrfix: "), ascii(line)
    if "github" in command:
        for line in outcome.stdout.decode("utf-8").splitlines():
            assert line.isprintable() and not line.startswith("::error::x")


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names are Unicode there")
def test_a_name_that_is_not_utf8(run, tmp_path):
    name = os.fsdecode(b"m\xe9mo.txt")
    (tmp_path / name).write_bytes(BEFORE)
    assert run("clean", "-o", "out/", ".") == (1, b"", "")
    assert (tmp_path / "out" / name).read_bytes() == AFTER
    assert run("clean", "--in-place", ".") == (1, b"", "")
    assert (tmp_path / name).read_bytes() == AFTER


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_are_preserved(run, memo, mode):
    memo.chmod(mode)
    assert run("clean", "--in-place", "memo.txt").exit_code == 1
    assert stat.S_IMODE(memo.stat().st_mode) == mode


LONG_AGO = 1_000_000_000_123_456_789
"""Nanoseconds; of a disk that keeps times less finely, what it made of them."""


def at(path: Path, time: int = LONG_AGO) -> int:
    """Give a file a time, and return what the disk made of it."""
    os.utime(path, ns=(time, time))
    return path.stat().st_mtime_ns


WRITTEN_OVER = {
    "cleaned": ["clean", "--in-place", "memo.txt"],
    "cleaned by two": ["clean", "--in-place", "--jobs", "2", "memo.txt"],
    "decided": ["apply", "d.json", "--in-place"],
    "given back": ["undo", "r.json", "--in-place"],
}


@pytest.mark.parametrize("name", WRITTEN_OVER)
@pytest.mark.parametrize("touch", [False, True], ids=["kept", "touched"])
def test_an_overwritten_file_keeps_its_time_unless_touched(run, memo, name, touch):
    Path("r.json").write_bytes(run("clean", "--format", "json", "memo.txt").stdout)
    Path("d.json").write_text('{"schema": 1, "documents": [{"name": "memo.txt"}]}')
    if name == "given back":
        memo.write_bytes(AFTER)
    was = at(memo)
    before = memo.stat()
    assert run(*WRITTEN_OVER[name], *["--touch"] * touch).exit_code == 1
    now = memo.stat()
    assert (now.st_mtime_ns == was) is not touch
    # A program that keeps an eye on the file can tell it by these.
    assert now.st_ino != before.st_ino and now.st_ctime_ns > was


def test_the_access_time_is_the_time_of_reading(run, memo, monkeypatch):
    given = []

    def noting(path, ns):
        given.append((ns[0], memo.stat().st_atime_ns))
        os.utime(path, ns=ns)

    play(monkeypatch, utime=noting)
    assert run("clean", "--in-place", "memo.txt").exit_code == 1
    assert len(given) == 1 and given[0][0] == given[0][1]


def test_a_disk_that_keeps_no_times(run, memo, monkeypatch):
    failing(monkeypatch, "utime", PermissionError(1, "Operation not permitted"))
    was = at(memo)
    assert run("clean", "--in-place", "memo.txt") == (1, b"", "")
    assert memo.read_bytes() == AFTER and memo.stat().st_mtime_ns != was


def test_an_output_has_the_time_of_its_writing(run, memo):
    Path("out.txt").write_bytes(BEFORE)
    was = at(Path("out.txt"))
    at(memo)
    assert run("clean", "memo.txt", "--output", "out.txt").exit_code == 1
    assert Path("out.txt").stat().st_mtime_ns != was


@pytest.mark.parametrize("command", [["clean", "a"], ["apply", "d.json"], ["undo", "r.json"]])
def test_only_overwritten_files_can_be_touched(run, command):
    assert run(*command, "--touch") == (
        2,
        b"",
        "ocrfix: --touch is for files that are overwritten; add --in-place, or leave it out\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="git goes by time and size alone there")
@pytest.mark.parametrize(
    ("setting", "touch", "noticed"),
    [
        ("core.checkStat=default", False, True),
        ("core.checkStat=default", True, True),
        ("core.trustctime=false", False, True),
        ("core.checkStat=minimal", True, True),
        # It goes by time and size then; docs/project.md says what to do.
        ("core.checkStat=minimal", False, False),
    ],
)
def test_git_notices_the_change(run, memo, setting, touch, noticed):
    """Correcting a misread letter preserves the size, and in place the time too."""
    assert len(BEFORE) == len(AFTER)

    def git(*args: str) -> str:
        identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", setting]
        done = subprocess.run(["git", *identity, *args], check=True, capture_output=True, text=True)
        return done.stdout

    at(memo)
    git("init", "--quiet")
    git("add", "memo.txt")
    git("commit", "--quiet", "--message", "texts")
    assert run("clean", "--in-place", "memo.txt", *["--touch"] * touch).exit_code == 1
    assert git("status", "--porcelain") == " M memo.txt\n" * noticed
    assert ("+the letter" in git("diff")) is noticed
    git("add", "memo.txt")
    assert ("+the letter" in git("diff", "--cached")) is noticed


def test_unchanged_files_are_not_written(run, memo):
    memo.write_bytes(AFTER)
    os.utime(memo, (1_000_000_000, 1_000_000_000))
    inode = memo.stat().st_ino
    assert run("clean", "--in-place", "memo.txt").exit_code == 0
    assert (memo.stat().st_mtime, memo.stat().st_ino) == (1_000_000_000, inode)


def test_the_temporary_file_is_private(run, memo, monkeypatch):
    memo.chmod(0o600)
    modes = []

    def looking(source, target):
        modes.append(stat.S_IMODE(os.stat(source).st_mode))
        os.replace(source, target)

    def opening(path, flags, mode=0o777):
        modes.append(mode)
        return os.open(path, flags, mode)

    play(monkeypatch, replace=looking, open=opening)
    run("clean", "--in-place", "memo.txt")
    assert modes == [0o600, 0o600]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_the_owner_is_preserved(run, memo):
    os.chown(memo, 12345, 23456)
    assert run("clean", "--in-place", "memo.txt").exit_code == 1
    assert (memo.stat().st_uid, memo.stat().st_gid) == (12345, 23456)


def test_names_that_a_disk_does_not_distinguish(run, tmp_path, monkeypatch):
    """A disk that takes no note of case is played: both names are one file."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Memo.txt").write_bytes(BEFORE)
    (tmp_path / "in" / "memo.txt").write_bytes(b"another\n")
    monkeypatch.setattr("ocrfix.cli.output.os.path.samefile", lambda a, b: True)
    outcome = run("clean", "-o", "out", "in")
    assert outcome.exit_code == 2
    assert outcome.stderr == (
        "ocrfix: out/memo.txt: would overwrite out/Memo.txt, whose name is the same on this "
        "disk; rename one of the two\n"
    )
    assert left(tmp_path / "out") == ["Memo.txt"]


def test_names_that_differ_in_case_alone(run, tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("Memo.txt", "memo.txt"):
        (tmp_path / "in" / name).write_bytes(BEFORE)
    if len(left(tmp_path / "in")) < 2:
        pytest.skip("this disk takes no note of case")
    assert run("clean", "-o", "out", "in").exit_code == 1
    assert left(tmp_path / "out") == ["Memo.txt", "memo.txt"]
