"""Corroboration: a doubtful match counts where a reliable one is nearby."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from ocrfix.tagging.match import Match
from ocrfix.tagging.rules.schema import Rule


def corroborated(
    matches: Sequence[Match], rules: Mapping[str, Rule], suppressed: frozenset[str]
) -> list[Match]:
    """Return the matches that need no corroboration or have it, in text order.

    Args:
        matches: in text order; matches of ids that are not in ``rules`` need no corroboration.
        rules: rules by id.
        suppressed: ids of rules that the text as a whole disables.
    """
    accepted: list[Match] = []
    doubtful: list[Match] = []
    for match in matches:
        if match.rule not in suppressed:
            rule = rules.get(match.rule)
            (doubtful if rule and rule.requires_nearby else accepted).append(match)
    # Two rounds: a match may be supported by one that itself needed support (the date of a review
    # block under the office). A longer chain is no evidence.
    for _ in range(2):
        lines = _lines_by_name(accepted, rules)
        pending: list[Match] = []
        for match in doubtful:
            rule = rules[match.rule]
            near = (
                name
                for name in rule.requires_nearby
                if _within(lines.get(name, ()), match.line, rule.window_lines)
            )
            name = next(near, None)
            if name is None:
                pending.append(match)
            else:
                accepted.append(match._replace(evidence=(name,)))
        if len(pending) == len(doubtful):
            break
        doubtful = pending
    return sorted(accepted, key=lambda match: (match.start, match.end, match.rule))


def evidence_names(match: Match, rules: Mapping[str, Rule]) -> set[str]:
    """Return the names under which a match corroborates others: its rule, block and type."""
    names = {match.rule, f"type:{match.type}"}
    rule = rules.get(match.rule)
    if rule and rule.block:
        names.add(rule.block)
    return names


def _lines_by_name(matches: Sequence[Match], rules: Mapping[str, Rule]) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for match in matches:
        for name in evidence_names(match, rules):
            lines.setdefault(name, []).append(match.line)
    for numbers in lines.values():
        numbers.sort()
    return lines


def _within(lines: Sequence[int], line: int, window: int) -> bool:
    """Return whether one of the line numbers is at most ``window`` away; any, if it is negative."""
    if window < 0:
        return bool(lines)
    at = bisect_left(lines, line - window)
    return at < len(lines) and lines[at] <= line + window
