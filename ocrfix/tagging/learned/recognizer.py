"""Learned recognizer: weighs the letters and the place of each token that no rule has marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocrfix.system.cache import Cache
from ocrfix.tagging.learned.decoding import best_labels, softmax
from ocrfix.tagging.learned.features import (
    Placed,
    Section,
    ending_features,
    inner_features,
    position_features,
)
from ocrfix.tagging.learned.letter_token import (
    NEIGHBORS,
    LetterToken,
    form_features,
    look_features,
)
from ocrfix.tagging.learned.model import MarkerModel
from ocrfix.tagging.learned.sections import sections
from ocrfix.tagging.learned.token_line import (
    KNOWN,
    TokenLine,
    measure_features,
    summary_features,
)
from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.text import lazy_regex
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
_HEAD = lazy_regex.pattern(r"[^\w(\[<]+")
_TAIL = lazy_regex.pattern(r"[^\w)\]>!.:?]+$")
_PRIORITY = 2.0
"""Below all rules, above noise."""
_TOKENS_CACHED = 20_000
_LINES_CACHED = 5_000


class _Tokens(dict[str, LetterToken]):
    """What is known of tokens by their letters, computed when first asked for.

    Args:
        folding: folds look-alike characters.
        model: for the words it knows.
    """

    def __init__(self, folding: LookalikeFolding, model: MarkerModel) -> None:
        super().__init__()
        self._folding = folding
        self._level = model.level
        self._words = model.words
        self._old: dict[str, LetterToken] = {}

    def __missing__(self, text: str) -> LetterToken:
        token = self._old.get(text)
        if token is None:
            token = LetterToken(text, self._folding, self._level, self._words)
        if len(self) >= _TOKENS_CACHED:
            self._old = dict(self)
            self.clear()
        self[text] = token
        return token


class LearnedRecognizer:
    """Recognizes markings by a log-linear model of tokens, where the rules have found none.

    Args:
        rules: for the look-alike characters.
        model: the weights.
    """

    def __init__(self, rules: RuleSet, model: MarkerModel) -> None:
        self._model = model
        self._sums = model.sums
        folding = LookalikeFolding(rules.layout.lookalikes)
        self._token = _Tokens(folding, model).__getitem__
        self._lines = Cache(_LINES_CACHED)
        self._known = Cache(_LINES_CACHED)  # a text is tagged again after a few corrections
        self._labels = {label: number for number, label in enumerate(model.labels)}
        self._enough = model.enough(_BEYOND_DOUBT)
        self._too_little = model.too_little(_BEYOND_DOUBT)
        self._enough_at_last = model.enough(_CERTAIN_TEXT)
        self._forms = model.group(form_features)
        self._looks = model.group(look_features)
        self._places = model.group(inner_features)
        self._endings = model.group(ending_features)
        self._measures = model.group(measure_features)
        self._summaries = model.group(summary_features)
        self._positions = model.group(position_features)

    def find(self, page: Page) -> Iterator[Match]:
        """Yield the markings of a page that no recognizer before has found."""
        for section in sections(page, self.line):
            yield from self._in_section(section, page)

    def line(self, text: str) -> TokenLine:
        """Return the tokens of a line with text."""
        line: TokenLine | None = self._lines.get(text)
        if line is None:
            line = TokenLine(text, self._token)
            self._lines.put(text, line)
        return line

    def _in_section(self, section: Section, page: Page) -> Iterator[Match]:
        model = self._model
        # The run of doubtful tokens: their lines, numbers, scores, and whether a line begins.
        run: list[tuple[int, int]] = []
        scores: list[list[float]] = []
        new_line: list[bool] = []
        before = 0
        for at, placed in enumerate(section.lines):
            doubtful = self._doubtful(section, at)
            if not doubtful and not run and not placed.types:
                before = 0
                continue
            for number, kind in enumerate(placed.kinds):
                score = doubtful.get(number)
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

    def _doubtful(self, section: Section, at: int) -> dict[int, list[float]]:
        """Return the scores of each label for the tokens of a line that may be markings."""
        line = section.lines[at].line
        first = line.first_active()
        if first == len(line.tokens):
            return {}
        context = section.context(at)
        known: dict[int, list[float]] | None = self._known.get(context)
        if known is None:
            known = self.scores(section, at, first)
            self._known.put(context, known)
        return known

    def scores(self, section: Section, at: int, first: int) -> dict[int, list[float]]:
        """Return the scores of each label for the tokens of a line that are not certainly text.

        Args:
            section: the lines around it.
            at: the position of the line.
            first: its first token that may be a marking.
        """
        found: dict[int, list[float]] = {}
        placed = section.lines[at]
        tokens = placed.line.tokens
        shared = self._shared(section, at)
        # Where the margins of the parts are enough together, the sum need not be read.
        needed = self._enough - self._sums.margin(shared)
        kinds = placed.kinds
        for number in range(first, len(tokens)):
            if kinds[number]:
                continue
            token = tokens[number]
            own = token.total
            if own is None:
                own = self._forms[token.form()] + self._model.total(token.own())
                token.total = own
                token.margin = self._sums.margin(own)
            if token.margin < needed:
                score = self._score(section, at, number, shared + own)
                if score is not None:
                    found[number] = score
        return found

    def _shared(self, section: Section, at: int) -> int:
        """Return the packed score that a line gives to all of its tokens."""
        lines = section.lines
        line = lines[at].line
        total = line.totals.get("")
        if total is None:
            total = self._measures[line.measures] + self._model.total(line.features)
            line.totals[""] = total
        if at:
            total += self._from_line(lines[at - 1].line, "before")
        if at + 1 < len(lines):
            total += self._from_line(lines[at + 1].line, "after")
        total += self._positions[section.position(at)]
        return total + self._model.total(section.surroundings(at))

    def _from_line(self, line: TokenLine, side: str) -> int:
        """Return the packed score that a line gives to the tokens of the one beside it."""
        total = line.totals.get(side)
        if total is None:
            total = self._summaries[side, line.summary] + self._model.total(line.seen_from(side))
            line.totals[side] = total
        return total

    def _score(self, section: Section, at: int, number: int, total: int) -> list[float] | None:
        """Return the score of each label for a token, or nothing if it is certainly text.

        Args:
            section: the lines around it.
            at: the position of its line.
            number: its number on the line.
            total: the packed score of its line and its letters.
        """
        margin = self._sums.margin(total)
        if margin >= self._enough:
            return None
        if margin >= self._too_little and _margin(self._sums.scores(total)) >= _BEYOND_DOUBT:
            return None
        total += self._place(section, at, number)
        tokens = section.lines[at].line.tokens
        for distance in NEIGHBORS:
            if 0 <= number + distance < len(tokens):
                total += self._seen_from(tokens[number + distance], distance)
        if self._sums.margin(total) >= self._enough_at_last:
            return None
        scores = self._sums.scores(total)
        if _margin(scores) >= _CERTAIN_TEXT or softmax(scores)[0] >= _TEXT:
            return None
        return scores

    def _seen_from(self, token: LetterToken, distance: int) -> int:
        """Return the packed score that a token gives to the one it is at a distance from."""
        total = token.seen.get(distance)
        if total is None:
            total = self._looks[token.look(distance)] + self._model.total(token.seen_from(distance))
            token.seen[distance] = total
        return total

    def _place(self, section: Section, at: int, number: int) -> int:
        """Return the packed score of the place of a token."""
        total = self._places[section.inner_place(at, number)]
        is_last = number + 1 == len(section.lines[at].kinds)
        if is_last:
            total += self._endings[section.ending(at)]
        if is_last or section.opens_paragraph(at, number):
            total += self._model.total(section.place_features(at, number))
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
                spans = placed.line.spans()
                a, b = spans[number][0], spans[last][1]
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
