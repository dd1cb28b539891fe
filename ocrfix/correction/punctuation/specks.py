"""Rules for specks of dirt read as punctuation: unpaired quotes and brackets, stray symbols."""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.ngram_context import DIPLOMATIC_ENGLISH, bigram_pmi
from ocrfix.edits import Edit
from ocrfix.text import lazy_regex
from ocrfix.text.lines import Line
from ocrfix.text.tokens import Token

_HYPHEN_CONFIDENCE = 0.95
_BRACKET_CONFIDENCE = 0.85
_QUOTE_CONFIDENCE = 0.85
_SYMBOL_CONFIDENCE = 0.85
_PRONOUN_CONFIDENCE = 0.8
_TILDE_CONFIDENCE = 0.7
"""A tilde alone may be a dash."""

# Typewriters have no curly single quotes: one that opens something before a letter is a speck, or
# one of a pair.
_QUOTES = "‘’`´”"
_OPENING_QUOTE = lazy_regex.pattern(r"(?<![^\s(\[\"“])[‘’`´](?=[^\W\d_]{2})")
_CLOSING_QUOTE = lazy_regex.pattern(r"(?<=[^\W\d_])[’‘`´”](?=[\s,.;:)]|\Z)")
_APOSTROPHES = "’`´"
_SIBILANTS = "sSzZxX"
"""After these, an apostrophe may be that of a possessive."""

# Symbols that no typist puts alone between spaces, or at the start of a word.
_SYMBOLS = "|_~¦"
_SYMBOL_ALONE = lazy_regex.pattern(r"(?:(?<=[ ])|\A)[|_~¦][ ](?=\S)")
_SYMBOL_BEFORE_WORD = lazy_regex.pattern(r"(?:(?<=[ ])|\A)[|_~¦](?=[^\W_]{2})")

_MIN_BRACKETED_CHARS = 4
_PARAGRAPH_CHARS = 400
"""How far back an opening bracket is looked for."""
_MIN_PMI = 0.5


def propose(analysis: Analysis) -> Iterator[Edit]:
    """Yield the removals of specks."""
    yield from _hyphens(analysis)
    yield from _brackets(analysis)
    # Most texts have few of these characters, and most lines none.
    quotes = [char for char in _QUOTES if char in analysis.text]
    symbols = [char for char in _SYMBOLS if char in analysis.text]
    if not quotes and not symbols:
        return
    for line in analysis.tokenized.lines:
        text = line.text
        if _contains_any(text, quotes):
            yield from _opening_quotes(analysis, line)
            yield from _closing_quotes(analysis, line)
        if _contains_any(text, symbols) and not _is_table_row(text):
            yield from _symbols(analysis, line)


def _contains_any(text: str, chars: list[str]) -> bool:
    found = False
    for char in chars:
        found = found or char in text
    return found


def _is_table_row(text: str) -> bool:
    return text.count("|") >= 2 or text.lstrip().startswith("|")


def _hyphens(analysis: Analysis) -> Iterator[Edit]:
    """Yield the hyphens before forms of address, as in `Dear-Mr. Foreign Minister`."""
    tokens = analysis.tokenized.tokens
    word_classes = analysis.lexicon.word_classes
    for number in _before_hyphen(tokens, analysis.text) if "-" in analysis.text else ():
        token, after = tokens[number], tokens[number + 1]
        if not after.text[:1].isupper():
            continue
        if word_classes.get(after.text.lower()) != "honorific":
            continue
        if analysis.tokenized.char_after(after) == "." and len(token.text) > 1:
            reason = f"no hyphen is used before {after.text!r}"
            yield analysis.edit(token.end, after.start, " ", "specks", _HYPHEN_CONFIDENCE, reason)


def _before_hyphen(tokens: list[Token], text: str) -> list[int]:
    """Return the words that only a hyphen separates from the next."""
    found: list[int] = []
    if not tokens:
        return found
    token = tokens[0]
    for number in range(1, len(tokens)):
        after = tokens[number]
        if after.start - token.end == 1 and text[token.end] == "-":
            found.append(number - 1)
        token = after
    return found


def _before_bracket(tokens: list[Token], text: str) -> list[Token]:
    """Return the words before a closing bracket."""
    found: list[Token] = []
    size = len(text)
    for number in range(len(tokens)):
        token = tokens[number]
        if token.end < size and text[token.end] == ")":
            found.append(token)
    return found


def _brackets(analysis: Analysis) -> Iterator[Edit]:
    """Yield unpaired closing brackets after a word that is elsewhere without one: `JHolmquist)`."""
    tokenized = analysis.tokenized
    if ")" not in analysis.text:
        return
    line_number, opening = -1, -1  # a line, and where its first bracket opens
    for token in _before_bracket(tokenized.tokens, analysis.text):
        if len(token.text) < _MIN_BRACKETED_CHARS or token.text.isdecimal():
            continue  # of a file number in brackets, `(92-914)`, the first bracket is often lost
        if analysis.annotated.look_up(token.text).is_english:
            continue  # any English word may end what a bracket opened pages before
        line = tokenized.lines[token.line]
        if analysis.overlaps_marker(token.start, token.end + 1):
            continue
        if token.line != line_number:
            line_number, opening = token.line, line.text.find("(")
        if 0 <= opening < token.end - line.start:
            continue
        paragraph = analysis.text[max(0, token.start - _PARAGRAPH_CHARS) : token.start]
        if paragraph.count("(") > paragraph.count(")"):
            continue
        if tokenized.counts[token.text] > tokenized.word_counts.before_bracket[token.text]:
            reason = f"unpaired bracket; {token.text!r} is without one elsewhere"
            yield analysis.edit(token.end, token.end + 1, "", "specks", _BRACKET_CONFIDENCE, reason)


def _opening_quotes(analysis: Analysis, line: Line) -> Iterator[Edit]:
    """Yield the opening quotes of a line after which no quote closes."""
    text = line.text
    closing = list(_CLOSING_QUOTE.finditer(text))
    last_closing = closing[-1].start() if closing else -1
    for match in _OPENING_QUOTE.finditer(text):
        at = match.start()
        start = line.start + at
        if last_closing > at or analysis.overlaps_marker(start, start + 1):
            continue
        word = _word_at(text, at + 1)
        if match.group() in _APOSTROPHES and analysis.lexicon.word("'" + word.lower()).flags:
            continue  # 'twas, 'em
        yield analysis.edit(
            start, start + 1, "", "specks", _QUOTE_CONFIDENCE, "opening quote without closing quote"
        )


def _closing_quotes(analysis: Analysis, line: Line) -> Iterator[Edit]:
    """Yield the closing single quotes of a line before which no quote opens."""
    text = line.text
    opening = _OPENING_QUOTE.search(text)
    first_opening = opening.start() if opening else len(text)
    for match in _CLOSING_QUOTE.finditer(text):
        at = match.start()
        start = line.start + at
        if first_opening < at or analysis.overlaps_marker(start, start + 1):
            continue
        if match.group() == "”":
            continue  # may end a quotation that began on a line before
        if text[at - 1] in _SIBILANTS:
            continue
        yield analysis.edit(
            start,
            start + 1,
            "",
            "specks",
            _QUOTE_CONFIDENCE,
            "closing quote without opening quote",
        )


def _symbols(analysis: Analysis, line: Line) -> Iterator[Edit]:
    """Yield the stray symbols of a line."""
    last_underscore = line.text.rfind("_")
    for match in (
        *_SYMBOL_ALONE.finditer(line.text),
        *_SYMBOL_BEFORE_WORD.finditer(line.text),
    ):
        symbol = match.group()[0]
        start = line.start + match.start()
        if symbol == "|" and _is_pronoun(analysis, line, match.end()):
            reason = "a bar before a verb is the word 'I'"
            yield analysis.edit(start, start + 1, "I", "specks", _PRONOUN_CONFIDENCE, reason)
            continue
        if symbol == "_" and match.end() <= last_underscore:
            continue  # emphasis in Markdown
        confidence = _TILDE_CONFIDENCE if symbol == "~" else _SYMBOL_CONFIDENCE
        reason = f"stray symbol {symbol!r}"
        yield analysis.edit(start, line.start + match.end(), "", "specks", confidence, reason)


def _is_pronoun(analysis: Analysis, line: Line, at: int) -> bool:
    """Whether the word after a bar often follows `I`."""
    word = _word_at(line.text, at)
    look_up = analysis.annotated.look_up
    if not word.islower() or not line.text[at - 1].isspace():
        return False
    pmi = bigram_pmi(analysis.lexicon, DIPLOMATIC_ENGLISH, look_up("i"), look_up(word))
    return pmi > _MIN_PMI


def _word_at(text: str, at: int) -> str:
    """Return the letters that begin at ``at``."""
    end = at
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[at:end]
