"""Generate ``clean.txt`` and ``record.json`` of each example from its ``ocr.txt``.

The commands shown in ``README.md`` are run too, and their output is put below them. Run it from
anywhere as ``python examples/make.py``; look at what it changed before you commit it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from ocrfix import Document
from ocrfix.config import Config
from ocrfix.pipeline import get_pipeline
from ocrfix.read import decode

HERE = Path(__file__).resolve().parent
README = HERE.parent / "README.md"

_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)


def sources() -> list[Path]:
    """Return the OCR texts of the examples, in order of name."""
    return sorted(HERE.glob("*/ocr.txt"))


def products(source: Path) -> dict[str, bytes]:
    """Return the generated files of the example ``source``, by name.

    ``clean.txt`` is what ``ocrfix clean`` prints, in the encoding of its source; ``record.json`` is
    what ``ocrfix clean --format json`` prints, with a line for each edit and marker.
    """
    name = source.relative_to(HERE.parent).as_posix()
    text, read_as = decode(source.read_bytes(), name=name)
    document = get_pipeline(Config.default()).clean(text, read_as)
    return {
        "clean.txt": document.source.encode(document.render("text")),
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


def transcribed(text: str) -> str:
    """Return a Markdown text with updated output of the commands in its ``console`` blocks.

    A command is a line that begins with ``$``; it runs in the root of the checkout.
    """
    return _CONSOLE.sub(lambda block: _session(block.group()), text)


def _session(block: str) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{_output(command[2:])}" for command in commands)


def _output(command: str) -> str:
    ocrfix = f'ocrfix() {{ "{sys.executable}" -m ocrfix "$@"; }}'
    done = subprocess.run(
        ["bash", "-c", f"{ocrfix}\n{command}"],
        cwd=HERE.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.stdout if done.stdout.endswith("\n") or not done.stdout else f"{done.stdout}\n"


def main() -> None:
    """Write every file that is missing or out of date, and print its name."""
    results = {
        source.with_name(name): data
        for source in sources()
        for name, data in products(source).items()
    }
    for path, data in results.items():
        _write(path, data)
    _write(README, transcribed(README.read_text(encoding="utf-8")).encode("utf-8"))


def _write(path: Path, data: bytes) -> None:
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)
        print(path.relative_to(HERE.parent))


if __name__ == "__main__":
    main()
