"""Commas read as full stops, and full stops read as commas."""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.correction.analysis import Analysis
from ocrfix.edits import Edit
from ocrfix.lexicon.word import ABBREVIATION, ANY_ENGLISH, DIPLOMATIC, PERSON, PLACE, TITLE
from ocrfix.text.casing import CAPITALISED, case_shape
from ocrfix.text.tokens import Token

_DATE = 0.95
_HONORIFIC = 0.95
_APPOSITION = 0.8
_JOINING = 0.7  # as often the stop is a speck, and no sign stood there
_LONGEST_NAME = 4
_SHORTEST_SENTENCE = 4


def propose(analysis: Analysis) -> Iterator[Edit]:
    """Yield the mends of commas and full stops."""
    word_classes = analysis.lexicon.word_classes
    tokens = analysis.tokenized.tokens
    for number in _parted(tokens, analysis.text):
        token, after = tokens[number], tokens[number + 1]
        sign = analysis.text[token.end]
        if analysis.overlaps_marker(token.end, token.end + 1):
            continue
        left = word_classes.get(token.text.lower())
        right = word_classes.get(after.text.lower())
        at = token.end
        if sign == ",":
            if left == "honorific" and _before_a_name(analysis, number):
                yield analysis.edit(
                    at, at + 1, ".", "punctuation", _HONORIFIC, f"{token.text!r} is abbreviated"
                )
        elif _in_date(analysis, number, left, right):
            yield analysis.edit(at, at + 1, ",", "punctuation", _DATE, "a comma inside a date")
        elif right == "joining" and _ends_word(analysis, number):
            yield analysis.edit(
                at, at + 1, ",", "punctuation", _JOINING,
                f"no sentence begins with a small {after.text!r}",
            )  # fmt: skip
        elif _begins_apposition(analysis, number):
            yield analysis.edit(
                at, at + 1, ",", "punctuation", _APPOSITION, "a name alone is no sentence"
            )


def _parted(tokens: list[Token], text: str) -> list[int]:
    """Return the words that a comma or a full stop, and a blank or two, part from the next."""
    found: list[int] = []
    if not tokens:
        return found
    token = tokens[0]
    for number in range(1, len(tokens)):
        after = tokens[number]
        at, width = token.end, after.start - token.end
        if (
            (width == 2 or (width == 3 and text[at + 2] == " "))
            and text[at + 1] == " "
            and (text[at] == "." or text[at] == ",")
            and after.line == token.line
        ):
            found.append(number - 1)
        token = after
    return found


def _before_a_name(analysis: Analysis, number: int) -> bool:
    """`Mr, Harlan`; but not in a list of short signs such as `PEPR, MR, SG`."""
    tokens = analysis.tokenized.tokens
    token, after = tokens[number], tokens[number + 1]
    listed = number > 0 and "," in analysis.text[tokens[number - 1].end : token.start]
    return (
        token.text[:1].isupper() and after.text[:1].isupper() and len(after.text) > 2 and not listed
    )


def _in_date(analysis: Analysis, number: int, left: str | None, right: str | None) -> bool:
    """`Sunday. December 16`, `December 16. 1990`."""
    tokens = analysis.tokenized.tokens
    if left == "weekday" and right == "month":
        figure = tokens[number + 2].text if number + 2 < len(tokens) else ""
        return figure[:1].isdigit()
    day, year = tokens[number].text, tokens[number + 1].text
    return (
        number > 0
        and day.isdecimal()
        and len(day) <= 2
        and year.isdecimal()
        and len(year) == 4
        and 1700 < int(year) < 2100
        and tokens[number - 1].text[:1].isupper()
        and tokens[number - 1].line == tokens[number].line
        and analysis.lexicon.word_classes.get(tokens[number - 1].text.lower()) == "month"
    )


def _ends_word(analysis: Analysis, number: int) -> bool:
    """Whether the word before the stop is a plain word, no abbreviation that keeps its stop."""
    token, word = analysis.tokenized.tokens[number], analysis.annotated.words[number]
    after = analysis.tokenized.tokens[number + 1]
    return (
        after.text.islower()
        and len(token.text) > 3
        and token.text.islower()
        and bool(word.flags & DIPLOMATIC)
    )


def _begins_apposition(analysis: Analysis, number: int) -> bool:
    """Whether a name stands between two stops: `the President of China. Yang Shangkun. Since`."""
    tokens = analysis.tokenized.tokens
    words = analysis.annotated.words
    token = tokens[number]
    if not words[number].flags & (DIPLOMATIC | PLACE) or len(token.text) < 3:
        return False
    if words[number].flags & ABBREVIATION and len(token.text) < 5:
        return False
    first = number
    while not tokens[first].sentence_start and first > 0 and tokens[first - 1].line == token.line:
        first -= 1
    if number - first + 1 < _SHORTEST_SENTENCE:
        return False
    if not any(t.text.islower() for t in tokens[first:number]):
        return False
    named = False
    last = number
    for k in range(number + 1, min(number + 1 + _LONGEST_NAME, len(tokens))):
        part = tokens[k]
        if (
            part.line != token.line
            or case_shape(part.text) != CAPITALISED
            or not part.text.isalpha()
        ):
            return False
        if len(part.text) < 2:
            return False
        flags = words[k].flags
        if not flags & ANY_ENGLISH or (flags & (PERSON | PLACE) and flags & TITLE):
            named = True
        last = k
        gap = analysis.text[part.end : part.end + 2]
        if gap[:1] in (".", ",") and gap[1:2] in (" ", ""):
            break
        if gap[:1] != " ":
            return False
    else:
        return False
    ends = analysis.text[tokens[last].end : tokens[last].end + 1]
    if ends != "." or not named or last == number + 1:
        return False
    follows = last + 1
    return (
        follows < len(tokens)
        and tokens[follows].line == token.line
        and tokens[follows].text[:1].isupper()
        and bool(words[follows].flags & DIPLOMATIC)
    )
