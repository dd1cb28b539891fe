"""Signs between words: which of them an engine misread, and what stood there.

What engines made of signs is known from pairs (:mod:`.sightings`); a text is a row of gaps between
words (:mod:`.page`); what speaks for each reading of a gap is added up (:mod:`.tally`), and the
judge takes the likeliest (:mod:`.judge`).
"""

from __future__ import annotations

from ocrfix.correction.punctuation.confusions import Sightings, where
from ocrfix.correction.punctuation.context import Page, in_doubt, readings
from ocrfix.correction.punctuation.ranker import Judge, certainty, measure, propose

__all__ = [
    "Judge",
    "Page",
    "Sightings",
    "certainty",
    "in_doubt",
    "measure",
    "propose",
    "readings",
    "where",
]
