"""Overcorrection of names: how often a name that is in no dictionary is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ocrfix.config import Config
from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon, Word, tables
from ocrfix.lexicon.word import ANY_ENGLISH, PERSON, PLACE, TITLE
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

_FOLDS = 12
"""The names are hidden one twelfth at a time."""

_MIN_CHARS = 4
_LAST_ROW_CHARS = 12
"""Names of this length and longer share a row."""


class LexiconWithout(Lexicon):
    """The dictionaries without some names."""

    def __init__(self, folder: Path, hidden: Iterable[str]) -> None:
        super().__init__(folder)
        self._hidden = {name.lower() for name in hidden}

    def word(self, word: str) -> Word:
        """Return the lexicon entry of a word; a hidden name is unknown."""
        return super().word("\0" if word in self._hidden else word)

    def neighbors(
        self, word: str, max_distance: int, anchored: bool = False
    ) -> list[tuple[int, str, float, int]]:
        """Return the similar words without the hidden names."""
        found = super().neighbors(word, max_distance, anchored)
        return [n for n in found if n[1] not in self._hidden]


def names() -> None:
    """Print by length the share of surnames changed in sentences, each hidden in turn."""
    table = tables.read_rows(paths.dictionaries() / "people.tsv", 3)
    surnames = {surname for surname, _, _ in table if surname.isalpha() and surname.istitle()}
    lexicon = Lexicon(ensure_compiled())
    unknown = [n for n in sorted(surnames) if not lexicon.word(n.lower()).is_english]
    unknown = [name for name in unknown if len(name) >= _MIN_CHARS]
    tested: Counter[str] = Counter()
    to_word: Counter[str] = Counter()
    to_name: Counter[str] = Counter()
    for fold in range(_FOLDS):
        hidden = [name for name in unknown if fold_of(name, _FOLDS) == fold]
        pipeline = Pipeline(Config.default())
        pipeline.correction.lexicon = LexiconWithout(ensure_compiled(), hidden)
        for name in hidden:
            for sentence in _SENTENCES:
                capitals = sentence.isupper()
                text = sentence.format(name.upper() if capitals else name)
                rows = (_row(name), "in capitals" if capitals else "not in capitals", "all")
                tested.update(rows)
                for edit in pipeline.correct(text).edits:
                    if name.lower() in edit.before.lower():
                        words = edit.after.lower().split()
                        word = any(_only_a_word(lexicon.word(w).flags) for w in words)
                        (to_word if word else to_name).update(rows)
    print(f"\n{len(unknown):,} surnames that are not words, in {len(_SENTENCES)} sentences each")
    print(f"{'letters':<18}{'tested':>8}{'to a word':>13}{'to a name':>14}{'changed':>10}")
    for row in sorted(tested):
        count = tested[row]
        share = f"{100 * (to_word[row] + to_name[row]) / count:.2f} %"
        print(f"{row:<18}{count:>8,}{to_word[row]:>13,}{to_name[row]:>14,}{share:>10}")


def _row(name: str) -> str:
    return f"{len(name):>2}" if len(name) < _LAST_ROW_CHARS else f"{_LAST_ROW_CHARS} or more"


def _only_a_word(flags: int) -> bool:
    """Whether a word is not also a name: lists of English words have `Daniel`."""
    return bool(flags & ANY_ENGLISH) and not flags & (PERSON | PLACE | TITLE)
