"""The format for reading: the place, the line, what is to be changed in it, and why."""

from __future__ import annotations

from ocrfix.check.finding import Finding
from ocrfix.check.printer import Summary, said

_WIDTH = 100
"""So much of a line is shown."""

_BOLD, _RED, _GREEN, _FAINT, _OFF = "\033[1m", "\033[4;31m", "\033[32m", "\033[2m", "\033[0m"


class Human:
    """Prints findings for a reader.

    Args:
        color: whether in colour.
    """

    def __init__(self, color: bool = False) -> None:
        self._color = color

    def begin(self) -> str:
        """Return nothing."""
        return ""

    def finding(self, finding: Finding) -> str:
        """Return the place and what is said, the line with a mark below the place, the reason."""
        from ocrfix.text.escape import printable

        place = f"{printable(finding.path)}:{finding.line}:{finding.column}:"
        start = finding.column - finding.text_column
        end = start + len(finding.before)
        if finding.end_line != finding.line:
            end = len(finding.text)
        low = max(0, start - _WIDTH // 2)
        high = max(low + _WIDTH, end)
        before = "... " if low or finding.text_column > 1 else ""
        before += _plain(finding.text[low:start])
        marked = _plain(finding.text[start:end])
        after = _plain(finding.text[end:high])
        after += " ..." if high < len(finding.text) else ""
        below = " " * len(before) + "^" * max(1, len(marked))
        reason = printable(finding.reason)
        if not self._color:
            shown = before + marked + after
            return f"{place} {said(finding)}\n    {shown}\n    {below}\n    {reason}\n"
        new = printable(finding.after) if finding.after else ""
        shown = f"{before}{_RED}{marked}{_OFF}{_GREEN}{new}{_OFF}{after}"
        return f"{_BOLD}{place}{_OFF} {said(finding)}\n    {shown}\n    {_FAINT}{reason}{_OFF}\n"

    def end(self, summary: Summary) -> str:
        """Return nothing; the sum of it goes to standard error."""
        return ""


def _plain(text: str) -> str:
    """Return text as many columns wide, with what would move the cursor taken out."""
    return "".join(sign if sign.isprintable() else " " if sign == "\t" else "·" for sign in text)
