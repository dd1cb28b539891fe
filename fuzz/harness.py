"""Coverage-guided fuzzing with atheris, one target at a time.

    python -m fuzz.harness TARGET [FOLDER ...] [-max_total_time=60 and libFuzzer's other options]

The targets are those of :data:`TARGETS`. The seeds of ``fuzz/seeds`` are the corpus to begin with;
what a run finds is written to the first FOLDER, if one is named, and an input that breaks a law to
``crash-...`` in the current folder (``-artifact_prefix`` says otherwise). ``make fuzz`` runs all of
them. Needs ``pip install 'ocrfix[fuzz]'``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

# All that is imported only where it is used: then it would be too late, and the fuzzer blind.
with atheris.instrument_imports(include=["ocrfix", "yaml", "tomllib"]):
    from fuzz import laws
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
"""Longer inputs find nothing that shorter ones do not, and take their time."""


def text(data: bytes) -> None:
    """Read, correct, tag and clean; what is made of it in every format and one of the styles."""
    data = data[:_MOST]
    found = laws.of_bytes(data)
    if found is not None:
        laws.of_text(found, (laws.STYLES[len(data) % len(laws.STYLES)],))


def raw(data: bytes) -> None:
    """Check that whatever can be read comes back byte for byte."""
    laws.of_bytes(data)


def config(data: bytes) -> None:
    """Load settings."""
    laws.of_config(data, _FOLDER)


def dictionary(data: bytes) -> None:
    """Load a user's dictionary of stamps."""
    laws.of_dictionary(data, _FOLDER)


def record(data: bytes) -> None:
    """Load a record."""
    laws.of_record(data)


def toml(data: bytes) -> None:
    """Load settings from a table of TOML."""
    laws.of_toml(data, _FOLDER)


def baseline(data: bytes) -> None:
    """Load a baseline."""
    laws.of_baseline(data, _FOLDER)


def decisions(data: bytes) -> None:
    """Load decisions and carry them out."""
    laws.of_decisions(data)


def rows(data: bytes) -> None:
    """Read a table."""
    laws.of_rows(data, _FOLDER)


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
"""What is fuzzed, and the folder of its seeds."""


def main() -> None:
    """Fuzz one target until the time is up or a law is broken."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"name a target: {', '.join(TARGETS)}")
    target, seeds = TARGETS[sys.argv[1]]
    # The folder of seeds stands last: new finds go into the first one, never into the repository.
    own = [argument for argument in sys.argv[2:] if not argument.startswith("-")]
    options = [argument for argument in sys.argv[2:] if argument.startswith("-")]
    if not own:
        own = [tempfile.mkdtemp(prefix="ocrfix-corpus-")]
    laws.pipeline().clean("warm up: Decembe SECRET B1\n")
    atheris.Setup([sys.argv[0], *own, str(_SEEDS / seeds), *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
