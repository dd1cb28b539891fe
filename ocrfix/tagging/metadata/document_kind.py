"""Kind of document: what a heading, a form or a salutation says that a document is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

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
        self._long: dict[int, list[str]] = {}
        for title in self._exact:
            if len(title) >= _MIN_LONG_TITLE_LETTERS:
                self._long.setdefault(len(title), []).append(title)
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
                opening = next(self._opened(number, line, key), None)
        return opening

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
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        best = (0.0, 0, "")
        for size, titles in self._long.items():
            hit = process.extractOne(
                key[:size],
                titles,
                scorer=Levenshtein.normalized_similarity,
                score_cutoff=_MIN_SIMILARITY,
            )
            if hit:
                best = max(best, (hit[1], size, self._exact[hit[0]]))
        return best[2] or None

    def _opened(self, number: int, line: str, key: str) -> Iterator[Kind]:
        words = line.split()
        is_heading = bool(words) and (words[0].isupper() or line.rstrip().endswith(":"))
        for opening, title in self._openings.items():
            if is_heading and similarity(key[: len(opening)], opening) >= _MIN_SIMILARITY:
                yield Kind(title, number, line, is_sure=False)
