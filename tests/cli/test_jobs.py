"""Several processes: the same output in the same order, and one line of error if one dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from ocrfix.cli.job import Outcome
from ocrfix.cli.parallel import outcomes as parallel
from tests.profiles import slow_among

COMMAND = [sys.executable, "-m", "ocrfix"]
PAGE = "SECRET\n\nWe hope that tbe talks of {} go on.\n\nB1\n"


@pytest.fixture
def pages(tmp_path):
    """Thirty pages, one of them no text, of very different length."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(30):
        page = PAGE.format(1950 + number) * (40 if number % 7 == 0 else 1)
        (folder / f"{number:02}.txt").write_text(page)
    (folder / "13.txt").write_bytes(b"PK\0\0")
    return folder


def ran(*args, **options):
    return subprocess.run([*COMMAND, *args], capture_output=True, **options)


@pytest.mark.parametrize(
    "args",
    [
        ("clean",),
        ("clean", "--format", "json"),
        ("clean", "--diff", "--verbose"),
        ("check", "--format", "sarif", "--markers"),
        ("tag", "--cards"),
        ("stats",),
    ],
    ids=" ".join,
)
def test_the_output_is_independent_of_the_number_of_processes(pages, args):
    one = ran(*args, "pages", cwd=pages.parent)
    three = ran(*args, "--jobs", "3", "pages", cwd=pages.parent)
    assert (one.returncode, one.stderr, one.stdout) == (
        three.returncode,
        three.stderr,
        three.stdout,
    )
    assert one.returncode == 2
    assert b"13.txt: binary, not text" in one.stderr


def test_files_are_written_the_same(pages):
    assert ran("clean", "--jobs", "2", "pages", "-o", "a/", cwd=pages.parent).returncode == 2
    assert ran("clean", "pages", "-o", "b/", cwd=pages.parent).returncode == 2
    a, b = (
        {path.name: path.read_bytes() for path in (pages.parent / name).iterdir()} for name in "ab"
    )
    assert a.pop("ocrfix-manifest.jsonl")
    assert a == b and len(a) == 29


def test_standard_input_is_read_by_the_process_that_has_it(pages):
    args = ("clean", "--jobs", "2", "pages/01.txt", "-", "pages/02.txt")
    done = ran(*args, cwd=pages.parent, input=b"Washington, Decembe 12\n")
    texts = done.stdout.split(b"B1]]\n")
    assert texts[1].startswith(b"Washington, December 12\n")


class Faulty:
    """Ends its process where the text says so, as the system does where memory runs out."""

    def __call__(self, pipeline, content):
        text = content.text
        if "die" in text:
            os._exit(137)
        return text


class HalfSaid(Faulty):
    """Ends its process, where the text says so, when half of the result was sent."""

    def __call__(self, pipeline, content):
        text = content.text
        if "die" in text:
            from multiprocessing.connection import Connection

            def half(self, data, *_):
                os.write(self.fileno(), bytes(data)[:2])
                os._exit(137)

            Connection._send = half
        return text


class NoPipeline:
    def of(self, config):
        return None


@pytest.mark.parametrize(("job", "dying"), [(Faulty, [0, 9]), (HalfSaid, [2, 3])], ids=str)
def test_a_process_that_dies_costs_one_file(tmp_path, monkeypatch, job, dying):
    monkeypatch.setattr("ocrfix.system.worker_pool.GRACE_SECONDS", 0.1)
    from ocrfix.config import Config
    from ocrfix.read import InputFile

    items = []
    for number in range(10):
        path = tmp_path / f"{number}.txt"
        path.write_text("die" if number in dying else f"text {number}")
        items.append((InputFile(str(path)), Config.default()))
    results = list(parallel(items, 2, job(), NoPipeline()))
    assert [found for found, _ in results] == [found for found, _ in items]
    for number, (found, result) in enumerate(results):
        if number in dying:
            assert result.problem.startswith(f"{found.path}: the worker process died twice")
            assert "; " in result.problem
        else:
            assert result == Outcome(f"text {number}")


@pytest.mark.slow
def test_spawned_workers(pages):
    program = (
        "if __name__ == '__main__':\n"
        "    import sys\n"
        "    from ocrfix.system import worker_pool\n"
        "    from ocrfix.cli.main import run_cli\n"
        "    worker_pool.START_METHOD = 'spawn'\n"
        "    sys.exit(run_cli(['clean', '--verbose', '--jobs', '2', 'pages']))\n"
    )
    (pages.parent / "program.py").write_text(program)
    spawned = subprocess.run(
        [sys.executable, "program.py"], capture_output=True, cwd=pages.parent, timeout=120
    )
    one = ran("clean", "--verbose", "pages", cwd=pages.parent)
    assert (spawned.returncode, spawned.stderr) == (2, one.stderr)
    assert spawned.stdout == one.stdout


def test_few_inputs_are_read_ahead(tmp_path):
    from ocrfix.config import Config
    from ocrfix.read import InputFile

    path = tmp_path / "a.txt"
    path.write_text("text")
    taken = 0

    def items():
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield InputFile(str(path)), Config.default()

    results = parallel(items(), 2, Faulty(), NoPipeline())
    for done in range(1, 50):
        next(results)
        assert taken <= done + 9
    results.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("whole_group", slow_among([False, True], [True]))
@pytest.mark.parametrize("sign", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_stop_signals(tmp_path, sign, whole_group):
    """The group gets the signal, as from Ctrl-C; one line is said, and nobody stays behind."""
    sign = getattr(signal, sign)
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text(PAGE.format(number) * 200)
    process = subprocess.Popen(
        [*COMMAND, "clean", "--jobs", "2", "."],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    process.stdout.read(100)  # the first page is done
    if whole_group:
        os.killpg(process.pid, sign)
    else:
        process.send_signal(sign)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == b"ocrfix: interrupted; every file is either completely written or unchanged\n"
    deadline = time.monotonic() + 20
    while _alive(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(process.pid)


@pytest.mark.skipif(sys.platform != "linux", reason="needs the server that forks workers")
def test_stopping_while_a_result_is_half_sent(tmp_path):
    """Nobody waits for the other half."""
    from ocrfix.config import Config
    from ocrfix.read import InputFile

    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("die" if number else "text")
    items = [(InputFile(str(tmp_path / f"{number}.txt")), Config.default()) for number in range(4)]
    results = parallel(items, 1, HalfSaid(), NoPipeline())
    assert next(results)[1] == Outcome("text")
    time.sleep(0.5)
    done = []
    closing = threading.Thread(target=lambda: (results.close(), done.append(True)), daemon=True)
    closing.start()
    closing.join(20)
    assert done


def _alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_closed_pipe(pages):
    shell = f"{sys.executable} -m ocrfix clean --jobs 2 pages"
    done = subprocess.run(
        ["sh", "-c", f"{shell} | head -n 1"], capture_output=True, cwd=pages.parent, timeout=60
    )
    assert (done.stdout, done.stderr) == (b"[[classification: SECRET]]\n", b"")


@pytest.mark.parametrize(("jobs", "said"), [("-1", "negative"), ("two", "valid integer")])
def test_invalid_numbers_of_jobs(run, jobs, said):
    outcome = run("clean", "--jobs", jobs, "a.txt")
    assert outcome.exit_code == 2
    assert said in outcome.stderr
    assert outcome.stderr.count("\n") == 1
