"""Conventions of all commands: help, color, quiet and verbose, the progress bar, completion."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from ocrfix.cli import color, progress
from ocrfix.cli.registry import COMMANDS

COMMAND = [sys.executable, "-m", "ocrfix"]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_help_names_exit_codes_and_an_example(run, command):
    text = run(*command.split(), "--help").stdout.decode()
    assert "\n  Exit codes:\n    0  " in text
    assert "\n    2  complete or partial failure; details are on standard error" in text
    _, _, examples = text.partition("\n  Example")
    assert re.search(rf"\n    ocrfix {command}( |$)", examples, re.MULTILINE)


def test_the_help_lists_all_commands(run):
    text = run("--help").stdout.decode()
    for command in COMMANDS:
        assert f"\n  {command.split()[0]} " in text


@pytest.mark.parametrize(
    ("typed", "meant"), [(["stast"], "stats"), (["learn", "vocabulry"], "vocabulary")]
)
def test_a_misspelled_command(run, typed, meant):
    outcome = run(*typed)
    assert outcome.exit_code == 2
    assert f"No such command {typed[-1]!r}. Did you mean {meant!r}?" in outcome.stderr


DIFF = "--- a.txt\n+++ a.txt\n@@ -1 +1 @@\n-tbe letter\n+the letter\n"


def test_a_diff_in_color(run, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("tbe letter\n")
    assert run("clean", "--diff", "a.txt").stdout.decode() == DIFF  # no terminal
    told = run("clean", "--diff", "--color", "always", "a.txt").stdout.decode()
    assert "\x1b[31m-tbe letter\x1b[0m\n\x1b[32m+the letter\x1b[0m\n" in told
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert color.use_color("auto")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not color.use_color("auto")
    assert color.use_color("always")
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not color.use_color("auto")
    assert not color.use_color("never")


def test_control_characters_in_a_color_diff_are_escaped():
    assert color.color_diff(b"+\x1b[2Jtbe\tletter\r\n") == b"\x1b[32m+\\x1b[2Jtbe\tletter\x1b[0m\n"


def test_quiet_prints_errors_only(run, tmp_path):
    (tmp_path / "a.txt").write_text("tbe letter\n")
    assert run("check", "a.txt").stderr == "ocrfix: 1 finding in 1 of 1 files\n"
    assert run("check", "-q", "a.txt").stderr == ""
    assert run("check", "-q", "a.txt", "b.txt").stderr.startswith("ocrfix: b.txt: no such file")
    assert run("init", "--quiet") == (0, b"", "")


def test_verbose_prints_each_change_and_each_skipped_file(run, tmp_path):
    (tmp_path / ".ocrfix.yaml").write_text("exclude: [b.txt]\n")
    (tmp_path / "a.txt").write_text("good\ntbe letter in Decembe\n")
    (tmp_path / "b.txt").write_text("tbe letter\n")
    outcome = run("clean", "--in-place", "--verbose", "a.txt", "b.txt")
    assert outcome.stderr.splitlines() == [
        "ocrfix: a.txt:2:1: 'tbe' should be 'the' (misread, 99%)",
        "ocrfix: a.txt:2:15: 'Decembe' should be 'December' (misread, 99%)",
        "ocrfix: b.txt: skipped, as it is excluded in .ocrfix.yaml",
    ]


def test_verbose_and_quiet_cannot_be_combined(run):
    outcome = run("clean", "-q", "-v", "a.txt")
    assert outcome.exit_code == 2
    assert outcome.stderr == "ocrfix: --quiet cannot be combined with --verbose; leave one out\n"


def test_marks_stay_as_they_are(run, tmp_path):
    """For a hook: a text without marks stays so, a marked one stays marked."""
    (tmp_path / "bare.txt").write_text("SECRET\ntbe letter\n")
    (tmp_path / "marked.txt").write_text("[[classification: SECRET]]\nthe letter\n")
    outcome = run("clean", "--marks", "as-is", "--in-place", "-v", "bare.txt")
    assert (tmp_path / "bare.txt").read_text() == "SECRET\nthe letter\n"
    assert outcome.stderr == "ocrfix: bare.txt:2:1: 'tbe' should be 'the' (misread, 99%)\n"


@pytest.fixture
def terminal(monkeypatch):
    """Standard error as a terminal, with no delay before the progress bar."""
    monkeypatch.setattr(progress, "DELAY_SECONDS", 0.0)
    monkeypatch.setattr("ocrfix.cli.progress.is_possible", lambda printed: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")


def test_a_bar_counts_the_files(run, terminal, tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("tbe letter\n")
    outcome = run("clean", "--in-place", ".", "gone.txt")
    assert "3/3" in outcome.stderr
    assert outcome.stderr.count("gone.txt: no such file") == 1
    assert outcome.stdout == b""
    assert "3/3" not in run("clean", "--in-place", "--quiet", ".").stderr


def test_no_progress_bar_without_a_terminal(monkeypatch):
    assert not progress.is_possible(True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert progress.is_possible(True)  # standard output goes elsewhere
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert not progress.is_possible(True)
    assert progress.is_possible(False)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell):
    env = {**os.environ, "_OCRFIX_COMPLETE": f"source_{shell}"}
    env["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "1"
    done = subprocess.run([*COMMAND, "--show-completion", shell], capture_output=True, text=True,
                          env={**env, "_OCRFIX_COMPLETE": ""})  # fmt: skip
    assert "_OCRFIX_COMPLETE" in done.stdout, done.stderr


def test_completion_offers_the_commands():
    env = {**os.environ, "_OCRFIX_COMPLETE": "complete_bash", "COMP_WORDS": "ocrfix c"}
    done = subprocess.run(COMMAND, capture_output=True, text=True, env={**env, "COMP_CWORD": "1"})
    assert sorted(done.stdout.split()) == ["check", "clean", "config", "convert"]
