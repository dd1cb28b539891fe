"""Running heads: headers, footers and banners that repeat on every page, garbled anew on each.

Once one line of markings is recognized, lines without markings that resemble it are recognized as
copies of it. Only lines of capitals or digits are compared, never prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ocrfix.lexicon.distance import COMPILED, edit_distance
from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.text.letters import digit_count, uppercase_share
from ocrfix.text.lines import Line

_MIN_CHARS = 9
"""Shorter lines resemble too many words."""
_MAX_CHARS = 160
_MIN_SIMILARITY = 0.62
"""How similar a copy must be to its line; measured on rendered pages."""
_MIN_MARKED_SHARE = 0.8
"""How much of a line must be marked for it to be a running head."""
_MIN_COPY_CHARS = _MIN_CHARS * _MIN_SIMILARITY
_MAX_COPY_CHARS = _MAX_CHARS / _MIN_SIMILARITY
_MAX_RUNNING_HEADS = 64
_COMPARISONS_BEFORE_IMPORT = 1_000
"""How many comparisons a process makes before importing RapidFuzz is worth its time."""
_MIN_UPPERCASE_SHARE = 0.7
_MIN_DIGITS = 6
_REPEATED_TYPES = frozenset({"classification", "handling", "release", "review", "control", "page"})
_COPY_PRIORITY = 300.0
"""Priority of a copy: lower than that of any match of a rule."""
_COPY_CONFIDENCE = 0.7
"""Confidence of a copy, as a share of that of the original."""


class _RunningHead(NamedTuple):
    """A line of markings: its text without surrounding spaces, and its matches with their spans."""

    text: str
    matches: tuple[tuple[int, int, Match], ...]


class RunningHeadRecognizer:
    """Recognizes garbled copies of lines of markings."""

    def __init__(self, rules: RuleSet) -> None:
        self._exceptions = {rule.id: rule.exceptions for rule in rules.rules if rule.exceptions}

    def find(self, page: Page) -> Iterator[Match]:
        """Yield the matches of unmarked lines that are garbled copies of marked ones."""
        heads = _running_heads(page.matches, page.marked_lines)
        if not heads:
            return
        texts = [head.text for head in heads]
        lengths = [len(text) for text in texts]
        shortest, longest = min(lengths) * _MIN_SIMILARITY, max(lengths) / _MIN_SIMILARITY
        originals: dict[str, _RunningHead | None] = {}
        for number, line in page.unmarked_lines():
            copy = line.text.strip()
            if not shortest <= len(copy) <= longest or not _is_capitals_or_digits(copy):
                continue
            if copy not in originals:
                at = _most_similar(copy, texts)
                originals[copy] = heads[at] if at >= 0 else None
            head = originals[copy]
            if head and (_has_letters(copy) or _digits(copy) == _digits(head.text)):
                start = line.start + line.text.index(copy)
                yield from self._copied(head, copy, start, number)

    def _copied(self, head: _RunningHead, copy: str, start: int, number: int) -> Iterator[Match]:
        """Yield the matches of a line, moved to the corresponding spans of its copy."""
        from rapidfuzz.distance import Levenshtein

        found = Levenshtein.opcodes(head.text, copy)
        blocks = [(b.src_start, b.src_end, b.dest_start, b.dest_end) for b in found]
        for a, b, match in head.matches:
            x = _corresponding(a, blocks)
            y = _corresponding(b - 1, blocks) + 1
            while y < len(copy) and copy[y].isalnum():
                y += 1
            span = copy[x:y].strip()
            exceptions = self._exceptions.get(match.rule, ())
            if len(span) < 2 or " ".join(span.split()).upper() in exceptions:
                continue
            x += copy[x:y].index(span)
            original = head.text[a:b]
            if any(map(str.isdigit, span)):
                # The number may differ from page to page, so it is not repeated as read.
                fields = {"copy_of": original}
            else:
                fields = {"canonical": match.fields.get("canonical", original)}
            confidence = round(match.confidence * _COPY_CONFIDENCE, 3)
            end = start + x + len(span)
            yield Match(
                start + x,
                end,
                number,
                match.type,
                match.rule,
                confidence,
                _COPY_PRIORITY,
                fields,
                evidence=(original,),
            )


def may_be_running_head(bare: str, upper: float) -> bool:
    """Return whether a line may be a copy of a running head: capitals or digits, and not long.

    Args:
        bare: the line without surrounding whitespace.
        upper: its :func:`ocrfix.text.letters.uppercase_share`.

    >>> may_be_running_head("SECRFT//N0FORN", 1.0), may_be_running_head("The talks went on.", 0.05)
    (True, False)
    """
    if not _MIN_COPY_CHARS <= len(bare) <= _MAX_COPY_CHARS:
        return False
    return upper >= _MIN_UPPERCASE_SHARE or digit_count(bare) >= _MIN_DIGITS


def _most_similar(copy: str, texts: Sequence[str]) -> int:
    """Return the index of the text that ``copy`` is most similar to, by the faster method."""
    _comparisons[0] += len(texts)
    if COMPILED and _comparisons[0] <= _COMPARISONS_BEFORE_IMPORT:
        return _nearest(copy, texts)
    return _nearest_by_library(copy, texts)


_comparisons = [0]
"""How many comparisons this process has made; results do not depend on it."""


def _nearest(copy: str, texts: Sequence[str]) -> int:
    """Return the index of the text that ``copy`` is most similar to, the first of several, or -1.

    >>> _nearest("SECRFT//N0FORN", ["CONFIDENTIAL", "SECRET//NOFORN"]), _nearest("AB", ["CD"])
    (1, -1)
    """
    found = -1
    best = _MIN_SIMILARITY
    for at, text in enumerate(texts):
        size = max(len(copy), len(text))
        similarity = 1.0 - edit_distance(copy, text, int(size * (1.0 - best)) + 1) / size
        if similarity > best or (found < 0 and similarity >= best):
            found = at
            best = similarity
    return found


def _nearest_by_library(copy: str, texts: Sequence[str]) -> int:
    """Return the same as :func:`_nearest`, much faster once RapidFuzz is imported."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    scorer = OSA.normalized_similarity
    best = process.extractOne(copy, texts, scorer=scorer, score_cutoff=_MIN_SIMILARITY)
    return int(best[2]) if best else -1


def _has_letters(line: str) -> bool:
    return any(map(str.isalpha, line))


def _digits(line: str) -> str:
    return "".join(filter(str.isdigit, line))


def _is_capitals_or_digits(line: str) -> bool:
    return uppercase_share(line) >= _MIN_UPPERCASE_SHARE or digit_count(line) >= _MIN_DIGITS


def _running_heads(matches: Sequence[Match], lines: Mapping[int, Line]) -> list[_RunningHead]:
    """Return the lines that consist of markings, each text once."""
    by_line: dict[int, list[Match]] = {}
    for match in matches:
        by_line.setdefault(match.line, []).append(match)
    heads: dict[str, _RunningHead] = {}
    for number, found in by_line.items():
        line = lines.get(number)
        text = line.text.strip() if line else ""
        if line is None or not _MIN_CHARS <= len(text) <= _MAX_CHARS or text in heads:
            continue
        if not all(match.type in _REPEATED_TYPES for match in found):
            continue
        start = line.start + line.text.index(text)
        marked = sum(match.end - match.start for match in found)
        if marked >= _MIN_MARKED_SHARE * len(text.replace(" ", "")):
            spans = tuple((match.start - start, match.end - start, match) for match in found)
            heads[text] = _RunningHead(text, spans)
            if len(heads) == _MAX_RUNNING_HEADS:
                break
    return list(heads.values())


def _corresponding(offset: int, blocks: Iterable[tuple[int, int, int, int]]) -> int:
    """Return the offset in a copy that corresponds to an offset of its line."""
    at = 0
    for a, b, x, y in blocks:
        if a <= offset < b:
            return min(x + offset - a, y)
        at = y
    return at
