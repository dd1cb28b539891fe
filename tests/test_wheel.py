"""The wheel is complete: it cleans a page in an empty environment outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, CHECKOUT)
    (wheel,) = folder.glob("ocrfix-*.whl")
    return wheel


def test_the_wheel_has_all_that_is_needed(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "ocrfix/data/config.yaml",
        "ocrfix/py.typed",
        "ocrfix/data/compiled/config.json",
    } <= names
    for path in (CHECKOUT / "dictionaries").rglob("*"):
        if path.is_file():
            assert (
                f"ocrfix/data/dictionaries/{path.relative_to(CHECKOUT / 'dictionaries')}" in names
            )
    assert any(
        name.startswith("ocrfix/data/compiled/") and name.endswith(".marisa") for name in names
    )
    assert not any(name.startswith(("tests/", "benchmarks/", "examples/")) for name in names)


def test_the_wheel_has_the_page_and_the_schemas(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("report", "schemas"):
        for path in (CHECKOUT / "ocrfix" / folder).glob("*.*"):
            assert f"ocrfix/{folder}/{path.name}" in names


def test_the_wheel_works_outside_the_checkout(wheel, tmp_path):
    home = tmp_path / "environment"
    venv.create(home, with_pip=True, symlinks=True)
    binaries = home / "bin"
    _run(binaries / "python", "-m", "pip", "install", "--quiet", wheel)
    before = _compiled(home)
    assert before
    page = tmp_path / "page.txt"
    page.write_bytes(b"SECRET\r\n\r\nWashington, Decembe 12, 1990\r\n")

    done = _run(binaries / "ocrfix", "clean", page.name, cwd=tmp_path, status=1)

    assert done == (b"[[classification: SECRET]]\r\n\r\nWashington, December 12, 1990\r\n")
    assert _compiled(home) == before, "what was compiled for the wheel is used, not compiled again"


def _compiled(home):
    """Return when each compiled file was written; the manifest is, when it is compared."""
    files = home.rglob("*/ocrfix/data/compiled/*")
    return {path: path.stat().st_mtime_ns for path in files if path.name != "manifest.json"}


def _run(*args, cwd=None, status=0):
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    done = subprocess.run(
        [str(arg) for arg in args],
        capture_output=True,
        cwd=cwd or Path(sys.prefix),
        env=environment,
    )
    assert done.returncode == status, done.stderr.decode()
    return done.stdout
