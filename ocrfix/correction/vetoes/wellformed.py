"""Words that are right as they stand, though the judges find a likelier one.

They are put together by the rules of the language or of those who write it: a possessive, a
contraction whose writer left out the apostrophe, a word with a prefix. What is held back here is
suggested.
"""

from __future__ import annotations

import re

from ocrfix.edits import Edit
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.word import ANY_ENGLISH, FOREIGN
from ocrfix.text import lazy_regex

_POSSESSIVE = lazy_regex.pattern(r"['’][sS]\Z")
_SHORTEST_PREFIX = 4
_AROUND = 60
_MANY = 3
_NEXT_LINE = lazy_regex.pattern(r"[ \t]{0,9}\r?\n[ \t>]{0,20}([a-z]{1,20})\b")
_LETTERS = lazy_regex.pattern(r"[^\W\d_]+")
_SHORTEST_FOREIGN = 4
_VOWEL_BEFORE_PLURAL = lazy_regex.pattern(r"[ao]s?\Z", re.IGNORECASE)


def is_wellformed(text: str, edit: Edit, lexicon: Lexicon) -> bool:
    """Return whether an edit changes a word that is right as it stands.

    Args:
        text: what the edit is of.
        edit: the edit.
        lexicon: the dictionaries.

    >>> from ocrfix.pipeline import get_pipeline
    >>> text = "They werent sure."
    >>> edit = Edit(start=5, end=11, before="werent", after="were",
    ...             kind="misread", confidence=0.8, reason="misread")
    >>> is_wellformed(text, edit, get_pipeline().lexicon)
    True
    """
    seen, meant = edit.before, edit.after
    if edit.kind == "spacing":
        return _has_prefix(seen, meant, lexicon)
    if edit.kind == "clipped":
        return _goes_on(text, edit, lexicon)
    if edit.kind != "misread":
        return False
    return (
        _POSSESSIVE.sub("", seen) == meant != seen
        or _is_contraction(seen, lexicon)
        or _is_foreign(text, edit, lexicon)
    )


def _has_prefix(seen: str, meant: str, lexicon: Lexicon) -> bool:
    """`multidonor` is no `multi donor`; what is a word of its own, as `over`, may run into one."""
    prefix, blank, _ = meant.partition(" ")
    return (
        bool(blank)
        and len(prefix) >= _SHORTEST_PREFIX
        and (prefix.lower(), "before") in lexicon.affixes
        and prefix.lower() not in lexicon.function_words
        and seen.replace(" ", "") == meant.replace(" ", "")
    )


def _goes_on(text: str, edit: Edit, lexicon: Lexicon) -> bool:
    """Whether the rest of a word stands on the next line, where a message was quoted: `regar`."""
    rest = _NEXT_LINE.match(text, edit.end)
    return rest is not None and bool(lexicon.word(edit.before.lower() + rest[1]).is_english)


def _is_contraction(seen: str, lexicon: Lexicon) -> bool:
    small = seen.lower()
    return small.endswith("nt") and lexicon.word(f"{small[:-1]}'t").is_english


def _is_foreign(text: str, edit: Edit, lexicon: Lexicon) -> bool:
    """Whether a word stands in a foreign sentence and may be one of its words.

    A gender, as in `las Naciones Unidas`, is no misreading there.
    """
    seen = edit.before.lower()
    known = bool(lexicon.word(seen).flags)
    gender = len(seen) == len(edit.after) and bool(_VOWEL_BEFORE_PLURAL.search(seen))
    if not known and not (gender and edit.after[:-2].lower() == seen[:-2]):
        return False
    start, end = max(0, edit.start - _AROUND), edit.end + _AROUND
    around = _LETTERS.findall(text[start : edit.start]) + _LETTERS.findall(text[edit.end : end])
    flags = [lexicon.word(w.lower()).flags for w in around if len(w) >= _SHORTEST_FOREIGN]
    foreign = sum(bool(f & FOREIGN) and not f & ANY_ENGLISH for f in flags)
    return foreign >= _MANY
