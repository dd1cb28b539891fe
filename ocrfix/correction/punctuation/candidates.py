"""Candidates for the text printed in a gap, and the gaps that need candidates."""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.ngram_context import DIPLOMATIC_ENGLISH, bigram_pmi
from ocrfix.correction.punctuation.confusions import PunctuationConfusions
from ocrfix.correction.punctuation.context import MAX_QUIET_NOISE, AnnotatedGaps
from ocrfix.correction.punctuation.gaps import INNER, LEADING, Gap, straighten_quotes
from ocrfix.correction.punctuation.separator import (
    PAIRED_MARKS,
    GapCandidate,
    Separator,
    difference,
)

_MAX_CANDIDATES = 9
_MIN_SPECK_RATE = 0.1
"""Minimum rate at which a symbol is a speck, for its removal without examples in the pairs."""
_QUESTION_MARKS = frozenset("!?")
"""Replaced or removed only before a lower-case word, the only evidence that they are wrong."""

_MIN_ERROR_RATE = 0.002
_MIN_LINE_WORDS = 4
_MAX_UNKNOWN_SHARE = 0.4
"""Maximum share of unknown words in a line whose words are evidence on punctuation."""
_MAX_LABEL_WORDS = 3
_MIN_PMI = 1.5
"""Minimum association (log) of two words that often have no punctuation between them."""
_MAX_ELISION_CHARS = 2
"""The ending after an apostrophe: ``'s``, ``'ll``."""

# A C constant in compiled code, which other modules cannot import.
_MAX_QUIET_NOISE = MAX_QUIET_NOISE


def find_candidates(gaps: AnnotatedGaps, number: int) -> list[GapCandidate]:
    """Return the candidates for what was printed in a gap, the text as it was read first."""
    gap, separator = gaps.gaps[number], gaps.separators[number]
    paired = gaps.paired_marks(number)
    before_lower = bool(gap.right) and gap.right[0].islower()
    may_be_space = separator.has_space or _is_between_words(gaps, gap)
    if gap.left_on_other_line:
        edge = 0
    elif gap.right_on_other_line:
        edge = 1
    elif gap.position == INNER:
        edge = 2
    else:
        edge = 3 if gap.position == LEADING else 4
    # Everything that the candidates depend on besides the separator.
    key = ((paired * 5 + edge) * 2 + before_lower) * 2 + may_be_space
    found = separator.candidate_lists.get(key)
    if found is None:
        found = _generate(gaps.confusions, gap, separator, paired, may_be_space)
        separator.candidate_lists[key] = found
    return found


def candidate_texts(gaps: AnnotatedGaps, number: int) -> list[str]:
    """Return the texts of the candidates, with straight quotes."""
    return [candidate.printed for candidate in find_candidates(gaps, number)]


def _is_between_words(gaps: AnnotatedGaps, gap: Gap) -> bool:
    """Whether a gap without a space may have lost one: there are plain words on both sides."""
    if len(gap.left) < 2 or len(gap.right) < 2:
        return False
    annotated = gaps.annotated
    left, right = annotated.look_up(gap.left), annotated.look_up(gap.right)
    return left.is_english and right.is_english


def _generate(
    confusions: PunctuationConfusions,
    gap: Gap,
    separator: Separator,
    paired: int,
    may_be_space: bool,
) -> list[GapCandidate]:
    """Return what the pairs have for a separator, and the separator without one of its symbols.

    Args:
        confusions: how OCR engines read punctuation.
        gap: a gap of that separator.
        separator: the text of the gap.
        paired: the quotes and brackets that have a partner, a set of :data:`PAIRED_MARKS`.
        may_be_space: whether the gap may be a space only.
    """
    unchanged = straighten_quotes(separator.seen)
    still_paired = {mark for bit, mark in enumerate(PAIRED_MARKS) if paired >> bit & 1}
    before_lower = gap.right[:1].islower()
    texts = dict.fromkeys([unchanged])
    for printed in separator.printed:
        removed, added = difference(separator.seen, printed)
        if _QUESTION_MARKS.intersection(removed) and not before_lower:
            continue
        if still_paired.intersection(straighten_quotes(removed)):
            continue
        if removed or not added.strip():
            texts[printed] = None  # what a lost symbol was cannot be recognized
    for at, symbol in enumerate(separator.seen):
        if symbol in _QUESTION_MARKS and not before_lower:
            continue
        if straighten_quotes(symbol) in still_paired:
            continue
        if symbol != " " and confusions.speck_rate(symbol) >= _MIN_SPECK_RATE:
            rest = unchanged[:at] + unchanged[at + 1 :]
            texts[" ".join(f"|{rest}|".split())[1:-1].replace("  ", " ")] = None
            if rest == "" and gap.position == INNER:
                texts[" "] = None
    if " " in texts and " " not in unchanged and not may_be_space:
        del texts[" "]
    possible = [separator.candidate(text) for text in texts if _fits_line(gap, text)]
    return possible[:_MAX_CANDIDATES]


def _fits_line(gap: Gap, text: str) -> bool:
    """Whether a text has a space at a line end, and none at the start or end of a passage."""
    if gap.left_on_other_line:
        return text.startswith(" ")
    if gap.right_on_other_line:
        return text.endswith(" ")
    if gap.position == INNER:
        return True
    return not (text.startswith(" ") if gap.position == LEADING else text.endswith(" "))


def needs_candidates(gaps: AnnotatedGaps, number: int) -> bool:
    """Whether a gap may be misread: in a line of words, and not punctuation that is always right.

    The cheap tests come first; half of the gaps of a text pass them.
    """
    gap, separator = gaps.gaps[number], gaps.separators[number]
    rate = gaps.confusions.error_rate(separator, gaps.position(number))
    if rate < _MIN_ERROR_RATE or separator.has_ellipsis:
        return False
    text = gaps.text
    left, right = gap.left, gap.right
    before_digit = bool(right) and right[0].isdigit()
    if not separator.has_space and (before_digit or (left and left[len(left) - 1].isdigit())):
        return False  # inside a number, a date, a time, a file number
    if before_digit and (separator.ends_with_currency or separator.ends_with_hyphen):
        return False  # a sum of money, a time zone, a negative number
    if separator.is_joiner and _is_in_chain(text, gap):
        return False  # an address, a file name
    if separator.is_dash and (gap.right_on_other_line or not right):
        return False  # a hyphenated word
    annotated = gaps.annotated
    first_token = gaps.first_token
    line = gap.line
    stop: int = first_token[line + 1] if line + 1 < len(first_token) else len(annotated.words)
    first: int = first_token[line]
    if stop - first < _MIN_LINE_WORDS or annotated.unknown_share(line) > _MAX_UNKNOWN_SHARE:
        return False
    user_words = gaps.user_words
    if user_words and f"{left}{separator.seen}{right}" in user_words:
        return False
    if separator.is_apostrophe:
        whole = annotated.look_up(f"{left}'{right}")
        if whole.flags or len(right) <= _MAX_ELISION_CHARS or len(left) == 1:
            return False
    if (separator.is_bullet or separator.has_colon) and _sets_off(gaps, gap, separator):
        return False
    if not separator.is_dash and not separator.has_colon:
        return True
    # Dashes and colons between words are right as often as not.
    return gaps.likely_noise(number) > _MAX_QUIET_NOISE and _is_collocation(annotated, gap)


def _sets_off(gaps: AnnotatedGaps, gap: Gap, separator: Separator) -> bool:
    """Whether a bullet begins its line, or a colon follows a label at the start of its line."""
    line = gap.line
    start: int = gaps.lines[line].start
    at = gap.start - start
    if separator.is_bullet and (gap.left_on_other_line or not gap.left):
        columns = gaps.annotated.tokenized.opening_columns(line)
        if not columns or columns[0] >= at:
            return True
    if separator.has_colon and at and gaps.text[start].isupper():
        return _is_label(gaps.annotated.tokenized.opening_columns(line), at)
    return False


def _is_label(columns: Sequence[int], at: int) -> bool:
    """Whether there are few enough words in a line before a colon for a label.

    Args:
        columns: where the first words of the line begin.
        at: where the colon is, in the line.
    """
    return sum(column < at for column in columns) <= _MAX_LABEL_WORDS


def _is_in_chain(text: str, gap: Gap) -> bool:
    """Whether more words are joined by the same kind of separator, as in an address."""
    before = gap.start - len(gap.left) - 1
    after = gap.end + len(gap.right)
    if before >= 0 and not text[before].isspace():
        return True
    return (
        after + 1 < len(text)
        and (text[after] == "." or text[after] == "_")
        and text[after + 1].isalnum()
    )


def _is_collocation(annotated: AnnotatedTokens, gap: Gap) -> bool:
    """Whether the words on both sides of a gap are often side by side."""
    left, right = annotated.look_up(gap.left), annotated.look_up(gap.right)
    return bigram_pmi(annotated.lexicon, DIPLOMATIC_ENGLISH, left, right) > _MIN_PMI
