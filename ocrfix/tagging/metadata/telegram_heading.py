"""Telegram headings as microfiche and teletype leave them: read by place, with garbled labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ocrfix.tagging.metadata.addresses import Addresses
from ocrfix.tagging.metadata.dates_in_headings import date_time_group, day_of_receipt
from ocrfix.tagging.metadata.spelling import as_digits, similarity, squeezed
from ocrfix.tagging.rules.card_labels import CardLabels
from ocrfix.text import lazy_regex

_MAX_LINES = 90
"""How many lines of a text are searched for the heading of a telegram."""
_MAX_LINES_BELOW_SENDER = 10
_MAX_SUBJECT_LINES = 3
_POST_CHARS = 6
_MIN_SIMILAR_POST = 0.5
"""The number after a post says which word it is, so half of its letters may be garbled."""
_MIN_CUT_DIGITS = 4
"""So many digits must be legible of a number whose end is not."""
_MAX_DAYS_UNDERWAY = 9
_MAX_DAYS_BACK = 20
_RECEIVED = lazy_regex.pattern(
    r"^(?:\s+[0O©]\S\s+OF\s+\S{2})?\s+(?P<day>[0-9OQIlSB]{2})[0-9OQIlSBZz]{4,5}\b"
)
_MIN_VOTES = 3
"""Of two places that differ, none is more likely."""
_MIN_SIGNS = 2
"""A telegram has at least this many signs: serial, page header, time group, sender, E.O., TAGS."""
_MIN_SIMILAR_WORD = 0.65
"""The words of an address are few and known, so much may be garbled in one."""
_SERIAL = lazy_regex.pattern(r"\bTE\S{1,3} OF\S? \SELEGRAM\W*(?P<rest>[\w&][\w& ]{5,24})")
_PAGE_HEADER = lazy_regex.pattern(
    r"^\W{0,4}PAGE\s+[0O©][0-9OI%]\d?(?:\s+OF\s+[0O]\d)?\W{1,5}(?P<post>[A-Z][A-Z .'@]{2,22}?)"
    r"\s+(?P<number>(?=\w?\d\w?\d)[0-9OQIlSB]{4,6})\b"
)
_SENDER = lazy_regex.pattern(r"^(?:\w\s|LINE\s?\d\s?:)?\W{0,3}F[MNHm]\s+(?P<value>\S.*)$")
_GARBLED_SENDER = lazy_regex.pattern(r"^\W{0,3}[A-Z0-9]{2}\s+(?P<value>[A-Z].*)$")
_SENDER_WORDS = ("FM", "FN", "FH", "Fm")
_TO = lazy_regex.pattern(r"^(?:\w\s)?\W{0,3}T[O0QDC]\s*[:.]?\s+(?P<value>\S.*)$")
_ROUTED = lazy_regex.pattern(r"^\W{0,3}RU[A-Z0-9]{3,6}\s?/\s?(?P<value>[A-Z].*)$")
_MONTH_AND_YEAR = lazy_regex.pattern(r"^\W{0,3}[A-Z0-9]{3}\s?\d\d\W*$")
_TIME_AT_END = lazy_regex.pattern(r"^\W{0,3}[OPRZ0]\s+[0-9OQIl]{5,6}.?Z\W{0,2}$")
_ORDER = lazy_regex.pattern(r"^\W{0,3}E[.,]?\s?[O0D][.,]?\s?,?\s?[1{I][\dZS]{3,4}")
_TAGS = lazy_regex.pattern(r"^\W{0,3}TAGS?\s?[:;.]")
_SUBJECT = lazy_regex.pattern(r"^\W{0,3}(?P<label>[A-Z]{4,9})\b[\s:;.,'’°*?%]{1,4}(?P<value>.*)$")
_NUMBERED = lazy_regex.pattern(r"^\W{0,3}(?:[1-9Il]\s?[.,)]|\([A-Z]\W)")
_LABELED = lazy_regex.pattern(r"^\W{0,3}[A-Z.]{3,9}(?: [A-Z]{2})?\s?[:;]")
_DRAFTED = lazy_regex.pattern(
    r"^\W{0,3}(?P<label>[A-Z0]{6,8} ?[B8]Y)\s?[:;.]?\s*"
    r"(?P<value>[A-Z$][\w/ -]{0,30}\s?[:;.]\s?[A-Z].{0,40})$"
)
_DRAFTER_END = lazy_regex.pattern(r"\s{2,}|\s-\s|\s\d|[,(]")
_NUMBERS = lazy_regex.pattern(r"\d+(?:[-/]\d+)?[.,]?$")
"""A number or a range of years."""
_LETTERS_ONLY = lazy_regex.pattern(r"[^A-Z ]+")


class TelegramHeading(NamedTuple):
    """What the heading of a telegram says; what cannot be read is ``None``.

    Attributes:
        is_dated: whether it has a date-time group, though its day may be in doubt.
        level_line: the words before post and number on the line that repeats them.
    """

    number: str | None
    date: str | None
    sender: str | None
    to: str | None
    subject: str | None
    drafter: str | None
    is_dated: bool = False
    level_line: str = ""


def telegram_heading(lines: Sequence[str], labels: CardLabels) -> TelegramHeading | None:
    """Return the heading of a telegram, or ``None`` if the text is none.

    Args:
        lines: the lines of the text, with its markings.
        labels: the words of addresses and precedences.
    """
    head = lines[:_MAX_LINES]
    # Most texts are no telegrams, and have not even the letters of one.
    letters, reader = "\n".join(head), Addresses(labels)
    sender_at = serial = page_header = None
    if any(word in letters for word in _SENDER_WORDS):
        sender_at = next((n for n, line in enumerate(head) if _SENDER.match(line)), None)
    if "ELEGRAM" in letters:
        serial = next(_serials(head), None)
    if "PAGE" in letters:
        page_header = next((m for line in head if (m := _PAGE_HEADER.match(line))), None)
    if not (serial or page_header or sender_at is not None):
        return None
    year = serial.year if serial else ""
    dates = [day for line in _with_month(head) if (day := date_time_group(line, year))]
    dates = dates or [day for day in (day_of_receipt(head, year),) if day]
    signs = sum(
        bool(sign)
        for sign in (
            serial,
            page_header,
            dates,
            sender_at is not None,
            any(map(_ORDER.match, head)),
            any(map(_TAGS.match, head)),
        )
    )
    if signs < _MIN_SIGNS:
        return None
    if sender_at is None:
        sender_at = _garbled_sender(head, labels, reader)
    sender = _sender(head[sender_at], reader) if sender_at is not None else None
    posts = [post for post, _ in _numbers(serial, page_header)]
    if sender in labels.telegram_senders and page_header:
        sender = f"{sender} {posts[0]}"  # a post numbers its own telegrams
    if sender and (words := sender.split())[0] in labels.telegram_senders and len(words) > 1:
        # The page header has six letters of a post, the sender line all.
        post = " ".join(words[1:])
        posts = [post, *(p for p in posts if not post.startswith(p[:_POST_CHARS]))]
    posts = [_whole_post(post, head) for post in posts]
    if not posts and sender in labels.telegram_posts:
        posts = [labels.telegram_posts[sender]]
    repeated = _repeated_numbers(lines, page_header) if page_header else []
    number, level_line = _number(head, serial, page_header, posts, repeated)
    return TelegramHeading(
        number=number,
        date=_checked(dates[0], page_header) if dates else None,
        sender=sender,
        to=_to(head, sender_at, reader),
        subject=_subject(head, sender_at or 0),
        drafter=_drafter(head),
        is_dated=bool(dates),
        level_line=level_line,
    )


def _sender(line: str, reader: Addresses) -> str | None:
    found = _SENDER.match(line) or _GARBLED_SENDER.match(line)
    return reader.read(found["value"]) if found else None


def _garbled_sender(head: Sequence[str], labels: CardLabels, reader: Addresses) -> int | None:
    """Return the line of a sender whose label is garbled: a known address above that after TO."""
    with_text = [number for number, line in enumerate(head) if line.strip()]
    for number, below in pairwise(with_text):
        found = _GARBLED_SENDER.match(head[number]) if _TO.match(head[below]) else None
        if found and not _TO.match(head[number]) and (sender := reader.read(found["value"])):
            is_post = sender.split()[0] in labels.telegram_senders and " " in sender
            if is_post or sender in labels.telegram_addresses:
                return number
    return None


def _with_month(head: Sequence[str]) -> Iterator[str]:
    """Yield the lines, a time at a line's end with the next line, where the month may stand."""
    for number, line in enumerate(head):
        if _TIME_AT_END.search(line):
            below = next((text for text in head[number + 1 :] if text.strip()), "")
            yield f"{line.rstrip()} {below.strip()}" if _MONTH_AND_YEAR.match(below) else line
        else:
            yield line


class _Serial(NamedTuple):
    """Year, post and number of the line above a telegram."""

    year: str
    post: str
    number: str


def _serials(head: Sequence[str]) -> Iterator[_Serial]:
    """Yield the serials above a telegram: two digits of the year, post, and number."""
    for line in head:
        if found := _SERIAL.search(line):
            rest = found["rest"].strip()
            year, rest = as_digits(rest[:2]), rest[2:].strip()
            number = as_digits(rest[-6:].strip())
            post = squeezed_words(rest[:-6] if len(rest) > 6 else "")
            if number.isdigit() and len(post) >= 3:
                yield _Serial(year if year.isdigit() and year > "45" else "", post, number)


def squeezed_words(text: str) -> str:
    """Return words of capitals with misread digits as letters.

    >>> squeezed_words("M0SCOW ")
    'MOSCOW'
    """
    return " ".join(filter(None, map(squeezed, text.split())))


def _numbers(
    serial: _Serial | None, page_header: re.Match[str] | None
) -> Iterator[tuple[str, str]]:
    if page_header:
        yield " ".join(page_header["post"].split()), as_digits(page_header["number"])
    if serial:
        yield serial.post, serial.number


def _number(
    head: Sequence[str],
    serial: _Serial | None,
    page_header: re.Match[str] | None,
    posts: Sequence[str],
    repeated: Sequence[str],
) -> tuple[str | None, str]:
    """Return post and number, as on the line of the classification, and what precedes them there.

    If that line and the page header give different numbers, none is certain.
    """
    known = list(_numbers(serial, page_header))
    others = [number.lstrip("0") for _, number in known]
    bare = [number.lstrip("0") for number in repeated]
    voted = _majority([*others, *bare])
    if voted:
        others = [voted]
        voted = next((n for n in repeated if n.lstrip("0") == voted), voted)
        known = [(post, n if n.lstrip("0") in others else voted) for post, n in known]
    if known and _is_cut(posts[0], known[0][1], head):
        return None, ""
    for post in dict.fromkeys(posts):
        if not post:
            continue
        pattern = re.compile(rf"{re.escape(post)}\s?([0-9O]{{3,6}})\b(?!\s?Z)")
        for line in head:
            found = pattern.search(line)
            if found and not _PAGE_HEADER.match(line) and not _LABELED.match(line):
                before = line[: found.start()]
                if "TELEGRAM" not in before and not _SENDER.match(line) and not _TO.match(line):
                    number = _agreed(as_digits(found[1]), others) or voted
                    return (f"{post} {number}" if number else None), before
    if not known or (len(set(others)) > 1):
        return None, ""
    return f"{posts[0] if posts else known[0][0]} {known[0][1]}", ""


def _repeated_numbers(lines: Sequence[str], first: re.Match[str]) -> list[str]:
    """Return the numbers in the headers of the later pages of the same telegram."""
    found = (m for line in lines if "PAGE" in line and (m := _PAGE_HEADER.match(line)))
    return [
        as_digits(header["number"])
        for header in found
        if header.string != first.string
        and similarity(squeezed(header["post"]), squeezed(first["post"])) >= _MIN_SIMILAR_WORD
    ]


def _majority(numbers: Sequence[str]) -> str | None:
    """Return the number that more than half of at least three places have.

    >>> _majority(["4711", "4711", "4771"]), _majority(["4711", "4771"])
    ('4711', None)
    """
    if len(numbers) < _MIN_VOTES:
        return None
    number, count = Counter(numbers).most_common(1)[0]
    return number if count * 2 > len(numbers) else None


def _whole_post(post: str, head: Sequence[str]) -> str:
    """Return the name of a post of which the page header has the first six letters."""
    if len(post) != _POST_CHARS:
        return post
    words = Counter(word for line in head for word in line.split() if word.isalpha())
    longer = [word for word in words if word.startswith(post) and len(word) > len(post)]
    return max(longer, key=lambda word: words[word], default=post)


def _is_cut(post: str, number: str, head: Sequence[str]) -> bool:
    """Return whether a post has six of its letters, and all of them, garbled, elsewhere.

    >>> _is_cut("GUAYAQ", "02091", ["SECRET GWAVAQWIL 02091"]), _is_cut("QUITO", "02091", [])
    (True, False)
    """
    if len(post) != _POST_CHARS:
        return False
    pairs = (pair for line in head for pair in pairwise(line.split()))
    words = [squeezed(word) for word, after in pairs if as_digits(after) == number]
    return any(
        len(word) > _POST_CHARS
        and post not in word
        and similarity(word[:_POST_CHARS], post) >= _MIN_SIMILAR_POST
        for word in words
    )


def _agreed(number: str, others: Sequence[str]) -> str | None:
    """Return a number that stands at several places, each digit as most of them have it.

    >>> _agreed("9935", ["9935"]), _agreed("78653", ["18653", "19653"]), _agreed("10538", ["16558"])
    ('9935', '18653', None)
    """
    bare = number.lstrip("0")
    if not others or bare in others:
        return number
    if len(bare) >= _MIN_CUT_DIGITS and len(set(others)) == 1 and others[0].startswith(bare):
        return others[0]  # the end is not legible here
    if len(others) < 2 or len({len(bare), *map(len, others)}) > 1:
        return None
    digits = [Counter(column).most_common(1)[0] for column in zip(bare, *others, strict=True)]
    return "".join(digit for digit, _ in digits) if all(n > 1 for _, n in digits) else None


def _checked(date: str, page_header: re.Match[str] | None) -> str | None:
    """Return a date unless the day of receipt in the page header comes before it.

    One of the two days is misread then; the next months begin with small days.
    """
    received = _RECEIVED.match(page_header.string[page_header.end() :]) if page_header else None
    day = as_digits(received["day"]) if received else ""
    if not day.isdigit() or not 1 <= int(day) <= 31:
        return date
    late = int(day) - int(date[-2:])
    return date if 0 <= late <= _MAX_DAYS_UNDERWAY or late < -_MAX_DAYS_BACK else None


def _to(head: Sequence[str], sender_at: int | None, reader: Addresses) -> str | None:
    """Return the first addressee."""
    if sender_at is None:
        matches = (m for line in head if (m := _TO.match(line)) and line.isupper())
        return next((value for m in matches if (value := reader.read(m["value"]))), None)
    below = head[sender_at + 1 : sender_at + 1 + _MAX_LINES_BELOW_SENDER]
    for pattern in (_TO, _ROUTED):
        for line in below:
            if (found := pattern.match(line)) and (value := reader.read(found["value"])):
                return value
    return None


def _subject(head: Sequence[str], after: int) -> str | None:
    """Return the subject with the lines on which it continues."""
    for number in range(after, len(head)):
        found = _SUBJECT.match(head[number])
        if not found or not _is_subject(found["label"]):
            continue
        parts = [value] if (value := _legible(found["value"])) else []
        for line in head[number + 1 : number + 2 + _MAX_SUBJECT_LINES]:
            bare = line.strip()
            if not bare:
                if parts:
                    break
                continue
            if _NUMBERED.match(bare) or _LABELED.match(bare) or len(parts) == _MAX_SUBJECT_LINES:
                break
            words = _legible(bare)
            if not words or not words.isupper() or (parts and len(words) < len("OF")):
                break
            parts.append(words)
        subject = " ".join(parts)
        if sum(map(str.isalpha, subject)) >= len("TUNA"):
            return subject
    return None


def _is_subject(label: str) -> bool:
    name = squeezed(label)
    return name in ("SUBJ", "SUBI") or similarity(name[: len("SUBJECT")], "SUBJECT") >= 0.7


def _legible(value: str) -> str:
    """Return a value without the specks around it: in capitals, words in lower case are specks."""
    words = value.split()
    small = next((n for n, word in enumerate(words) if _is_small(word)), len(words))
    rest = words[small:]
    if small and sum(word.isupper() for word in rest) * 2 <= len(rest):
        words = words[:small]
    if sum(word.isupper() for word in words) * 2 > len(words):
        while words and not (words[-1].isupper() or _NUMBERS.match(words[-1])):
            words.pop()
        while words and not any(map(str.isupper, words[0])) and not words[0].isdigit():
            words.pop(0)
    return " ".join(words).strip(" *°.:;,_-#")


def _is_small(word: str) -> bool:
    return sum(map(str.islower, word)) * 2 > sum(map(str.isalpha, word))


def _drafter(head: Sequence[str]) -> str | None:
    """Return office and name of the drafter."""
    for line in head:
        found = _DRAFTED.match(line.strip())
        if found and similarity(squeezed(found["label"]), "DRAFTEDBY") >= 0.7:
            value = _DRAFTER_END.split(found["value"])[0]
            return re.sub(r"\s?[:;]\s?", ":", value).strip()
    return None
