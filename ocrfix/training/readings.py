"""Training of the models of several readings, from passages with two readings and ground truth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from rapidfuzz.distance import Levenshtein

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.corrector import CORRECTORS, KINDS
from ocrfix.correction.models import Models
from ocrfix.correction.policy import EditDecision, proposal_policy
from ocrfix.correction.readings.check import check_features, evidence
from ocrfix.correction.readings.collation import Collation, OtherReading
from ocrfix.correction.readings.words import WordDecision, find_decisions
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.correction.vetoes.veto import EditContext
from ocrfix.correction.words.corrector import WordCorrector
from ocrfix.edits import Edit, apply
from ocrfix.training.align import align
from ocrfix.training.log_linear import Example, fit_weights
from ocrfix.training.ranker import comparable

_MIN_SPREAD = 0.1
"""Features that few examples have count as at least this frequent: see :func:`fit_weights`."""

_PENALTY = 1.0
"""Half the weight of the squared weights: see :func:`fit_weights`."""


class ReadingPair(msgspec.Struct, frozen=True, kw_only=True):
    """A passage with two readings and its ground truth.

    Attributes:
        id: its identifier; passages of one document have the same id up to the last ``:`` or ``-``.
        ocr: the first reading, which is corrected.
        second: the second reading.
        truth: the ground truth.
    """

    id: str
    ocr: str
    second: str
    truth: str


class ReadingWeights(NamedTuple):
    """The learned weights.

    Attributes:
        words: those of :class:`ocrfix.correction.readings.words.WordReadings`.
        check: those of :class:`ocrfix.correction.readings.check.ReadingCheck`.
    """

    words: dict[str, float]
    check: dict[str, float]


def read_reading_pairs(path: Path) -> list[ReadingPair]:
    """Read pairs from a file of JSON lines.

    Raises:
        ValueError: a line that is not such a pair.
    """
    lines = path.read_bytes().splitlines()
    return [msgspec.json.decode(line, type=ReadingPair) for line in lines if line.strip()]


def learn_readings(models: Models, pairs: Iterable[ReadingPair]) -> ReadingWeights:
    """Return the weights learned from passages.

    Args:
        models: the rankers, which are used as they are.
        pairs: the passages.
    """
    words: list[Example] = []
    checks: list[Example] = []
    for pair in pairs:
        more_words, more_checks = collect_reading_examples(models, pair)
        words += more_words
        checks += more_checks
    return ReadingWeights(fit_examples(words), fit_examples(checks))


def fit_examples(examples: list[Example]) -> dict[str, float]:
    """Return the weights that make the correct options probable."""
    return fit_weights(examples, _PENALTY, _MIN_SPREAD) if examples else {}


def collect_reading_examples(
    models: Models, pair: ReadingPair
) -> tuple[list[Example], list[Example]]:
    """Return the examples of words, and those of other edits, in a passage."""
    readings = [OtherReading(pair.second)]
    analysis = Analysis(pair.ocr, models.lexicon, readings=readings)
    assert analysis.collation is not None
    words: list[Example] = []
    checks: list[Example] = []
    for corrector in CORRECTORS:
        edits = list(corrector(models, _SETTINGS).propose(analysis))
        if corrector is WordCorrector:
            words = _word_examples(models, analysis, analysis.collation, pair, edits)
        else:
            checks += _check_examples(analysis, analysis.collation, pair, edits)
    return words, checks


_SETTINGS = CorrectionSettings(frozenset(KINDS), 0.0, 0.0)
"""All kinds of edits, however improbable."""


def _word_examples(
    models: Models,
    analysis: Analysis,
    collation: Collation,
    pair: ReadingPair,
    edits: Sequence[Edit],
) -> list[Example]:
    aligned: dict[int, tuple[tuple[int, ...], str]] = {}
    for match in align(pair.ocr, pair.truth):
        for index in match.ocr_tokens:
            aligned[index] = match.ocr_tokens, comparable(" ".join(match.truth))
    return [
        Example(decision.features, _correct(decision, *aligned[decision.index]))
        for decision in find_decisions(analysis, collation, models.word_ranker, edits)
        if decision.index in aligned
    ]


def _correct(decision: WordDecision, ocr_tokens: tuple[int, ...], right: str) -> int:
    """Return the index of the option that replaces just these words by the right text, or 0."""
    index = decision.index
    for k, option in enumerate(decision.options):
        candidate = option.candidate
        replaces_all = ocr_tokens == tuple(range(index, index + candidate.token_count))
        if replaces_all and comparable(candidate.after) == right:
            return k
    return 0


def _check_examples(
    analysis: Analysis, collation: Collation, pair: ReadingPair, edits: Sequence[Edit]
) -> list[Example]:
    before = Levenshtein.distance(pair.ocr, pair.truth)
    policy = proposal_policy(_SETTINGS)
    context = EditContext(pair.ocr, analysis.lexicon)
    examples = []
    for edit in edits:
        if policy.decide(edit, context) != (EditDecision.MADE, edit):
            continue  # a veto holds for it, whatever the other readings have
        found = [evidence(analysis, reading, edit) for reading in collation.aligned]
        features = check_features(edit, found)
        if features:
            after = Levenshtein.distance(apply(pair.ocr, [edit]), pair.truth)
            examples.append(Example([{}, features], int(after < before)))
    return examples
