"""JSON, as in ``ocrfix/schemas/check-1.schema.json``, with one finding per line."""

from __future__ import annotations

from typing import Any

from ocrfix.check.finding import Finding
from ocrfix.check.printer import CheckSummary, compact

VERSION = 1
"""Version of the format; raised when a field changes its meaning or is removed."""


class JsonPrinter:
    """Prints findings as a JSON object."""

    def __init__(self) -> None:
        self._first = True

    def begin(self) -> str:
        """Return the beginning of the object."""
        from ocrfix._version import __version__

        tool = {"name": "ocrfix", "version": __version__}
        return f'{{"version":{VERSION},"tool":{compact(tool)},"findings":['

    def finding(self, finding: Finding) -> str:
        """Return one finding."""
        comma, self._first = ("" if self._first else ","), False
        return comma + "\n" + compact(record(finding))

    def end(self, summary: CheckSummary) -> str:
        """Return the end of the object, with the counts."""
        counts = {
            "files": summary.files,
            "findings": summary.findings,
            "accepted": summary.accepted,
            "problems": list(summary.problems),
        }
        return f'\n],"summary":{compact(counts)}}}\n'


def record(finding: Finding) -> dict[str, Any]:
    """Return the JSON object of a finding."""
    from ocrfix.text.escape import printable

    return {
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
