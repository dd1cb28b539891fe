"""Kind of document: what a heading, a form or a salutation says that a document is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from ocrfix.lexicon.distance import edit_distance
from ocrfix.tagging.metadata.spelling import similarity, squeezed
from ocrfix.tagging.rules.card_labels import CardLabels
from ocrfix.text import lazy_regex

_MAX_LINES = 45
"""How many lines with text are searched for a heading."""
_MAX_LINES_FOR_SHORT_TITLES = 15
"""A title of one or two short words is one only near the top; further down it is a list entry."""
_MIN_TITLE_LETTERS = 8
_MAX_SPECKS = 6
_MIN_LONG_TITLE_LETTERS = 14
"""From this length on a title is recognized at the start of a longer line, and garbled."""
_MAX_TITLE_CHARS = 60
_MIN_SIMILARITY = 0.8
_PIECE_CHARS = 4
"""Letters by which a long title is looked up, of each of its pieces."""
_ATTACHMENTS = lazy_regex.pattern(r"(?i)^\W{0,3}(?:attachments?|enclosures?|tab [a-z\d])\b")


class Kind(NamedTuple):
    """The kind of a document.

    Attributes:
        name: its usual name.
        line: the number of the line that says it.
        text: that line.
        is_sure: whether the words are a title, and not only the opening of a line.
    """

    name: str
    line: int
    text: str
    is_sure: bool = True


class KindReader:
    """Finds the heading that says what a document is."""

    def __init__(self, labels: CardLabels) -> None:
        self._exact: dict[str, str] = {squeezed(title): title.lower() for title in labels.titles}
        for name, titles in labels.document_types.items():
            self._exact |= {squeezed(title): name for title in titles}
        self._long = [title for title in self._exact if len(title) >= _MIN_LONG_TITLE_LETTERS]
        self._longest = max(map(len, self._long), default=0)
        self._openings: Mapping[str, str] = {
            squeezed(opening): title.lower() for opening, title in labels.title_openings.items()
        }

    def read(self, lines: Sequence[str]) -> Kind | None:
        """Return the kind that the first heading names, or the first opening if there is none.

        >>> reader = KindReader(CardLabels(document_types={"telegram": ("TELEGRAM",)}))
        >>> reader.read(["Department of State", "TELEGRAM", "FM AMEMBASSY QUITO"])
        Kind(name='telegram', line=1, text='TELEGRAM', is_sure=True)
        """
        opening: Kind | None = None
        with_text = (
            (n, line.strip(" \t*#_.:-—~|")) for n, line in enumerate(lines) if line.strip()
        )
        for place, (number, line) in enumerate(islice(with_text, _MAX_LINES)):
            if _ATTACHMENTS.match(line):
                break
            key = squeezed(line)
            name = self._exact.get(key) or self._beside_specks(line) or self._garbled(line, key)
            if name and (len(key) >= _MIN_TITLE_LETTERS or place < _MAX_LINES_FOR_SHORT_TITLES):
                return Kind(name, number, line)
            if not opening:
                opening = self._opened(number, line, key)
        return opening

    @cached_property
    def _pieces(self) -> dict[int, dict[str, list[int]]]:
        """Pieces of the long titles by their length, with the numbers of these titles.

        A title is cut into one piece more than letters of it may be wrong, so that it is not
        there where none of its pieces is.
        """
        pieces: dict[int, dict[str, list[int]]] = {}
        for number, title in enumerate(self._long):
            count = _max_errors(title) + 1
            for part in range(count):
                start, end = len(title) * part // count, len(title) * (part + 1) // count
                piece = title[start : min(end, start + _PIECE_CHARS)]
                pieces.setdefault(len(piece), {}).setdefault(piece, []).append(number)
        return pieces

    def _beside_specks(self, line: str) -> str | None:
        """Return the kind of a title of one word, with only specks after it on its line."""
        first, _, rest = line.partition(" ")
        is_alone = len(first) >= _MIN_TITLE_LETTERS and len(rest) <= _MAX_SPECKS
        return self._exact.get(squeezed(first)) if is_alone and first[:1].isupper() else None

    def _garbled(self, line: str, key: str) -> str | None:
        """Return the kind of a long title at the start of a line, with some letters misread."""
        is_title = line[:1].isupper() and len(line) <= _MAX_TITLE_CHARS
        if not is_title or len(key) < _MIN_LONG_TITLE_LETTERS - 2:
            return None
        key = key[: self._longest]
        numbers: set[int] = set()
        for size, pieces in self._pieces.items():
            for piece in pieces.keys() & {key[at : at + size] for at in range(len(key) - size + 1)}:
                numbers.update(pieces[piece])
        best, name = (0.0, 0), None
        for title in [self._long[number] for number in sorted(numbers)]:
            size, limit = len(title), _max_errors(title)
            errors = edit_distance(key[:size], title, limit, transpositions=False)
            if errors <= limit and (1.0 - errors / size, size) > best:
                best, name = (1.0 - errors / size, size), self._exact[title]
        return name

    def _opened(self, number: int, line: str, key: str) -> Kind | None:
        """Return the kind of which a line is the opening, as ``MEMORANDUM FOR`` is."""
        words = line.split(None, 1)
        if not words or not (words[0].isupper() or line.rstrip().endswith(":")):
            return None
        for opening, title in self._openings.items():
            if similarity(key[: len(opening)], opening) >= _MIN_SIMILARITY:
                return Kind(title, number, line, is_sure=False)
        return None


def _max_errors(title: str) -> int:
    """Return how many letters of a long title may be wrong: less than a fifth."""
    return int(len(title) * (1.0 - _MIN_SIMILARITY))
