"""Noise: lines that contain no words of the document."""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.models import Models
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.edits import Edit
from ocrfix.text import lazy_regex
from ocrfix.text.lines import Line

_SYMBOLS_CONFIDENCE = 0.9
"""Confidence that a line of symbols is noise."""
_LETTERS_CONFIDENCE = 0.8
"""Confidence that a line of letters that form no word is noise."""
_MAX_WORDS = 2
"""A line with more words is text, however garbled."""
_MAX_SYMBOL_CHARS = 12
"""A longer row of symbols may be a figure or a table."""

# Symbols that do occur alone on a line: rules, ellipses, bullets, table borders, Markdown fences.
_WRITTEN = lazy_regex.pattern(
    r"[\s\-_=*.#~`+|:/\\<>()\[\]{}\u2010-\u2015\u2022\u2026$%&@!?,;\"'0-9]*\Z"
)
# Characters that OCR reads from dirt, and that never occur alone on a line.
_DIRT = lazy_regex.pattern(
    r"[\u20ac\u00a2\u00a5\u00ab\u00bb\u00ac\u00b0\u00b7\u00a9\u00ae\u2122\u00a7\u00b6]"
)
# A dash or similar character at the end of a line.
_TRAILING_DASH = lazy_regex.pattern(r"\s[-~_=*\u2013\u2014]+\Z")


class NoiseCorrector:
    """Lines of noise, which are removed; stray letters in a line are the word corrector's."""

    kinds = frozenset({"noise"})
    reach = 0
    joins_words = False

    def __init__(self, models: Models, settings: CorrectionSettings) -> None:
        pass

    def propose(self, analysis: Analysis) -> Iterator[Edit]:
        """Yield the removal of each such line, with its line end."""
        return _removals(analysis)


def _removals(analysis: Analysis) -> Iterator[Edit]:
    first = analysis.tokenized.first_token
    stops = [*first[1:], len(analysis.tokenized.tokens)]
    for number, line in enumerate(analysis.tokenized.lines):
        count = stops[number] - first[number]
        if (
            count > _MAX_WORDS
            or not line.text.strip()
            or analysis.overlaps_marker(line.start, line.end)
        ):
            continue
        if not count:
            stripped = line.text.strip()
            if (
                not _WRITTEN.match(stripped)
                and _DIRT.search(stripped)
                and len(stripped) <= _MAX_SYMBOL_CHARS
            ):
                yield _removal(analysis, number, _SYMBOLS_CONFIDENCE, "symbols without words")
        elif _is_meaningless(analysis, number, line):
            yield _removal(
                analysis, number, _LETTERS_CONFIDENCE, "no word of any document, and a stray symbol"
            )


def _is_meaningless(analysis: Analysis, number: int, line: Line) -> bool:
    """Whether a line has only lower-case letters that are no word, and a trailing dash."""
    words = analysis.annotated.annotated_line(number)
    for index, (token, word) in enumerate(words, analysis.tokenized.first_token[number]):
        if not token.text.islower() or not token.text.isalpha():
            return False
        if word.ngram_id or analysis.tokenized.counts[token.text] > 1:
            return False
        if index in analysis.tokenized.hyphenated:
            return False  # the other half of a hyphenated word
    inside = line.text.strip()
    outside = "".join(c for c in inside if not c.isalnum() and c != " ")
    return (
        bool(_TRAILING_DASH.search(inside))
        and bool(outside)
        and not inside.startswith(("-", "*", "#"))
    )


def _removal(analysis: Analysis, number: int, confidence: float, reason: str) -> Edit:
    lines = analysis.tokenized.lines
    line = lines[number]
    end = lines[number + 1].start if number + 1 < len(lines) else len(analysis.text)
    if analysis.text[line.end : end] not in ("\n", "\r\n", "\r"):
        end = line.end  # a form feed separates pages, and stays
    elif (
        _is_blank(analysis, number - 1)
        and _is_blank(analysis, number + 1)
        and number + 2 < len(lines)
    ):
        following = lines[number + 2].start
        if "\f" not in analysis.text[end:following]:
            end = following  # one of the two blank lines around it is enough
    return analysis.edit(line.start, end, "", "noise", confidence, reason)


def _is_blank(analysis: Analysis, number: int) -> bool:
    lines = analysis.tokenized.lines
    return 0 <= number < len(lines) and not lines[number].text.strip()
