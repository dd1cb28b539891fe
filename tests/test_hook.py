"""The hook of pre-commit says what the command line understands."""

from __future__ import annotations

from pathlib import Path

import yaml

from ocrfix import cli

CHECKOUT = Path(__file__).parent.parent


def test_the_hook_corrects_in_place_and_marks_nothing():
    (hook,) = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["id"] == "ocrfix"
    assert hook["types"] == ["text"]
    program, *args = hook["entry"].split()
    assert (program, args) == ("ocrfix", ["clean", "--in-place", "--marks", "keep"])
    assert cli.run([*args, "--help"]) == 0
