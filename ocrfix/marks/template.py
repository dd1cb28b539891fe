"""The template of an inline mark: how a marker is written into the text."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ocrfix.text import lazy_regex

FIELDS = ("type", "code", "text")
LINE_ENDS = "\n\r\f\v"

LONGEST = 1000
"""Characters of a template."""

_FIELD = lazy_regex.pattern(r"\{(\w*)\}")


class Template(NamedTuple):
    """A template taken apart: literal, field, literal, field, ..., literal.

    Attributes:
        fields: the names of the fields, in the order in which they stand.
        literals: the text before, between and after them; one more than there are fields.
    """

    fields: tuple[str, ...]
    literals: tuple[str, ...]

    @property
    def opening(self) -> str:
        """What every mark begins with."""
        return self.literals[0]

    @property
    def closing(self) -> str:
        """What every mark ends with."""
        return self.literals[-1]

    def around(self, type: str, code: str | None) -> tuple[str, str]:
        """Return what stands before and after the text of a mark.

        >>> parse("[[{type} {code}: {text}]]").around("exemption", "FOIA:b1")
        ('[[exemption FOIA:b1: ', ']]')
        >>> parse("[[{type} {code}: {text}]]").around("stamp", None)
        ('[[stamp: ', ']]')
        """
        form = self if code is not None else self.without_code()
        values = {"type": type, "code": code or "", "text": "\0"}
        parts = [form.literals[0]]
        for field, literal in zip(form.fields, form.literals[1:], strict=True):
            parts += (values[field], literal)
        before, _, after = "".join(parts).partition("\0")
        return before, after

    def without_code(self) -> Template:
        """Return the template for a marker without a code: the blanks before {code} go with it.

        Where no blank stands before it, the blanks after it go.
        """
        if "code" not in self.fields:
            return self
        at = self.fields.index("code")
        before, after = self.literals[at], self.literals[at + 1]
        if before.rstrip(" ") != before:
            joined = before.rstrip(" ") + after
        else:
            joined = before + after.lstrip(" ")
        return Template(
            self.fields[:at] + self.fields[at + 1 :],
            (*self.literals[:at], joined, *self.literals[at + 2 :]),
        )


@cache
def parse(template: str) -> Template:
    """Take a template apart.

    Args:
        template: such as ``[[{type} {code}: {text}]]``. It holds ``{type}`` and ``{text}``, and
            may hold ``{code}``, each once. Something stands before, between and after them, so
            that a mark can be found again; braces around anything but a word are just text.

    Raises:
        ValueError: not such a template; the message says what is wrong with it.

    >>> parse("<{type}|{text}>").literals
    ('<', '|', '>')
    """
    if len(template) > LONGEST:  # it is written around every marker of a text
        raise ValueError(f"more than {LONGEST:,} characters; write a shorter one")
    pieces = _FIELD.split(template)
    fields, literals = tuple(pieces[1::2]), tuple(pieces[0::2])
    for field in fields:
        if field not in FIELDS:
            raise ValueError(f"unknown field {{{field}}}; use {{type}}, {{code}} and {{text}}")
        if fields.count(field) > 1:
            raise ValueError(f"{{{field}}} stands twice; write it once")
    for field in ("text", "type"):
        if field not in fields:
            raise ValueError(f"no {{{field}}} in it; add {{{field}}}")
    for end in (literals[0], literals[-1]):
        if not end.strip():
            raise ValueError("nothing before its first or after its last field; add a delimiter")
    if any(mark in literal for literal in literals for mark in LINE_ENDS + "\0"):
        raise ValueError("a line end in it; write it on one line")
    result = Template(fields, literals)
    if "" in literals or "" in result.without_code().literals:
        raise ValueError("two fields with nothing between them; add a delimiter")
    return result
