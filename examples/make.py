"""Write what ocrfix makes of each example: ``clean.txt`` and ``record.json`` by its ``ocr.txt``.

Run it from anywhere as ``python examples/make.py``; look at what it changed before you commit it.
"""

from __future__ import annotations

import json
from pathlib import Path

from ocrfix import Document
from ocrfix.config import Config
from ocrfix.pipeline import workshop
from ocrfix.read import decode, encode

HERE = Path(__file__).resolve().parent


def sources() -> list[Path]:
    """Return the texts of the examples, as OCR left them, in order of name."""
    return sorted(HERE.glob("*/ocr.txt"))


def products(source: Path) -> dict[str, bytes]:
    """Return the files that belong beside the example ``source``, by name.

    ``clean.txt`` is what ``ocrfix clean`` prints, in the encoding of its source; ``record.json`` is
    what ``ocrfix clean --format json`` prints, with a line for each edit and marker.
    """
    name = source.relative_to(HERE.parent).as_posix()
    text, read_as = decode(source.read_bytes(), name=name)
    document = workshop(Config.default()).clean(text, read_as)
    return {
        "clean.txt": encode(document.render("text"), document.source),
        "record.json": laid_out(document).encode("utf-8"),
    }


def laid_out(document: Document) -> str:
    """Return the JSON record of a document for reading, with a line for each item of a list."""
    parts = []
    for name, value in json.loads(document.to_json()).items():
        if isinstance(value, list) and value:
            items = ",\n".join("    " + _compact(item) for item in value)
            parts.append(f'  "{name}": [\n{items}\n  ]')
        elif isinstance(value, dict):
            items = ",\n".join(f'    "{key}": {_compact(item)}' for key, item in value.items())
            parts.append(f'  "{name}": {{\n{items}\n  }}')
        else:
            parts.append(f'  "{name}": {_compact(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Write every file that is missing or out of date, and name it."""
    for source in sources():
        for name, data in products(source).items():
            path = source.with_name(name)
            if not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)
                print(path.relative_to(HERE.parent))


if __name__ == "__main__":
    main()
