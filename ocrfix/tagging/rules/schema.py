"""The rules: what the dictionaries say about codes and stamps, as immutable records.

The records know only a few kinds of rule. Which codes and stamps there are stands in the
dictionaries; they are read once with :func:`ocrfix.tagging.rules.loader.read_rules` and
travel as JSON.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from ocrfix.text.dates import DayOrder

Certainty = Literal["sure", "likely", "unsure"]
"""How well an entry is confirmed: read in a source or on documents; consistent; open."""

Place = Literal["line", "banner", "edge", "anywhere"]
"""Where a mark may stand: alone on its line; in a line of marks; at a line's edge; in any line."""

CodePlace = Literal["alone", "edge", "anywhere", "list", "beside"]
"""Where a code may stand: alone or in the margin; also at a line's edge; in any line; only in a
list with other codes; only within a few lines of another code."""


class Record(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"since": "from", "until": "to"},
):
    """What all entries share."""


class Order(Record, frozen=True, kw_only=True):
    """An executive order on classification, and the days (ISO 8601) on which it was in force."""

    id: str
    name: str
    forms: tuple[str, ...]
    since: str
    until: str = ""
    sources: tuple[str, ...]


class Form(Record, frozen=True, kw_only=True):
    """One way to write the codes of a family.

    Attributes:
        pattern: RE2 syntax; the named groups, folded and joined, make the key of a code.
        place: see :data:`CodePlace`.
        folds: per group, misread characters and what they stand for.
        prefix: letters put before the key.
        after: what must stand right before the code on its line; its named groups begin the key.
        item: within the group ``more``, one further item of a list under the same head.
        join: how such an item is written behind the first code, with ``{item}`` in it.
        dated: the letters mean different things under different orders; a date decides.
        certainty: how sure this way of writing is, where it is less sure than the code itself.
        undecided: the code where no date does, with the groups in braces.
        context: names of rules or blocks, one of which must be marked on the page.
    """

    pattern: str
    place: CodePlace = "alone"
    folds: dict[str, dict[str, str]] = {}
    prefix: str = ""
    after: str = ""
    item: str = ""
    join: str = ",{item}"
    dated: bool = False
    certainty: Literal["", "sure", "likely", "unsure"] = ""
    undecided: str = ""
    context: tuple[str, ...] = ()


class Family(Record, frozen=True, kw_only=True):
    """The codes of one instrument: a law, an order, a form."""

    id: str
    title: str
    authority: str
    order: str = ""
    forms: tuple[Form, ...]
    sources: tuple[str, ...]


class Code(Record, frozen=True, kw_only=True):
    """One exemption code: what it cites and what that means.

    Attributes:
        id: the normalised code, such as ``FOIA:b7C``.
        emits: the code of the marker, where the entry tells more than the code, as a statute does.
        keys: what stays of its written forms without brackets, blanks and points, in capitals;
            an entry without keys is explained but never searched for.
        variants: its written forms, for the reader.
    """

    id: str
    family: str
    emits: str = ""
    section: str = ""
    authority: str = ""
    meaning: str
    keys: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    certainty: Certainty
    sources: tuple[str, ...]
    note: str = ""
    marks: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()


class Marking(Record, frozen=True, kw_only=True):
    """A stamp, banner, caption, footer, page mark or redaction text.

    Attributes:
        id: the entry's name; markers carry it as ``fields["rule"]``.
        type: a marker type.
        phrases: words to be found, exactly or as OCR may have garbled them.
        misread: phrases as engines are known to clip or misread them, and what each stands for.
        patterns: RE2 syntax. Groups named for a marker type (``review``, ``review__date``) are
            spans, other groups fields of the span they stand in; without a span the match is one.
        place: see :data:`Place`.
        garbled: share of letters that may be wrong in a phrase, 0 for none.
        capitals: a phrase counts only where it is printed in capitals.
        never: words that look like a garbled phrase and are not; within the match of a pattern,
            words that undo it.
        block: the name of the block of lines this entry is sure evidence of.
        beside: ids, blocks or ``type:...``, one of which must stand near.
        within: how near, in lines; 0 the same line, -1 the same text.
        refuses: a pattern that, found anywhere in the text, silences this entry.
        fields: constants put into every marker.
        dates: this entry's ``date`` field says when the document was reviewed or released.
        day_order: whether this entry's dates in figures give the month or the day first; without
            it, figures that can be read both ways stay figures.
        confidence: how likely an exact match is a mark.
    """

    id: str
    type: str
    canonical: str = ""
    meaning: str = ""
    phrases: tuple[str, ...] = ()
    misread: dict[str, str] = {}
    patterns: tuple[str, ...] = ()
    place: Place = "banner"
    garbled: float = 0.2
    capitals: bool = False
    never: tuple[str, ...] = ()
    block: str = ""
    beside: tuple[str, ...] = ()
    within: int = 4
    refuses: str = ""
    fields: dict[str, str] = {}
    dates: bool = False
    day_order: DayOrder = ""
    confidence: float = 0.95
    agencies: tuple[str, ...] = ()
    period: str = ""
    certainty: Certainty
    sources: tuple[str, ...]
    note: str = ""
    marks: tuple[str, ...]
    spares: tuple[str, ...]


class Layout(Record, frozen=True, kw_only=True):
    """How marks stand on a page.

    Attributes:
        fillers: patterns of what may stand beside marks in a line of marks without making it prose.
        joints: characters that a slash or blank between two marks is misread as.
        function_words: words that make a line of capitals a sentence.
        look_alikes: characters and the capital letters they're misread from.
        code_labels: patterns of what may stand right before a list of codes.
        code_joints: pattern of what may stand between two codes of one list.
        code_evidence: names of rules or blocks that make codes at a line's edge likely on the page.
        citing: pattern of words which, right before a code, make it part of a sentence.
    """

    fillers: tuple[str, ...] = ()
    joints: str = ""
    function_words: tuple[str, ...] = ()
    look_alikes: dict[str, str] = {}
    code_labels: tuple[str, ...] = ()
    code_joints: str = r"[\s,;/]*"
    code_evidence: tuple[str, ...] = ()
    citing: str = ""


class CardLabels(Record, frozen=True, kw_only=True):
    """The labels and headings under which a document says of itself what it is.

    The first fields are labels, each with its colon in the text, per field of the card.

    Attributes:
        no_colon: labels of telegrams, which stand without a colon, per field.
        form: labels of a form that an archive laid on the document; ``form_title`` is the one of
            its title, and ``form_date`` the one of the document's date.
        stops: further labels, which end a value and are read into no field.
        misread: misread labels and what they stand for.
        addressees: who may stand alone above the sender where the label was lost.
        salutations: how a letter begins.
        nobody: addressees and values that name nobody, and words of printed forms.
        titles: headings that say what kind of document this is.
        titled: beginnings of a line that say it too, and the title they give.
        changes: ids of rules, or their texts in capitals, and the level they change a document to.
        form_day_order: whether the form's dates give the month or the day first.
    """

    subject: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    declassify_on: tuple[str, ...] = ()
    drafter: tuple[str, ...] = ()
    clearances: tuple[str, ...] = ()
    no_colon: dict[str, tuple[str, ...]] = {}
    form: tuple[str, ...] = ()
    form_title: str = ""
    form_date: str = ""
    form_day_order: DayOrder = ""
    stops: tuple[str, ...] = ()
    misread: dict[str, str] = {}
    addressees: tuple[str, ...] = ()
    salutations: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    titled: dict[str, str] = {}
    changes: dict[str, str] = {}

    def __hash__(self) -> int:
        # Tables cannot be hashed, and what is built of the labels is kept by them.
        return hash((self.subject, self.sender, self.to, self.stops, tuple(self.misread)))


class Rules(Record, frozen=True, kw_only=True):
    """Everything the tagger knows; round-trips through ``msgspec.json``.

    Attributes:
        needed: for patterns, what a text has to hold for them to be met, where that was found out.
    """

    sources: dict[str, str] = {}
    orders: tuple[Order, ...] = ()
    families: tuple[Family, ...] = ()
    codes: tuple[Code, ...] = ()
    markings: tuple[Marking, ...] = ()
    layout: Layout = Layout()
    card: CardLabels = CardLabels()
    needed: dict[str, tuple[str, ...]] = {}
