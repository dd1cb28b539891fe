"""Counting errors before and after correction, and the rates that come of the counts."""

from __future__ import annotations

import msgspec
from rapidfuzz.distance import Levenshtein

from ocrfix.evaluate.slots import EMPTY, slots
from ocrfix.evaluate.views import VIEWS


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over some passages; they add up.

    Words are those of a view. Every rate is a share from 0 (an error rate may pass 1, a reduction
    fall below 0), or ``None`` where there is nothing to take a share of.

    Attributes:
        passages: passages with at least one word of truth.
        words: words of the truth.
        characters: characters of the truth, its words parted by single blanks.
        word_errors_before: summed edit distance of the OCR text to the truth, in words.
        word_errors_after: the same of the corrected text.
        character_errors_before: as above, in characters.
        character_errors_after: the same of the corrected text.
        right: words that were right in the OCR text.
        wrong: words that were wrong in it, and gaps with noise.
        fixed: wrong before, right after.
        broken: right before, wrong after.
        changed: wrong before and after, in different ways.
        faultless: passages whose OCR text is the truth.
        altered: faultless passages that were changed.
    """

    passages: int = 0
    words: int = 0
    characters: int = 0
    word_errors_before: int = 0
    word_errors_after: int = 0
    character_errors_before: int = 0
    character_errors_after: int = 0
    right: int = 0
    wrong: int = 0
    fixed: int = 0
    broken: int = 0
    changed: int = 0
    faultless: int = 0
    altered: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            **{name: getattr(self, name) + getattr(other, name) for name in self.__struct_fields__}
        )

    def rates(self) -> dict[str, float | None]:
        """Return the rates, by name.

        >>> tally("Tbe note", "The note", "The note", "letters").rates()["recall"]
        1.0
        """
        words, characters = self.words, self.characters
        before, after = self.word_errors_before, self.word_errors_after
        first, last = self.character_errors_before, self.character_errors_after
        return {
            "word_error_rate_before": _share(before, words),
            "word_error_rate_after": _share(after, words),
            "word_error_reduction": _share(before - after, before),
            "character_error_rate_before": _share(first, characters),
            "character_error_rate_after": _share(last, characters),
            "character_error_reduction": _share(first - last, first),
            "precision": _share(self.fixed, self.fixed + self.broken + self.changed),
            "recall": _share(self.fixed, self.wrong),
            "harm_rate": _share(self.broken, self.right),
            "faultless_altered": _share(self.altered, self.faultless),
        }


def tally(ocr: str, corrected: str, truth: str, view: str) -> Tally:
    """Count one passage; one without a word of truth in this view counts nothing.

    Args:
        ocr: what the engine made of it.
        corrected: what was made of that.
        truth: what stood on the page.
        view: a name of :data:`ocrfix.evaluate.views.VIEWS`.

    >>> counts = tally("tbe Wh1te House", "the Wh1te Horse", "the White House", "letters")
    >>> counts.fixed, counts.broken, counts.changed, counts.wrong
    (1, 1, 0, 2)
    """
    cut = VIEWS[view]
    before, after, meant = cut(ocr), cut(corrected), cut(truth)
    if not meant:
        return Tally()
    whole = " ".join(meant)
    old = slots(before, meant)
    new = slots(after, meant) if after != before else old
    places = list(zip(old.words, new.words, strict=True))
    places += [
        (old.gaps.get(gap, EMPTY), new.gaps.get(gap, EMPTY))
        for gap in old.gaps.keys() | new.gaps.keys()
    ]
    faultless = before == meant
    return Tally(
        passages=1,
        words=len(meant),
        characters=len(whole),
        word_errors_before=Levenshtein.distance(before, meant),
        word_errors_after=Levenshtein.distance(after, meant),
        character_errors_before=Levenshtein.distance(" ".join(before), whole),
        character_errors_after=Levenshtein.distance(" ".join(after), whole),
        right=sum(slot.right for slot in old.words),
        wrong=sum(not was.right for was, _ in places),
        fixed=sum(now.right and not was.right for was, now in places),
        broken=sum(was.right and not now.right for was, now in places),
        changed=sum(
            not was.right and not now.right and was.reading != now.reading for was, now in places
        ),
        faultless=int(faultless),
        altered=int(faultless and after != meant),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
