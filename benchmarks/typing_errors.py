"""Typing errors and misreadings: how well they are distinguished, on documents not learned from."""

from __future__ import annotations

import held_out

from ocrfix.config import Config
from ocrfix.correction.words.typist import MIN_TYPIST_PROBABILITY
from ocrfix.pipeline import Pipeline
from ocrfix.training.pairs import Pair, fold_of
from ocrfix.training.typing_errors import learn_typing_errors, out_of_fold_errors

_THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6)
_FOLDS = 10


def typist() -> None:
    """Print how many errors of each origin are classified correctly, by threshold and kind."""
    pipeline = Pipeline(Config.default())
    lexicon = pipeline.lexicon
    pairs = [Pair(held_out.page_of(p.document), p.ocr, p.truth) for p in held_out.passages()]
    errors = list(out_of_fold_errors(lexicon, pairs))
    shipped = lexicon.typing_errors.weights
    scored: list[tuple[bool, float]] = []
    kinds: dict[str, list[int]] = {}
    try:
        for fold in range(_FOLDS):
            outside = (error for page, error in errors if fold_of(page, _FOLDS) != fold)
            lexicon.typing_errors.weights = learn_typing_errors(lexicon, outside)
            for page, error in errors:
                if fold_of(page, _FOLDS) == fold:
                    meant, seen = error.meant, error.seen
                    probability = lexicon.typing_errors.probability(meant, seen, error.misreading)
                    scored.append((error.typed, probability))
                    kind = lexicon.typing_errors.classify(meant.lower(), seen.lower()) or ""
                    counts = kinds.setdefault(kind, [0, 0, 0, 0])
                    counts[0 if error.typed else 2] += 1
                    correct = (probability >= MIN_TYPIST_PROBABILITY) == error.typed
                    counts[1 if error.typed else 3] += correct
    finally:
        lexicon.typing_errors.weights = shipped
    typed = sum(is_typed for is_typed, _ in scored)
    misread = len(scored) - typed
    print(f"\ntyping errors, cross-validated by page: {typed} typed, {misread:,} misread")
    print(f"{'threshold':<42}{'typed, correct':>18}{'misread, correct':>20}")
    for threshold in _THRESHOLDS:
        found = sum(is_typed and p >= threshold for is_typed, p in scored)
        rejected = sum(not is_typed and p < threshold for is_typed, p in scored)
        mark = "  in use" if threshold == MIN_TYPIST_PROBABILITY else ""
        print(
            f"{threshold:<42}{found:>10} {100 * found / typed:>5.1f} %"
            f"{rejected:>11,} {100 * rejected / misread:>5.1f} %{mark}"
        )
    print(f"\n{'kind':<42}{'typed':>6}{'correct':>9}{'misread':>10}{'correct':>9}")
    for kind, counts in sorted(kinds.items(), key=lambda k: -sum(k[1][::2])):
        print(f"{kind:<42}{counts[0]:>6}{counts[1]:>9}{counts[2]:>10,}{counts[3]:>9,}")
