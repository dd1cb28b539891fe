"""Mojibake: text that was decoded with the wrong encoding, repaired with ftfy."""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.models import Models
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.edits import Edit
from ocrfix.text import lazy_regex

_CONFIDENCE = 0.97
"""Confidence: ftfy changes only text that is very unlikely to be intended."""

# UTF-8 decoded as Windows-1252, Latin-1 or Mac Roman: the letter that the lead byte of a sequence
# became, and the character that the next byte became. Only then is ftfy imported.
_SUSPECT = lazy_regex.pattern(
    r"[\u00c2-\u00f4\u0102\u0103\u201a\u221a][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e"
    r"\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
    r"\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u00a0 ]"
)
_WORD = lazy_regex.pattern(r"\S+")


class MojibakeCorrector:
    """Words that were decoded with the wrong encoding."""

    kinds = frozenset({"mojibake"})
    reach = 0
    joins_words = False

    def __init__(self, models: Models, settings: CorrectionSettings) -> None:
        pass

    def propose(self, analysis: Analysis) -> Iterator[Edit]:
        """Yield the repair of each word that contains mojibake."""
        return _repairs(analysis)


def _repairs(analysis: Analysis) -> Iterator[Edit]:
    if analysis.text.isascii() or not _SUSPECT.search(analysis.text):
        return
    import ftfy

    lines = analysis.tokenized.lines
    number, size = 0, len(lines)
    for suspect in _SUSPECT.finditer(analysis.text):
        at = suspect.start()
        while number < size and lines[number].end <= at:
            number += 1
        if number == size:
            return
        line = lines[number]
        if at < line.start or suspect.end() > line.end:
            continue
        number += 1  # all words of a line are repaired at once
        for match in _WORD.finditer(line.text):
            word = match.group()
            if word.isascii():
                continue
            repaired = ftfy.fix_encoding(word)
            if repaired != word and repaired.strip() == repaired and repaired.isprintable():
                yield analysis.edit(
                    line.start + match.start(), line.start + match.end(), repaired, "mojibake",
                    _CONFIDENCE, "bytes that were decoded with the wrong encoding",
                )  # fmt: skip
