"""The texts that speed and memory are measured on, and as many more like them as are wanted."""

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
"""This share of the letters of a made-up text is changed, so that one word in twenty is new."""

_MADE_UP = 1_000_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def documents(sample: int = 1) -> tuple[str, list[tuple[str, str]]]:
    """Return what the text is, and its documents with their names.

    Args:
        sample: every so many documents are taken.
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
    """Return the texts from which others are made up: the collection, or else the examples."""
    return [text for _, text in documents()[1]] if _collection() else examples()


def examples() -> list[str]:
    """Return the texts of the examples."""
    paths = sorted(EXAMPLES.glob("*/ocr.txt"))
    return [path.read_text("utf-8", errors="replace") for path in paths]


def made_up(texts: Sequence[str], size: int = 0) -> Iterator[str]:
    """Yield texts without end, no two the same: lines shuffled, letters garbled, always alike.

    Args:
        texts: what they are made from.
        size: so many bytes has each, about; if 0, as many as the text that it is made from.
    """
    chance = random.Random(SEED)
    for number in count():
        text = texts[number % len(texts)]
        while len(text.encode("utf-8")) < size:
            text += "\n" + chance.choice(texts)
        text = garbled(text, chance)
        yield cut(text, size) if size else text


def garbled(text: str, chance: random.Random) -> str:
    """Return a text with its lines in another order, and some letters changed."""
    lines = text.split("\n")
    chance.shuffle(lines)
    signs = list("\n".join(lines))
    for _ in range(int(len(signs) * GARBLED)):
        at = chance.randrange(len(signs))
        if signs[at].isalpha():
            signs[at] = chance.choice(_LETTERS)
    return "".join(signs)


def cut(text: str, size: int) -> str:
    """Return the beginning of a text that has so many bytes, or a few less."""
    return text.encode("utf-8")[:size].decode("utf-8", errors="ignore")


def _collection() -> bool:
    return (data.DATA / "corpus" / "jfk").is_dir()
