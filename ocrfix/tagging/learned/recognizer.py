"""Learned recognizer: weighs the letters and the place of each token that no rule has marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ocrfix.system.cache import Cache
from ocrfix.tagging.learned.decoding import best_labels, softmax
from ocrfix.tagging.learned.features import (
    KNOWN,
    NEIGHBORS,
    LetterToken,
    Placed,
    Section,
    TokenLine,
    inner_features,
)
from ocrfix.tagging.learned.model import MarkerModel
from ocrfix.tagging.learned.sections import sections
from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.text.letters import LookalikeFolding

RULE = "learned"
"""The rule of the markers found here."""

_TEXT = 0.97
"""A token that is a word of the document with this probability ends a run of doubtful tokens."""
_CERTAIN_TEXT = 6.0
"""From this margin on, it certainly has that probability."""
_BEYOND_DOUBT = 8.0
"""From this margin on, its neighbors and its place do not matter either."""
_READ_BY_GRAMMAR = frozenset({"exemption", "redaction"})
"""Types that the grammar alone marks: an exemption without a readable code says nothing."""
_WITHOUT_STOP = frozenset({"classification", "handling"})
"""Types whose markings end in no full stop; one behind them is a speck, or ends a sentence."""
_SHORT_MARK_CHARS = 6
_HEAD = re.compile(r"[^\w(\[<]+")
_TAIL = re.compile(r"[^\w)\]>!.:?]+$")
_PRIORITY = 2.0
"""Below all rules, above noise."""
_TOKENS_CACHED = 20_000
_LINES_CACHED = 5_000
_FEATURES_CACHED = 50_000


class LearnedRecognizer:
    """Recognizes markings by a log-linear model of tokens, where the rules have found none.

    Args:
        rules: for the look-alike characters.
        model: the weights.
    """

    def __init__(self, rules: RuleSet, model: MarkerModel) -> None:
        self._model = model
        self._folding = LookalikeFolding(rules.layout.lookalikes)
        self._tokens = Cache(_TOKENS_CACHED)
        self._lines = Cache(_LINES_CACHED)
        self._labels = {label: number for number, label in enumerate(model.labels)}
        self._shared: dict[str, int] = {}
        self._places: dict[tuple[int, int, str, str], int] = {}

    def find(self, page: Page) -> Iterator[Match]:
        """Yield the markings of a page that no recognizer before has found."""
        for section in sections(page, self.line):
            yield from self._in_section(section, page)

    def line(self, text: str) -> TokenLine:
        """Return the tokens of a line with text."""
        line: TokenLine | None = self._lines.get(text)
        if line is None:
            line = TokenLine(text, self.token)
            self._lines.put(text, line)
        return line

    def token(self, text: str) -> LetterToken:
        """Return what is known of a token by its letters."""
        token: LetterToken | None = self._tokens.get(text)
        if token is None:
            token = LetterToken(text, self._folding, self._model.level, self._model.words)
            self._tokens.put(text, token)
        return token

    def _in_section(self, section: Section, page: Page) -> Iterator[Match]:
        model = self._model
        # The run of doubtful tokens: their lines, numbers, scores, and whether a line begins.
        run: list[tuple[int, int]] = []
        scores: list[list[float]] = []
        new_line: list[bool] = []
        before = 0
        for at, placed in enumerate(section.lines):
            first = placed.line.first_active()
            shared: int | None = None
            for number, kind in enumerate(placed.kinds):
                score: list[float] | None = None
                if number >= first and not kind:
                    if shared is None:
                        shared = self._sum(section.line_features(at))
                    score = self._score(section, at, number, shared)
                if score is not None:
                    run.append((at, number))
                    scores.append(score)
                    new_line.append(number == 0)
                    continue
                label = self._labels.get(kind, 0)
                if run:
                    ends = [*new_line, number == 0]
                    labels = best_labels(scores, ends, model.transitions, before, label)
                    yield from self._matches(section, page, run, scores, labels)
                    run, scores, new_line = [], [], []
                before = label
        if run:
            labels = best_labels(scores, [*new_line, True], model.transitions, before, 0)
            yield from self._matches(section, page, run, scores, labels)

    def _score(self, section: Section, at: int, number: int, shared: int) -> list[float] | None:
        """Return the score of each label for a token, or nothing if it is certainly text."""
        tokens = section.lines[at].line.tokens
        total = shared + self._own(tokens[number])
        if _margin(self._model.scores(total)) >= _BEYOND_DOUBT:
            return None
        total += self._place(section, at, number)
        for distance in NEIGHBORS:
            if 0 <= number + distance < len(tokens):
                total += self._seen_from(tokens[number + distance], distance)
        scores = self._model.scores(total)
        if _margin(scores) >= _CERTAIN_TEXT or softmax(scores)[0] >= _TEXT:
            return None
        return scores

    def _own(self, token: LetterToken) -> int:
        """Return the packed score that a token gives to itself."""
        if token.scores is None:
            token.scores = {0: self._model.total(token.own())}
        own: int = token.scores[0]
        return own

    def _seen_from(self, token: LetterToken, distance: int) -> int:
        """Return the packed score that a token gives to the one it is at a distance from."""
        self._own(token)
        total: int | None = token.scores.get(distance)
        if total is None:
            total = token.scores[distance] = self._model.total(token.seen_from(distance))
        return total

    def _place(self, section: Section, at: int, number: int) -> int:
        """Return the packed score of the place of a token."""
        if number + 1 == len(section.lines[at].kinds) or section.opens_paragraph(at, number):
            return self._sum(section.place_features(at, number))
        place = section.inner_place(at, number)
        total = self._places.get(place)
        if total is None:
            total = self._places[place] = self._model.total(inner_features(place))
        return total

    def _sum(self, features: Sequence[str]) -> int:
        """Return the sum of the packed weights of features that many tokens share."""
        known = self._shared
        total = 0
        for feature in features:
            packed = known.get(feature)
            if packed is None:
                if len(known) >= _FEATURES_CACHED:
                    known.clear()
                packed = known[feature] = self._model.packed(feature)
            total += packed
        return total

    def _matches(
        self,
        section: Section,
        page: Page,
        run: Sequence[tuple[int, int]],
        scores: Sequence[Sequence[float]],
        labels: Sequence[int],
    ) -> Iterator[Match]:
        """Yield the matches of a run of labeled tokens."""
        first = 0
        for after in range(1, len(run) + 1):
            label = labels[first]
            at, number = run[first]
            if after < len(run) and labels[after] == label and run[after][0] == at:
                continue
            kind = self._model.labels[label]
            last = run[after - 1][1]
            placed = section.lines[at]
            is_new = kind not in _READ_BY_GRAMMAR and not _continues(placed, number, last, kind)
            is_whole = not _cuts_spaced_word(placed, number, last)
            if kind and is_new and is_whole and not _is_prose(placed, number, last):
                mean = sum([softmax(scores[k])[label] for k in range(first, after)])
                a, b = placed.line.spans[number][0], placed.line.spans[last][1]
                a, b = trimmed(placed.line.text, a, b, kind)
                start = page.starts[placed.number]
                confidence = round(self._model.confidence(mean / (after - first)), 3)
                yield Match(
                    start + a, start + b, placed.number, kind, RULE, confidence, _PRIORITY, {}
                )
            first = after


def _continues(placed: Placed, first: int, last: int, kind: str) -> bool:
    """Return whether tokens only continue a marking of the same type that a rule has found."""
    kinds = placed.kinds
    return kinds[max(first - 1, 0)] == kind or kinds[min(last + 1, len(kinds) - 1)] == kind


def _is_prose(placed: Placed, first: int, last: int) -> bool:
    """Return whether tokens are words in lower case, as a line of prose may be broken to leave."""
    return all(
        [one.level >= KNOWN and one.text.islower() for one in placed.line.tokens[first : last + 1]]
    )


def _cuts_spaced_word(placed: Placed, first: int, last: int) -> bool:
    """Return whether tokens begin or end amid letters with spaces between them: S (E C R) E T."""
    tokens = placed.line.tokens
    for inner, outer in ((first, first - 1), (last, last + 1)):
        if 0 <= outer < len(tokens) and all(
            [len(one.text) == 1 and one.text.isalnum() for one in (tokens[inner], tokens[outer])]
        ):
            return True
    return False


def _margin(scores: Sequence[float]) -> float:
    """Return by how much the score of text exceeds all others."""
    return scores[0] - max(scores[1:])


def trimmed(line: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """Return a span without the specks at its ends.

    Those of a short portion mark and of a page number may be its own: `(S)-`, `- 2 -`.

    >>> trimmed("{SECRET,,", 0, 9, "classification")
    (1, 7)
    """
    text = line[start:end]
    if kind == "page" or (kind == "classification" and len(text) <= _SHORT_MARK_CHARS):
        return start, end
    if kind in _WITHOUT_STOP and text.endswith("."):
        end -= 1
        text = text[:-1]
    head, tail = _HEAD.match(text), _TAIL.search(text)
    if head and head.end() < len(text):
        start += head.end()
    if tail and tail.start() > 0 and end - len(tail[0]) > start:
        end -= len(tail[0])
    return start, end
