"""Report of the pages that should be read again, with the command that does it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import PurePath

import msgspec

from ocrfix.text.escape import printable

_ENGINE_OUTPUTS = {".hocr": "hocr", ".html": "hocr", ".xml": "alto"}
"""The configuration of Tesseract that writes a file like one with this extension."""


class PageLegibility(msgspec.Struct, frozen=True, kw_only=True):
    """How much of the pages of a file is words.

    Attributes:
        path: the file.
        legibility: that of each page, from 0 to 1; ``None`` for a page with too little text.
        redo: the numbers of the pages that should be read again, from 1.
        command: the command that reads them again; empty if there are none.
    """

    path: str
    legibility: tuple[float | None, ...]
    redo: tuple[int, ...]
    command: str = ""

    def to_text(self) -> str:
        r"""Return it as a line for a reader; empty if no page should be read again.

        >>> report("memo.txt", (0.95, 0.31, None), [2]).to_text()
        'memo.txt: 1 of 3 pages is hardly words: 2 (0.31); tesseract IMAGE memo\n'
        """
        if not self.redo:
            return ""
        pages = ", ".join(f"{number} ({self.legibility[number - 1]:.2f})" for number in self.redo)
        total = len(self.legibility)
        are = "is" if len(self.redo) == 1 else "are"
        of = f"{len(self.redo):,} of {total:,} page{'s' if total > 1 else ''}"
        return f"{printable(self.path)}: {of} {are} hardly words: {pages}; {self.command}\n"

    def scores_text(self) -> str:
        r"""Return the legibility of all pages as a line.

        >>> report("memo.txt", (0.95, None), []).scores_text()
        'memo.txt: 0.95 -\n'
        """
        scores = ("-" if score is None else f"{score:.2f}" for score in self.legibility)
        return f"{printable(self.path)}: {' '.join(scores)}\n"

    def to_json(self) -> str:
        """Return it as a line of JSON."""
        return msgspec.json.encode(self).decode("utf-8") + "\n"


def report(path: str, scores: Sequence[float | None], redo: Sequence[int]) -> PageLegibility:
    """Return the report of a file.

    Args:
        path: the file.
        scores: the legibility of each page.
        redo: the numbers of the pages that should be read again, from 1.
    """
    command = _command(path, redo, len(scores)) if redo else ""
    return PageLegibility(path=path, legibility=tuple(scores), redo=tuple(redo), command=command)


def _command(path: str, redo: Sequence[int], total: int) -> str:
    """Return the command that reads pages of a file again.

    >>> _command("a b.pdf", [1, 3], 3)
    "ocrmypdf --force-ocr --pages 1,3 'a b.pdf' 'a b.ocr.pdf'"
    >>> _command("memo.hocr", [1], 1)
    'tesseract IMAGE memo hocr'
    """
    name = PurePath(path)
    extension = name.suffix.lower()
    stem = "OUT" if path == "-" else _quoted(str(name.with_suffix("")))
    if extension == ".pdf":
        pages = "" if len(redo) == total else f"--pages {','.join(map(str, redo))} "
        output = _quoted(str(name.with_suffix(".ocr.pdf")))
        return f"ocrmypdf --force-ocr {pages}{_quoted(path)} {output}"
    output = _ENGINE_OUTPUTS.get(extension, "")
    return f"tesseract IMAGE {stem} {output}".rstrip()


def _quoted(path: str) -> str:
    """Return a file name as a word of a shell, which is never read as an option."""
    return shlex.quote(printable(f"./{path}" if path.startswith("-") else path))
