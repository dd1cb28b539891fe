"""Echoes: running heads, footers and banners that stand on every page, garbled anew on each.

A line of marks that was read once is known; where a line without marks is a bad copy of it, the
copy bears the same marks. Only lines that stand in the open are compared: of capitals or figures,
never of prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ocrfix.lexicon.distance import COMPILED, edit_distance
from ocrfix.tagging.match import Found
from ocrfix.tagging.rules.schema import Marking
from ocrfix.text.letters import capital_share, figures
from ocrfix.text.lines import Line

_FEWEST = 9
"""A shorter line is too near to too many words."""
_LONGEST = 160
_LIKE = 0.62
"""How much of a copy must be like the line it copies; measured on rendered pages."""
_MARKED = 0.8
"""How much of a line must be marked to be known as a line of marks."""
_SHORTEST_COPY = _FEWEST * _LIKE
_LONGEST_COPY = _LONGEST / _LIKE
_MOST_KNOWN = 64
_FEW = 1_000
"""So many comparisons a process makes before it is worth its while to import RapidFuzz."""
_CAPITALS = 0.7
_FIGURES = 6
_ECHOING = frozenset({"classification", "handling", "release", "review", "control", "page"})
_WEIGHT = 300.0
"""Less than whatever was read by itself."""


class _Known(NamedTuple):
    """A line of marks: its text without the blanks around it, and the marks with their places."""

    text: str
    marks: tuple[tuple[int, int, Found], ...]


def may_echo(bare: str, share: float) -> bool:
    """Return whether a line may be a copy of a line of marks: it stands in the open, and is short.

    Args:
        bare: the line without the blanks around it.
        share: its :func:`ocrfix.text.letters.capital_share`.

    >>> may_echo("SECRFT//N0FORN", 1.0), may_echo("The secret talks went on.", 0.05)
    (True, False)
    """
    if not _SHORTEST_COPY <= len(bare) <= _LONGEST_COPY:
        return False
    return share >= _CAPITALS or figures(bare) >= _FIGURES


def echoes(
    finds: Sequence[Found],
    marked: Mapping[int, Line],
    bare: Iterable[tuple[int, Line]],
    rules: Mapping[str, Marking],
) -> list[Found]:
    """Return the marks of the lines in ``bare`` that are garbled copies of marked lines.

    Args:
        finds: the marks of the text, in order of place; offsets of the text, as those of the lines.
        marked: the lines that have marks, by number.
        bare: the lines without marks, with their numbers.
        rules: the entries by id; what an entry is never taken for is no copy of it either.
    """
    known = _known(finds, marked)
    if not known:
        return []
    texts = [line.text for line in known]
    lengths = [len(line) for line in texts]
    fewest, most = min(lengths) * _LIKE, max(lengths) / _LIKE
    heard: dict[str, _Known | None] = {}
    result: list[Found] = []
    for count, line in bare:
        copy = line.text.strip()
        if not fewest <= len(copy) <= most or not _open(copy):
            continue
        if copy not in heard:
            at = _like(copy, texts)
            heard[copy] = known[at] if at >= 0 else None
        source = heard[copy]
        if source and not (_numeric(copy) and not _same(copy, source.text)):
            start = line.start + line.text.index(copy)
            result += _copied(source, copy, start, count, rules)
    return result


def _like(copy: str, texts: Sequence[str]) -> int:
    """Return the number of the text that ``copy`` is most like, found in the quickest way."""
    _compared[0] += len(texts)
    if COMPILED and _compared[0] <= _FEW:
        return _nearest(copy, texts)
    return _nearest_by_library(copy, texts)


_compared = [0]
"""How many comparisons this process has made; what comes of them does not hang on it."""


def _nearest(copy: str, texts: Sequence[str]) -> int:
    """Return the number of the text that ``copy`` is most like, the first of several; -1 if none.

    >>> _nearest("SECRFT//N0FORN", ["CONFIDENTIAL", "SECRET//NOFORN"]), _nearest("AB", ["CD"])
    (1, -1)
    """
    found = -1
    least = _LIKE
    for at, text in enumerate(texts):
        size = max(len(copy), len(text))
        like = 1.0 - edit_distance(copy, text, int(size * (1.0 - least)) + 1) / size
        if like > least or (found < 0 and like >= least):
            found = at
            least = like
    return found


def _nearest_by_library(copy: str, texts: Sequence[str]) -> int:
    """Return the same as :func:`_nearest`, quicker by far once RapidFuzz is imported."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    scorer = OSA.normalized_similarity
    best = process.extractOne(copy, texts, scorer=scorer, score_cutoff=_LIKE)
    return int(best[2]) if best else -1


def _numeric(line: str) -> bool:
    return not any(map(str.isalpha, line))


def _same(copy: str, line: str) -> bool:
    """Return whether two lines without letters are the same but for what stands between figures."""
    figures = "".join(filter(str.isdigit, copy)), "".join(filter(str.isdigit, line))
    return figures[0] == figures[1]


def _open(line: str) -> bool:
    return capital_share(line) >= _CAPITALS or figures(line) >= _FIGURES


def _known(finds: Sequence[Found], lines: Mapping[int, Line]) -> list[_Known]:
    """Return the lines that are marks from end to end, each text once."""
    rows: dict[int, list[Found]] = {}
    for find in finds:
        rows.setdefault(find.line, []).append(find)
    known: dict[str, _Known] = {}
    for number, marks in rows.items():
        line = lines[number]
        whole = line.text.strip()
        if not _FEWEST <= len(whole) <= _LONGEST or whole in known:
            continue
        if not all(mark.type in _ECHOING for mark in marks):
            continue
        start = line.start + line.text.index(whole)
        if sum(mark.end - mark.start for mark in marks) >= _MARKED * len(whole.replace(" ", "")):
            places = tuple((mark.start - start, mark.end - start, mark) for mark in marks)
            known[whole] = _Known(whole, places)
            if len(known) == _MOST_KNOWN:
                break
    return list(known.values())


def _copied(
    source: _Known, copy: str, start: int, count: int, rules: Mapping[str, Marking]
) -> Iterator[Found]:
    """Yield the marks of a line at the places where its copy has them."""
    from rapidfuzz.distance import Levenshtein

    found = Levenshtein.opcodes(source.text, copy)
    blocks = [(b.tag, b.src_start, b.src_end, b.dest_start, b.dest_end) for b in found]
    for a, b, mark in source.marks:
        x = _carried(a, blocks)
        y = _carried(b - 1, blocks) + 1
        while y < len(copy) and copy[y].isalnum():
            y += 1
        span = copy[x:y].strip()
        if len(span) < 2 or " ".join(span.split()).upper() in _refused(mark, rules):
            continue
        x += copy[x:y].index(span)
        # A number may be another on each page: the copy is only said to be one.
        fields = {"canonical": mark.fields.get("canonical", source.text[a:b])}
        if any(map(str.isdigit, span)):
            fields = {"copy_of": source.text[a:b]}
        surety = round(mark.surety * 0.7, 3)
        end = start + x + len(span)
        yield Found(start + x, end, count, mark.type, mark.rule, surety, _WEIGHT, fields)


def _carried(place: int, blocks: Iterable[tuple[str, int, int, int, int]]) -> int:
    """Return where a place of a line lies in its copy."""
    at = 0
    for _, a, b, x, y in blocks:
        if a <= place < b:
            return min(x + place - a, y)
        at = y
    return at


def _refused(mark: Found, rules: Mapping[str, Marking]) -> tuple[str, ...]:
    rule = rules.get(mark.rule)
    return rule.never if rule else ()
