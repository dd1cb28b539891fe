"""Soft veto on edits of electronic mail, which was typed on a keyboard and printed cleanly.

In mail, punctuation means something, a dictionary word is the word that was meant, and what a
typing error explains is a typing error. What the rankers would change there, trained on typescript,
is suggested, unless it is plainly a misreading.
"""

from __future__ import annotations

import re

from ocrfix.correction.vetoes.veto import EditContext, Veto
from ocrfix.edits import Edit
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.word import PERSON
from ocrfix.text import lazy_regex
from ocrfix.text.casing import CAPITALIZED, case_shape

_FIELD = lazy_regex.pattern(r"^[ \t>]*(From|To|Sent|Date|Subject)[ \t]*:", re.MULTILINE)
"""The fields of a message: RFC 5322, 3.6; programs print `Sent` for the date of origin."""
_SENT = "Sent"
_MIN_FIELDS = 3
"""The number of different fields that make a message; a memorandum has no `Sent`."""
_ADDRESS_FIELD = lazy_regex.pattern(r"[ \t>]*(?:From|To|Cc|Bcc)[ \t]*:")
_LINE_CHARS = 200
"""How far back the start of a line is looked for."""

_MIN_NAME_DOCUMENTS = 8
"""A name that occurs in this many documents of the collection is no misreading of another."""
_BULLETS = frozenset("•■►")
"""What OCR makes of dirt at the end of a printed line."""
_MIN_WORD_CHARS = 3
"""Shorter words of any spelling may be meant."""
_MAX_SHORT_FORM_CHARS = 4
_MAX_ACRONYM_CHARS = 5
_VOWELS = frozenset("aeiouy")
_MIN_MISREADING = -9.5
"""The natural log of the probability of a misreading below which a typing error is more likely."""


def is_email(text: str) -> bool:
    r"""Return whether a text is, or contains, an e-mail message.

    >>> is_email("From: Jane Doe\nSent: Monday, May 3, 2010 9:15 AM\nTo: John Doe\n\nWill do.\n")
    True
    >>> is_email("TO: The Secretary\nFROM: EUR - Jane Doe\nSUBJECT: Norland\n")
    False
    """
    if _SENT not in text:
        return False
    found = {field[1] for field in _FIELD.finditer(text)}
    return _SENT in found and len(found) >= _MIN_FIELDS


def _context_is_email(context: EditContext) -> bool:
    return is_email(context.text)


def _may_be_meant(edit: Edit, context: EditContext) -> bool:
    """Whether an edit changes what the writer of an e-mail may have written."""
    if not context.derive(_context_is_email):
        return False
    lexicon = context.lexicon
    if edit.kind in ("specks", "punctuation"):
        return not _is_dirt(edit, context)
    if edit.kind == "noise":
        return edit.before.strip().isalpha()
    if edit.kind == "case":
        return case_shape(edit.before) == CAPITALIZED
    if edit.kind in ("misread", "digits", "clipped"):
        return (
            _is_word(edit.before, lexicon)
            or _is_name(edit, context)
            or (len(edit.before) <= _MAX_ACRONYM_CHARS and edit.before.isupper())
            or (
                edit.kind == "misread" and (_is_typing_error(edit, lexicon) or _is_short_form(edit))
            )
        )
    return False


def _is_dirt(edit: Edit, context: EditContext) -> bool:
    """Whether a period separates two words of one sentence, or a bullet is attached to a word."""
    text = context.text
    symbol = edit.before.strip()
    if edit.after.strip():
        return edit.kind == "punctuation"
    at = edit.start + edit.before.find(symbol)
    if text[at - 1 : at].isspace():
        return False
    before, after = text[:at].rpartition("\n")[2], text[at + 1 : at + 3]
    if symbol in _BULLETS:
        return after[:1] in ("", "\n", "\r") or after[1:].islower()
    if symbol != "." or not after[1:].islower() or after[:1] != " ":
        return False
    word = re.search(r"[^\W\d_]+\Z", before)
    return word is not None and word[0].lower() in context.lexicon.function_words


def _is_word(word: str, lexicon: Lexicon) -> bool:
    lower = word.lower()
    return (
        len(word) < _MIN_WORD_CHARS or bool(lexicon.word(lower).flags) or lexicon.is_derived(lower)
    )


def _is_name(edit: Edit, context: EditContext) -> bool:
    """Whether a word may be a name, which is left alone if the text has no other form of it."""
    text, lexicon = context.text, context.lexicon
    if edit.before.islower():
        return edit.before.capitalize() in text
    if not edit.before[:1].isupper():
        return False
    start = text.rfind("\n", max(0, edit.start - _LINE_CHARS), edit.start) + 1
    if _ADDRESS_FIELD.match(text, start):
        return True
    if lexicon.word(edit.before.lower()).title_documents >= _MIN_NAME_DOCUMENTS:
        return True
    meant = edit.after
    if lexicon.word(meant.lower()).flags & PERSON and meant not in text:
        return True
    slip = lexicon.typing_errors.classify(meant.lower(), edit.before.lower())
    return slip is not None and slip.startswith("misspelling")


def _is_typing_error(edit: Edit, lexicon: Lexicon) -> bool:
    seen, meant = edit.before, edit.after
    if not seen.isalpha() or lexicon.typing_errors.classify(meant.lower(), seen.lower()) is None:
        return False
    return lexicon.confusions.log_likelihood(meant, seen) < _MIN_MISREADING


def _is_short_form(edit: Edit) -> bool:
    """`humanit aid`, `how cld you`: writers of mail shorten words."""
    seen = edit.before
    if seen.isalpha() and len(seen) <= _MAX_SHORT_FORM_CHARS and _VOWELS.isdisjoint(seen.lower()):
        return True
    return edit.after.startswith(seen) or seen.startswith(edit.after)


EMAIL_VETO = Veto("e-mail", "in e-mail it is what the writer typed", _may_be_meant)
"""Depends on the whole document, of which a part may not show that it is a message."""
