"""Coverage-guided fuzzing with atheris, one target at a time.

    python -m fuzz.harness TARGET [FOLDER ...] [-max_total_time=60 and libFuzzer's other options]

The targets are listed in :data:`TARGETS`. The seeds in ``fuzz/seeds`` are the initial corpus. New
corpus entries are written to the first FOLDER, if any, and an input that violates an invariant to
``crash-...`` in the current folder (``-artifact_prefix`` changes that). ``make fuzz`` runs all
targets. Needs ``pip install 'ocrfix[fuzz]'``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

# Modules that are otherwise imported on first use: that would be too late for instrumentation.
with atheris.instrument_imports(include=["ocrfix", "yaml", "tomllib"]):
    from fuzz import invariants
    from ocrfix import validation  # noqa: F401
    from ocrfix.batch import rows as _rows  # noqa: F401
    from ocrfix.check import baseline as _baseline  # noqa: F401
    from ocrfix.config import (
        globs,  # noqa: F401
        sandbox,  # noqa: F401
    )
    from ocrfix.config import loader as _config_loader  # noqa: F401
    from ocrfix.config import toml_file as _toml_file  # noqa: F401
    from ocrfix.config import yaml_file as _yaml_file  # noqa: F401
    from ocrfix.marks import template  # noqa: F401
    from ocrfix.review import apply_decisions, matching  # noqa: F401
    from ocrfix.tagging.rules import loader as _rule_loader  # noqa: F401
    from ocrfix.tagging.rules import strict_yaml  # noqa: F401

_SEEDS = Path(__file__).resolve().parent / "seeds"
_FOLDER = Path(tempfile.mkdtemp(prefix="ocrfix-fuzz-"))
_MOST = 600
"""Maximum length of an input of ``text``: longer ones are slower and find nothing more."""


def text(data: bytes) -> None:
    """Read, correct, tag and clean a text, and render it in all formats, with one marker style."""
    data = data[:_MOST]
    found = invariants.check_bytes(data)
    if found is not None:
        invariants.check_text(found, (invariants.STYLES[len(data) % len(invariants.STYLES)],))


def raw(data: bytes) -> None:
    """Check that whatever can be read is restored byte for byte."""
    invariants.check_bytes(data)


def config(data: bytes) -> None:
    """Load settings."""
    invariants.check_config(data, _FOLDER)


def dictionary(data: bytes) -> None:
    """Load a user's dictionary of stamps."""
    invariants.check_dictionary(data, _FOLDER)


def record(data: bytes) -> None:
    """Load a record."""
    invariants.check_record(data)


def toml(data: bytes) -> None:
    """Load settings from a table of TOML."""
    invariants.check_toml(data, _FOLDER)


def baseline(data: bytes) -> None:
    """Load a baseline."""
    invariants.check_baseline(data, _FOLDER)


def decisions(data: bytes) -> None:
    """Load decisions and apply them."""
    invariants.check_decisions(data)


def rows(data: bytes) -> None:
    """Read a table."""
    invariants.check_rows(data, _FOLDER)


TARGETS: dict[str, tuple[Callable[[bytes], None], str]] = {
    "text": (text, "text"),
    "raw": (raw, "text"),
    "config": (config, "config"),
    "dictionary": (dictionary, "dictionary"),
    "record": (record, "record"),
    "toml": (toml, "toml"),
    "baseline": (baseline, "baseline"),
    "decisions": (decisions, "decisions"),
    "rows": (rows, "rows"),
}
"""The function of each target and the folder of its seeds."""


def main() -> None:
    """Fuzz one target until the time is up or an invariant is violated."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"name a target: {', '.join(TARGETS)}")
    target, seeds = TARGETS[sys.argv[1]]
    # The folder of seeds comes last: new entries go to the first one, never to the repository.
    own = [argument for argument in sys.argv[2:] if not argument.startswith("-")]
    options = [argument for argument in sys.argv[2:] if argument.startswith("-")]
    if not own:
        own = [tempfile.mkdtemp(prefix="ocrfix-corpus-")]
    invariants.pipeline().clean("warm up: Decembe SECRET B1\n")
    atheris.Setup([sys.argv[0], *own, str(_SEEDS / seeds), *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
