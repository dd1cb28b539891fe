"""Error counts before and after correction, and the metrics computed from them."""

from __future__ import annotations

import msgspec
from rapidfuzz.distance import Levenshtein

from ocrfix.evaluate.normalization import NORMALIZATIONS
from ocrfix.evaluate.word_alignment import EMPTY_GAP, align_words


class ErrorCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Error counts of some passages; they can be added.

    Words are those of normalized texts.

    Attributes:
        passages: passages with at least one word in the ground truth.
        words: words of the ground truth.
        characters: characters of the ground truth, with single spaces between its words.
        word_errors_before: the edit distance of the OCR text from the ground truth, in words.
        word_errors_after: the same for the corrected text.
        character_errors_before: the edit distance of the OCR text, in characters.
        character_errors_after: the same for the corrected text.
        correct: words that are correct in the OCR text.
        wrong: words that are wrong in it, and gaps with noise.
        fixed: wrong before, correct after.
        broken: correct before, wrong after.
        still_wrong: wrong before and after, in different ways.
        error_free: passages whose OCR text is the ground truth.
        altered: error-free passages that correction changed.
    """

    passages: int = 0
    words: int = 0
    characters: int = 0
    word_errors_before: int = 0
    word_errors_after: int = 0
    character_errors_before: int = 0
    character_errors_after: int = 0
    correct: int = 0
    wrong: int = 0
    fixed: int = 0
    broken: int = 0
    still_wrong: int = 0
    error_free: int = 0
    altered: int = 0

    def __add__(self, other: ErrorCounts) -> ErrorCounts:
        return ErrorCounts(
            **{name: getattr(self, name) + getattr(other, name) for name in self.__struct_fields__}
        )

    def metrics(self) -> dict[str, float | None]:
        """Return the metrics by name, as fractions; ``None`` where nothing can be divided.

        Word error rate (WER) and character error rate (CER) may exceed 1, and their relative
        reductions may be negative. Precision is the fraction of changed words that are fixed,
        recall that of wrong words, and the overcorrection rate is the fraction of correct words
        that are broken.

        >>> counts = count_errors("Tbe note", "The note", "The note", "letters")
        >>> counts.metrics()["recall"]
        1.0
        """
        words, characters = self.words, self.characters
        before, after = self.word_errors_before, self.word_errors_after
        chars_before, chars_after = self.character_errors_before, self.character_errors_after
        return {
            "wer_before": _fraction(before, words),
            "wer_after": _fraction(after, words),
            "relative_wer_reduction": _fraction(before - after, before),
            "cer_before": _fraction(chars_before, characters),
            "cer_after": _fraction(chars_after, characters),
            "relative_cer_reduction": _fraction(chars_before - chars_after, chars_before),
            "precision": _fraction(self.fixed, self.fixed + self.broken + self.still_wrong),
            "recall": _fraction(self.fixed, self.wrong),
            "overcorrection_rate": _fraction(self.broken, self.correct),
            "error_free_altered": _fraction(self.altered, self.error_free),
        }


def count_errors(ocr: str, corrected: str, truth: str, normalization: str) -> ErrorCounts:
    """Return the error counts of one passage; of one without words in the ground truth, zeros.

    Args:
        ocr: the OCR text.
        corrected: the corrected text.
        truth: the ground truth.
        normalization: a name from :data:`ocrfix.evaluate.normalization.NORMALIZATIONS`.

    >>> counts = count_errors("tbe Wh1te House", "the Wh1te Horse", "the White House", "letters")
    >>> counts.fixed, counts.broken, counts.still_wrong, counts.wrong
    (1, 1, 0, 2)
    """
    words_of = NORMALIZATIONS[normalization]
    before, after, expected = words_of(ocr), words_of(corrected), words_of(truth)
    if not expected:
        return ErrorCounts()
    text = " ".join(expected)
    old = align_words(before, expected)
    new = align_words(after, expected) if after != before else old
    pairs = list(zip(old.words, new.words, strict=True))
    pairs += [
        (old.gaps.get(gap, EMPTY_GAP), new.gaps.get(gap, EMPTY_GAP))
        for gap in old.gaps.keys() | new.gaps.keys()
    ]
    error_free = before == expected
    return ErrorCounts(
        passages=1,
        words=len(expected),
        characters=len(text),
        word_errors_before=Levenshtein.distance(before, expected),
        word_errors_after=Levenshtein.distance(after, expected),
        character_errors_before=Levenshtein.distance(" ".join(before), text),
        character_errors_after=Levenshtein.distance(" ".join(after), text),
        correct=sum(word.correct for word in old.words),
        wrong=sum(not was.correct for was, _ in pairs),
        fixed=sum(now.correct and not was.correct for was, now in pairs),
        broken=sum(was.correct and not now.correct for was, now in pairs),
        still_wrong=sum(
            not was.correct and not now.correct and was.ocr != now.ocr for was, now in pairs
        ),
        error_free=int(error_free),
        altered=int(error_free and after != expected),
    )


def _fraction(part: int, whole: int) -> float | None:
    return part / whole if whole else None
