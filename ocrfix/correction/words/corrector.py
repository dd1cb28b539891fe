"""Words: misread, clipped, run together or apart, in mixed case, with digits for letters."""

from __future__ import annotations

from collections.abc import Hashable

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.ranker import (
    Ranker,
    find_candidates,
    is_obviously_fine,
    needs_candidates,
)
from ocrfix.correction.words.typist import TYPIST, classify_origin
from ocrfix.edits import Edit
from ocrfix.system.cache import Cache

LEAST = 0.3
"""Readings less likely than this are not worth a reader's time, not even as suggestions."""


class Mend:
    """An edit of a word, with its place from where the word begins."""

    def __init__(
        self, start: int, end: int, after: str, kind: str, confidence: float, reason: str
    ) -> None:
        self.start = start
        self.end = end
        self.after = after
        self.kind = kind
        self.confidence = confidence
        self.reason = reason


class Words:
    """The corrector of words, for many texts.

    What it finds for a word hangs on the few words before and after it, on how much of its line and
    of what is near is no word, on how often it stands in the text, and on the name for which it may
    stand. It is kept, because a text is looked at until nothing more changes, and because pages
    repeat their headings.

    Args:
        ranker: the judge of readings.
        kinds: the kinds of damage to mend.
    """

    def __init__(self, ranker: Ranker, kinds: frozenset[str]) -> None:
        self.ranker = ranker
        self.kinds = kinds
        self._of_words = Cache(_CACHE_CAPACITY)

    def propose(self, analysis: Analysis) -> list[Edit]:
        """Return for each word in doubt the likeliest other reading of it."""
        edits: list[Edit] = []
        annotated = analysis.annotated
        starts = analysis.tokenized.first_token
        count = len(annotated.tokens)
        lines = len(starts)
        # A pass over a long text is to find what the one before it found.
        lexicon = annotated.lexicon
        self._of_words.set_capacity(count // _IN_DOUBT)
        lexicon.offered.set_capacity(count // _IN_DOUBT)
        for line in range(lines):
            first = starts[line]
            stop = starts[line + 1] if line + 1 < lines else count
            if first < stop:
                self._in_line(analysis, annotated, line, first, stop, edits)
        return edits

    def _in_line(
        self,
        analysis: Analysis,
        annotated: AnnotatedTokens,
        line: int,
        first: int,
        stop: int,
        edits: list[Edit],
    ) -> None:
        """Add the edits of one line."""
        doubt = annotated.unknown_share(line)
        for number in range(first, stop):
            if is_obviously_fine(annotated, number):
                continue
            target = annotated.at(number)
            if not needs_candidates(annotated, target):
                continue
            key = (_context(analysis, number), number == first, number == stop - 1, doubt)
            found = self._of_words.get(key)
            if found is None:
                found = self._of_word(analysis, target) or _NONE
                self._of_words.put(key, found)
            if found is not _NONE:
                start = found.start + target.token.start
                end = found.end + target.token.start
                if not analysis.overlaps_marker(start, end):
                    edits.append(
                        analysis.edit(
                            start, end, found.after, found.kind, found.confidence, found.reason
                        )
                    )

    def _of_word(self, analysis: Analysis, target: WordInContext) -> Mend | None:
        """Return the edit of a word, if there is one, with its place from where the word begins."""
        annotated = analysis.annotated
        token = target.token
        twin = analysis.document_names().of(token.text) if "misread" in self.kinds else None
        kinds = self.kinds
        offered = [
            r for r in find_candidates(annotated, target) if r.kind == KEEP or r.kind in kinds
        ]
        likelihood = 0.0
        best = offered[0]
        if len(offered) > 1:
            likelihood, best = self.ranker.best(annotated, target, offered)
        if likelihood < LEAST and not twin:
            return None
        best = classify_origin(annotated, target, best)
        reason = _reason(target, best)
        if twin and (twin.confidence > likelihood or twin.after == best.after):
            best = Candidate(0, len(token.text), twin.after, "misread")
            if annotated.look_up(twin.name).is_english:
                best = classify_origin(annotated, target, best)  # of names no spelling is wrong
            likelihood = max(twin.confidence, likelihood)
            reason = f"{token.text!r} is likely {twin.name!r}, {twin.times} times in the text"
        if likelihood < LEAST or best.kind not in self.kinds:
            return None
        return Mend(
            best.start,
            best.end,
            best.after,
            best.kind,
            likelihood,
            reason,
        )


_NONE = Mend(0, 0, "", "", 0.0, "")
_CACHE_CAPACITY = 15_000
_IN_DOUBT = (
    4  # of so many words of noisy OCR hardly two are in doubt, and there are two generations
)


def _in_text(analysis: Analysis, text: str) -> Hashable:
    """Return what the reading of an unknown word hangs on in the whole text."""
    return analysis.tokenized.count_of(text), analysis.document_names().of(text)


def _context(analysis: Analysis, number: int) -> Hashable:
    """Return all that the reading of a word hangs on, but for what its line shares."""
    text = analysis.text
    annotated = analysis.annotated
    tokens = annotated.tokens
    token = tokens[number]
    first = max(0, number - _BESIDE)
    stop = min(len(tokens), number + _BESIDE + 1)
    opens = 1
    for at in range(first, stop):
        near = tokens[at]
        opens = 2 * opens + near.sentence_start
    one = tokens[first]
    other = tokens[stop - 1]
    start = max(0, one.start - _SIGNS)
    word = annotated.words[number]
    return (
        text[start : other.end + _SIGNS],
        token.start - start,
        opens,
        None if word.is_english else _in_text(analysis, token.text),
        annotated.noise_share(number),
        annotated.foreign_nearby(number),
        number >= _BESIDE,
        number + _BESIDE < len(tokens),
    )


_BESIDE = 3  # words on either side that a reading is judged by
_SIGNS = 2  # beyond a word, that show whether it is part of an office symbol


def _reason(target: WordInContext, best: Candidate) -> str:
    stands = target.token.text
    between = " ".join([part for part in (target.left_text, best.after, target.right_text) if part])
    if not best.after:
        return f"{stands!r} stands for nothing, as in {between!r}"
    if best.kind == "clipped":
        return f"{stands!r} is {best.after!r} clipped at the margin"
    if best.kind == "spacing":
        return (
            f"{best.after!r} run together" if " " in best.after else f"{best.after!r} pulled apart"
        )
    if best.kind == "case":
        return f"{stands!r} in the case it has elsewhere"
    if best.kind == "digits":
        return f"digits or signs of {stands!r} read as letters"
    if best.kind == TYPIST:
        return f"{stands!r} is likely {best.after!r} as the typist wrote it; what was typed stays"
    return f"{stands!r} is likely {best.after!r} misread, as in {between!r}"
