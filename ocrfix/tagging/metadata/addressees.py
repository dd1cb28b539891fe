"""Addressees: the list below MEMORANDUM FOR, one or more lines for each."""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.tagging.metadata.headings import legible_name
from ocrfix.tagging.metadata.labels import LabelParser, clean_value
from ocrfix.tagging.metadata.spelling import similarity, squeezed
from ocrfix.tagging.rules.card_labels import CardLabels
from ocrfix.text import lazy_regex

_MAX_ADDRESSEES = 16
_MAX_LINE_CHARS = 70
_MAX_HEAD_LINES = 60
_MIN_SIMILARITY = 0.8
_OPENING = lazy_regex.pattern(
    r"^\W{0,4}(?P<title>[A-Z]\w{6,12})\s+(?P<for>\w{2,3})\b\s*[:;.]?\s*(?P<value>.*)$"
)
_UNFINISHED = lazy_regex.pattern(r"(?:,|\b(?:FOR|OF|AND|THE|TO|for|of|and|the|to))$")


def addressees(lines: Sequence[str], parser: LabelParser, labels: CardLabels) -> str | None:
    """Return the addressees of a memorandum, separated by semicolons.

    >>> known = CardLabels(role_nouns=("SECRETARY",), organizations=("THE WHITE HOUSE",))
    >>> page = ["MEMORANDUM FOR JANE ROE", "THE WHITE HOUSE", "THE SECRETARY OF", "STATE", ""]
    >>> addressees(page, LabelParser(known), known)
    'JANE ROE, THE WHITE HOUSE; THE SECRETARY OF STATE'
    """
    for number, line in enumerate(lines[:_MAX_HEAD_LINES]):
        found = _OPENING.match(line)
        if not found or similarity(squeezed(found["title"]), "MEMORANDUM") < _MIN_SIMILARITY:
            continue
        if similarity(squeezed(found["for"]), "FOR") < 0.6:
            continue
        first = legible_name(value) if (value := clean_value(found["value"])) else ""
        is_nobody = any(_begins_with(first, name) for name in labels.placeholders)
        if is_nobody or (first and not first[0].isupper()):
            return None
        below = [first] if first else []
        for text in lines[number + 1 : number + 1 + _MAX_ADDRESSEES]:
            bare = clean_value(text)
            if not bare and not below:
                continue
            if not bare or not _is_addressee(bare, below, labels) or parser.starts_with_label(text):
                break
            below.append(bare)
        in_columns = _names_in_columns(
            lines[number : number + 1 + 2 * _MAX_ADDRESSEES], parser, labels.honorifics
        )
        return in_columns or (_joined(below, labels) if below else None)
    return None


def _begins_with(text: str, words: str) -> bool:
    """Return whether a text is some words, or begins with several, legible or not."""
    key = squeezed(words)
    if " " in words:
        return similarity(squeezed(text)[: len(key)], key) >= _MIN_SIMILARITY
    return squeezed(text) == key


def _names_in_columns(
    lines: Sequence[str], parser: LabelParser, honorifics: Sequence[str]
) -> str | None:
    """Return the names of a list in two columns; which office belongs to whom is unclear."""
    names: list[str] = []
    has_columns = False
    for line in lines[1:]:
        if parser.starts_with_label(line):
            break
        on_line: list[list[str]] = []
        for word in line.split():
            if word.rstrip(".") in honorifics:
                on_line.append([word])
            elif on_line and word.isupper():
                on_line[-1].append(word)
        has_columns = has_columns or len(on_line) > 1
        names += [" ".join(name).rstrip(" ,") for name in on_line if len(name) > 1]
    return "; ".join(names) if has_columns else None


def _is_addressee(line: str, above: Sequence[str], labels: CardLabels) -> bool:
    """Return whether a line of a list may name an addressee, his office or where he works."""
    if len(line) > _MAX_LINE_CHARS or not line[0].isupper() or ":" in line or line[-1] in ".?!":
        return False
    if above and above[0].isupper() and not line.isupper():
        # A list in capitals ends where the capitals do, but a title may be in lower case.
        return _has_role(line, labels) and len(line.split()) <= 8
    return line.isupper() or not above or _has_role(line, labels) or _is_place(line, labels)


def _joined(parts: Sequence[str], labels: CardLabels) -> str:
    text = parts[0]
    for part in parts[1:]:
        if _UNFINISHED.search(text) or not (
            _has_role(part, labels) or _is_place(part, labels) or _is_name(part)
        ):
            text = f"{text} {part}"
        elif _is_place(part, labels) or not part.isupper():
            text = f"{text}, {part}"
        else:
            text = f"{text}; {part}"
    return text


def _has_role(line: str, labels: CardLabels) -> bool:
    words = {word.strip(".,'()") for word in line.upper().replace("-", " ").split()}
    return bool(words & set(labels.role_nouns))


def _is_place(line: str, labels: CardLabels) -> bool:
    key = squeezed(line)
    return any(key.startswith(squeezed(place)) for place in labels.organizations)


def _is_name(line: str) -> bool:
    """Return whether a line begins like the name of a person: with a title or an initial."""
    words = line.split()
    return len(words) > 1 and (
        words[0].endswith(".") or any(len(w) == 2 and w[1] == "." for w in words)
    )
