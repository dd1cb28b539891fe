"""The text under correction, with all that the correctors look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ocrfix.correction.annotated_tokens import Places
from ocrfix.correction.document_names import Twins
from ocrfix.document import Edit, Marker
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.text.tokens import Scan, Standing


class Proof:
    """A text, cut and looked up once, for all correctors.

    Args:
        text: the text as it stands before this pass.
        lexicon: the dictionaries.
        markers: what the tagger found in it; offsets of ``text``. Words inside are not corrected
            as words.
        whole: how often each word stands in the whole text, where this is a part of one.
        twins: the names of the whole text, too.
    """

    def __init__(
        self,
        text: str,
        lexicon: Lexicon,
        markers: Sequence[Marker] = (),
        whole: Standing | None = None,
        twins: Twins | None = None,
    ) -> None:
        self.text = text
        self.lexicon = lexicon
        self.markers = markers
        self.scan = Scan(text, whole)
        self.places = Places(self.scan, lexicon)
        self._twins = twins
        self._starts = [marker.clean_start for marker in markers]

    @property
    def twins(self) -> Twins:
        """The names of the text, and the words that stand for them."""
        return self.names()

    def names(self) -> Twins:
        """Return the names of the text; made when they are first asked for."""
        if self._twins is None:
            self._twins = Twins(self.scan.counts, self.lexicon)
        return self._twins

    def marked(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` shares a character with a marker."""
        return self.marker(start, end) is not None

    def marker(self, start: int, end: int) -> Marker | None:
        """Return the last marker that shares a character with ``[start, end)``, or nothing."""
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
