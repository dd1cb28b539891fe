"""Header of a TEI document: the card, and the principles of correction."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date as Date

import msgspec

from ocrfix._version import __version__
from ocrfix.emit.tei.body import HIGH, MEDIUM
from ocrfix.records import Card, Record
from ocrfix.text.escape import printable
from ocrfix.text.xml_chars import escape_content, quote_attribute


def header(document: Record) -> str:
    """Return the ``<teiHeader>`` of ``document`` (Guidelines, chapter 2).

    The card and the source are in it twice: in the elements where TEI programs expect a title, a
    date or a sender, and in full, as JSON in ``<xenoData>`` (2.5), so that they can be read back.
    """
    card = document.card
    name = printable(document.source.name or "-")
    title = escape_content(
        card.title or card.subject or (name if name != "-" else "Untitled document")
    )
    return (
        "<teiHeader>\n<fileDesc>\n"
        f"<titleStmt>\n<title>{title}</title>\n"
        '<respStmt xml:id="ocrfix"><resp>corrected the OCR text and marked codes and stamps</resp>'
        f"<name>ocrfix {__version__}</name></respStmt>\n</titleStmt>\n"
        "<publicationStmt><p>Generated from the OCR text of a record.</p>"
        "</publicationStmt>\n"
        f"<sourceDesc>\n<bibl>\n{''.join(_source(card, name))}</bibl>\n</sourceDesc>\n"
        "</fileDesc>\n"
        f"<encodingDesc>\n{_encoding()}</encodingDesc>\n"
        f"{_profile(card)}"
        f'<xenoData type="ocrfix">{_xeno_data(document)}</xenoData>\n'
        "</teiHeader>\n"
    )


def _source(card: Card, name: str) -> Iterator[str]:
    for title in (card.title, card.subject):
        if title:
            yield f"<title>{escape_content(title)}</title>\n"
    yield f'<idno type="file">{escape_content(name)}</idno>\n'
    for number in card.control_numbers:
        yield f'<idno type="control">{escape_content(number)}</idno>\n'
    if card.case:
        yield f'<idno type="case">{escape_content(card.case)}</idno>\n'
    if card.date:
        yield f"{_date(card.date)}\n"


def _encoding() -> str:
    version = re.match(r"\d+(\.\d+){0,3}", __version__)
    assert version is not None
    return (
        f'<appInfo><application ident="ocrfix" version="{version[0]}"><label>ocrfix</label>'
        "</application></appInfo>\n"
        '<editorialDecl><correction method="markup"><p>What the OCR engine read is in sic and '
        "surplus, what was put for it in corr and supplied. "
        f"The certainty is high from a probability of {HIGH} on, medium from {MEDIUM} on. "
        "Suggestions are in standOff, not in the text.</p></correction></editorialDecl>\n"
    )


def _profile(card: Card) -> str:
    parts = []
    if card.date:
        parts.append(f"<creation>{_date(card.date)}</creation>\n")
    if actions := "".join(_actions(card)):
        parts.append(f"<correspDesc>{actions}</correspDesc>\n")
    if terms := "".join(_terms(card)):
        parts.append(f"<textClass><keywords>{terms}</keywords></textClass>\n")
    return f"<profileDesc>\n{''.join(parts)}</profileDesc>\n" if parts else ""


def _actions(card: Card) -> Iterator[str]:
    for act, name in (("sent", card.from_), ("transmitted", card.through), ("received", card.to)):
        if name:
            when = _date(card.date) if act == "sent" and card.date else ""
            who = f"<name>{escape_content(name)}</name>"
            yield f'<correspAction type="{act}">{who}{when}</correspAction>'


def _terms(card: Card) -> Iterator[str]:
    kinds = {
        "classification": card.classification,
        "caption": card.captions,
        "release": card.release,
        "exemption": tuple(card.exemptions),
    }
    for kind, values in kinds.items():
        for value in values:
            yield f'<term type="{kind}">{escape_content(value)}</term>'


def _date(text: str) -> str:
    when = f" when={quote_attribute(text)}" if _is_iso(text) else ""
    return f"<date{when}>{escape_content(text)}</date>"


def _is_iso(text: str) -> bool:
    """Return whether ``text`` is a year, a month or a day in the notation of XML Schema."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        return False
    try:
        Date.fromisoformat(_day(text))
    except ValueError:
        return False
    return True


def _day(text: str) -> str:
    """Return the first day of a year or month, or the day itself."""
    return text + "-01" * (2 - text.count("-"))


def _xeno_data(document: Record) -> str:
    # JSON in ASCII, every character of which is allowed in XML.
    data = {"card": document.card, "source": document.source}
    return escape_content(json.dumps(msgspec.to_builtins(data)))
