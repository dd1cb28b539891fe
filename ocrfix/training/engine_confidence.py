"""Training of the calibration of OCR engines, from documents with confidences and ground truth.

Each word in doubt, one that the word corrector looks for candidates for, is an example: the
engine's confidence in it, and whether it is right as read. From these, logistic regression finds
how many times more frequent a confidence is for right words than for wrong ones: piecewise linear,
never falling as the confidence rises, and drawn to 1 where there are few examples. By how much that
makes an edit less probable depends on why edits are wrong: that of a right word, or another wrong
word in place of a wrong one, which is no reason to trust the engine.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.words.detection import is_obviously_fine, needs_candidates
from ocrfix.correction.words.engine_calibration import (
    GROUPS,
    EngineCalibration,
    Knot,
    engine_name,
    group_of,
)
from ocrfix.lexicon import Lexicon
from ocrfix.text.confidences import WordConfidences
from ocrfix.training.align import align
from ocrfix.training.ranker import comparable

_KNOTS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.96, 0.97)
"""Where the function may bend: half of Tesseract's words have 0.95 or more, and wrong ones are
spread over all the rest."""

_PENALTY = 0.5
"""The weight of the squared steps between knots: about as much as one example."""

_RIGHT_SHARE = 0.5
"""The share of wrong edits that are of right words: one in three on well-read pages of the JFK
releases and of the presidential libraries, each counted twice, because a right word broken is worse
than a wrong one that stays wrong."""


class TruePassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of a document, with its ground truth.

    Attributes:
        start: where it begins in the text (code points).
        ocr: the text from there on.
        truth: what is printed.
    """

    start: int
    ocr: str
    truth: str


class ReadDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document as an OCR engine read it.

    Attributes:
        id: its identifier.
        engine: the engine, such as ``tesseract 5.3.0``.
        text: the text.
        confidences: for each word its start, its end (code points of the text) and its confidence.
        passages: passages with their ground truth.
    """

    id: str
    engine: str
    text: str
    confidences: list[tuple[int, int, float]]
    passages: list[TruePassage]

    def word_confidences(self) -> WordConfidences:
        """Return the confidences of its words."""
        return WordConfidences(self.confidences, self.engine)


class WordExample(NamedTuple):
    """One word in doubt.

    Attributes:
        engine: the name of the engine.
        group: the group of words, one of :data:`GROUPS`.
        stated: the engine's confidence in it.
        is_right: whether it is right as read.
    """

    engine: str
    group: str
    stated: float
    is_right: bool


def read_documents(path: Path) -> Iterator[ReadDocument]:
    """Yield the documents of a file of JSON lines.

    Raises:
        ValueError: a line that is no such document.
    """
    with path.open("rb") as lines:
        for line in lines:
            if line.strip():
                yield msgspec.json.decode(line, type=ReadDocument)


def collect_examples(lexicon: Lexicon, document: ReadDocument) -> Iterator[WordExample]:
    """Yield the words in doubt in the passages of a document."""
    confidences = document.word_confidences()
    engine = engine_name(document.engine)
    annotated = Analysis(document.text, lexicon).annotated
    for passage in document.passages:
        first = bisect_left(annotated.tokens, passage.start, key=lambda token: token.start)
        for match in align(passage.ocr, passage.truth):
            for number in match.ocr_tokens:
                index = first + number
                token = annotated.tokens[index]
                stated = confidences.of(token.start, token.end)
                if stated is None or is_obviously_fine(annotated, index):
                    continue
                if needs_candidates(annotated, annotated.at(index)):
                    meant = " ".join(match.truth)
                    is_right = len(match.ocr_tokens) == 1 and comparable(meant) == comparable(
                        token.text
                    )
                    group = group_of(annotated.words[index])
                    yield WordExample(engine, group, stated, is_right)


def learn_engine_calibration(examples: Iterable[WordExample]) -> EngineCalibration:
    """Return the calibration learned from examples."""
    grouped: dict[tuple[str, str], list[WordExample]] = {}
    for example in examples:
        grouped.setdefault((example.engine, example.group), []).append(example)
    return EngineCalibration(
        {
            (engine, group): _fit(grouped[engine, group])
            for engine in sorted({engine for engine, _ in grouped})
            for group in GROUPS
            if (engine, group) in grouped
        }
    )


def _fit(examples: Sequence[WordExample]) -> list[Knot]:
    """Return the function of one engine and group of words."""
    import numpy as np
    from scipy.optimize import minimize

    count = len(_KNOTS)
    stated = np.clip([example.stated for example in examples], _KNOTS[0], _KNOTS[-1])
    shares = np.stack([np.interp(stated, _KNOTS, row) for row in np.eye(count)], axis=1)
    # The value at a knot is the first parameter and all steps before it, so that it never falls.
    values_of = np.tril(np.ones((count, count)))
    matrix = shares @ values_of
    right = np.array([float(example.is_right) for example in examples])
    # One of each outcome is added, so that the odds are finite.
    prior = math.log((right.sum() + 1) / (len(right) - right.sum() + 1))

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        scores = prior + matrix @ parameters
        value = float(np.sum(np.logaddexp(0.0, scores) - right * scores))
        slope = matrix.T @ (1.0 / (1.0 + np.exp(-scores)) - right)
        penalty = _PENALTY * float(parameters @ parameters)
        return value + penalty, slope + 2 * _PENALTY * parameters

    bounds = [(None, None)] + [(0.0, None)] * (count - 1)
    best = minimize(loss, np.zeros(count), jac=True, method="L-BFGS-B", bounds=bounds)
    ratios = np.exp(values_of @ best.x)
    log_odds = -np.log(1.0 - _RIGHT_SHARE + _RIGHT_SHARE * ratios)
    return [Knot(k, float(v)) for k, v in zip(_KNOTS, log_odds, strict=True)]


def write_engine_calibration(calibration: EngineCalibration, path: Path) -> None:
    """Write a calibration as a table, with its heading."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# What an OCR engine's confidence in a word adds to the log odds of an edit of it: "
            "engine, words, confidence, log odds. Learned; see README.md.\n"
        )
        for (engine, group), knots in calibration.knots.items():
            for knot in knots:
                # Rounded, -0.00 is 0.00.
                log_odds = round(knot.log_odds, 3) + 0.0
                out.write(f"{engine}\t{group}\t{knot.confidence:g}\t{log_odds:.3f}\n")
