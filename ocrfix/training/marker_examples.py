"""Training examples of the learned recognizer: the tokens that the rules left open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from ocrfix.tagging.learned.features import all_features
from ocrfix.tagging.learned.letter_token import LetterToken
from ocrfix.tagging.learned.sections import sections
from ocrfix.tagging.learned.token_line import TokenLine
from ocrfix.tagging.learned.tokens import token_spans
from ocrfix.tagging.learned.vocabulary import MIN_CHARS, MarkingWords
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.tagger import Tagger
from ocrfix.text.letters import LookalikeFolding
from ocrfix.text.lines import split_lines
from ocrfix.training.labeled_pages import LabeledPage, LabeledSpan

_MIN_DOCUMENTS = 2
_MIN_SHARE = 0.25
"""A word is one of markings if it stands in those of so many documents, and with this share of its
occurrences."""


class TokenExample(NamedTuple):
    """A token: its features, and the marker type it belongs to, or an empty string."""

    features: list[str]
    label: str


def marking_words(rules: RuleSet, pages: Iterable[LabeledPage]) -> dict[str, tuple[str, ...]]:
    """Return the words of markings, of the rules and of labeled pages, with their marker types."""
    folding = LookalikeFolding(rules.layout.lookalikes)
    types: dict[str, set[str]] = defaultdict(set)
    for rule in rules.rules:
        for phrase in (*rule.phrases, *rule.misreadings.values()):
            for word in folding.words(phrase):
                if len(word.key) >= MIN_CHARS and word.key.isalpha():
                    types[word.key].add(rule.type)
    everywhere: Counter[str] = Counter()
    inside: dict[str, Counter[str]] = defaultdict(Counter)
    documents: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for text, label in chain.from_iterable(labeled_lines(page)):
            key = folding.key(text)
            if len(key) < MIN_CHARS or not key.isalpha():
                continue
            everywhere[key] += 1
            if label:
                inside[key][label] += 1
                documents[key].add(page.document)
    for key, found in inside.items():
        if len(documents[key]) >= _MIN_DOCUMENTS and found.total() >= _MIN_SHARE * everywhere[key]:
            types[key].add(found.most_common(1)[0][0])
    return {key: tuple(sorted(kinds)) for key, kinds in sorted(types.items())}


def labeled_lines(page: LabeledPage) -> Iterator[list[tuple[str, str]]]:
    """Yield the tokens of each line with their marker types; the empty string is text."""
    start = 0
    for line in split_lines(page.text):
        spans = list(token_spans(line))
        labels = token_labels([(start + a, start + b) for a, b in spans], page.spans)
        yield [(line[a:b], label) for (a, b), label in zip(spans, labels, strict=True)]
        start += len(line) + 1


def token_labels(tokens: Sequence[tuple[int, int]], spans: Sequence[LabeledSpan]) -> list[str]:
    """Return the marker type of each token: that of a span which covers half of it.

    >>> token_labels([(0, 6), (7, 14)], [LabeledSpan(7, 14, "control")])
    ['', 'control']
    """
    labels = [""] * len(tokens)
    if not tokens:
        return labels
    first, last = tokens[0][0], tokens[-1][1]
    for span in spans:
        if span.end <= first or span.start >= last or span.type == "noise":
            continue
        for number, (start, end) in enumerate(tokens):
            common = min(end, span.end) - max(start, span.start)
            if common > 0 and (2 * common >= end - start or common == span.end - span.start):
                labels[number] = labels[number] or span.type
    return labels


class ExampleMaker:
    """Makes the examples of pages.

    Args:
        rules: the dictionaries of codes and stamps.
        words: the words of markings.
        level: returns the frequency level of a word.
    """

    def __init__(
        self, rules: RuleSet, words: dict[str, tuple[str, ...]], level: Callable[[str], int]
    ) -> None:
        self._tagger = Tagger(rules)
        self._folding = LookalikeFolding(rules.layout.lookalikes)
        self._words = MarkingWords(words)
        self._level = level
        self._tokens: dict[str, LetterToken] = {}

    def examples(self, page: LabeledPage) -> list[TokenExample]:
        """Return the tokens of a page that the rules have not marked, in order."""
        marked = self._tagger.apply_rules(page.text)
        found: list[TokenExample] = []
        for section in sections(marked, self._line):
            for at, placed in enumerate(section.lines):
                start = marked.starts[placed.number]
                spans = [(start + a, start + b) for a, b in placed.line.spans()]
                labels = token_labels(spans, page.spans)
                features = all_features(section, at)
                first = placed.line.first_active()
                for number, label in enumerate(labels):
                    if number >= first and not placed.kinds[number]:
                        found.append(TokenExample(features[number], label))
        return found

    def _line(self, text: str) -> TokenLine:
        return TokenLine(text, self._token)

    def _token(self, text: str) -> LetterToken:
        token = self._tokens.get(text)
        if token is None:
            token = self._tokens[text] = LetterToken(text, self._folding, self._level, self._words)
        return token
