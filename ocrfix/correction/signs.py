"""Judging signs: what stood between two words, by a log-linear model of the readings of a gap.

The readings of a gap are what the same run of signs stood for in the pairs that were learned from,
the run without one of its signs, and the run as it stands. They are judged as the readings of a
word are (:mod:`ocrfix.correction.rank`): how likely an engine makes the one of the other, and how
well the reading fits between the words.
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from ocrfix.correction.context import COLLECTION, DIPLOMATIC_ENGLISH, follows
from ocrfix.correction.dress import CAPITALISED, CAPITALS, LOWER, shape
from ocrfix.correction.gaps import FRONT, INSIDE, Gap, folded, gaps, word_after, word_before
from ocrfix.correction.place import NUMBER, SENTENCE, Places
from ocrfix.correction.proof import Proof
from ocrfix.lexicon import tables
from ocrfix.lexicon.form import ABBREVIATION, DIPLOMATIC, ENGLISH
from ocrfix.model import Edit

_AROUND = 200
_SEEN = 450
"""Characters before and after a gap that its mend may hang on."""

_MOST_KEPT = 10_000
_MOST_RATES = 50_000
_MOST_SIGNS = 1_000
_MOST = 8
_FEWEST_WORDS = 4
_HOPELESS = 0.4
_LONGEST_LABEL = 3
_BULLETS = frozenset("-*•·—–+>#")
_DASHES = frozenset("-—–")
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
_CLOSING = {"(": ")", "[": "]"}
_OPENING = frozenset(_CLOSING)
_ENDS = frozenset("!?")
_LEAST_SPECK = 0.1
_TELLING = -5.2


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
        self._meant: dict[str, Sequence[str]] = {}
        self._rates: dict[tuple[str, str, str], float] = {}

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

    def meant(self, gap: Gap) -> Sequence[str]:
        """Return what stood where such a run of signs was read, the commonest first."""
        kept = self._meant.get(gap.seen)
        if kept is None:
            if len(self._meant) >= _MOST_RATES:
                self._meant.clear()
            found = self._anywhere.get(gap.seen, _NEVER)
            kept = sorted(found, key=lambda meant: (-found[meant], meant))
            self._meant[gap.seen] = kept
        return kept

    def rate(self, gap: Gap, meant: str) -> float:
        """Return how often ``meant`` stood where such a run of signs was read."""
        there = where(gap)
        key = (there, gap.seen, meant)
        rate = self._rates.get(key)
        if rate is None:
            if len(self._rates) >= _MOST_RATES:
                self._rates.clear()
            rate = self._rates[key] = self._rate(there, gap.seen, meant)
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

    def doubt(self, gap: Gap) -> float:
        """Return how likely it is, at first sight, that a gap is not what stood there."""
        return 1 - self.rate(gap, folded(gap.seen))


_NEVER: Counter[str] = Counter()


def where(gap: Gap) -> str:
    """Return where a gap stands, as the table of sightings names it.

    >>> from ocrfix.correction.gaps import Gap
    >>> where(Gap(4, 6, ". ", "inside", "came", "then", 0))
    'before small'
    """
    return gap.place if gap.place != INSIDE else f"before {_kind(gap.right)}"


class Page:
    """The gaps of a text with what is measured of them all.

    Args:
        places: the words of the text.
        sightings: what engines made of signs.
    """

    def __init__(self, places: Places, sightings: Sightings) -> None:
        self.places = places
        self.sightings = sightings
        self.gaps: list[Gap] = list(gaps(places.scan))
        self._starts = [gap.start for gap in self.gaps]
        doubts = [sightings.doubt(gap) for gap in self.gaps]
        self._doubts = [0.0, *accumulate(doubts)]
        self._odd = [0.0, *accumulate(doubt if doubt > _ODD else 0.0 for doubt in doubts)]

    def noise(self, number: int) -> float:
        """Return how many of the other gaps near by are likely not what stood there."""
        return self._near(self._doubts, number)

    def odd(self, number: int) -> float:
        """Return the same, counting only gaps that are likelier wrong than right."""
        return self._near(self._odd, number)

    def _near(self, sums: Sequence[float], number: int) -> float:
        at = self.gaps[number].start
        first = bisect_left(self._starts, at - _AROUND)
        last = bisect_right(self._starts, at + _AROUND)
        return sums[last] - sums[first] - (sums[number + 1] - sums[number])

    def styles(self, number: int) -> dict[str, float]:
        """Return how many curly quotes and how many straight ones stand near a gap."""
        at = self.gaps[number].start
        found = {}
        for style, places in self._styles.items():
            near = bisect_right(places, at + _AROUND) - bisect_left(places, at - _AROUND)
            found[style] = math.log1p(near)
        return found

    @cached_property
    def _styles(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {"curly": [], "straight": []}
        text = self.places.scan.text
        for gap in self.gaps:
            for at in range(gap.start, gap.end):
                if text[at] in "'\"":
                    found["straight"].append(at)
                elif folded(text[at]) in "'\"":
                    found["curly"].append(at)
        return found

    def beyond(self, gap: Gap) -> tuple[str, str]:
        """Return the words on the far sides of the two around a gap, where a blank parts them."""
        text = self.places.scan.text
        before, after = gap.start - len(gap.left), gap.end + len(gap.right)
        first = last = ""
        if not gap.over_left and text[before - 1 : before] == " ":
            first = word_before(text, before - 1)
        if not gap.over_right and text[after : after + 1] == " ":
            last = word_after(text, after + 1)
        return first, last

    @cached_property
    def _stops(self) -> list[int]:
        return [gap.start for gap in self.gaps if gap.seen[:1] == "."]

    @cached_property
    def _commas(self) -> list[int]:
        return [gap.start for gap in self.gaps if gap.seen[:1] == ","]

    def since_stop(self, number: int) -> int:
        """Return how many words stand between a gap and the full stop before it, 40 at most."""
        at = self.gaps[number].start
        stop = bisect_left(self._stops, at) - 1
        since = self._stops[stop] if stop >= 0 else 0
        return self.places.scan.text.count(" ", max(since, at - 250), at)

    def around(self, number: int) -> dict[str, int]:
        """Return how many full stops and commas stand near a gap, itself left out."""
        gap = self.gaps[number]
        found = {}
        for name, places in (("stops", self._stops), ("commas", self._commas)):
            near = bisect_right(places, gap.start + _AROUND) - bisect_left(
                places, gap.start - _AROUND
            )
            found[name] = near - (gap.seen[:1] == ("." if name == "stops" else ","))
        return found

    def parts_words(self, gap: Gap) -> bool:
        """Whether a blank may be lost in a gap: on both sides stand plain words."""
        return all(
            self.places.look_up(word).flags & (DIPLOMATIC | ENGLISH) and len(word) > 1
            for word in (gap.left, gap.right)
        )

    def bound(self, number: int) -> frozenset[str]:
        """Return the signs of a gap that have a partner, or may have one where the text is cut.

        Where much is amiss near by, no sign is spared for that.
        """
        gap = self.gaps[number]
        text = self.places.scan.text
        if self.odd(number) > _LOUD:
            return frozenset()
        found = set()
        for at in range(gap.start, gap.end):
            sign = folded(text[at])
            if sign in "'\"" and self.partner(at):
                found.add(sign)
            elif sign in _OPENING or (sign == '"' and text[at + 1 : at + 2].isalnum()):
                if at + _AROUND > len(text) and not text[at + 1 :].count(_CLOSING.get(sign, sign)):
                    found.add(sign)
            elif sign in _CLOSING.values() or sign == '"':
                opening = next((o for o, c in _CLOSING.items() if c == sign), sign)
                if at < _AROUND and not text[:at].count(opening):
                    found.add(sign)
        return frozenset(found)

    def bracketed(self, gap: Gap, sign: str) -> bool:
        """Whether a bracket in a gap has a partner near by."""
        text = self.places.scan.text
        if sign in ")]}":
            window = text[max(0, gap.start - _AROUND) : gap.start]
            return sum(map(window.count, "([{")) > sum(map(window.count, ")]}"))
        window = text[gap.end : gap.end + _AROUND]
        return sum(map(window.count, ")]}")) > sum(map(window.count, "([{"))

    @cached_property
    def quotes(self) -> dict[str, tuple[list[int], list[int]]]:
        """For each kind of quote, straightened, where it opens something and where it closes."""
        found: dict[str, tuple[list[int], list[int]]] = {}
        text = self.places.scan.text
        for gap in self.gaps:
            for at in range(gap.start, gap.end):
                sign = folded(text[at])
                if sign in ("'", '"'):
                    after = text[at + 1 : at + 2].isalnum()
                    before = text[at - 1 : at].isalnum() if at else False
                    if after != before or not after:
                        found.setdefault(sign, ([], []))[0 if after else 1].append(at)
        return found

    def partner(self, at: int) -> bool:
        """Whether another quote near by would open or close what the quote at ``at`` does."""
        text = self.places.scan.text
        opens, closes = self.quotes.get(folded(text[at]), ([], []))
        if text[at + 1 : at + 2].isalnum():
            found = bisect_right(closes, at)
            following = bisect_right(opens, at)
            if found == len(closes) or closes[found] > at + _AROUND:
                return False
            return following == len(opens) or opens[following] > closes[found]
        found = bisect_left(opens, at)
        earlier = bisect_left(closes, at)
        if not found or opens[found - 1] < at - _AROUND:
            return False
        return not earlier or closes[earlier - 1] < opens[found - 1]


def readings(page: Page, number: int) -> list[str]:
    """Return what may stand in a gap, with straight quotes; what stands there first."""
    gap = page.gaps[number]
    stands = folded(gap.seen)
    bound = page.bound(number)
    found = dict.fromkeys([stands])
    for meant in page.sightings.meant(gap):
        gone, come = change(gap.seen, meant)
        if _ENDS.intersection(gone) and not gap.right[:1].islower():
            continue
        if bound.intersection(folded(gone)):
            continue
        if gone or not come.strip():
            found[meant] = None  # signs that the engine lost cannot be told
    for at, sign in enumerate(gap.seen):
        if sign in _ENDS and not gap.right[:1].islower():
            continue  # a question, an exclamation
        if folded(sign) in bound:
            continue
        if sign != " " and page.sightings.speck(sign) >= _LEAST_SPECK:
            rest = stands[:at] + stands[at + 1 :]
            found[" ".join(f"|{rest}|".split())[1:-1].replace("  ", " ")] = None
            if rest == "" and gap.place == INSIDE:
                found[" "] = None
    if " " in found and " " not in stands and not page.parts_words(gap):
        del found[" "]
    return [m for m in found if _possible(gap, m)][: _MOST + 1]


def _possible(gap: Gap, meant: str) -> bool:
    if gap.over_left:
        return meant.startswith(" ")
    if gap.over_right:
        return meant.endswith(" ")
    if gap.place == INSIDE:
        return True
    return not (meant.startswith(" ") if gap.place == FRONT else meant.endswith(" "))


def measure(page: Page, number: int, offered: Sequence[str]) -> list[dict[str, float]]:
    """Return the features of the readings of a gap, what stands there first."""
    gap = page.gaps[number]
    places = page.places
    lexicon = places.lexicon
    left, right = places.look_up(gap.left), places.look_up(gap.right)
    left_kind, right_kind = _kind(gap.left), _kind(gap.right)
    around = f"{left_kind} {right_kind}"
    shared: dict[str, float] = {f"between {around}": 1.0}
    first, last = page.beyond(gap)
    if gap.left and gap.right:
        numbers = [places.look_up(w).number for w in (first, gap.left, gap.right, last)]
        if numbers[1] and numbers[2]:
            joint = 0.0
            if numbers[0]:
                joint += max(0.0, lexicon.triple(numbers[0], numbers[1], numbers[2]))
            if numbers[3]:
                joint += max(0.0, lexicon.triple(numbers[1], numbers[2], numbers[3]))
            if joint:
                shared["triples"] = joint
        if numbers[2] and numbers[3]:
            opened = lexicon.triple(SENTENCE.number, numbers[2], numbers[3])
            if opened > 0:
                shared["right two open sentences"] = opened
        shared["pair"] = max(-4.0, follows(lexicon, DIPLOMATIC_ENGLISH, left, right))
        shared["pair of the collection"] = max(-4.0, follows(lexicon, COLLECTION, left, right))
    if gap.right:
        shared["right opens sentences"] = follows(lexicon, DIPLOMATIC_ENGLISH, SENTENCE, right)
        if right.likelihood > _TELLING and right is not NUMBER:
            shared[f"right is {gap.right.lower()}"] = 1.0
        if not right.flags & (DIPLOMATIC | ENGLISH) and right is not NUMBER:
            shared["right unknown"] = 1.0
    if gap.left:
        if left.likelihood > _TELLING and left is not NUMBER:
            shared[f"left is {gap.left.lower()}"] = 1.0
        elif left.likelihood > _COMMON and left is not NUMBER:
            shared["left common"] = 1.0
        if left.flags & ABBREVIATION:
            shared["left abbreviation"] = 1.0
        if not left.flags & (DIPLOMATIC | ENGLISH) and left is not NUMBER:
            shared["left unknown"] = 1.0
        kind = lexicon.grammar.get(gap.left.lower())
        if kind:
            shared[f"left {kind}"] = 1.0
        whole = places.look_up(gap.left + gap.right)
        if whole.flags & (DIPLOMATIC | ENGLISH) and whole is not NUMBER:
            shared["one word"] = 1.0
    shared["words since a stop"] = math.log1p(page.since_stop(number))
    for name, count in page.around(number).items():
        shared[f"{name} around"] = math.log1p(count)
    kind = lexicon.grammar.get(gap.right.lower())
    if kind:
        shared[f"right {kind}"] = 1.0
    noise = math.log1p(page.noise(number))
    doubt = places.doubt(gap.line)
    found = []
    stands = offered[0]
    text = places.scan.text
    styles = page.styles(number)
    chained = text.startswith("-", gap.end + len(gap.right)) or text.endswith(
        "-", 0, max(0, gap.start - len(gap.left))
    )
    for meant in offered:
        features: dict[str, float] = {}
        signs = sorted(set(meant) - {" "}) or ["nothing"]
        for sign in signs:
            features[sign] = 1.0
            names = _names_of(sign)
            for name, value in shared.items():
                features[names.get(name) or _name(names, sign, name)] = value
        layout = "".join(" " if c == " " else "x" for c in meant)
        layout = layout.replace(" ", "␣") or "joined"
        features[f"laid out {layout}"] = 1.0
        features[f"laid out {layout}, between {around}"] = 1.0
        features["rate"] = math.log(page.sightings.rate(gap, meant) + 1e-4)
        if meant == stands:
            features["stands"] = 1.0
        else:
            features["changed, noise"] = noise
            if noise < _QUIET:
                features["changed, quiet"] = 1.0
            for style, near in styles.items():
                features[f"changed, {style} quotes around"] = near
            features["changed, line in doubt"] = doubt
            gone, come = change(gap.seen, meant)
            change_name = f"{meant_signs(gone)} for {meant_signs(come)}"
            features[f"read {change_name}"] = 1.0
            features[f"read {change_name}, noise"] = noise
            features[f"read {change_name}, {gap.place}"] = 1.0
            if noise < _QUIET:
                features[f"read {change_name}, quiet"] = 1.0
            if gone.strip() in ("(", "[", "{", ")", "]", "}"):
                paired = page.bracketed(gap, gone.strip())
                features["a bracket goes" + (" that has a partner" if paired else "")] = 1.0
            if "-" in gone and chained:
                features["a hyphen goes beside another"] = 1.0
            if any(sign in "'\"" for sign in folded(gone)):
                features["a quote goes"] = 1.0
                for at in range(gap.start, gap.end):
                    if folded(text[at]) in "'\"" and page.partner(at):
                        features["a quote goes that has a partner"] = 1.0
        found.append(features)
    return found


_names: dict[str, dict[str, str]] = {}
"""The names of features, by sign: putting them together takes longer than all else."""


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


def _kind(text: str) -> str:
    if not text:
        return "edge"
    if text.isdecimal():
        return "number"
    if len(text) == 1:
        return "letter" if text.islower() else "capital"
    return _SHAPES.get(shape(text), "mixed")


def in_doubt(page: Page, number: int) -> bool:
    """Whether a gap is worth judging: in a line of words, and not one that is always right.

    The cheap tests come first; most gaps of a page pass them.
    """
    gap = page.gaps[number]
    if page.sightings.doubt(gap) < _SURE:
        return False
    places = page.places
    if f"{gap.left}{gap.seen}{gap.right}" in places.lexicon.own:
        return False
    if " " not in gap.seen and (gap.left[-1:].isdigit() or gap.right[:1].isdigit()):
        return False  # parts of a number, a date, an hour, a file number
    if gap.right[:1].isdigit() and unicodedata.category(gap.seen.strip()[-1:] or " ") == "Sc":
        return False  # a sum of money
    if len(gap.seen) == 1 and folded(gap.seen) == "'":
        whole = places.look_up(f"{gap.left}'{gap.right}")
        if whole.flags or len(gap.right) <= 2 or len(gap.left) == 1:
            return False  # an apostrophe
    line = places.scan.lines[gap.line]
    opening = places.scan.opening(gap.line)
    at = gap.start - line.start
    begins = not opening or opening[0] >= at
    if begins and gap.seen.strip() in _BULLETS:
        return False  # a list, a note
    if ":" in gap.seen and at and line.text[0].isupper() and _labels(opening, at):
        return False
    if gap.right[:1].isdigit() and gap.seen[-1:] == "-":
        return False  # an hour's zone, a number below zero
    if gap.seen in _LINKS and _in_chain(places.scan.text, gap):
        return False  # an address, a file's name
    if "..." in gap.seen:
        return False  # something left out
    if (gap.over_right or not gap.right) and gap.seen.strip() in _DASHES:
        return False  # breaks a word
    weak = gap.seen.strip() in _DASHES or ":" in gap.seen
    if weak and (page.odd(number) <= _QUIET or not _together(places, gap)):
        return False  # as often written there as it is dirt
    first, stop = places.scan.line_span(gap.line)
    return stop - first >= _FEWEST_WORDS and places.doubt(gap.line) <= _HOPELESS


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
    return (before >= 0 and not text[before].isspace()) or (
        text[after : after + 1] in (".", "_") and text[after + 1 : after + 2].isalnum()
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
        scores = [self.score(features) for features in offered]
        highest = max(scores)
        shares = [math.exp(score - highest) for score in scores]
        total = sum(shares)
        return [share / total for share in shares]

    def mend(self, page: Page, number: int) -> tuple[str, float] | None:
        """Return the likeliest mend of a gap and how sure it is; nothing where none is offered.

        It hangs on the text around, which is kept: a text is looked at until nothing changes.
        """
        gap = page.gaps[number]
        start = max(0, gap.start - _SEEN)
        around = page.places.scan.text[start : gap.end + _SEEN]
        key = (around, gap.start - start, gap.end - start, gap.place, page.places.doubt(gap.line))
        if key in self._kept:
            return self._kept[key]
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        offered = readings(page, number)
        found = None
        if len(offered) > 1:
            best, confidence = self.best(measure(page, number, offered))
            found = offered[best], confidence
        self._kept[key] = found
        return found

    def best(self, offered: Sequence[Mapping[str, float]]) -> tuple[int, float]:
        """Return which of the readings but the first is likeliest, and how sure it is."""
        shares = self.shares(offered)
        best = max(range(1, len(offered)), key=lambda k: (shares[k], -k))
        score = self.score(certainty(shares[best], offered[best]))
        return best, 1 / (1 + math.exp(-score))


def certainty(share: float, features: Mapping[str, float]) -> dict[str, float]:
    """Return the features of how far the judge is trusted when it finds a mend this likely."""
    share = min(max(share, 1e-6), 1 - 1e-6)
    found = {"trust, share": math.log(share / (1 - share)), "trust": 1.0}
    if "changed, quiet" in features:
        found["trust, quiet"] = 1.0
    return found


def propose(proof: Proof, judge: Judge, kinds: Container[str]) -> Iterator[Edit]:
    """Yield the likeliest mend of each gap in doubt.

    Args:
        proof: the text.
        judge: the judge of signs.
        kinds: of ``specks``, signs taken out, and ``punctuation``, signs changed, those wanted.
    """
    page = Page(proof.places, judge.sightings)
    for number, gap in enumerate(page.gaps):
        if not in_doubt(page, number) or proof.marked(gap.start, gap.end):
            continue
        mend = judge.mend(page, number)
        if mend is None:
            continue
        meant, confidence = mend
        if _cuts_short(proof, gap, meant):
            continue
        start, end, after = _edit(proof.text, gap, meant)
        kind = "punctuation" if after.strip() else "specks"
        if kind in kinds:
            yield proof.edit(
                start, end, after, kind, min(confidence, _SUREST),
                _reason(proof.text[start:end], after, gap),
            )  # fmt: skip


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
