"""Templates of inline marks: how a marker is written into the text."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ocrfix.text import lazy_regex

FIELDS = ("type", "code", "text")
"""The fields a template may have."""

LINE_ENDS = "\n\r\f\v"
"""The characters that end a line; no mark extends past one."""

MAX_TEMPLATE_CHARS = 1000

_FIELD = lazy_regex.pattern(r"\{(\w*)\}")


class Template(NamedTuple):
    """A parsed template: literal, field, literal, field, ..., literal.

    Attributes:
        fields: the names of the fields, in order.
        literals: the text before, between and after them; one more than there are fields.
    """

    fields: tuple[str, ...]
    literals: tuple[str, ...]

    @property
    def opening(self) -> str:
        """The text with which every mark begins."""
        return self.literals[0]

    @property
    def closing(self) -> str:
        """The text with which every mark ends."""
        return self.literals[-1]

    def around(self, type: str, code: str | None) -> tuple[str, str]:
        """Return the parts of a mark before and after the marked text.

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
        """Return the template for a marker without a code: no ``{code}``, no spaces before it.

        If no space precedes it, the spaces after it are omitted.
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
    """Parse a template.

    Args:
        template: such as ``[[{type} {code}: {text}]]``. It holds ``{type}`` and ``{text}``, and
            may hold ``{code}``, each once. There must be text before, between and after them, so
            that a mark can be found again; braces around anything but a word are literal text.

    Raises:
        ValueError: not a valid template; the message says why.

    >>> parse("<{type}|{text}>").literals
    ('<', '|', '>')
    """
    if len(template) > MAX_TEMPLATE_CHARS:  # it is written around every marker of a text
        raise ValueError(f"more than {MAX_TEMPLATE_CHARS:,} characters; write a shorter one")
    pieces = _FIELD.split(template)
    fields, literals = tuple(pieces[1::2]), tuple(pieces[0::2])
    for field in fields:
        if field not in FIELDS:
            raise ValueError(f"unknown field {{{field}}}; use {{type}}, {{code}} and {{text}}")
        if fields.count(field) > 1:
            raise ValueError(f"{{{field}}} occurs twice; write it once")
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
