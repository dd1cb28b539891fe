"""Training of the learned recognizer, and how reliable rules and recognizer are."""

from __future__ import annotations

import math
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ocrfix.dictionaries.markers import (
    RELIABILITY_TABLE,
    SPECIAL,
    TEXT,
    WEIGHTS_TABLE,
    WORDS_TABLE,
    save_marker_model,
)
from ocrfix.lexicon import tables
from ocrfix.records import MARKER_TYPES
from ocrfix.tagging.learned.model import MarkerModel
from ocrfix.tagging.learned.recognizer import RULE
from ocrfix.tagging.reliability import reliability_name
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.tagger import Tagger
from ocrfix.training.labeled_pages import Damage, LabeledPage
from ocrfix.training.marker_examples import ExampleMaker, TokenExample, labeled_lines, marking_words
from ocrfix.training.pairs import fold_of
from ocrfix.training.softmax_regression import Fitted, fit

_LABELS = ("", *(kind for kind in MARKER_TYPES if kind != "noise"))
_MIN_EXAMPLES = 3
"""A feature of fewer examples gets no weight."""
_MIN_WEIGHT = 0.1
"""A feature whose weights are all smaller is left out of the table."""
_TRANSITION_WEIGHT = 0.3
"""The features of a token know most of what its neighbors tell, so transitions count less."""
_TRANSITION_PRIOR = 0.3
_TEXT_BONUS = 1.0
"""Added to the score of text: a false marker does more harm than a missed one."""
_SAME_SPAN = 0.5
"""A span is found if it and the one found have this share of their union in common."""


class MarkerTables(NamedTuple):
    """What is learned: weights, special rows, and the words of markings."""

    fitted: Fitted
    special: dict[str, list[float]]
    words: dict[str, tuple[str, ...]]


def learn_markers(
    rules: RuleSet, folder: Path, pages: Sequence[LabeledPage], seed: int = 0
) -> MarkerTables:
    """Return the tables learned from labeled pages and from copies of them with more errors.

    Args:
        rules: the dictionaries of codes and stamps.
        folder: the compiled dictionaries, for the frequency of words.
        pages: the labeled pages.
        seed: the same seed gives the same tables.
    """
    from ocrfix.lexicon.frequency import WordFrequency

    words = marking_words(rules, pages)
    maker = ExampleMaker(rules, words, WordFrequency(folder).level)
    damage = Damage(single_confusions(folder / "confusions.tsv"), seed)
    examples: list[TokenExample] = []
    for page in pages:
        examples += maker.examples(page)
        examples += maker.examples(damage.damaged(page))
    numbers = {label: number for number, label in enumerate(_LABELS)}
    counts = Counter(name for one in examples for name in set(one.features))
    weighted = frozenset(name for name, count in counts.items() if count >= _MIN_EXAMPLES)
    fitted = fit(
        [one.features for one in examples],
        [numbers[one.label] for one in examples],
        len(_LABELS),
        weighted,
        seed,
    )
    special = _transitions(pages)
    special[SPECIAL + "bias"] = [_TEXT_BONUS] + [0.0] * (len(_LABELS) - 1)
    special[SPECIAL + "calibration"] = [1.0, 0.0]
    return MarkerTables(fitted, special, words)


def single_confusions(path: Path) -> dict[str, dict[str, int]]:
    """Return per printed character those that are read instead, with their counts."""
    found: dict[str, dict[str, int]] = {}
    for printed, read, count in tables.read_rows(path, 3):
        if len(printed) == 1 and len(read) == 1:
            found.setdefault(printed, {})[read] = int(count)
    return found


def _transitions(pages: Iterable[LabeledPage]) -> dict[str, list[float]]:
    """Return how much likelier each label is after another than it is anywhere."""
    counts = {name: Counter[tuple[str, str]]() for name in ("same line", "new line")}
    everywhere: Counter[str] = Counter()
    for page in pages:
        before = ""
        for line in labeled_lines(page):
            name = "new line"
            for _, label in line:
                counts[name][before, label] += 1
                everywhere[label] += 1
                before, name = label, "same line"
    total = sum(everywhere.values()) + len(_LABELS)
    rows = {}
    for name, pairs in counts.items():
        for before in _LABELS:
            row = [pairs[before, label] + _TRANSITION_PRIOR for label in _LABELS]
            rows[f"{SPECIAL}{name} {before or TEXT}"] = [
                _TRANSITION_WEIGHT * math.log(count / sum(row) / ((everywhere[label] + 1) / total))
                for label, count in zip(_LABELS, row, strict=True)
            ]
    return rows


class TestedMarker(NamedTuple):
    """A marker found on a labeled page.

    Attributes:
        name: the rule, for :class:`ocrfix.tagging.reliability.Reliability`.
        type: its marker type.
        confidence: its confidence.
        is_right: whether the page has this marking.
    """

    name: str
    type: str
    confidence: float
    is_right: bool


class CrossValidation(NamedTuple):
    """Result of tagging each page with what was learned from the documents of other folds."""

    outcomes: list[TestedMarker]
    labeled: int

    def summary(self) -> str:
        """Return precision, recall and F1 in one line."""
        right = sum(one.is_right for one in self.outcomes)
        precision = right / max(len(self.outcomes), 1)
        recall = right / max(self.labeled, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def cross_validate(
    rules: RuleSet, folder: Path, pages: Sequence[LabeledPage], folds: int = 3
) -> CrossValidation:
    """Tag the pages of each fold with the model of the others."""
    outcomes: list[TestedMarker] = []
    labeled = 0
    for fold in range(folds):
        inside = [page for page in pages if fold_of(page.document, folds) == fold]
        outside = [page for page in pages if fold_of(page.document, folds) != fold]
        learned = learn_markers(rules, folder, outside)
        with tempfile.TemporaryDirectory() as name:
            work = Path(name)
            write_tables(learned, {}, work)
            save_marker_model(work, work)
            for shared in ("words.marisa", "words.bin"):
                shutil.copyfile(folder / shared, work / shared)
            tagger = Tagger(rules, MarkerModel(work))
            for page in inside:
                outcomes += score(tagger, page)
                labeled += sum(span.type != "noise" for span in page.spans)
    return CrossValidation(outcomes, labeled)


def score(tagger: Tagger, page: LabeledPage) -> list[TestedMarker]:
    """Return the markers found on a page, and whether they are right; noise is left out."""
    found = [marker for marker in tagger.tag(page.text) if marker.type != "noise"]
    candidates = []
    for at, marker in enumerate(found):
        for number, span in enumerate(page.spans):
            common = min(marker.end, span.end) - max(marker.start, span.start)
            union = (marker.end - marker.start) + (span.end - span.start) - common
            if marker.type == span.type and common >= _SAME_SPAN * union:
                candidates.append((-common, union, number, at))
    spans: set[int] = set()
    right: set[int] = set()
    for _, _, number, at in sorted(candidates):
        if number not in spans and at not in right:
            spans.add(number)
            right.add(at)
    return [
        TestedMarker(reliability_name(m.fields, m.code), m.type, m.confidence, at in right)
        for at, m in enumerate(found)
    ]


def reliability(outcomes: Iterable[TestedMarker]) -> dict[str, tuple[int, int]]:
    """Return per rule and per type the markers of the rules, and how many of them are right."""
    marked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in outcomes:
        if one.name != RULE:
            for name in (one.name, f"type:{one.type}"):
                marked[name] += 1
                right[name] += one.is_right
    return {name: (count, right[name]) for name, count in sorted(marked.items()) if name}


def calibration(outcomes: Iterable[TestedMarker]) -> list[float]:
    """Return slope and intercept that turn a raw probability into the share of right markers.

    Logistic regression on the logit: J. Platt, "Probabilistic Outputs for Support Vector Machines",
    1999.
    """
    import numpy as np
    from scipy.optimize import minimize

    learned = [one for one in outcomes if one.name == RULE]
    raw = np.clip([one.confidence for one in learned], 1e-3, 1 - 1e-3)
    logit = np.log(raw / (1 - raw))
    sign = np.where([one.is_right for one in learned], 1.0, -1.0)

    def loss(line: np.ndarray) -> float:
        return float(np.logaddexp(0, -sign * (line[0] * logit + line[1])).mean())

    return [float(value) for value in minimize(loss, np.array([1.0, 0.0])).x]


def write_tables(
    learned: MarkerTables, reliable: Mapping[str, tuple[int, int]], folder: Path
) -> None:
    """Write the three tables of the learned recognizer to a folder."""
    names = [label or TEXT for label in _LABELS]
    lines = [_HEAD, "\t".join([SPECIAL + "labels", *names])]
    for name, row in sorted(learned.special.items()):
        lines.append("\t".join([name, *(f"{value:.3f}" for value in row)]))
    for name, number in learned.fitted.features.items():
        row = learned.fitted.weights[number]
        if abs(row).max() >= _MIN_WEIGHT and "\0" not in name:
            values = [
                f"{value:.2f}".replace("0.", ".", 1) if abs(value) >= 0.005 else "" for value in row
            ]
            lines.append("\t".join([name, *values]))
    (folder / WEIGHTS_TABLE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = [f"{word}\t{' '.join(kinds)}" for word, kinds in learned.words.items()]
    (folder / WORDS_TABLE).write_text("\n".join([_WORDS_HEAD, *rows]) + "\n", encoding="utf-8")
    counted = [f"{name}\t{marked}\t{right}" for name, (marked, right) in reliable.items()]
    (folder / RELIABILITY_TABLE).write_text(
        "\n".join([_RELIABILITY_HEAD, *counted]) + "\n", encoding="utf-8"
    )


_HEAD = """# Weights of the learned recognizer: a feature, then a weight for each marker type.
# Rows that begin with @: the labels; the weights of two successive labels; what is added to the
# score of text; slope and intercept of the calibration."""
_WORDS_HEAD = "# Words of markings: folded letters, marker types. See README.md."
_RELIABILITY_HEAD = (
    "# Rules on labeled pages: rule or type, markers found, markers right. See README.md."
)
