"""Debris: lines that stand for no words of the document."""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.correction.analysis import Analysis
from ocrfix.edits import Edit
from ocrfix.text import lazy_regex
from ocrfix.text.lines import Line

_SIGNS_ONLY = 0.9
_NO_WORDS = 0.8
_MOST_WORDS = 2

# Lines of signs that people do write: rules, ellipses, bullets, table borders, Markdown fences.
_WRITTEN = lazy_regex.pattern(
    r"[\s\-_=*.#~`+|:/\\<>()\[\]{}\u2010-\u2015\u2022\u2026$%&@!?,;\"'0-9]*\Z"
)
# Characters that OCR makes of dirt and that stand alone in no document.
_DIRT = lazy_regex.pattern(
    r"[\u20ac\u00a2\u00a5\u00ab\u00bb\u00ac\u00b0\u00b7\u00a9\u00ae\u2122\u00a7\u00b6]"
)
_DANGLING = lazy_regex.pattern(r"\s[-~_=*\u2013\u2014]+\Z")


def propose(analysis: Analysis) -> Iterator[Edit]:
    """Yield the lines to take out, each with its line end."""
    first = analysis.tokenized.first_token
    stops = [*first[1:], len(analysis.tokenized.tokens)]
    for number, line in enumerate(analysis.tokenized.lines):
        many = stops[number] - first[number]
        if (
            many > _MOST_WORDS
            or not line.text.strip()
            or analysis.overlaps_marker(line.start, line.end)
        ):
            continue
        if not many:
            stripped = line.text.strip()
            if not _WRITTEN.match(stripped) and _DIRT.search(stripped) and len(stripped) <= 12:
                yield _taken_out(analysis, number, _SIGNS_ONLY, "signs that stand for no words")
        elif _says_nothing(analysis, number, line):
            yield _taken_out(
                analysis, number, _NO_WORDS, "no word of any document, and a stray sign"
            )


def _says_nothing(analysis: Analysis, number: int, line: Line) -> bool:
    """Whether a line holds only small letters that are no word anywhere, and a dangling sign."""
    words = analysis.annotated.annotated_line(number)
    for place, (token, word) in enumerate(words, analysis.tokenized.first_token[number]):
        if not token.text.islower() or not token.text.isalpha():
            return False
        if word.ngram_id or analysis.tokenized.counts[token.text] > 1:
            return False
        if place in analysis.tokenized.hyphenated:
            return False  # the other half of a word that a hyphen breaks
    inside = line.text.strip()
    outside = "".join(c for c in inside if not c.isalnum() and c != " ")
    return (
        bool(_DANGLING.search(inside)) and bool(outside) and not inside.startswith(("-", "*", "#"))
    )


def _taken_out(analysis: Analysis, number: int, confidence: float, reason: str) -> Edit:
    lines = analysis.tokenized.lines
    line = lines[number]
    end = lines[number + 1].start if number + 1 < len(lines) else len(analysis.text)
    if analysis.text[line.end : end] not in ("\n", "\r\n", "\r"):
        end = line.end  # a form feed parts pages, and stays
    elif _blank(analysis, number - 1) and _blank(analysis, number + 1) and number + 2 < len(lines):
        following = lines[number + 2].start
        if "\f" not in analysis.text[end:following]:
            end = following  # of the two blank lines around it, one is enough
    return analysis.edit(line.start, end, "", "noise", confidence, reason)


def _blank(analysis: Analysis, number: int) -> bool:
    lines = analysis.tokenized.lines
    return 0 <= number < len(lines) and not lines[number].text.strip()
