"""Command to learn the tables of ``dictionaries/``, which it overwrites.

``python -m ocrfix.training PAIRS.jsonl…`` learns the confusion table and the weights of all models
from passages of OCR text with their ground truth.
``python -m ocrfix.training --collection FOLDER…`` learns, before that, confusions from raw OCR text
without ground truth.

``python -m ocrfix.training --markers PAGES.jsonl…`` learns the tables of the learned recognizer of
markings from labeled pages (:func:`ocrfix.training.labeled_pages.read_labeled_pages`).

``python -m ocrfix.training --readings PAIRS.jsonl…`` learns the weights for documents with several
readings; each line has the second reading too, as ``"second": …``.

``python -m ocrfix.training --confidences DOCUMENTS.jsonl…`` learns the calibration of OCR engines
from documents with the engine's confidences in their words, each with ``id``, ``engine``, ``text``,
``confidences`` (start, end and confidence of each word) and ``passages`` as below.

Each line of a file of pairs is ``{"id": …, "ocr": …, "truth": …}``; passages with the same ``id``
up to its last ``:`` or ``-`` belong to one document. A line may also be a whole document, ``{"id":
…, "text": …, "passages": [{"start": …, "ocr": …, "truth": …}]}``, whose passages begin at these
offsets of its text.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ocrfix.correction.models import Models
from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.evaluate import parse
from ocrfix.lexicon import Lexicon
from ocrfix.system import paths
from ocrfix.training.collection import (
    COLLECTION_CONFUSIONS_FILE,
    learn_collection_confusions,
    write_collection_confusions,
)
from ocrfix.training.confidence import write_confidence
from ocrfix.training.confusions import write_confusions
from ocrfix.training.engine_confidence import (
    collect_examples,
    learn_engine_calibration,
    write_engine_calibration,
)
from ocrfix.training.engine_confidence import (
    read_documents as read_documents_with_confidences,
)
from ocrfix.training.labeled_pages import read_labeled_pages
from ocrfix.training.log_linear import write_weights
from ocrfix.training.markers import (
    calibration,
    cross_validate,
    learn_markers,
    reliability,
    write_tables,
)
from ocrfix.training.pairs import Pair, read_documents
from ocrfix.training.punctuation import write_punctuation
from ocrfix.training.readings import learn_readings, read_reading_pairs
from ocrfix.training.train import train

_USAGE = (
    "usage: python -m ocrfix.training "
    "[--collection FOLDER… | --markers PAGES.jsonl… | --readings PAIRS.jsonl… | "
    "--confidences DOCUMENTS.jsonl… | PAIRS.jsonl…]"
)


def read_pairs(path: Path) -> list[Pair]:
    """Read pairs from a file of JSON lines.

    Raises:
        PassageError: a line that is not a pair; the message names file and line.
    """
    text = path.read_text(encoding="utf-8")
    if '"passages"' in text.partition("\n")[0]:
        return read_documents(text, str(path))
    return [
        Pair(passage.document, passage.ocr, passage.truth) for passage in parse(text, str(path))
    ]


def main(arguments: list[str]) -> int:
    """Learn from the named files, write the tables and return an exit code."""
    if arguments[:1] == ["--collection"]:
        return _learn_from_collection([Path(name) for name in arguments[1:]])
    if arguments[:1] == ["--markers"] and arguments[1:]:
        return _learn_from_labeled_pages([Path(name) for name in arguments[1:]])
    if arguments[:1] == ["--readings"] and arguments[1:]:
        return _learn_from_readings([Path(name) for name in arguments[1:]])
    if arguments[:1] == ["--confidences"] and arguments[1:]:
        return _learn_from_confidences([Path(name) for name in arguments[1:]])
    pairs = [pair for name in arguments for pair in read_pairs(Path(name))]
    if not pairs:
        print(_USAGE, file=sys.stderr)
        return 2
    learned = train(Lexicon(ensure_compiled()), pairs)
    folder = paths.dictionaries()
    write_confusions(learned.confusions, folder / "confusions.tsv")
    write_weights(learned.ranker_weights, folder / "word-ranker.tsv")
    if learned.confidence:
        write_confidence(learned.confidence, folder / "word-confidence.tsv")
    write_punctuation(learned.punctuation, folder)
    write_weights(learned.typing_errors, folder / "typing-errors.tsv", "the model of typing errors")
    print(
        f"{len(pairs)} pairs: {len(learned.confusions)} confusions, "
        f"{len(learned.ranker_weights)} weights",
        file=sys.stderr,
    )
    return 0


def _learn_from_collection(folders: list[Path]) -> int:
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in files)
    rows = learn_collection_confusions(Lexicon(ensure_compiled()), texts)
    write_collection_confusions(rows, paths.dictionaries() / COLLECTION_CONFUSIONS_FILE)
    print(f"{len(files)} documents: {len(rows)} confusions", file=sys.stderr)
    return 0


def _learn_from_readings(files: list[Path]) -> int:
    pairs = [pair for file in files for pair in read_reading_pairs(file)]
    learned = learn_readings(Models(Lexicon(ensure_compiled())), pairs)
    folder = paths.dictionaries()
    write_weights(learned.words, folder / "word-readings.tsv", "words in several readings")
    write_weights(learned.check, folder / "reading-check.tsv", "the check by other readings")
    print(
        f"{len(pairs)} pairs: {len(learned.words)} weights for words, "
        f"{len(learned.check)} for other edits",
        file=sys.stderr,
    )
    return 0


def _learn_from_confidences(files: list[Path]) -> int:
    lexicon = Lexicon(ensure_compiled())
    examples = [
        example
        for file in files
        for document in read_documents_with_confidences(file)
        for example in collect_examples(lexicon, document)
    ]
    calibration = learn_engine_calibration(examples)
    write_engine_calibration(calibration, paths.dictionaries() / "engine-confidence.tsv")
    print(f"{len(examples)} words in doubt: {len(calibration.knots)} functions", file=sys.stderr)
    return 0


def _learn_from_labeled_pages(files: list[Path]) -> int:
    from ocrfix.tagging.rules.loader import read_rules

    pages = [page for file in files for page in read_labeled_pages(file)]
    rules, folder = read_rules([paths.dictionaries()]), ensure_compiled()
    tested = cross_validate(rules, folder, pages)
    print(f"{len(pages)} pages, cross-validated: {tested.summary()}", file=sys.stderr)
    learned = learn_markers(rules, folder, pages)
    learned.special["@calibration"] = calibration(tested.outcomes)
    write_tables(learned, reliability(tested.outcomes), paths.dictionaries())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
