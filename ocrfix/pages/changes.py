"""Changes of words: the edits of a text with pages, as changes of the words on its pages.

An edit is a change of characters; a file with pages holds words with boxes. So edits become words
that are replaced, joined, split or removed, each within one line. An edit for which there are no
such changes is refused, as one that moves a line end: then the file would not have the text that
its record states.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple, TypeVar

from ocrfix.edits import Edit, apply, moved
from ocrfix.pages.file import WordChange
from ocrfix.text.pages import PagedText, PageWord

_T = TypeVar("_T")

Lines = list[list[list[str]]]
"""The words of a text by page and line; lines without a word are left out."""


class Writable(NamedTuple):
    """The changes of words that edits amount to.

    Attributes:
        changes: the changes, in order, disjoint.
        refused: the edits that cannot be written, in order; ``changes`` are those of the others.
    """

    changes: tuple[WordChange, ...]
    refused: tuple[Edit, ...]


class _Group(NamedTuple):
    """Edits that touch the same words, and those words, by index."""

    first: int
    last: int
    edits: list[Edit]


def word_changes(paged: PagedText, edits: Sequence[Edit]) -> Writable:
    r"""Return the changes of words that some edits amount to.

    The text read from the file after these changes has the same words, lines and pages as the text
    after the edits that are not refused; only its blanks may be others.

    Args:
        paged: the text with its pages.
        edits: edits of the text, in order, disjoint.

    >>> from ocrfix.text.pages import PageLayout, PageLine, Quad
    >>> box = Quad.from_box(0, 0, 9, 5)
    >>> words = (PageWord(0, 3, box), PageWord(4, 6, box), PageWord(7, 9, box))
    >>> page = PageLayout(1, 9, 9, "pt", 0, 10, (PageLine(0, 3),))
    >>> paged = PagedText("com ee t0\n", words, (page,))
    >>> join = Edit(start=3, end=4, before=" ", after="mitt", kind="spacing", confidence=0.9,
    ...             reason="")
    >>> word_changes(paged, [join]).changes
    (WordChange(first=0, last=2, words=('committee',)),)
    """
    changes: list[WordChange] = []
    refused: list[Edit] = []
    for group in _groups(paged, edits):
        found = _changes(paged, group)
        if found is None and len(group.edits) > 1:
            rest = [edit for edit in group.edits if not _moves_line_end(edit)]
            if len(rest) < len(group.edits):
                others = word_changes(paged, rest)
                changes += others.changes
                refused += others.refused
                refused += [edit for edit in group.edits if _moves_line_end(edit)]
                continue
        if found is None:
            refused += group.edits
        else:
            changes += found
    refused.sort(key=lambda edit: (edit.start, edit.end))
    made = [edit for edit in edits if edit not in refused] if refused else edits
    if changes and lines_of(apply(paged.text, made)) != changed_lines(paged, changes):
        return Writable((), tuple(edits))  # no file is worth a doubt
    return Writable(tuple(changes), tuple(refused))


def lines_of(text: str) -> Lines:
    r"""Return the words of a text by page and line; empty pages at its end do not count.

    >>> lines_of("To  Be\n\nor\n\fnot\n\f")
    [[['To', 'Be'], ['or']], [['not']]]
    """
    pages = [
        [words for line in page.split("\n") if (words := line.split())] for page in text.split("\f")
    ]
    return _without_last_empty(pages)


def changed_lines(paged: PagedText, changes: Sequence[WordChange] = ()) -> Lines:
    """Return the words of a text with pages after some changes, by page and line."""
    words: list[list[str]] = [[paged.text[word.start : word.end]] for word in paged.words]
    for change in changes:
        words[change.first : change.last] = [list(change.words)] + [
            [] for _ in range(change.first + 1, change.last)
        ]
    pages = []
    for page in paged.pages:
        lines = [list(chain(*words[line.first : line.last])) for line in page.lines]
        pages.append([line for line in lines if line])
    return _without_last_empty(pages)


def _without_last_empty(pages: Lines) -> Lines:
    while pages and not pages[-1]:
        pages.pop()
    return pages


def _groups(paged: PagedText, edits: Sequence[Edit]) -> Iterator[_Group]:
    """Yield the edits in groups of those that touch the same words."""
    starts, ends = paged.starts, paged.ends
    group: _Group | None = None
    for edit in edits:
        first, last = bisect_left(ends, edit.start), bisect_right(starts, edit.end)
        # An edit of the blanks beside a word concerns the word on the other side, too.
        if first >= last or edit.start < starts[first]:
            first = max(first - 1, 0)
        if last <= first or edit.end > ends[last - 1]:
            last = min(last + 1, len(starts))
        if group is not None and first < group.last:
            group = _Group(group.first, max(last, group.last), [*group.edits, edit])
            continue
        if group is not None:
            yield group
        group = _Group(first, last, [edit])
    if group is not None:
        yield group


def _changes(paged: PagedText, group: _Group) -> list[WordChange] | None:
    """Return the changes of a group of edits; ``None`` if there are none that amount to it."""
    first, last, edits = group
    words = paged.words
    if first >= last or not all(word.is_changeable for word in words[first:last]):
        return None
    # The words around it show whether it moves a line end.
    before, after = max(first - 1, 0), min(last + 1, len(words))
    start = min(words[before].start, edits[0].start)
    end = max(words[after - 1].end, edits[-1].end)
    local = [moved(edit, -start) for edit in edits]
    old = lines_of(paged.text[start:end])
    new = lines_of(apply(paged.text[start:end], local))
    if _flat(old) != [paged.text[word.start : word.end] for word in words[before:after]]:
        return None
    removed = {k for k in range(first, last) if _is_removed(words[k], edits)}
    changes = _changes_by_word(before, old, new, removed)
    return _changes_of_line(before, old, new) if changes is None else changes or None


def _changes_by_word(
    first: int, old: Lines, new: Lines, removed: set[int]
) -> list[WordChange] | None:
    """Return changes of single words; ``None`` if a line has more or fewer words than expected.

    Args:
        first: the index of the first old word.
        old: the words.
        new: the words that replace them, without the removed ones.
        removed: the indices of the words that are removed.
    """
    remaining: list[list[list[int]]] = []
    texts = dict(enumerate(_flat(old), first))
    index = first
    for page in old:
        lines = []
        for line in page:
            numbers = [k for k in range(index, index + len(line)) if k not in removed]
            index += len(line)
            lines += [numbers] if numbers else []
        remaining.append(lines)
    while remaining and not remaining[-1]:
        remaining.pop()
    if _shape(remaining) != _shape(new):
        return None
    replaced: dict[int, tuple[str, ...]] = dict.fromkeys(removed, ())
    for number, word in zip(_flat(remaining), _flat(new), strict=True):
        if texts[number] != word:
            replaced[number] = (word,)
    return [WordChange(k, k + 1, replaced[k]) for k in sorted(replaced)]


def _changes_of_line(first: int, old: Lines, new: Lines) -> list[WordChange] | None:
    """Return the change of words of one line, if all other lines are the same, or ``None``."""
    if [len(page) for page in old] != [len(page) for page in new]:
        return None
    found: list[WordChange] = []
    for old_page, new_page in zip(old, new, strict=True):
        for before, after in zip(old_page, new_page, strict=True):
            if before != after:
                shared = min(len(before), len(after))
                left = next((k for k in range(shared) if before[k] != after[k]), shared)
                shared -= left
                right = next((k for k in range(shared) if before[~k] != after[~k]), shared)
                words = tuple(after[left : len(after) - right])
                found.append(WordChange(first + left, first + len(before) - right, words))
            first += len(before)
    # Without an old word it is an insertion: there is no box that could hold it.
    return found if len(found) == 1 and found[0].first < found[0].last else None


def _is_removed(word: PageWord, edits: Sequence[Edit]) -> bool:
    return any(
        edit.start <= word.start and word.end <= edit.end and not edit.after.strip()
        for edit in edits
    )


def _moves_line_end(edit: Edit) -> bool:
    return any(char in "\n\f" for char in edit.before + edit.after)


def _shape(pages: list[list[list[_T]]]) -> list[list[int]]:
    return [[len(line) for line in page] for page in pages]


def _flat(pages: list[list[list[_T]]]) -> list[_T]:
    return [item for page in pages for line in page for item in line]
