"""Stamps and banners that are words: exact, spaced out, run together or garbled."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

from ocrfix.lexicon.distance import edit_distance
from ocrfix.tagging.match import Found
from ocrfix.tagging.rules.schema import Layout, Marking
from ocrfix.text import lazy_regex
from ocrfix.text.letters import Folding, Word, capital_share, is_debris, with_markdown

_LONGEST_LINE = 160
"""A line of marks is short; a longer line is prose or a table, and only its edges are looked at."""
_MOST_WORDS = 30
_SHORTEST_GLUED = 6
_WORDS_OF_A_PHRASE = 4
_SHORTEST_GARBLED = 5
"""Shorter phrases are within one letter of too many words to be looked for garbled."""
_SHORTEST_GARBLED_MIXED = 12
"""The same for a line that is not in capitals, which may be prose."""
_PROSE = 0.3
_CAPITAL_EDGE = lazy_regex.pattern(r"^\W*[A-Z][A-Z0-9]+\b|\b[A-Z][A-Z0-9]+\W*$")
_CAPITALS = 0.6
_LONGEST_SPECK = 2
_PRINTED = 0.8
_MOST_WRONG = 6
_LONGEST_TAIL = 5
_MOST_KEPT = 2_000
"""How many answers about fillers are kept; at most these, however long the text."""
_BEGINNING = 4
_BIT = 1

COMPILED = not __file__.endswith(".py")
"""Whether this module is compiled, and looking at each letter fast."""
_ASCII = [chr(number) for number in range(32, 127)]
_ASCII_MARKS = "".join([sign for sign in _ASCII if not sign.isalnum() and sign != "_"])
_PRINTED_LETTERS = frozenset([sign for sign in _ASCII if sign.isupper() or sign.isdigit()])
_SEPARATOR = lazy_regex.pattern(r"[/|,;:]|\s[-–—~=]+\s|\s{3,}|--")


class Phrase:
    """One phrase of a rule.

    Attributes:
        key: its folded letters.
        text: what stands on the page.
        rule: the entry it is of.
        words: how many words it has.
        bound: how many of its letters may be wrong.
    """

    def __init__(self, key: str, text: str, rule: Marking, words: int, bound: int) -> None:
        self.key = key
        self.text = text
        self.rule = rule
        self.words = words
        self.bound = bound


class Window:
    """The phrases that keys of one length may be near to, to be told apart at a glance.

    Args:
        phrases: the phrases.
        most: how many letters of each may be wrong, where not the phrase itself says it.
    """

    def __init__(self, phrases: Sequence[Phrase], most: int = 0) -> None:
        self.phrases = list(phrases)
        self._size = len(self.phrases)
        # One more of each, for there is no view of nothing.
        self._masks = array("Q", [*(letters_of(phrase.key) for phrase in phrases), 0])
        self._bounds = array("i", [*(most or phrase.bound for phrase in phrases), 0])
        self._counts = array("i", bytes(4 * 64))

    def near(self, key: str) -> list[Phrase]:
        """Return the phrases, in order, but for those that have too many other letters."""
        found: list[Phrase] = []
        if not self._size:
            return found
        if not COMPILED:
            # Letter by letter Python is slow, and rapidfuzz has the whole answer as fast.
            from rapidfuzz import process
            from rapidfuzz.distance import OSA

            keys = [phrase.key for phrase in self.phrases]
            drawn = process.extract(
                key, keys, scorer=OSA.distance, score_cutoff=max(self._bounds), limit=None
            )
            return [self.phrases[at] for at in sorted([row[2] for row in drawn])]
        letters = letters_of(key)
        counts = self._counts
        size = len(key)
        for sign in key:
            counts[ord(sign) & 63] += 1
        for at in range(self._size):
            theirs = self._masks[at]
            left = self._bounds[at]
            # Of each as many letters as may be wrong are struck out, and none may be left.
            gone = letters & ~theirs
            come = theirs & ~letters
            while left and (gone or come):
                gone &= gone - 1
                come &= come - 1
                left -= 1
            if gone or come:
                continue
            # Then they are counted: of the longer of the two, no more may be without a fellow.
            phrase = self.phrases[at]
            spelt = phrase.key
            other = max(size, len(spelt)) - self._bounds[at]
            for sign in spelt:
                if counts[ord(sign) & 63] > 0:
                    other -= 1
                counts[ord(sign) & 63] -= 1
            for sign in spelt:
                counts[ord(sign) & 63] += 1
            if other <= 0:
                found.append(phrase)
        for sign in key:
            counts[ord(sign) & 63] -= 1
        return found


def letters_of(key: str) -> int:
    """Return the letters of a key as bits: one edit takes one bit from it at most, and adds one.

    >>> letters_of("ABBA") == letters_of("AB"), letters_of("AB") < letters_of("ABC")
    (True, True)
    """
    found = 0
    for sign in key:
        found |= _BIT << (ord(sign) & 63)
    return found


class Hit(NamedTuple):
    """A phrase found between two places of a line, with the number of letters that differ."""

    start: int
    end: int
    phrase: Phrase
    wrong: int


class PhraseFinder:
    """Finds the phrases of all entries on one line at a time."""

    def __init__(self, markings: Sequence[Marking], layout: Layout) -> None:
        self._folding = Folding(layout.look_alikes)
        self._joints = set(layout.joints)
        self._function_words = frozenset(layout.function_words)
        self._fillers = layout.fillers
        self._filler: Any = None
        self._exact: dict[str, Phrase] = {}
        self._by_length: dict[int, list[Phrase]] = {}
        self._never: set[str] = set()
        for rule in markings:
            forms = {text: text for text in rule.phrases} | rule.misread
            for text, meant in forms.items():
                key = self._folding.key(text)
                phrase = Phrase(key, meant, rule, len(text.split()), _bound(key, rule))
                self._exact.setdefault(key, phrase)
                if rule.garbled > 0 and len(key) >= _SHORTEST_GARBLED:
                    self._by_length.setdefault(len(key), []).append(phrase)
            self._never.update([self._folding.key(text) for text in rule.never])
        self._longest = max(map(len, self._exact), default=0)
        # What is no beginning (end) of a phrase need not be read on to the right (left).
        self._heads = frozenset(key[:end] for key in self._exact for end in range(1, len(key) + 1))
        self._tails = frozenset(key[at:] for key in self._exact for at in range(len(key)))
        self._filling: dict[str, bool] = {}
        self._soft: dict[int, Window] = {}
        self._windows: dict[int, Window] = {}

    def read(
        self, line: str, bare: str, share: float, taken: Sequence[tuple[int, int]]
    ) -> list[Found]:
        """Return the marks of a line, with their places on it.

        Args:
            line: the line.
            bare: the line without the blanks around it.
            share: the share of capitals among its letters.
            taken: the places that are marked already.
        """
        found: list[Found] = []
        if not self._exact or len(bare) < 2:
            return found
        if share < _PROSE and self._is_prose(bare):
            return found
        words = self._folding.words(line)
        if taken:
            words = _free(words, taken)
        if not words:
            return found
        if len(bare) > _LONGEST_LINE or len(words) > _MOST_WORDS:
            hits = self._edges(words, line)
        elif share < _CAPITALS:
            hits = self._mixed(words, line)
        else:
            hits = self._capitals(words, line)
        for hit in hits:
            if hit.phrase.rule.capitals and capital_share(line[hit.start : hit.end]) < _PRINTED:
                continue
            found.append(_found(hit, line))
        return found

    def _is_prose(self, bare: str) -> bool:
        """Return whether a line of small letters can be told from all phrases at a glance."""
        if _may_have_capital_edge(bare) and _CAPITAL_EDGE.search(bare):
            return False
        key = self._folding.key(bare)
        size = len(key)
        if size - 2 > self._longest + _MOST_WRONG:
            return True
        exact = self._exact
        beginnings = key[:_BEGINNING] in self._heads or key[1 : 1 + _BEGINNING] in self._heads
        if size - 2 >= _BEGINNING and not beginnings:
            pass  # no phrase begins so
        elif key in exact or key[1:] in exact or key[:-1] in exact or key[1:-1] in exact:
            return False
        near = self._soft.get(size)
        if near is None:
            printed_small = [p for p in self._window(size).phrases if not p.text.isupper()]
            near = self._soft[size] = Window(printed_small, _MOST_WRONG)
        phrases = near.near(key)
        return not [p for p in phrases if edit_distance(key, p.key, _MOST_WRONG) <= _MOST_WRONG]

    def _mixed(self, words: list[Word], line: str) -> list[Hit]:
        """A line with small letters is a mark only as a whole, or at its edge."""
        hit = self._whole(words, _SHORTEST_GARBLED_MIXED)
        if hit and hit.phrase.text.isupper() and line[hit.start].islower():
            return []
        if hit:
            outside = line[: hit.start], line[hit.end :]
            if hit.phrase.rule.place != "edge" or all(map(is_debris, outside)):
                return [hit]
        size = len(words)
        for low, high in ((1, 0), (0, 1), (1, 1)):
            if (low and len(words[0].key) != 1) or (high and len(words[size - 1].key) != 1):
                continue
            inner = words[low : size - high]
            if inner:
                hit = self._whole(inner, _SHORTEST_GARBLED_MIXED)
                if hit:
                    return [hit]
        return self._edges(words, line)

    def _whole(self, words: list[Word], shortest: int) -> Hit | None:
        key = "".join([word.key for word in words])
        exact = self._exact.get(key)
        if exact is None and len(key) < shortest:
            return None
        first, last = words[0], words[len(words) - 1]
        if exact is not None:
            return Hit(first.start, last.end, exact, 0)
        near = self._near(key)
        if near is None or len(near[0].key) < shortest:
            return None
        for speck, shorter in ((first, words[1:]), (last, words[:-1])):
            # A speck read as a word at either end is no part of the phrase.
            small = shorter and len(speck.key) <= _LONGEST_SPECK
            closer = self._whole(shorter, shortest) if small else None
            if closer and closer.wrong < near[1]:
                return closer
        return Hit(first.start, last.end, near[0], near[1])

    def _capitals(self, words: list[Word], line: str) -> list[Hit]:
        """A line in capitals is a line of marks where marks and fillers are all there is on it."""
        hit = self._whole(words, _SHORTEST_GARBLED)
        if hit and hit.wrong == 0:
            return [hit]
        parts = self._parts(words)
        hits = [part for part in parts if isinstance(part, Hit)]
        if hit and not hits:
            return [hit]
        rest: list[list[Word]] = []
        for stretch in self._stretches(parts, line, hits):
            near = self._whole(stretch, _SHORTEST_GARBLED)
            if near:
                hits.append(near)
            else:
                rest.append(stretch)
        hits, rest = self._with_tails(hits, rest, line)
        filled = bool(hits)
        for stretch in rest:
            filled = filled and self._fills(stretch, line, hits)
        if filled:
            return sorted(hits)
        if hit:
            return [hit]
        return _chains(parts) or self._edges(words, line)

    def _stretches(
        self, parts: Sequence[Hit | Word], line: str, hits: Sequence[Hit]
    ) -> list[list[Word]]:
        """Return the runs of words between phrases, cut at separators where they don't fill."""
        runs: list[list[Word]] = []
        last: Hit | Word | None = None
        for part in parts:
            if isinstance(part, Word):
                if not isinstance(last, Word):
                    runs.append([])
                runs[-1].append(part)
            last = part
        stretches: list[list[Word]] = []
        for run in runs:
            if hits and self._fills(run, line, hits):
                continue
            stretches.append([run[0]])
            for before, word in pairwise(run):
                if _SEPARATOR.search(line, before.end, word.start):
                    stretches.append([])
                stretches[-1].append(word)
        return stretches

    def _with_tails(
        self, hits: list[Hit], rest: list[list[Word]], line: str
    ) -> tuple[list[Hit], list[list[Word]]]:
        """Look for a garbled phrase at either end of what is left, the other part filling."""
        left: list[list[Word]] = []
        for stretch in rest:
            left.append(self._without_tail(stretch, line, hits))
        return hits, left

    def _without_tail(self, stretch: list[Word], line: str, hits: list[Hit]) -> list[Word]:
        """Return what is left of a stretch without the phrase at its end, which joins ``hits``."""
        size = len(stretch)
        filled = 0  # whether all of it fills is asked only where it matters
        for long in range(min(size - 1, _LONGEST_TAIL), 0, -1):
            for cut, first in ((long, True), (size - long, False)):
                head, tail = stretch[:cut], stretch[cut:]
                phrase, other = (head, tail) if first else (tail, head)
                near = self._whole(phrase, _SHORTEST_GARBLED)
                if near is None:
                    continue
                if not filled:
                    filled = 2 if self._fills(stretch, line, hits) else 1
                if filled == 2:
                    return stretch
                if self._fills(other, line, hits):
                    hits.append(near)
                    return other
        return stretch

    def _parts(self, words: list[Word]) -> list[Hit | Word]:
        """Read a line from left to right into phrases, the longest first, and other words."""
        words = self._cut_apart(words)
        parts: list[Hit | Word] = []
        at = 0
        while at < len(words):
            word = words[at]
            key, best, best_end = "", None, at
            for end in range(at, len(words)):
                last = words[end]
                key += last.key
                if key not in self._heads:
                    break
                phrase = self._exact.get(key)
                if phrase is not None:
                    best, best_end = phrase, end
            at += 1
            if best is not None:
                parts.append(Hit(word.start, words[best_end].end, best, 0))
                at = best_end + 1
                continue
            both = self._run_together(word)
            if both:
                parts += both
            else:
                parts.append(word)
        return parts

    def _cut_apart(self, words: list[Word]) -> list[Word]:
        """Cut words in which one phrase ends and the next begins: `IN PARTUNCLASSIFIED`."""
        result: list[Word] = []
        for number, word in enumerate(words):
            cut = self._border(words, number)
            if cut:
                result.append(Word(word.start, word.start + cut, word.key[:cut]))
                result.append(Word(word.start + cut, word.end, word.key[cut:]))
            else:
                result.append(word)
        return result

    def _border(self, words: list[Word], number: int) -> int:
        """Return how many letters of a word belong to a phrase that ends in it; 0 for none."""
        word = words[number]
        if len(word.key) < _SHORTEST_GLUED or len(words) == 1 or word.key in self._exact:
            return 0
        if len(word.key) != word.end - word.start:
            return 0
        cuts = self._likely_cuts(word.key)
        if cuts is None:
            return 0
        before = [""]
        for earlier in reversed(words[max(0, number - _WORDS_OF_A_PHRASE) : number]):
            before.append(earlier.key + before[-1])
        after = [""]
        for later in words[number + 1 : number + 1 + _WORDS_OF_A_PHRASE]:
            after.append(after[-1] + later.key)
        for cut in cuts:
            head, tail = word.key[:cut], word.key[cut:]
            ends = [len(start + head) for start in before if start + head in self._exact]
            begins = [len(tail + end) for end in after if tail + end in self._exact]
            if ends and begins and min(max(ends), max(begins)) >= _SHORTEST_GARBLED:
                return cut
        return 0

    def _likely_cuts(self, key: str) -> list[int] | None:
        """Return where a word may be cut so that a phrase may end before and begin after it."""
        cuts: list[int] | None = None
        for cut in range(2, len(key) - 1):
            if key[:cut] in self._tails and key[cut:] in self._heads:
                if cuts is None:
                    cuts = []
                cuts.append(cut)
        return cuts

    def _run_together(self, word: Word) -> list[Hit]:
        """Return the two phrases that a word such as RELEASEDUNCLASSIFIED is made of."""
        key = word.key
        if len(key) < 2 * _SHORTEST_GARBLED or len(key) != word.end - word.start:
            return []
        if key[:_SHORTEST_GARBLED] not in self._heads:
            return []
        for cut in range(_SHORTEST_GARBLED, len(key) - _SHORTEST_GARBLED + 1):
            first = self._exact.get(key[:cut])
            if not first:
                continue
            for joint in (0, 1):
                if joint and key[cut] not in self._joints:
                    continue
                second = self._exact.get(key[cut + joint :])
                if second:
                    middle = word.start + cut
                    return [
                        Hit(word.start, middle, first, 0),
                        Hit(middle + joint, word.end, second, 0),
                    ]
        return []

    def _fills(self, stretch: Sequence[Word], line: str, hits: Sequence[Hit]) -> bool:
        """Return whether words beside marks leave the line a line of marks."""
        if not stretch:
            return True
        first, last = stretch[0], stretch[len(stretch) - 1]
        if self._is_filler(line[first.start : last.end]):
            return True
        if not hits:
            return False
        letters = 0
        for word in stretch:
            if len(word.key) > 3 or line[word.start : word.end].upper() in self._function_words:
                return False
            letters += len(word.key)
        marked = sum([len(hit.phrase.key) for hit in hits])
        return 3 * letters <= marked

    def _is_filler(self, text: str) -> bool:
        """Return whether ``text`` is debris or a filler; kept, for the same are asked for often."""
        filling = self._filling.get(text)
        if filling is None:
            if self._filler is None:
                import re2

                # A set of one: asked only whether it matches, it is several times faster.
                self._filler = re2.Set.FullMatchSet()
                self._filler.Add("(?:" + "|".join(self._fillers or ("$^",)) + ")+")
                self._filler.Compile()
            if len(self._filling) >= _MOST_KEPT:
                self._filling.clear()
            filling = is_debris(text) or bool(self._filler.Match(text))
            self._filling[text] = filling
        return filling

    def _edges(self, words: list[Word], line: str) -> list[Hit]:
        """Return the phrases that may stand at the edge of a line of prose, where they do."""
        hits: list[Hit] = []
        for from_left in (True, False):
            key = ""
            best: Hit | None = None
            run = words if from_left else words[::-1]
            known = self._heads if from_left else self._tails
            for number, word in enumerate(run):
                key = key + word.key if from_left else word.key + key
                if key not in known:
                    break
                phrase = self._exact.get(key)
                if not phrase or phrase.rule.place not in ("edge", "anywhere"):
                    continue
                a, b = (words[0].start, word.end) if from_left else (word.start, words[-1].end)
                if capital_share(line[a:b]) < 1.0 and number + 1 < len(words):
                    continue
                gap = line[b : b + 3] if from_left else line[max(a - 3, 0) : a]
                alone = (not gap.strip() and len(gap) == 3) or "|" in gap
                if alone or phrase.words > 1:
                    best = Hit(a, b, phrase, 0)
            if best and best not in hits:
                hits.append(best)
        return hits

    def _near(self, key: str) -> tuple[Phrase, int] | None:
        """Return the phrase that ``key`` is a garbled form of and how many letters differ."""
        if len(key) < _SHORTEST_GARBLED - 1:
            return None
        phrases = self._window(len(key)).near(key)
        if not phrases or key in self._never or key.isdigit():
            return None
        best: Phrase | None = None
        least, tied = _MOST_WRONG + 1, False
        for phrase in phrases:
            wrong = edit_distance(key, phrase.key, phrase.bound)
            if wrong > phrase.bound or wrong > least:
                continue
            if best and wrong == least and phrase.rule is not best.rule:
                tied = tied or phrase.rule.type != best.rule.type
            elif wrong < least:
                best, least, tied = phrase, wrong, False
        return (best, least) if best and not tied else None

    def _window(self, size: int) -> Window:
        """Return the phrases that a key of ``size`` letters may be a garbled form of."""
        window = self._windows.get(size)
        if window is None:
            window = Window(
                [
                    phrase
                    for length in range(size - _MOST_WRONG, size + _MOST_WRONG + 1)
                    for phrase in self._by_length.get(length, ())
                    if abs(length - size) <= phrase.bound
                ]
            )
            if size <= self._longest + _MOST_WRONG:  # of longer keys none is near any phrase
                self._windows[size] = window
        return window


def _may_have_capital_edge(bare: str) -> bool:
    """Return whether a stripped line may meet ``_CAPITAL_EDGE``, judged by its first and last mark.

    The pattern would look at every word; its ends are enough to rule it out.
    """
    body = bare.strip(_ASCII_MARKS)
    if not body:
        return False
    first, last = body[0], body[-1]
    if not (_is_word(first) and _is_word(last)):
        return True
    return last in _PRINTED_LETTERS or (first in _PRINTED_LETTERS and body[1] in _PRINTED_LETTERS)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _free(words: Sequence[Word], taken: Sequence[tuple[int, int]]) -> list[Word]:
    """Return the words that touch none of the spans."""
    spans = sorted(taken)
    free: list[Word] = []
    at = 0
    for word in words:
        while at < len(spans) and spans[at][1] <= word.start:
            at += 1
        if at == len(spans) or spans[at][0] >= word.end:
            free.append(word)
    return free


def _chains(parts: Sequence[Hit | Word]) -> list[Hit]:
    """Return the phrases that stand two or more together at either end of a line."""
    hits: list[Hit] = []
    for run in (parts, parts[::-1]):
        chain = list(takewhile(lambda part: isinstance(part, Hit), run))
        if len(chain) > 1:
            hits += [part for part in chain if isinstance(part, Hit)]
    return sorted(hits)


def _bound(key: str, rule: Marking) -> int:
    """Return how many letters of a phrase may be wrong."""
    return max(1, min(_MOST_WRONG, int(len(key) * rule.garbled)))


def _found(hit: Hit, line: str) -> Found:
    rule, phrase = hit.phrase.rule, hit.phrase
    a, b = with_markdown(line, hit.start, hit.end)
    surety = rule.confidence * (1.0 - 0.5 * hit.wrong / max(len(phrase.key), 1))
    fields = dict(rule.fields)
    if " ".join(line[hit.start : hit.end].split()) != phrase.text:
        fields["canonical"] = phrase.text
    weight = (600.0 if hit.wrong == 0 else 400.0) + 10 * len(phrase.key) - 20 * hit.wrong
    return Found(a, b, 0, rule.type, rule.id, round(surety, 3), weight, fields)
