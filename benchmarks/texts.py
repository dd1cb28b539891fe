"""The texts on which speed and memory are measured, and any number of generated ones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import data

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

PAGE = EXAMPLES / "action-memorandum" / "ocr.txt"
"""One page, of three kilobytes."""

SEED = 1963
GARBLED = 0.01
"""The share of letters changed in a generated text, so that one word in twenty is new."""

_MADE_UP = 1_000_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def documents(sample: int = 1) -> tuple[str, list[tuple[str, str]]]:
    """Return a description of the text, and its documents with their names.

    Args:
        sample: use every Nth document.
    """
    folder = data.DATA / "corpus" / "jfk"
    if folder.is_dir():
        paths = sorted(folder.iterdir())[::sample]
        found = [(path.name, path.read_text("utf-8", errors="replace")) for path in paths]
        share = "whole" if sample == 1 else f"every document in {sample}"
        return f"raw OCR of the JFK releases, {share}", found
    made = []
    size = 0
    for number, text in enumerate(made_up(examples())):
        if size > _MADE_UP / sample:
            break
        made.append((f"{number:06}.txt", text))
        size += len(text)
    return "the examples, lines shuffled and letters garbled", made


def sources() -> list[str]:
    """Return the texts from which others are generated: the collection, or else the examples."""
    return [text for _, text in documents()[1]] if _collection() else examples()


def examples() -> list[str]:
    """Return the texts of the examples."""
    paths = sorted(EXAMPLES.glob("*/ocr.txt"))
    return [path.read_text("utf-8", errors="replace") for path in paths]


def made_up(texts: Sequence[str], size: int = 0) -> Iterator[str]:
    """Yield an infinite, reproducible sequence of different texts: shuffled lines, garbled letters.

    Args:
        texts: the texts from which they are generated.
        size: the approximate bytes of each; 0 for the size of the text it is generated from.
    """
    chance = random.Random(SEED)
    for number in count():
        text = texts[number % len(texts)]
        while len(text.encode("utf-8")) < size:
            text += "\n" + chance.choice(texts)
        text = garbled(text, chance)
        yield cut(text, size) if size else text


def garbled(text: str, chance: random.Random) -> str:
    """Return a text with its lines shuffled and some letters changed."""
    lines = text.split("\n")
    chance.shuffle(lines)
    characters = list("\n".join(lines))
    for _ in range(int(len(characters) * GARBLED)):
        at = chance.randrange(len(characters))
        if characters[at].isalpha():
            characters[at] = chance.choice(_LETTERS)
    return "".join(characters)


def cut(text: str, size: int) -> str:
    """Return the beginning of a text, at most this many bytes."""
    return text.encode("utf-8")[:size].decode("utf-8", errors="ignore")


def _collection() -> bool:
    return (data.DATA / "corpus" / "jfk").is_dir()
