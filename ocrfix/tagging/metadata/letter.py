"""Letters: addressee above the salutation, and who signed; also memoranda signed at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ocrfix.tagging.metadata.dates_in_headings import long_date
from ocrfix.tagging.metadata.labels import LabelParser
from ocrfix.tagging.metadata.spelling import closest, similarity, squeezed
from ocrfix.tagging.rules.card_labels import CardLabels
from ocrfix.text import lazy_regex

_MAX_LINES_TO_SALUTATION = 45
_MAX_SALUTATION_CHARS = 48
_MAX_BLOCK_LINES = 7
_MAX_LINES_TO_SIGNATURE = 6
_MIN_SIMILAR_CLOSING = 0.8
_MIN_SIMILAR_ROLE = 0.75
_SALUTATION = lazy_regex.pattern(
    r"^\W{0,3}(?:My )?[DO0][eco]a[rtx]s? [A-Z][\w.'’ -]{1,40}\s?[,:;.]?\W{0,2}$"
)
_NAME = lazy_regex.pattern(
    r"^\W{0,2}(?P<name>(?:[A-Z][a-z'’-]+|[A-Z]\.|[A-Z]{2,}|(?:Mr|Mrs|Ms|Dr|Hon|Gen|Adm)\.)"
    r"(?:,? (?:[A-Z][a-zA-Z'’-]+\.?|[A-Z]\.|de|von|van|der)){1,5})\W{0,3}$"
)
_HONORABLE = lazy_regex.pattern(r"(?i)^\W{0,3}(?:the\s+)?hono[ru]+able\W{0,2}$")
_STOP = lazy_regex.pattern(r"(?i)^\W{0,3}(?:attachments?|enclosures?|tab\b|cc\b)")


class Letter(NamedTuple):
    """Who wrote a letter, and to whom; what cannot be read is ``None``."""

    sender: str | None
    to: str | None


def letter(lines: Sequence[str], parser: LabelParser, labels: CardLabels) -> Letter | None:
    """Return the addressee and the sender of a letter, or ``None`` if there is no salutation.

    >>> known = CardLabels(closings=("Sincerely",), role_nouns=("DIRECTOR",))
    >>> page = ["May 4, 1962", "", "Ms. Jane Roe", "Quito", "", "Dear Ms. Roe:", "", "Thank you.",
    ...         "", "Sincerely,", "", "John Q. Doe", "Director"]
    >>> letter(page, LabelParser(known), known)
    Letter(sender='John Q. Doe, Director', to='Ms. Jane Roe')
    """
    at = next(
        (
            number
            for number, line in enumerate(lines[:_MAX_LINES_TO_SALUTATION])
            if _SALUTATION.match(line) and len(line.strip()) <= _MAX_SALUTATION_CHARS
        ),
        None,
    )
    if at is None:
        return None
    closing = next(
        (n for n in range(at + 1, len(lines)) if _is_closing(lines[n], labels.closings)), None
    )
    sender = None
    if closing is not None:
        sender = next(
            _signatures(lines[closing + 1 : closing + 1 + 2 * _MAX_LINES_TO_SIGNATURE], labels),
            None,
        )
    to = _block_above(lines, at, parser, labels)
    if to and not _is_greeted(to, lines[at], labels):
        to = None
    if not to and closing is not None:
        to = _block_below(lines[closing + 1 :], labels)
    return Letter(sender, to)


def _is_greeted(name: str, salutation: str, labels: CardLabels) -> bool:
    """Return whether a salutation is for a person: by the surname, or by the office."""
    last = salutation.strip(" ,:;.").split()[-1]
    words = [word.strip(".,") for word in name.split()]
    return bool(closest(last, words, _MIN_SIMILAR_ROLE)) or _has_role(last, labels)


def signed_by(lines: Sequence[str], labels: CardLabels) -> str | None:
    """Return who signed a memorandum: the last name on a line with an office on the next.

    >>> known = CardLabels(role_nouns=("SECRETARY",))
    >>> page = ["The talks went on.", "", "Jane Q. Roe", "Executive Secretary", "", "cc: EUR"]
    >>> signed_by(page, known)
    'Jane Q. Roe, Executive Secretary'
    """
    end = next((n for n, line in enumerate(lines) if _STOP.match(line)), len(lines))
    names = [text for text in _signatures(lines[:end], labels, needs_role=True)]
    return names[-1] if names else None


def _signatures(
    lines: Sequence[str], labels: CardLabels, needs_role: bool = False
) -> Iterator[str]:
    """Yield the names that stand alone on a line, with the office on the next line."""
    with_text = [line.strip() for line in lines if line.strip()]
    for number, line in enumerate(with_text):
        found = _NAME.match(_apart(line))
        if not found or _has_role(line, labels):
            continue
        below = with_text[number + 1] if number + 1 < len(with_text) else ""
        has_role = len(below) < 50 and _has_role(below, labels) and below[-1:] not in ".:;"
        if has_role:
            yield f"{found['name']}, {below.strip(' ,.*_')}"
        elif not needs_role:
            yield found["name"]


def _apart(line: str) -> str:
    """Return a name whose words have run together with a space between them.

    >>> _apart("JanePlatt"), _apart("McGeorge Bundy")
    ('Jane Platt', 'McGeorge Bundy')
    """
    if " " in line.strip():
        return line
    cut = next((n for n in range(4, len(line)) if line[n].isupper() and line[n - 1].islower()), 0)
    return f"{line[:cut]} {line[cut:]}" if cut else line


def _is_closing(line: str, closings: Sequence[str]) -> bool:
    key = squeezed(line)
    return bool(key) and any(
        abs(len(key) - len(squeezed(name))) <= 3
        and similarity(key, squeezed(name)) >= _MIN_SIMILAR_CLOSING
        for name in closings
    )


def _has_role(line: str, labels: CardLabels) -> bool:
    """Return whether a line names an office, in words that may be garbled."""
    words = [word.strip(".,'()") for word in line.replace("-", " ").split()]
    return any(
        len(word) >= 4 and word[0].isupper() and closest(word, labels.role_nouns, _MIN_SIMILAR_ROLE)
        for word in words
    )


def _block_above(
    lines: Sequence[str], at: int, parser: LabelParser, labels: CardLabels
) -> str | None:
    """Return the addressee of the block of lines above a salutation."""
    block: list[str] = []
    for line in reversed(lines[:at]):
        bare = line.strip(" \t*#_")
        if not bare:
            continue
        if long_date(bare) or parser.starts_with_label(line) or len(block) == _MAX_BLOCK_LINES:
            break
        if len(bare) > 60 or not bare[0].isalnum():
            break
        block.insert(0, bare)
    else:
        return None  # no date ends the block, so that the letterhead may be part of it
    return _addressee(block, labels)


def _block_below(lines: Sequence[str], labels: CardLabels) -> str | None:
    """Return the addressee of the block at the foot of an official letter."""
    with_text = [line.strip() for line in lines if line.strip()]
    for number, line in enumerate(with_text):
        if _HONORABLE.match(line):
            return _addressee(with_text[number : number + 3], labels)
    return None


def _addressee(block: Sequence[str], labels: CardLabels) -> str | None:
    """Return name and office of the first person of an address."""
    if len(block) > 1 and _HONORABLE.match(block[0]):
        block = [f"{block[0].strip(' ,')} {block[1]}", *block[2:]]
    if not block:
        return None
    name = block[0].strip(" ,.")
    is_person = _NAME.match(name.removeprefix("The Honorable ").removeprefix("His Excellency "))
    if not is_person:
        return None
    office = block[1].strip(" ,.") if len(block) > 1 and _has_role(block[1], labels) else ""
    return f"{name}, {office}" if office else name
