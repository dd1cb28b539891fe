"""What engines read between words, and what stood there.

A run of signs may stand for what it stood for in the pairs that were learned from, for the run
without one of its signs, and for itself. How often, hangs on where it stands.
"""

from __future__ import annotations

import math
import unicodedata
from array import array
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ocrfix.correction.punctuation.gaps import BACK, FRONT, INSIDE, Gap, folded
from ocrfix.lexicon import tables
from ocrfix.lexicon.alignment import common_prefix, common_suffix
from ocrfix.text.casing import CAPITALISED, CAPITALS, LOWER, case_shape

KINDS = ("edge", "number", "letter", "capital", "small", "capitalised", "capitals", "mixed")
"""The kinds of words beside a gap; at the edge of a line there is none."""
AROUND_WORDS = [f"{left} {right}" for left in KINDS for right in KINDS]
BOUND = "'\"([)]"
"""The signs that may have a partner; each is a bit of :meth:`Page.bound`."""
_WHERE = (FRONT, BACK, *(f"before {kind}" for kind in KINDS))
_SHAPES = {LOWER: "small", CAPITALISED: "capitalised", CAPITALS: "capitals"}
_SMALL = KINDS.index("small")
_BULLETS = frozenset("-*•·—–+>#")
_DASHES = frozenset("-—–")
_LINKS = frozenset("._")
_BRACKETS = frozenset("([{)]}")
_UNSURE = 3.0
_SPECK = 0.5
_ANOTHER = 0.01
_MOST_RUNS = 2_000
_MOST_WORDS = 20_000
_UNASKED = 9.0
"""Stands for a number that was not asked for yet; no rate and no doubt is so large."""

_kinds: dict[str, int] = {}
_NEVER: Counter[str] = Counter()


class Reading:
    """What may have stood where a run of signs was read, with the names of its features.

    Args:
        seen: the run as it was read.
        meant: what may have stood there, with straight quotes.
    """

    def __init__(self, seen: str, meant: str) -> None:
        self.meant = meant
        self.stands = meant == folded(seen)
        self.signs: list[str] = sorted(set(meant) - {" "}) or ["nothing"]
        layout = "".join(" " if c == " " else "x" for c in meant)
        self.layout = "laid out " + (layout.replace(" ", "␣") or "joined")
        self._between: list[str | None] = [None] * len(AROUND_WORDS)
        self.rates = array("d", [_UNASKED] * len(_WHERE))
        gone, come = change(seen, meant)
        name = f"read {meant_signs(gone)} for {meant_signs(come)}"
        self.read = name
        self.noise = f"{name}, noise"
        self.front = f"{name}, {FRONT}"
        self.back = f"{name}, {BACK}"
        self.inside = f"{name}, {INSIDE}"
        self.quiet = f"{name}, quiet"
        self.bracket = gone.strip() if gone.strip() in _BRACKETS else ""
        self.hyphen = "-" in gone
        self.quote = any(sign in "'\"" for sign in folded(gone))

    def between(self, around: int) -> str:
        """Return the name of its layout between words of such kinds."""
        found = self._between[around]
        if found is None:
            found = self._between[around] = f"{self.layout}, between {AROUND_WORDS[around]}"
        return found


class Run:
    """A run of signs as it was read, with all that hangs on it alone.

    Args:
        seen: the run, as :class:`ocrfix.correction.punctuation.gaps.Gap` has it.
        meant: what stood where it was read, the commonest first.
    """

    def __init__(self, seen: str, meant: Sequence[str]) -> None:
        self.seen = seen
        self.meant = list(meant)
        straight = folded(seen)
        bare = seen.strip()
        self.parts = " " in seen
        self.bullet = bare in _BULLETS
        self.dash = bare in _DASHES
        self.colon = ":" in seen
        self.link = seen in _LINKS
        self.dots = "..." in seen
        self.apostrophe = len(seen) == 1 and straight == "'"
        self.money = unicodedata.category(bare[-1:] or " ") == "Sc"
        self.hyphen = seen[-1:] == "-"
        self.stop = seen[:1] == "."
        self.comma = seen[:1] == ","
        self.quoted = "'" in straight or '"' in straight
        self.binds = any(sign in BOUND for sign in straight)
        self.doubts = array("d", [_UNASKED] * len(_WHERE))
        self._readings: dict[str, Reading] = {}
        self.offers: dict[int, list[Reading]] = {}

    def reading(self, meant: str) -> Reading:
        """Return a reading of the run."""
        found = self._readings.get(meant)
        if found is None:
            found = self._readings[meant] = Reading(self.seen, meant)
        return found


class Sightings:
    """What engines read between words, and what stood there.

    Args:
        rows: where (:func:`where`), what was read, what stood there, how often.
    """

    def __init__(self, rows: Sequence[tuple[str, str, str, int]]) -> None:
        self._at: dict[tuple[str, str], Counter[str]] = {}
        self._anywhere: dict[str, Counter[str]] = {}
        read: Counter[str] = Counter()
        specks: Counter[str] = Counter()
        for there, seen, meant, count in rows:
            self._at.setdefault((there, seen), Counter())[meant] += count
            self._anywhere.setdefault(seen, Counter())[meant] += count
            gone, come = change(seen, meant)
            for sign in set(seen):
                read[sign] += count
            if not come.strip():
                for sign in set(gone):
                    specks[sign] += count
        self._specks = {sign: specks[sign] / (read[sign] + _UNSURE) for sign in read}
        # Asked of every gap of every page, and there are not many kinds of gap.
        self._runs: dict[str, Run] = {}

    @classmethod
    def load(cls, path: Path) -> Sightings:
        """Read a table of four columns; a blank is written ``␣``.

        Raises:
            TableError: a row that cannot be read.
        """
        return cls(
            [
                (
                    there,
                    seen.replace("␣", " "),
                    meant.replace("␣", " "),
                    tables.parse_int(path, count),
                )
                for there, seen, meant, count in tables.read_rows(path, 4)
            ]
        )

    def speck(self, sign: str) -> float:
        """Return how often a sign that was read stands for nothing."""
        return self._specks.get(sign, _SPECK)

    def run(self, seen: str) -> Run:
        """Return what is known of a run of signs."""
        run = self._runs.get(seen)
        if run is None:
            if len(self._runs) >= _MOST_RUNS:
                self._runs.clear()
            run = self._runs[seen] = Run(seen, _commonest(self._anywhere.get(seen, _NEVER)))
        return run

    def doubt(self, run: Run, there: int) -> float:
        """Return how likely it is, at first sight, that a run is not what stood there.

        Args:
            run: the run.
            there: where it stands: a number, see :func:`place_of`.
        """
        doubt = run.doubts[there]
        if doubt == _UNASKED:
            doubt = 1 - self._rate(_WHERE[there], run.seen, folded(run.seen))
            run.doubts[there] = doubt
        return doubt

    def rate(self, run: Run, reading: Reading, there: int) -> float:
        """Return the natural log of how often a reading stood where such a run was read."""
        rate = reading.rates[there]
        if rate == _UNASKED:
            rate = math.log(self._rate(_WHERE[there], run.seen, reading.meant) + 1e-4)
            reading.rates[there] = rate
        return rate

    def _rate(self, there: str, seen: str, meant: str) -> float:
        gone, come = change(seen, meant)
        guess = _ANOTHER if come.strip() else 1.0
        for sign in gone.replace(" ", ""):
            guess *= self.speck(sign)
        if not gone and not come:
            for sign in seen.replace(" ", ""):
                guess *= 1 - self.speck(sign)
        for found in (
            self._anywhere.get(seen, _NEVER),
            self._at.get((there, seen), _NEVER),
        ):
            guess = (found[meant] + _UNSURE * guess) / (found.total() + _UNSURE)
        return guess


def where(gap: Gap) -> str:
    """Return where a gap stands, as the table of sightings names it.

    >>> from ocrfix.correction.punctuation.gaps import Gap
    >>> where(Gap(4, 6, ". ", "inside", "came", "then", 0))
    'before small'
    """
    return gap.place if gap.place != INSIDE else f"before {_named(gap.right)}"


def place_of(gap: Gap, right_kind: int) -> int:
    """Return where a gap stands, as a number, before a word of that kind (:func:`kind_beside`)."""
    if gap.place == INSIDE:
        return 2 + right_kind
    return 0 if gap.place == FRONT else 1


def _commonest(found: Counter[str]) -> list[str]:
    return sorted(found, key=lambda meant: (-found[meant], meant))


def kind_beside(text: str) -> int:
    """Return what kind of word stands beside a gap: a number of :data:`KINDS`."""
    at, size = 0, len(text)
    while at < size and "a" <= text[at] <= "z":
        at += 1
    if at == size and size > 1:
        return _SMALL  # most words; asking takes longer
    kind = _kinds.get(text)
    if kind is None:
        if len(_kinds) >= _MOST_WORDS:
            _kinds.clear()
        kind = _kinds[text] = KINDS.index(_named(text))
    found: int = kind
    return found


def _named(text: str) -> str:
    if not text:
        return "edge"
    if text.isdecimal():
        return "number"
    if len(text) == 1:
        return "letter" if text.islower() else "capital"
    return _SHAPES.get(case_shape(text), "mixed")


def meant_signs(signs: str) -> str:
    """Return signs as a feature names them: a blank is ``␣``, no sign ``nothing``."""
    return signs.replace(" ", "␣") or "nothing"


def change(seen: str, meant: str) -> tuple[str, str]:
    """Return what goes from ``seen``, as it stands there, and what comes instead."""
    start, end = differ(seen, meant)
    return seen[start : len(seen) - end], meant[start : len(meant) - end]


def differ(seen: str, meant: str) -> tuple[int, int]:
    """Return how many signs are alike in front and behind."""
    straight = folded(seen)
    start = common_prefix(straight, meant)
    return start, common_suffix(straight, meant, start)
