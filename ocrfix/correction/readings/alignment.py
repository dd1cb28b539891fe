"""Alignment of two readings of a document: where each word of one is in the other.

Runs of words that occur once in both readings are the anchors. Between anchors the words are
aligned with the fewest edits, and where words differ, their characters. A block that stands
elsewhere in the other reading (a column, a stamp, a footnote) is found by anchors of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

from ocrfix.text.spans import Span
from ocrfix.text.tokens import Token

_ANCHOR_WORDS = 3
"""Words of an anchor: two are often repeated by chance, and four are seldom all read alike."""

_MIN_DISPLACED_WORDS = 6
"""Minimum length of a block that is accepted out of order; shorter ones match by chance."""

_MAX_GAP_AREA = 4_000_000
"""Maximum product of the words of two gaps that are aligned, so that time stays linear."""

_MAX_GAP_CHARS = 1_500
"""Maximum length of two differing passages that are aligned character by character."""

_MAX_LENGTH_RATIO = 1.5
"""Two differing passages whose lengths differ more do not correspond word for word."""

_MAX_PIECES = 3
"""Maximum number of pieces in which a word is looked for."""

_MIN_JOINED_CHARS = 3
"""Minimum length of a word that is looked for in pieces; shorter ones match by chance."""

_REACH = 5
"""Words that a gap beside a displaced block may be longer in the other reading than twice here."""


class Block(NamedTuple):
    """Words that are the same in both readings.

    Attributes:
        first: the index of its first word in the first reading.
        second: the index of its first word in the second reading.
        size: the number of its words.
    """

    first: int
    second: int
    size: int


def align_readings(first: Sequence[Token], second: Sequence[Token]) -> list[Span | None]:
    """Return the span of each word of the first reading in the text of the second.

    Args:
        first: the words of the first reading.
        second: the words of the second reading.

    Returns:
        For each word of the first reading, start and end in the text of the second (code points,
        half-open), or ``None`` where the second has nothing that corresponds to it. A word that is
        run together with another one there has a part of that word.

    >>> from ocrfix.text.tokens import TokenizedText
    >>> one, other = "in the tour mill", "inthe flour mill"
    >>> spans = align_readings(TokenizedText(one).tokens, TokenizedText(other).tokens)
    >>> [span and other[span[0] : span[1]] for span in spans]
    ['in', 'the', 'flour', 'mill']
    """
    keys, other_keys = [_key(token) for token in first], [_key(token) for token in second]
    blocks = _blocks(keys, other_keys)
    found: list[Span | None] = [None] * len(keys)
    for block in blocks:
        for k in range(block.size):
            token = second[block.second + k]
            found[block.first + k] = token.start, token.end
    for here, there in _gaps(blocks, len(keys), len(other_keys)):
        _align_gap(here, there, first, second, keys, other_keys, found)
    return found


def _key(token: Token) -> str:
    return token.text.lower()


def _blocks(first: Sequence[str], second: Sequence[str]) -> list[Block]:
    """Return the blocks of both readings, in the order of the first, without overlaps."""
    runs = _extended(_anchors(first, second), first, second)
    in_order = set(_heaviest_chain(runs))
    return [run for run in runs if run in in_order or run.size >= _MIN_DISPLACED_WORDS]


def _anchors(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """Return the positions of the anchors in both readings, in the order of the first."""
    there = _unique_places(second)
    return [
        (at, there[words])
        for words, at in sorted(_unique_places(first).items(), key=lambda item: item[1])
        if words in there
    ]


def _unique_places(keys: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return the places of the anchors of a reading that occur in it once."""
    places: dict[tuple[str, ...], int] = {}
    repeated = set()
    for at in range(len(keys) - _ANCHOR_WORDS + 1):
        words = tuple(keys[at : at + _ANCHOR_WORDS])
        if words in places:
            repeated.add(words)
        places[words] = at
    return {words: at for words, at in places.items() if words not in repeated}


def _extended(
    anchors: Sequence[tuple[int, int]], first: Sequence[str], second: Sequence[str]
) -> list[Block]:
    """Return the anchors as blocks, extended by the equal words before and after them."""
    runs: list[Block] = []
    taken: set[int] = set()  # words of the second reading
    done = 0  # words of the first reading
    for at, there in anchors:
        if at < done:
            continue
        begin, other = at, there
        while (
            begin > done
            and other
            and other - 1 not in taken
            and first[begin - 1] == second[other - 1]
        ):
            begin -= 1
            other -= 1
        end, stop = at, there
        while (
            end < len(first)
            and stop < len(second)
            and stop not in taken
            and first[end] == second[stop]
        ):
            end += 1
            stop += 1
        if end > begin:
            runs.append(Block(begin, other, end - begin))
            taken.update(range(other, stop))
            done = max(done, end)
    return runs


def _heaviest_chain(runs: Sequence[Block]) -> list[Block]:
    """Return the runs that are in the same order in both readings and have the most words."""
    # A tree of maxima over the places in the second reading (P. M. Fenwick, "A New Data Structure
    # for Cumulative Frequency Tables", Software: Practice and Experience 24, 1994).
    places = sorted(run.second for run in runs)
    tree: list[tuple[int, int]] = [(0, -1)] * (len(runs) + 1)
    before = [-1] * len(runs)
    best = (0, -1)
    for number, run in enumerate(runs):
        weight, last = 0, -1
        at = bisect_left(places, run.second)
        while at:
            weight, last = max((weight, last), tree[at])
            at -= at & -at
        before[number] = last
        entry = (weight + run.size, number)
        best = max(best, entry)
        at = bisect_left(places, run.second) + 1
        while at < len(tree):
            tree[at] = max(tree[at], entry)
            at += at & -at
    chain = []
    number = best[1]
    while number >= 0:
        chain.append(runs[number])
        number = before[number]
    return chain[::-1]


def _gaps(blocks: Sequence[Block], count: int, others: int) -> list[tuple[range, list[int]]]:
    """Return the words between blocks, each with the words of the other reading to align.

    Args:
        blocks: the blocks, in the order of the first reading.
        count: the number of words of the first reading.
        others: the number of words of the second reading.
    """
    begins = sorted(block.second for block in blocks)
    ends = sorted(block.second + block.size for block in blocks)
    bounds = [Block(0, 0, 0), *blocks, Block(count, others, 0)]
    found = []
    for left, right in pairwise(bounds):
        here = range(left.first + left.size, right.first)
        if not here:
            continue
        begin, stop = left.second + left.size, right.second
        following = bisect_left(begins, begin)
        next_begin = begins[following] if following < len(begins) else others
        if begin <= stop <= next_begin:
            there = list(range(begin, stop))
        else:
            size = 2 * len(here) + _REACH
            preceding = bisect_right(ends, stop) - 1
            last_end = ends[preceding] if preceding >= 0 else 0
            there = list(range(begin, min(next_begin, begin + size)))
            there += range(max(last_end, stop - size), stop)
        if there and len(here) * len(there) <= _MAX_GAP_AREA:
            found.append((here, there))
    return found


def _align_gap(
    here: range,
    there: Sequence[int],
    first: Sequence[Token],
    second: Sequence[Token],
    keys: Sequence[str],
    other_keys: Sequence[str],
    found: list[Span | None],
) -> None:
    """Align the words between two blocks, and add their spans to ``found``."""
    ops = Levenshtein.opcodes([keys[at] for at in here], [other_keys[at] for at in there])
    begin = other_begin = 0
    for op in (*ops, None):
        if op is not None and op.tag != "equal":
            continue
        stop = op.src_start if op else len(here)
        other_stop = op.dest_start if op else len(there)
        words = [first[at] for at in here[begin:stop]]
        others = [second[at] for at in there[other_begin:other_stop]]
        for at, span in zip(here[begin:stop], _align_differing(words, others), strict=True):
            found[at] = span
        if op:
            for at, other in zip(
                here[op.src_start : op.src_end],
                there[op.dest_start : op.dest_end],
                strict=True,
            ):
                found[at] = second[other].start, second[other].end
            begin, other_begin = op.src_end, op.dest_end


def _align_differing(words: Sequence[Token], others: Sequence[Token]) -> list[Span | None]:
    """Return the span of each word in the other reading, where words differ.

    Words that are the same but for the spaces between them are found first.
    """
    found: list[Span | None] = []
    begin = other_begin = 0
    for at, size, other, other_size in _same_but_for_spaces(words, others):
        found += _align_characters(words[begin:at], others[other_begin:other])
        begin, other_begin = at + size, other + other_size
        found += _align_characters(words[at:begin], others[other:other_begin])
    return found + _align_characters(words[begin:], others[other_begin:])


def _same_but_for_spaces(
    words: Sequence[Token], others: Sequence[Token]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield words that are in both readings, in order, in different pieces.

    Yields:
        The index of the first piece and the number of pieces, in both readings.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for at, size, text in _pieces(others):
        places.setdefault(text, []).append((at, size))
    done = other_done = 0
    for at, size, text in _pieces(words):
        if at < done or len(text) < _MIN_JOINED_CHARS:
            continue
        for other, other_size in places.get(text, ()):
            if other >= other_done and other_size != size:
                yield at, size, other, other_size
                done, other_done = at + size, other + other_size
                break


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Yield runs of adjacent words: the index of the first, their number, and their letters."""
    for at in range(len(tokens)):
        for size in range(1, min(_MAX_PIECES, len(tokens) - at) + 1):
            yield at, size, "".join(_key(token) for token in tokens[at : at + size])


def _align_characters(words: Sequence[Token], others: Sequence[Token]) -> list[Span | None]:
    """Return the span of each word in the other reading, by the characters in common.

    Letters that the other reading has in addition belong to the word that they touch.
    """
    nothing: list[Span | None] = [None] * len(words)
    left, right = _joined(words), _joined(others)
    if not left or not right or max(len(left), len(right)) > _MAX_GAP_CHARS:
        return nothing
    partner = [-1] * len(left)
    taken = [char == " " for char in right]
    # Where words are missing, letters in common say more than the fewest edits.
    long, short = max(len(left), len(right)), min(len(left), len(right))
    metric = Levenshtein if long <= _MAX_LENGTH_RATIO * short else Indel
    for op in metric.opcodes(left, right):
        if op.tag in ("equal", "replace"):
            for at, other in zip(
                range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
            ):
                partner[at] = other
                taken[other] = True
    places = [token.start + k for token in others for k in range(len(token.text) + 1)]
    found: list[Span | None] = []
    at = 0
    for word in words:
        matched = [p for p in partner[at : at + len(word.text)] if p >= 0 and right[p] != " "]
        at += len(word.text) + 1
        if not matched:
            found.append(None)
            continue
        begin, end = matched[0], matched[-1]
        while begin and not taken[begin - 1]:
            begin -= 1
            taken[begin] = True
        while end + 1 < len(right) and not taken[end + 1]:
            end += 1
            taken[end] = True
        found.append((places[begin], places[end] + 1))
    return found


def _joined(tokens: Sequence[Token]) -> str:
    """Return words with a space between them, in lower case where that keeps their length."""
    text = " ".join(token.text for token in tokens)
    lower = text.lower()
    return lower if len(lower) == len(text) else text
