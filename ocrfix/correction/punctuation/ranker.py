"""Judging signs: what stood between two words, by a log-linear model of the readings of a gap.

The readings are judged as the readings of a word are (:mod:`ocrfix.correction.words.ranker`): how
likely an engine makes the one of the other, and how well the reading fits between the words.
"""

from __future__ import annotations

import math
from collections.abc import Container, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.annotated_tokens import NUMBER
from ocrfix.correction.ngram_context import COLLECTION, DIPLOMATIC_ENGLISH, bigram_pmi
from ocrfix.correction.punctuation.confusions import (
    AROUND_WORDS,
    KINDS,
    Reading,
    Sightings,
    differ,
    kind_beside,
)
from ocrfix.correction.punctuation.context import QUIET, Page, in_doubt
from ocrfix.correction.punctuation.gaps import FRONT, INSIDE, Gap, folded, word_after, word_before
from ocrfix.correction.punctuation.linear_scorer import Scale, Tally
from ocrfix.edits import Edit
from ocrfix.lexicon import tables
from ocrfix.lexicon.word import ABBREVIATION

_SEEN = 450
"""Characters before and after a gap that its mend may hang on."""

_MOST_KEPT = 10_000
_MOST_NAMES = 5_000
_COMMON = -6.0
_TELLING = -5.2
_SUREST = 0.99
_QUIET = QUIET  # a number of C where it is compiled, which no other module can ask for
_MANY = len(KINDS)
_BETWEEN = [f"between {around}" for around in AROUND_WORDS]
_LOGS = [math.log1p(count) for count in range(_SEEN)]

_words: dict[str, dict[str, str]] = {"left": {}, "right": {}}


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
        return cls(tables.read_weights(weights), Sightings.load(sightings))

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
        key = (
            around,
            gap.start - start,
            gap.end - start,
            gap.place,
            page.annotated.unknown_share(gap.line),
        )
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
    annotated = page.annotated
    left_kind, right_kind = kind_beside(gap.left), kind_beside(gap.right)
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
        tally.share(f"right {kind}", 1.0)
    noise = math.log1p(page.noise(number))
    doubt = annotated.unknown_share(gap.line)
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
    annotated = page.annotated
    lexicon = annotated.lexicon
    counted = page.counted
    left, right = annotated.look_up(gap.left), annotated.look_up(gap.right)
    sentence = page.sentence
    a, b = left.ngram_id, right.ngram_id
    if gap.left and gap.right:
        text = page.text
        before, after = gap.start - len(gap.left), gap.end + len(gap.right)
        first = last = page.nothing
        if not gap.over_left and before > 0 and text[before - 1] == " ":
            first = annotated.look_up(word_before(text, before - 1))
        if not gap.over_right and after < len(text) and text[after] == " ":
            last = annotated.look_up(word_after(text, after + 1))
        if a and b:
            joint = 0.0
            if first.ngram_id:
                joint += max(0.0, counted.trigram(first.ngram_id, a, b))
            if last.ngram_id:
                joint += max(0.0, counted.trigram(a, b, last.ngram_id))
            if joint:
                tally.share("triples", joint)
        if b and last.ngram_id:
            opened = counted.trigram(sentence.ngram_id, b, last.ngram_id)
            if opened > 0:
                tally.share("right two open sentences", opened)
        tally.share("pair", max(-4.0, bigram_pmi(lexicon, DIPLOMATIC_ENGLISH, left, right)))
        tally.share(
            "pair of the collection", max(-4.0, bigram_pmi(lexicon, COLLECTION, left, right))
        )
    if gap.right:
        opens = bigram_pmi(lexicon, DIPLOMATIC_ENGLISH, sentence, right)
        tally.share("right opens sentences", opens)
        if right is not NUMBER:
            if right.log_probability > _TELLING:
                tally.share(_with_word("right", gap.right), 1.0)
            if not right.is_english:
                tally.share("right unknown", 1.0)
    if gap.left:
        if left is not NUMBER:
            if left.log_probability > _TELLING:
                tally.share(_with_word("left", gap.left), 1.0)
            elif left.log_probability > _COMMON:
                tally.share("left common", 1.0)
        if left.flags & ABBREVIATION:
            tally.share("left abbreviation", 1.0)
        if left is not NUMBER and not left.is_english:
            tally.share("left unknown", 1.0)
        kind = page.grammar.get(gap.left.lower())
        if kind:
            tally.share(f"left {kind}", 1.0)
        whole = annotated.look_up(gap.left + gap.right)
        if whole.is_english and whole is not NUMBER:
            tally.share("one word", 1.0)


def _log_of(count: int) -> float:
    """Return the natural log of a count and one."""
    if count < len(_LOGS):
        found: float = _LOGS[count]
        return found
    return math.log1p(count)


def _with_word(side: str, word: str) -> str:
    names = _words[side]
    found = names.get(word)
    if found is None:
        if len(names) >= _MOST_NAMES:
            names.clear()
        found = names[word] = f"{side} is {word.lower()}"
    return found


def propose(
    analysis: Analysis, judge: Judge, kinds: Container[str], least: float = 0.0
) -> list[Edit]:
    """Return the likeliest mend of each gap in doubt.

    Args:
        analysis: the text.
        judge: the judge of signs.
        kinds: of ``specks``, signs taken out, and ``punctuation``, signs changed, those wanted.
        least: the least confidence that is of use; most mends have none worth a word.
    """
    page = Page(analysis.annotated, judge.sightings)
    tally = Tally(judge.scale)
    found: list[Edit] = []
    for number in range(len(page.gaps)):
        if not in_doubt(page, number):
            continue
        gap = page.gaps[number]
        if analysis.markers and analysis.overlaps_marker(gap.start, gap.end):
            continue
        mend = judge.mend(page, number, tally)
        if mend is None:
            continue
        meant, confidence = mend
        if confidence < least or _cuts_short(analysis, gap, meant):
            continue
        start, end, after = _edit(page.text, gap, meant)
        kind = "punctuation" if after.strip() else "specks"
        if kind in kinds:
            reason = _reason(page.text[start:end], after, gap)
            confidence = min(confidence, _SUREST)
            found.append(analysis.edit(start, end, after, kind, confidence, reason))
    return found


def _cuts_short(analysis: Analysis, gap: Gap, meant: str) -> bool:
    """Whether an abbreviation would lose its stop: `4 pp. in dupl.`, `the Govt. of Norland`."""
    word = gap.left.lower()
    return (
        gap.seen.startswith(".")
        and not meant.startswith(".")
        and analysis.lexicon.word_classes.get(word) == "abbreviation"
    )


def _reason(gone: str, come: str, gap: Gap) -> str:
    where = f"after {gap.left!r}" if gap.left else f"before {gap.right!r}"
    if not come.strip():
        return f"{gone.strip()!r} {where} stands for nothing"
    return f"{come.strip()!r} is likelier {where} than {gone.strip()!r}"


def _edit(text: str, gap: Gap, meant: str) -> tuple[int, int, str]:
    """Return start, end and what comes there, so that what is alike stays as it stands."""
    front, behind = differ(gap.seen, meant)
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
