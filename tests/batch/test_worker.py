"""Errors of one document are reported in words, and do not affect others."""

from __future__ import annotations

import pytest

from ocrfix import Config
from ocrfix.batch.worker import TaskFailure, clean_file, clean_text

DEFAULT = Config.default()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "not enough memory; split it, or use fewer --jobs"),
        (OSError(12, "Cannot"), "not enough memory; split it, or use fewer --jobs"),
        (RuntimeError("MAP_FAILED"), "not enough memory; split it, or use fewer --jobs"),
        (
            UnicodeEncodeError("latin-1", "a—", 1, 2, "no such sign"),
            "utf-8 cannot encode '—', which is in the result; save the file as UTF-8 first",
        ),
        (
            RuntimeError("two\nlines"),
            "RuntimeError: two lines; report it, with the file "
            "(python -X dev -m ocrfix clean FILE shows where)",
        ),
    ],
)
def test_an_error_of_the_pipeline(tmp_path, monkeypatch, error, said):
    def fail(config):
        raise error

    monkeypatch.setattr("ocrfix.pipeline.get_pipeline", fail)
    (tmp_path / "a.txt").write_text("a")
    digest = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"  # sha256sum
    assert clean_file(str(tmp_path / "a.txt"), DEFAULT) == TaskFailure(digest, said)
    assert clean_text("a", DEFAULT, ["text"]) == TaskFailure(digest, said)


def test_an_unreadable_file_has_no_digest(tmp_path):
    failed = clean_file(str(tmp_path / "a.txt"), DEFAULT)
    assert failed == TaskFailure(None, "cannot be read: no such file or directory; check the file")
