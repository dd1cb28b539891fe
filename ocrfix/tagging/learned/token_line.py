"""Lines of tokens: what the learned recognizer knows of a line wherever it stands."""

from __future__ import annotations

from collections.abc import Callable

from ocrfix.tagging.learned.letter_token import COMMON, MAX_WORD, LetterToken
from ocrfix.tagging.learned.tokens import token_spans
from ocrfix.text import lazy_regex
from ocrfix.text.letters import digit_count, uppercase_share

_CAPITAL_RUN = lazy_regex.pattern(r"[A-Z]+")
_SMALL_RUN = lazy_regex.pattern(r"[a-z]+")
_DIGIT_RUN = lazy_regex.pattern(r"\d+")
_SPACES = lazy_regex.pattern(r"\s+")
SENTENCE_END = lazy_regex.pattern(r"[.!?\"”)]$")
_PLAIN_END = lazy_regex.pattern(r"[a-z]+[.,;:]?|[A-Z][a-z]+[.,]?|\d{3,}")
_PARAGRAPH_START = lazy_regex.pattern(r"\s\s|\s*(?:\(?[a-zA-Z0-9]{1,2}[.)]|--|-|•|[A-Z][a-z]+:)\s")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTH = lazy_regex.pattern(rf"(?i)\b(?:{'|'.join(_MONTHS)})")

_MAX_LINE_SHAPE = 20
_SHORT_LINE_CHARS = 28
SHORT_TOKEN_CHARS = 5
_MAX_DIGITS = 9
"""Where shapes and numbers are cut, since longer ones hardly repeat."""

KNOWN = 2
"""From this level of frequency on, a word at the end of a line of prose is no misread mark."""
_PROSE_SHARE = 0.5
_PROSE_TOKENS = 5
_PROSE_EDGE = 2
"""A line of so many tokens, of which this share are common words in lower case, is prose: only its
last tokens can be a marking."""


class TokenLine:
    """The tokens of a line and what they show together; independent of the lines around it.

    Attributes:
        text: the line.
        tokens: the tokens.
        key: the folded letters and digits of the line.
        is_prose: whether only the last tokens can be a marking.
        marking_words: the words of markings on it.
        summary: the shares of capitals and of common words, and the number of tokens, in steps.
        measures: the same with finer steps, and the share of digits and the length.
        features: the other features of the line alone.
        ends_marked: whether its last token may be a mark behind a sentence.
        totals: the packed weights of its features, and of what it gives to the lines beside it,
            once the recognizer has summed them.
    """

    def __init__(self, text: str, token: Callable[[str], LetterToken]) -> None:
        self.text = text
        words = text.split() if "/" not in text else [text[a:b] for a, b in token_spans(text)]
        self.tokens = list(map(token, words))
        self.key = "".join([one.key for one in self.tokens])
        size = len(self.tokens)
        upper = uppercase_share(text)
        common = sum([one.level >= COMMON for one in self.tokens]) / size
        bare = text.strip()
        digits = digit_count(bare) / len(bare)
        self.is_prose = size >= _PROSE_TOKENS and common >= _PROSE_SHARE and upper < _PROSE_SHARE
        self.marking_words = sorted({one.near[0] for one in self.tokens if one.near})
        self.first_key = self.tokens[0].key[:MAX_WORD]
        self.single_chars = sum([len(one.text) == 1 for one in self.tokens])
        self.summary = int(upper * 2.99), int(common * 2.99), min(size, 6)
        self.measures = (
            *self.summary,
            min(size, 8),
            int(upper * 4.99),
            int(digits * 4.99),
            int(common * 4.99),
            min(len(text) // 12, 7),
        )
        self.features: list[str] = []
        if len(bare) <= _SHORT_LINE_CHARS:
            self.features.append("line shape=" + _line_shape(bare))
        if _has_month(text):
            self.features.append("month")
        self.features += ["line word=" + word for word in self.marking_words]
        last = self.tokens[-1].text
        self.ends_marked = (
            size > 2
            and len(last) <= SHORT_TOKEN_CHARS
            and not _PLAIN_END.fullmatch(last)
            and bool(SENTENCE_END.search(self.tokens[-2].text))
        )
        self.starts_paragraph = bool(_PARAGRAPH_START.match(text))
        self.totals: dict[str, int] = {}
        self._spans: list[tuple[int, int]] = []

    def spans(self) -> list[tuple[int, int]]:
        """Return the tokens as spans of the line."""
        if not self._spans:
            self._spans = list(token_spans(self.text))
        return self._spans

    def seen_from(self, side: str) -> list[str]:
        """Return what it gives besides its summary to the line that it is before or after.

        Args:
            side: ``before`` or ``after``.
        """
        found = [f"{side} word={word}" for word in self.marking_words]
        found.append(f"{side} first={self.first_key}")
        return found

    def first_active(self) -> int:
        """Return the first token that may belong to a marking; their number, if there is none."""
        size = len(self.tokens)
        if not self.is_prose:
            return 0
        if all([one.level >= KNOWN for one in self.tokens[-_PROSE_EDGE:]]):
            return size
        return max(0, size - _PROSE_EDGE)


def measure_features(measures: tuple[int, ...]) -> list[str]:
    """Return the features of the measures of a line; see :class:`TokenLine`."""
    upper3, common3, tokens6, tokens, upper, digits, common, length = measures
    return [
        f"line tokens={tokens}",
        f"line upper={upper}",
        f"line digits={digits}",
        f"line common={common}",
        f"line tokens,common,upper={tokens6},{common3},{upper3}",
        f"line length={length}",
    ]


def summary_features(seen: tuple[str, tuple[int, int, int]]) -> list[str]:
    """Return what lines with the same summary give to the line before or after.

    Args:
        seen: ``before`` or ``after``, and the summary; see :class:`TokenLine`.
    """
    side, (upper, common, tokens) = seen
    return [f"{side} upper={upper}", f"{side} common={common}", f"{side} tokens={tokens}"]


def _has_month(text: str) -> bool:
    """Return whether a word of a line begins like a month."""
    # The search tries twelve words at each letter; hardly a line needs it.
    upper = text.upper()
    return any([month in upper for month in _MONTHS]) and bool(_MONTH.search(text))


def _line_shape(bare: str) -> str:
    kinds = _SMALL_RUN.sub("x", _CAPITAL_RUN.sub("X", bare))
    kinds = _DIGIT_RUN.sub(lambda run: f"9{min(len(run[0]), _MAX_DIGITS)}", kinds)
    return _SPACES.sub("_", kinds)[:_MAX_LINE_SHAPE]
