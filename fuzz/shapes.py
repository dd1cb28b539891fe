"""Texts designed to be slow to process, for tests that time is linear in the length of the text.

Each shape is a function that returns a text of about the given length, always the same one.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

Shape = Callable[[int], str]

_PROSE = (
    "The Ambassador told tbe Minister that our position on the treaty had not changed. He added "
    "that the Govermment would study tho proposal and reply in Decembe, after the talks in "
    "Norland. "
)
_SYLLABLES = ("kar", "ven", "tol", "min", "sra", "dek", "lou", "pfi", "gan", "wys", "bre", "zot")


def _repeated(piece: str) -> Shape:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _name(number: int) -> str:
    """Return a name that is in no dictionary, different for each number."""
    parts = []
    number += len(_SYLLABLES) ** 3  # at least four syllables, so that no two names are alike
    while number:
        number, digit = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[digit])
    return "".join(parts).capitalize()


def _filled(pieces: Callable[[int], str], between: str = " ") -> Shape:
    """Return a shape whose pieces are all different."""

    def make(size: int) -> str:
        parts: list[str] = []
        length = 0
        for number in itertools.count():
            if length >= size:
                return between.join(parts)
            parts.append(pieces(number))
            length += len(parts[-1]) + len(between)
        raise AssertionError

    return make


def _misread_name(number: int) -> str:
    """Return a sentence with a name twice, and once with one letter changed."""
    name = _name(number)
    at = number % (len(name) - 2) + 1
    garbled = name[:at] + ("c" if name[at] != "c" else "o") + name[at + 1 :]
    return f"{name} met {name} but {garbled} left."


def _stamp(number: int) -> str:
    """Return a banner, and on the next line a garbled banner."""
    letters = list("UNCLASSIFIED U.S. Department of State Case No. F-2011-01234 Doc No. C05512345")
    source = random.Random(number)
    for _ in range(12):
        letters[source.randrange(len(letters))] = source.choice("ABEFGHIKLOQXZ#~ ")
    banner = f"UNCLASSIFIED U.S. Department of State Case No. F-2011-{number:05}"
    return f"{banner} Doc No. C0{number:07}\n{''.join(letters).upper()}"


def _mixed_ends(number: int) -> str:
    return "SECRET tbe letter" + ("\n", "\r\n", "\r", "\f", "\v", "\u2028", "\x85")[number % 7]


def _noise(size: int) -> str:
    """Return random characters from all planes, without surrogates."""
    source = random.Random(7)
    return "".join(
        chr(code + 2048 if code >= 0xD800 else code)
        for code in (source.randrange(1, 0x110000 - 2048) for _ in range(size))
    )


SHAPES: dict[str, Shape] = {
    "prose on one line": _repeated(_PROSE),
    "prose in lines": _repeated(_PROSE.replace(". ", ".\n")),
    "prose in paragraphs": _repeated(_PROSE + "\n\n"),
    "one long token": _repeated("abcdefghij"),
    "one letter": _repeated("a"),
    "one capital": _repeated("X"),
    "one digit": _repeated("1"),
    "digits and points": _repeated("1.4(d) 25X1 "),
    "digits and strokes": _repeated("12/14/"),
    "punctuation": _repeated(".,;:-_|~!?()[]{}'\"‘’“”*# "),
    "one point": _repeated("."),
    "one hyphen": _repeated("-"),
    "blanks": _repeated(" "),
    "tabs and blanks in lines": _repeated(" \t \n"),
    "line ends": _repeated("\n"),
    "carriage returns": _repeated("\r"),
    "mixed line ends": _filled(_mixed_ends, ""),
    "capitals": _repeated("GOVERMMENT OF NORLAND SEGRET NOFORM "),
    "capitals in lines": _repeated("GOVERMMENT OF NORLAND\nSEGRET NOFORM\n"),
    "brackets that open": _repeated("("),
    "square brackets that open": _repeated("["),
    "brackets that close": _repeated(")"),
    "nested brackets": lambda size: "([{" * (size // 6) + "}])" * (size // 6),
    "words in nested brackets": lambda size: "(the " * (size // 9) + "men) " * (size // 9),
    "Markdown stars": _repeated("*"),
    "nested Markdown": _repeated("**_`B**1`_ ### "),
    "Markdown in lines": _repeated("### **SECRET**\n> * _B1_\n"),
    "inline marks": _repeated("[[page: 2]] [[exemption FOIA:b1: B1]] "),
    "inline marks that open": _repeated("[[stamp: "),
    "inline marks, nested": lambda size: "[[stamp: " * (size // 12) + "x" + "]]" * (size // 12),
    "stamps on one line": _repeated("RELEASEDUNCLASSIFIED B1,A5 "),
    "stamps in lines": _repeated("RELEASEDUNCLASSIFIED\nRELEASE IN PART B6\nB1,A5\n"),
    "codes": _repeated("B1,A5,(b)(1),"),
    "garbled banners": _filled(_stamp, "\n"),
    "redactions": _repeated("[1 line not declassified] "),
    "at signs": _repeated("@"),
    "at signs in blanks": _repeated("a @ "),
    "addresses": _repeated("vike@state.gov, "),
    "addresses without blanks": _repeated("vike@state.gov,"),
    "network addresses": _repeated("http://www."),
    "addresses that a blank broke": _repeated("www.a/b? c=d&e "),
    "headers": _repeated("From: vike@\nTo: [mail "),
    "headers on one line": _repeated("From: Vike <To: "),
    "quotes": _repeated("‘the men said' "),
    "quotes that open": _repeated("`a ‘"),
    "double quotes": _repeated('"the "men'),
    "apostrophes": _repeated("'a"),
    "combining marks": _repeated("e\u0301"),
    "combining marks alone": _repeated("\u0301"),
    "a letter with many marks": _repeated("The m" + "\u0301" * 200 + "en left. "),
    "bidirectional controls": _repeated("the \u202etxet \u2066of\u2069 \u200fmen "),
    "zero-width signs": _repeated("t\u200bh\u200de me\u200bn \ufeff"),
    "soft hyphens": _repeated("go\u00advern\u00adment "),
    "private and unassigned": _repeated("\ue000\U0010fffe\u0378 the "),
    "all planes": _noise,
    "mojibake": _repeated("The cafÃ© was closed; he saidâ€™ so. "),
    "mojibake alone": _repeated("Ã©â€™"),
    "replacement signs": _repeated("the m\ufffdn \ufffd "),
    "letter-spaced": _repeated("T h e P r e s i d e n t o f N o r l a n d m e t h i m . "),
    "letter-spaced lines": _repeated("T h e  P r e s i d e n t  m e t  h i m .\n"),
    "single letters": _repeated("a b c d e f g h "),
    "single capitals": _repeated("A "),
    "run together": _repeated("andthepresidentofthe ministrywas "),
    "run together, one token": _repeated("andthepresidentoftheministrywas"),
    "camel case": _repeated("TheMinisterOfNorland"),
    "mixed case": _repeated("cOmMiTtEe "),
    "broken at the line end": _repeated("the inter-\nnaticnal and interna\ntional law\n"),
    "broken without end": _repeated("inter-\n"),
    "digits for letters": _repeated("1s 1t 0f tbe l990 "),
    "noise": _repeated("geres - |~ €..: "),
    "noise in lines": _repeated("grefs -\n€..:\n~ |\n"),
    "unknown words": _filled(lambda n: _name(n).lower()),
    "unknown names": _filled(_name),
    "unknown names in capitals": _filled(lambda n: _name(n).upper()),
    "unknown names in lines": _filled(_name, "\n"),
    "names and their misread forms": _filled(_misread_name),
    "names and their misread forms in lines": _filled(_misread_name, "\n"),
    "numbers": _filled(str),
    "dates": _filled(lambda n: f"{n % 28 + 1} March {1950 + n % 50},"),
    "headings": _repeated("FROM: VIKE\nTO: HOLM\nSUBJECT: TALKS\n"),
    "headings without end": _repeated("SUBJECT: "),
    "sic": _repeated("tbe [sic] "),
    "form feeds": _repeated("SECRET\f-2-\n"),
    "bullets": _repeated("- (C) The men left.\n"),
    "labels side by side": lambda size: "FROM: " + "TO " * (size // 3) + "x",
    "labels on one line": _repeated("SUBJECT: TO: "),
    "a label and blanks": lambda size: "SUBJECT: the" + " " * size + "talks",
    "a label and brackets": lambda size: "SUBJECT: A" + "(" * size + ")\nof the talks\n",
    "a date that is none": lambda size: "SUBJECT: A\nDATE: " + "abc." * (size // 4),
    "clearances": lambda size: "Clearances: " + "A/" * (size // 2),
    "a page of blanks, then labels": lambda size: (
        "\n" * (size // 2) + "SUBJECT: TALKS " * (size // 30)
    ),
    "signs in one token": _repeated("a&b%c@d_e"),
    "sic without end": _repeated("a.,;: [sic "),
    "redactions and codes": lambda size: "████ " * (size // 10) + "\n" + "B1," * (size // 6),
    "two lines of codes": lambda size: "B1," * (size // 6) + "\n" + "B1," * (size // 6),
    "bars": _repeated("|a _b ~ "),
    "words and closing brackets": _repeated("Holmquist) "),
    "colons": _repeated("A word: and : "),
    "zeros": _repeated("\0"),
    "dots of a table": _repeated("The talks ........ 12\n"),
}
"""The shapes by name."""
