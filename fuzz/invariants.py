"""Invariants that hold for any input, each as a function that raises an error if it is violated.

They are used by tests, fuzzers and ``benchmarks/longrun.py`` (see ``docs/reliability.md``).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ocrfix.config import Config, ConfigError
from ocrfix.document import Document
from ocrfix.edits import apply
from ocrfix.emit import render
from ocrfix.formats import OUTPUT_FORMATS
from ocrfix.pipeline import Pipeline
from ocrfix.read import ReadError, decode

STYLES = ("inline", "keep", "strip")


@cache
def pipeline(style: str = "inline") -> Pipeline:
    """Return the pipeline that writes markers in this style; it is created once."""
    return Pipeline(Config.default().merged({"emit": {"marks": style}}))


class InvariantViolation(AssertionError):
    """A violated invariant; the message names it and quotes the input."""


def require(holds: bool, invariant: str, value: object = "") -> None:
    """Raise an error if an invariant does not hold.

    Raises:
        InvariantViolation: it does not.
    """
    if not holds:
        raise InvariantViolation(f"{invariant}: {value!r:.300}")


def check_bytes(data: bytes) -> str | None:
    """Check that reading preserves the bytes, and return the text, or ``None`` if it is not text.

    Raises:
        InvariantViolation: it does not.
    """
    try:
        text, source = decode(data, name="a.txt")
    except ReadError as error:
        require("\n" not in str(error), "an error message is one line", str(error))
        return None
    require(source.encode(text) == data, "the bytes come back", data)
    return text


def check_text(text: str, styles: tuple[str, ...] = STYLES, twice: bool = True) -> Document:
    """Check correction, tagging and cleaning in each style, and return the last document.

    Args:
        text: any text that can be read from bytes.
        styles: the styles in which markers are written.
        twice: whether to check that cleaning the output again changes nothing.

    Raises:
        InvariantViolation: an invariant does not hold.
    """
    check_document(pipeline().correct(text))
    tagged = pipeline().tag(text)
    require(tagged.clean == text and not tagged.edits, "tagging changes nothing", text)
    check_document(tagged)
    for style in styles:
        document = pipeline(style).clean(text)
        check_document(document)
        written = document.render("text", marks=style)
        written.encode("utf-8")
        if twice:
            again = pipeline(style).clean(written).render("text", marks=style)
            require(again == written, f"cleaning twice changes nothing ({style})", text)
    for format in OUTPUT_FORMATS:
        check_format(document, format)
    return document


def check_document(document: Document) -> None:
    """Check a record: undo, replay, offsets, and the text outside the edits.

    Raises:
        InvariantViolation: an invariant does not hold.
    """
    text, clean = document.original, document.clean
    require(document.undo() == text, "undo restores the original", text)
    require(apply(text, document.edits) == clean, "the edits replay", text)
    at = clean_at = 0
    for edit in document.edits:
        start, end = edit.clean_start, edit.clean_end
        assert start is not None and end is not None
        require(
            clean[clean_at:start] == text[at : edit.start], "text outside edits is unchanged", edit
        )
        require(clean[start:end] == edit.after, "an edit quotes the clean text", edit)
        require(text[edit.start : edit.end] == edit.before, "an edit quotes the original", edit)
        at, clean_at = edit.end, end
    require(clean[clean_at:] == text[at:], "text after the last edit is unchanged", text)
    for suggestion in document.suggestions:
        quoted = text[suggestion.start : suggestion.end]
        require(quoted == suggestion.before, "a suggestion quotes the original", suggestion)
    reached = 0
    for marker in document.markers:
        require(
            0 <= marker.start <= marker.end <= len(text), "a marker lies within the text", marker
        )
        if marker.clean_start == marker.clean_end:
            continue  # removed
        quoted = clean[marker.clean_start : marker.clean_end]
        require(quoted == marker.text, "a marker quotes the clean text", marker)
        require(marker.clean_start >= reached, "markers do not overlap", marker)
        reached = marker.clean_end
    record = document.to_json()
    again = Document.from_json(record)
    require(again == document, "the record is the same after JSON", text)


def check_format(document: Document, format: str) -> None:
    """Check a rendering: it can be encoded, and has no unwanted lines or cells.

    Raises:
        InvariantViolation: an invariant does not hold.
    """
    shown = render(document, format)
    shown.encode("utf-8")
    if format == "json":
        require(shown.count("\n") == 1, "a record is one line", shown)
    elif format == "table":
        require(shown.count("\n") == len(document.markers), "a marker is one line", shown)
        require(
            all(c.isprintable() or c == "\n" for c in shown),
            "a table is printable",
            shown,
        )
    elif format == "csv":
        rows = list(csv.reader(io.StringIO(shown, newline="")))
        require(len(rows) == len(document.markers) + 1, "a marker is one row", shown)
        texts = [cell for row in rows[1:] for cell in (row[0], *row[5:9])]
        require(not any(_formula(cell) for cell in texts), "no cell is a formula", shown)


def _formula(cell: str) -> bool:
    shown = "".join(character for character in cell if character.isprintable()).lstrip()
    return cell[:1] in ("\t", "\r", "\n") or shown[:1] in ("=", "+", "-", "@")


def check_config(data: bytes, folder: Path) -> None:
    """Check the loading of settings: they are read, or refused with one line.

    Raises:
        InvariantViolation: an error message has more than one line.
    """
    from ocrfix.config import load

    path = folder / "ocrfix.yaml"
    path.write_bytes(data)
    try:
        load(path)
    except ConfigError as error:
        require("\n" not in str(error), "an error message is one line", str(error))


def check_toml(data: bytes, folder: Path) -> None:
    """Check the loading of settings from ``pyproject.toml``.

    Raises:
        InvariantViolation: an error message has more than one line.
    """
    from ocrfix.config import load

    path = folder / "pyproject.toml"
    path.write_bytes(data)
    try:
        load(path)
    except ConfigError as error:
        require("\n" not in str(error), "an error message is one line", str(error))


def check_baseline(data: bytes, folder: Path) -> None:
    """Check the loading of a baseline, and that writing and reading it again changes nothing.

    Raises:
        InvariantViolation: an error message has more than one line, or the baseline changes.
    """
    from ocrfix.check.baseline import Baseline

    path = folder / ".ocrfix-baseline.json"
    path.write_bytes(data)
    try:
        baseline = Baseline(str(folder), str(folder))
    except ConfigError as error:
        require("\n" not in str(error), "an error message is one line", str(error))
        return
    written = baseline.to_bytes()
    path.write_bytes(written)
    again = Baseline(str(folder), str(folder)).to_bytes()
    require(again == written, "a baseline is the same when it is read again", written)


def check_decisions(data: bytes) -> None:
    """Check the loading of decisions, and that all of them can be applied and undone.

    Raises:
        InvariantViolation: an invariant does not hold.
    """
    from ocrfix.review.apply_decisions import apply_decisions, revise
    from ocrfix.review.decisions import Decisions

    try:
        decisions = Decisions.from_json(data)
    except ValueError:
        return
    again = Decisions.from_json(decisions.to_json())
    require(again == decisions, "decisions are the same after JSON", data)
    document = _reviewed()
    for reviewed in decisions.documents:
        applied = apply_decisions(document, reviewed.decisions)
        require(
            len(applied.unmatched) <= len(reviewed.decisions),
            "a decision is reported once",
            data,
        )
        check_document(revise(document, applied, pipeline()))


@cache
def _reviewed() -> Document:
    return pipeline().clean(
        "Washington, Decembe 12\n\nSECRET\n\nWe met tbe Minister, and tbe men.\n"
    )


def check_rows(data: bytes, folder: Path) -> None:
    """Check the reading of a JSON Lines table.

    Raises:
        InvariantViolation: an error message has more than one line.
    """
    from ocrfix.batch.errors import RunError
    from ocrfix.batch.rows import Columns, jsonl_rows

    for ending in ("jsonl", "jsonl.gz"):
        path = folder / f"rows.{ending}"
        path.write_bytes(data)
        try:
            for row in jsonl_rows(str(path), Columns(), 1000):
                require(
                    (row.text is None) != (row.error is None), "a row has a text or an error", row
                )
        except RunError as error:
            require("\n" not in str(error), "an error message is one line", str(error))


def check_dictionary(data: bytes, folder: Path) -> None:
    """Check the loading of a user dictionary of stamps: it is read, or refused with its name."""
    from ocrfix.tagging.rules.loader import read_rules

    path = folder / "stamps.yaml"
    path.write_bytes(data)
    try:
        read_rules([folder])
    except ValueError as error:
        require(str(path) in str(error), "an error message names the file", str(error))


def check_record(data: bytes) -> None:
    """Check the loading of a record: it is refused, or it can be undone and rendered.

    Raises:
        InvariantViolation: an invariant does not hold.
    """
    try:
        document = Document.from_json(data)
    except ValueError:
        return
    require(document.undo() == document.original, "a record can be undone", document.original)
    document.original_bytes()
    document.to_json()
    for format in OUTPUT_FORMATS:
        render(document, format)


def seeds(kind: str) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of the seeds of a kind, sorted by name."""
    folder = Path(__file__).resolve().parent / "seeds" / kind
    for path in sorted(folder.iterdir()):
        yield path.name, path.read_bytes()
