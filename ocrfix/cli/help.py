"""What stands at the end of the help of each command: its statuses, and an example."""

from __future__ import annotations

NOTHING = "nothing to change, nothing found"
SOMETHING = "something changed, or found"
FAILED = "some of the job could not be done; a line on standard error says what"


def epilog(*examples: str, nothing: str = NOTHING, something: str | None = SOMETHING) -> str:
    r"""Return the end of a help text.

    Args:
        examples: command lines.
        nothing: what status 0 means.
        something: what status 1 means; ``None`` where there is none.

    >>> print(epilog("ocrfix init texts/", nothing="written", something=None).replace("\b", ""))
    <BLANKLINE>
    Status:
      0  written
      2  some of the job could not be done; a line on standard error says what
    <BLANKLINE>
    <BLANKLINE>
    Example:
      ocrfix init texts/
    """
    # A \b keeps the lines of a paragraph apart.
    told = ["\b", "Status:", f"  0  {nothing}"]
    if something is not None:
        told.append(f"  1  {something}")
    told.append(f"  2  {FAILED}")
    if examples:
        told += ["", "\b", "Examples:" if len(examples) > 1 else "Example:"]
        told += [f"  {example}" for example in examples]
    return "\n".join(told)
