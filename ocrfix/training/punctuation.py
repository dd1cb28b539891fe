"""Learning from pairs what engines make of signs, and the weights of the judge of signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.punctuation import (
    Judge,
    Page,
    Sightings,
    certainty,
    in_doubt,
    measure,
    readings,
    where,
)
from ocrfix.correction.punctuation.gaps import folded, gaps
from ocrfix.lexicon import Lexicon
from ocrfix.text.tokens import TokenizedText
from ocrfix.training.log_linear import Example, fit_weights, write_weights

_WORD = re.compile(r"[^\W_]+")
_ALIKE = 0.5
_FEWEST = 2
_FEWEST_EXAMPLES = 4
_ENOUGH = 500
"""From fewer gaps in doubt nothing is learned that would hold for another page."""

_LEAST_SPREAD = 1.0
_PENALTY = 1.0
"""Passages of one document have the same specks, so examples tell less than they are many."""

Row = tuple[str, str, str, int]


class LearnedSigns(NamedTuple):
    """What was learned: rows of the table of sightings, and the weights of the judge."""

    rows: list[Row]
    weights: dict[str, float]


NONE = LearnedSigns([], {})


def meant(ocr: str, truth: str) -> dict[tuple[int, int], str]:
    """Return what stood between words of an OCR text, by the end of one and the start of the next.

    Only between words of which both are found in the truth side by side, or as one word.

    >>> meant("He came‘ to the.town", "He came to the town")[7, 9]
    ' '
    """
    seen = [m.span() for m in _WORD.finditer(ocr)]
    stood = [m.span() for m in _WORD.finditer(truth)]
    left = [ocr[a:b] for a, b in seen]
    right = [truth[a:b] for a, b in stood]
    partner: dict[int, int] = {-1: -1, len(left): len(right)}
    found: dict[tuple[int, int], str] = {}
    for op in Levenshtein.opcodes(left, right):
        size = op.src_end - op.src_start
        if op.tag == "equal" or (op.tag == "replace" and size == op.dest_end - op.dest_start):
            for s, t in zip(
                range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
            ):
                if Levenshtein.normalized_distance(left[s].lower(), right[t].lower()) <= _ALIKE:
                    partner[s] = t
        elif op.tag == "replace" and size == 2 and op.dest_end - op.dest_start == 1:
            joined = "".join(left[op.src_start : op.src_end])
            if Levenshtein.normalized_distance(joined, right[op.dest_start]) <= 0.2:
                found[seen[op.src_start][1], seen[op.src_start + 1][0]] = ""
    for s in range(-1, len(left)):
        if s not in partner or partner.get(s + 1) != partner[s] + 1:
            continue
        t = partner[s]
        begin = seen[s][1] if s >= 0 else 0
        end = seen[s + 1][0] if s + 1 < len(seen) else len(ocr)
        first = stood[t][1] if t >= 0 else 0
        last = stood[t + 1][0] if t + 1 < len(stood) else len(truth)
        found[begin, end] = folded(truth[first:last])
    return found


def learn_sightings(pairs: Iterable[tuple[str, str]]) -> list[Row]:
    """Return rows of place, what was read, what stood there, and how often."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for ocr, truth in pairs:
        stood = meant(ocr, truth)
        for gap in gaps(TokenizedText(ocr)):
            there = stood.get((gap.start, gap.end))
            if there is not None:
                counts[where(gap), gap.seen, there] += 1
    rows = [(*key, count) for key, count in counts.items() if count >= _FEWEST]
    rows.sort(key=lambda row: (row[0], row[1], -row[3], row[2]))
    return rows


def examples(
    lexicon: Lexicon, sightings: Sightings, pairs: Iterable[tuple[str, str]]
) -> list[Example]:
    """Return the gaps of pairs that are worth judging, with their readings."""
    found = []
    for ocr, truth in pairs:
        page = Page(AnnotatedTokens(TokenizedText(ocr), lexicon), sightings)
        stood = meant(ocr, truth)
        for number, gap in enumerate(page.gaps):
            there = stood.get((gap.start, gap.end))
            if there is None or not in_doubt(page, number):
                continue
            offered = readings(page, number)
            if len(offered) > 1:
                right = offered.index(there) if there in offered else 0
                found.append(Example(measure(page, number, offered), right))
    return found


def learn_weights(found: Sequence[Example]) -> dict[str, float]:
    """Return the weights of the features that enough examples have."""
    times: Counter[str] = Counter()
    for example in found:
        times.update({name for features in example.features for name in features})
    kept = [
        Example(
            [{n: v for n, v in f.items() if times[n] >= _FEWEST_EXAMPLES} for f in e.features],
            e.correct,
        )
        for e in found
    ]
    return fit_weights(kept, _PENALTY, _LEAST_SPREAD)


def learn_signs(
    lexicon: Lexicon, pairs: Sequence[tuple[int, str, str]], parts: int
) -> LearnedSigns:
    """Learn from pairs what engines make of signs, and how to judge them.

    The weights are learned with sightings of other documents, and how far the judge can be trusted
    is measured on documents that it has not seen.

    Args:
        lexicon: the dictionaries.
        pairs: the part that each passage belongs to, its OCR text and its truth.
        parts: into how many parts the documents are cut.

    Returns:
        What was learned; nothing where the pairs hold too few signs.
    """
    parted: list[list[Example]] = []
    for part in range(parts):
        rows = learn_sightings((ocr, truth) for other, ocr, truth in pairs if other != part)
        here = [(ocr, truth) for other, ocr, truth in pairs if other == part]
        parted.append(examples(lexicon, Sightings(rows), here))
    if sum(map(len, parted)) < _ENOUGH or not all(parted):
        return NONE
    trusted: list[Example] = []
    for part in range(parts):
        others = [e for number, found in enumerate(parted) if number != part for e in found]
        judge = Judge(learn_weights(others), Sightings(()))
        trusted += [trust(judge, example) for example in parted[part]]
    weights = learn_weights([example for found in parted for example in found])
    weights.update(fit_weights(trusted, 1.0))
    return LearnedSigns(learn_sightings((ocr, truth) for _, ocr, truth in pairs), weights)


def trust(judge: Judge, example: Example) -> Example:
    """Return whether the likeliest mend of a gap was right, as an example of its own."""
    shares = judge.shares(example.features)
    best = max(range(1, len(shares)), key=lambda k: (shares[k], -k))
    measured = certainty(shares[best], example.features[best])
    return Example([{}, measured], int(example.correct == best))


def write_sightings(rows: Iterable[Row], path: Path) -> None:
    """Write the table of sightings, with its heading."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# Punctuation confusions of OCR engines: position, read, printed, count. "
            "See README.md.\n"
        )
        for there, seen, stood, count in rows:
            out.write(f"{there}\t{seen.replace(' ', '␣')}\t{stood.replace(' ', '␣')}\t{count}\n")


def write_signs(learned: LearnedSigns, folder: Path) -> None:
    """Write the tables of what was learned, if anything was."""
    if learned.weights:
        write_sightings(learned.rows, folder / "punctuation-confusions.tsv")
        write_weights(learned.weights, folder / "punctuation-ranker.tsv", "the punctuation ranker")
