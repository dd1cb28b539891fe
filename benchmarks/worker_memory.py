"""The memory of a worker: each cache is cleared in turn, and the memory that this frees is printed.

    python benchmarks/worker_memory.py [--megabytes 4] [--real]

``--real`` reads the collection as it is, instead of texts generated from it that never repeat.
Python runs with the allocator of C, which reports to the byte what is in use; what the process
holds beyond that is fragmentation. What two caches share is freed with the second one.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import sys
from collections.abc import Iterator, Sequence

import machine
import process
import texts
from process import MB

from ocrfix.system.cache import Cache

DOCUMENT = 15_000
_MIN_ENTRIES = 1_000
"""Smaller tables are not printed."""


def owners(pipeline: object) -> dict[str, object]:
    """Return the objects and modules that have caches, by name."""
    import ocrfix.correction.punctuation.gaps
    import ocrfix.text.casing
    from ocrfix.correction.punctuation import measure, position, scorer

    stage, tagger = pipeline.stage, pipeline.tagger  # type: ignore[attr-defined]
    models = stage.models
    found: dict[str, object] = {
        "lexicon": models.lexicon,
        **{type(corrector).__name__: corrector for corrector in stage.correctors},
        "word_ranker": models.word_ranker,
        "punctuation_ranker": models.punctuation_ranker,
        "punctuation_confusions": models.punctuation_ranker.confusions,
        "phrases": models.phrases,
        "word_model": models.word_model,
        "tagger": tagger,
    }
    # Compiled classes have no __dict__.
    for name, part in sorted(getattr(tagger, "__dict__", {}).items()):
        if hasattr(part, "__dict__"):
            found[f"tagger.{name}"] = part
    gaps = ocrfix.correction.punctuation.gaps
    modules = (ocrfix.text.casing, gaps, measure, position, scorer)
    for module in modules:
        found[module.__name__.removeprefix("ocrfix.")] = module
    return found


def tables(name: str, owner: object) -> Iterator[tuple[str, dict[object, object] | set[object]]]:
    """Yield the large tables of an owner, those of its caches among them.

    In compiled classes they have no names.
    """
    named = {id(value): key for key, value in getattr(owner, "__dict__", {}).items()}
    pending = [owner.__dict__] if isinstance(owner, type(sys)) else [owner]
    if hasattr(owner, "__dict__") and owner.__dict__ not in pending:
        pending.append(owner.__dict__)
    for holder in pending:
        for number, part in enumerate(gc.get_referents(holder)):
            label = f"{name}.{named.get(id(part), f'#{number}')}"
            generations = gc.get_referents(part) if isinstance(part, Cache) else [part]
            for table in _with_attributes(generations):
                if table is holder or not isinstance(table, dict | set):
                    continue
                if len(table) >= _MIN_ENTRIES:
                    yield label, table


def _with_attributes(parts: list[object]) -> Iterator[object]:
    """Yield some objects, and for an attribute dictionary its values."""
    for part in parts:
        yield part
        if isinstance(part, dict) and "_young" in part:
            yield from part.values()


class _Books(ctypes.Structure):
    """The result of ``mallinfo2`` of glibc."""

    _fields_ = [(name, ctypes.c_size_t) for name in (*"abcdefg", "in_use", "free", "last")]


def used() -> int:
    """Return the bytes in use."""
    gc.collect()
    libc = ctypes.CDLL("libc.so.6")
    libc.malloc_trim(0)
    libc.mallinfo2.restype = _Books
    books = libc.mallinfo2()
    return int(books.in_use + books.e)


def main(arguments: Sequence[str]) -> int:
    """Fill the caches of a worker, clear them one by one, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=4)
    parser.add_argument("--real", action="store_true")
    options = parser.parse_args(arguments)
    from ocrfix.config import Config
    from ocrfix.pipeline import Pipeline

    if os.environ.get("PYTHONMALLOC") != "malloc":
        os.environ["PYTHONMALLOC"] = "malloc"
        os.execv(sys.executable, [sys.executable, __file__, *arguments])
    print(machine.described(), flush=True)
    print(f"\n{'interpreter, dictionaries not opened':<44}{used() / MB:>8.1f} MB in use")
    pipeline = Pipeline(Config.default())
    pipeline.clean(texts.PAGE.read_text(encoding="utf-8"))
    opened = used()
    print(f"{'dictionaries opened, one page cleaned':<44}{opened / MB:>8.1f}")
    gc.set_threshold(100_000, 20, 100)
    done = 0.0
    if options.real:
        folder = texts.data.DATA / "corpus" / "jfk"
        for path in sorted(folder.iterdir()):
            if done >= options.megabytes * MB:
                break
            text = path.read_text("utf-8", errors="replace")
            pipeline.clean(text)
            done += len(text.encode())
    else:
        sources = [t for _, t in texts.documents(8)[1]]
        base = used()
        print(f"{'with the texts that others are generated from':<44}{base / MB:>8.1f}")
        for text in texts.made_up(sources, DOCUMENT):
            if done >= options.megabytes * MB:
                break
            pipeline.clean(text)
            done += DOCUMENT
        del sources
    found = process.memory()
    before = used()
    held = f"the process holds {found.heap / MB:.0f}, its peak with files was {found.peak / MB:.0f}"
    print(f"{f'after {done / MB:.1f} MB of text':<44}{before / MB:>8.1f}   ({held})")
    for name, owner in owners(pipeline).items():
        for table, part in list(tables(name, owner)):
            size = len(part)
            part.clear()
            after = used()
            print(f"  {table:<42}{(before - after) / MB:>8.1f}   {size:>9,} entries", flush=True)
            before = after
    print(f"{'remaining':<44}{before / MB:>8.1f}")
    del pipeline.tagging
    after = used()
    print(f"  {'tagger and rules, with automata':<42}{(before - after) / MB:>8.1f}")
    stage = pipeline.__dict__.pop("stage")
    pipeline.__dict__.pop("_convergence")
    lexicon = stage.models.lexicon
    del pipeline.correction, stage
    before, after = after, used()
    print(f"  {'stage':<42}{(before - after) / MB:>8.1f}")
    del lexicon
    before, after = after, used()
    print(f"  {'lexicon':<42}{(before - after) / MB:>8.1f}")
    print(f"{'remaining':<44}{after / MB:>8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
