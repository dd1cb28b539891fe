"""Electronic mail: typed on keyboards, printed cleanly, and read by an engine without trouble.

So a sign in it means something, a word in a dictionary is the word that was meant, and what a slip
of the fingers explains is a slip. What the judges of typed pages would change there is suggested,
unless it is plainly a misreading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ocrfix.edits import Edit
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.word import PERSON
from ocrfix.text import lazy_regex
from ocrfix.text.casing import CAPITALISED, case_shape

_FIELD = lazy_regex.pattern(r"^[ \t>]*(From|To|Sent|Date|Subject)[ \t]*:", re.MULTILINE)
"""The fields of a message: RFC 5322, 3.6; programs print `Sent` for the date of origin."""
_ADDRESSED = lazy_regex.pattern(r"[ \t>]*(?:From|To|Cc|Bcc)[ \t]*:")
_AROUND = 200
_DOCUMENTS = 8
"""In so many documents of the collection a name stands that is no misreading of another."""
_SENT = "Sent"
_FEWEST = 3
"""So many different fields make a message; a memorandum has no `Sent`."""

_BULLETS = frozenset("•■►")
"""What engines make of dirt at the end of a line of print."""
_SHORTEST = 3
_LONGEST_SHORT_FORM = 4
_LONGEST_ACRONYM = 5
_VOWELS = frozenset("aeiouy")
_SLIP = -9.5
"""Natural log of how likely a misreading is below which a slip of the fingers is likelier."""


def is_mail(text: str) -> bool:
    r"""Return whether a text is, or holds, a message of electronic mail.

    >>> is_mail("From: Jane Doe\nSent: Monday, May 3, 2010 9:15 AM\nTo: John Doe\n\nWill do.\n")
    True
    >>> is_mail("TO: The Secretary\nFROM: EUR - Jane Doe\nSUBJECT: Norland\n")
    False
    """
    if _SENT not in text:
        return False
    found = {field[1] for field in _FIELD.finditer(text)}
    return _SENT in found and len(found) >= _FEWEST


def told_apart(text: str, edits: Iterable[Edit], lexicon: Lexicon) -> tuple[list[Edit], list[Edit]]:
    """Return the edits that may be made of a text, and those that its being mail speaks against.

    Args:
        text: the whole text.
        edits: edits of it.
        lexicon: the dictionaries.
    """
    if not is_mail(text):
        return list(edits), []
    made: list[Edit] = []
    held: list[Edit] = []
    for edit in edits:
        (made if _plain(text, edit, lexicon) else held).append(edit)
    return made, held


def _plain(text: str, edit: Edit, lexicon: Lexicon) -> bool:
    """Whether an edit mends what no writer of mail writes."""
    if edit.kind in ("specks", "punctuation"):
        return _is_dirt(text, edit, lexicon)
    if edit.kind == "noise":
        return not edit.before.strip().isalpha()
    if edit.kind == "case":
        return case_shape(edit.before) != CAPITALISED
    if edit.kind in ("misread", "digits", "clipped"):
        return not (
            _is_word(edit.before, lexicon)
            or _is_name(text, edit, lexicon)
            or (len(edit.before) <= _LONGEST_ACRONYM and edit.before.isupper())
            or (edit.kind == "misread" and (_is_slip(edit, lexicon) or _is_short_form(edit)))
        )
    return True


def _is_dirt(text: str, edit: Edit, lexicon: Lexicon) -> bool:
    """Whether a stop parts two words of one sentence, or a bullet sticks to a word's end."""
    sign = edit.before.strip()
    if edit.after.strip():
        return edit.kind == "punctuation"
    at = edit.start + edit.before.find(sign)
    if text[at - 1 : at].isspace():
        return False
    before, after = text[:at].rpartition("\n")[2], text[at + 1 : at + 3]
    if sign in _BULLETS:
        return after[:1] in ("", "\n", "\r") or after[1:].islower()
    if sign != "." or not after[1:].islower() or after[:1] != " ":
        return False
    word = re.search(r"[^\W\d_]+\Z", before)
    return word is not None and word[0].lower() in lexicon.function_words


def _is_word(word: str, lexicon: Lexicon) -> bool:
    small = word.lower()
    return len(word) < _SHORTEST or bool(lexicon.word(small).flags) or lexicon.is_derived(small)


def _is_name(text: str, edit: Edit, lexicon: Lexicon) -> bool:
    """Whether a word may be a name: one that the text does not have otherwise is left alone."""
    if edit.before.islower():
        return edit.before.capitalize() in text
    if not edit.before[:1].isupper():
        return False
    if _ADDRESSED.match(text, text.rfind("\n", max(0, edit.start - _AROUND), edit.start) + 1):
        return True
    if lexicon.word(edit.before.lower()).title_documents >= _DOCUMENTS:
        return True
    meant = edit.after
    if lexicon.word(meant.lower()).flags & PERSON and meant not in text:
        return True
    slip = lexicon.typing_errors.classify(meant.lower(), edit.before.lower())
    return slip is not None and slip.startswith("misspelling")


def _is_slip(edit: Edit, lexicon: Lexicon) -> bool:
    seen, meant = edit.before, edit.after
    if not seen.isalpha() or lexicon.typing_errors.classify(meant.lower(), seen.lower()) is None:
        return False
    return lexicon.confusions.log_likelihood(meant, seen) < _SLIP


def _is_short_form(edit: Edit) -> bool:
    """`humanit aid`, `how cld you`: writers of mail shorten words."""
    seen = edit.before
    if seen.isalpha() and len(seen) <= _LONGEST_SHORT_FORM and _VOWELS.isdisjoint(seen.lower()):
        return True
    return edit.after.startswith(seen) or seen.startswith(edit.after)
