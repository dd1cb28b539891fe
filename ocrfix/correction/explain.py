"""Explanations of words: their lexicon entries, and the edits that correction would propose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.document_evidence import DocumentEvidence
from ocrfix.correction.words.candidate import KEEP
from ocrfix.correction.words.detection import needs_candidates
from ocrfix.correction.words.sources import find_candidates
from ocrfix.correction.words.typist import TYPIST, classify_origin
from ocrfix.lexicon.word import ABBREVIATION, DIPLOMATIC, ENGLISH, PERSON, PLACE, Word
from ocrfix.text.tokens import TokenizedText

if TYPE_CHECKING:
    from ocrfix.correction.stage import Stage

_MAX_SHOWN = 4
"""The number of candidates shown."""
_MIN_SHOWN = 0.01
"""The probability of the least likely candidate shown."""


def explain_word(text: str, stage: Stage) -> str:
    """Return an explanation of each word of a text: its lexicon entry and its possible edits.

    Args:
        text: one or more words, as they would be on a line of their own.
        stage: the correction stage, with its thresholds and dictionaries.

    Returns:
        Lines of text, one or more for each word; empty if there is no word.
    """
    annotated = AnnotatedTokens(TokenizedText(text), stage.models.lexicon)
    evidence = DocumentEvidence(annotated)
    return "\n".join(
        line
        for number in range(len(annotated.words))
        for line in _explained(annotated, number, stage, evidence)
    )


def _explained(
    annotated: AnnotatedTokens, number: int, stage: Stage, evidence: DocumentEvidence
) -> Iterator[str]:
    target = annotated.at(number)
    yield f"{target.token.text}: {_known(target.word)}"
    if not needs_candidates(annotated, target):
        yield "  unchanged: nothing suggests that it is wrong"
        return
    candidates = find_candidates(annotated, target)
    ranked = stage.models.word_ranker.rank(annotated, target, candidates, evidence)
    for probability, candidate in ranked[:_MAX_SHOWN]:
        if probability < _MIN_SHOWN:
            break
        what = "as it is" if candidate.kind == KEEP else f"{candidate.after} ({candidate.kind})"
        yield f"  {probability:4.0%}  {what}"
    probability, best = next((r for r in ranked if r[1].kind != KEEP), (0.0, ranked[0][1]))
    best = classify_origin(annotated, target, best)
    threshold, suggest = stage.settings.threshold, stage.settings.suggest
    if best.kind == TYPIST and probability >= suggest:
        yield f"  unchanged: {best.after} was meant, but the typing error is part of the record"
    elif probability >= threshold:
        yield f"  changed to {best.after}: its probability is at least {threshold:.0%}"
    elif probability >= suggest:
        yield (
            f"  unchanged, with {best.after} suggested: its probability is less than "
            f"{threshold:.0%}"
        )
    else:
        yield f"  unchanged: no candidate has a probability of {suggest:.0%}"


def _known(word: Word) -> str:
    facts = [
        phrase
        for flag, phrase in (
            (DIPLOMATIC, "a word of diplomatic English"),
            (PERSON, "a name of a person in U.S. diplomacy"),
            (PLACE, "part of the name of a country or territory"),
            (ABBREVIATION, "a printed abbreviation"),
        )
        if word.flags & flag
    ]
    if word.flags & ENGLISH and not word.flags & DIPLOMATIC:
        facts.insert(0, "a word of general English")
    documents = word.documents
    if documents:
        facts.append(f"found in {documents} documents of the OCR collection")
    return "; ".join(facts) or "in no dictionary"
