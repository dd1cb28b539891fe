"""A small generated corpus, with some files that cannot be cleaned."""

from __future__ import annotations

import random

from tests.documents import FURNITURE, SENTENCES

BAD = {"box2/empty.txt": b"", "box2/picture.txt": b"\x89PNG\0\0", "box3/gone.txt": None}
"""Files that cannot be cleaned; ``None`` is a dangling link."""


def text(seed: int, lines: int = 8) -> str:
    """A document: sentences, damaged ones among them, and the furniture of pages."""
    chance = random.Random(seed)
    head = f"DOCUMENT {seed}\n\n"
    return head + "".join(
        chance.choice(SENTENCES if chance.random() < 0.8 else FURNITURE)
        + chance.choice(["\n", "\n", "\n\n", "\r\n"])
        for _ in range(lines)
    )


def make_corpus(folder, documents: int = 40, different: int = 1_000_000) -> None:
    """Write a corpus, some of it in folders within folders.

    Args:
        folder: where.
        documents: how many documents.
        different: how many of them are different; after so many they begin anew.
    """
    for number in range(documents):
        place = folder / f"box{number % 3}" / ("deep" if number % 9 == 0 else ".")
        place.mkdir(parents=True, exist_ok=True)
        (place / f"doc{number:03}.txt").write_bytes(text(number % different).encode("utf-8"))
    for name, data in BAD.items():
        (folder / name).parent.mkdir(exist_ok=True)
        if data is None:
            (folder / name).symlink_to("nowhere")
        else:
            (folder / name).write_bytes(data)


def tree(folder) -> dict[str, bytes]:
    """Every file below a folder, with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
