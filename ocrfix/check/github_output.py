"""Workflow commands of GitHub Actions, which become annotations of a pull request."""

from __future__ import annotations

import os

from ocrfix.check.finding import Finding
from ocrfix.check.printer import CheckSummary, message

_LEVELS = {"correction": "warning", "suggestion": "notice", "marker": "notice"}


class GitHubPrinter:
    """Prints findings as workflow commands."""

    def begin(self) -> str:
        """Return nothing."""
        return ""

    def finding(self, finding: Finding) -> str:
        """Return one command."""
        from ocrfix.text.escape import printable

        path = printable(os.path.normpath(finding.path)).replace(os.sep, "/")
        end = f",endColumn={finding.end_column}" if finding.end_line == finding.line else ""
        return (
            f"::{_LEVELS[finding.level]} file={_property(path)}"
            f",line={finding.line},endLine={finding.end_line},col={finding.column}{end}"
            f",title={_property(f'ocrfix: {finding.kind}')}"
            f"::{_data(f'{message(finding)}: {finding.reason}')}\n"
        )

    def end(self, summary: CheckSummary) -> str:
        """Return the errors."""
        return "".join(f"::error title=ocrfix::{_data(line)}\n" for line in summary.problems)


def _data(text: str) -> str:
    r"""Return ``text`` as the message of a command.

    >>> _data("50% of\nit")
    '50%25 of%0Ait'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return ``text`` as a value between the commas of a command.

    >>> _property("C:/a,b.txt")
    'C%3A/a%2Cb.txt'
    """
    return _data(text).replace(":", "%3A").replace(",", "%2C")
