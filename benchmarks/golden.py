"""Golden outputs: hashes of the results for all available texts, to compare two versions.

A change that is not meant to alter results leaves every hash unchanged. The texts are the examples
and, where ``../shared`` is present, 300 documents of its corpus and all its benchmark passages and
pages. ``write`` records the hashes of the current version, ``compare`` checks them::

    .venv/bin/python benchmarks/golden.py write golden.json
    .venv/bin/python benchmarks/golden.py compare golden.json

``--rename debris=noise`` maps the name of an edit kind while writing, so that hashes made before
a renaming can be compared with those made after it. Reasons, which are prose, are hashed
separately from the rest of a record.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("OCRFIX_SHARED", REPOSITORY.parent / "shared"))
DOCUMENTS = 300
QUICK = 40  # with --quick, one text in this many

_renamed: dict[str, str] = {}


def texts() -> Iterator[tuple[str, str]]:
    """Yield a name and a text for each input, always in the same order."""
    for path in sorted((REPOSITORY / "examples").glob("*/ocr.txt")):
        yield f"examples/{path.parent.name}", path.read_text("utf-8", errors="replace")
    documents = sorted(SHARED.glob("corpus/*/*"), key=lambda path: _digest(path.name))
    for path in documents[:DOCUMENTS]:
        yield f"corpus/{path.name}", path.read_text("utf-8", errors="replace")
    for path in sorted(SHARED.glob("bench/*-dev.jsonl")):
        if path.name.startswith(("cards", "documents")):
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            row = json.loads(line)
            yield f"{path.name}:{number}", row.get("ocr") or row.get("text") or ""


def hashes(item: tuple[str, str]) -> tuple[str, str, str]:
    """Return the name of a text, the hash of its record, and the hash of the reasons in it."""
    import ocrfix

    name, text = item
    document = ocrfix.clean(text)
    record = json.loads(document.to_json())
    reasons = []
    for edit in (*record.get("edits", ()), *record.get("suggestions", ())):
        reasons.append(edit.pop("reason"))
        edit["kind"] = _renamed.get(edit["kind"], edit["kind"])
    record["rendered"] = document.render("text", marks="inline")
    return name, _digest(json.dumps(record, sort_keys=True)), _digest("\n".join(reasons))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _start(renamed: dict[str, str]) -> None:
    _renamed.update(renamed)


def main() -> int:
    """Write or compare; exit code 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("action", choices=("write", "compare"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--quick", action="store_true", help=f"one text in {QUICK}")
    parser.add_argument("--rename", action="append", default=[], metavar="OLD=NEW")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    items = list(texts())
    if options.quick:
        items = items[::QUICK]
    renamed = dict(pair.split("=") for pair in options.rename)
    with ProcessPoolExecutor(options.jobs, initializer=_start, initargs=(renamed,)) as workers:
        found = {name: made for name, *made in workers.map(hashes, items, chunksize=20)}
    whole = _digest(json.dumps([made[0] for made in found.values()]))
    if options.action == "write":
        options.file.write_text(json.dumps(found, indent=0), "utf-8")
        print(f"{len(found):,} texts, hash of all {whole}")
        return 0
    golden = json.loads(options.file.read_text("utf-8"))
    facts = [name for name, made in found.items() if made[0] != golden[name][0]]
    prose = [name for name, made in found.items() if made[1] != golden[name][1]]
    print(f"{len(found):,} texts, hash of all {whole}: {len(facts)} records differ", end="")
    print(f", {len(prose)} in the wording of reasons")
    for name in facts[:20]:
        print(f"  {name}")
    return bool(facts)


if __name__ == "__main__":
    sys.exit(main())
