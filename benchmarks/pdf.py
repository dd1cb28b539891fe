"""Corrections of PDFs: accuracy as other readers see it, size, processor time and memory.

    python benchmarks/pdf.py FOLDER [FOLDER ...] [--edits 20] [--pages 300]

Each PDF with a hidden text layer gets random edits (other letters, one more, one less, a letter
that its font may lack, splits, joins), saved in both ways, each in a new process. Poppler and
PDFium then read the files: the new words must be where the old ones were, and no other letter may
be lost; gained are those of words that a layer has twice, since Poppler shows equal ones once.
``--pages`` also makes a PDF of so many pages out of those of the folders, for peak memory.
Needs pdftotext (poppler-utils) and qpdf.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pikepdf

from ocrfix.pages.file import PageFormatError, WordChange
from ocrfix.pdf import open_file
from ocrfix.pdf.file import PdfFile, Saving
from tests.pdf.readers import SeenText, pdfium_letters, pixels, poppler_words, qpdf_problems

MARGIN = 1.0
"""In points: by which the center of a letter may be outside the box of its word."""


def random_changes(file: PdfFile, count: int) -> list[WordChange]:
    """Return random changes of words of three letters and more."""
    choice = random.Random(len(file.paged.text))
    words = [file.paged.text[word.start : word.end] for word in file.paged.words]
    lines = [line for page in file.paged.pages for line in page.lines]
    line_of = {at: line for line in lines for at in range(line.first, line.last)}
    places = [
        at
        for at, word in enumerate(words)
        if len(word) >= 3 and file.is_changeable(at, min(at + 2, len(words)))
    ]
    found: list[WordChange] = []
    for at in sorted(choice.sample(places, min(count, len(places)))):
        if found and found[-1].last > at:
            continue
        word = words[at]
        middle = choice.randrange(1, len(word))
        joins = at + 1 < line_of[at].last
        kind = choice.choice(
            ["other", "more", "less", "accent", "split", "join" if joins else "more"]
        )
        new = {
            "other": (word[:middle] + choice.choice("aenrst") + word[middle + 1 :],),
            "more": (word[:middle] + choice.choice("aenrst") + word[middle:],),
            "less": (word[:middle] + word[middle + 1 :],),
            "accent": (word[:middle] + "é" + word[middle + 1 :],),
            "split": (word[:middle], word[middle:]),
            "join": (word + words[min(at + 1, len(words) - 1)],),
        }[kind]
        found.append(WordChange(at, at + (2 if kind == "join" else 1), new))
    return found


def work(path: Path, output: Path, saving: str, edits: int) -> dict[str, Any]:
    """Correct a PDF in this process, and return what it took."""
    data = path.read_bytes()
    started = time.process_time()
    file = open_file(data)
    read = time.process_time()
    changed = file.write(random_changes(file, edits), Saving(saving))
    written = time.process_time()
    output.write_bytes(changed)
    return {
        "pages": len(file.paged.pages),
        "words": len(file.paged.words),
        "read_ms": (read - started) * 1000,
        "write_ms": (written - read) * 1000,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def letters_of(words: list[SeenText]) -> list[SeenText]:
    """Return the letters of words, each with its part of the width."""
    found = []
    for text, (left, top, right, bottom) in words:
        width = (right - left) / max(len(text), 1)
        found += [
            SeenText(letter, (left + at * width, top, left + (at + 1) * width, bottom))
            for at, letter in enumerate(text)
        ]
    return found


def inside(letters: list[SeenText], box: tuple[float, float, float, float]) -> list[SeenText]:
    found = []
    for letter in letters:
        x, y = (letter.box[0] + letter.box[2]) / 2, (letter.box[1] + letter.box[3]) / 2
        if box[0] - MARGIN <= x <= box[2] + MARGIN and box[1] - MARGIN <= y <= box[3] + MARGIN:
            found.append(letter)
    return found


def compare(path: Path, output: Path, edits: int, saving: str) -> dict[str, Any]:
    """Return what other readers make of the corrected PDF."""
    data, changed = path.read_bytes(), output.read_bytes()
    file = open_file(data)
    changes = random_changes(file, edits)
    heights = [page.height for page in file.paged.pages]
    page_of = {
        at: index
        for index, page in enumerate(file.paged.pages)
        for line in page.lines
        for at in range(line.first, line.last)
    }
    result: dict[str, Any] = {"edits": len(changes), "deviation": [0.0, 0.0]}
    for reader in ("poppler", "pdfium"):
        if reader == "poppler":
            before = [letters_of(page) for page in poppler_words(path)]
            after = [letters_of(page) for page in poppler_words(output)]
        else:  # boxes from the bottom up; the pages are neither cropped nor turned
            before, after = (
                [
                    [SeenText(t, (b[0], h - b[1], b[2], h - b[3])) for t, b in page]
                    for page, h in zip(pages, heights, strict=True)
                ]
                for pages in (pdfium_letters(data), pdfium_letters(changed))
            )
        expected = Counter(letter for page in before for letter, _ in page)
        seen = 0
        for change in changes:
            words = file.paged.words[change.first : change.last]
            expected.subtract("".join(file.paged.text[word.start : word.end] for word in words))
            expected.update("".join(change.words))
            boxes = [word.quad.box for word in words]
            box = (boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes))
            new = inside(after[page_of[change.first]], box)
            old = inside(before[page_of[change.first]], box)
            text = "".join(letter for letter, _ in new)
            seen += "".join(change.words) in text
            if reader == "poppler" and old and new:
                for axis, sides in enumerate(((0, 2), (1, 3))):
                    difference = max(
                        abs(min(b[sides[0]] for _, b in old) - min(b[sides[0]] for _, b in new)),
                        abs(max(b[sides[1]] for _, b in old) - max(b[sides[1]] for _, b in new)),
                    )
                    result["deviation"][axis] = max(result["deviation"][axis], difference)
        actual = Counter(letter for page in after for letter, _ in page)
        expected.subtract(actual)
        result[f"{reader}_seen"] = seen
        result[f"{reader}_lost"] = sum(max(count, 0) for count in expected.values())
        result[f"{reader}_gained"] = sum(max(-count, 0) for count in expected.values())
    result["pixels"] = pixels(data, 0.7) == pixels(changed, 0.7)
    result["qpdf"] = qpdf_problems(output) == ""
    result["images"] = images(data) == images(changed)
    result["size"] = len(changed) / len(data) - 1
    result["undo"] = saving == "whole" or changed[: len(data)] == data
    return result


def images(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sorted(
            one.read_raw_bytes()
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        )


def volume(paths: list[Path], pages: int, target: Path) -> None:
    """Write a PDF of many pages out of others."""
    with pikepdf.new() as pdf:
        while len(pdf.pages) < pages:
            for path in paths:
                with pikepdf.open(path) as source:
                    pdf.pages.extend(source.pages)
        del pdf.pages[pages:]
        pdf.save(target)


def run(path: Path, saving: str, edits: int, output: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--work", str(path), str(output), saving, str(edits)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def report(name: str, row: dict[str, Any]) -> None:
    per_page = (row["read_ms"] + row["write_ms"]) / row["pages"]
    line = f"{name:44.44} {row['pages']:4} p  {per_page:6.1f} ms/p  {row['peak_mb']:5.0f} MB"
    if "edits" in row:
        checks = [key for key in ("pixels", "qpdf", "images", "undo") if not row[key]]
        line += (
            f"  seen {row['poppler_seen']}/{row['pdfium_seen']} of {row['edits']}"
            f"  lost {row['poppler_lost']}/{row['pdfium_lost']}"
            f"  gained {row['poppler_gained']}/{row['pdfium_gained']}"
            f"  dx {row['deviation'][0]:.2f} dy {row['deviation'][1]:.2f}"
            f"  size {row['size']:+.1%}  {'; '.join(checks) or 'ok'}"
        )
    print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--work", nargs=4)
    arguments = parser.parse_args()
    if arguments.work:
        path, output, saving, edits = arguments.work
        print(json.dumps(work(Path(path), Path(output), saving, int(edits))))
        return
    paths = [path for folder in arguments.folders for path in sorted(folder.glob("*.pdf"))]
    layered = []
    for path in paths:
        try:
            if open_file(path.read_bytes()).has_text_layer:
                layered.append(path)
        except PageFormatError as error:
            print(f"{path.name}: {error}")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out.pdf"
        for path in layered:
            for saving in ("incremental", "whole"):
                row = run(path, saving, arguments.edits, output)
                row |= compare(path, output, arguments.edits, saving)
                rows.append(row)
                report(f"{path.stem[-30:]} {saving}", row)
        if arguments.pages:
            large = Path(folder) / "large.pdf"
            volume(layered, arguments.pages, large)
            for saving in ("incremental", "whole"):
                row = run(large, saving, arguments.pages, output)
                report(f"{large.stat().st_size / 1e6:.0f} MB {saving}", row)
    total = {key: sum(row[key] for row in rows) for key in ("edits", "poppler_seen", "pdfium_seen")}
    per_page = [(row["read_ms"] + row["write_ms"]) / row["pages"] for row in rows]
    print(
        f"{len(rows)} runs: of {total['edits']} edits Poppler sees {total['poppler_seen']}, "
        f"PDFium {total['pdfium_seen']}; median {statistics.median(per_page):.0f} ms a page"
    )


if __name__ == "__main__":
    main()
