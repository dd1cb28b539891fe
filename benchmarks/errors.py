"""Errors by kind, and the calibration of the confidences."""

from __future__ import annotations

from collections import Counter

import held_out

from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.evaluate.normalization import NORMALIZATIONS
from ocrfix.evaluate.reliability import bins, calibration_error, threshold_stats
from ocrfix.evaluate.word_alignment import EMPTY_GAP, AlignedWord, align_words
from ocrfix.lexicon import Lexicon

_LEVELS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99)
_MAX_CLIPPED_LETTERS = 3


def kind_of(reading: tuple[str, ...], meant: str, shared: bool, lexicon: Lexicon) -> str:
    """Return the kind of the error in the OCR of a word.

    Args:
        reading: the words that the OCR has for it.
        meant: the word of the ground truth.
        shared: whether the reading is aligned with another word too.
        lexicon: the dictionaries.
    """
    if not reading:
        return "lost"
    if shared:
        return "run together"
    if len(reading) > 1:
        return "split, or with a speck"
    (seen,) = reading
    if seen.lower() == meant.lower():
        return "case"
    if meant.isalpha() and any(c.isdigit() for c in seen):
        return "digits for letters"
    if not meant.isalpha():
        return "numbers and codes"
    if 0 < len(meant) - len(seen) <= _MAX_CLIPPED_LETTERS and (
        meant.startswith(seen) or meant.endswith(seen)
    ):
        return "clipped"
    if lexicon.word(seen.lower()).is_english:
        return "another word"
    if not lexicon.word(meant.lower()).is_english:
        return "letters, of a name or unknown word"
    return "letters"


def errors() -> None:
    """Print for each kind of error how many are fixed, or changed but still wrong."""
    lexicon = Lexicon(ensure_compiled())
    total: Counter[str] = Counter()
    fixed: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    broken = right = 0
    for one in held_out.corrected():
        texts = one.passage.ocr, one.clean, one.passage.truth
        old, new, meant = (NORMALIZATIONS["letters"](text) for text in texts)
        before, after = align_words(old, meant), align_words(new, meant)
        readings = Counter(word for slot in before.words for word in slot.ocr)
        seen = Counter(old)
        for was, now, word in zip(before.words, after.words, meant, strict=True):
            if was.correct:
                right += 1
                broken += not now.correct
                continue
            shared = any(readings[part] > seen[part] for part in was.ocr)
            _count(kind_of(was.ocr, word, shared, lexicon), was, now, total, fixed, changed)
        for gap, was in before.gaps.items():
            _count("noise", was, after.gaps.get(gap, EMPTY_GAP), total, fixed, changed)
        marks = [NORMALIZATIONS["strict"](text) for text in texts]
        pairs = (align_words(marks[0], marks[2]).words, align_words(marks[1], marks[2]).words)
        for was, now in zip(*pairs, strict=True):
            if not was.correct and _same_letters(was, marks[2], pairs[0]):
                _count("punctuation only", was, now, total, fixed, changed)
    print("\nerrors by kind, cross-validated by document")
    print(f"{'kind':<36}{'errors':>8}{'fixed':>8}{'share':>9}{'changed, wrong':>16}")
    for kind, count in total.most_common():
        share = f"{100 * fixed[kind] / count:.1f} %"
        print(f"{kind:<36}{count:>8,}{fixed[kind]:>8,}{share:>9}{changed[kind]:>16,}")
    overcorrection = f"{100 * broken / right:.3f} %"
    print(f"{'correct words, and those broken':<36}{right:>8,}{broken:>8,}{overcorrection:>9}")


def _same_letters(was: AlignedWord, meant: list[str], all_slots: list[AlignedWord]) -> bool:
    word = meant[next(i for i, slot in enumerate(all_slots) if slot is was)]
    return NORMALIZATIONS["letters"](" ".join(was.ocr)) == NORMALIZATIONS["letters"](word)


def _count(
    kind: str,
    was: AlignedWord,
    now: AlignedWord,
    total: Counter[str],
    fixed: Counter[str],
    changed: Counter[str],
) -> None:
    total[kind] += 1
    fixed[kind] += now.correct
    changed[kind] += not now.correct and now.ocr != was.ocr


def calibration() -> None:
    """Print the accuracy above several thresholds, and the bins of the reliability diagram."""
    edits = [change for one in held_out.corrected() for change in one.edits]
    print("\ncalibration, cross-validated by document: changes made or suggested")
    print(f"{'--min-confidence':<18}{'changes':>9}{'mean confidence':>17}{'right':>9}")
    for level in threshold_stats(edits, _LEVELS):
        if level.confidence is not None and level.accuracy is not None:
            print(
                f"{level.threshold:<18}{level.count:>9,}{100 * level.confidence:>15.1f} %"
                f"{100 * level.accuracy:>7.1f} %"
            )
    found = bins(edits)
    print(f"\n{'confidence':<18}{'changes':>9}{'mean confidence':>17}{'right':>9}")
    for one in found:
        if one.confidence is not None and one.accuracy is not None:
            print(
                f"{one.low:.1f} to {one.high:<11.1f}{one.count:>9,}"
                f"{100 * one.confidence:>15.1f} %{100 * one.accuracy:>7.1f} %"
            )
    error = calibration_error(found)
    if error is not None:
        print(f"expected calibration error: {100 * error:.1f} points")
