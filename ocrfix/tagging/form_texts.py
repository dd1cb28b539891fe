"""Form texts: words printed on a form, found on a line although many of their letters are wrong."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from ocrfix.system.cache import Cache
from ocrfix.tagging.rules.schema import FormCell
from ocrfix.text.letters import FoldedWord, LookalikeFolding, uppercase_share

_SIMILARITY_BY_CHARS = ((14, 0.58), (10, 0.64), (7, 0.72), (5, 0.8), (0, 1.0))
"""Share of the letters that have to be right, by their number: short texts resemble many words."""
_MIN_RUNNING_CHARS = 7
_RUNNING_SIMILARITY_BY_CHARS = ((16, 0.76), (10, 0.82), (_MIN_RUNNING_CHARS, 0.9), (0, 2.0))
"""The same for a part of a sentence; it may be any part, so more letters have to be right, and
fewer than seven are no evidence."""
_MIN_RUNNING_SIMILARITY = 0.76
_MIN_SIMILARITY_WITHIN_LINE = 0.84
_CHANCE_SIMILARITY = 0.45
_RUNNING_CHANCE_SIMILARITY = 0.6
"""Similarity that words may have by chance; only what exceeds it is evidence."""
_WITHIN_LINE_WEIGHT = 0.6
"""What a part of a sentence counts beside other words, which may be prose that has it by chance."""
_FIT_CHANCE_SIMILARITY = 0.38
"""The same where texts compete for the same words; lower, so that two boxes of one line are read
together rather than one of them alone."""
_UPPERCASE_SHARE = 0.8
"""With at least this share of capitals, words are printed in upper case."""
_MAX_RUN_WORDS = 22
_MAX_LINE_WORDS = 60
_MAX_LINE_CHARS = 400
_MAX_OTHER_CHARS = 3
"""Letters and digits that may be on the line beside a text that stands alone, as specks."""
_MIN_CHARS_WITHIN_LINE = 14
_MIN_FILTERED_CHARS = 8
_EXACT_SIMILARITY = 0.9
"""With a greater one, no letter of a short text may be wrong."""
_GRAM_CHARS = 3
_RUNNING_GRAM_CHARS = 4
_MIN_COMMON_GRAMS = 2
"""Runs of so many letters that a line has to share with a text of at least eight letters; a
sentence is long, and shares shorter ones with any line."""
_MAX_CACHED_LINES = 4_000


_Run = tuple[int, int, int, str]
"""A run of words of a line: how many letters it has, its first and last word, and the letters."""


class FormText(NamedTuple):
    """A text of a form.

    Attributes:
        key: the folded letters of its words.
        grams: all runs of a few of them.
        cell: its cell.
    """

    key: str
    grams: frozenset[str]
    cell: FormCell
    is_running: bool
    min_similarity: float


class Hit(NamedTuple):
    """A text found on a line (offsets of the line).

    Attributes:
        chars: how many letters of it are printed there.
        key: the folded letters of the words that are taken for it.
        is_alone: whether the line has hardly anything else.
        first: the part of a running text, as offsets of its key; 0 for another text.
        last: where that part ends.
    """

    chars: int
    start: int
    end: int
    text: FormText
    similarity: float
    key: str
    is_alone: bool
    first: int = 0
    last: int = 0

    @property
    def evidence(self) -> float:
        """How many letters it counts for."""
        if not self.text.is_running:
            return self.chars * (self.similarity - _CHANCE_SIMILARITY) / (1.0 - _CHANCE_SIMILARITY)
        chance = _RUNNING_CHANCE_SIMILARITY
        evidence = self.chars * (self.similarity - chance) / (1.0 - chance)
        return evidence if self.is_alone else _WITHIN_LINE_WEIGHT * evidence

    @property
    def fit(self) -> float:
        """How well it explains its part of the line: a longer text that fits less may win."""
        chance = _RUNNING_CHANCE_SIMILARITY if self.text.is_running else _FIT_CHANCE_SIMILARITY
        return self.chars * (self.similarity - chance)


class FormLine:
    """The words of a line, as all forms need them.

    Attributes:
        text: the line.
        words: its words; none if the line is too long for a form.
        whole: their letters together.
        grams: all runs of a few letters.
    """

    def __init__(self, text: str, folding: LookalikeFolding) -> None:
        words = folding.words(text) if len(text) <= _MAX_LINE_CHARS else []
        self.text = text
        self.words = words if len(words) <= _MAX_LINE_WORDS else []
        self.whole = "".join([word.key for word in self.words])
        self.grams = _grams(self.whole, _GRAM_CHARS) | _grams(self.whole, _RUNNING_GRAM_CHARS)
        self._runs: list[_Run] | None = None
        self._sizes: list[int] = []
        self._keys: list[str] = []

    def runs(self, least: int, most: int) -> tuple[Sequence[_Run], Sequence[str]]:
        """Return the runs of words with ``least`` to ``most`` letters, and these letters."""
        if self._runs is None:
            # By length, so that a text is compared with runs of about its own length only.
            self._runs = sorted(_runs(self.words), key=itemgetter(0))
            self._sizes = [run[0] for run in self._runs]
            self._keys = [run[3] for run in self._runs]
        first, last = bisect_left(self._sizes, least), bisect_right(self._sizes, most)
        return self._runs[first:last], self._keys[first:last]


class FormLines:
    """Folds lines; the forms of a page have many lines in common."""

    def __init__(self, folding: LookalikeFolding) -> None:
        self._folding = folding
        self._cache = Cache(_MAX_CACHED_LINES)

    def get(self, text: str) -> FormLine:
        """Return a line with its words."""
        known: FormLine | None = self._cache.get(text)
        if known is None:
            known = FormLine(text, self._folding)
            self._cache.put(text, known)
        return known


class FormTexts:
    """Finds the texts of a form on lines."""

    def __init__(
        self, cells: Sequence[FormCell], folding: LookalikeFolding, lines: FormLines
    ) -> None:
        self._texts = [text for cell in cells for text in _texts(cell, folding)]
        self._lines = lines
        self._cache = Cache(_MAX_CACHED_LINES)

    def find(self, line: str) -> list[Hit]:
        """Return the texts on a line in order; they do not overlap."""
        known: list[Hit] | None = self._cache.get(line)
        if known is None:
            known = self._search(self._lines.get(line))
            self._cache.put(line, known)
        return known

    def _search(self, line: FormLine) -> list[Hit]:
        if not line.words:
            return []
        hits: list[Hit] = []
        for text in self._texts:
            if _may_contain(text, line.whole, line.grams):
                hits += _hits(text, line)
        return [located(hit, hit.text) for hit in _best(hits)]


def _hits(text: FormText, line: FormLine) -> list[Hit]:
    """Return the words of a line that resemble a text and may stand where they do."""
    hits: list[Hit] = []
    words, size = line.words, len(line.whole)
    for (chars, first, last, key), similarity in _similar(text, line):
        start, end = words[first].start, words[last].end
        printed = line.text[start:end]
        others = size - chars
        if text.is_running and not (
            _may_be_part(key, printed, first, words[last + 1 :])
            and (others <= _MAX_OTHER_CHARS or similarity >= _MIN_SIMILARITY_WITHIN_LINE)
        ):
            continue
        if _is_in_place(text.cell, others, printed):
            counted = chars if text.is_running else len(text.key)
            is_alone = others <= _MAX_OTHER_CHARS
            hits.append(Hit(counted, start, end, text, similarity, key, is_alone))
    return hits


def _texts(cell: FormCell, folding: LookalikeFolding) -> Iterator[FormText]:
    for text in cell.texts:
        key = folding.key(text)
        least = cell.min_similarity or _required(key, _SIMILARITY_BY_CHARS)
        yield FormText(key, _grams(key, _GRAM_CHARS), cell, False, least)
    for text in cell.running:
        key = folding.key(text)
        yield FormText(key, _grams(key, _RUNNING_GRAM_CHARS), cell, True, _MIN_RUNNING_SIMILARITY)


def _grams(key: str, chars: int) -> frozenset[str]:
    return frozenset([key[at : at + chars] for at in range(len(key) - chars + 1)])


def _may_contain(text: FormText, whole: str, grams: frozenset[str]) -> bool:
    """Return whether a line may contain a text; a quick test.

    Args:
        text: the text.
        whole: the letters of the line.
        grams: their runs of a few.
    """
    chars, size = len(text.key), len(whole)
    if not text.is_running and text.cell.place == "line" and size > 2 * chars + _MAX_OTHER_CHARS:
        return False
    if not text.is_running and chars < _MIN_FILTERED_CHARS:
        if text.min_similarity > _EXACT_SIMILARITY:
            return text.key in whole
        return chars * text.min_similarity <= size
    return len(text.grams & grams) >= _MIN_COMMON_GRAMS


def _required(key: str, table: Sequence[tuple[int, float]]) -> float:
    return next(similarity for chars, similarity in table if len(key) >= chars)


def _is_in_place(cell: FormCell, other_chars: int, printed: str) -> bool:
    """Return whether a text may stand where it was found.

    Args:
        cell: what is printed there.
        other_chars: how many letters and digits the line has beside it.
        printed: the words that resemble it.
    """
    if cell.place == "line" and other_chars > _MAX_OTHER_CHARS:
        return False
    return not cell.uppercase_only or uppercase_share(printed) >= _UPPERCASE_SHARE


def _may_be_part(key: str, printed: str, before: int, after: Sequence[FoldedWord]) -> bool:
    """Return whether words may be a part of a sentence: a short part is at an edge of the line.

    Args:
        key: their letters.
        printed: the same as printed; a label with its colon is a field of another form.
        before: how many words of the line are before them.
        after: the words after them.
    """
    if ":" in printed:
        return False
    return len(key) >= _MIN_CHARS_WITHIN_LINE or before <= 1 or len(after) <= 1


def _runs(words: Sequence[FoldedWord]) -> list[_Run]:
    """Return the runs of words of a line."""
    runs: list[_Run] = []
    for first in range(len(words)):
        key = ""
        for last in range(first, min(first + _MAX_RUN_WORDS, len(words))):
            word = words[last]
            key += word.key
            runs.append((len(key), first, last, key))
    return runs


@cache
def _rapidfuzz() -> tuple[Any, Any, Any]:
    """Return the functions of RapidFuzz, which most pages do not need."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    return process.extract, OSA.normalized_similarity, fuzz.partial_ratio


def _similar(text: FormText, line: FormLine) -> list[tuple[_Run, float]]:
    """Return the runs of words that resemble a text, each with its similarity."""
    extract, whole_similarity, part_similarity = _rapidfuzz()
    least, size = text.min_similarity, len(text.key)
    # Alone on its line, a text leaves few letters over.
    shortest = len(line.whole) - _MAX_OTHER_CHARS if text.cell.place == "line" else 0
    if not text.is_running:
        # Each letter that one has more than the other is wrong.
        runs, keys = line.runs(max(shortest, int(size * least)), int(size / least) + 1)
        near = extract(text.key, keys, scorer=whole_similarity, score_cutoff=least, limit=None)
        return [(runs[at], similarity) for _, similarity, at in near]
    runs, keys = line.runs(max(shortest, _MIN_RUNNING_CHARS), size)
    near = extract(text.key, keys, scorer=part_similarity, score_cutoff=100 * least, limit=None)
    return [
        (runs[at], score / 100)
        for key, score, at in near
        if score / 100 >= _required(key, _RUNNING_SIMILARITY_BY_CHARS)
    ]


def located(hit: Hit, text: FormText) -> Hit:
    """Return a part of a running text with its place in that text, or in another that has it too.

    The hit is returned as it is if ``text`` has no such part.
    """
    if not text.is_running or (hit.last and text is hit.text):
        return hit
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(hit.key, text.key)
    if not found or found.score / 100 < _required(hit.key, _RUNNING_SIMILARITY_BY_CHARS):
        return hit
    return hit._replace(text=text, first=found.dest_start, last=found.dest_end)


def _best(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits that fit best and do not overlap, in order of the line."""
    taken: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-hit.fit, hit.start, hit.end)):
        if hit.fit > 0 and all(hit.end <= other.start or hit.start >= other.end for other in taken):
            taken.append(hit)
    return sorted(taken, key=lambda hit: hit.start)
