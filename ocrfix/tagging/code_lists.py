"""Exemption codes on a line: mentions of codes, joined to lists, with their position on the line.

What a code means, and whether it counts, depends on the whole text; see
:mod:`ocrfix.tagging.exemptions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from ocrfix.tagging.pattern_set import AnyPattern, CompiledPattern
from ocrfix.tagging.rules.schema import Code, Family, Layout, Notation
from ocrfix.text import lazy_regex
from ocrfix.text.letters import include_emphasis, is_wordless
from ocrfix.text.spans import Span

_MARGIN = "   "
"""Three spaces separate a margin from the text of a line."""
_CONTEXT_CHARS = 160
"""How many characters before and after a list of codes decide its position."""
_PATH_CHARACTERS = ("/", "-")
"""A code joined to the text before it by one of these is part of a number or a path."""
_PUNCTUATION = lazy_regex.pattern(r"[^\w%&]|_")
DOUBTFUL_POSITIONS = ("list", "near_code")
"""Notations that other text is often misread as: they count only next to other codes."""

ListPosition = Literal["alone", "labeled", "line_end", "line_start", "inline", "numbered", "cited"]
"""Where a list of codes is: alone or in the margin; after a label; at the end or the start of a
line with other words; within a line; directly after a number; part of a sentence that cites it."""


class CodeMention(NamedTuple):
    """A code as written on a line (offsets of the line); ``key`` finds its entries.

    ``more_items`` are further items under the same head, as in ``25X1,6``.
    """

    start: int
    end: int
    notation: Notation
    family: Family
    groups: dict[str, str]
    key: str
    more_items: tuple[str, ...]


class CodeList(NamedTuple):
    """Codes that stand together on one line.

    Attributes:
        line: the number of the line.
        start: where the line starts.
        position: see :data:`ListPosition`.
        mentions: the codes; offsets of the line.
        before: the text before the first code.
        notation_positions: the positions that the notations of the codes call for.
    """

    line: int
    start: int
    position: ListPosition
    mentions: tuple[CodeMention, ...]
    before: str
    notation_positions: frozenset[str]


class CodeListFinder:
    """Finds lists of codes on lines.

    Attributes:
        patterns: the patterns of all notations.
    """

    def __init__(self, families: Sequence[Family], codes: Sequence[Code], layout: Layout) -> None:
        self.notations = [(family, note) for family in families for note in family.notations]
        self.patterns = [notation.pattern for _, notation in self.notations]
        self._layout = layout
        self._keys = {key for code in codes for key in code.keys}
        self._compiled: dict[str, CompiledPattern] = {}
        self._contexts: _Contexts | None = None
        self._separators: AnyPattern | None = None

    def find(self, candidates: Sequence[tuple[int, CompiledPattern]], line: str) -> list[CodeList]:
        """Return the lists of codes on a line.

        Args:
            candidates: numbers of notations that the line may match, with their patterns.
            line: the line.
        """
        mentions: list[CodeMention] = []
        for number, pattern in candidates:
            family, notation = self.notations[number]
            for groups in pattern.matches(line):
                mention = self._mention(groups, pattern, family, notation, line)
                if mention:
                    mentions.append(mention)
        if not mentions:
            return []
        found = [
            self._code_list(group, line)
            for group in self._grouped(_without_overlaps(mentions), line)
        ]
        # What is only likely in a list with other codes needs one, a label, or a line of its own.
        return [
            codes
            for codes in found
            if codes.position in ("labeled", "alone") or codes.notation_positions != {"list"}
        ]

    def _mention(
        self,
        spans: Sequence[Span],
        pattern: CompiledPattern,
        family: Family,
        notation: Notation,
        line: str,
    ) -> CodeMention | None:
        """Return the code that a pattern matched, if there is one with such a key."""
        groups: dict[str, str] = {}
        start, end = spans[0]
        if notation.preceded_by:
            context = line[max(start - _CONTEXT_CHARS, 0) : start]
            head_pattern = self._pattern(notation.preceded_by + "$")
            head = head_pattern.first(context)
            if not head:
                return None
            groups.update(_folded_groups(head, head_pattern, context, notation.folds))
        if notation.followed_by:
            after = line[end : end + _CONTEXT_CHARS]
            if not self._pattern(f"^(?:{notation.followed_by})").first(after):
                return None
        groups.update(_folded_groups(spans, pattern, line, notation.folds))
        more = groups.pop("more", "")
        statute = groups.pop("statute", "")
        key = (notation.prefix + "".join(groups.values())).upper()
        if key not in self._keys:
            return None
        items: tuple[str, ...] = ()
        if notation.item:
            found = self._pattern(notation.item).matches(more)
            items = tuple([more[item[0][0] : item[0][1]] for item in found])
        if statute:
            groups["statute"] = statute
        start, end = include_emphasis(line, start, end)
        return CodeMention(start, end, notation, family, groups, key, items)

    def _pattern(self, pattern: str) -> CompiledPattern:
        compiled = self._compiled.get(pattern)
        if compiled is None:
            compiled = self._compiled[pattern] = CompiledPattern(pattern)
        return compiled

    def _grouped(self, mentions: Sequence[CodeMention], line: str) -> Iterator[list[CodeMention]]:
        """Yield the mentions in groups with nothing but separators between them."""
        group: list[CodeMention] = []
        for mention in mentions:
            between = line[group[-1].end : mention.start] if group else ""
            if group and (_MARGIN in between or not self._is_separator(between)):
                yield group
                group = []
            group.append(mention)
        if group:
            yield group

    def _is_separator(self, between: str) -> bool:
        if self._separators is None:
            self._separators = AnyPattern([self._layout.code_separators], full_match=True)
        return self._separators(between)

    def _code_list(self, mentions: list[CodeMention], line: str) -> CodeList:
        before = line[max(mentions[0].start - _CONTEXT_CHARS, 0) : mentions[0].start]
        after = line[mentions[-1].end : mentions[-1].end + _CONTEXT_CHARS]
        positions = frozenset(mention.notation.position for mention in mentions)
        return CodeList(
            0,
            0,
            self._position(before, line[mentions[0].start], after),
            tuple(mentions),
            before,
            positions,
        )

    def _position(self, before: str, first: str, after: str) -> ListPosition:
        """Return the position of a list of codes between two parts of its line.

        ``first`` is the first character of the list.
        """
        contexts = self._contexts
        if contexts is None:
            contexts = self._contexts = _Contexts(self._layout)
        if contexts.is_lead_out(after):
            return "cited"
        if contexts.is_label(before):
            return "labeled"
        if contexts.is_trailer(after):
            after = ""
        if before[-1:] in _PATH_CHARACTERS and len(before.strip()) > 1:
            return "cited"
        nothing_before = is_wordless(before)
        nothing_after = is_wordless(after)
        if nothing_before and nothing_after:
            return "alone"
        if contexts.is_lead_in(before + first):
            return "cited"
        if contexts.is_number(before + first):
            return "numbered"
        starts_line = nothing_before and not before.strip().isalpha()
        if nothing_after and before.endswith(_MARGIN):
            return "alone"
        if starts_line and after.startswith(_MARGIN):
            return "alone"
        if nothing_after:
            return "line_end"
        return "line_start" if starts_line else "inline"


class _Contexts:
    """What may stand directly before and after a list of codes."""

    def __init__(self, layout: Layout) -> None:
        lead_in, lead_out = layout.citation_lead_in, layout.citation_lead_out
        self.is_label = AnyPattern([f"(?:{label})$" for label in layout.code_labels])
        self.is_trailer = AnyPattern([f"^(?:{trailer})$" for trailer in layout.code_trailers])
        self.is_lead_in = AnyPattern([f"(?:{lead_in})$"] if lead_in else [])
        number = layout.number_lead_in
        self.is_number = AnyPattern([f"(?:{number})$"] if number else [])
        self.is_lead_out = AnyPattern([f"^(?:{lead_out})"] if lead_out else [])


def _without_overlaps(mentions: Sequence[CodeMention]) -> list[CodeMention]:
    """Return mentions that do not overlap, in order; reliable and longer ones win."""
    result: list[CodeMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        while result and result[-1].end > mention.start:
            # A plain notation wins over a misread one that begins a bracket earlier.
            if _rank(result[-1]) >= _rank(mention):
                break
            result.pop()
        else:
            result.append(mention)
    return result


def _rank(mention: CodeMention) -> tuple[bool, int]:
    return mention.notation.position not in DOUBTFUL_POSITIONS, mention.end - mention.start


def _folded_groups(
    spans: Sequence[Span], pattern: CompiledPattern, text: str, folds: Mapping[str, dict[str, str]]
) -> dict[str, str]:
    """Return the groups that matched, in order, with misread characters corrected."""
    result: dict[str, str] = {}
    for name, number in pattern.names_in_order:
        start, end = spans[number]
        if start < 0:
            continue
        value = text[start:end]
        if name in ("more", "statute"):
            result[name] = value
            continue
        if not value.isalnum():
            value = _PUNCTUATION.sub("", value)
        table = folds.get(name)
        if table:
            value = "".join([table.get(char, char) for char in value])
        result[name] = value
    return result
