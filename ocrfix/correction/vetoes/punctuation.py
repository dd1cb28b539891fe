"""Signs that are tied to a word or to an item of a list, and only look like specks.

The judge of signs learned from passages cut from pages: it never saw a line's end or a list, and of
a page full of specks it thinks that all signs are specks. What is held back here is suggested.
"""

from __future__ import annotations

from ocrfix.edits import Edit
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.word import Word
from ocrfix.text import lazy_regex

_NEAR = 200
"""How far to each side is looked, in characters; so a text of one line takes no longer."""

_QUOTED = 120
"""How long a quotation is, at most, whose two marks are seen together."""

_DOUBLE = lazy_regex.pattern('["“”]')
_DASHES = frozenset("-~–—+")
_ENDS = frozenset(")]}'\"’”")
_LONG_DASHES = frozenset("–—")
_ARTICLES = frozenset("@«&")
"""What engines make of the word `a`."""
_AMPERSANDS = frozenset("§")
_LETTERS = frozenset("@©®¢£¥€§$°•»{")
"""What engines make of letters."""
_BARS = frozenset("[{|!")
"""What engines make of an I."""
_SEPARATORS = frozenset("•®·+*")
_OPENING = "([{"
_CLOSING = ")]}"
_LISTING = frozenset(("and", "or"))
_AFTER_ITEMS = frozenset(",.;)")
_LABEL = lazy_regex.pattern(r"[ \t]*[^\W\d_]")
_WORD = lazy_regex.pattern(r"[^\W_]+(?:['’][^\W_]+)*")


class Tied:
    """The signs of one text.

    Args:
        text: the text before this pass.
        lexicon: the dictionaries.

    >>> from ocrfix.pipeline import get_pipeline
    >>> text = "We read the consuls’ letters."
    >>> edit = Edit(start=19, end=20, before="’", after="",
    ...             kind="specks", confidence=0.9, reason="a speck")
    >>> Tied(text, get_pipeline().lexicon).holds(edit)
    True
    """

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon

    def holds(self, edit: Edit) -> bool:
        """Return whether an edit takes a sign that is tied to what stands beside it."""
        sign = edit.before.strip()
        if edit.kind == "noise":
            return self._is_item(edit, sign)
        if edit.kind not in ("specks", "punctuation") or len(sign) != 1:
            return False
        at = edit.start + edit.before.index(sign)
        if self._is_inside(at):
            return True
        if edit.kind != "specks" or edit.after.strip():
            return False
        if sign == ".":
            return self._is_label(at) or self._numbers(at) or self._ends_sentence(at)
        if sign in "'’‘`" and self._closes_otherwise(at):
            return True
        if sign in "'’!":
            return self._owns(at)
        if sign in '"“”':
            return self._quotes(at)
        if sign == ":":
            return self._heads(at)
        if sign == "=":
            return True  # a dash, or a short word, but hardly ever dirt
        if sign == "*" and self._leads(at):
            return True  # a note, or a quotation mark
        if self._alone(at):
            return (
                sign in _AMPERSANDS
                or (sign in _DASHES and self._parts_dates(at))
                or (sign in _LONG_DASHES and self._is_dash(at))
                or (sign == "~" and self._is_dash(at) and not self._amid_prose(at))
                or (sign in _ARTICLES and self._after(at)[:1].islower())
                or (sign in _SEPARATORS and self._parts_line(at, sign))
            )
        return (
            (sign in _LETTERS and self._is_letter(at))
            or (sign in _BARS and self._is_bar(at))
            or (sign in _CLOSING and self._closes_another(at))
        )

    def _is_item(self, edit: Edit, letter: str) -> bool:
        """`paragraphs a. and b, above`: a letter that goes on with what is told off."""
        if len(letter) != 1 or not letter.isalpha() or edit.after.strip():
            return False
        at = edit.start + edit.before.index(letter)
        listed = self._before(at).lower() in _LISTING
        return listed and self._text[at + 1 : at + 2] in _AFTER_ITEMS

    def _is_inside(self, at: int) -> bool:
        """`tog.ether`: the sign is dirt, but what it parts is one word."""
        before, after = self._before(at), self._after(at)
        around = self._text[max(0, at - 1) : at] + self._text[at + 1 : at + 2]
        return len(around) > 1 and around.isalpha() and self._is_plain(before + after)

    def _is_label(self, at: int) -> bool:
        """`a. Number of targets`, at the front of a line."""
        start = self._line_start(at)
        if not _LABEL.fullmatch(self._text, start, at):
            return False
        after = self._after(at)
        return after[:1].isupper() and after != "I"

    def _numbers(self, at: int) -> bool:
        """`Enclosure no. 6`."""
        kind = self._lexicon.word_classes.get(self._before(at).lower())
        return kind == "before numbers" and self._after(at)[:1].isdigit()

    def _heads(self, at: int) -> bool:
        """`HE LEFT. COMMENT: THE TALKS`: one word before a colon, that opens a sentence."""
        before = self._before(at)
        if not before[:1].isupper() or self._text[at + 1 : at + 2] != " ":
            return False
        start = at - len(before)
        return self._text[max(0, start - 2) : start] in ("", ". ", ".\n")

    def _ends_sentence(self, at: int) -> bool:
        """Whether a stop ends a line and a sentence, or stands before what is no word.

        Where a small common word goes on, or no sentence ends with the word before, it is dirt.
        """
        before = self._before(at)
        if not before or self._is_small(before):
            return False
        after = self._after(at)
        if self._text[at + 1 : _line_end(self._text, at)].strip():
            return after.isalpha() and not self._word(after).flags
        following = self._following(at)
        return not (following.islower() and self._is_small(following))

    def _owns(self, at: int) -> bool:
        """`the delegates’ views`: a plural or a name, and before no common word."""
        owner, owned = self._before(at), self._after(at)
        if self._text[at - 1 : at] not in ("s", "S") or not owned[:1].isalpha():
            return False
        if self._text[at + 1 : at + 2] != " " or self._is_small(owner) or self._is_small(owned):
            return False
        return bool(owner[:1].isupper() or self._word(owner[:-1]).flags)

    def _closes_otherwise(self, at: int) -> bool:
        """Whether a quotation opens with a single mark, misread, and closes with a double one."""
        if not self._opens(at):
            return False
        other = _DOUBLE.search(self._text, at + 1, at + _NEAR)
        if not other or not self._closes(other.start()):
            return False
        start = max(0, at - _NEAR)
        before = [found.start() for found in _DOUBLE.finditer(self._text, start, at)]
        return not before or not self._opens(before[-1])

    def _quotes(self, at: int) -> bool:
        """Whether a double quote has its fellow near, with none between them."""
        if self._opens(at):
            other = _DOUBLE.search(self._text, at + 1, at + _QUOTED)
            return other is not None and self._closes(other.start())
        if self._closes(at):
            start = max(0, at - _QUOTED)
            others = [found.start() for found in _DOUBLE.finditer(self._text, start, at)]
            return bool(others) and self._opens(others[-1])
        return False

    def _opens(self, at: int) -> bool:
        before, after = self._text[max(0, at - 1) : at], self._text[at + 1 : at + 2]
        return (not before.strip() or before == "(") and bool(after.strip())

    def _closes(self, at: int) -> bool:
        before, after = self._text[max(0, at - 1) : at], self._text[at + 1 : at + 2]
        return bool(before.strip()) and not after.isalnum()

    def _leads(self, at: int) -> bool:
        """Whether a sign stands in front of a word and touches it."""
        return not self._text[max(0, at - 1) : at].strip() and self._text[at + 1 : at + 2].isalpha()

    def _parts_dates(self, at: int) -> bool:
        """`2 - EUR Division`, `1 May ~ 31 July`: a dash, or read for one."""
        before, after = self._before(at), self._after(at)
        if not (after[:1].isdigit() or after[:1].isupper()):
            return False
        grammar = self._lexicon.word_classes
        dated = "month" in (grammar.get(before.lower()), grammar.get(after.lower()))
        return before.isdigit() or dated

    def _is_dash(self, at: int) -> bool:
        """Whether no other sign parts the words already: `at last — no`."""
        before = self._text[max(0, at - 2) : at - 1]
        return before.isalnum() or before in _ENDS

    def _amid_prose(self, at: int) -> bool:
        return self._before(at).islower() and self._after(at).islower()

    def _is_letter(self, at: int) -> bool:
        """`ha@ been`, `too @arly`: what is left of the word is none."""
        start = at
        while start > 0 and self._text[start - 1].isalpha():
            start -= 1
        before = self._text[start:at]
        found = _WORD.match(self._text, at + 1)
        if not found and before:
            found = _WORD.match(self._text, at + 2)  # `re• uires`
            rest = found[0] if found and self._text[at + 1] == " " else ""
            return not self._is_plain(before) or not (not rest or self._is_plain(rest))
        return found is not None and not self._is_plain(before + found[0])

    def _is_bar(self, at: int) -> bool:
        """`the [nternal report`."""
        word = _WORD.match(self._text, at + 1)
        if word is None or not self._is_plain("i" + word[0]):
            return False
        return self._word("i" + word[0]).log_probability > self._word(word[0]).log_probability

    def _closes_another(self, at: int) -> bool:
        """Whether a bracket closes one of another kind: `(the Agency]`."""
        near = self._text[max(0, at - _QUOTED) : at]
        last = max(near.rfind(sign) for sign in _OPENING + _CLOSING)
        return last >= 0 and near[last] in _OPENING

    def _parts_line(self, at: int, sign: str) -> bool:
        """Whether a sign between blanks has another in its line: `Press Desk • Room 9 • Paris`."""
        start, end = self._line_start(at), _line_end(self._text, at)
        between = f" {sign} "
        return between in self._text[start:at] or between in f"{self._text[at + 1 : end]} "

    def _alone(self, at: int) -> bool:
        around = self._text[max(0, at - 1) : at], self._text[at + 1 : at + 2]
        return all(not beside.strip() for beside in around)

    def _before(self, at: int) -> str:
        """Return the word of the line that stands before a place; nothing behind another sign."""
        start = self._line_start(at)
        found = ""
        for word in _WORD.finditer(self._text, start, at):
            found = word[0] if not self._text[word.end() : at].strip() else ""
        return found

    def _after(self, at: int) -> str:
        """Return the word of the line that stands behind a place; nothing before another sign."""
        end = _line_end(self._text, at)
        word = _WORD.search(self._text, at + 1, end)
        return word[0] if word and not self._text[at + 1 : word.start()].strip() else ""

    def _following(self, at: int) -> str:
        """Return the word that begins the next line with text; nothing where a sign does."""
        rest = self._text[_line_end(self._text, at) : at + _NEAR].lstrip()
        word = _WORD.match(rest)
        return word[0] if word else ""

    def _line_start(self, at: int) -> int:
        first = max(0, at - _NEAR)
        return max(first, self._text.rfind("\n", first, at) + 1)

    def _is_small(self, word: str) -> bool:
        return word.lower() in self._lexicon.function_words

    def _is_plain(self, word: str) -> bool:
        return self._word(word).is_english

    def _word(self, word: str) -> Word:
        return self._lexicon.word(word.lower())


def _line_end(text: str, at: int) -> int:
    last = min(len(text), at + _NEAR)
    end = text.find("\n", at, last)
    return last if end < 0 else end
