"""The registry of correctors, and what is derived from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ocrfix.config import Config
from ocrfix.correction.corrector import CORRECTORS, KINDS
from ocrfix.correction.stage import Stage
from ocrfix.pipeline import get_pipeline

ROOT = Path(__file__).resolve().parents[2]


def stage(*kinds: str) -> Stage:
    switches = {kind: kind in kinds for kind in KINDS}
    return get_pipeline(Config.default().merged({"correct": {"correctors": switches}})).stage


def test_settings_and_registry_agree() -> None:
    assert sorted(Config.default().correct.correctors) == list(KINDS)


def test_every_kind_is_described_in_the_settings() -> None:
    lines = (ROOT / "config.yaml").read_text("utf-8").splitlines()
    for kind in KINDS:
        assert lines[lines.index(f"    {kind}: true") - 1].startswith("    # "), kind


def test_the_record_page_names_kinds() -> None:
    page = (ROOT / "docs" / "records.md").read_text("utf-8")
    (row,) = re.findall(r"^\| `kind` \|.*", page, re.MULTILINE)
    named, _, _ = row.partition("and the others")
    assert set(re.findall(r"`(\w+)`", named)) - {"kind"} <= set(KINDS)


def test_re_analysis_covers_the_largest_reach() -> None:
    whole = stage(*KINDS)
    farthest = max(corrector.reach for corrector in CORRECTORS)
    assert whole.reach == max(farthest, whole.policy.reach)
    assert all(corrector.reach >= 0 for corrector in CORRECTORS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_switches_its_correctors(kind: str) -> None:
    found = {type(corrector).__name__ for corrector in stage(kind).correctors}
    assert found == {c.__name__ for c in CORRECTORS if kind in c.kinds}
    assert not stage().correctors
