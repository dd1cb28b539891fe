"""Cold start on one page and throughput on a corpus, compared with other programs."""

from __future__ import annotations

import compileall
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import data
import msgspec

import ocrfix
from ocrfix.config import Config
from ocrfix.lexicon.neighbors import COMPILED
from ocrfix.pipeline import Pipeline

_EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "action-memorandum" / "ocr.txt"
_RUNS = 11
_CORPUS_BYTES = 2_000_000


def cold() -> None:
    """Print the time of whole processes, in turn, as a ratio to ``python -c pass``."""
    # Compile byte code as an installer does: some environments never write it.
    compileall.compile_dir(str(Path(ocrfix.__file__).parent), quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_bytes(_EXAMPLE.read_bytes())
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "ocrfix --help": [sys.executable, "-m", "ocrfix", "--help"],
            "ocrfix clean, one page": [sys.executable, "-m", "ocrfix", "clean", str(page)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(_RUNS):
            for name, command in commands.items():
                started = time.perf_counter()
                subprocess.run(command, capture_output=True, check=False)
                times[name].append(time.perf_counter() - started)
    base = statistics.median(times["python -c pass"])
    print("\ncold start, median of whole processes in turn")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:<26}{1000 * median:>8.0f} ms{median / base:>8.1f} x")


def throughput() -> None:
    """Print megabytes per second on real OCR text, and those of SymSpell on each unknown word.

    Processor time is measured, and each job starts with empty caches.
    """
    texts = _texts()
    size = sum(len(text.encode("utf-8")) for text in texts)
    jobs: dict[str, Callable[[str], object]] = {
        "ocrfix correct": _opened().correct,
        "ocrfix tag": _opened().tag,
        "ocrfix tag, rules alone": _opened(learned=False).tag,
        "ocrfix clean (both)": _opened().clean,
        "symspellpy, unknown words": _symspell(),
    }
    how = "compiled" if COMPILED else "not compiled"
    print(f"\nthroughput on {size / 1e6:.1f} MB of raw OCR, one process, {how}")
    rates = {}
    for name, job in jobs.items():
        started = time.process_time()
        for text in texts:
            job(text)
        rates[name] = size / 1e6 / (time.process_time() - started)
    peer = rates["symspellpy, unknown words"]
    for name, rate in rates.items():
        print(f"{name:<28}{rate:>8.3f} MB/s{rate / peer:>8.2f} x symspellpy")


def _opened(learned: bool = True) -> Pipeline:
    """Return a pipeline whose dictionaries are open, with or without the learned recognizer."""
    config = Config.default()
    tag = msgspec.structs.replace(config.tag, learned=learned)
    pipeline = Pipeline(msgspec.structs.replace(config, tag=tag))
    pipeline.clean(_EXAMPLE.read_text(encoding="utf-8", errors="replace"))
    return pipeline


def _texts() -> list[str]:
    texts = []
    size = 0
    for path in sorted((data.DATA / "corpus" / "jfk").iterdir())[::7]:
        text = path.read_text(encoding="utf-8", errors="replace")
        texts.append(text)
        size += len(text)
        if size > _CORPUS_BYTES:
            break
    return texts


def _symspell() -> Callable[[str], object]:
    from importlib.resources import files

    from symspellpy import SymSpell, Verbosity

    speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    source = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    speller.load_dictionary(str(source), term_index=0, count_index=1)
    words = re.compile(r"[^\W\d_]+")

    def look_up(text: str) -> object:
        for word in words.findall(text):
            small = word.lower()
            if small not in speller.words:
                speller.lookup(small, Verbosity.TOP, max_edit_distance=2)
        return None

    return look_up
