"""Specks of dirt read as signs: quotes that nothing closes, stray hyphens, bars and brackets."""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.ngram_context import DIPLOMATIC_ENGLISH, bigram_pmi
from ocrfix.edits import Edit
from ocrfix.text import lazy_regex
from ocrfix.text.lines import Line
from ocrfix.text.tokens import Token

_HYPHEN = 0.95
_BRACKET = 0.85
_QUOTE = 0.85
_SIGN = 0.85
_PRONOUN = 0.8
_DASH_LIKE = 0.7  # a tilde alone may be a dash

# A curly single quote that opens before a letter; typewriters had none, so it is a speck or a
# pair of them.
_QUOTES = "‘’`´”"
_OPENING = lazy_regex.pattern(r"(?<![^\s(\[\"“])[‘’`´](?=[^\W\d_]{2})")
_CLOSING = lazy_regex.pattern(r"(?<=[^\W\d_])[’‘`´”](?=[\s,.;:)]|\Z)")
# A sign alone between blanks, or at the front of a word, that no typist put there.
_SIGNS = "|_~¦"
_ALONE = lazy_regex.pattern(r"(?:(?<=[ ])|\A)[|_~¦][ ](?=\S)")
_IN_FRONT = lazy_regex.pattern(r"(?:(?<=[ ])|\A)[|_~¦](?=[^\W_]{2})")


def propose(analysis: Analysis) -> Iterator[Edit]:
    """Yield the specks to take out."""
    yield from _hyphens(analysis)
    yield from _brackets(analysis)
    # Few of them stand in a text, and in fewer lines.
    quotes = [sign for sign in _QUOTES if sign in analysis.text]
    signs = [sign for sign in _SIGNS if sign in analysis.text]
    if not quotes and not signs:
        return
    for line in analysis.tokenized.lines:
        text = line.text
        if _holds(text, quotes):
            yield from _quotes(analysis, line.start, text)
        if _holds(text, signs) and text.count("|") < 2 and not text.lstrip().startswith("|"):
            yield from _signs(analysis, line)


def _holds(text: str, signs: list[str]) -> bool:
    found = False
    for sign in signs:
        found = found or sign in text
    return found


def _hyphens(analysis: Analysis) -> Iterator[Edit]:
    """`Dear-Mr. Foreign Minister`: nothing is joined to a form of address by a hyphen."""
    tokens = analysis.tokenized.tokens
    word_classes = analysis.lexicon.word_classes
    for number in _hyphened(tokens, analysis.text) if "-" in analysis.text else ():
        token, after = tokens[number], tokens[number + 1]
        if not after.text[:1].isupper():
            continue
        if word_classes.get(after.text.lower()) != "honorific":
            continue
        if analysis.tokenized.char_after(after) == "." and len(token.text) > 1:
            yield analysis.edit(
                token.end, after.start, " ", "specks", _HYPHEN,
                f"nothing is joined to {after.text!r} by a hyphen",
            )  # fmt: skip


def _hyphened(tokens: list[Token], text: str) -> list[int]:
    """Return the words that a hyphen alone parts from the next."""
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


def _bracketed(tokens: list[Token], text: str) -> list[Token]:
    """Return the words behind which a bracket closes."""
    found: list[Token] = []
    size = len(text)
    for number in range(len(tokens)):
        token = tokens[number]
        if token.end < size and text[token.end] == ")":
            found.append(token)
    return found


def _brackets(analysis: Analysis) -> Iterator[Edit]:
    """`KWiedemann)`: a bracket that nothing opens, after a word that stands clean elsewhere."""
    tokenized = analysis.tokenized
    if ")" not in analysis.text:
        return
    closed = _bracketed(tokenized.tokens, analysis.text)
    opened = -1, -1  # a line, and where its first bracket opens
    for token in closed:
        if len(token.text) < 4 or token.text.isdecimal():
            continue  # numbers of files stand in brackets; of `(92-914)` the first is often lost
        if analysis.annotated.look_up(token.text).is_english:
            continue  # of plain words any may close a bracket that was opened pages before
        line = tokenized.lines[token.line]
        if analysis.overlaps_marker(token.start, token.end + 1):
            continue
        if token.line != opened[0]:
            opened = token.line, line.text.find("(")
        if 0 <= opened[1] < token.end - line.start:
            continue
        # An opening bracket may stand on a line before; look back through the paragraph.
        window = analysis.text[max(0, token.start - 400) : token.start]
        if window.count("(") > window.count(")"):
            continue
        clean = tokenized.counts[token.text] > tokenized.word_counts.before_bracket[token.text]
        if clean:
            yield analysis.edit(
                token.end, token.end + 1, "", "specks", _BRACKET,
                f"nothing opens this bracket, and {token.text!r} stands without it elsewhere",
            )  # fmt: skip


def _quotes(analysis: Analysis, offset: int, text: str) -> Iterator[Edit]:
    opened = list(_OPENING.finditer(text))
    closed = list(_CLOSING.finditer(text))
    first_opened = opened[0].start() if opened else len(text)
    last_closed = closed[-1].start() if closed else -1
    quotes = [at for at in (text.find("“"), text.find('"')) if at >= 0]
    first_quote = min(quotes, default=len(text))
    for match in opened:
        at = match.start()
        if last_closed > at or analysis.overlaps_marker(offset + at, offset + at + 1):
            continue
        word = _word_at(text, at + 1)
        if match.group() in "’`´" and analysis.lexicon.word("'" + word.lower()).flags:
            continue  # 'twas, 'em
        yield analysis.edit(
            offset + at, offset + at + 1, "", "specks", _QUOTE, "a quote that nothing closes"
        )
    for match in closed:
        at = match.start()
        if first_opened < at or analysis.overlaps_marker(offset + at, offset + at + 1):
            continue
        if match.group() == "”" and first_quote < at:
            continue
        if text[at - 1] in "sSzZxX" or match.group() == "”":
            continue  # a possessive, or the end of a quotation that began on a line before
        yield analysis.edit(
            offset + at, offset + at + 1, "", "specks", _QUOTE, "a quote that nothing opens"
        )


def _signs(analysis: Analysis, line: Line) -> Iterator[Edit]:
    last_underscore = line.text.rfind("_")
    for match in (*_ALONE.finditer(line.text), *_IN_FRONT.finditer(line.text)):
        sign = match.group()[0]
        start = line.start + match.start()
        if sign == "|" and _is_pronoun(analysis, line, match.end()):
            yield analysis.edit(
                start, start + 1, "I", "specks", _PRONOUN, "a bar before a verb is the word 'I'"
            )
            continue
        if sign == "_" and match.end() <= last_underscore:
            continue  # emphasis in Markdown
        yield analysis.edit(
            start, line.start + match.end(), "", "specks",
            _DASH_LIKE if sign == "~" else _SIGN,
            f"{sign!r} is no word, and no sign that stands here",
        )  # fmt: skip


def _is_pronoun(analysis: Analysis, line: Line, at: int) -> bool:
    """Whether the word after a bar is one that often follows `I`."""
    word = _word_at(line.text, at)
    look_up = analysis.annotated.look_up
    if not word.islower() or not line.text[at - 1].isspace():
        return False
    return bigram_pmi(analysis.lexicon, DIPLOMATIC_ENGLISH, look_up("i"), look_up(word)) > 0.5


def _word_at(text: str, at: int) -> str:
    end = at
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[at:end]
