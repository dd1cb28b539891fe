"""Why a word would be changed, or why it would not: for `ocrfix explain`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.words.candidate import KEEP
from ocrfix.correction.words.detection import needs_candidates
from ocrfix.correction.words.sources import find_candidates
from ocrfix.correction.words.typist import TYPIST, classify_origin
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.word import ABBREVIATION, DIPLOMATIC, ENGLISH, PERSON, PLACE, Word
from ocrfix.text.tokens import TokenizedText

if TYPE_CHECKING:
    from ocrfix.correction.stage import Stage

_MOST_SHOWN = 4
_LEAST_SHOWN = 0.01


def explain_word(text: str, lexicon: Lexicon, stage: Stage) -> str:
    """Say what is known of a word, or of each word of a few, and what would be done with it alone.

    Args:
        text: one or more words, as they would stand on a line.
        lexicon: the dictionaries.
        stage: the correction stage, with its thresholds.

    Returns:
        Lines of text, one or more for each word; empty where there is no word.
    """
    annotated = AnnotatedTokens(TokenizedText(text), lexicon)
    return "\n".join(
        line for number in range(len(annotated.words)) for line in _about(annotated, number, stage)
    )


def _about(annotated: AnnotatedTokens, number: int, stage: Stage) -> Iterator[str]:
    target = annotated.at(number)
    yield f"{target.token.text}: {_known(target.word)}"
    if not needs_candidates(annotated, target):
        yield "  not in doubt: it is left alone"
        return
    ranked = stage.ranker.rank(annotated, target, find_candidates(annotated, target))
    for likelihood, candidate in ranked[:_MOST_SHOWN]:
        if likelihood < _LEAST_SHOWN:
            break
        what = "as it stands" if candidate.kind == KEEP else f"{candidate.after} ({candidate.kind})"
        yield f"  {likelihood:4.0%}  {what}"
    likelihood, best = next((j for j in ranked if j[1].kind != KEEP), (0.0, ranked[0][1]))
    best = classify_origin(annotated, target, best)
    if best.kind == TYPIST and likelihood >= stage.suggest:
        yield f"  left alone: {best.after} was meant, but what was typed is part of the record"
    elif likelihood >= stage.threshold:
        yield f"  changed to {best.after}: at least {stage.threshold:.0%} likely"
    elif likelihood >= stage.suggest:
        yield f"  left alone, and {best.after} is suggested: less than {stage.threshold:.0%} likely"
    else:
        yield "  left alone: no other reading is likely enough"


def _known(word: Word) -> str:
    said = [
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
        said.insert(0, "a word of general English")
    documents = word.documents
    if documents:
        said.append(f"stands in {documents} documents of the collection as OCR left it")
    return "; ".join(said) or "in no dictionary"
