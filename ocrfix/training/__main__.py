"""Learning the tables that come with the program.

``python -m ocrfix.training PAIRS.jsonl…`` learns the confusion table and the weights of
the judges.
``python -m ocrfix.training --collection FOLDER…`` learns, before that, from raw OCR without truth.

Each line of a file is ``{"id": …, "ocr": …, "truth": …}``; passages whose ``id`` is the same up to
its last ``:`` or ``-`` are of one document. The tables in ``dictionaries/`` are replaced.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ocrfix.dictionaries.store import ready
from ocrfix.evaluate import parse
from ocrfix.lexicon import Lexicon
from ocrfix.system import paths
from ocrfix.training.collection import (
    FILE_NAME,
    learn_from_collection,
    write_collection_confusions,
)
from ocrfix.training.confusions import write_confusions
from ocrfix.training.pairs import Pair
from ocrfix.training.punctuation import write_signs
from ocrfix.training.ranker import write_weights
from ocrfix.training.train import train
from ocrfix.training.typing_errors import write_slips

_USAGE = "usage: python -m ocrfix.training [--collection FOLDER… | PAIRS.jsonl…]"


def read_pairs(path: Path) -> list[Pair]:
    """Read pairs from a file of JSON lines.

    Raises:
        PassageError: a line that is no pair; the message names file and line.
    """
    passages = parse(path.read_text(encoding="utf-8"), str(path))
    return [Pair(passage.document, passage.ocr, passage.truth) for passage in passages]


def main(arguments: list[str]) -> int:
    """Learn from the files named and write the tables."""
    if arguments[:1] == ["--collection"]:
        return _from_collection([Path(name) for name in arguments[1:]])
    pairs = [pair for name in arguments for pair in read_pairs(Path(name))]
    if not pairs:
        print(
            "usage: python -m ocrfix.training [--collection FOLDER… | PAIRS.jsonl…]",
            file=sys.stderr,
        )
        return 2
    learned = train(Lexicon(ready()), pairs)
    folder = paths.dictionaries()
    write_confusions(learned.confusions, folder / "confusions.tsv")
    write_weights(learned.weights, folder / "word-ranker.tsv")
    write_signs(learned.signs, folder)
    write_slips(learned.slips, folder / "typing-errors.tsv")
    print(
        f"{len(pairs)} pairs: {len(learned.confusions)} confusions, {len(learned.weights)} weights",
        file=sys.stderr,
    )
    return 0


def _from_collection(folders: list[Path]) -> int:
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in files)
    rows = learn_from_collection(Lexicon(ready()), texts)
    write_collection_confusions(rows, paths.dictionaries() / FILE_NAME)
    print(f"{len(files)} documents: {len(rows)} confusions", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
