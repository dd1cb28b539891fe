"""Word corrector: misread, clipped, split, joined and stray words, wrong case, misread digits."""

from __future__ import annotations

from collections.abc import Hashable

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.document_names import NameMatch
from ocrfix.correction.models import Models
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.detection import is_obviously_fine, needs_candidates
from ocrfix.correction.words.sources import WORD_KINDS, find_candidates
from ocrfix.correction.words.typist import TYPIST, classify_origin
from ocrfix.edits import Edit
from ocrfix.system.cache import Cache

MIN_CONFIDENCE = 0.3
"""Candidates less probable than this are not worth a reader's time, not even as suggestions."""

_CACHE_CAPACITY = 15_000
"""Results kept, at least; enough for the vocabulary in doubt of a few hundred pages."""

_TOKENS_PER_RESULT = 4
"""The cache grows with the text, by one result for this many tokens. Even of noisy OCR hardly half
the words need candidates, and the cache holds two generations."""

_CONTEXT_WORDS = 3
"""Words before and after that a result depends on."""

_CONTEXT_CHARS = 2
"""Characters beyond those words that show whether one is part of an office symbol."""


class RelativeEdit:
    """An edit of a word, with offsets relative to the start of the word."""

    def __init__(
        self, start: int, end: int, after: str, kind: str, confidence: float, reason: str
    ) -> None:
        self.start = start
        self.end = end
        self.after = after
        self.kind = kind
        self.confidence = confidence
        self.reason = reason


_NO_EDIT = RelativeEdit(0, 0, "", "", 0.0, "")
"""The cache entry of a word that is left unchanged."""


class WordCorrector:
    """The corrector of single words, for many texts.

    The edit of a word depends on the few words before and after it, on the shares of unknown words
    and noise around it, on how often it occurs in the document, and on the names there. Results are
    cached, because a text is analyzed until nothing more changes, and pages repeat their headings.

    Args:
        models: the rankers and tables of the dictionaries.
        settings: what is corrected, and the thresholds.
    """

    kinds = WORD_KINDS | {TYPIST}
    reach = 500  # some twenty words before and after the line, which show how noisy the text is
    joins_words = False

    def __init__(self, models: Models, settings: CorrectionSettings) -> None:
        self.ranker = models.word_ranker
        self.enabled = settings.kinds
        self._cache = Cache(_CACHE_CAPACITY)

    def propose(self, analysis: Analysis) -> list[Edit]:
        """Return the most probable edit of each word that may be wrong."""
        edits: list[Edit] = []
        annotated = analysis.annotated
        starts = analysis.tokenized.first_token
        count = len(annotated.tokens)
        lines = len(starts)
        # A pass over a long text should find what the previous one cached.
        lexicon = annotated.lexicon
        self._cache.set_capacity(count // _TOKENS_PER_RESULT)
        lexicon.candidate_cache.set_capacity(count // _TOKENS_PER_RESULT)
        for line in range(lines):
            first = starts[line]
            stop = starts[line + 1] if line + 1 < lines else count
            if first < stop:
                self._propose_line(analysis, annotated, line, first, stop, edits)
        return edits

    def _propose_line(
        self,
        analysis: Analysis,
        annotated: AnnotatedTokens,
        line: int,
        first: int,
        stop: int,
        edits: list[Edit],
    ) -> None:
        """Add the edits of one line."""
        unknown_share = annotated.unknown_share(line)
        for index in range(first, stop):
            if is_obviously_fine(annotated, index):
                continue
            target = annotated.at(index)
            if not needs_candidates(annotated, target):
                continue
            key = (_context(analysis, index), index == first, index == stop - 1, unknown_share)
            found = self._cache.get(key)
            if found is None:
                found = self._edit_word(analysis, target) or _NO_EDIT
                self._cache.put(key, found)
            if found is not _NO_EDIT:
                start = found.start + target.token.start
                end = found.end + target.token.start
                if not analysis.overlaps_marker(start, end):
                    edits.append(
                        analysis.edit(
                            start, end, found.after, found.kind, found.confidence, found.reason
                        )
                    )

    def _edit_word(self, analysis: Analysis, target: WordInContext) -> RelativeEdit | None:
        """Return the edit of a word, or ``None`` to keep it."""
        annotated = analysis.annotated
        token = target.token
        enabled = self.enabled
        match = analysis.document_names().match(token.text) if "misread" in enabled else None
        candidates = [
            c for c in find_candidates(annotated, target) if c.kind == KEEP or c.kind in enabled
        ]
        confidence = 0.0
        best = candidates[0]
        if len(candidates) > 1:
            confidence, best = self.ranker.best_change(annotated, target, candidates)
        if confidence < MIN_CONFIDENCE and not match:
            return None
        best = classify_origin(annotated, target, best)
        reason = _reason(target, best)
        if match and (match.confidence > confidence or match.after == best.after):
            best = Candidate(0, len(token.text), match.after, "misread")
            if annotated.look_up(match.name).is_english:
                best = classify_origin(annotated, target, best)  # a name has no wrong spelling
            confidence = max(match.confidence, confidence)
            reason = _name_reason(target, match)
        if confidence < MIN_CONFIDENCE or best.kind not in enabled:
            return None
        return RelativeEdit(best.start, best.end, best.after, best.kind, confidence, reason)


def _document_context(analysis: Analysis, text: str) -> Hashable:
    """Return what the edit of an unknown word depends on in the whole document."""
    return analysis.tokenized.count_of(text), analysis.document_names().match(text)


def _context(analysis: Analysis, index: int) -> Hashable:
    """Return all that the edit of a word depends on, except what its line shares."""
    text = analysis.text
    annotated = analysis.annotated
    tokens = annotated.tokens
    token = tokens[index]
    first = max(0, index - _CONTEXT_WORDS)
    stop = min(len(tokens), index + _CONTEXT_WORDS + 1)
    sentence_starts = 1  # one bit for each word
    for at in range(first, stop):
        near = tokens[at]
        sentence_starts = 2 * sentence_starts + near.sentence_start
    first_token = tokens[first]
    last_token = tokens[stop - 1]
    start = max(0, first_token.start - _CONTEXT_CHARS)
    word = annotated.words[index]
    return (
        text[start : last_token.end + _CONTEXT_CHARS],
        token.start - start,
        sentence_starts,
        None if word.is_english else _document_context(analysis, token.text),
        annotated.noise_share(index),
        annotated.foreign_nearby(index),
        index >= _CONTEXT_WORDS,
        index + _CONTEXT_WORDS < len(tokens),
    )


def _reason(target: WordInContext, best: Candidate) -> str:
    seen = target.token.text
    words = (target.left_text, best.after, target.right_text)
    context = " ".join([word for word in words if word])
    if best.removes_word:
        return f"{seen!r} is a stray mark: without it the text reads {context!r}"
    if best.kind == "clipped":
        return f"{seen!r} is {best.after!r} clipped at the margin"
    if best.kind == "spacing":
        if " " in best.after:
            return f"{best.after!r} without its spaces"
        whole = f"{seen}{target.right_text}"
        lost = "" if len(whole) == len(best.after) else " and a letter lost"
        return f"{best.after!r} with a space inside{lost}"
    if best.kind == "case":
        return f"{seen!r} is {best.after!r} in the wrong letter case"
    if best.kind == "digits":
        return f"{seen!r} is {best.after!r} with letters read as digits or symbols"
    if best.kind == TYPIST:
        return f"{seen!r} is probably a typing error for {best.after!r}; what was typed stays"
    return f"{seen!r} is probably {best.after!r} misread, as in {context!r}"


def _name_reason(target: WordInContext, match: NameMatch) -> str:
    """Return why a word is changed to a name of the document."""
    return (
        f"{target.token.text!r} is probably {match.name!r}, which occurs {match.times} times "
        "in the document"
    )
