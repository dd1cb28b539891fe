"""A command imports only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ocrfix.lexicon.distance import COMPILED

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_no_slow_module_is_imported():
    program = (
        "import sys; from ocrfix.cli.main import run_cli; "
        "run_cli(['clean', '--marks', 'keep', '--config', 'gone.yaml', '-']); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stderr.startswith("ocrfix: gone.yaml: cannot be read")
    assert not set(done.stdout.split()) & {"typer", "pydantic", "rich", "ftfy", "numpy"}


def test_help_does_not_import_the_pipeline():
    program = (
        "import sys; from ocrfix.cli.main import run_cli; run_cli(['--help']); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "stats" in done.stdout
    heavy = {"pyarrow", "msgspec", "re2", "ocrfix.document", "ocrfix.stats", "ocrfix.pipeline"}
    assert not set(done.stdout.split()) & heavy


def test_a_spreadsheet_needs_no_pyarrow():
    program = (
        "import sys; from ocrfix.cli.main import run_cli; "
        "run_cli(['tag', '--cards', 'gone.txt']); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.startswith("file,control_numbers,")
    assert not set(done.stdout.split()) & {"pyarrow", "numpy"}


def test_a_page_without_a_project_does_not_import_the_settings_loader(tmp_path):
    (tmp_path / "page.txt").write_text("Washington, Decembe 12")
    program = "import sys; from ocrfix.cli.main import run_cli; run_cli(['clean', 'page.txt'])"
    program += "; print(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout.startswith("Washington, December 12")
    loaded = set(done.stdout.split())
    assert "ocrfix.config.discovery" in loaded
    assert not loaded & {"pathspec", "tomllib", "yaml", "multiprocessing", "rich", "hashlib"}
    assert not loaded & {"typing_extensions", "inspect", "tokenize", "string", "threading"}
    assert not loaded & {"ocrfix.config.loader", "ocrfix.check.finding", "ocrfix.cli.parallel"}


@pytest.mark.skipif(not COMPILED, reason="without a compiler RapidFuzz counts the letters")
def test_a_page_of_prose_needs_no_rapidfuzz(tmp_path):
    """Garbled forms and labels are compared by RapidFuzz; a page without any need not load it."""
    page = tmp_path / "page.txt"
    page.write_text("SECRET\n\nThe Ambassador called on tbe Minister of Posts.\n\nSECRET\n")
    program = f"import sys; from ocrfix.cli.main import run_cli; run_cli(['clean', {str(page)!r}])"
    program += "; sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True)
    assert done.stdout
    assert b"rapidfuzz" not in done.stderr.split()
