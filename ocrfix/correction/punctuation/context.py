"""The gaps of a text, with what is measured of them all, and which of them are in doubt."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from ocrfix.correction.annotated_tokens import SENTENCE_START, AnnotatedTokens
from ocrfix.correction.ngram_context import DIPLOMATIC_ENGLISH, bigram_pmi
from ocrfix.correction.punctuation.confusions import (
    BOUND,
    Reading,
    Run,
    Sightings,
    change,
    kind_beside,
    place_of,
)
from ocrfix.correction.punctuation.gaps import FRONT, INSIDE, Gap, folded, gaps
from ocrfix.lexicon.ngrams import NgramCounts
from ocrfix.lexicon.word import Word
from ocrfix.text.lines import Line

QUIET = 0.3
"""Where no more is amiss near by, signs are likely right: a dash or a colon is not doubted."""

# Of C where they are compiled, which no other module can ask for.
_BOUND = BOUND
_QUIET = QUIET

_AROUND = 200
_MOST = 8
_FEWEST_WORDS = 4
_HOPELESS = 0.4
_LONGEST_LABEL = 3
_SURE = 0.002
_LOUD = 1.5
_ODD = 0.5
_OFTEN = 1.5
_ENDS = frozenset("!?")
_LEAST_SPECK = 0.1
_GRAINS = float(1 << 28)
"""Doubts are added up in grains so fine, so that a sum over a part of a text is exact: the same,
whatever stands before that part."""


class Page:
    """The gaps of a text with what is measured of them all.

    Args:
        annotated: the words of the text.
        sightings: what engines made of signs.
    """

    def __init__(self, annotated: AnnotatedTokens, sightings: Sightings) -> None:
        self.annotated = annotated
        self.sightings = sightings
        self.text: str = annotated.tokenized.text
        self.gaps: list[Gap] = gaps(annotated.tokenized)
        self.runs: list[Run] = [sightings.run(gap.seen) for gap in self.gaps]
        self.lines: list[Line] = annotated.tokenized.lines
        self.first_token: list[int] = annotated.tokenized.first_token
        lexicon = annotated.lexicon
        self.counted: NgramCounts = lexicon.ngrams
        self.grammar: dict[str, str] = lexicon.word_classes
        self.own: frozenset[str] = lexicon.user_words
        self.sentence: Word = SENTENCE_START
        self.nothing: Word = annotated.look_up("")
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
            there = place_of(gap, kind_beside(gap.right))
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
        """Return where a gap stands: a number, see :func:`place_of`."""
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
        left, right = self.annotated.look_up(gap.left), self.annotated.look_up(gap.right)
        return bool(left.is_english and right.is_english)

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


def in_doubt(page: Page, number: int) -> bool:
    """Whether a gap is worth judging: in a line of words, and not one that is always right.

    The cheap tests come first; half of the gaps of a page pass them.
    """
    gap, run = page.gaps[number], page.runs[number]
    if page.sightings.doubt(run, page.where(number)) < _SURE or run.dots:
        return False  # right, or something left out
    annotated = page.annotated
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
    stop: int = words[line + 1] if line + 1 < len(words) else len(annotated.words)
    first: int = words[line]
    if stop - first < _FEWEST_WORDS or annotated.unknown_share(line) > _HOPELESS:
        return False
    own = page.own
    if own and f"{left}{run.seen}{right}" in own:
        return False
    if run.apostrophe:
        whole = annotated.look_up(f"{left}'{right}")
        if whole.flags or len(right) <= 2 or len(left) == 1:
            return False  # an apostrophe
    if run.bullet or run.colon:
        start: int = page.lines[line].start
        at = gap.start - start
        # Where a word of the line stands in front, nothing begins.
        if run.bullet and (gap.over_left or not left):
            opening = annotated.tokenized.opening_columns(line)
            if not opening or opening[0] >= at:
                return False  # a list, a note
        if (
            run.colon
            and at
            and text[start].isupper()
            and _labels(annotated.tokenized.opening_columns(line), at)
        ):
            return False
    # As often written there as it is dirt.
    weak = run.dash or run.colon
    return not weak or (page.odd(number) > _QUIET and _together(annotated, gap))


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


def _together(annotated: AnnotatedTokens, gap: Gap) -> bool:
    """Whether the words on both sides of a gap often stand side by side."""
    left, right = annotated.look_up(gap.left), annotated.look_up(gap.right)
    return bigram_pmi(annotated.lexicon, DIPLOMATIC_ENGLISH, left, right) > _OFTEN
