"""Plain text for readers: position, message, the line, and the reason."""

from __future__ import annotations

from ocrfix.check.finding import Finding
from ocrfix.check.printer import CheckSummary, message

_MAX_LINE_CHARS = 100
"""Maximum characters of a line that are shown."""

_BOLD, _RED, _GREEN, _FAINT, _OFF = "\033[1m", "\033[4;31m", "\033[32m", "\033[2m", "\033[0m"


class TextPrinter:
    """Prints findings for a reader.

    Args:
        color: whether to use colors.
    """

    def __init__(self, color: bool = False) -> None:
        self._color = color

    def begin(self) -> str:
        """Return nothing."""
        return ""

    def finding(self, finding: Finding) -> str:
        """Return position and message, the line with the text underlined, and the reason."""
        from ocrfix.text.escape import printable

        position = f"{printable(finding.path)}:{finding.line}:{finding.column}:"
        start = finding.column - finding.text_column
        end = start + len(finding.before)
        if finding.end_line != finding.line:
            end = len(finding.text)
        low = max(0, start - _MAX_LINE_CHARS // 2)
        high = max(low + _MAX_LINE_CHARS, end)
        before = "... " if low or finding.text_column > 1 else ""
        before += _plain(finding.text[low:start])
        marked = _plain(finding.text[start:end])
        after = _plain(finding.text[end:high])
        after += " ..." if high < len(finding.text) else ""
        below = " " * len(before) + "^" * max(1, len(marked))
        reason = printable(finding.reason)
        if not self._color:
            shown = before + marked + after
            return f"{position} {message(finding)}\n    {shown}\n    {below}\n    {reason}\n"
        new = printable(finding.after) if finding.after else ""
        shown = f"{before}{_RED}{marked}{_OFF}{_GREEN}{new}{_OFF}{after}"
        head = f"{_BOLD}{position}{_OFF} {message(finding)}"
        return f"{head}\n    {shown}\n    {_FAINT}{reason}{_OFF}\n"

    def end(self, summary: CheckSummary) -> str:
        """Return nothing; the counts go to standard error."""
        return ""


def _plain(text: str) -> str:
    """Return text of the same width, without characters that would move the cursor."""
    return "".join(char if char.isprintable() else " " if char == "\t" else "·" for char in text)
