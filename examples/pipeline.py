"""Clean the examples with datatrove, in two processes: python examples/pipeline.py [OUT].

Writes OUT/texts/*.jsonl, one line a document, and OUT/logs; started again, it skips what is done.
"""

from __future__ import annotations

import sys
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from ocrfix.integrations.datatrove import OcrFix
from ocrfix.read import decode

HERE = Path(__file__).resolve().parent


def shards(folder: Path) -> None:
    """Write the examples as JSONL, one file each, as an OCR service might deliver them."""
    import json

    folder.mkdir(parents=True, exist_ok=True)
    for source in sorted(HERE.glob("*/ocr.txt")):
        line = {"id": source.parent.name, "text": decode(source.read_bytes())[0]}
        path = folder / f"{source.parent.name}.jsonl"
        path.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")


def pipeline(source: str, target: str) -> list[object]:
    """Return the steps; the folders may also be s3:// addresses."""
    return [
        JsonlReader(source),
        OcrFix(marks="keep", card="card", record="record"),
        JsonlWriter(target, output_filename="${rank}.jsonl", compression=None),
    ]


def main(out: Path) -> None:
    """Clean the examples into ``out``."""
    shards(out / "input")
    LocalPipelineExecutor(
        pipeline(str(out / "input"), str(out / "texts")),
        tasks=4,
        workers=2,
        logging_dir=str(out / "logs"),
    ).run()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
