"""Word corrector: misread, clipped, split, joined and stray words, wrong case, misread digits."""

from __future__ import annotations

from collections.abc import Hashable

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.document_evidence import DocumentEvidence
from ocrfix.correction.document_names import NameMatch
from ocrfix.correction.models import Models
from ocrfix.correction.settings import MIN_CONFIDENCE, CorrectionSettings
from ocrfix.correction.words.boosted_trees import confidence_features
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.detection import is_obviously_fine, needs_candidates
from ocrfix.correction.words.features.extraction import measure_features
from ocrfix.correction.words.ranker import best_change
from ocrfix.correction.words.sources import WORD_KINDS, find_candidates
from ocrfix.correction.words.typist import TYPIST, classify_origin
from ocrfix.edits import Edit
from ocrfix.lexicon.word import PERSON, PLACE
from ocrfix.system.cache import Cache
from ocrfix.text.casing import CAPITALIZED, case_shape, is_name_shaped

_CACHE_CAPACITY = 15_000
"""Results kept, at least; enough for the vocabulary in doubt of a few hundred pages."""

_TOKENS_PER_RESULT = 4
"""The cache grows with the text, by one result for this many tokens. Even of noisy OCR hardly half
the words need candidates, and the cache holds two generations."""

_CONTEXT_WORDS = 3
"""Words before and after that a result depends on."""

_CONTEXT_CHARS = 2
"""Characters beyond those words that show whether one is part of an office symbol."""

_MAX_LEAD = 4.0
"""Where the word as read leads by more than this (nats), no document makes it another: of 5,300
changes made and suggested in 30 documents, none had a lead above 3."""

_SURE = 0.9
"""Minimum confidence to take a capital from a word: below it, two of ten such words were right."""

_SURE_OF_NAME = 0.95
"""Minimum confidence to take a name that no dictionary has for another that the text has not."""

_LOOKALIKE = -6.3
"""Minimum log likelihood of a misreading that looks like the name in type: `rn` for `m`."""

_LIKELY = 0.5
"""From this confidence on a correction replaces the word in the context of its neighbors."""


class ScoredCandidates:
    """The candidates for a word in its context, with their scores but for the document's part."""

    def __init__(self, candidates: list[Candidate], scores: list[float]) -> None:
        self.candidates = candidates
        self.scores = scores
        self.texts = [candidate.after for candidate in candidates]
        self.may_change = len(scores) > 1 and max(scores[1:]) > scores[0] - _MAX_LEAD


class DoubtfulWord:
    """A word of a text that may be wrong.

    Args:
        target: the word in its context.
        key: all that its candidates and scores depend on.
        scored: its candidates.
    """

    def __init__(
        self, target: WordInContext, key: tuple[Hashable, ...], scored: ScoredCandidates
    ) -> None:
        self.target = target
        self.key = key
        self.scored = scored
        self.confidence = 0.0
        self.best: Candidate = scored.candidates[0]


class WordCorrector:
    """The corrector of single words, for many texts.

    Words are scored in two rounds: first between their neighbors as read, then, where a neighbor is
    probably another word, with that word in its place. What the whole document shows is added to
    the scores last, so that those of a context can be cached: a text is analyzed until nothing more
    changes, and pages repeat their headings.

    Args:
        models: the rankers and tables of the dictionaries.
        settings: what is corrected, and the thresholds.
    """

    kinds = WORD_KINDS | {TYPIST}
    reach = 500  # some twenty words before and after the line, which show how noisy the text is
    joins_words = False

    def __init__(self, models: Models, settings: CorrectionSettings) -> None:
        self.ranker = models.word_ranker
        self._trees = models.word_confidence
        self.enabled = settings.kinds
        self._cache = Cache(_CACHE_CAPACITY)

    def propose(self, analysis: Analysis) -> list[Edit]:
        """Return the most probable edit of each word that may be wrong."""
        annotated = analysis.annotated
        count = len(annotated.tokens)
        # A pass over a long text should find what the previous one cached.
        lexicon = annotated.lexicon
        self._cache.set_capacity(count // _TOKENS_PER_RESULT)
        lexicon.candidate_cache.set_capacity(count // _TOKENS_PER_RESULT)
        evidence = analysis.document_evidence()
        doubtful = self._find_doubtful(analysis, annotated)
        corrected: dict[int, str] = {}
        for word in doubtful:
            self._choose(annotated, word, evidence)
            if word.confidence > _LIKELY and _replaces_one_word(word.best):
                corrected[word.target.index] = word.best.after
        edits: list[Edit] = []
        for word in doubtful:
            if corrected:
                self._reconsider(annotated, word, corrected, evidence)
            edit = self._edit(analysis, word)
            if edit is not None:
                edits.append(edit)
        return edits

    def _find_doubtful(self, analysis: Analysis, annotated: AnnotatedTokens) -> list[DoubtfulWord]:
        """Return the words that may be wrong, in order, with their candidates."""
        found: list[DoubtfulWord] = []
        starts = analysis.tokenized.first_token
        count = len(annotated.tokens)
        lines = len(starts)
        for line in range(lines):
            first = starts[line]
            stop = starts[line + 1] if line + 1 < lines else count
            if first == stop:
                continue
            unknown_share = annotated.unknown_share(line)
            for index in range(first, stop):
                if is_obviously_fine(annotated, index):
                    continue
                target = annotated.at(index)
                if not needs_candidates(annotated, target):
                    continue
                key = (_context(analysis, index), index == first, index == stop - 1, unknown_share)
                found.append(DoubtfulWord(target, key, self._score(annotated, target, key)))
        return found

    def _score(
        self, annotated: AnnotatedTokens, target: WordInContext, key: tuple[Hashable, ...]
    ) -> ScoredCandidates:
        """Return the candidates for a word with their scores, from the cache if they are there."""
        scored: ScoredCandidates | None = self._cache.get(key)
        if scored is None:
            candidates: list[Candidate] = []
            for candidate in find_candidates(annotated, target):
                if candidate.kind == KEEP or candidate.kind in self.enabled:
                    candidates.append(candidate)
            scores: list[float] = []
            if len(candidates) > 1:
                scores = self.ranker.scores(annotated, target, candidates)
            scored = ScoredCandidates(candidates, scores)
            self._cache.put(key, scored)
        return scored

    def _choose(
        self, annotated: AnnotatedTokens, word: DoubtfulWord, evidence: DocumentEvidence
    ) -> None:
        """Choose the best candidate of a word."""
        scored = word.scored
        word.confidence = 0.0
        word.best = scored.candidates[0]
        if scored.may_change:
            probabilities = self.ranker.probabilities(
                scored.scores, word.target, scored.candidates, evidence
            )
            confidence, best = best_change(probabilities, scored.texts)
            word.confidence = confidence
            word.best = scored.candidates[best]
            if self._trees is not None and confidence >= MIN_CONFIDENCE:
                features = confidence_features(
                    probabilities,
                    best,
                    confidence,
                    measure_features(annotated, word.target, word.best, evidence),
                    measure_features(annotated, word.target, scored.candidates[0], evidence),
                )
                word.confidence = self._trees.probability(features)

    def _reconsider(
        self,
        annotated: AnnotatedTokens,
        word: DoubtfulWord,
        corrected: dict[int, str],
        evidence: DocumentEvidence,
    ) -> None:
        """Choose the best candidate of a word again if a word beside it is probably another."""
        index = word.target.index
        left2, left = corrected.get(index - 2), corrected.get(index - 1)
        right, right2 = corrected.get(index + 1), corrected.get(index + 2)
        if left2 is left is right is right2:
            return
        target = _between(annotated, word.target, left2, left, right, right2)
        key = (word.key, left2, left, right, right2)
        word.target = target
        word.scored = self._score(annotated, target, key)
        self._choose(annotated, word, evidence)

    def _edit(self, analysis: Analysis, word: DoubtfulWord) -> Edit | None:
        """Return the edit of a word, or ``None`` to keep it."""
        annotated = analysis.annotated
        target = word.target
        token = target.token
        enabled = self.enabled
        match = analysis.document_names().match(token.text) if "misread" in enabled else None
        confidence = word.confidence
        if confidence < MIN_CONFIDENCE and not match:
            return None
        best = word.best
        if best.kind != KEEP:
            evidence = analysis.document_evidence()
            if (
                (confidence < _SURE and _loses_capital(target, best))
                or (
                    confidence < _SURE_OF_NAME and _may_be_a_name(annotated, target, best, evidence)
                )
                or _is_other_name(annotated, target, best, evidence)
            ):
                confidence = min(confidence, _LIKELY)
            best = classify_origin(annotated, target, best)
        reason = ""
        if match and (match.confidence > confidence or match.after == best.after):
            reason = _name_reason(target, match)
            best = Candidate(0, len(token.text), match.after, "misread")
            if annotated.look_up(match.name).is_english:
                best = classify_origin(annotated, target, best)  # a name has no wrong spelling
            confidence = max(match.confidence, confidence)
        if confidence < MIN_CONFIDENCE or best.kind not in enabled:
            return None
        start = best.start + token.start
        end = best.end + token.start
        if analysis.overlaps_marker(start, end):
            return None
        reason = reason or _reason(target, best)
        return analysis.edit(start, end, best.after, best.kind, confidence, reason)


def _loses_capital(target: WordInContext, best: Candidate) -> bool:
    """Whether a candidate is the same word in lower case, or in capitals."""
    return best.kind == "case" and case_shape(target.token.text) == CAPITALIZED


def _may_be_a_name(
    annotated: AnnotatedTokens,
    target: WordInContext,
    best: Candidate,
    evidence: DocumentEvidence,
) -> bool:
    """Whether a word may be a name that no dictionary has, and the candidate is another name.

    A name that the document has elsewhere is more than one that is only similar.
    """
    if target.word.is_english or not is_name_shaped(target.token.text):
        return False
    if best.folded == target.token.text.lower() or evidence.folded_count_of(best.folded):
        return False
    if " " in best.after:
        return target.token.text[:1].isupper()
    word = annotated.look_up(best.after)
    if best.kind != "misread" or not word.flags & (PERSON | PLACE):
        return False
    seen = target.token.text
    misreading = annotated.lexicon.confusions.log_likelihood(best.after, seen)
    # `Thornas` is no other name than `Thomas`.
    return len(seen) == len(best.after) or misreading < _LOOKALIKE


def _is_other_name(
    annotated: AnnotatedTokens,
    target: WordInContext,
    best: Candidate,
    evidence: DocumentEvidence,
) -> bool:
    """Whether a candidate is another name than the one that the document repeats.

    `RELOBA`, three times, is no misreading of a name that dictionaries have; that of a name which
    the document has more often is found by :mod:`ocrfix.correction.document_names`.
    """
    if target.word.is_english or not is_name_shaped(target.token.text):
        return False
    if best.folded == target.token.text.lower() or " " in best.after:
        return False
    if annotated.look_up(best.after).is_english:
        return False
    return evidence.count_of(target.token.text) > 1


def _replaces_one_word(candidate: Candidate) -> bool:
    """Whether a candidate puts one word in the place of one."""
    return candidate.token_count == 1 and bool(candidate.after) and " " not in candidate.after


def _between(
    annotated: AnnotatedTokens,
    target: WordInContext,
    left2_text: str | None,
    left_text: str | None,
    right_text: str | None,
    right2_text: str | None,
) -> WordInContext:
    """Return a word between its corrected neighbors, where these are in its sentence."""
    words = annotated.words
    index = target.index
    left2, left, right, right2 = target.left2, target.left, target.right, target.right2
    before, after = target.left_text, target.right_text
    if before:
        if left_text is not None:
            before = left_text
            left = annotated.look_up(left_text)
        if left2_text is not None and left2 is words[index - 2]:
            left2 = annotated.look_up(left2_text)
    if after:
        if right_text is not None:
            after = right_text
            right = annotated.look_up(right_text)
        if right2_text is not None and right2 is words[index + 2]:
            right2 = annotated.look_up(right2_text)
    return target.with_neighbors(left2, left, right, right2, before, after)


def _context(analysis: Analysis, index: int) -> Hashable:
    """Return all that the scores of a word depend on, except what its line shares."""
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
    return (
        text[start : last_token.end + _CONTEXT_CHARS],
        token.start - start,
        sentence_starts,
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
