"""Correction with and without the OCR engine's confidences, on documents not learned from.

``python benchmarks/confidence.py DOCUMENTS.jsonl…`` counts, for each threshold, the edits of words
that fix a word, break a right one, or put another wrong word in the place of one, as the word
corrector proposes them for the text as read; then it corrects the documents as a whole with the
usual threshold. Each line of a file is a document, as
:class:`ocrfix.training.engine_confidence.ReadDocument` describes it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from ocrfix.config import Config
from ocrfix.correction.analysis import Analysis
from ocrfix.correction.corrector import KINDS
from ocrfix.correction.models import Models
from ocrfix.correction.policy import EditDecision, proposal_policy
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.correction.vetoes.veto import EditContext
from ocrfix.correction.words.corrector import WordCorrector
from ocrfix.correction.words.typist import TYPIST
from ocrfix.document import Document
from ocrfix.edits import Edit, apply
from ocrfix.evaluate.metrics import ErrorCounts, count_errors
from ocrfix.pipeline import Pipeline
from ocrfix.training.engine_confidence import ReadDocument, read_documents

THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
FIXED, BROKEN, STILL_WRONG = "fixed", "broken", "still wrong"
EFFECTS = (FIXED, BROKEN, STILL_WRONG)
_SETTINGS = CorrectionSettings(frozenset(KINDS), 0.0, 0.0)


class Proposal(NamedTuple):
    """One proposed edit: its confidence without those of the engine and with them, its effect."""

    without: float
    with_them: float
    effect: str


def proposals(models: Models, document: ReadDocument) -> Iterator[Proposal]:
    """Yield the edits of words proposed in the passages of a document that have an effect."""
    text = document.text
    analysis = Analysis(text, models.lexicon)
    policy, context = proposal_policy(_SETTINGS), EditContext(text, models.lexicon)
    edits = list(WordCorrector(models, _SETTINGS).propose(analysis))
    confidences = document.word_confidences()
    revised = models.engine_calibration.revise(analysis, confidences, edits)
    for edit, other in zip(edits, revised, strict=True):
        effect = effect_of(document, edit)
        decision, decided = policy.decide(edit, context)
        if effect and decision is not EditDecision.DROPPED and edit.kind != TYPIST:
            _, decided_with = policy.decide(other, context)
            yield Proposal(decided.confidence, decided_with.confidence, effect)


def effect_of(document: ReadDocument, edit: Edit) -> str:
    """Return the effect of an edit on the words of its passage, empty if it has none."""
    for passage in document.passages:
        start, end = edit.start - passage.start, edit.end - passage.start
        if start >= 0 and end <= len(passage.ocr):
            changed = apply(passage.ocr, [replace(edit, start=start, end=end)])
            counts = count_errors(passage.ocr, changed, passage.truth, "letters")
            if counts.broken:
                return BROKEN
            return FIXED if counts.fixed else STILL_WRONG if counts.still_wrong else ""
    return ""


def print_curve(found: Sequence[Proposal]) -> None:
    """Print the effects by threshold, and both ways at equal recall."""
    print(f"{'':<11}{'without confidences':^30}{'with confidences':^30}")
    print(f"{'threshold':<11}" + "".join(f"{effect:>12}" for effect in EFFECTS) * 2)
    for threshold in THRESHOLDS:
        without = Counter(p.effect for p in found if p.without >= threshold)
        with_them = Counter(p.effect for p in found if p.with_them >= threshold)
        counts = [counts[effect] for counts in (without, with_them) for effect in EFFECTS]
        print(f"{threshold:<11}" + "".join(f"{count:>12}" for count in counts))
    print("\nas many words fixed:")
    for threshold in THRESHOLDS:
        without = Counter(p.effect for p in found if p.without >= threshold)
        with_them = best_of(found, without[FIXED])
        print(
            f"{threshold:<11}{without[FIXED]:>6} fixed; broken {without[BROKEN]:>3} without, "
            f"{with_them[BROKEN]:>3} with; still wrong {without[STILL_WRONG]:>3} without, "
            f"{with_them[STILL_WRONG]:>3} with"
        )


def best_of(found: Iterable[Proposal], fixed: int) -> Counter[str]:
    """Return the effects of the most probable edits that fix as many words."""
    counts: Counter[str] = Counter()
    for proposal in sorted(found, key=lambda p: -p.with_them):
        if counts[FIXED] == fixed:
            break
        counts[proposal.effect] += 1
    return counts


def print_whole(documents: Sequence[ReadDocument]) -> None:
    """Correct the documents as a whole, and print the errors in their passages."""
    pipeline = Pipeline(Config.default())
    print(
        f"\n{'whole documents':<24}{'WER reduction':>15}{'fixed':>8}{'broken':>8}{'precision':>11}"
    )
    for name, use in (("without confidences", False), ("with confidences", True)):
        counts = ErrorCounts()
        for document in documents:
            confidences = document.word_confidences() if use else None
            corrected = pipeline.correct(document.text, confidences=confidences)
            counts += passage_errors(document, corrected)
        metrics = counts.metrics()
        print(
            f"{name:<24}{100 * (metrics['relative_wer_reduction'] or 0):>13.1f} %{counts.fixed:>8,}"
            f"{counts.broken:>8}{100 * (metrics['precision'] or 0):>9.1f} %"
        )


def passage_errors(document: ReadDocument, corrected: Document) -> ErrorCounts:
    """Return the error counts of the passages of a document."""
    counts = ErrorCounts()
    for passage in document.passages:
        end = passage.start + len(passage.ocr)
        start, end = corrected.offsets.to_clean(passage.start, end)
        counts += count_errors(passage.ocr, corrected.clean[start:end], passage.truth, "letters")
    return counts


def main(files: Sequence[str]) -> None:
    """Print the tables for the documents in some files."""
    documents = [document for file in files for document in read_documents(Path(file))]
    words = sum(len(passage.truth.split()) for d in documents for passage in d.passages)
    print(f"{len(documents)} documents, {words:,} words with ground truth\n")
    models = Pipeline(Config.default()).correction.models
    print_curve([proposal for document in documents for proposal in proposals(models, document)])
    print_whole(documents)


if __name__ == "__main__":
    main(sys.argv[1:])
