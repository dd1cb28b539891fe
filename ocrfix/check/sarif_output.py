"""SARIF 2.1.0, which code hosts and editors read: a result per finding, with its fix."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote

from ocrfix.check.finding import Finding
from ocrfix.check.printer import CheckSummary, compact, message

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_LEVELS = {"correction": "warning", "suggestion": "note", "marker": "note"}


class SarifPrinter:
    """Prints findings as one SARIF log.

    Its parts are in the order in which they become known, so that results are printed immediately.
    """

    def __init__(self) -> None:
        self._first = True

    def begin(self) -> str:
        """Return the beginning of the log."""
        from ocrfix._version import __version__

        driver = {"name": "ocrfix", "version": __version__, "rules": [*map(_rule, _rules())]}
        return (
            f'{{"version":"2.1.0","$schema":"{SCHEMA}","runs":[{{'
            f'"tool":{compact({"driver": driver})},"columnKind":"unicodeCodePoints",'
            '"newlineSequences":["\\n"],"results":['
        )

    def finding(self, finding: Finding) -> str:
        """Return one result."""
        comma, self._first = ("" if self._first else ","), False
        return comma + "\n" + compact(_result(finding))

    def end(self, summary: CheckSummary) -> str:
        """Return the end of the log, with the errors."""
        invocation = {
            "executionSuccessful": not summary.problems,
            "toolExecutionNotifications": [
                {"level": "error", "message": {"text": line}} for line in summary.problems
            ],
        }
        return f'\n],"invocations":[{compact(invocation)}]}}]}}\n'


def _rules() -> list[str]:
    from ocrfix.correction.corrector import KINDS
    from ocrfix.records import MARKER_TYPES

    return [*KINDS, *(f"marker/{type}" for type in MARKER_TYPES)]


def _rule(name: str) -> dict[str, Any]:
    kind, _, type = name.partition("/")
    description = f"Marker: {type}." if type else f"OCR error: {kind}."
    return {"id": name, "shortDescription": {"text": description}}


def _result(finding: Finding) -> dict[str, Any]:
    where = {"uri": uri(finding.path), "uriBaseId": "%SRCROOT%"}
    if os.path.isabs(finding.path):
        del where["uriBaseId"]
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    result: dict[str, Any] = {
        "ruleId": f"marker/{finding.kind}" if finding.level == "marker" else finding.kind,
        "level": _LEVELS[finding.level],
        "message": {"text": f"{message(finding)}: {finding.reason}"},
        "locations": [{"physicalLocation": {"artifactLocation": where, "region": region}}],
        "partialFingerprints": {"ocrfixContext/v1": finding.context},
        "properties": {"confidence": round(finding.confidence, 4)},
    }
    if finding.after is not None:
        replaced = {"deletedRegion": region, "insertedContent": {"text": finding.after}}
        change = {"artifactLocation": where, "replacements": [replaced]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def uri(path: str) -> str:
    """Return a path as a reference, relative to the current folder if it is inside.

    >>> uri("./texts/memo 1.txt")
    'texts/memo%201.txt'
    """
    normal = os.path.normpath(path).replace(os.sep, "/")
    quoted = quote(os.fsencode(normal))
    return f"file://{quoted}" if os.path.isabs(path) else quoted
