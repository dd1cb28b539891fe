"""One job over a folder of texts, in this process; prints its measurements as JSON.

    python benchmarks/job.py NAME FOLDER [--bytes N]

:mod:`peers` starts a new process for each job, so that memory can be measured.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

Act = Callable[[str], object]


def _pipeline() -> object:
    from texts import PAGE

    from ocrfix.config import Config
    from ocrfix.pipeline import Pipeline

    pipeline = Pipeline(Config.default())
    pipeline.clean(PAGE.read_text(encoding="utf-8"))  # opens all dictionaries
    return pipeline


def _ocrfix(name: str) -> Callable[[], Act]:
    def opened() -> Act:
        act: Act = getattr(_pipeline(), name)
        return act

    return opened


def _speller() -> object:
    from importlib.resources import files

    from symspellpy import SymSpell

    speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    source = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    speller.load_dictionary(str(source), term_index=0, count_index=1)
    return speller


def _look_up() -> Act:
    from symspellpy import SymSpell, Verbosity

    speller = _speller()
    assert isinstance(speller, SymSpell)
    words = re.compile(r"[^\W\d_]+")

    def look_up(text: str) -> None:
        for word in words.findall(text):
            small = word.lower()
            if small not in speller.words:
                speller.lookup(small, Verbosity.TOP, max_edit_distance=2)

    return look_up


def _compound() -> Act:
    from symspellpy import SymSpell

    speller = _speller()
    assert isinstance(speller, SymSpell)

    def compound(text: str) -> None:
        for line in text.splitlines():
            if line.strip():
                speller.lookup_compound(line, max_edit_distance=2, transfer_casing=True)

    return compound


JOBS: dict[str, Callable[[], Act]] = {
    "correct": _ocrfix("correct"),
    "tag": _ocrfix("tag"),
    "clean": _ocrfix("clean"),
    "symspell": _look_up,
    "compound": _compound,
}
"""For each job a function that opens the dictionaries and returns what processes a text."""


def main() -> int:
    """Do a job, and print its measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=JOBS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bytes", type=int, default=0, help="stop after this many")
    options = parser.parse_args()
    gc.set_threshold(100_000, 20, 100)  # as the command does
    act = JOBS[options.name]()
    started = time.process_time()
    size = 0
    for path in sorted(options.folder.iterdir()):
        if options.bytes and size >= options.bytes:
            break
        text = path.read_text("utf-8")
        act(text)
        size += len(text.encode("utf-8"))
    work = time.process_time() - started
    from process import memory

    found = memory()
    json.dump({"start": started, "work": work, "bytes": size, **found._asdict()}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
