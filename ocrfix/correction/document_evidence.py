"""Document evidence: what a whole document shows about its words.

A misreading that an engine makes once it makes again. How often a word occurs, whether the word
that it may be occurs beside it, which letters are misread elsewhere, and what stands around all
occurrences of a form, is evidence that no single line has. (Feeding the corrections of a document
back into its error model: X. Tong, D. A. Evans, "A Statistical Approach to Automatic OCR Error
Correction in Context", 1996.)
"""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import NUMBER, AnnotatedTokens, WordInContext
from ocrfix.correction.document_names import DocumentNames
from ocrfix.correction.ngram_context import fit_between
from ocrfix.correction.words.candidate import KEEP, Candidate, candidate_words
from ocrfix.correction.words.sources import find_candidates
from ocrfix.lexicon.alignment import misreadings
from ocrfix.lexicon.word import Word
from ocrfix.text.casing import CAPITALIZED, MIXED, case_shape
from ocrfix.text.tokens import WordCounts

_MIN_EVIDENT = 6
_MAX_EVIDENT = 20
"""Length of the words whose misreading is evident without context, in letters."""

_MIN_LEAD = 4.0
"""How far the prescore of the only word that such a form can be leads the next, in nats."""

_MAX_RUN = 3
"""Longer runs of letters are no confusion of an engine."""

_MAX_OCCURRENCES = 12
"""Occurrences of a form whose neighbors are read; the first ones are as good as any."""

_MIN_BURST = -2.0
_MAX_BURST = 4.0
"""Bounds of the log of how much more often than usual a word occurs in a document."""

_HALF = 0.5
"""Added to observed and expected counts, so that a rare word is no surprise."""

NO_CONTEXT = -math.inf
"""Stands for the fit of a form that occurs once."""


class DocumentEvidence:
    """What one document shows; computed on demand, and the same for all passes over parts of it.

    Args:
        annotated: the tokens of the whole document.

    Attributes:
        word_counts: how often each word occurs, as written.
        names: the names that it repeats.
        noise: the share of unknown words that are not written like names.
    """

    def __init__(self, annotated: AnnotatedTokens) -> None:
        self._annotated = annotated
        self.word_counts: WordCounts = annotated.tokenized.word_counts
        self.names = DocumentNames(self.word_counts.counts, annotated.lexicon)
        self._counts = self.word_counts.by_word
        self._folded = _folded_counts(self._counts)
        self._total = max(1, len(annotated.tokens))
        self.noise = _noise(annotated)
        self._positions: dict[str, list[int]] | None = None
        self._misread: dict[tuple[str, str], set[str]] | None = None
        self._fits: dict[tuple[str, str], float] = {}

    def count_of(self, text: str) -> int:
        """Return how often a word occurs, as written."""
        return self._counts.get(text, 0)

    def folded_count_of(self, folded: str) -> int:
        """Return how often a word, given in lower case, occurs in any letter case."""
        return self._folded.get(folded, 0)

    def burst(self, folded: str, log_probability: float) -> float:
        """Return the natural log of how much more often than usual a word occurs.

        Args:
            folded: the word in lower case.
            log_probability: its log probability anywhere.
        """
        expected = self._total * math.exp(log_probability)
        ratio = (self._folded.get(folded, 0) + _HALF) / (expected + _HALF)
        return max(_MIN_BURST, min(_MAX_BURST, math.log(ratio)))

    def misread_elsewhere(self, candidate: Candidate, seen: str) -> int:
        """Return how many other forms show the misreadings that a candidate supposes.

        Forms are words of the document in which a misreading is evident without context. Of
        several misreadings in one word the rarest counts.
        """
        misread = self._misread
        if misread is None:
            misread = self._misread = self._find_misread()
        if not misread:
            return 0
        least = -1
        folded = seen.lower()
        for run in _runs(candidate, seen):
            forms = misread.get(run)
            count = 0
            if forms is not None:
                count = len(forms) - (folded in forms)
            if least < 0 or count < least:
                least = count
        return max(0, least)

    def fit_elsewhere(self, candidate: Candidate, seen: str) -> float:
        """Return how well a candidate fits all occurrences of a form, or :data:`NO_CONTEXT`.

        This is the mean mutual information with the neighbors (natural log), over one occurrence
        more than there are, so that a few occurrences say less than many.
        """
        key = seen, candidate.after
        fit = self._fits.get(key)
        if fit is None:
            fit = self._fits[key] = self._compute_fit(candidate, seen)
        return fit

    def _compute_fit(self, candidate: Candidate, seen: str) -> float:
        if self._positions is None:
            self._positions = _positions(self._annotated)
        places = self._positions.get(seen, [])
        if len(places) <= 1:
            return NO_CONTEXT
        words = candidate_words(self._annotated, candidate)
        total = 0.0
        for index in places:
            total += self._fit_at(index, words[0])
        return total / (len(places) + 1)

    def _fit_at(self, index: int, word: Word) -> float:
        """Return the mutual information of a word in place of a token with its neighbors."""
        target = self._annotated.at(index)
        return fit_between(self._annotated.lexicon, target.left, word, word, target.right)

    def _find_misread(self) -> dict[tuple[str, str], set[str]]:
        """Return the misreadings that are evident without context, with their forms."""
        annotated = self._annotated
        found: dict[tuple[str, str], set[str]] = {}
        tried: set[str] = set()
        for index in range(len(annotated.tokens)):
            word = annotated.words[index]
            if word.flags:
                continue
            token = annotated.tokens[index]
            text = token.text
            if not _MIN_EVIDENT <= len(text) <= _MAX_EVIDENT or text in tried:
                continue
            tried.add(text)
            if text.isascii() and text.isalpha() and case_shape(text) != MIXED:
                for run in _evident_runs(annotated, annotated.at(index)):
                    found.setdefault(run, set()).add(text.lower())
        return found


def _evident_runs(annotated: AnnotatedTokens, target: WordInContext) -> list[tuple[str, str]]:
    """Return the misreadings in a word that can be only one word of the dictionaries."""
    seen = target.token.text
    best: Candidate | None = None
    for candidate in find_candidates(annotated, target):
        if candidate.kind == KEEP or not candidate.after:
            continue
        if best is None:
            if candidate.kind != "misread" or candidate.folded == seen.lower():
                return []
            best = candidate
        elif candidate.folded != best.folded and best.prescore - candidate.prescore < _MIN_LEAD:
            return []
    if best is None:
        return []
    return [run for run in _runs(best, seen) if max(len(run[0]), len(run[1])) <= _MAX_RUN]


def _runs(candidate: Candidate, seen: str) -> list[tuple[str, str]]:
    """Return the runs of letters that a candidate supposes misread, aligned on the first call."""
    runs = candidate.runs
    if runs is None:
        runs = candidate.runs = misreadings(candidate.after, seen)
    return runs


def _folded_counts(counts: dict[str, int]) -> dict[str, int]:
    folded: dict[str, int] = {}
    for text, count in counts.items():
        lower = text.lower()
        folded[lower] = folded.get(lower, 0) + count
    return folded


def _noise(annotated: AnnotatedTokens) -> float:
    """Return the share of unknown words that are not written like names, from 0 to 1."""
    words = noise = 0
    for index in range(len(annotated.words)):
        word = annotated.words[index]
        if word is NUMBER:
            continue
        words += 1
        if not word.is_english:
            token = annotated.tokens[index]
            noise += len(token.text) > 1 and case_shape(token.text) != CAPITALIZED
    return noise / max(1, words)


def _positions(annotated: AnnotatedTokens) -> dict[str, list[int]]:
    """Return the first occurrences of each form, as token indices."""
    found: dict[str, list[int]] = {}
    for index in range(len(annotated.tokens)):
        token = annotated.tokens[index]
        places = found.get(token.text)
        if places is None:
            found[token.text] = [index]
        elif len(places) < _MAX_OCCURRENCES:
            places.append(index)
    return found
