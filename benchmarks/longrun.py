"""Check all invariants on a folder of real records.

    nice -n 10 python benchmarks/longrun.py FOLDER [--part 0/3] [--style keep] [--minutes 10]

Each document is read, corrected, tagged and cleaned; its record is written and read again, its
bytes are restored, and the output is cleaned again, which must change nothing. Prints violations
and a table of figures. ``--part 0/3`` processes every third file, from the first; ``--style``
is the style in which markers are written.
"""

from __future__ import annotations

import argparse
import collections
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fuzz import invariants
from ocrfix.config import Config
from ocrfix.document import Document
from ocrfix.read import InputFile, ReadError, read


def checked(path: Path, style: str, figures: collections.Counter[str]) -> None:
    """Check all invariants on one file, with markers written in a style.

    Raises:
        InvariantViolation: an invariant does not hold.
    """
    config = Config.default()
    try:
        text, source = read(InputFile(str(path)), config)
    except ReadError as error:
        figures["refused"] += 1
        print(f"refused: {error}", flush=True)
        return
    data = path.read_bytes()
    pipeline = invariants.pipeline(style)
    document = pipeline.clean(text, source)
    invariants.check_document(document)
    record = Document.from_json(document.to_json())
    invariants.require(record.original_bytes() == data, "the record restores bytes", str(path))
    for format in ("diff", "table", "csv"):
        invariants.check_format(document, format)
    once = document.render("text", marks=style)
    again = pipeline.clean(once).render("text", marks=style)
    invariants.require(again == once, f"cleaning twice changes nothing ({style})", str(path))
    figures["documents"] += 1
    figures["bytes"] += len(data)
    figures["edits"] += len(document.edits)
    figures["suggestions"] += len(document.suggestions)
    figures["markers"] += len(document.markers)


def main() -> int:
    """Run, and return the number of documents that violate an invariant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="0/1", help="which part, such as 0/3")
    parser.add_argument(
        "--style", choices=invariants.STYLES, default="inline", help="of the markers"
    )
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after this many minutes")
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    files = sorted(p for p in options.folder.rglob("*") if p.suffix in (".txt", ".md"))
    mine = files[part::parts]
    figures: collections.Counter[str] = collections.Counter()
    broken = 0
    begun, used = time.monotonic(), time.process_time()
    done = 0
    for path in mine:
        if time.monotonic() - begun > 60 * options.minutes:
            break
        try:
            checked(path, options.style, figures)
        except Exception as error:  # all of them are what we look for
            broken += 1
            print(f"{path}: {type(error).__name__}: {error}", flush=True)
        done += 1
        if done % 100 == 0:
            print(f"{done} of {len(mine)}, {broken} broken", file=sys.stderr, flush=True)
    print(f"\nfiles in the folder  {len(files):>12,}")
    print(f"tried                {done:>12,}")
    print(f"not tried            {len(files) - done:>12,}")
    for name, count in figures.items():
        print(f"{name:<21}{count:>12,}")
    print(f"with violations      {broken:>12,}")
    print(f"processor seconds    {time.process_time() - used:>12,.0f}")
    return min(broken, 100)


if __name__ == "__main__":
    sys.exit(main())
