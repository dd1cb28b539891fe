"""Names that no dictionary has: how often one is made another word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ocrfix.config import Config
from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon, Word, tables
from ocrfix.lexicon.word import ANY_ENGLISH, DIPLOMATIC, ENGLISH, PERSON, PLACE, TITLE
from ocrfix.pipeline import Pipeline
from ocrfix.system import paths
from ocrfix.training.pairs import fold_of

_SENTENCES = (
    "The Ambassador told {} that the talks would go on.",
    "{} said that the proposal was not acceptable.",
    "The letter was sent to {}, who did not answer.",
    "The meeting with Foreign Minister {} lasted one hour.",
    "I spoke with General {} about the matter.",
    "THE EMBASSY INFORMED {} OF THE DECISION.",
)
_PARTS = 12
_SHORTEST = 4
_LONGEST = 12


class Without(Lexicon):
    """The dictionaries without some names."""

    def __init__(self, folder: Path, hidden: Iterable[str]) -> None:
        super().__init__(folder)
        self._hidden = {name.lower() for name in hidden}

    def word(self, word: str) -> Word:
        """Return what is known of a word; of a hidden name, nothing."""
        return super().word("\0" if word in self._hidden else word)

    def neighbours(
        self, word: str, distance: int, anchored: bool = False
    ) -> list[tuple[int, str, float, int]]:
        """Return the words that are near, without the hidden names."""
        found = super().neighbours(word, distance, anchored)
        return [n for n in found if n[1] not in self._hidden]


def names() -> None:
    """Print by length how many names of people are changed in a sentence, each hidden in turn."""
    table = tables.read_rows(paths.dictionaries() / "people.tsv", 3)
    surnames = {surname for surname, _, _ in table if surname.isalpha() and surname.istitle()}
    lexicon = Lexicon(ensure_compiled())
    plain = DIPLOMATIC | ENGLISH
    unknown = [n for n in sorted(surnames) if not lexicon.word(n.lower()).flags & plain]
    unknown = [name for name in unknown if len(name) >= _SHORTEST]
    asked: Counter[str] = Counter()
    to_word: Counter[str] = Counter()
    to_name: Counter[str] = Counter()
    for part in range(_PARTS):
        hidden = [name for name in unknown if fold_of(name, _PARTS) == part]
        pipeline = Pipeline(Config.default())
        pipeline.correction.lexicon = Without(ensure_compiled(), hidden)
        for name in hidden:
            for sentence in _SENTENCES:
                capitals = sentence.isupper()
                text = sentence.format(name.upper() if capitals else name)
                rows = (_row(name), "in capitals" if capitals else "not in capitals", "all")
                asked.update(rows)
                for edit in pipeline.correct(text).edits:
                    if name.lower() in edit.before.lower():
                        words = edit.after.lower().split()
                        word = any(_only_a_word(lexicon.word(w).flags) for w in words)
                        (to_word if word else to_name).update(rows)
    print(f"\n{len(unknown):,} surnames that stand nowhere, in {len(_SENTENCES)} sentences each")
    print(f"{'letters':<18}{'asked':>8}{'made a word':>13}{'another name':>14}{'changed':>10}")
    for row in sorted(asked):
        count = asked[row]
        share = f"{100 * (to_word[row] + to_name[row]) / count:.2f} %"
        print(f"{row:<18}{count:>8,}{to_word[row]:>13,}{to_name[row]:>14,}{share:>10}")


def _row(name: str) -> str:
    return f"{len(name):>2}" if len(name) < _LONGEST else f"{_LONGEST} or more"


def _only_a_word(flags: int) -> bool:
    """Whether a word is no name: `Daniel` stands in lists of English words too."""
    return bool(flags & ANY_ENGLISH) and not flags & (PERSON | PLACE | TITLE)
