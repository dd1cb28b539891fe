"""What the program knows of words: compiled dictionaries, opened instantly and looked up."""

from __future__ import annotations

from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.word import Word

__all__ = ["Lexicon", "Word"]
