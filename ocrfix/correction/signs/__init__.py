"""Signs between words: which of them an engine misread, and what stood there.

What engines made of signs is known from pairs (:mod:`.sightings`); a text is a row of gaps between
words (:mod:`.page`); what speaks for each reading of a gap is added up (:mod:`.tally`), and the
judge takes the likeliest (:mod:`.judge`).
"""

from __future__ import annotations

from ocrfix.correction.signs.judge import Judge, certainty, measure, propose
from ocrfix.correction.signs.page import Page, in_doubt, readings
from ocrfix.correction.signs.sightings import Sightings, where

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
