"""The end of each help text: exit codes and examples."""

from __future__ import annotations

_FAILED = "complete or partial failure; details are on standard error"


def epilog(
    *examples: str,
    ok: str = "nothing to change, nothing found",
    changed: str | None = "something was changed or found",
) -> str:
    r"""Return the end of a help text.

    Args:
        examples: command lines.
        ok: what exit code 0 means.
        changed: what exit code 1 means; ``None`` if the command does not use it.

    >>> print(epilog("ocrfix init texts/", ok="written", changed=None).replace("\b", ""))
    <BLANKLINE>
    Exit codes:
      0  written
      2  complete or partial failure; details are on standard error
    <BLANKLINE>
    <BLANKLINE>
    Example:
      ocrfix init texts/
    """
    # Typer keeps the line breaks of a paragraph that begins with \b.
    lines = ["\b", "Exit codes:", f"  0  {ok}"]
    if changed is not None:
        lines.append(f"  1  {changed}")
    lines.append(f"  2  {_FAILED}")
    if examples:
        lines += ["", "\b", "Examples:" if len(examples) > 1 else "Example:"]
        lines += [f"  {example}" for example in examples]
    return "\n".join(lines)
