"""Training examples of the ranker, from pairs of OCR text and ground truth.

Each word that may be wrong is one example: its candidates, and which of them is in the ground
truth.
"""

from __future__ import annotations

from collections.abc import Iterable

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.words.candidate import Candidate
from ocrfix.correction.words.detection import needs_candidates
from ocrfix.correction.words.features.extraction import extract_features
from ocrfix.correction.words.sources import find_candidates
from ocrfix.lexicon import Lexicon
from ocrfix.text.tokens import TokenizedText
from ocrfix.training.align import align
from ocrfix.training.log_linear import Example


def collect_examples(lexicon: Lexicon, pairs: Iterable[tuple[str, str]]) -> list[Example]:
    """Return the examples in pairs of OCR text and ground truth."""
    examples = []
    for ocr, truth in pairs:
        annotated = AnnotatedTokens(TokenizedText(ocr), lexicon)
        aligned: dict[int, tuple[tuple[int, ...], str]] = {}
        for match in align(ocr, truth):
            for index in match.ocr_tokens:
                aligned[index] = match.ocr_tokens, comparable(" ".join(match.truth))
        for index in range(len(annotated.words)):
            target = annotated.at(index)
            if index not in aligned or not needs_candidates(annotated, target):
                continue
            ocr_tokens, right = aligned[index]
            candidates = find_candidates(annotated, target)
            if len(candidates) < 2:
                continue
            features = [extract_features(annotated, target, c) for c in candidates]
            examples.append(Example(features, _correct(candidates, ocr_tokens, index, right)))
    return examples


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
