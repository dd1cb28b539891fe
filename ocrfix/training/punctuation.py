"""Learning from pairs how OCR engines read punctuation, and the weights of its ranker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.punctuation.candidates import candidate_texts, needs_candidates
from ocrfix.correction.punctuation.confusions import PunctuationConfusions
from ocrfix.correction.punctuation.context import AnnotatedGaps
from ocrfix.correction.punctuation.gaps import find_gaps, straighten_quotes
from ocrfix.correction.punctuation.position import position_name
from ocrfix.correction.punctuation.ranker import (
    PunctuationRanker,
    candidate_features,
    trust_features,
)
from ocrfix.lexicon import Lexicon
from ocrfix.text.tokens import TokenizedText
from ocrfix.training.log_linear import Example, fit_weights, write_weights

_WORD = re.compile(r"[^\W_]+")
_MAX_WORD_DISTANCE = 0.5
"""Two words at the same place in OCR text and ground truth are the same word up to this distance
(edits per letter)."""
_MAX_JOINED_DISTANCE = 0.2
"""The same for two words of the OCR text that are one word in the ground truth."""

_MIN_COUNT = 2
"""A confusion that was seen less often is left out."""
_MIN_EXAMPLES = 4
"""A feature that fewer examples have gets no weight."""
_MIN_GAPS = 500
"""What fewer gaps teach does not hold for other pages."""

_MIN_SPREAD = 1.0
_PENALTY = 1.0
"""Passages of one document have the same specks, so examples teach less than their number says."""

ConfusionRow = tuple[str, str, str, int]
"""A row of the table of confusions: position, text read, text printed, count."""


class LearnedPunctuation(NamedTuple):
    """What was learned: the rows of the table of confusions, and the weights of the ranker."""

    rows: list[ConfusionRow]
    weights: dict[str, float]


NOTHING_LEARNED = LearnedPunctuation([], {})


def printed_gaps(ocr: str, truth: str) -> dict[tuple[int, int], str]:
    """Return what was printed in the gaps of an OCR text, by the span of each gap.

    Only for gaps between words that are next to each other, or one word, in the ground truth.

    >>> printed_gaps("He came‘ to the.town", "He came to the town")[7, 9]
    ' '
    """
    ocr_spans = [match.span() for match in _WORD.finditer(ocr)]
    truth_spans = [match.span() for match in _WORD.finditer(truth)]
    ocr_words = [ocr[start:end] for start, end in ocr_spans]
    truth_words = [truth[start:end] for start, end in truth_spans]
    partners, joined = _align(ocr_words, truth_words)
    found = {(ocr_spans[s][1], ocr_spans[s + 1][0]): "" for s in joined}
    for s in range(-1, len(ocr_words)):
        if s not in partners or partners.get(s + 1) != partners[s] + 1:
            continue
        t = partners[s]
        start = ocr_spans[s][1] if s >= 0 else 0
        end = ocr_spans[s + 1][0] if s + 1 < len(ocr_spans) else len(ocr)
        truth_start = truth_spans[t][1] if t >= 0 else 0
        truth_end = truth_spans[t + 1][0] if t + 1 < len(truth_spans) else len(truth)
        found[start, end] = straighten_quotes(truth[truth_start:truth_end])
    return found


def _align(ocr_words: list[str], truth_words: list[str]) -> tuple[dict[int, int], list[int]]:
    """Align the words of an OCR text with those of the ground truth.

    Returns:
        For the index of a word, the index of the same word in the ground truth; the starts (-1) and
        the ends of the texts are aligned too. And the words that are one word with the next.
    """
    partners = {-1: -1, len(ocr_words): len(truth_words)}
    joined: list[int] = []
    for op in Levenshtein.opcodes(ocr_words, truth_words):
        size = op.src_end - op.src_start
        if op.tag == "equal" or (op.tag == "replace" and size == op.dest_end - op.dest_start):
            for s, t in zip(
                range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
            ):
                distance = Levenshtein.normalized_distance(
                    ocr_words[s].lower(), truth_words[t].lower()
                )
                if distance <= _MAX_WORD_DISTANCE:
                    partners[s] = t
        elif op.tag == "replace" and size == 2 and op.dest_end - op.dest_start == 1:
            whole = "".join(ocr_words[op.src_start : op.src_end])
            distance = Levenshtein.normalized_distance(whole, truth_words[op.dest_start])
            if distance <= _MAX_JOINED_DISTANCE:
                joined.append(op.src_start)
    return partners, joined


def learn_punctuation_confusions(pairs: Iterable[tuple[str, str]]) -> list[ConfusionRow]:
    """Return the rows of the table of confusions that pairs of OCR text and ground truth show."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for ocr, truth in pairs:
        printed_by_span = printed_gaps(ocr, truth)
        for gap in find_gaps(TokenizedText(ocr)):
            printed = printed_by_span.get((gap.start, gap.end))
            if printed is not None:
                counts[position_name(gap), gap.seen, printed] += 1
    rows = [(*key, count) for key, count in counts.items() if count >= _MIN_COUNT]
    rows.sort(key=lambda row: (row[0], row[1], -row[3], row[2]))
    return rows


def examples(
    lexicon: Lexicon, confusions: PunctuationConfusions, pairs: Iterable[tuple[str, str]]
) -> list[Example]:
    """Return the gaps of pairs that may be misread, with the features of their candidates."""
    found = []
    for ocr, truth in pairs:
        gaps = AnnotatedGaps(AnnotatedTokens(TokenizedText(ocr), lexicon), confusions)
        printed_by_span = printed_gaps(ocr, truth)
        for number, gap in enumerate(gaps.gaps):
            printed = printed_by_span.get((gap.start, gap.end))
            if printed is None or not needs_candidates(gaps, number):
                continue
            texts = candidate_texts(gaps, number)
            if len(texts) > 1:
                right = texts.index(printed) if printed in texts else 0
                found.append(Example(candidate_features(gaps, number, texts), right))
    return found


def learn_weights(found: Sequence[Example]) -> dict[str, float]:
    """Return the weights of the features that enough examples have."""
    times: Counter[str] = Counter()
    for example in found:
        times.update({name for features in example.features for name in features})
    frequent = [
        Example(
            [{n: v for n, v in f.items() if times[n] >= _MIN_EXAMPLES} for f in e.features],
            e.correct,
        )
        for e in found
    ]
    return fit_weights(frequent, _PENALTY, _MIN_SPREAD)


def learn_punctuation(
    lexicon: Lexicon, pairs: Sequence[tuple[int, str, str]], folds: int
) -> LearnedPunctuation:
    """Learn from pairs how OCR engines read punctuation, and the weights of the ranker.

    The weights are learned with the confusions of other documents, and how far the ranker is to be
    trusted is measured on documents that it was not trained on.

    Args:
        lexicon: the dictionaries.
        pairs: the fold of each passage, its OCR text and its ground truth.
        folds: the number of folds.

    Returns:
        What was learned; nothing where the pairs have too few gaps that may be misread.
    """
    by_fold: list[list[Example]] = []
    for fold in range(folds):
        others = ((ocr, truth) for other, ocr, truth in pairs if other != fold)
        confusions = PunctuationConfusions(learn_punctuation_confusions(others))
        here = [(ocr, truth) for other, ocr, truth in pairs if other == fold]
        by_fold.append(examples(lexicon, confusions, here))
    if sum(map(len, by_fold)) < _MIN_GAPS or not all(by_fold):
        return NOTHING_LEARNED
    trusted: list[Example] = []
    for fold in range(folds):
        training = [e for number, found in enumerate(by_fold) if number != fold for e in found]
        ranker = PunctuationRanker(learn_weights(training), PunctuationConfusions(()))
        trusted += [trust_example(ranker, example) for example in by_fold[fold]]
    weights = learn_weights([example for found in by_fold for example in found])
    weights.update(fit_weights(trusted, 1.0))
    rows = learn_punctuation_confusions((ocr, truth) for _, ocr, truth in pairs)
    return LearnedPunctuation(rows, weights)


def trust_example(ranker: PunctuationRanker, example: Example) -> Example:
    """Return whether the most likely correction of a gap is right, as an example to learn from."""
    probabilities = ranker.probabilities(example.features)
    best = max(range(1, len(probabilities)), key=lambda k: (probabilities[k], -k))
    features = trust_features(probabilities[best], example.features[best])
    return Example([{}, features], int(example.correct == best))


def write_punctuation_confusions(rows: Iterable[ConfusionRow], path: Path) -> None:
    """Write the table of confusions, with its heading."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# Punctuation confusions of OCR engines: position, read, printed, count. "
            "See README.md.\n"
        )
        for position, seen, printed, count in rows:
            seen, printed = seen.replace(" ", "␣"), printed.replace(" ", "␣")
            out.write(f"{position}\t{seen}\t{printed}\t{count}\n")


def write_punctuation(learned: LearnedPunctuation, folder: Path) -> None:
    """Write the tables of what was learned, if anything was."""
    if learned.weights:
        write_punctuation_confusions(learned.rows, folder / "punctuation-confusions.tsv")
        write_weights(learned.weights, folder / "punctuation-ranker.tsv", "the punctuation ranker")
