"""Level: the classification of a whole document, from its banners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ocrfix.records import Marker
from ocrfix.tagging.metadata.spelling import closest, squeezed
from ocrfix.tagging.rules.card_labels import CardLabels
from ocrfix.text import lazy_regex

_ENTIRE_TEXT = lazy_regex.pattern(
    r"^\W{0,2}[1lI][.,]\s?\W{0,2}(?P<words>[A-Z0-9][A-Z0-9 ]{4,24}?)\W{1,5}ENTIRE\s+TEXT\b"
)
_MIN_SIMILARITY = 0.75
_MIN_SIMILARITY_AT_TOP = 0.6
"""The first words of a page are a banner, so more of them may be garbled."""
_MIN_SIMILARITY_ALONE = 0.85
"""Within a text other words may be alone on a line, so that little of a banner may be garbled."""
_MAX_LINES_AT_TOP = 6
_MAX_BANNER_LETTERS = 28
"""A line with a banner has little else: a caption or a number."""
_MAX_WORD_CHARS = 16
_MIN_LETTERS = 6
"""The shortest level has six letters; portion marks have fewer."""
_MIN_GARBLED_LETTERS = 5


def overall_level(
    lines: Sequence[str], markers: Sequence[Marker], labels: CardLabels, level_line: str = ""
) -> str | None:
    """Return the level of a document, or ``None`` if no banner is legible.

    Of several levels the most frequent counts, of equally frequent ones the highest.
    The lowest counts where there is no other: reviewers stamp it on classified papers.

    Args:
        lines: the lines of the text.
        markers: its markers.
        labels: the levels.
        level_line: for a telegram, the words before post and number.

    >>> known = CardLabels(levels=("SECRET", "CONFIDENTIAL", "UNCLASSIFIED"))
    >>> overall_level(["SEGRET 2147", "The talks", "UNCLASSIFIED"], [], known)
    'SECRET'
    """
    rank = {level: number for number, level in enumerate(labels.levels)}
    lowest = set(labels.levels[-1:])
    found = Counter(_in_markers(markers, labels.levels))
    if not set(found) - lowest:
        found.update(_at_top(lines, labels.levels))
    if not set(found) - lowest:
        found.update(_in_edges(lines, labels.levels))
    if not found:
        found.update(_alone(lines, labels.levels))
    if words := squeezed(level_line):
        found.update(filter(None, [_level(words, labels.levels, _MIN_SIMILARITY_AT_TOP)]))
    if not found:
        found.update(_of_entire_text(lines, labels.levels))
    if not found:
        return None
    return min(found, key=lambda level: (level in lowest, -found[level], rank[level]))


def _in_markers(markers: Sequence[Marker], levels: Sequence[str]) -> Iterator[str]:
    for marker in markers:
        words = squeezed(marker.fields.get("canonical") or marker.text)
        if marker.type != "classification" or len(words) < _MIN_LETTERS:
            continue
        if level := _level(words, levels, _MIN_SIMILARITY):
            yield level


def _at_top(lines: Sequence[str], levels: Sequence[str]) -> Iterator[str]:
    """Yield the level of a garbled banner in the first lines, alone or with a number."""
    with_text = (line for line in lines if line.strip())
    for line in islice(with_text, _MAX_LINES_AT_TOP):
        words = squeezed("".join(word for word in line.split() if not word.strip("-").isdigit()))
        is_banner = line.strip(" -—_*=.~“\"'")[:1].isupper()
        if is_banner and _MIN_GARBLED_LETTERS <= len(words) <= _MAX_BANNER_LETTERS:
            yield from filter(None, [_level(words, levels, _MIN_SIMILARITY_AT_TOP)])


def _alone(lines: Sequence[str], levels: Sequence[str]) -> Iterator[str]:
    """Yield the levels that are alone on lines further down, in capitals and hardly garbled."""
    for line in lines:
        bare = line.strip(" -—_*=.~“\"'")
        if bare.isupper() and _MIN_LETTERS <= len(bare) <= _MAX_BANNER_LETTERS:
            level = _level(squeezed(bare), levels, _MIN_SIMILARITY_ALONE)
            if level and abs(len(squeezed(bare)) - len(squeezed(level))) <= 1:
                yield level


def _of_entire_text(lines: Sequence[str], levels: Sequence[str]) -> Iterator[str]:
    """Yield the level that the first paragraph of a telegram gives for all of it."""
    matches = (_ENTIRE_TEXT.match(line) for line in lines if "ENTIRE" in line)
    for words in (squeezed(found["words"]) for found in matches if found):
        if level := _level(words, levels, _MIN_SIMILARITY) if len(words) >= _MIN_LETTERS else None:
            yield level


def _in_edges(lines: Sequence[str], levels: Sequence[str]) -> Iterator[str]:
    """Yield the levels that the first words of the first and last lines are, if garbled."""
    top = _with_text(lines, range(len(lines)))
    below = range(top[-1] + 1 if top else 0, len(lines))
    edges = [
        (top, _MIN_SIMILARITY_AT_TOP),
        (_with_text(lines, reversed(below))[::-1], _MIN_SIMILARITY),
    ]
    for group, least in edges:
        for line in [lines[number] for number in group]:
            first = next(
                (word for word in line.split() if len(squeezed(word)) >= _MIN_GARBLED_LETTERS), ""
            )
            if sum(map(str.isupper, first)) * 2 > len(first) and len(first) <= _MAX_WORD_CHARS:
                yield from filter(None, [_level(squeezed(first), levels, least)])


def _with_text(lines: Sequence[str], numbers: Iterable[int]) -> list[int]:
    """Return the first few of some numbers of lines that have text."""
    return list(islice((n for n in numbers if lines[n].strip()), _MAX_LINES_AT_TOP))


def _level(words: str, levels: Sequence[str], least: float) -> str | None:
    """Return the level with which some words begin."""
    for level in levels:
        name = squeezed(level)
        is_short = name.startswith(words) and len(words) * 2 >= len(name)  # UNCLAS, as in telegrams
        if words.startswith(name) or is_short:
            return level
    # The lowest, garbled, is too similar to the word of a release.
    garbled = [level for level in levels if not level.endswith(levels[-1])]
    return closest(words, garbled, least)
