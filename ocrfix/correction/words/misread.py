"""Misread words: dictionary words within one or two letters of what stands there."""

from __future__ import annotations

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import Candidate
from ocrfix.correction.words.shortlist import Shortlist, at_least, first_guess
from ocrfix.lexicon.casing import dressed, in_shape, name_shaped, shape
from ocrfix.lexicon.format import folded
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.word import PERSON, PLACE, TITLE, Word

_ANCHORED_FROM = 4
"""Of so many letters one edit leaves the first or the last as it was; two that change both are too
many for any word."""

_SHORTEST_OF_TWO = 4
"""Shorter words are never what a word two letters away was."""

_TWO_EDITS_FROM = 5
"""Shorter words have too many neighbours two letters away for any of them to mean something."""


def _near(lexicon: Lexicon, word: str, known: Word) -> list[tuple[int, str, float, int]]:
    """Return the words that are near enough; a known word gives way only to a commoner one."""
    anchored = len(word) >= _ANCHORED_FROM
    if known.flags:
        near = lexicon.neighbours(word, 1, anchored)
        return [n for n in near if n[2] > known.log_probability]
    return lexicon.neighbours(word, 2 if len(word) >= _TWO_EDITS_FROM else 1, anchored)


def _alike(lexicon: Lexicon, word: str) -> list[str]:
    """Return the words that this one is with one run of letters read as its look-alike.

    `narne` is two letters from `name`, and stands in some list as a name; still it is likelier the
    word that every reader sees in it.
    """
    offers: list[str] = []
    for meant, seen in lexicon.alike:
        at = word.find(seen)
        while at >= 0:
            found = word[:at] + meant + word[at + len(seen) :]
            if lexicon.word(found).is_english:
                offers.append(found)
            at = word.find(seen, at + 1)
    return offers


def find_candidates(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the likeliest of the dictionary words that an engine may have misread as this one.

    Each has its first guess. Words are told apart by it before any reading is made of them.
    """
    token = target.token
    text = token.text
    word = text.lower().replace("’", "'")
    lexicon = annotated.lexicon
    confusions = lexicon.confusions
    spellings = lexicon.own_spellings
    kind = shape(text)
    named = name_shaped(text) and not token.sentence_start
    accents = not word.isascii()
    shortlist = Shortlist(text)
    for edits, found, likelihood, flags in _near(lexicon, word, target.word):
        likely = at_least(likelihood)
        if likely + confusions.highest < shortlist.bar:
            continue
        if edits == 2 and found[0] != word[0]:
            if named:
                continue  # `Dewald` beside `Oswald`: another name, as likely as not
            if found[-1] != word[-1]:
                continue
        if edits == 2 and len(found) < _SHORTEST_OF_TWO:
            continue
        if accents and flags & (TITLE | PERSON | PLACE) and folded(word) == found:
            continue  # a name keeps its accents
        for after in in_shape(found, text, kind, flags, spellings.get(found, "")):
            if after.isascii() and " " not in after:
                guess = likely + confusions.cost(after, text)
            else:
                guess = first_guess(annotated, text, after, "misread")
            if guess >= shortlist.bar:
                shortlist.put(_reading(text, after, guess))
    for found in _alike(lexicon, word):
        for after in dressed(found, text, lexicon.word(found)):
            shortlist.put(_reading(text, after, first_guess(annotated, text, after, "misread")))
    if word.endswith("'s") and len(word) > 4:
        stem = word[:-2]
        for found, _ in lexicon.near(stem, 1):
            for after in dressed(found, text[:-2], lexicon.word(found)):
                after += text[-2:]
                shortlist.put(_reading(text, after, first_guess(annotated, text, after, "misread")))
    return shortlist.all()


def _reading(text: str, after: str, guess: float) -> Candidate:
    found = Candidate(0, len(text), after, "misread")
    found.guess = guess
    return found
