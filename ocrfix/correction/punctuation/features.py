"""The features by which the candidates of a gap are ranked, each declared once.

Their weights are learned (:mod:`ocrfix.training.punctuation`) and kept under the same names in
``dictionaries/punctuation-ranker.tsv``. A name in braces is a placeholder: ``left word {word}`` is
a feature of its own for each word. A feature of the group :data:`SYMBOL` is the same for all
candidates of a gap, so it has a weight for each symbol of a candidate: the weight of
``,, left word however`` counts for the candidates with a comma.
"""

from __future__ import annotations

import re

from ocrfix.correction.feature import Feature

SYMBOL, CANDIDATE, CORRECTION, CONFIDENCE = "symbol", "candidate", "correction", "confidence"
"""The groups of features: of each symbol of a candidate, of every candidate, of candidates that
change the text, and of how far the most likely correction is to be trusted."""

NO_SYMBOL = "nothing"
"""Stands for the symbol of a candidate without punctuation, and for an empty text."""


FEATURES: list[Feature] = []


def _declare(group: str, name: str, meaning: str) -> str:
    FEATURES.append(Feature(name, group, meaning))
    return name


KINDS_BESIDE = _declare(SYMBOL, "between {kinds}", "the kinds of the words on both sides")
WORDS_SINCE_STOP = _declare(
    SYMBOL, "words since full stop", "log of 1 + the words since the full stop before"
)
STOPS_NEARBY = _declare(SYMBOL, "full stops nearby", "log of 1 + the full stops nearby")
COMMAS_NEARBY = _declare(SYMBOL, "commas nearby", "log of 1 + the commas nearby")
TRIGRAMS = _declare(SYMBOL, "trigrams", "log counts of the trigrams across the gap, summed")
OPENING_TRIGRAM = _declare(
    SYMBOL, "sentence-start trigram", "log count of the next two words at the start of a sentence"
)
BIGRAM = _declare(
    SYMBOL, "bigram", "how much likelier the right word is after the left one, in print (log)"
)
RELEASE_BIGRAM = _declare(SYMBOL, "release bigram", "the same, in released records")
OPENING_BIGRAM = _declare(
    SYMBOL, "sentence-start bigram", "how much likelier the right word is after a full stop (log)"
)
RIGHT_WORD = _declare(SYMBOL, "right word {word}", "the word after the gap, if it is frequent")
RIGHT_CLASS = _declare(SYMBOL, "right class {word}", "its class in word-classes.tsv")
RIGHT_UNKNOWN = _declare(SYMBOL, "right unknown", "it is not an English word")
LEFT_WORD = _declare(SYMBOL, "left word {word}", "the word before the gap, if it is frequent")
LEFT_COMMON = _declare(SYMBOL, "left common", "it is common, but not frequent")
LEFT_CLASS = _declare(SYMBOL, "left class {word}", "its class in word-classes.tsv")
LEFT_ABBREVIATION = _declare(SYMBOL, "left abbreviation", "it may be an abbreviation")
LEFT_UNKNOWN = _declare(SYMBOL, "left unknown", "it is not an English word")
JOINED_IS_WORD = _declare(SYMBOL, "joined is a word", "without the gap, the two words are one")

LAYOUT = _declare(CANDIDATE, "layout {layout}", "where it has spaces")
LAYOUT_BETWEEN = _declare(
    CANDIDATE,
    "layout {layout}, between {kinds}",
    "the same, and the kinds of the words on both sides",
)
CONFUSION_RATE = _declare(
    CANDIDATE,
    "confusion rate",
    "log of how often it was printed where this text was read",
)
UNCHANGED = _declare(CANDIDATE, "unchanged", "the candidate is the text as it was read")

NOISE = _declare(CORRECTION, "changed, noise", "log of 1 + the likely misreadings in gaps nearby")
QUIET = _declare(CORRECTION, "changed, quiet", "few likely misreadings nearby")
CURLY_QUOTES = _declare(
    CORRECTION, "changed, curly quotes nearby", "log of 1 + the curly quotes nearby"
)
STRAIGHT_QUOTES = _declare(
    CORRECTION, "changed, straight quotes nearby", "log of 1 + the straight quotes nearby"
)
UNKNOWN_IN_LINE = _declare(
    CORRECTION, "changed, unknown words in line", "the share of unknown words in the line"
)
SUBSTITUTION = _declare(CORRECTION, "read {seen} for {printed}", "what was misread, and for what")
SUBSTITUTION_NOISE = _declare(
    CORRECTION, "read {seen} for {printed}, noise", "the same, times the noise nearby"
)
SUBSTITUTION_QUIET = _declare(
    CORRECTION, "read {seen} for {printed}, quiet", "the same, where there is little noise"
)
SUBSTITUTION_AT = _declare(
    CORRECTION, "read {seen} for {printed}, {position}", "the same, and the position of the gap"
)
PAIRED_BRACKET_REMOVED = _declare(
    CORRECTION, "bracket removed, paired", "a bracket with a partner nearby is removed"
)
UNPAIRED_BRACKET_REMOVED = _declare(
    CORRECTION, "bracket removed, unpaired", "a bracket without a partner is removed"
)
HYPHEN_REMOVED = _declare(
    CORRECTION, "hyphen removed, another nearby", "a hyphen is removed beside a hyphenated word"
)
QUOTE_REMOVED = _declare(CORRECTION, "quote removed", "a quotation mark is removed")
PAIRED_QUOTE_REMOVED = _declare(
    CORRECTION, "quote removed, paired", "a quotation mark with a partner nearby is removed"
)

TRUST_PROBABILITY = _declare(
    CONFIDENCE, "trust, probability", "the log odds that the ranker gives to the correction"
)
TRUST = _declare(CONFIDENCE, "trust", "always 1")
TRUST_QUIET = _declare(CONFIDENCE, "trust, quiet", "few likely misreadings nearby")


def visible(text: str) -> str:
    """Return a text as it is part of a feature's name: with spaces that can be seen.

    >>> visible(", "), visible("")
    (',␣', 'nothing')
    """
    return text.replace(" ", "␣") or NO_SYMBOL


def split_symbol(name: str) -> tuple[str, str]:
    """Return the symbol that a weight is for, and the name of the feature; nothing for the rest.

    >>> split_symbol(",, left class month"), split_symbol("nothing"), split_symbol("unchanged")
    ((',', 'left class month'), ('nothing', ''), ('', 'unchanged'))
    """
    if len(name) == 1 or name == NO_SYMBOL:
        return name, ""
    if name[1:3] == ", ":
        return name[0], name[3:]
    if name.startswith(f"{NO_SYMBOL}, "):
        return NO_SYMBOL, name[len(NO_SYMBOL) + 2 :]
    return "", name


def feature_of(name: str) -> Feature | None:
    """Return the feature that a name in the table of weights is of, or nothing.

    >>> feature_of(",, left word however").meaning
    'the word before the gap, if it is frequent'
    """
    symbol, rest = split_symbol(name)
    for feature in FEATURES:
        if bool(symbol) == (feature.group == SYMBOL):
            pattern = re.escape(feature.name).replace(r"\{word\}", ".+")
            pattern = pattern.replace(r"\{kinds\}", r"\S+ \S+")
            if re.fullmatch(re.sub(r"\\{\w+\\}", r"\\S+", pattern), rest):
                return feature
    return None
