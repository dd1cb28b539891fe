"""Schema of what the card is read from: labels, headings, and the wordings of outcomes."""

from __future__ import annotations

import msgspec

from ocrfix.text.dates import DayOrder


class CardLabels(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The labels and headings from which the card of a document is read.

    Attributes:
        labels: per field, the labels that introduce it, each followed by a colon in the text. A
            value has two letters or more, and more letters than symbols.
        labels_without_colon: the same for telegrams, whose labels have no colon.
        drafter_labels: labels of the line that names the drafter.
        clearance_labels: labels of the lines that name who cleared the document.
        profile_labels: labels of the form on which a registry describes a document.
        cover_sheet_labels: labels of the cover sheet that an archive added to a document.
        cover_sheet_title: the one among them that introduces the title.
        cover_sheet_date: the one that introduces the date of the document.
        cover_sheet_day_order: whether the dates of the cover sheet give the month or the day first.
        stop_labels: further labels, which end the value before them and are not read.
        misreadings: misread labels and the labels meant.
        unlabeled_addressees: addressees recognized above the sender where their label was lost.
        salutations: openings of a letter.
        closings: the words above the signature of a letter.
        placeholders: values that name nobody, and words of printed forms.
        titles: headings that name the kind of document.
        title_openings: openings of a line that name it, and the title they stand for.
        document_types: per kind of document, the headings that name it.
        kind_labels: labels that only one kind of document has, and that kind.
        meeting_types: kinds of document that record a meeting, whose date is in their heading.
        wire_types: kinds of document sent by wire.
        profile_type: the kind of a registry's form that is alone.
        telegram_addresses: frequent addresses of telegrams.
        telegram_words: words of the addresses of telegrams.
        telegram_senders: those of them that a post follows.
        telegram_posts: senders that number their telegrams under another name, and that name.
        telegram_precedences: how urgent a telegram is; a word after an address.
        role_nouns: words that name an office; a line of a list of addressees without one
            continues the line above it.
        honorifics: titles before a name in a list of addressees.
        organizations: openings of a line that says where an addressee works.
        numbered_letterheads: letterheads of offices that write a log number at the top.
        numbered_titles: kinds of document that are numbered in their title.
        levels: the levels of classification, the highest first.
        classification_changes: rule ids, or their texts in upper case, and the level to which they
            change a document.
        distribution_rules: ids of the rules whose stamps name the offices of a distribution.
    """

    labels: dict[str, tuple[str, ...]] = {}
    labels_without_colon: dict[str, tuple[str, ...]] = {}
    drafter_labels: tuple[str, ...] = ()
    clearance_labels: tuple[str, ...] = ()
    profile_labels: tuple[str, ...] = ()
    cover_sheet_labels: tuple[str, ...] = ()
    cover_sheet_title: str = ""
    cover_sheet_date: str = ""
    cover_sheet_day_order: DayOrder = ""
    stop_labels: tuple[str, ...] = ()
    misreadings: dict[str, str] = {}
    unlabeled_addressees: tuple[str, ...] = ()
    salutations: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    title_openings: dict[str, str] = {}
    document_types: dict[str, tuple[str, ...]] = {}
    kind_labels: dict[str, str] = {}
    meeting_types: tuple[str, ...] = ()
    wire_types: tuple[str, ...] = ()
    profile_type: str = ""
    telegram_addresses: tuple[str, ...] = ()
    telegram_words: tuple[str, ...] = ()
    telegram_senders: tuple[str, ...] = ()
    telegram_posts: dict[str, str] = {}
    telegram_precedences: tuple[str, ...] = ()
    role_nouns: tuple[str, ...] = ()
    honorifics: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    numbered_letterheads: tuple[str, ...] = ()
    numbered_titles: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    classification_changes: dict[str, str] = {}
    distribution_rules: tuple[str, ...] = ()


class OutcomeWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the wording of a release mark says of the outcome of the review.

    Attributes:
        order: the outcomes; of several in one document, the first counts.
        phrases: per outcome, the words that state it, without punctuation.
        pieces: lines of a longer mark, which state nothing by themselves.
        options: those among them that forms print as boxes, whether they apply or not.
        fragments: parts of options, which count with the options near them.
        boxes: those among the options that only forms have, so that one alone states nothing.
    """

    order: tuple[str, ...] = ()
    phrases: dict[str, tuple[str, ...]] = {}
    pieces: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    fragments: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
