"""Pipeline for one set of settings: the correction stage, the tagger, and the record of both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from ocrfix.correction.vetoes.notes import ignored_spans
from ocrfix.document import Document
from ocrfix.edits import Edit, apply, compose, offset_map
from ocrfix.pipeline.assembly import RemovedMarker, assemble
from ocrfix.pipeline.resources import CorrectionResources, TaggingResources
from ocrfix.records import Card, Marker, Source
from ocrfix.system.gc_pause import pause_gc
from ocrfix.text.spans import outside

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.correction.readings.collation import OtherReading
    from ocrfix.correction.stage import Stage
    from ocrfix.lexicon import Lexicon
    from ocrfix.pipeline.convergence import Convergence, Stable
    from ocrfix.tagging.rules.schema import RuleSet
    from ocrfix.tagging.tagger import Tagger
    from ocrfix.text.confidences import WordConfidences
    from ocrfix.text.pages import PagedText


class Pipeline:
    """Correction and tagging with one set of settings, for many documents.

    Args:
        config: the settings.
        tagging: the rules of the tagger, if other pipelines have opened them.
        correction: the lexicon and models, likewise.
    """

    def __init__(
        self,
        config: Config,
        tagging: TaggingResources | None = None,
        correction: CorrectionResources | None = None,
    ) -> None:
        self.config = config
        self.tagging = tagging or TaggingResources(config.dictionaries)
        self.correction = correction or CorrectionResources(
            config.dictionaries, config.words, config.word_files
        )

    @property
    def lexicon(self) -> Lexicon:
        """The dictionaries."""
        return self.correction.lexicon

    @property
    def rules(self) -> RuleSet:
        """The rules of the tagger, with the user's own."""
        return self.tagging.rules

    @property
    def tagger(self) -> Tagger:
        """The tagger."""
        return self.tagging.tagger if self.config.tag.learned else self.tagging.rule_tagger

    @cached_property
    def stage(self) -> Stage:
        """The correction stage."""
        from ocrfix.correction.settings import CorrectionSettings
        from ocrfix.correction.stage import Stage

        correct = self.config.correct
        kinds = frozenset(kind for kind, enabled in correct.correctors.items() if enabled)
        settings = CorrectionSettings(kinds, correct.threshold, correct.suggest)
        return Stage(self.correction.models, settings)

    @cached_property
    def _convergence(self) -> Convergence:
        from ocrfix.pipeline.convergence import Convergence

        return Convergence(self.stage, self.find_markers, self.config.emit.template)

    @pause_gc
    def correct(
        self,
        text: str,
        source: Source | None = None,
        second: Sequence[str] = (),
        confidences: WordConfidences | None = None,
    ) -> Document:
        """Correct a text with other readings of it, if any; see :func:`ocrfix.correct`."""
        _check_encodable(text)
        _check_confidences(text, confidences)
        # Finds the markers, too: words in them stay.
        stable = self._convergence.correct(text, _readings(second), confidences=confidences)
        return assemble(text, stable.edits, stable.suggestions, source=source)

    @pause_gc
    def tag(
        self, text: str, source: Source | None = None, pages: PagedText | None = None
    ) -> Document:
        """Mark a text, which may have pages; see :func:`ocrfix.tag`."""
        _check_encodable(text)
        markers = self.find_markers(text)
        card = self.tagging.card_reader.read(text, markers)
        return assemble(text, [], [], markers, card, source, pages=pages)

    @pause_gc
    def clean(
        self,
        text: str,
        source: Source | None = None,
        with_card: bool = True,
        second: Sequence[str] = (),
        pages: PagedText | None = None,
        confidences: WordConfidences | None = None,
        legibility: bool = False,
    ) -> Document:
        """Correct and mark a text; see :func:`ocrfix.clean`.

        Args:
            text: the text.
            source: where it came from.
            with_card: whether to read the card, which takes a tenth of the time of a page.
            second: other readings of the same document.
            pages: the pages of the text, if it is that of a file with pages. Then only edits are
                made that can be written to the file; its markers stay in the text.
            confidences: the OCR engine's confidences in the words of the text; those of ``pages``
                by default.
            legibility: whether to measure how much of each page is words.
        """
        _check_encodable(text)
        if confidences is None and pages is not None:
            confidences = _confidences_of(pages)
        _check_confidences(text, confidences)
        evidence = _OtherEvidence(_readings(second), confidences)
        edits, suggestions, markers = self._convergence.correct(
            text, evidence.readings, pages, confidences
        )
        card = Card()
        if with_card:
            card = self.tagging.card_reader.read(apply(text, edits), markers)
        scores: tuple[float | None, ...] = ()
        if legibility:
            scores = self.correction.legibility.pages(apply(text, edits))
        if self.config.emit.marks == "strip" and pages is None:
            from ocrfix.pipeline.convergence import Stable

            result = Stable(edits, suggestions, markers)
            document = self._without_markers(text, result, evidence, card, source)
        else:
            document = assemble(text, edits, suggestions, markers, card, source, pages=pages)
        return replace(document, legibility=scores) if legibility else document

    def explain(self, word: str) -> str:
        """Explain what would be done with an isolated word."""
        from ocrfix.correction.explain import explain_word

        return explain_word(word, self.stage)

    def find_markers(self, text: str) -> tuple[Marker, ...]:
        """Return the markers of the types in the settings that are not on ignored lines."""
        types = self.config.tag.types
        found = [marker for marker in self.tagger.tag(text) if types.get(marker.type, True)]
        return tuple(outside(found, ignored_spans(text)))

    def _without_markers(
        self,
        text: str,
        result: Stable,
        evidence: _OtherEvidence,
        card: Card,
        source: Source | None,
    ) -> Document:
        """Remove the markers from the text until none is left, and keep them in the record."""
        from ocrfix.marks.remove import strip

        edits, suggestions, markers = result
        removed = _removed(edits, markers)
        current = apply(text, edits)
        while removals := strip(current, markers):
            edits = compose(text, edits, removals)
            current = apply(text, edits)
            confidences = evidence.confidences.after(edits) if evidence.confidences else None
            more, suggestions, markers = self._convergence.correct(
                current, evidence.readings, confidences=confidences
            )
            edits = compose(text, edits, more)
            current = apply(text, edits)
            removed += _removed(edits, markers)
        return assemble(text, edits, suggestions, (), card, source, removed)


class _OtherEvidence(NamedTuple):
    """What is known of a document beside its text: other readings, and the engine's confidences."""

    readings: list[OtherReading]
    confidences: WordConfidences | None


def _confidences_of(pages: PagedText) -> WordConfidences:
    from ocrfix.text.confidences import WordConfidences

    return WordConfidences.of_pages(pages)


def _check_confidences(text: str, confidences: WordConfidences | None) -> None:
    """Raise a ValueError if confidences are those of another, longer text."""
    if confidences and confidences.end > len(text):
        raise ValueError(
            f"the confidences have a word that ends at {confidences.end}, and the text has "
            f"{len(text)} characters; give those of this text"
        )


def _readings(texts: Sequence[str]) -> list[OtherReading]:
    """Return other readings of a document, those without a word left out."""
    if not texts:
        return []
    from ocrfix.correction.readings.collation import OtherReading

    return [reading for reading in map(OtherReading, texts) if reading.tokenized.tokens]


def _removed(edits: Sequence[Edit], markers: Sequence[Marker]) -> list[RemovedMarker]:
    """Return markers that are to be removed, with their spans in the original."""
    offsets = offset_map(edits)
    return [
        RemovedMarker(offsets.to_original(marker.clean_start, marker.clean_end), marker)
        for marker in markers
    ]


def _check_encodable(text: str) -> None:
    """Raise a ValueError if a text contains a surrogate, which cannot be written to a file."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(
            f"the text has a surrogate at {error.start}, which is half of a character; "
            "decode the bytes with their own encoding"
        ) from error
