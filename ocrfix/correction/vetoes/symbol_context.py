"""Symbol context: a symbol of a text with the words around it, as the vetoes examine it."""

from __future__ import annotations

from ocrfix.correction.vetoes.nearby import line_end, line_start
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.word import Word
from ocrfix.text import lazy_regex

MAX_CHARS = 200
"""Characters examined on each side, so that time is linear for text on one line."""

WORD = lazy_regex.pattern(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word, with the apostrophes inside it."""


class SymbolContext:
    """A symbol in its line.

    Args:
        text: the text.
        at: the offset of the symbol.
        lexicon: the dictionaries.
    """

    def __init__(self, text: str, at: int, lexicon: Lexicon) -> None:
        self.text = text
        self.at = at
        self.lexicon = lexicon

    @property
    def symbol(self) -> str:
        """The symbol itself."""
        return self.text[self.at]

    @property
    def left(self) -> str:
        """The character before the symbol; empty at the start of the text."""
        return self.text[max(0, self.at - 1) : self.at]

    @property
    def right(self) -> str:
        """The character after the symbol; empty at the end of the text."""
        return self.text[self.at + 1 : self.at + 2]

    @property
    def line_start(self) -> int:
        """The start of the line."""
        return line_start(self.text, self.at, MAX_CHARS)

    @property
    def line_end(self) -> int:
        """The end of the line."""
        return line_end(self.text, self.at, MAX_CHARS)

    @property
    def is_alone(self) -> bool:
        """Whether white space, or an end of the text, is on both sides."""
        return not self.left.strip() and not self.right.strip()

    def word_before(self) -> str:
        """Return the word before the symbol in its line; empty after another symbol."""
        found = ""
        for word in WORD.finditer(self.text, self.line_start, self.at):
            found = word[0] if not self.text[word.end() : self.at].strip() else ""
        return found

    def word_after(self) -> str:
        """Return the word after the symbol in its line; empty before another symbol."""
        word = WORD.search(self.text, self.at + 1, self.line_end)
        return word[0] if word and not self.text[self.at + 1 : word.start()].strip() else ""

    def word_on_next_line(self) -> str:
        """Return the word that begins the next line with text; empty if a symbol does."""
        rest = self.text[self.line_end : self.at + MAX_CHARS].lstrip()
        word = WORD.match(rest)
        return word[0] if word else ""

    def entry(self, word: str) -> Word:
        """Return the lexicon entry of a word."""
        return self.lexicon.word(word.lower())

    def is_common(self, word: str) -> bool:
        """Whether a word is a function word."""
        return word.lower() in self.lexicon.function_words

    def moved(self, at: int) -> SymbolContext:
        """Return the context of another symbol of the text."""
        return SymbolContext(self.text, at, self.lexicon)
