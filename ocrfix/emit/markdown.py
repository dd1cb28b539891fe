r"""Markdown format: one file for reading, with the card, the text, and tables of the changes.

The front matter is YAML, the text has a note at each change and marker, and tables list them all.
The format is CommonMark with tables; the notes are footnotes where those are supported (GitHub,
pandoc) and plain ``[^e1]`` elsewhere, with the same numbers in the tables.

Nothing in a document is read as Markdown: characters with a meaning there are escaped, and those
that are invisible or change the direction of writing are written as ``⟨U+202E⟩``.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from ocrfix.edits import Edit
from ocrfix.marks.by_line import by_line
from ocrfix.records import Record
from ocrfix.text.escape import printable
from ocrfix.text.lines import Line, lines

OPTIONS: frozenset[str] = frozenset()

# Characters that have a meaning in Markdown or a dialect of it anywhere on a line.
_SPECIAL = re.compile(r"[\\*_{}\[\]<>&|~^$@`]")
# Characters that make a line a heading, a list item, a rule or a definition.
_LINE_START = re.compile(r"[0-9]{0,9}[#+=:.)-]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069"
    "\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def render(document: Record) -> str:
    r"""Return ``document`` as one Markdown file.

    Args:
        document: any document.

    >>> text = render(Record(original="# 1", clean="# 1"))
    >>> text.endswith("## Text\n\n\\# 1\n")
    True
    """
    parts = [
        "---\n" + "".join(_front(document)) + "---",
        f"# {escaped(_title(document))}",
        "## Text",
        "\n".join(_text(document)),
        *_table(
            "Changes", ("note", "place", "read", "now", "kind", "sure", "why"), _made(document)
        ),
        *_table(
            "Suggestions", ("place", "read", "perhaps", "kind", "sure", "why"), _suggested(document)
        ),
        *_table("Markers", ("note", "place", "type", "code", "text", "fields"), _marked(document)),
        *_notes(document),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    r"""Return ``text`` on one line, with nothing in it that Markdown would interpret.

    >>> escaped("1. *SECRET*\n")
    '1\\. \\*SECRET\\*⏎'
    """
    text = text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎").replace("\t", " ")
    return _escape_line_start(_escape_special(visible(text)).strip(" "))


def visible(text: str) -> str:
    r"""Return ``text`` with invisible characters written as code points.

    >>> visible("a\u202eb")
    'a⟨U+202E⟩b'
    """
    return _INVISIBLE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def _escape_special(text: str) -> str:
    # A backtick becomes an entity, since code begins even after an escaped one.
    return _SPECIAL.sub(lambda found: "&#96;" if found[0] == "`" else f"\\{found[0]}", text)


def _escape_line_start(text: str) -> str:
    """Return the start of a line with the character escaped that would give it a meaning."""
    found = _LINE_START.match(text)
    return f"{text[: found.end() - 1]}\\{text[found.end() - 1 :]}" if found else text


def _title(document: Record) -> str:
    card = document.card
    return card.title or card.subject or printable(document.source.name or "-")


# The front matter: YAML, with every string written as JSON, which is a subset of it.


def _front(document: Record) -> Iterator[str]:
    yield f"file: {_quoted(printable(document.source.name or '-'))}\n"
    for name, value in msgspec.to_builtins(document.card).items():
        if value:
            yield f"{name}: {_quoted(value)}\n"


def _quoted(value: Any) -> str:
    return "".join(
        character if character.isprintable() else f"\\U{ord(character):08X}"
        for character in json.dumps(value, ensure_ascii=False)
    )


# The text.


def _text(document: Record) -> Iterator[str]:
    """Yield the lines of the text with their notes, and a rule at each page end."""
    clean = document.clean
    text_lines = list(lines(clean)) or [Line(0, 0, "")]
    spans = {line.start: spans for line, spans in by_line(clean, document.markers)}
    numbers = {id(marker): number for number, marker in enumerate(document.markers, 1)}
    notes = _points(document, text_lines)
    written = []
    for index, line in enumerate(text_lines):
        code = [(s.start, s.end, f"[^m{numbers[id(s.marker)]}]") for s in spans.get(line.start, ())]
        written.append(_line(line.text, code, notes[index]))
        if clean.startswith("\f", line.end):
            # A rule right below a line of text would turn it into a heading.
            written += ["", "---", ""] if written[-1] else ["---", ""]
    for text, following in zip(written, [*written[1:], ""], strict=True):
        yield text + "\\" if text and following and text != "---" else text


def _points(document: Record, text_lines: Sequence[Line]) -> dict[int, list[tuple[int, str]]]:
    """Return, for each line, the offsets of notes that belong to no words of the text."""
    points = [(edit.clean_end or 0, f"[^e{n}]") for n, edit in enumerate(document.edits, 1)]
    points += (
        (marker.clean_start, f"[^m{number}]")
        for number, marker in enumerate(document.markers, 1)
        if marker.clean_start == marker.clean_end
    )
    starts = [line.start for line in text_lines]
    result: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for at, note in sorted(points, key=lambda point: point[0]):
        index = max(bisect_right(starts, at) - 1, 0)
        line = text_lines[index]
        result[index].append((min(at, line.end) - line.start, note))
    return result


def _line(text: str, code: Sequence[tuple[int, int, str]], notes: Sequence[tuple[int, str]]) -> str:
    """Return a line with its markers as code, each followed by its note, and the other notes."""
    parts: list[tuple[str, bool]] = []  # the second says whether it is text of the document
    at = 0
    waiting = list(notes)

    def plain(end: int) -> None:
        nonlocal at
        while waiting and waiting[0][0] <= end:
            place, note = waiting.pop(0)
            place = max(place, at)  # a note inside a marker follows it
            parts.extend(((text[at:place], True), (note, False)))
            at = place
        parts.append((text[at:end], True))
        at = end

    for start, end, note in code:
        plain(start)
        parts += ((_code(text[start:end]), False), (note, False))
        at = end
    plain(len(text))
    return _joined(part for part in parts if part[0])


def _joined(parts: Iterable[tuple[str, bool]]) -> str:
    line = ""
    for part, is_text in parts:
        if is_text:
            part = _escape_special(visible(part))
            if not line:
                part = _escape_line_start(part.lstrip(" \t"))
            elif line.endswith("]") and part.startswith(("(", ":")):
                part = "\\" + part  # or the note would become a link or a definition
        line += part
    return line.rstrip(" \t")


def _code(text: str) -> str:
    """Return ``text`` as code, delimited by more backticks than it has in a row."""
    text = visible(text)
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padded = f" {text} " if text.strip(" ") and (text[0] in " `" or text[-1] in " `") else text
    return f"{fence}{padded}{fence}"


# The tables, and the notes.


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    found = [" | ".join(map(_cell, row)) for row in rows]
    if found:
        yield f"## {title}"
        head = f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}"
        yield "\n".join((head, *(f"| {row} |" for row in found)))


def _cell(text: str) -> str:
    blanks = len(text) - len(text.lstrip(" \t"))
    text = "␣" * blanks + text[blanks:]
    blanks = len(text) - len(text.rstrip(" \t"))
    return escaped(text[: len(text) - blanks] + "␣" * blanks) or "–"


def _made(document: Record) -> Iterator[tuple[str, ...]]:
    for number, edit in enumerate(document.edits, 1):
        yield (f"e{number}", *_of_edit(edit))


def _suggested(document: Record) -> Iterator[tuple[str, ...]]:
    return map(_of_edit, document.suggestions)


def _of_edit(edit: Edit) -> tuple[str, ...]:
    place = f"{edit.start}–{edit.end}"
    return place, edit.before, edit.after, edit.kind, _share(edit.confidence), edit.reason


def _marked(document: Record) -> Iterator[tuple[str, ...]]:
    for number, marker in enumerate(document.markers, 1):
        place = f"{marker.start}–{marker.end}"
        fields = "; ".join(f"{name}: {value}" for name, value in sorted(marker.fields.items()))
        yield f"m{number}", place, marker.type, marker.code or "", marker.text, fields


def _notes(document: Record) -> Iterator[str]:
    # A note that began with a single word could be read as a link destination.
    for number, edit in enumerate(document.edits, 1):
        read = f"was “{escaped(edit.before)}”" if edit.before else "was not there"
        yield f"[^e{number}]: It {read}: {escaped(edit.kind)}, {_share(edit.confidence)}"
    for number, marker in enumerate(document.markers, 1):
        out = " removed:" if marker.clean_start == marker.clean_end else ""
        said = f"{out} {escaped(marker.text)}" if out else ""
        code = f" {escaped(marker.code)}" if marker.code else ""
        yield f"[^m{number}]: Marked as {marker.type}{code}{said}"


def _share(confidence: float) -> str:
    return f"{confidence:.0%}".replace("%", " %")
