"""Ablation: the contribution of each corrector and group of features, cross-validated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import held_out

from ocrfix.config import Config
from ocrfix.correction.corrector import KINDS
from ocrfix.correction.words.features.extraction import FEATURES
from ocrfix.correction.words.ranker import Ranker
from ocrfix.evaluate import Passage
from ocrfix.evaluate.metrics import ErrorCounts, count_errors
from ocrfix.pipeline import Pipeline
from ocrfix.training.cross_validation import apply_learned
from ocrfix.training.log_linear import Example, fit_weights
from ocrfix.training.train import out_of_fold_examples, train

_GROUP_OF = {feature.name: feature.group for feature in FEATURES}
GROUPS = list(dict.fromkeys(_GROUP_OF.values()))
"""The groups of features."""

WHOLE = "all of it"
_SOURCES = ("jfk-apple", "jfk-tess", "render")
_Found = dict[str, dict[str, ErrorCounts]]


def ablation() -> None:
    """Print WER reduction, precision and overcorrection by source, with each part disabled."""
    whole: _Found = {}
    for found in held_out.map_folds(partial(_fold)):
        for name, sources in found.items():
            kept = whole.setdefault(name, {})
            for source, counts in sources.items():
                kept[source] = kept.get(source, ErrorCounts()) + counts
    print(
        "\nablation, cross-validated by document: "
        "relative WER reduction, precision, overcorrection rate, in %"
    )
    print(" " * 44 + "".join(f"{source:^26}" for source in _SOURCES))
    for name, sources in whole.items():
        cells = "".join(_cells(sources.get(source, ErrorCounts())) for source in _SOURCES)
        print(f"{name:<44}{cells}")


def group_of(feature: str) -> str:
    """Return the group of a feature, or of the part of one beyond a knot."""
    return _GROUP_OF[feature.partition(" over ")[0]]


def _cells(counts: ErrorCounts) -> str:
    rates = counts.metrics()
    shown = ("relative_wer_reduction", "precision", "overcorrection_rate")
    shares = [rates[name] for name in shown]
    digits = (2, 2, 3)
    texts = ["-" if s is None else f"{100 * s:.{d}f}" for s, d in zip(shares, digits, strict=True)]
    return "".join(f"{text:>8}" for text in texts) + "  "


def _fold(fold: int) -> _Found:
    inside, outside = held_out.split(fold)
    pipeline = Pipeline(Config.default())
    by_fold = out_of_fold_examples(pipeline.lexicon, outside)
    examples = [example for found in by_fold for example in found]
    learned = train(pipeline.lexicon, outside)
    apply_learned(pipeline, learned)
    weights = learned.ranker_weights
    found = {WHOLE: _measured(pipeline, weights, inside)}
    for kind in KINDS:
        off = Config.default().merged({"correct": {"correctors": {kind: False}}})
        without = Pipeline(off)
        apply_learned(without, learned)
        found[f"without the corrector {kind}"] = _measured(without, weights, inside)
    groups = sorted({group_of(name) for name in weights}, key=GROUPS.index)
    for group in groups:
        silent = {n: w for n, w in weights.items() if group_of(n) != group}
        found[f"without weights: {group}"] = _measured(pipeline, silent, inside)
    for group in groups:
        anew = fit_weights(list(_without(examples, group)))
        found[f"learned without: {group}"] = _measured(pipeline, anew, inside)
    return found


def _without(examples: list[Example], group: str) -> Iterator[Example]:
    for example in examples:
        rest = [{n: v for n, v in f.items() if group_of(n) != group} for f in example.features]
        yield Example(rest, example.correct)


def _measured(
    pipeline: Pipeline, weights: Mapping[str, float], passages: list[Passage]
) -> dict[str, ErrorCounts]:
    pipeline.correction.models.word_ranker = Ranker(weights)
    # A pipeline of its own: correctors cache what the last ranker found.
    pipeline = Pipeline(pipeline.config, pipeline.tagging, pipeline.correction)
    found: dict[str, ErrorCounts] = {}
    for passage in passages:
        counts = count_errors(
            passage.ocr, pipeline.correct(passage.ocr).clean, passage.truth, "letters"
        )
        found[passage.source] = found.get(passage.source, ErrorCounts()) + counts
    return found
