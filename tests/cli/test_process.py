"""The command line as a process: streams, signals, speed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

COMMAND = [sys.executable, "-m", "ocrfix"]


def test_the_module_is_the_program():
    done = subprocess.run([*COMMAND, "--version"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("ocrfix ")


def test_the_version_is_quick():
    program = "import sys; from ocrfix.cli.main import run_cli; run_cli(['--version'])"
    program += "; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    loaded = set(done.stdout.split())
    assert "typer" in loaded
    assert not loaded & {"rich", "yaml", "ftfy", "rapidfuzz", "marisa_trie", "re2", "numpy"}


def test_a_closed_pipe():
    """As in ``ocrfix ... | head -1``: no error message."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, "--help"], stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (2, b"")


def test_closed_streams():
    shell = f"{sys.executable} -m ocrfix"
    done = subprocess.run(["sh", "-c", f"{shell} clean - <&-"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        2,
        "ocrfix: -: standard input is closed; pipe a text into it\n",
    )
    done = subprocess.run(["sh", "-c", f"echo a | {shell} clean - >&-"], stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (
        2,
        b"ocrfix: standard output is closed; open it, or use --output\n",
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_output_onto_a_full_disk():
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, "clean", "-"], input=b"text", stdout=full, stderr=-1)
    assert (done.returncode, done.stderr) == (
        2,
        b"ocrfix: standard output: cannot be written: no space left on device; "
        b"free some space, or use --output\n",
    )


def test_stop_signals():
    """A run that waits for input is stopped by SIGINT and SIGTERM, with a message."""
    for sign in (signal.SIGINT, signal.SIGTERM):
        process = subprocess.Popen(
            [*COMMAND, "clean", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE
        )
        _wait_until_reading(process)
        process.send_signal(sign)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 130
        assert err == b"ocrfix: interrupted; every file is either completely written or unchanged\n"


def _wait_until_reading(process):
    """Wait until the process has read everything from the pipe."""
    process.stdin.write(b"page")
    process.stdin.flush()
    import array
    import fcntl
    import termios

    waiting = array.array("i", [1])
    deadline = time.monotonic() + 20
    while waiting[0] and time.monotonic() < deadline:
        fcntl.ioctl(process.stdin, termios.FIONREAD, waiting)
        time.sleep(0.01)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("command", ["tag", "stats"])
def test_advice_names_only_options_of_the_command(command):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, command, "-"], input=b"SECRET", stdout=full, stderr=-1)
    assert (done.returncode, done.stderr) == (
        2,
        b"ocrfix: standard output: cannot be written: no space left on device; "
        b"free some space, or redirect it with >\n",
    )


def test_a_run_is_not_freed_before_exit(tmp_path):
    (tmp_path / "page.txt").write_text("Washington, Decembe 12")
    program = (
        "import os; from ocrfix.cli import main as cli; from ocrfix.cli import run as session\n"
        "cli._exit_quickly = lambda status: os._exit(10 * len(session.alive_until_exit) + status)\n"
        "import sys; sys.argv = ['ocrfix', 'clean', 'page.txt']; cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=tmp_path)
    assert done.returncode == 11
