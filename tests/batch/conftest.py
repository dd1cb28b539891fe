"""The corpus of these tests."""

from __future__ import annotations

import pytest

from tests.batch.made import make_corpus


@pytest.fixture
def corpus(tmp_path):
    make_corpus(tmp_path / "in", documents=12)
    return tmp_path / "in"
