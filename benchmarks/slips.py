"""How well a typist's slips are told from misreadings, on documents that taught nothing."""

from __future__ import annotations

import held_out

from ocrfix.config import Config
from ocrfix.correction.words.typist import MIN_TYPIST_PROBABILITY
from ocrfix.pipeline import Pipeline
from ocrfix.training.pairs import Pair, fold_of
from ocrfix.training.typing_errors import learn_typing_errors, out_of_fold_errors

_CUTS = (0.2, 0.3, 0.4, 0.5, 0.6)
_PARTS = 10


def typist() -> None:
    """Print how many slips of each are called right, by where the line is drawn."""
    pipeline = Pipeline(Config.default())
    lexicon = pipeline.lexicon
    pairs = [Pair(held_out.page_of(p.document), p.ocr, p.truth) for p in held_out.passages()]
    found = list(out_of_fold_errors(lexicon, pairs))
    own = lexicon.typing_errors.weights
    judged: list[tuple[bool, float]] = []
    kinds: dict[str, list[int]] = {}
    try:
        for part in range(_PARTS):
            there = (one for page, one in found if fold_of(page, _PARTS) != part)
            lexicon.typing_errors.weights = learn_typing_errors(lexicon, there)
            for page, one in found:
                if fold_of(page, _PARTS) == part:
                    likely = lexicon.typing_errors.probability(one.meant, one.seen, one.misreading)
                    judged.append((one.typed, likely))
                    slip = lexicon.typing_errors.classify(one.meant.lower(), one.seen.lower()) or ""
                    counts = kinds.setdefault(slip, [0, 0, 0, 0])
                    counts[0 if one.typed else 2] += 1
                    counts[1 if one.typed else 3] += (likely >= MIN_TYPIST_PROBABILITY) == one.typed
    finally:
        lexicon.typing_errors.weights = own
    typed = sum(was for was, _ in judged)
    misread = len(judged) - typed
    print(f"\nslips, crosswise by page: {typed} of typists, {misread:,} of engines")
    print(f"{'taken for the typist from':<42}{'his, called his':>18}{'misread, called so':>20}")
    for cut in _CUTS:
        his = sum(was and likely >= cut for was, likely in judged)
        engines = sum(not was and likely < cut for was, likely in judged)
        mark = "  in use" if cut == MIN_TYPIST_PROBABILITY else ""
        print(
            f"{cut:<42}{his:>10} {100 * his / typed:>5.1f} %"
            f"{engines:>11,} {100 * engines / misread:>5.1f} %{mark}"
        )
    print(f"\n{'slip':<42}{'his':>6}{'right':>7}{'misread':>10}{'right':>7}")
    for slip, counts in sorted(kinds.items(), key=lambda k: -sum(k[1][::2])):
        print(f"{slip:<42}{counts[0]:>6}{counts[1]:>7}{counts[2]:>10,}{counts[3]:>7,}")
