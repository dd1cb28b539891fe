"""Words recovered from clean text whose letters were separated by spaces, in three ways."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable

import data
from rapidfuzz.distance import Levenshtein

from ocrfix.config import Config
from ocrfix.pipeline import Pipeline

_SEED = 20
_EVERY = 8
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NAME = re.compile(r"[A-Z][a-z]{2,}")
_WIDTH = 90


def spaced() -> None:
    """Print the share of correct words, of names among them, and of words with punctuation."""
    pipeline = Pipeline(Config.default())
    lines = [line for name in data.PAIRS for line in _lines(name)][::_EVERY]
    print(f"\nletter-spaced text, {len(lines)} lines of clean text")
    print(f"{'':<34}{'words':>9}{'names':>9}{'strings':>9}{'lines':>9}{'as spaced':>11}")
    for what, space in WAYS.items():
        chance = random.Random(_SEED)
        counts: Counter[str] = Counter()
        for line in lines:
            wide = space(line, chance)
            found = pipeline.correct(wide).clean
            for key, cut in (("words", _WORD.findall), ("strings", str.split)):
                meant, got = cut(line), cut(found)
                counts[f"{key} right"] += _shared(meant, got)
                counts[key] += len(meant)
            names = Counter(_NAME.findall(line.partition(" ")[2]))
            counts["names"] += names.total()
            counts["names right"] += (names & Counter(_WORD.findall(found))).total()
            counts["before"] += _shared(_WORD.findall(line), _WORD.findall(wide))
            counts["lines"] += 1
            counts["lines right"] += found.split() == line.split()
        cells = [counts[f"{k} right"] / counts[k] for k in ("words", "names", "strings", "lines")]
        before = counts["before"] / counts["words"]
        print(f"{what:<34}" + "".join(f"{cell:>9.2%}" for cell in cells) + f"{before:>11.2%}")


def _lines(name: str) -> list[str]:
    """Return the passages as lines of a page, without lines too short to have words."""
    found = []
    for row in data.read(data.DATA / "bench" / name):
        words = row["truth"].split()
        while words:
            line = words.pop(0)
            while words and len(line) + len(words[0]) < _WIDTH:
                line += " " + words.pop(0)
            if len(line) >= _WIDTH // 4:
                found.append(line)
    return found


def _shared(meant: list[str], found: list[str]) -> int:
    return sum(
        op.src_end - op.src_start for op in Levenshtein.opcodes(meant, found) if op.tag == "equal"
    )


def _word_gaps_lost(line: str, chance: random.Random) -> str:
    return " ".join(line.replace(" ", ""))


def _word_gaps_wide(line: str, chance: random.Random) -> str:
    return "  ".join(" ".join(word) for word in line.split())


def _parts(line: str, chance: random.Random) -> str:
    words = line.split()
    first = chance.randrange(len(words))
    last = chance.randint(first + 1, len(words))
    run = [" ".join("".join(words[first:last]))]
    return " ".join((*words[:first], *run, *words[last:]))


def _words_at_random(line: str, chance: random.Random) -> str:
    return " ".join(" ".join(w) if chance.random() < 0.5 else w for w in line.split())


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "whole line, word gaps lost": _word_gaps_lost,
    "whole line, two blanks for one": _word_gaps_wide,
    "a random run of words": _parts,
    "every other word, at random": _words_at_random,
}
