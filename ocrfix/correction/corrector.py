"""Correctors: their protocol and registry.

To add a corrector, write its class in a module of its own, add it to :data:`CORRECTORS`, and add
new kinds to ``config.yaml``. The settings, the report and the windows of incremental re-analysis
follow from the registry.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.models import Models
from ocrfix.correction.mojibake import MojibakeCorrector
from ocrfix.correction.noise import NoiseCorrector
from ocrfix.correction.phrases import PhraseCorrector
from ocrfix.correction.punctuation.corrector import PunctuationCorrector
from ocrfix.correction.segmentation.hyphenated import HyphenatedCorrector
from ocrfix.correction.segmentation.letterspaced import LetterspacedCorrector
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.correction.words.corrector import WordCorrector
from ocrfix.edits import Edit


class Corrector(Protocol):
    """A source of edits for some kinds of damage. It proposes edits and never changes text.

    What it proposes at an offset may depend on the line of that offset, on the text up to
    ``reach`` characters before and after, and on two things that
    :class:`ocrfix.correction.analysis.Analysis` carries: the markers, and what the whole document
    shows (:mod:`ocrfix.correction.document_evidence`). Incremental re-analysis
    (:mod:`ocrfix.correction.incremental`) relies on this.

    Attributes:
        kinds: the kinds of its edits. Each has a switch in the settings; a corrector runs if one
            of its kinds is on, and edits of kinds that are off are dropped.
        reach: how many characters beyond the line it examines around an offset.
        joins_words: whether it makes whole words of parts. Such edits are decided first, and what
            other correctors propose for the parts is dropped.

    Args:
        models: the rankers and tables of the dictionaries.
        settings: what is corrected, and the thresholds.
    """

    kinds: frozenset[str]
    reach: int
    joins_words: bool

    def __init__(self, models: Models, settings: CorrectionSettings) -> None: ...

    def propose(self, analysis: Analysis) -> Iterable[Edit]:
        """Return the edits that the corrector proposes for a text, in any order."""
        ...


CORRECTORS: tuple[type[Corrector], ...] = (
    LetterspacedCorrector,
    HyphenatedCorrector,
    MojibakeCorrector,
    PhraseCorrector,
    WordCorrector,
    PunctuationCorrector,
    NoiseCorrector,
)
"""All correctors; of two edits that differ in their reason alone, the earlier one's is made."""

KINDS: tuple[str, ...] = tuple(sorted(frozenset().union(*(c.kinds for c in CORRECTORS))))
"""The kinds of edits, each with a switch of the same name in ``config.yaml``."""
