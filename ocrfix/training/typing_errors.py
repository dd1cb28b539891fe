"""Learning from pairs what tells a typist's slip from an engine's misreading.

A word that no dictionary has and that stands so on the page was typed so; one that stands there
only in the OCR text was misread. Both count where a single slip makes them of a plain word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.detection import needs_candidates
from ocrfix.correction.words.sources import find_candidates
from ocrfix.lexicon import Lexicon
from ocrfix.text.tokens import TokenizedText
from ocrfix.training.align import align
from ocrfix.training.collection import read_collection_confusions
from ocrfix.training.confusions import build_confusions, learn_confusions
from ocrfix.training.log_linear import Example, fit_weights
from ocrfix.training.pairs import Pair, fold_of
from ocrfix.training.ranker import comparable

_COMMON = -13.0
"""A word that is taken for a slip of one rarer than this may as well be one of its own."""

_FOREIGN = 2
"""With so many small words of other languages near it, a word is likely one of theirs."""

_SHORTEST_IN_CAPITALS = 5
"""Shorter words in capitals are mostly cryptonyms and abbreviations."""


class Seen(NamedTuple):
    """A word that is none, one slip away from a word.

    Attributes:
        meant: the word.
        seen: what stands in the OCR text.
        misreading: natural log of how likely the engine is to read the one as the other.
        typed: whether the typist wrote it so.
    """

    meant: str
    seen: str
    misreading: float
    typed: bool


def slips_seen(lexicon: Lexicon, pairs: Iterable[tuple[str, str]]) -> Iterator[Seen]:
    """Yield the slips of typists and engines in pairs of OCR text and truth."""
    for ocr, truth in pairs:
        tokenized = TokenizedText(ocr)
        annotated = AnnotatedTokens(tokenized, lexicon)
        foreign = sum(
            token.text.lower() in lexicon.foreign_function_words for token in tokenized.tokens
        )
        for match in align(ocr, truth):
            if len(match.ocr_tokens) != 1 or len(match.truth) != 1:
                continue
            target = annotated.at(match.ocr_tokens[0])
            seen, stood = target.token.text, comparable(match.truth[0])
            if (
                target.word.is_english
                or not seen.isalpha()
                or not needs_candidates(annotated, target)
            ):
                continue
            typed = seen == stood
            if typed:
                if foreign >= _FOREIGN or not _may_be_a_slip(lexicon, target):
                    continue
                likeliest = (
                    r.after for r in find_candidates(annotated, target) if r.kind == "misread"
                )
                meant = next(likeliest, "")
            else:
                meant = stood
            known = lexicon.word(meant.lower())
            if not known.is_english or (typed and known.log_probability < _COMMON):
                continue
            misreading = lexicon.confusions.log_likelihood(meant, seen)
            if lexicon.typing_errors.features(meant, seen, misreading):
                yield Seen(meant, seen, misreading, typed)


def _may_be_a_slip(lexicon: Lexicon, target: WordInContext) -> bool:
    """Whether a word of the page is neither a name nor made of a known word by an ending."""
    text = target.token.text
    if target.word.flags or lexicon.is_derived(text.lower()):
        return False
    return text.islower() or (text.isupper() and len(text) >= _SHORTEST_IN_CAPITALS)


def crosswise_slips(
    lexicon: Lexicon, pairs: Sequence[Pair], parts: int = 4
) -> Iterator[tuple[str, Seen]]:
    """Yield the slips in pairs with their documents, each weighed by what the others confuse.

    Args:
        lexicon: the dictionaries; its confusions are set aside while learning, and then put back.
        pairs: passages of several documents.
        parts: into how many parts they are cut for the crosswise costs.
    """
    own = lexicon.confusions
    collection = read_collection_confusions(lexicon)
    try:
        for part in range(parts):
            there = [p for p in pairs if fold_of(p.document, parts) != part]
            rows = learn_confusions(((p.ocr, p.truth) for p in there), collection)
            lexicon.set_confusions(build_confusions(rows))
            for pair in pairs:
                if fold_of(pair.document, parts) == part:
                    for one in slips_seen(lexicon, [(pair.ocr, pair.truth)]):
                        yield pair.document, one
    finally:
        lexicon.set_confusions(own)


def learn_slips(lexicon: Lexicon, found: Iterable[Seen]) -> dict[str, float]:
    """Return the weights of the features of a slip, by name."""
    examples = []
    for one in found:
        features = lexicon.typing_errors.features(one.meant, one.seen, one.misreading)
        if features:
            examples.append(Example([{}, features], int(one.typed)))
    return fit_weights(examples) if examples else {}


def write_slips(weights: Mapping[str, float], path: Path) -> None:
    """Write the weights, heaviest first, with their heading."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# Weights of the model of typing errors: feature, weight. Learned; see README.md.\n"
        )
        for name, weight in sorted(weights.items(), key=lambda w: (-abs(w[1]), w[0])):
            if abs(weight) >= 0.0005:
                out.write(f"{name}\t{weight:.4f}\n")
