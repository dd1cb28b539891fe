"""Lexicon: facts about words, in compiled dictionaries that are mapped into memory."""

from __future__ import annotations

from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.word import Word

__all__ = ["Lexicon", "Word"]
