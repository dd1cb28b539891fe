"""Transcripts: each file has one command line, the files around it, and its results.

A transcript has ``about``, ``args``, ``exit_code``, and where they matter ``stdin``, ``stdout``,
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
    transcript = tomllib.loads(path.read_text(encoding="utf-8"))
    assert transcript["about"]
    files = transcript.get("files", {})
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    outcome = run(*transcript["args"], stdin=transcript.get("stdin", "").encode())

    assert outcome.stderr.replace(str(tmp_path), "{folder}") == transcript.get("stderr", "")
    assert outcome.stdout.decode() == transcript.get("stdout", "")
    assert outcome.exit_code == transcript["exit_code"]
    after = {
        str(file.relative_to(tmp_path)): file.read_bytes().decode()
        for file in tmp_path.rglob("*")
        if file.is_file()
    }
    assert after == transcript.get("after", files)
