"""Analysis of a text: its tokens, lexicon entries, markers and names, shared by all correctors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.document_evidence import DocumentEvidence
from ocrfix.correction.document_names import DocumentNames
from ocrfix.edits import Edit
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.records import Marker
from ocrfix.text.tokens import TokenizedText

if TYPE_CHECKING:
    from ocrfix.correction.readings.collation import Collation, OtherReading
    from ocrfix.text.confidences import WordConfidences


class Analysis:
    """A text, tokenized and looked up once, for all correctors.

    Args:
        text: the text before this pass of correction.
        lexicon: the dictionaries.
        markers: the markers that the tagger found in ``text``. Words inside them are not
            corrected as words.
        evidence: what the whole document shows, where ``text`` is a part of one or an edited form.
        readings: other readings of the document.
        confidences: the OCR engine's confidences in the words of ``text``.
    """

    def __init__(
        self,
        text: str,
        lexicon: Lexicon,
        markers: Sequence[Marker] = (),
        evidence: DocumentEvidence | None = None,
        readings: Sequence[OtherReading] = (),
        confidences: WordConfidences | None = None,
    ) -> None:
        self.text = text
        self.lexicon = lexicon
        self.markers = markers
        self.tokenized = TokenizedText(text, evidence.word_counts if evidence else None)
        self.annotated = AnnotatedTokens(self.tokenized, lexicon)
        self._evidence = evidence
        self.confidences = confidences
        self.collation: Collation | None = None
        if readings:
            from ocrfix.correction.readings.collation import Collation

            self.collation = Collation(self.tokenized, readings, lexicon)
        self._starts = [marker.clean_start for marker in markers]

    def document_names(self) -> DocumentNames:
        """Return the names that occur in the document."""
        return self.document_evidence().names

    def document_evidence(self) -> DocumentEvidence:
        """Return what the whole document shows; collected on the first call."""
        if self._evidence is None:
            self._evidence = DocumentEvidence(self.annotated)
        return self._evidence

    def overlaps_marker(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` overlaps a marker."""
        return self.marker_at(start, end) is not None

    def marker_at(self, start: int, end: int) -> Marker | None:
        """Return the last marker that overlaps ``[start, end)``, or ``None``."""
        index = bisect_right(self._starts, end - 1) - 1
        if index >= 0 and self.markers[index].clean_end > start:
            return self.markers[index]
        return None

    def edit(
        self, start: int, end: int, after: str, kind: str, confidence: float, reason: str
    ) -> Edit:
        """Return an edit of this text."""
        return Edit(
            start=start,
            end=end,
            before=self.text[start:end],
            after=after,
            kind=kind,
            confidence=confidence,
            reason=reason,
        )
