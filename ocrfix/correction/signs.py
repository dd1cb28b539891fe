"""Judging signs: what stood between two words, by a log-linear model of the readings of a gap.

The readings of a gap are what the same run of signs stood for in the pairs that were learned from,
the run without one of its signs, and the run as it stands. They are judged as the readings of a
word are (:mod:`ocrfix.correction.rank`): how likely an engine makes the one of the other, and how
well the reading fits between the words.
"""

from __future__ import annotations

import math
import unicodedata
from array import array
from collections import Counter
from collections.abc import Container, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ocrfix.correction.context import COLLECTION, DIPLOMATIC_ENGLISH, follows
from ocrfix.correction.dress import CAPITALISED, CAPITALS, LOWER, shape
from ocrfix.correction.gaps import (
    BACK,
    FRONT,
    INSIDE,
    Gap,
    folded,
    gaps,
    word_after,
    word_before,
)
from ocrfix.correction.place import NUMBER, SENTENCE, Places
from ocrfix.correction.proof import Proof
from ocrfix.lexicon import tables
from ocrfix.lexicon.counts import SideBySide
from ocrfix.lexicon.form import ABBREVIATION, DIPLOMATIC, ENGLISH
from ocrfix.lexicon.word import Word
from ocrfix.lines import Line
from ocrfix.model import Edit

_AROUND = 200
_SEEN = 450
"""Characters before and after a gap that its mend may hang on."""

_MOST_KEPT = 10_000
_MOST_RUNS = 2_000
_MOST_SIGNS = 1_000
_MOST_NAMES = 5_000
_MOST = 8
_FEWEST_WORDS = 4
_HOPELESS = 0.4
_LONGEST_LABEL = 3
_BULLETS = frozenset("-*•·—–+>#")
_DASHES = frozenset("-—–")
_PLAIN = DIPLOMATIC | ENGLISH
_COMMON = -6.0
_UNSURE = 3.0
_SURE = 0.002
_SUREST = 0.99
_SPECK = 0.5
_ANOTHER = 0.01
_QUIET = 0.3
_LOUD = 1.5
_ODD = 0.5
_OFTEN = 1.5
_LINKS = frozenset("._")
_BRACKETS = frozenset("([{)]}")
_ENDS = frozenset("!?")
_LEAST_SPECK = 0.1
_TELLING = -5.2


_KINDS = ("edge", "number", "letter", "capital", "small", "capitalised", "capitals", "mixed")
_MANY = len(_KINDS)
_WHERE = (FRONT, BACK, *(f"before {kind}" for kind in _KINDS))
_AROUND_WORDS = [f"{left} {right}" for left in _KINDS for right in _KINDS]
_BETWEEN = [f"between {around}" for around in _AROUND_WORDS]
_BOUND = "'\"([)]"
"""The signs that may have a partner; each is a bit of :meth:`Page.bound`."""
_GRAINS = float(1 << 28)
"""Doubts are added up in grains so fine, so that a sum over a part of a text is exact: the same,
whatever stands before that part."""

_UNASKED = 9.0
"""Stands for a number that was not asked for yet; no rate and no doubt is so large."""
_LOGS = [math.log1p(count) for count in range(_SEEN)]


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
        self._between: list[str | None] = [None] * len(_AROUND_WORDS)
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
            found = self._between[around] = f"{self.layout}, between {_AROUND_WORDS[around]}"
        return found


class Run:
    """A run of signs as it was read, with all that hangs on it alone.

    Args:
        seen: the run, as :class:`ocrfix.correction.gaps.Gap` has it.
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
        self.binds = any(sign in _BOUND for sign in straight)
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
                (there, seen.replace("␣", " "), meant.replace("␣", " "), tables.number(path, count))
                for there, seen, meant, count in tables.rows(path, 4)
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
            there: where it stands: a number of :data:`_WHERE`.
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


_NEVER: Counter[str] = Counter()


def where(gap: Gap) -> str:
    """Return where a gap stands, as the table of sightings names it.

    >>> from ocrfix.correction.gaps import Gap
    >>> where(Gap(4, 6, ". ", "inside", "came", "then", 0))
    'before small'
    """
    return gap.place if gap.place != INSIDE else f"before {_kind_of(gap.right)}"


def _commonest(found: Counter[str]) -> list[str]:
    return sorted(found, key=lambda meant: (-found[meant], meant))


def _where(gap: Gap, right_kind: int) -> int:
    if gap.place == INSIDE:
        return 2 + right_kind
    return 0 if gap.place == FRONT else 1


class Page:
    """The gaps of a text with what is measured of them all.

    Args:
        places: the words of the text.
        sightings: what engines made of signs.
    """

    def __init__(self, places: Places, sightings: Sightings) -> None:
        self.places = places
        self.sightings = sightings
        self.text: str = places.scan.text
        self.gaps: list[Gap] = gaps(places.scan)
        self.runs: list[Run] = [sightings.run(gap.seen) for gap in self.gaps]
        self.lines: list[Line] = places.scan.lines
        self.first_token: list[int] = places.scan.first_token
        lexicon = places.lexicon
        self.counted: SideBySide = lexicon.side_by_side
        self.grammar: dict[str, str] = lexicon.grammar
        self.own: frozenset[str] = lexicon.own
        self.sentence: Word = SENTENCE
        self.nothing: Word = places.look_up("")
        # Before each gap, and in all: doubts, doubts that are likelier than not, stops, commas.
        many = len(self.gaps)
        self._doubts = array("d", bytes(8 * (many + 1)))
        self._odd = array("d", bytes(8 * (many + 1)))
        self._stops = array("q", bytes(8 * (many + 1)))
        self._commas = array("q", bytes(8 * (many + 1)))
        # For each gap, the first near by, the first that is no longer, and the stop before it.
        self._first = array("q", bytes(8 * (many + 1)))
        self._last = array("q", bytes(8 * (many + 1)))
        self._stop = array("q", bytes(8 * (many + 1)))
        self._there = array("q", bytes(8 * (many + 1)))
        self._sum_up()
        self._marked = False
        self._straight: list[int] = []
        self._curly: list[int] = []
        # Where single and double quotes open something, and where they close.
        self._opens: list[int] = []
        self._closes: list[int] = []
        self._opens_double: list[int] = []
        self._closes_double: list[int] = []

    def _sum_up(self) -> None:
        found = self.gaps
        many = len(found)
        first = last = stop = 0
        doubts = odd = 0.0
        for number in range(many):
            gap = found[number]
            run = self.runs[number]
            start = gap.start
            other = found[first]
            while other.start < start - _AROUND:
                first += 1
                other = found[first]
            while last < many:
                other = found[last]
                if other.start > start + _AROUND:
                    break
                last += 1
            self._first[number] = first
            self._last[number] = last
            self._stop[number] = stop
            there = _where(gap, _kind(gap.right))
            self._there[number] = there
            doubt = int(self.sightings.doubt(run, there) * _GRAINS) / _GRAINS
            doubts += doubt
            if doubt > _ODD:
                odd += doubt
            self._doubts[number + 1] = doubts
            self._odd[number + 1] = odd
            self._stops[number + 1] = self._stops[number] + run.stop
            self._commas[number + 1] = self._commas[number] + run.comma
            if run.stop:
                stop = start

    def where(self, number: int) -> int:
        """Return where a gap stands: a number of :data:`_WHERE`."""
        return self._there[number]

    def noise(self, number: int) -> float:
        """Return how many of the other gaps near by are likely not what stood there."""
        sums = self._doubts
        return (
            sums[self._last[number]] - sums[self._first[number]] - (sums[number + 1] - sums[number])
        )

    def odd(self, number: int) -> float:
        """Return the same, counting only gaps that are likelier wrong than right."""
        sums = self._odd
        return (
            sums[self._last[number]] - sums[self._first[number]] - (sums[number + 1] - sums[number])
        )

    def since_stop(self, number: int) -> int:
        """Return how many words stand between a gap and the full stop before it, 40 at most."""
        at = self.gaps[number].start
        since = self._stop[number]
        return self.text.count(" ", max(since, at - 250), at)

    def stops(self, number: int) -> int:
        """Return how many full stops stand near a gap, itself left out."""
        sums, run = self._stops, self.runs[number]
        return sums[self._last[number]] - sums[self._first[number]] - run.stop

    def commas(self, number: int) -> int:
        """Return how many commas stand near a gap, itself left out."""
        sums, run = self._commas, self.runs[number]
        return sums[self._last[number]] - sums[self._first[number]] - run.comma

    def curly(self, number: int) -> int:
        """Return how many curly quotes stand near a gap."""
        self._mark()
        at = self.gaps[number].start
        return _up_to(self._curly, at + _AROUND) - _up_to(self._curly, at - _AROUND - 1)

    def straight(self, number: int) -> int:
        """Return how many straight quotes stand near a gap."""
        self._mark()
        at = self.gaps[number].start
        return _up_to(self._straight, at + _AROUND) - _up_to(self._straight, at - _AROUND - 1)

    def _mark(self) -> None:
        """Find the quotes of the text: those of each style, those that open and those that close.

        What opens stands before a letter or figure and behind none; what stands between others is
        taken for one that closes.
        """
        if self._marked:
            return
        self._marked = True
        text = self.text
        size = len(text)
        for number in range(len(self.gaps)):
            run = self.runs[number]
            if not run.quoted:
                continue
            gap = self.gaps[number]
            for at in range(gap.start, gap.end):
                sign = text[at]
                straight = folded(sign)
                if straight != "'" and straight != '"':
                    continue
                if sign == straight:
                    self._straight.append(at)
                else:
                    self._curly.append(at)
                after = at + 1 < size and text[at + 1].isalnum()
                before = at > 0 and text[at - 1].isalnum()
                if after and before:
                    continue
                if straight == "'":
                    places = self._opens if after else self._closes
                else:
                    places = self._opens_double if after else self._closes_double
                places.append(at)

    def parts_words(self, gap: Gap) -> bool:
        """Whether a blank may be lost in a gap: on both sides stand plain words."""
        if len(gap.left) < 2 or len(gap.right) < 2:
            return False
        left, right = self.places.look_up(gap.left), self.places.look_up(gap.right)
        return bool(left.flags & _PLAIN and right.flags & _PLAIN)

    def bound(self, number: int) -> int:
        """Return the signs of a gap that have a partner, or may have one where the text is cut.

        Where much is amiss near by, no sign is spared for that. Each is a bit: its place in
        :data:`_BOUND`.
        """
        run = self.runs[number]
        if not run.binds or self.odd(number) > _LOUD:
            return 0
        gap = self.gaps[number]
        text = self.text
        size = len(text)
        found = 0
        for at in range(gap.start, gap.end):
            sign = folded(text[at])
            place = _BOUND.find(sign)
            if place < 0:
                continue
            quote = sign == "'" or sign == '"'
            if quote and self.partner(at):
                found |= 1 << place
            elif sign in "([" or (sign == '"' and at + 1 < size and text[at + 1].isalnum()):
                closing = ")" if sign == "(" else "]" if sign == "[" else sign
                if at + _AROUND > size and text.find(closing, at + 1) < 0:
                    found |= 1 << place
            elif sign != "'":
                opening = "(" if sign == ")" else "[" if sign == "]" else sign
                if at < _AROUND and text.find(opening, 0, at) < 0:
                    found |= 1 << place
        return found

    def bracketed(self, gap: Gap, sign: str) -> bool:
        """Whether a bracket in a gap has a partner near by."""
        text = self.text
        closes = sign in ")]}"
        if closes:
            start, end = max(0, gap.start - _AROUND), gap.start
        else:
            start, end = gap.end, min(len(text), gap.end + _AROUND)
        more = 0
        for at in range(start, end):
            if text[at] in "([{":
                more += 1
            elif text[at] in ")]}":
                more -= 1
        return more > 0 if closes else more < 0

    def partner(self, at: int) -> bool:
        """Whether another quote near by would open or close what the quote at ``at`` does."""
        self._mark()
        text = self.text
        if folded(text[at]) == '"':
            opens, closes = self._opens_double, self._closes_double
        else:
            opens, closes = self._opens, self._closes
        if at + 1 < len(text) and text[at + 1].isalnum():
            found = _up_to(closes, at)
            if found == len(closes):
                return False
            place = closes[found]
            if place > at + _AROUND:
                return False
            following = _up_to(opens, at)
            if following == len(opens):
                return True
            other = opens[following]
            return other > place
        found = _up_to(opens, at - 1)
        if not found:
            return False
        place = opens[found - 1]
        if place < at - _AROUND:
            return False
        earlier = _up_to(closes, at - 1)
        if not earlier:
            return True
        other = closes[earlier - 1]
        return other < place

    def offers(self, number: int) -> list[Reading]:
        """Return the readings of a gap, what stands there first."""
        gap, run = self.gaps[number], self.runs[number]
        bound = self.bound(number)
        small = bool(gap.right) and gap.right[0].islower()
        parts = run.parts or self.parts_words(gap)
        if gap.over_left:
            edge = 0
        elif gap.over_right:
            edge = 1
        elif gap.place == INSIDE:
            edge = 2
        else:
            edge = 3 if gap.place == FRONT else 4
        key = ((bound * 5 + edge) * 2 + small) * 2 + parts
        found = run.offers.get(key)
        if found is None:
            found = run.offers[key] = _offers(self.sightings, gap, run, bound, parts)
        return found


def _up_to(places: list[int], at: int) -> int:
    """Return how many places stand no farther than ``at``."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) >> 1
        place = places[middle]
        if place <= at:
            low = middle + 1
        else:
            high = middle
    return low


def _offers(sightings: Sightings, gap: Gap, run: Run, bound: int, parts: bool) -> list[Reading]:
    """Return the readings of a run, in a gap where these signs are bound."""
    stands = folded(run.seen)
    kept = {sign for place, sign in enumerate(_BOUND) if bound >> place & 1}
    found = dict.fromkeys([stands])
    for meant in run.meant:
        gone, come = change(run.seen, meant)
        if _ENDS.intersection(gone) and not gap.right[:1].islower():
            continue
        if kept.intersection(folded(gone)):
            continue
        if gone or not come.strip():
            found[meant] = None  # signs that the engine lost cannot be told
    for at, sign in enumerate(run.seen):
        if sign in _ENDS and not gap.right[:1].islower():
            continue  # a question, an exclamation
        if folded(sign) in kept:
            continue
        if sign != " " and sightings.speck(sign) >= _LEAST_SPECK:
            rest = stands[:at] + stands[at + 1 :]
            found[" ".join(f"|{rest}|".split())[1:-1].replace("  ", " ")] = None
            if rest == "" and gap.place == INSIDE:
                found[" "] = None
    if " " in found and " " not in stands and not parts:
        del found[" "]
    return [run.reading(m) for m in found if _possible(gap, m)][: _MOST + 1]


def readings(page: Page, number: int) -> list[str]:
    """Return what may stand in a gap, with straight quotes; what stands there first."""
    return [reading.meant for reading in page.offers(number)]


def _possible(gap: Gap, meant: str) -> bool:
    if gap.over_left:
        return meant.startswith(" ")
    if gap.over_right:
        return meant.endswith(" ")
    if gap.place == INSIDE:
        return True
    return not (meant.startswith(" ") if gap.place == FRONT else meant.endswith(" "))


class Column:
    """The weights of one sign: its own, and that of each feature that all readings share.

    Args:
        many: how many shared features have a weight.
    """

    def __init__(self, many: int) -> None:
        self.own = 0.0
        self.weights = array("d", bytes(8 * many))

    def weigh(self, number: int, weight: float) -> None:
        """Set the weight of the shared feature of that number; of -1, the sign's own."""
        if number < 0:
            self.own = weight
        else:
            self.weights[number] = weight


class Scale:
    """Weights of features by name, those of what all readings of a gap share by number.

    Args:
        weights: the weight of each feature, by its name.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = dict(weights)
        self.numbers: dict[str, int] = {}
        self.columns: dict[str, Column] = {}
        signed = [(*_signed(name), weight) for name, weight in weights.items()]
        for sign, name, _ in signed:
            if sign and name:
                self.numbers.setdefault(name, len(self.numbers))
        for sign, name, weight in signed:
            if not sign:
                continue
            column = self.columns.get(sign)
            if column is None:
                column = self.columns[sign] = Column(len(self.numbers))
            column.weigh(self.numbers[name] if name else -1, weight)


def _signed(name: str) -> tuple[str, str]:
    """Return the sign that a feature is of, and the rest of its name.

    >>> _signed(",, left month"), _signed("nothing"), _signed("rate")
    ((',', 'left month'), ('nothing', ''), ('', 'rate'))
    """
    if len(name) == 1 or name == "nothing":
        return name, ""
    if name[1:3] == ", ":
        return name[0], name[3:]
    if name.startswith("nothing, "):
        return "nothing", name[9:]
    return "", name


class Tally:
    """The features of the readings of a gap: added up as they come, or kept by name to learn from.

    Args:
        scale: the weights; nothing where the features are wanted.
    """

    def __init__(self, scale: Scale | None) -> None:
        self.adds = scale is not None
        self.score = 0.0
        self.features: dict[str, float] = {}
        self._shared: dict[str, float] = {}
        self._many = 0
        self._weights: dict[str, float] = {}
        self._numbers: dict[str, int] = {}
        self._columns: dict[str, Column] = {}
        if scale is not None:
            self._weights = scale.weights
            self._numbers = scale.numbers
            self._columns = scale.columns
        self._which = array("q", bytes(8 * (len(self._numbers) + 1)))
        self._values = array("d", bytes(8 * (len(self._numbers) + 1)))

    def clear(self) -> None:
        """Begin another gap."""
        self._many = 0
        self._shared = {}

    def share(self, name: str, value: float) -> None:
        """Add a feature that each sign of each reading has with a weight of its own."""
        if not self.adds:
            self._shared[name] = value
            return
        number = self._numbers.get(name)
        if number is None:
            return
        which: int = number
        for at in range(self._many):
            if self._which[at] == which:
                self._values[at] = value
                return
        self._which[self._many] = which
        self._values[self._many] = value
        self._many += 1

    def begin(self) -> None:
        """Begin another reading."""
        self.score = 0.0
        if not self.adds:
            self.features = {}

    def sign(self, sign: str) -> None:
        """Add a sign of the reading, with all that is shared."""
        if self.adds:
            column = self._columns.get(sign)
            if column is not None:
                self._add(column)
            return
        self.features[sign] = 1.0
        names = _names_of(sign)
        for name, value in self._shared.items():
            self.features[names.get(name) or _name(names, sign, name)] = value

    def _add(self, column: Column) -> None:
        score = self.score + column.own
        for at in range(self._many):
            score += column.weights[self._which[at]] * self._values[at]
        self.score = score

    def put(self, name: str, value: float) -> None:
        """Add a feature of the reading."""
        if not self.adds:
            self.features[name] = value
            return
        weight = self._weights.get(name)
        if weight is not None:
            by: float = weight
            self.score += by * value


def measure(page: Page, number: int, offered: Sequence[str]) -> list[dict[str, float]]:
    """Return the features of the readings of a gap, what stands there first."""
    run = page.runs[number]
    tally = Tally(None)
    found: list[dict[str, float]] = []
    _measured(tally, page, number, [run.reading(meant) for meant in offered], found)
    return found


def _measured(
    tally: Tally, page: Page, number: int, offered: list[Reading], found: list[Any]
) -> None:
    """Add what each reading of a gap comes to: its features, or the sum of their weights."""
    gap, run = page.gaps[number], page.runs[number]
    places = page.places
    left_kind, right_kind = _kind(gap.left), _kind(gap.right)
    around = left_kind * _MANY + right_kind
    there = page.where(number)
    tally.clear()
    tally.share(_BETWEEN[around], 1.0)
    _share_words(tally, page, gap)
    tally.share("words since a stop", _log_of(page.since_stop(number)))
    tally.share("stops around", _log_of(page.stops(number)))
    tally.share("commas around", _log_of(page.commas(number)))
    kind = page.grammar.get(gap.right.lower())
    if kind:
        tally.share(_with_kind("right", kind), 1.0)
    noise = math.log1p(page.noise(number))
    doubt = places.doubt(gap.line)
    text = page.text
    curly, straight = _log_of(page.curly(number)), _log_of(page.straight(number))
    after, before = gap.end + len(gap.right), gap.start - len(gap.left) - 1
    chained = (after < len(text) and text[after] == "-") or (before >= 0 and text[before] == "-")
    for reading in offered:
        tally.begin()
        for sign in reading.signs:
            tally.sign(sign)
        tally.put(reading.layout, 1.0)
        tally.put(reading.between(around), 1.0)
        tally.put("rate", page.sightings.rate(run, reading, there))
        if reading.stands:
            tally.put("stands", 1.0)
        else:
            tally.put("changed, noise", noise)
            if noise < _QUIET:
                tally.put("changed, quiet", 1.0)
            tally.put("changed, curly quotes around", curly)
            tally.put("changed, straight quotes around", straight)
            tally.put("changed, line in doubt", doubt)
            tally.put(reading.read, 1.0)
            tally.put(reading.noise, noise)
            if gap.place == INSIDE:
                tally.put(reading.inside, 1.0)
            else:
                tally.put(reading.front if gap.place == FRONT else reading.back, 1.0)
            if noise < _QUIET:
                tally.put(reading.quiet, 1.0)
            if reading.bracket:
                paired = page.bracketed(gap, reading.bracket)
                tally.put("a bracket goes that has a partner" if paired else "a bracket goes", 1.0)
            if reading.hyphen and chained:
                tally.put("a hyphen goes beside another", 1.0)
            if reading.quote:
                tally.put("a quote goes", 1.0)
                if _paired(page, gap):
                    tally.put("a quote goes that has a partner", 1.0)
        found.append(tally.score if tally.adds else tally.features)


def _paired(page: Page, gap: Gap) -> bool:
    """Whether a quote in a gap has a partner."""
    text = page.text
    for at in range(gap.start, gap.end):
        straight = folded(text[at])
        if (straight == "'" or straight == '"') and page.partner(at):
            return True
    return False


def _share_words(tally: Tally, page: Page, gap: Gap) -> None:
    """Share what the words around a gap tell."""
    places = page.places
    lexicon = places.lexicon
    counted = page.counted
    left, right = places.look_up(gap.left), places.look_up(gap.right)
    sentence = page.sentence
    a, b = left.number, right.number
    if gap.left and gap.right:
        text = page.text
        before, after = gap.start - len(gap.left), gap.end + len(gap.right)
        first = last = page.nothing
        if not gap.over_left and before > 0 and text[before - 1] == " ":
            first = places.look_up(word_before(text, before - 1))
        if not gap.over_right and after < len(text) and text[after] == " ":
            last = places.look_up(word_after(text, after + 1))
        if a and b:
            joint = 0.0
            if first.number:
                joint += max(0.0, counted.triple(first.number, a, b))
            if last.number:
                joint += max(0.0, counted.triple(a, b, last.number))
            if joint:
                tally.share("triples", joint)
        if b and last.number:
            opened = counted.triple(sentence.number, b, last.number)
            if opened > 0:
                tally.share("right two open sentences", opened)
        tally.share("pair", max(-4.0, follows(lexicon, DIPLOMATIC_ENGLISH, left, right)))
        tally.share("pair of the collection", max(-4.0, follows(lexicon, COLLECTION, left, right)))
    if gap.right:
        opens = follows(lexicon, DIPLOMATIC_ENGLISH, sentence, right)
        tally.share("right opens sentences", opens)
        if right is not NUMBER:
            if right.likelihood > _TELLING:
                tally.share(_with_word("right", gap.right), 1.0)
            if not right.flags & _PLAIN:
                tally.share("right unknown", 1.0)
    if gap.left:
        if left is not NUMBER:
            if left.likelihood > _TELLING:
                tally.share(_with_word("left", gap.left), 1.0)
            elif left.likelihood > _COMMON:
                tally.share("left common", 1.0)
        if left.flags & ABBREVIATION:
            tally.share("left abbreviation", 1.0)
        if left is not NUMBER and not left.flags & _PLAIN:
            tally.share("left unknown", 1.0)
        kind = page.grammar.get(gap.left.lower())
        if kind:
            tally.share(_with_kind("left", kind), 1.0)
        whole = places.look_up(gap.left + gap.right)
        if whole.flags & _PLAIN and whole is not NUMBER:
            tally.share("one word", 1.0)


def _log_of(count: int) -> float:
    """Return the natural log of a count and one."""
    if count < len(_LOGS):
        found: float = _LOGS[count]
        return found
    return math.log1p(count)


_names: dict[str, dict[str, str]] = {}
"""The names of features, by sign: putting them together takes longer than all else."""
_words: dict[str, dict[str, str]] = {"left": {}, "right": {}}
_classes: dict[str, dict[str, str]] = {"left": {}, "right": {}}


def _names_of(sign: str) -> dict[str, str]:
    found = _names.get(sign)
    if found is None:
        if len(_names) >= _MOST_SIGNS:
            _names.clear()
        found = _names[sign] = {}
    return found


def _name(names: dict[str, str], sign: str, name: str) -> str:
    found = names[name] = f"{sign}, {name}"
    return found


def _with_word(side: str, word: str) -> str:
    names = _words[side]
    found = names.get(word)
    if found is None:
        if len(names) >= _MOST_NAMES:
            names.clear()
        found = names[word] = f"{side} is {word.lower()}"
    return found


def _with_kind(side: str, kind: str) -> str:
    names = _classes[side]
    found = names.get(kind)
    if found is None:
        if len(names) >= _MOST_NAMES:
            names.clear()
        found = names[kind] = f"{side} {kind}"
    return found


def meant_signs(signs: str) -> str:
    """Return signs as a feature names them: a blank is ``␣``, no sign ``nothing``."""
    return signs.replace(" ", "␣") or "nothing"


def change(seen: str, meant: str) -> tuple[str, str]:
    """Return what goes from ``seen``, as it stands there, and what comes instead."""
    start, end = _differ(seen, meant)
    return seen[start : len(seen) - end], meant[start : len(meant) - end]


def _differ(seen: str, meant: str) -> tuple[int, int]:
    """Return how many signs are alike in front and behind."""
    straight = folded(seen)
    start = end = 0
    least = min(len(straight), len(meant))
    while start < least and straight[start] == meant[start]:
        start += 1
    while end < least - start and straight[-1 - end] == meant[-1 - end]:
        end += 1
    return start, end


_SHAPES = {LOWER: "small", CAPITALISED: "capitalised", CAPITALS: "capitals"}
_SMALL = _KINDS.index("small")
_kinds: dict[str, int] = {}
_MOST_WORDS = 20_000


def _kind(text: str) -> int:
    """Return what kind of word stands beside a gap: a number of :data:`_KINDS`."""
    at, size = 0, len(text)
    while at < size and "a" <= text[at] <= "z":
        at += 1
    if at == size and size > 1:
        return _SMALL  # most words; asking takes longer
    kind = _kinds.get(text)
    if kind is None:
        if len(_kinds) >= _MOST_WORDS:
            _kinds.clear()
        kind = _kinds[text] = _KINDS.index(_kind_of(text))
    found: int = kind
    return found


def _kind_of(text: str) -> str:
    if not text:
        return "edge"
    if text.isdecimal():
        return "number"
    if len(text) == 1:
        return "letter" if text.islower() else "capital"
    return _SHAPES.get(shape(text), "mixed")


def in_doubt(page: Page, number: int) -> bool:
    """Whether a gap is worth judging: in a line of words, and not one that is always right.

    The cheap tests come first; half of the gaps of a page pass them.
    """
    gap, run = page.gaps[number], page.runs[number]
    if page.sightings.doubt(run, page.where(number)) < _SURE or run.dots:
        return False  # right, or something left out
    places = page.places
    text = page.text
    left, right = gap.left, gap.right
    figure = bool(right) and right[0].isdigit()
    if not run.parts and (figure or (left and left[len(left) - 1].isdigit())):
        return False  # parts of a number, a date, an hour, a file number
    if figure and (run.money or run.hyphen):
        return False  # a sum of money, an hour's zone, a number below zero
    if run.link and _in_chain(text, gap):
        return False  # an address, a file's name
    if run.dash and (gap.over_right or not right):
        return False  # breaks a word
    words = page.first_token
    line = gap.line
    stop: int = words[line + 1] if line + 1 < len(words) else len(places.words)
    first: int = words[line]
    if stop - first < _FEWEST_WORDS or places.doubt(line) > _HOPELESS:
        return False
    own = page.own
    if own and f"{left}{run.seen}{right}" in own:
        return False
    if run.apostrophe:
        whole = places.look_up(f"{left}'{right}")
        if whole.flags or len(right) <= 2 or len(left) == 1:
            return False  # an apostrophe
    if run.bullet or run.colon:
        start: int = page.lines[line].start
        at = gap.start - start
        # Where a word of the line stands in front, nothing begins.
        if run.bullet and (gap.over_left or not left):
            opening = places.scan.opening(line)
            if not opening or opening[0] >= at:
                return False  # a list, a note
        if run.colon and at and text[start].isupper() and _labels(places.scan.opening(line), at):
            return False
    # As often written there as it is dirt.
    weak = run.dash or run.colon
    return not weak or (page.odd(number) > _QUIET and _together(places, gap))


def _labels(opening: Sequence[int], at: int) -> bool:
    """Whether so few words stand in a line before a colon that they may be a label.

    Args:
        opening: where the first words of the line begin.
        at: where the colon stands.
    """
    return sum(start < at for start in opening) <= _LONGEST_LABEL


def _in_chain(text: str, gap: Gap) -> bool:
    """Whether the words on both sides of a gap hang together with more than each other."""
    before = gap.start - len(gap.left) - 1
    after = gap.end + len(gap.right)
    if before >= 0 and not text[before].isspace():
        return True
    return (
        after + 1 < len(text)
        and (text[after] == "." or text[after] == "_")
        and text[after + 1].isalnum()
    )


def _together(places: Places, gap: Gap) -> bool:
    """Whether the words on both sides of a gap often stand side by side."""
    left, right = places.look_up(gap.left), places.look_up(gap.right)
    return follows(places.lexicon, DIPLOMATIC_ENGLISH, left, right) > _OFTEN


class Judge:
    """The judge of signs.

    Args:
        weights: the weight of each feature, by its name; features without one count nothing.
        sightings: what engines made of signs.
    """

    def __init__(self, weights: Mapping[str, float], sightings: Sightings) -> None:
        self.weights = dict(weights)
        self.scale = Scale(self.weights)
        self.sightings = sightings
        self._kept: dict[Hashable, tuple[str, float] | None] = {}

    @classmethod
    def load(cls, weights: Path, sightings: Path) -> Judge:
        """Read the two tables: feature and weight, and what was read for what.

        Raises:
            TableError: a row that cannot be read.
        """
        return cls(tables.weights(weights), Sightings.load(sightings))

    def score(self, features: Mapping[str, float]) -> float:
        """Return the weighted sum of the features."""
        weights = self.weights
        total = 0.0
        for name, value in features.items():
            weight = weights.get(name)
            if weight is not None:
                total += weight * value
        return total

    def shares(self, offered: Sequence[Mapping[str, float]]) -> list[float]:
        """Return how likely each reading is among those offered, from their features."""
        return _shares([self.score(features) for features in offered])

    def mend(self, page: Page, number: int, tally: Tally) -> tuple[str, float] | None:
        """Return the likeliest mend of a gap and how sure it is; nothing where none is offered.

        It hangs on the text around, which is kept: a text is looked at until nothing changes.

        Args:
            page: the page.
            number: the number of the gap.
            tally: where the features are added up, with the weights of this judge.
        """
        gap = page.gaps[number]
        start = max(0, gap.start - _SEEN)
        around = page.text[start : gap.end + _SEEN]
        key = (around, gap.start - start, gap.end - start, gap.place, page.places.doubt(gap.line))
        if key in self._kept:
            return self._kept[key]
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        offered = page.offers(number)
        found = None
        if len(offered) > 1:
            scores: list[float] = []
            _measured(tally, page, number, offered, scores)
            shares = _shares(scores)
            best = 1
            for other in range(2, len(shares)):
                if shares[other] > shares[best]:
                    best = other
            tally.begin()
            _trusted(tally, shares[best], math.log1p(page.noise(number)) < _QUIET)
            found = offered[best].meant, 1 / (1 + math.exp(-tally.score))
        self._kept[key] = found
        return found


def _shares(scores: list[float]) -> list[float]:
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def certainty(share: float, features: Mapping[str, float]) -> dict[str, float]:
    """Return the features of how far the judge is trusted when it finds a mend this likely."""
    tally = Tally(None)
    _trusted(tally, share, "changed, quiet" in features)
    return tally.features


def _trusted(tally: Tally, share: float, quiet: bool) -> None:
    share = min(max(share, 1e-6), 1 - 1e-6)
    tally.put("trust, share", math.log(share / (1 - share)))
    tally.put("trust", 1.0)
    if quiet:
        tally.put("trust, quiet", 1.0)


def propose(proof: Proof, judge: Judge, kinds: Container[str], least: float = 0.0) -> list[Edit]:
    """Return the likeliest mend of each gap in doubt.

    Args:
        proof: the text.
        judge: the judge of signs.
        kinds: of ``specks``, signs taken out, and ``punctuation``, signs changed, those wanted.
        least: the least confidence that is of use; most mends have none worth a word.
    """
    page = Page(proof.places, judge.sightings)
    tally = Tally(judge.scale)
    found: list[Edit] = []
    for number in range(len(page.gaps)):
        if not in_doubt(page, number):
            continue
        gap = page.gaps[number]
        if proof.markers and proof.marked(gap.start, gap.end):
            continue
        mend = judge.mend(page, number, tally)
        if mend is None:
            continue
        meant, confidence = mend
        if confidence < least or _cuts_short(proof, gap, meant):
            continue
        start, end, after = _edit(page.text, gap, meant)
        kind = "punctuation" if after.strip() else "specks"
        if kind in kinds:
            reason = _reason(page.text[start:end], after, gap)
            confidence = min(confidence, _SUREST)
            found.append(proof.edit(start, end, after, kind, confidence, reason))
    return found


def _cuts_short(proof: Proof, gap: Gap, meant: str) -> bool:
    """Whether an abbreviation would lose its stop: `4 pp. in dupl.`, `the Govt. of Norland`."""
    word = gap.left.lower()
    return (
        gap.seen.startswith(".")
        and not meant.startswith(".")
        and proof.lexicon.grammar.get(word) == "abbreviation"
    )


def _reason(gone: str, come: str, gap: Gap) -> str:
    where = f"after {gap.left!r}" if gap.left else f"before {gap.right!r}"
    if not come.strip():
        return f"{gone.strip()!r} {where} stands for nothing"
    return f"{come.strip()!r} is likelier {where} than {gone.strip()!r}"


def _edit(text: str, gap: Gap, meant: str) -> tuple[int, int, str]:
    """Return start, end and what comes there, so that what is alike stays as it stands."""
    front, behind = _differ(gap.seen, meant)
    spans = _spans(text, gap)
    inner = spans[front : len(spans) - behind]
    if inner:
        start, end = inner[0][0], inner[-1][1]
    else:
        start = end = spans[front][0] if front < len(spans) else gap.end
    return start, end, meant[front : len(meant) - behind]


def _spans(text: str, gap: Gap) -> list[tuple[int, int]]:
    """Return the place in the text of each character of ``gap.seen``."""
    found: list[tuple[int, int]] = [(gap.start, gap.start)] if gap.over_left else []
    at = gap.start
    while at < gap.end:
        end = at + 1
        if text[at].isspace():
            while end < gap.end and text[end].isspace():
                end += 1
        found.append((at, end))
        at = end
    if gap.over_right:
        found.append((gap.end, gap.end))
    return found
