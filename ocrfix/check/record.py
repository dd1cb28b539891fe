"""The JSON format, as ``ocrfix/schemas/check-1.schema.json`` describes it; a finding a line."""

from __future__ import annotations

from typing import Any

from ocrfix.check.finding import Finding
from ocrfix.check.printer import Summary, compact

VERSION = 1
"""Version of the format; raised when a field changes its meaning or goes away."""


class Json:
    """Prints findings as one JSON object."""

    def __init__(self) -> None:
        self._first = True

    def begin(self) -> str:
        """Return the head of the object."""
        from ocrfix._version import __version__

        tool = {"name": "ocrfix", "version": __version__}
        return f'{{"version":{VERSION},"tool":{compact(tool)},"findings":['

    def finding(self, finding: Finding) -> str:
        """Return one finding."""
        comma, self._first = ("" if self._first else ","), False
        return comma + "\n" + compact(record(finding))

    def end(self, summary: Summary) -> str:
        """Return the end of the object: the sums."""
        sums = {
            "files": summary.files,
            "findings": summary.findings,
            "accepted": summary.accepted,
            "problems": list(summary.problems),
        }
        return f'\n],"summary":{compact(sums)}}}\n'


def record(finding: Finding) -> dict[str, Any]:
    """Return one finding as it stands in the object."""
    from ocrfix.text.escape import printable

    said: dict[str, Any] = {
        "path": printable(finding.path),
        "line": finding.line,
        "column": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
        "level": finding.level,
        "kind": finding.kind,
        "before": finding.before,
        "after": finding.after,
        "code": finding.code,
        "confidence": round(finding.confidence, 4),
        "reason": finding.reason,
        "context": finding.context,
    }
    return said
