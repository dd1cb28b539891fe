"""Standard output, which has only the output of the command, and messages on standard error."""

from __future__ import annotations

import sys

from ocrfix.cli.errors import CommandError

REDIRECT = "redirect it with >"
"""What to do if standard output fails; commands that can write a file name their option instead."""


def print_message(message: object) -> None:
    """Write one line to standard error, with control characters escaped."""
    from ocrfix.text.escape import printable

    print(f"ocrfix: {printable(str(message))}", file=sys.stderr)


def write_stdout(data: bytes, advice: str = REDIRECT) -> None:
    """Write a part of the product to standard output.

    Args:
        data: the part.
        advice: what the user can do if standard output fails.

    Raises:
        CommandError: it cannot be written.
    """
    if sys.stdout is None:
        raise CommandError(f"standard output is closed; open it, or {advice}")
    if sys.stdout.isatty():
        from ocrfix.cli.terminal import escape_controls

        data = escape_controls(data)
    try:
        sys.stdout.buffer.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _write_error(error, advice) from error


def flush_stdout(advice: str = REDIRECT) -> None:
    """Write what standard output still buffers; see :func:`write_stdout`.

    Raises:
        CommandError: it cannot be written.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _write_error(error, advice) from error


def _write_error(error: OSError, advice: str) -> CommandError:
    from ocrfix.system.os_errors import reason

    return CommandError(
        f"standard output: cannot be written: {reason(error)}; free some space, or {advice}"
    )
