"""Training examples of the ranker, from pairs of OCR text and ground truth.

Each word that may be wrong is one example: its candidates, and which of them is in the ground
truth.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.document_evidence import DocumentEvidence
from ocrfix.correction.words.candidate import Candidate
from ocrfix.correction.words.detection import is_obviously_fine, needs_candidates
from ocrfix.correction.words.features.extraction import extract_features
from ocrfix.correction.words.sources import find_candidates
from ocrfix.lexicon import Lexicon
from ocrfix.text.tokens import TokenizedText
from ocrfix.training.align import align
from ocrfix.training.log_linear import Example
from ocrfix.training.pairs import Pair


def collect_examples(lexicon: Lexicon, pairs: Iterable[Pair]) -> list[Example]:
    """Return the examples in passages with their ground truth.

    A passage whose document is known gives two sets of examples: within its document, and alone as
    a document of its own, because texts of both lengths are corrected.
    """
    examples: list[Example] = []
    documents: dict[str, list[Pair]] = {}
    for pair in pairs:
        examples += _examples_within(lexicon, pair.ocr, [pair._replace(start=0)])
        if pair.text:
            documents.setdefault(pair.text, []).append(pair)
    for text, passages in documents.items():
        examples += _examples_within(lexicon, text, passages)
    return examples


def _examples_within(lexicon: Lexicon, text: str, passages: Iterable[Pair]) -> Iterator[Example]:
    """Yield the examples in passages of one text."""
    annotated = AnnotatedTokens(TokenizedText(text), lexicon)
    evidence = DocumentEvidence(annotated)
    for pair in passages:
        first = bisect_left(annotated.tokens, pair.start, key=lambda token: token.start)
        seen = [token.text for token in TokenizedText(pair.ocr).tokens]
        if [token.text for token in annotated.tokens[first : first + len(seen)]] == seen:
            yield from _examples_of_passage(annotated, evidence, first, pair)


def _examples_of_passage(
    annotated: AnnotatedTokens, evidence: DocumentEvidence, first: int, pair: Pair
) -> Iterator[Example]:
    """Yield the examples of a passage whose first token has the number ``first``."""
    aligned: dict[int, tuple[tuple[int, ...], str]] = {}
    for match in align(pair.ocr, pair.truth):
        tokens = tuple(first + number for number in match.ocr_tokens)
        for index in tokens:
            aligned[index] = tokens, comparable(" ".join(match.truth))
    for index, (ocr_tokens, right) in aligned.items():
        if is_obviously_fine(annotated, index):
            continue
        target = annotated.at(index)
        if not needs_candidates(annotated, target):
            continue
        candidates = find_candidates(annotated, target)
        if len(candidates) < 2:
            continue
        features = [extract_features(annotated, target, c, evidence) for c in candidates]
        texts = tuple(candidate.after for candidate in candidates)
        yield Example(features, _correct(candidates, ocr_tokens, index, right), texts)


def comparable(text: str) -> str:
    """Return the letters, digits and spaces of a text: what a word corrector is responsible for."""
    return "".join(c for c in text if c.isalnum() or c == " ")


def _correct(
    candidates: list[Candidate], ocr_tokens: tuple[int, ...], index: int, right: str
) -> int:
    """Return the index of the candidate that replaces just these tokens by the right text, or 0."""
    for k, candidate in enumerate(candidates):
        replaces_all = ocr_tokens == tuple(range(index, index + candidate.token_count))
        if replaces_all and comparable(candidate.after) == right:
            return k
    return 0
