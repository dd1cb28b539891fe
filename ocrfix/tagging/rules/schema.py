"""Schema of the exemption and stamp dictionaries: immutable records.

The code knows these few kinds of entry; which codes and stamps exist is data. The dictionaries are
read with :func:`ocrfix.tagging.rules.loader.read_rules` and stored as JSON when compiled.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from ocrfix.tagging.rules.card_labels import CardLabels, OutcomeWords
from ocrfix.tagging.rules.register import ControlCategory, Markings
from ocrfix.text.dates import DayOrder

Certainty = Literal["sure", "likely", "unsure"]
"""How well an entry is confirmed: read in a source or on documents; consistent; open."""

EVIDENCE = "text"
"""The type of a rule whose words belong to the document: they are evidence, and are not marked."""

Position = Literal["line", "banner", "edge", "anywhere"]
"""Where a marking may appear: alone on its line; with other markings on a line; also at the edge of
a line of prose; in any line."""

CodePosition = Literal["alone", "edge", "anywhere", "list", "near_code"]
"""Where a code may appear: alone or in the margin; also at the edge of a line; in any line; only in
a list with other codes; only within a few lines of another code."""


class RuleRecord(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"since": "from", "until": "to"},
):
    """Base of all entries."""


class Order(RuleRecord, frozen=True, kw_only=True):
    """An executive order on classification, and the dates (ISO 8601) it was in force.

    Attributes:
        spellings: its number, correct and misread.
    """

    id: str
    name: str
    spellings: tuple[str, ...]
    since: str
    until: str = ""
    sources: tuple[str, ...]


class Notation(RuleRecord, frozen=True, kw_only=True):
    """One way to write the codes of a family.

    Attributes:
        pattern: RE2 syntax; the named groups, folded and joined, form the key of a code.
        position: see :data:`CodePosition`.
        folds: per group, misread characters and the characters meant.
        prefix: letters put before the key.
        preceded_by: a pattern required directly before the code on its line; its named groups begin
            the key.
        followed_by: a pattern required directly after the code on its line.
        item: within the group ``more``, one further item of a list under the same head.
        join: how such an item is appended to the first code; contains ``{item}``.
        order_dependent: whether the code means different things under different executive orders,
            so that a date must decide.
        certainty: certainty of this notation, if it is lower than that of the code itself.
        undated_code: the code where no date decides, with the groups in braces.
        requires_on_page: rules or blocks, one of which must be marked on the page;
            ``near:exemption`` stands for a reliable code within a few lines.
    """

    pattern: str
    position: CodePosition = "alone"
    folds: dict[str, dict[str, str]] = {}
    prefix: str = ""
    preceded_by: str = ""
    followed_by: str = ""
    item: str = ""
    join: str = ",{item}"
    order_dependent: bool = False
    certainty: Literal["", "sure", "likely", "unsure"] = ""
    undated_code: str = ""
    requires_on_page: tuple[str, ...] = ()


class Family(RuleRecord, frozen=True, kw_only=True):
    """The codes of one law, executive order or form."""

    id: str
    title: str
    authority: str
    order: str = ""
    notations: tuple[Notation, ...]
    sources: tuple[str, ...]


class Code(RuleRecord, frozen=True, kw_only=True):
    """One exemption code: what it cites and what that means.

    Attributes:
        id: the normalized code, such as ``FOIA:b7C``.
        marker_code: the code of the marker, where the entry is more specific, as for a statute.
        citation: the law, order or regulation, as an archivist cites it.
        checked: the day on which its text was read (ISO 8601); empty where it was not.
        keys: its written forms without brackets, spaces and points, in upper case; an entry without
            keys is explained but not searched for.
        variants: its written forms, for the reader.
        examples: texts in which the tagger finds the code; ``counterexamples``: in which it does
            not. A test runs both.
    """

    id: str
    family: str
    marker_code: str = ""
    section: str = ""
    authority: str = ""
    citation: str = ""
    checked: str = ""
    meaning: str
    keys: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    certainty: Certainty
    sources: tuple[str, ...]
    note: str = ""
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


class Rule(RuleRecord, frozen=True, kw_only=True):
    """How to recognize a stamp, banner, caption, footer, page number or redaction.

    Attributes:
        id: the name of the rule; markers carry it as ``fields["rule"]``.
        type: a marker type, or ``text`` for words of the document that are only evidence.
        phrases: words to be found, exactly or garbled by OCR.
        misreadings: phrases as engines are known to clip or misread them, and the phrases meant.
        patterns: RE2 syntax. Groups named for a marker type (``review``, ``review__date``) are
            spans, other groups are fields of the span around them; without a span group the whole
            match is one.
        position: see :data:`Position`.
        max_error_rate: share of letters that may be wrong in a phrase, 0 for none.
        uppercase_only: whether a phrase counts only where it is printed in upper case.
        exceptions: words that resemble a garbled phrase but are not; in the match of a pattern,
            words that invalidate it.
        block: the block of lines (such as a review block) that this rule is proof of.
        requires_nearby: rule ids, blocks or ``type:...``, one of which must be marked nearby.
        window_lines: how near, in lines; 0 the same line, -1 anywhere in the text.
        suppressed_by: a pattern that, found anywhere in the text, disables this rule.
        fields: constants put into every marker.
        is_review_date: whether the ``date`` field is the date of a review or release.
        day_order: whether dates in digits give the month or the day first; without it, ambiguous
            dates are kept as written.
        confidence: how likely an exact match is a marking.
        examples: texts in which the rule matches; ``counterexamples``: in which it does not. A
            test runs both.
    """

    id: str
    type: str
    canonical: str = ""
    meaning: str = ""
    phrases: tuple[str, ...] = ()
    misreadings: dict[str, str] = {}
    patterns: tuple[str, ...] = ()
    position: Position = "banner"
    max_error_rate: float = 0.2
    uppercase_only: bool = False
    exceptions: tuple[str, ...] = ()
    block: str = ""
    requires_nearby: tuple[str, ...] = ()
    window_lines: int = 4
    suppressed_by: str = ""
    fields: dict[str, str] = {}
    is_review_date: bool = False
    day_order: DayOrder = ""
    confidence: float = 0.95
    agencies: tuple[str, ...] = ()
    period: str = ""
    certainty: Certainty
    sources: tuple[str, ...]
    note: str = ""
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class FormCell(RuleRecord, frozen=True, kw_only=True):
    """Words printed on a form or stamp that spans several lines: a label, a box, or a sentence.

    Attributes:
        type: the marker type of its words; ``text`` for words of the document, which are evidence
            of the form but no marking.
        texts: the words as printed, each found whole.
        running: sentences that are set in lines of any length; each line is a part of one.
        patterns: RE2 syntax, for what is filled in, such as a date; found near the other words of
            the form, but no evidence of it. Groups are read as those of a rule.
        place: ``line`` if it stands alone on its line.
        uppercase_only: whether texts count only where they are printed in upper case.
        is_evidence: whether a text counts as evidence of the form; one that is common elsewhere is
            only found near others.
        min_similarity: share of its letters that have to be right; without it, the share depends on
            their number.
        exceptions: words that invalidate the match of a pattern.
        fields: constants put into every marker.
    """

    type: str
    texts: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    place: Literal["anywhere", "line"] = "anywhere"
    uppercase_only: bool = False
    is_evidence: bool = True
    min_similarity: float = 0.0
    exceptions: tuple[str, ...] = ()
    fields: dict[str, str] = {}


class Form(RuleRecord, frozen=True, kw_only=True):
    """A printed form, box or stamp of several lines, whose words are evidence for each other.

    Attributes:
        id: the name of the form; markers carry it as ``fields["rule"]``.
        anchors: RE2 syntax; words of the form that OCR often leaves legible. The form is looked for
            only around them.
        window_lines: how many lines before and after an anchor may belong to the form.
        min_evidence: how many letters of it have to be recognized (a garbled word counts less).
        min_cells: how many different texts of it have to be recognized.
        cells: what is printed on it.
        examples: texts in which the form is recognized; ``counterexamples``: in which it is not.
    """

    id: str
    canonical: str = ""
    meaning: str
    anchors: tuple[str, ...]
    window_lines: int = 10
    min_evidence: float = 24.0
    min_cells: int = 2
    cells: tuple[FormCell, ...]
    agencies: tuple[str, ...] = ()
    period: str = ""
    certainty: Certainty
    sources: tuple[str, ...]
    note: str = ""
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class Layout(RuleRecord, frozen=True, kw_only=True):
    """How markings are arranged on a page.

    Attributes:
        fillers: patterns of text that may appear beside markings without making the line prose.
        separator_misreadings: characters that a slash or space between two markings is misread as.
        function_words: words that make a line in upper case a sentence.
        lookalikes: characters and the upper-case letters they are misread from.
        code_labels: patterns of text that may directly precede a list of codes.
        code_trailers: patterns of text that may directly follow one and end its line.
        code_separators: pattern of the text between two codes of one list.
        code_evidence: rules or blocks that make codes at the edge of a line likely on their page.
        code_sheets: blocks of sheets that list what was withheld and why: a code in any row counts.
        citation_lead_in: pattern of words before the first character of a code, and that character,
            which make it a citation in a sentence.
        number_lead_in: the same for a number, of which a code in brackets may be a part.
        citation_lead_out: the same for words directly after a code.
        reason_label: pattern of a label before the reason for classification: the order is the
            author's, not the reviewer's.
        order_label: pattern of the words before the number of an executive order.
    """

    fillers: tuple[str, ...] = ()
    separator_misreadings: str = ""
    function_words: tuple[str, ...] = ()
    lookalikes: dict[str, str] = {}
    code_labels: tuple[str, ...] = ()
    code_trailers: tuple[str, ...] = ()
    code_separators: str = r"[\s,;/]*"
    code_evidence: tuple[str, ...] = ()
    code_sheets: tuple[str, ...] = ()
    citation_lead_in: str = ""
    number_lead_in: str = ""
    citation_lead_out: str = ""
    reason_label: str = ""
    order_label: str = ""


class RuleSet(RuleRecord, frozen=True, kw_only=True):
    """All entries of the exemption and stamp dictionaries; round-trips through ``msgspec.json``.

    Attributes:
        required_literals: per pattern, strings of which a matching text contains at least one; see
            :mod:`ocrfix.tagging.rules.required_literals`. Computed when dictionaries are compiled.
    """

    sources: dict[str, str] = {}
    orders: tuple[Order, ...] = ()
    families: tuple[Family, ...] = ()
    codes: tuple[Code, ...] = ()
    rules: tuple[Rule, ...] = ()
    forms: tuple[Form, ...] = ()
    controls: tuple[ControlCategory, ...] = ()
    markings: Markings = Markings()
    layout: Layout = Layout()
    card: CardLabels = CardLabels()
    outcomes: OutcomeWords = OutcomeWords()
    required_literals: dict[str, tuple[str, ...]] = {}
