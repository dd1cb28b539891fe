"""Evidence: a doubtful mark stands when something sure stands near it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from ocrfix.tagging.match import Found
from ocrfix.tagging.rules.schema import Marking


def vouched(
    finds: Sequence[Found], rules: Mapping[str, Marking], silent: frozenset[str]
) -> list[Found]:
    """Return the finds that need no witness or have one.

    Args:
        finds: marks in order of place; those of rules not in ``rules`` need no witness.
        rules: entries by id.
        silent: ids of entries that the text as a whole refuses.
    """
    sure = [f for f in finds if f.rule not in silent and not _needs(f, rules)]
    open_ = [f for f in finds if f.rule not in silent and _needs(f, rules)]
    # A witness may itself have needed one (the date of a block under the office of the block), so
    # the round is made twice; a longer chain is not evidence.
    for _ in range(2):
        lines = _lines_by_name(sure, rules)
        still: list[Found] = []
        for find in open_:
            rule = rules[find.rule]
            seen = any(_near(lines.get(name, ()), find.line, rule.within) for name in rule.beside)
            (sure if seen else still).append(find)
        if len(still) == len(open_):
            break
        open_ = still
    return sorted(sure, key=lambda find: (find.start, find.end, find.rule))


def names(find: Found, rules: Mapping[str, Marking]) -> set[str]:
    """Return the names under which a mark can be evidence: its rule, its block and its type."""
    result = {find.rule, f"type:{find.type}"}
    rule = rules.get(find.rule)
    if rule and rule.block:
        result.add(rule.block)
    return result


def _needs(find: Found, rules: Mapping[str, Marking]) -> bool:
    rule = rules.get(find.rule)
    return bool(rule and rule.beside)


def _lines_by_name(finds: Sequence[Found], rules: Mapping[str, Marking]) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for find in finds:
        for name in names(find, rules):
            lines.setdefault(name, []).append(find.line)
    for numbers in lines.values():
        numbers.sort()
    return lines


def _near(lines: Sequence[int], line: int, within: int) -> bool:
    if within < 0:
        return bool(lines)
    at = bisect_left(lines, line - within)
    return at < len(lines) and lines[at] <= line + within
