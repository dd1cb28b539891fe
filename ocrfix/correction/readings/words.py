"""Words by all readings: the edits of the word corrector, decided again with the other readings."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.readings.collation import Collation, letters_of
from ocrfix.correction.readings.features import option_features
from ocrfix.correction.readings.options import WordOption, find_options, is_in_pieces
from ocrfix.correction.settings import MIN_CONFIDENCE
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.detection import needs_candidates
from ocrfix.correction.words.ranker import Ranker
from ocrfix.correction.words.typist import classify_origin
from ocrfix.edits import Edit, Reading

_MAX_DIGITS_CONFIDENCE = 0.5
"""Maximum confidence of an edit that changes digits: they are data, and no context shows which
reading of them is right."""


_MAX_UNRELATED_CONFIDENCE = 0.5
"""Maximum confidence of an edit that a wrong alignment may have brought about."""

_MIN_SIMILARITY = 0.4
"""Similarity to the word as written below which a replacement has little in common with it."""

_MAX_MISREAD_DIGITS = 2
"""Maximum length of a number that may be a misread word, such as `70` for `TO`."""


class WordDecision:
    """A word that the readings say something about, with its options.

    Args:
        index: the index of the word.
        proposal: the edit that the word corrector proposes for it, if any.
        options: the options, first the one that keeps the word.
        features: the features of each option.
    """

    def __init__(
        self,
        index: int,
        proposal: Edit | None,
        options: list[WordOption],
        features: list[dict[str, float]],
    ) -> None:
        self.index = index
        self.proposal = proposal
        self.options = options
        self.features = features


def find_decisions(
    analysis: Analysis, collation: Collation, ranker: Ranker, proposals: Sequence[Edit]
) -> Iterator[WordDecision]:
    """Yield the words on which the other readings have a say, with their options.

    Args:
        analysis: the text.
        collation: the other readings.
        ranker: the ranker of words.
        proposals: the edits of the word corrector.
    """
    annotated = analysis.annotated
    by_word = _by_word(analysis, proposals)
    for index in range(len(annotated.tokens)):
        proposal = by_word.get(index)
        differs = collation.differs_at(index) or is_in_pieces(annotated, index, collation)
        if proposal is None and not differs:
            continue
        if not collation.evidence_count(index) or not _may_change(analysis, index):
            continue
        options = find_options(analysis, collation, ranker, index, proposal)
        if len(options) < 2:
            continue
        target = annotated.at(index)
        is_suspect = needs_candidates(annotated, target)
        features = [
            option_features(annotated, target, collation, option, is_suspect) for option in options
        ]
        yield WordDecision(index, proposal, options, features)


def _by_word(analysis: Analysis, proposals: Sequence[Edit]) -> dict[int, Edit]:
    """Return the edits by the index of the word that each begins at."""
    tokens = analysis.annotated.tokens
    found = {}
    at = 0
    for edit in sorted(proposals, key=lambda edit: edit.start):
        while at < len(tokens) and tokens[at].end <= edit.start:
            at += 1
        if at < len(tokens):
            found[at] = edit
    return found


def _may_change(analysis: Analysis, index: int) -> bool:
    """Whether a word may be changed at all: not in a marker, not half of a hyphenated word."""
    token = analysis.annotated.tokens[index]
    return (
        index not in analysis.tokenized.hyphenated
        and token.text not in analysis.lexicon.user_words
        and not analysis.overlaps_marker(token.start, token.end)
    )


class WordReadings:
    """The model that decides on words by all readings.

    It is log-linear, as the ranker of words (:mod:`ocrfix.correction.words.ranker`): the ranker's
    probability from the first reading alone is one of the features.

    Args:
        weights: the weight of each feature, by name; a missing weight is 0.
        ranker: the ranker of words.
    """

    def __init__(self, weights: Mapping[str, float], ranker: Ranker) -> None:
        self.weights = weights
        self.ranker = ranker

    def revise(
        self, analysis: Analysis, collation: Collation, proposals: Sequence[Edit]
    ) -> list[Edit]:
        """Return the edits of the word corrector, with those of the words that readings have."""
        decided = list(find_decisions(analysis, collation, self.ranker, proposals))
        replaced = {id(d.proposal) for d in decided if d.proposal is not None}
        edits = [
            msgspec.structs.replace(edit, reading="first")
            for edit in proposals
            if id(edit) not in replaced
        ]
        for decision in decided:
            edit = self._edit(analysis, collation, decision)
            if edit is not None:
                edits.append(edit)
        return edits

    def probabilities(self, features: Sequence[Mapping[str, float]]) -> list[float]:
        """Return the probability of each option: the softmax of the weighted features."""
        weights = self.weights
        scores = [
            math.fsum(weights.get(name, 0.0) * value for name, value in one.items())
            for one in features
        ]
        highest = max(scores)
        shares = [math.exp(score - highest) for score in scores]
        total = math.fsum(shares)
        return [share / total for share in shares]

    def _edit(
        self, analysis: Analysis, collation: Collation, decision: WordDecision
    ) -> Edit | None:
        """Return the most probable edit of a word, or ``None`` to keep it."""
        probabilities = self.probabilities(decision.features)
        confidence, _, option = max(
            (probability, option.candidate.after, option)
            for probability, option in zip(probabilities, decision.options, strict=True)
            if option.candidate.kind != KEEP
        )
        target = analysis.annotated.at(decision.index)
        token, candidate = target.token, option.candidate
        start, end = token.start + candidate.start, token.start + candidate.end
        supporters = _supporters(collation, decision.index, candidate)
        if supporters == collation.evidence_count(decision.index):
            confidence = max(confidence, option.proposed)
        elif not supporters and not collation.differs_at(decision.index):
            # Two engines that read the same are no reason to be bolder than after one.
            confidence = min(confidence, option.proposed)
        if _is_unrelated(decision, option):
            confidence = min(confidence, _MAX_UNRELATED_CONFIDENCE)
        if _changes_digits(token.text, candidate.after):
            confidence = min(confidence, _MAX_DIGITS_CONFIDENCE)
        if confidence < MIN_CONFIDENCE or analysis.overlaps_marker(start, end):
            return None
        if not supporters:
            candidate = classify_origin(analysis.annotated, target, candidate)
        proposal = decision.proposal if option.proposed else None
        edit = analysis.edit(
            start, end, candidate.after, candidate.kind, confidence,
            _reason(token.text, candidate, supporters, proposal),
        )  # fmt: skip
        return msgspec.structs.replace(edit, reading=_reading(supporters, proposal))


def _reading(supporters: int, proposal: Edit | None) -> Reading:
    """Return the reading that an edit rests on."""
    if proposal is None:
        return "second" if supporters else "both"
    return "both" if supporters else "first"


def _is_unrelated(decision: WordDecision, option: WordOption) -> bool:
    """Whether a word would become one that looks different, where no neighbor agrees.

    In passages that are garbled in both readings, the alignment is a guess.
    """
    features = decision.features[decision.options.index(option)]
    similarity = features.get("similarity to first", 1.0)
    return similarity < _MIN_SIMILARITY and not features.get("similarity, neighbors")


def _changes_digits(seen: str, after: str) -> bool:
    """Whether digits of a number would change, or appear where there was none."""
    digits, new = ("".join(filter(str.isdigit, text)) for text in (seen, after))
    return digits != new and (bool(new) or len(digits) > _MAX_MISREAD_DIGITS)


def _supporters(collation: Collation, index: int, candidate: Candidate) -> int:
    """Return how many other readings have just what a candidate would write."""
    after = letters_of(candidate.after)
    count = 0
    for reading in collation.aligned:
        piece = reading.piece(index, index + candidate.token_count)
        if piece is None:
            count += candidate.removes_word and reading.lacks(index)
        else:
            count += letters_of(piece) == after and not candidate.removes_word
    return count


def _reason(seen: str, candidate: Candidate, supporters: int, proposal: Edit | None) -> str:
    """Return why a word is changed, for a reader."""
    if proposal is not None:
        return proposal.reason + ("; another reading has it too" if supporters else "")
    if candidate.removes_word:
        return f"{seen!r} is a stray mark: another reading has nothing here"
    after = candidate.after
    if supporters:
        return f"another reading has {after!r} for {seen!r}"
    return f"{seen!r} is probably {after!r}, by what all readings have in common"
