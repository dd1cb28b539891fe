"""The laws that hold for any input at all, each as a function that says what breaks it.

The tests, the fuzzers and the long run share them (``docs/reliability.md``).
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
    """Return a pipeline that writes markers in a style, made once."""
    return Pipeline(Config.default().merged({"emit": {"marks": style}}))


class Broken(AssertionError):
    """A law that does not hold; the text says which one, and of what."""


def hold(holds: bool, law: str, of: object = "") -> None:
    """Raise where a law does not hold.

    Raises:
        Broken: it does not.
    """
    if not holds:
        raise Broken(f"{law}: {of!r:.300}")


def of_bytes(data: bytes) -> str | None:
    """Check reading: the bytes come back. Return the text, or ``None`` of what is no text.

    Raises:
        Broken: they do not.
    """
    try:
        text, source = decode(data, name="a.txt")
    except ReadError as error:
        hold("\n" not in str(error), "a complaint is one line", str(error))
        return None
    hold(source.encode(text) == data, "the bytes come back", data)
    return text


def of_text(text: str, styles: tuple[str, ...] = STYLES, twice: bool = True) -> Document:
    """Check what is done to a text, in each style, and return the document of the last one.

    Args:
        text: any text that can be read from bytes.
        styles: what is done with markers.
        twice: whether to clean again what came out.

    Raises:
        Broken: a law does not hold.
    """
    of_document(pipeline().correct(text))
    tagged = pipeline().tag(text)
    hold(tagged.clean == text and not tagged.edits, "tagging changes nothing", text)
    of_document(tagged)
    for style in styles:
        document = pipeline(style).clean(text)
        of_document(document)
        written = document.render("text", marks=style)
        written.encode("utf-8")
        if twice:
            again = pipeline(style).clean(written).render("text", marks=style)
            hold(again == written, f"cleaning twice changes nothing ({style})", text)
    for format in OUTPUT_FORMATS:
        of_format(document, format)
    return document


def of_document(document: Document) -> None:
    """Check a record: undo, replay, offsets, and the text outside the edits.

    Raises:
        Broken: a law does not hold.
    """
    text, clean = document.original, document.clean
    hold(document.undo() == text, "undo gives the original back", text)
    hold(apply(text, document.edits) == clean, "the edits replay", text)
    at = clean_at = 0
    for edit in document.edits:
        start, end = edit.clean_start, edit.clean_end
        assert start is not None and end is not None
        hold(clean[clean_at:start] == text[at : edit.start], "text outside stays", edit)
        hold(clean[start:end] == edit.after, "an edit quotes the clean text", edit)
        hold(text[edit.start : edit.end] == edit.before, "an edit quotes the original", edit)
        at, clean_at = edit.end, end
    hold(clean[clean_at:] == text[at:], "text behind the last edit stays", text)
    for suggestion in document.suggestions:
        quoted = text[suggestion.start : suggestion.end]
        hold(quoted == suggestion.before, "a suggestion quotes the original", suggestion)
    reached = 0
    for marker in document.markers:
        hold(0 <= marker.start <= marker.end <= len(text), "a marker stands in the text", marker)
        if marker.clean_start == marker.clean_end:
            continue  # taken out
        quoted = clean[marker.clean_start : marker.clean_end]
        hold(quoted == marker.text, "a marker quotes the clean text", marker)
        hold(marker.clean_start >= reached, "markers do not overlap", marker)
        reached = marker.clean_end
    record = document.to_json()
    again = Document.from_json(record)
    hold(again == document, "the record is the same after JSON", text)


def of_format(document: Document, format: str) -> None:
    """Check a rendering: it can be written, and holds no line or cell that it should not.

    Raises:
        Broken: a law does not hold.
    """
    shown = render(document, format)
    shown.encode("utf-8")
    if format == "json":
        hold(shown.count("\n") == 1, "a record is one line", shown)
    elif format == "table":
        hold(shown.count("\n") == len(document.markers), "a marker is one line", shown)
        hold(all(c.isprintable() or c == "\n" for c in shown), "a table moves no cursor", shown)
    elif format == "csv":
        rows = list(csv.reader(io.StringIO(shown, newline="")))
        hold(len(rows) == len(document.markers) + 1, "a marker is one row", shown)
        texts = [cell for row in rows[1:] for cell in (row[0], *row[5:9])]
        hold(not any(_formula(cell) for cell in texts), "no cell is a formula", shown)


def _formula(cell: str) -> bool:
    shown = "".join(sign for sign in cell if sign.isprintable()).lstrip()
    return cell[:1] in ("\t", "\r", "\n") or shown[:1] in ("=", "+", "-", "@")


def of_config(data: bytes, folder: Path) -> None:
    """Check the loading of settings: they are read, or refused in one line.

    Raises:
        Broken: a complaint has more lines than one.
    """
    from ocrfix.config import load

    path = folder / "ocrfix.yaml"
    path.write_bytes(data)
    try:
        load(path)
    except ConfigError as error:
        hold("\n" not in str(error), "a complaint is one line", str(error))


def of_toml(data: bytes, folder: Path) -> None:
    """Check the loading of a table of settings from a ``pyproject.toml``.

    Raises:
        Broken: a complaint has more lines than one.
    """
    from ocrfix.config import load

    path = folder / "pyproject.toml"
    path.write_bytes(data)
    try:
        load(path)
    except ConfigError as error:
        hold("\n" not in str(error), "a complaint is one line", str(error))


def of_baseline(data: bytes, folder: Path) -> None:
    """Check the loading of a baseline, and that what is read is written the same twice.

    Raises:
        Broken: a complaint has more lines than one, or it is not.
    """
    from ocrfix.check.baseline import Baseline

    path = folder / ".ocrfix-baseline.json"
    path.write_bytes(data)
    try:
        baseline = Baseline(str(folder), str(folder))
    except ConfigError as error:
        hold("\n" not in str(error), "a complaint is one line", str(error))
        return
    written = baseline.to_bytes()
    path.write_bytes(written)
    again = Baseline(str(folder), str(folder)).to_bytes()
    hold(again == written, "a baseline is the same when it is read again", written)


def of_decisions(data: bytes) -> None:
    """Check the loading of decisions, and that whatever they say can be carried out and undone.

    Raises:
        Broken: it cannot.
    """
    from ocrfix.review.apply_decisions import apply_decisions, revise
    from ocrfix.review.decisions import Decisions

    try:
        decisions = Decisions.from_json(data)
    except ValueError:
        return
    again = Decisions.from_json(decisions.to_json())
    hold(again == decisions, "decisions are the same after JSON", data)
    document = _reviewed()
    for reviewed in decisions.documents:
        carried = apply_decisions(document, reviewed.decisions)
        hold(len(carried.unmatched) <= len(reviewed.decisions), "a decision is unfit once", data)
        of_document(revise(document, carried, pipeline()))


@cache
def _reviewed() -> Document:
    return pipeline().clean(
        "Washington, Decembe 12\n\nSECRET\n\nWe met tbe Minister, and tbe men.\n"
    )


def of_rows(data: bytes, folder: Path) -> None:
    """Check the reading of a table of JSON Lines.

    Raises:
        Broken: a complaint has more lines than one.
    """
    from ocrfix.batch.errors import RunError
    from ocrfix.batch.rows import Columns, jsonl_rows

    for ending in ("jsonl", "jsonl.gz"):
        path = folder / f"rows.{ending}"
        path.write_bytes(data)
        try:
            for row in jsonl_rows(str(path), Columns(), 1000):
                hold((row.text is None) != (row.error is None), "a row has a text or an error", row)
        except RunError as error:
            hold("\n" not in str(error), "a complaint is one line", str(error))


def of_dictionary(data: bytes, folder: Path) -> None:
    """Check the loading of a user's dictionary of stamps: it is read, or refused by the program."""
    from ocrfix.tagging.rules.loader import read_rules

    path = folder / "stamps.yaml"
    path.write_bytes(data)
    try:
        read_rules([folder])
    except ValueError as error:
        hold(str(path) in str(error), "a complaint names the file", str(error))


def of_record(data: bytes) -> None:
    """Check the loading of a record: it is read, or refused; what is read can be undone.

    Raises:
        Broken: it cannot.
    """
    try:
        document = Document.from_json(data)
    except ValueError:
        return
    hold(document.undo() == document.original, "a record can be undone", document.original)
    document.original_bytes()
    document.to_json()
    for format in OUTPUT_FORMATS:
        render(document, format)


def seeds(kind: str) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the seeds of a kind, in order of name."""
    folder = Path(__file__).resolve().parent / "seeds" / kind
    for path in sorted(folder.iterdir()):
        yield path.name, path.read_bytes()
