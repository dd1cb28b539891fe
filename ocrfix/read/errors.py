"""Errors of reading an input."""

from __future__ import annotations

from ocrfix.text.escape import printable


class ReadError(Exception):
    """An input that cannot be read; its text is one line: NAME: what is wrong; what to do.

    Attributes:
        name: the input, as it was named; ``-`` for standard input.
        problem: what is wrong with it.
        advice: what to do.

    >>> str(ReadError("memo.txt", "no such file or folder", "check the name"))
    'memo.txt: no such file or folder; check the name'
    """

    def __init__(self, name: str, problem: str, advice: str) -> None:
        super().__init__(name, problem, advice)
        self.name = name
        self.problem = problem
        self.advice = advice

    def __str__(self) -> str:
        return f"{printable(self.name)}: {self.problem}; {self.advice}"
