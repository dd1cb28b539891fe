"""Schema of the register of markings: levels, control markings, and the signs between them."""

from __future__ import annotations

import msgspec


class Markings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words and signs of classification banners and portion marks.

    Attributes:
        levels: each level as banners print it, and its abbreviations in portion marks.
        foreign_levels: levels that no sentence in capitals contains as words.
        levels_before_slashes: levels that open a banner only before a double slash.
        doubtful_abbreviations: abbreviations that need another marking on the page.
        list_letters: for an abbreviation, letters of which one, in the same place on the page,
            makes it an item of a list.
        owners: pattern of the owner of foreign information before its level.
        list_controls: controls that a list of countries follows.
        countries: pattern of one country or organization.
        not_controls: words that follow a level and a slash but are no controls.
        declassification: pattern of a date or instruction that stands in the place of a control.
        citing_words: words that, beside a level, cite it in a sentence; in lower case.
        level_like_words: words that a garbled level resembles, and which are none.
        misread_letters: the letter of a level, and the characters a struck one is read as.
        subject_labels: pattern of the label of a heading that carries a portion mark.
    """

    levels: dict[str, tuple[str, ...]] = {}
    foreign_levels: tuple[str, ...] = ()
    levels_before_slashes: tuple[str, ...] = ()
    doubtful_abbreviations: tuple[str, ...] = ()
    list_letters: dict[str, tuple[str, ...]] = {}
    owners: str = "(?:$^)"
    list_controls: tuple[str, ...] = ()
    countries: str = "(?:$^)"
    not_controls: tuple[str, ...] = ()
    declassification: str = "(?:$^)"
    citing_words: tuple[str, ...] = ()
    level_like_words: tuple[str, ...] = ()
    misread_letters: dict[str, str] = {}
    subject_labels: str = "(?:$^)"
    sources: tuple[str, ...] = ()


class ControlCategory(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The control markings of one category of the register, as banners and portion marks.

    Attributes:
        words: each control as banners print it, and what it stands for.
        abbreviations: the forms of portion marks, and the words they abbreviate.
        compartments: whether a compartment, program or number may follow a control.
        type: the marker type.
    """

    id: str
    title: str
    words: dict[str, str]
    abbreviations: dict[str, str] = {}
    compartments: bool = False
    type: str = "handling"
    sources: tuple[str, ...]
