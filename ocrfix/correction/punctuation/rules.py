"""Rules for commas read as full stops, and full stops read as commas or letters."""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.correction.analysis import Analysis
from ocrfix.edits import Edit
from ocrfix.lexicon.word import ABBREVIATION, DIPLOMATIC, PERSON, PLACE, TITLE, Word
from ocrfix.text.casing import CAPITALIZED, case_shape
from ocrfix.text.tokens import Token

_DATE_CONFIDENCE = 0.95
_HONORIFIC_CONFIDENCE = 0.95
_APPOSITION_CONFIDENCE = 0.8
_CONJUNCTION_CONFIDENCE = 0.7
"""As often the full stop is a speck, and nothing was printed."""

_LETTER_CONFIDENCE = 0.99
"""A full stop read as a letter: the word is none with it, and a sentence begins after it."""
_STOP_LIKE = "e"
"""The letter that a blurred full stop is read as."""
_MIN_LOG_PROBABILITY = -12.0
_MIN_FIRST_LOG_PROBABILITY = -9.0
"""Minimum log probabilities of the word that ends and of the word that begins a sentence."""
_MAX_DAY_DIGITS = 2
_YEAR_DIGITS = 4
_MIN_YEAR, _MAX_YEAR = 1701, 2099
_MIN_LISTED_CHARS = 3
"""Shorter words after a form of address may be country codes in a list: `PEPR, MR, SG`."""
_MIN_SENTENCE_END_CHARS = 4
"""A shorter lowercase word before a full stop may be an abbreviation."""
_MIN_ABBREVIATION_WORD_CHARS = 5
"""A shorter word that may be an abbreviation does not end a sentence."""
_MAX_NAME_WORDS = 4
_MIN_NAME_WORDS = 2
_MIN_SENTENCE_WORDS = 4
_MIN_NOUN_CHARS = 3


def propose(analysis: Analysis) -> Iterator[Edit]:
    """Yield the corrections of commas and full stops."""
    yield from _stops_read_as_letters(analysis)
    word_classes = analysis.lexicon.word_classes
    tokens = analysis.tokenized.tokens
    for number in _before_comma_or_stop(tokens, analysis.text):
        token, after = tokens[number], tokens[number + 1]
        at = token.end
        if analysis.overlaps_marker(at, at + 1):
            continue
        left = word_classes.get(token.text.lower())
        right = word_classes.get(after.text.lower())
        if analysis.text[at] == ",":
            if left == "honorific" and _is_before_name(analysis, number):
                reason = f"{token.text!r} is an abbreviation and needs a full stop"
                yield analysis.edit(at, at + 1, ".", "punctuation", _HONORIFIC_CONFIDENCE, reason)
        elif _is_in_date(analysis, number, left, right):
            reason = "a date has a comma here"
            yield analysis.edit(at, at + 1, ",", "punctuation", _DATE_CONFIDENCE, reason)
        elif right == "joining" and _ends_clause(analysis, number):
            reason = f"no sentence begins with {after.text!r} in lower case"
            yield analysis.edit(at, at + 1, ",", "punctuation", _CONJUNCTION_CONFIDENCE, reason)
        elif _is_before_apposition(analysis, number):
            reason = "a name alone is not a sentence"
            yield analysis.edit(at, at + 1, ",", "punctuation", _APPOSITION_CONFIDENCE, reason)


def _stops_read_as_letters(analysis: Analysis) -> Iterator[Edit]:
    """Yield the full stops that were read as the last letter of a word: `the causee The`."""
    tokens, words = analysis.tokenized.tokens, analysis.annotated.words
    text, lexicon = analysis.text, analysis.lexicon
    for number in range(len(tokens) - 1):
        token, word = tokens[number], words[number]
        seen = token.text
        if word.flags or not seen.endswith(_STOP_LIKE) or len(seen) <= _MIN_SENTENCE_END_CHARS:
            continue
        after = tokens[number + 1]
        first = words[number + 1]
        if not seen.islower() or case_shape(after.text) != CAPITALIZED:
            continue
        if text[token.end : after.start].strip(" ") or after.start == token.end:
            continue
        stem = lexicon.word(seen[:-1])
        if (
            stem.flags & DIPLOMATIC
            and stem.log_probability > _MIN_LOG_PROBABILITY
            and first.flags & DIPLOMATIC
            and not first.flags & (TITLE | PERSON | PLACE)
            and first.log_probability > _MIN_FIRST_LOG_PROBABILITY
            and not analysis.overlaps_marker(token.start, token.end)
        ):
            reason = f"{seen[:-1]!r} ends a sentence, and its full stop was read as a letter"
            yield analysis.edit(
                token.end - 1, token.end, ".", "punctuation", _LETTER_CONFIDENCE, reason
            )


def _before_comma_or_stop(tokens: list[Token], text: str) -> list[int]:
    """Return the words that only a comma or full stop and a space or two separate from the next."""
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


def _is_before_name(analysis: Analysis, number: int) -> bool:
    """Whether a form of address is before a name and not in a list.

    So it is in `Mr, Harlan`, but not in the country codes `PEPR, MR, SG`.
    """
    tokens = analysis.tokenized.tokens
    token, after = tokens[number], tokens[number + 1]
    is_listed = number > 0 and "," in analysis.text[tokens[number - 1].end : token.start]
    return (
        token.text[:1].isupper()
        and after.text[:1].isupper()
        and len(after.text) >= _MIN_LISTED_CHARS
        and not is_listed
    )


def _is_in_date(analysis: Analysis, number: int, left: str | None, right: str | None) -> bool:
    """Whether a full stop is inside a date: `Sunday. December 16`, `December 16. 1990`."""
    tokens = analysis.tokenized.tokens
    if left == "weekday" and right == "month":
        day = tokens[number + 2].text if number + 2 < len(tokens) else ""
        return day[:1].isdigit()
    day, year = tokens[number].text, tokens[number + 1].text
    if not number or not day.isdecimal() or not year.isdecimal():
        return False
    month = tokens[number - 1]
    return (
        len(day) <= _MAX_DAY_DIGITS
        and len(year) == _YEAR_DIGITS
        and _MIN_YEAR <= int(year) <= _MAX_YEAR
        and month.text[:1].isupper()
        and month.line == tokens[number].line
        and analysis.lexicon.word_classes.get(month.text.lower()) == "month"
    )


def _ends_clause(analysis: Analysis, number: int) -> bool:
    """Whether a full stop is between two lowercase words and the first is not abbreviated."""
    token, word = analysis.tokenized.tokens[number], analysis.annotated.words[number]
    after = analysis.tokenized.tokens[number + 1]
    return (
        after.text.islower()
        and len(token.text) >= _MIN_SENTENCE_END_CHARS
        and token.text.islower()
        and bool(word.flags & DIPLOMATIC)
    )


def _is_before_apposition(analysis: Analysis, number: int) -> bool:
    """Whether only a name is between two full stops.

    So it is in `the President of China. Yang Shangkun. Since 1988`.
    """
    tokens = analysis.tokenized.tokens
    words = analysis.annotated.words
    if not _may_end_sentence(tokens[number].text, words[number]):
        return False
    if not _is_long_sentence(tokens, number):
        return False
    last = _name_end(analysis, number + 1)
    if last < number + _MIN_NAME_WORDS or analysis.text[tokens[last].end] != ".":
        return False
    following = last + 1
    return (
        following < len(tokens)
        and tokens[following].line == tokens[number].line
        and tokens[following].text[:1].isupper()
        and bool(words[following].flags & DIPLOMATIC)
    )


def _may_end_sentence(text: str, word: Word) -> bool:
    """Whether a word before a full stop is known and probably not an abbreviation."""
    if not word.flags & (DIPLOMATIC | PLACE) or len(text) < _MIN_NOUN_CHARS:
        return False
    return not word.flags & ABBREVIATION or len(text) >= _MIN_ABBREVIATION_WORD_CHARS


def _is_long_sentence(tokens: list[Token], number: int) -> bool:
    """Whether there are some words of its sentence on the line up to a word, not all of a name."""
    line = tokens[number].line
    first = number
    while not tokens[first].sentence_start and first > 0 and tokens[first - 1].line == line:
        first -= 1
    if number - first + 1 < _MIN_SENTENCE_WORDS:
        return False
    return any(token.text.islower() for token in tokens[first:number])


def _name_end(analysis: Analysis, first: int) -> int:
    """Return the last word of a name that ends before a full stop or comma, or -1.

    Args:
        analysis: the text.
        first: the first word of the name.
    """
    tokens = analysis.tokenized.tokens
    words = analysis.annotated.words
    is_name = False
    for number in range(first, min(first + _MAX_NAME_WORDS, len(tokens))):
        token = tokens[number]
        if token.line != tokens[first - 1].line or case_shape(token.text) != CAPITALIZED:
            return -1
        if not token.text.isalpha() or len(token.text) < 2:
            return -1
        flags = words[number].flags
        if not words[number].is_english or (flags & (PERSON | PLACE) and flags & TITLE):
            is_name = True
        after = analysis.text[token.end : token.end + 2]
        if after[:1] in (".", ",") and after[1:2] in (" ", ""):
            return number if is_name else -1
        if after[:1] != " ":
            return -1
    return -1
