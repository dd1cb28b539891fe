"""``python -m ocrfix.learn PAIRS.jsonl…``: learn the confusion table and the weights.

Each line of a file is ``{"id": …, "ocr": …, "truth": …}``; passages whose ``id`` is the same up to
its last ``:`` or ``-`` are of one document. The tables in ``dictionaries/`` are replaced.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ocrfix import resources
from ocrfix.evaluate import parse
from ocrfix.learn.confusions import write_confusions
from ocrfix.learn.ranker import write_weights
from ocrfix.learn.slips import crosswise_slips, learn_slips, write_slips
from ocrfix.learn.train import Pair, train
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.store import ready


def read_pairs(path: Path) -> list[Pair]:
    """Read pairs from a file of JSON lines.

    Raises:
        PassageError: a line that is no pair; the message names file and line.
    """
    passages = parse(path.read_text(encoding="utf-8"), str(path))
    return [Pair(passage.document, passage.ocr, passage.truth) for passage in passages]


def main(arguments: list[str]) -> int:
    """Learn from the files named and write the tables."""
    pairs = [pair for name in arguments for pair in read_pairs(Path(name))]
    if not pairs:
        print("usage: python -m ocrfix.learn PAIRS.jsonl…", file=sys.stderr)
        return 2
    lexicon = Lexicon(ready())
    learned = train(lexicon, pairs)
    slips = learn_slips(lexicon, (one for _, one in crosswise_slips(lexicon, pairs)))
    folder = resources.dictionaries()
    write_confusions(learned.confusions, folder / "confusions.tsv")
    write_weights(learned.weights, folder / "ranker.tsv")
    write_slips(slips, folder / "slips.tsv")
    print(
        f"{len(pairs)} pairs: {len(learned.confusions)} confusions, {len(learned.weights)} weights",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
