"""Phrase rules: stamps and banners made of words: exact, letter-spaced, run together or garbled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

from ocrfix.system.cache import Cache
from ocrfix.tagging.match import Match
from ocrfix.tagging.phrase_index import MAX_ERRORS, MIN_GARBLED_CHARS, Phrase, PhraseIndex
from ocrfix.tagging.rules.schema import Layout, Rule
from ocrfix.tagging.run_together import JoinedPhrases
from ocrfix.text import lazy_regex
from ocrfix.text.letters import FoldedWord, include_emphasis, is_wordless, uppercase_share

_MAX_LINE_CHARS = 160
"""A line of markings is short; a longer one is prose or a table, searched at its edges only."""
_MAX_LINE_WORDS = 30
_MIN_GARBLED_CHARS_MIXED = 12
"""The minimum for a garbled phrase in a line with lower-case letters, which may be prose."""
_PROSE_UPPERCASE_SHARE = 0.3
"""A line with fewer capitals among its letters is prose."""
_CAPITAL_EDGE = lazy_regex.pattern(r"^\W*[A-Z][A-Z0-9]+\b|\b[A-Z][A-Z0-9]+\W*$")
_UPPERCASE_LINE_SHARE = 0.6
_UPPERCASE_PHRASE_SHARE = 0.8
"""With at least these shares of capitals, a line or phrase is in capitals."""
_MAX_SPECK_CHARS = 2
_MAX_TAIL_WORDS = 5
_PREFIX_CHARS = 4
_MAX_CACHED_FILLERS = 2_000

_ASCII = [chr(number) for number in range(32, 127)]
_ASCII_SYMBOLS = "".join([char for char in _ASCII if not char.isalnum() and char != "_"])
_UPPER_AND_DIGITS = frozenset([char for char in _ASCII if char.isupper() or char.isdigit()])
_SEPARATOR = lazy_regex.pattern(r"[/|,;:]|\s[-–—~=]+\s|\s{3,}|--")

_EXACT_PRIORITY = 600.0
_GARBLED_PRIORITY = 400.0
"""An exact phrase wins over a garbled one, and a code over both."""
_CONFIDENCE_LOSS = 0.5
"""How much confidence a phrase would lose if all of its letters were wrong."""


class PhraseMatch(NamedTuple):
    """A phrase found on a line (offsets of the line), with the number of wrong letters."""

    start: int
    end: int
    phrase: Phrase
    errors: int


class PhraseFinder:
    """Finds the phrases of all rules on a line."""

    def __init__(self, rules: Sequence[Rule], layout: Layout) -> None:
        self._index = PhraseIndex(rules, layout)
        self._joined = JoinedPhrases(self._index, layout.separator_misreadings)
        self._function_words = frozenset(layout.function_words)
        self._filler_patterns = layout.fillers
        self._filler: Any = None
        self._filler_cache = Cache(_MAX_CACHED_FILLERS)

    def find(
        self, line: str, bare: str, upper: float, taken: Sequence[tuple[int, int]]
    ) -> list[Match]:
        """Return the matches on a line, with offsets of the line.

        Args:
            line: the line.
            bare: the line without surrounding whitespace.
            upper: its :func:`ocrfix.text.letters.uppercase_share`.
            taken: the spans that are marked already.
        """
        found: list[Match] = []
        if not self._index.exact or len(bare) < 2:
            return found
        if upper < _PROSE_UPPERCASE_SHARE and self._is_prose(bare):
            return found
        words = self._index.folding.words(line)
        if taken:
            words = _outside(words, taken)
        if not words:
            return found
        if len(bare) > _MAX_LINE_CHARS or len(words) > _MAX_LINE_WORDS:
            hits = self._at_edges(words, line)
        elif upper < _UPPERCASE_LINE_SHARE:
            hits = self._in_mixed_case_line(words, line)
        else:
            hits = self._in_uppercase_line(words, line)
        for hit in hits:
            uppercase_only = hit.phrase.rule.uppercase_only
            printed = line[hit.start : hit.end]
            if uppercase_only and uppercase_share(printed) < _UPPERCASE_PHRASE_SHARE:
                continue
            found.append(_match(hit, line))
        return found

    def _is_prose(self, bare: str) -> bool:
        """Return whether a mostly lower-case line is certainly no phrase; a quick test."""
        if _may_have_capital_edge(bare) and _CAPITAL_EDGE.search(bare):
            return False
        index = self._index
        key = index.folding.key(bare)
        size = len(key)
        if size - 2 > index.longest + MAX_ERRORS:
            return True
        exact, prefixes = index.exact, index.prefixes
        has_prefix = key[:_PREFIX_CHARS] in prefixes or key[1 : 1 + _PREFIX_CHARS] in prefixes
        if (size - 2 < _PREFIX_CHARS or has_prefix) and (
            key in exact or key[1:] in exact or key[:-1] in exact or key[1:-1] in exact
        ):
            return False
        return not index.resembles_lowercase_phrase(key)

    def _in_mixed_case_line(self, words: list[FoldedWord], line: str) -> list[PhraseMatch]:
        """Return the phrase that a line with lower-case letters is, or those at its edges."""
        hit = self._whole(words, _MIN_GARBLED_CHARS_MIXED)
        if hit and hit.phrase.text.isupper() and line[hit.start].islower():
            return []
        if hit:
            outside = line[: hit.start], line[hit.end :]
            if hit.phrase.rule.position != "edge" or all(map(is_wordless, outside)):
                return [hit]
        size = len(words)
        for low, high in ((1, 0), (0, 1), (1, 1)):  # without a speck at either end
            if (low and len(words[0].key) != 1) or (high and len(words[size - 1].key) != 1):
                continue
            inner = words[low : size - high]
            if inner:
                hit = self._whole(inner, _MIN_GARBLED_CHARS_MIXED)
                if hit:
                    return [hit]
        return self._at_edges(words, line)

    def _whole(self, words: list[FoldedWord], min_chars: int) -> PhraseMatch | None:
        """Return the phrase that the words form together, exact or garbled."""
        key = "".join([word.key for word in words])
        exact = self._index.exact.get(key)
        if exact is None and len(key) < min_chars:
            return None
        first, last = words[0], words[len(words) - 1]
        if exact is not None:
            return PhraseMatch(first.start, last.end, exact, 0)
        near = self._index.nearest(key)
        if near is None or len(near[0].key) < min_chars:
            return None
        for speck, shorter in ((first, words[1:]), (last, words[:-1])):
            # A speck read as a word at either end is not part of the phrase.
            is_speck = shorter and len(speck.key) <= _MAX_SPECK_CHARS
            closer = self._whole(shorter, min_chars) if is_speck else None
            if closer and closer.errors < near[1]:
                return closer
        return PhraseMatch(first.start, last.end, near[0], near[1])

    def _in_uppercase_line(self, words: list[FoldedWord], line: str) -> list[PhraseMatch]:
        """Return the phrases of a line in upper case, if it holds nothing else but fillers."""
        hit = self._whole(words, MIN_GARBLED_CHARS)
        if hit and hit.errors == 0:
            return [hit]
        segments = self._segments(words)
        hits = [part for part in segments if isinstance(part, PhraseMatch)]
        if hit and not hits:
            return [hit]
        rest: list[list[FoldedWord]] = []
        for run in self._unmatched_runs(segments, line, hits):
            near = self._whole(run, MIN_GARBLED_CHARS)
            if near:
                hits.append(near)
            else:
                rest.append(run)
        left = [self._without_garbled_end(run, line, hits) for run in rest]
        only_markings = bool(hits)
        for run in left:
            only_markings = only_markings and self._may_fill(run, line, hits)
        if only_markings:
            return sorted(hits)
        if hit:
            return [hit]
        return _chained_at_ends(segments) or self._at_edges(words, line)

    def _unmatched_runs(
        self,
        segments: Sequence[PhraseMatch | FoldedWord],
        line: str,
        hits: Sequence[PhraseMatch],
    ) -> list[list[FoldedWord]]:
        """Return the runs of words between phrases that are no fillers, cut at separators."""
        runs: list[list[FoldedWord]] = []
        last: PhraseMatch | FoldedWord | None = None
        for part in segments:
            if isinstance(part, FoldedWord):
                if not isinstance(last, FoldedWord):
                    runs.append([])
                runs[-1].append(part)
            last = part
        cut: list[list[FoldedWord]] = []
        for run in runs:
            if hits and self._may_fill(run, line, hits):
                continue
            cut.append([run[0]])
            for before, word in pairwise(run):
                if _SEPARATOR.search(line, before.end, word.start):
                    cut.append([])
                cut[-1].append(word)
        return cut

    def _without_garbled_end(
        self, run: list[FoldedWord], line: str, hits: list[PhraseMatch]
    ) -> list[FoldedWord]:
        """Return a run without the garbled phrase at either end, which is added to ``hits``.

        A phrase is accepted only if the rest of the run is filler.
        """
        size = len(run)
        is_filler = 0  # 1 no, 2 yes; tested only where it matters
        for long in range(min(size - 1, _MAX_TAIL_WORDS), 0, -1):
            for cut, at_start in ((long, True), (size - long, False)):
                head, tail = run[:cut], run[cut:]
                phrase, other = (head, tail) if at_start else (tail, head)
                near = self._whole(phrase, MIN_GARBLED_CHARS)
                if near is None:
                    continue
                if not is_filler:
                    is_filler = 2 if self._may_fill(run, line, hits) else 1
                if is_filler == 2:
                    return run
                if self._may_fill(other, line, hits):
                    hits.append(near)
                    return other
        return run

    def _segments(self, words: list[FoldedWord]) -> list[PhraseMatch | FoldedWord]:
        """Divide a line from left to right into phrases, the longest first, and other words."""
        words = self._joined.cut_words(words)
        exact, prefixes = self._index.exact, self._index.prefixes
        segments: list[PhraseMatch | FoldedWord] = []
        at = 0
        while at < len(words):
            word = words[at]
            key, best, best_end = "", None, at
            for end in range(at, len(words)):
                last = words[end]
                key += last.key
                if key not in prefixes:
                    break
                phrase = exact.get(key)
                if phrase is not None:
                    best, best_end = phrase, end
            at += 1
            if best is not None:
                segments.append(PhraseMatch(word.start, words[best_end].end, best, 0))
                at = best_end + 1
                continue
            both = self._joined.two_phrases(word)
            if both:
                segments.append(PhraseMatch(word.start, both[0], both[1], 0))
                segments.append(PhraseMatch(both[2], word.end, both[3], 0))
            else:
                segments.append(word)
        return segments

    def _may_fill(self, run: Sequence[FoldedWord], line: str, hits: Sequence[PhraseMatch]) -> bool:
        """Return whether a run of words may be filler next to much longer markings."""
        if not run:
            return True
        first, last = run[0], run[len(run) - 1]
        if self._is_filler(line[first.start : last.end]):
            return True
        if not hits:
            return False
        letters = 0
        for word in run:
            if len(word.key) > 3 or line[word.start : word.end].upper() in self._function_words:
                return False
            letters += len(word.key)
        marked = sum([len(hit.phrase.key) for hit in hits])
        return 3 * letters <= marked

    def _is_filler(self, text: str) -> bool:
        """Return whether ``text`` is wordless or a filler; cached, as most are requested often."""
        known: bool | None = self._filler_cache.get(text)
        if known is None:
            if self._filler is None:
                import re2

                # A set of one pattern: to test for a match, it is several times faster.
                self._filler = re2.Set.FullMatchSet()
                self._filler.Add("(?:" + "|".join(self._filler_patterns or ("$^",)) + ")+")
                self._filler.Compile()
            known = is_wordless(text) or bool(self._filler.Match(text))
            self._filler_cache.put(text, known)
        return known

    def _at_edges(self, words: list[FoldedWord], line: str) -> list[PhraseMatch]:
        """Return the phrases that may be at the edge of a line of prose, where they are."""
        hits: list[PhraseMatch] = []
        exact = self._index.exact
        for from_left in (True, False):
            key = ""
            best: PhraseMatch | None = None
            run = words if from_left else words[::-1]
            known = self._index.prefixes if from_left else self._index.suffixes
            for number, word in enumerate(run):
                key = key + word.key if from_left else word.key + key
                if key not in known:
                    break
                phrase = exact.get(key)
                if not phrase or phrase.rule.position not in ("edge", "anywhere"):
                    continue
                a, b = (words[0].start, word.end) if from_left else (word.start, words[-1].end)
                if uppercase_share(line[a:b]) < 1.0 and number + 1 < len(words):
                    continue
                gap = line[b : b + 3] if from_left else line[max(a - 3, 0) : a]
                is_separate = (not gap.strip() and len(gap) == 3) or "|" in gap
                if is_separate or phrase.words > 1:
                    best = PhraseMatch(a, b, phrase, 0)
            if best and best not in hits:
                hits.append(best)
        return hits


def _may_have_capital_edge(bare: str) -> bool:
    """Return whether a stripped line may match ``_CAPITAL_EDGE``, by its first and last character.

    The pattern would test every word; the ends of the line are enough to rule it out.
    """
    body = bare.strip(_ASCII_SYMBOLS)
    if not body:
        return False
    first, last = body[0], body[-1]
    if not (_is_word_char(first) and _is_word_char(last)):
        return True
    return last in _UPPER_AND_DIGITS or (
        first in _UPPER_AND_DIGITS and body[1] in _UPPER_AND_DIGITS
    )


def _is_word_char(char: str) -> bool:
    return char.isalnum() or char == "_"


def _outside(words: Sequence[FoldedWord], taken: Sequence[tuple[int, int]]) -> list[FoldedWord]:
    """Return the words that overlap none of the spans."""
    spans = sorted(taken)
    free: list[FoldedWord] = []
    at = 0
    for word in words:
        while at < len(spans) and spans[at][1] <= word.start:
            at += 1
        if at == len(spans) or spans[at][0] >= word.end:
            free.append(word)
    return free


def _chained_at_ends(segments: Sequence[PhraseMatch | FoldedWord]) -> list[PhraseMatch]:
    """Return the phrases that follow one another, two or more, at either end of a line."""
    hits: list[PhraseMatch] = []
    for run in (segments, segments[::-1]):
        chain = list(takewhile(lambda part: isinstance(part, PhraseMatch), run))
        if len(chain) > 1:
            hits += [part for part in chain if isinstance(part, PhraseMatch)]
    return sorted(hits)


def _match(hit: PhraseMatch, line: str) -> Match:
    rule, phrase = hit.phrase.rule, hit.phrase
    a, b = include_emphasis(line, hit.start, hit.end)
    confidence = rule.confidence * (1.0 - _CONFIDENCE_LOSS * hit.errors / max(len(phrase.key), 1))
    fields = dict(rule.fields)
    if " ".join(line[hit.start : hit.end].split()) != phrase.text:
        fields["canonical"] = phrase.text
    base = _EXACT_PRIORITY if hit.errors == 0 else _GARBLED_PRIORITY
    priority = base + 10 * len(phrase.key) - 20 * hit.errors
    return Match(a, b, 0, rule.type, rule.id, round(confidence, 3), priority, fields)
