"""The interface of output formats for findings: a beginning, a part per finding, an end.

Findings are printed as they come, so that memory does not grow with their number.
"""

from __future__ import annotations

import json
from typing import NamedTuple, Protocol

from ocrfix.check.finding import Finding


class CheckSummary(NamedTuple):
    """The counts of a run.

    Attributes:
        files: the number of files read.
        findings: the number of findings reported.
        files_with_findings: the number of files with findings.
        accepted: the number of further findings, which the baseline accepts.
        problems: the errors, one line each.
    """

    files: int = 0
    findings: int = 0
    files_with_findings: int = 0
    accepted: int = 0
    problems: tuple[str, ...] = ()


class Printer(Protocol):
    """An output format for findings."""

    def begin(self) -> str:
        """Return the output before the first finding."""
        ...

    def finding(self, finding: Finding) -> str:
        """Return the output for a finding."""
        ...

    def end(self, summary: CheckSummary) -> str:
        """Return the output after the last finding."""
        ...


def message(finding: Finding) -> str:
    """Return the message of a finding, on one line and safe to print.

    >>> from ocrfix.check.finding import findings
    >>> import ocrfix
    >>> message(findings(ocrfix.correct("Decembe 12"))[0])
    "'Decembe' should be 'December' (misread, ...%)"
    """
    from ocrfix.text.escape import printable

    percent = f"{finding.confidence:.0%}"
    before = printable(finding.before)
    if finding.after is None:
        return f"{finding.code or finding.kind}: '{before}' ({finding.kind}, {percent})"
    after = printable(finding.after)
    should = "should be" if finding.level == "correction" else "may be"
    if not finding.after:
        what = f"'{before}' {should} deleted"
    elif not finding.before:
        what = f"'{after}' {should} inserted"
    else:
        what = f"'{before}' {should} '{after}'"
    return f"{what} ({finding.kind}, {percent})"


def compact(value: object) -> str:
    """Return ``value`` as JSON without spaces.

    >>> compact({"after": "détente"})
    '{"after":"détente"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair, which a damaged text may contain
        return json.dumps(value, separators=(",", ":"))
    return text
