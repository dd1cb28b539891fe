"""What all formats have in common: a beginning, a piece for each finding, an end.

Findings are printed as they come, so that memory does not grow with their number.
"""

from __future__ import annotations

import json
from typing import NamedTuple, Protocol

from ocrfix.check.finding import Finding


class Summary(NamedTuple):
    """What the run came to.

    Attributes:
        files: how many files were read.
        findings: how many findings were reported.
        in_files: in how many files they stand.
        accepted: how many more the baseline accepts.
        problems: what could not be done, line by line.
    """

    files: int = 0
    findings: int = 0
    in_files: int = 0
    accepted: int = 0
    problems: tuple[str, ...] = ()


class Printer(Protocol):
    """Renders findings in one format."""

    def begin(self) -> str:
        """Return what stands before the first finding."""
        ...

    def finding(self, finding: Finding) -> str:
        """Return one finding."""
        ...

    def end(self, summary: Summary) -> str:
        """Return what stands after the last one."""
        ...


def said(finding: Finding) -> str:
    """Return what a finding says, on one line and safe to print.

    >>> from ocrfix.check.finding import findings
    >>> import ocrfix
    >>> said(findings(ocrfix.correct("Decembe 12"))[0])
    "'Decembe' should be 'December' (misread, ...%)"
    """
    from ocrfix.text.escape import printable

    sure = f"{finding.confidence:.0%}"
    before = printable(finding.before)
    if finding.after is None:
        return f"{finding.code or finding.kind}: '{before}' ({finding.kind}, {sure})"
    after = printable(finding.after)
    should = "should be" if finding.level == "correction" else "may be"
    if not finding.after:
        what = f"'{before}' {should} left out"
    elif not finding.before:
        what = f"'{after}' {should} put in"
    else:
        what = f"'{before}' {should} '{after}'"
    return f"{what} ({finding.kind}, {sure})"


def compact(value: object) -> str:
    """Return ``value`` as JSON without blanks.

    >>> compact({"after": "détente"})
    '{"after":"détente"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair, which a damaged text may hold
        return json.dumps(value, separators=(",", ":"))
    return text
