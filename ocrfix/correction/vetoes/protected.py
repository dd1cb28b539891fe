"""Hard vetoes on protected text: ignored lines, text marked `[sic]`, and user words."""

from __future__ import annotations

from ocrfix.correction.vetoes.notes import ignored_spans
from ocrfix.correction.vetoes.veto import EditContext, Veto
from ocrfix.correction.words.typist import sic_spans
from ocrfix.edits import Edit
from ocrfix.text.spans import Span, overlaps, touches
from ocrfix.text.tokens import TokenizedText


def _is_ignored(edit: Edit, context: EditContext) -> bool:
    """Whether an edit overlaps or touches an ignored line."""
    return touches(context.derive(_ignored_spans), edit.start, edit.end)


def _ignored_spans(context: EditContext) -> list[Span]:
    return ignored_spans(context.text)


def _is_confirmed_by_sic(edit: Edit, context: EditContext) -> bool:
    """Whether an edit changes text that the record marks with `[sic]`."""
    return overlaps(context.derive(_sic_spans), edit.start, edit.end)


def _sic_spans(context: EditContext) -> list[Span]:
    return sic_spans(context.text)


def _changes_user_word(edit: Edit, context: EditContext) -> bool:
    """Whether an edit changes a word that the user's settings protect."""
    text, protected = context.text, context.lexicon.user_words
    if not protected:
        return False
    start, end = edit.start, edit.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    before = [
        token.text for token in TokenizedText(text[start:end]).tokens if token.text in protected
    ]
    if not before:
        return False
    changed = text[start : edit.start] + edit.after + text[edit.end : end]
    left = [token.text for token in TokenizedText(changed).tokens]
    return any(left.count(word) < before.count(word) for word in set(before))


SIC_VETO = Veto("sic", "the record says `[sic]`", _is_confirmed_by_sic)
NOTE_VETO = Veto("note", "a note in the text says to ignore the line", _is_ignored)
"""Depends on the whole document: a note may be any number of lines away."""
USER_WORD_VETO = Veto("user word", "the settings protect the word", _changes_user_word)
