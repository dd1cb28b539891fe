"""Subjects: those of meetings, whose label may have no colon, and portion marks after a subject."""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.tagging.metadata.labels import LabelParser, clean_value
from ocrfix.tagging.metadata.spelling import similarity, squeezed
from ocrfix.text import lazy_regex

_MAX_HEAD_LINES = 40
_MAX_SUBJECT_LINES = 3
_MIN_SIMILARITY = 0.8
_LABEL = lazy_regex.pattern(r"^\W{0,3}(?P<label>[A-Z]{5,9})\b\W{0,3}\s*(?P<value>.*)$")
_MARK = lazy_regex.pattern(
    r"\s+(?:[(\[{][^\s)]{0,3}[)\]}]?|[^\w\s'’\"”.,)]{1,3}|[(+—–=*-][^\s.]{0,4}|\w{1,2}[-)—]\w{0,2})$"
)
_DATE_ALONE = lazy_regex.pattern(r"^[A-Z][a-z]+ \d{1,2}, \d{4}\b")
_ONLY_LABEL = lazy_regex.pattern(r"^\W{0,3}[A-Z]{4,14}\s?[:;]\W*$")
_NEXT_LABEL = lazy_regex.pattern(r"^\W{0,3}[A-Z0-9]{4,14}\b\s?[:;,]?(?:\s|$)")


def meeting_subject(lines: Sequence[str], parser: LabelParser) -> str | None:
    """Return the subject of the record of a meeting, whose label may have no colon.

    >>> from ocrfix.tagging.rules.card_labels import CardLabels
    >>> page = ["SUBJECT Telephone Conversation with", "the Minister", "PARTICIPANTS: Ms. Roe"]
    >>> meeting_subject(page, LabelParser(CardLabels(stop_labels=("PARTICIPANTS",))))
    'Telephone Conversation with the Minister'
    """
    for number, line in enumerate(lines[:_MAX_HEAD_LINES]):
        found = _LABEL.match(line)
        if not found or similarity(squeezed(found["label"]), "SUBJECT") < _MIN_SIMILARITY:
            continue
        parts = [value] if (value := clean_value(found["value"])) else []
        first = number + 1
        if not parts and (skipped := _labels_above(lines, number)):
            first = _after_values(lines, first, skipped)
        for text in lines[first : first + 1 + 2 * _MAX_SUBJECT_LINES]:
            bare = clean_value(text)
            if not bare:
                if parts:
                    break
                continue
            if (
                parser.starts_with_label(text)
                or _NEXT_LABEL.match(text)
                or len(parts) == _MAX_SUBJECT_LINES
            ):
                break
            parts.append(bare)
        subject = " ".join(parts)
        return None if not subject or _DATE_ALONE.match(subject) else subject
    return None


def _labels_above(lines: Sequence[str], number: int) -> int:
    """Return how many labels are alone on the lines above one, as in a column of labels."""
    count = 0
    for line in reversed(lines[:number]):
        if line.strip() and not _ONLY_LABEL.match(line):
            break
        count += bool(line.strip())
    return count


def _after_values(lines: Sequence[str], first: int, count: int) -> int:
    """Return the number of the line after the values of some labels, one line each."""
    for number in range(first, len(lines)):
        if not count:
            return number
        count -= bool(lines[number].strip())
    return len(lines)


def without_portion_mark(subject: str) -> str:
    """Return a subject without the portion mark at its end, legible or not.

    >>> without_portion_mark("Arms Control (U)"), without_portion_mark("Talks in the U.S.")
    ('Arms Control', 'Talks in the U.S.')
    >>> without_portion_mark("Meeting on Bosnia fS-f"), without_portion_mark("Fishing in 1986 +&-")
    ('Meeting on Bosnia', 'Fishing in 1986')
    """
    bare = _MARK.sub("", subject).rstrip()
    return bare if bare else subject
