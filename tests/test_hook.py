"""The hooks of pre-commit: their definitions, and their behavior in the real pre-commit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ocrfix.cli import main as cli

CHECKOUT = Path(__file__).parent.parent
HOOKS = {
    hook["id"]: hook
    for hook in yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}


@pytest.mark.parametrize("id", HOOKS)
def test_the_command_line_accepts_the_arguments_of_the_hook(id):
    program, *args = HOOKS[id]["entry"].split()
    assert program == "ocrfix"
    assert cli.run_cli([*args, "--help"]) == 0
    assert HOOKS[id]["require_serial"]


def test_one_hook_writes_and_one_does_not():
    assert list(HOOKS) == ["ocrfix", "ocrfix-check"]
    assert "--in-place" in HOOKS["ocrfix"]["entry"]
    assert HOOKS["ocrfix-check"]["entry"] == "ocrfix check"


def test_the_hook_gives_corrected_files_the_current_time():
    """pre-commit looks at ``git diff``, and some git goes by time and size alone."""
    assert "--touch" in HOOKS["ocrfix"]["entry"].split()


def test_files_that_are_not_records_are_skipped():
    pattern = re.compile(HOOKS["ocrfix"]["exclude"])
    for name in ("requirements.txt", "a/requirements-dev.txt", "LICENSE", "README.md"):
        assert pattern.search(name), name
    for name in ("1962/memo.txt", "READ ME FIRST.txt", "a/licensed.txt", "requirements/memo.txt"):
        assert not pattern.search(name), name


def test_the_documentation_names_the_hooks():
    told = (CHECKOUT / "docs" / "project.md").read_text("utf-8")
    for id in HOOKS:
        assert f"id: {id}" in told


# The real pre-commit. It installs this checkout into an environment of its own, as it does for a
# user; so it is slow, and needs an index of packages.

BAD = "We hope that tbe talks go on.\n"
GOOD = "We hope that the talks go on.\n"

FILES = {
    "1962/memo.txt": BAD.encode(),
    "1962/with blanks & quotes'.txt": BAD.encode(),
    "1962/crlf.txt": BAD.replace("\n", "\r\n").encode(),
    "1962/latin.txt": ("Málaga. " + BAD).encode("latin-1"),
    "1962/notes.md": f"# Notes\n\n[ocrfix: ignore]\n{BAD}".encode(),
    "1962/marked.txt": f"[[classification: SECRET]]\n\n{BAD}".encode(),
    "1962/bare.txt": f"SECRET\n\n{BAD}".encode(),
    "raw/memo.txt": BAD.encode(),
    "tool.py": f'TEXT = """{BAD}"""\n'.encode(),
    "requirements.txt": b"tbe\n",
    "scan.bin": b"tbe\0",
    ".ocrfix.yaml": b"exclude: [raw/]\n",
}
CHANGED = [
    "1962/bare.txt", "1962/crlf.txt", "1962/latin.txt", "1962/marked.txt", "1962/memo.txt",
    "1962/with blanks & quotes'.txt",
]  # fmt: skip


def git(folder: Path, *args: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    command = ["git", *identity, "-c", "core.autocrlf=false", "-C", str(folder), *args]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def tree(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def hooks(tmp_path_factory) -> Path:
    """A repository of this checkout as it stands, which need not be committed."""
    pytest.importorskip("pre_commit", reason="no pre-commit; make test-all installs it")
    folder = tmp_path_factory.mktemp("hooks")
    reached = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder,
         "--timeout", "10", "--retries", "0", "pathspec"],
        capture_output=True,
    )  # fmt: skip
    if reached.returncode:
        pytest.skip("pip reaches no index of packages, and pre-commit installs the hook with pip")
    copy = folder / "ocrfix"
    left_out = shutil.ignore_patterns(
        ".git", ".venv", ".*_cache", "__pycache__", "compiled", "build", "dist", ".hypothesis"
    )
    shutil.copytree(CHECKOUT, copy, ignore=left_out)
    git(copy, "init", "--quiet")
    git(copy, "add", "--all")
    git(copy, "commit", "--quiet", "--message", "as it stands")
    return copy


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """Where pre-commit keeps the environment, so that it is made once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def corpus(hooks, tmp_path) -> Path:
    """A repository of texts that uses the hooks."""
    folder = tmp_path / "corpus"
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    rev = git(hooks, "rev-parse", "HEAD").strip()
    config = {"repos": [{"repo": str(hooks), "rev": rev, "hooks": [{"id": id} for id in HOOKS]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "texts")
    return folder


def pre_commit(corpus: Path, home: Path, hook: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}
    env["OCRFIX_COMPILE"] = "0"  # tests/test_wheel.py builds the compiled modules
    env.pop("GITHUB_ACTIONS", None)
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", hook, "--all-files"],
        cwd=corpus, env=env, capture_output=True, text=True, timeout=900,
    )  # fmt: skip


@pytest.mark.slow
def test_the_check_reports_and_writes_nothing(corpus, home):
    done = pre_commit(corpus, home, "ocrfix-check")
    assert done.returncode == 1, done.stdout + done.stderr
    assert tree(corpus) == FILES
    for name in CHANGED:
        assert f"\n{name}:" in done.stdout
    assert "raw/" not in done.stdout and "notes.md" not in done.stdout
    assert f"{len(CHANGED)} findings in {len(CHANGED)} of" in done.stdout


@pytest.mark.slow
def test_the_hook_corrects_reports_and_then_passes(corpus, home):
    done = pre_commit(corpus, home, "ocrfix")
    assert done.returncode == 1, done.stdout + done.stderr
    after = tree(corpus)
    assert [name for name in sorted(FILES) if after[name] != FILES[name]] == CHANGED
    for name in CHANGED:
        assert after[name] == FILES[name].replace(b"tbe", b"the")
        assert f"ocrfix: {name}:" in done.stdout
    assert "'tbe' should be 'the' (misread, " in done.stdout

    git(corpus, "add", "--all")
    for hook in HOOKS:
        again = pre_commit(corpus, home, hook)
        assert again.returncode == 0, again.stdout + again.stderr
    assert tree(corpus) == after
