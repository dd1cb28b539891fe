"""Runs the transcripts: each file is one command line, what stands around it, and what comes of it.

A transcript has ``about``, ``args``, ``status``, and where they matter ``stdin``, ``stdout``,
``stderr``, ``files`` (before) and ``after`` (after; if left out, the files are as before). Nothing
else may be written. The folder is an empty one; its path reads ``{folder}``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.toml"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path, run, tmp_path):
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    assert told["about"]
    files = told.get("files", {})
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    outcome = run(*told["args"], stdin=told.get("stdin", "").encode())

    assert outcome.stderr.replace(str(tmp_path), "{folder}") == told.get("stderr", "")
    assert outcome.stdout.decode() == told.get("stdout", "")
    assert outcome.status == told["status"]
    after = {
        str(file.relative_to(tmp_path)): file.read_bytes().decode()
        for file in tmp_path.rglob("*")
        if file.is_file()
    }
    assert after == told.get("after", files)
