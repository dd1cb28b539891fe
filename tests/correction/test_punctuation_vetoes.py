"""Soft vetoes: punctuation that belongs to a word, specks, and well-formed words.

Each is an edit that a ranker found likely on a page full of specks.
"""

from __future__ import annotations

import pytest

from ocrfix.correction.vetoes.punctuation import PUNCTUATION_VETOES
from ocrfix.correction.vetoes.veto import EditContext, Veto, find_veto
from ocrfix.correction.vetoes.wellformed import WELLFORMED_VETOES
from ocrfix.edits import Edit
from ocrfix.pipeline import get_pipeline


def edit(marked: str, after: str, kind: str) -> tuple[str, Edit]:
    """Return a text and an edit of what braces hold in it: `so {. }he left`."""
    start = marked.index("{")
    end = marked.index("}", start) - 1
    text = marked.replace("{", "", 1).replace("}", "", 1)
    before = text[start:end]
    return text, Edit(
        start=start, end=end, before=before, after=after, kind=kind, confidence=0.9, reason=""
    )


def holds(vetoes: tuple[Veto, ...], text: str, found: Edit) -> bool:
    return find_veto(vetoes, found, EditContext(text, get_pipeline().lexicon)) is not None


@pytest.mark.parametrize(
    ("marked", "held", "comment"),
    [
        ("a{.} Names of those who came", True, "a label"),
        ("The talks on a{.} Norland treaty", False, "not in front"),
        ("see Enclosure no{.} 6", True, "a number's stop"),
        ("there was no{.} answer", False, "no number"),
        ("send 1 cy{.} each to them", True, "an abbreviation of the dictionaries"),
        ("the Emb{.} as was said", True, "another"),
        ("see Prelim{.} write-up", True, "a word cut short"),
        ("send it to THE EMB{.} as was said", False, "capitals have none"),
        ("asked if{.} informant had", False, "no abbreviation"),
        ("asked each{.} informant there", False, "a common word"),
        ("the xqvim{.} informant had", False, "not the start of a word"),
        ("[x] Governmental {__ }Commercial", True, "a line to mark"),
        ("the {_ }Commercial of it", False, "a single one"),
        ("NAVY [ AIR {[ }JCS [ NSA [ USIA", True, "boxes of a form"),
        ("the men of {[ }the office", False, "no more of them in the line"),
        ("the men | of {| }the office", False, "bars, which specks look like"),
        ("it says on p{.} 5 that", True, "a page"),
        ("it says on p.5, para{.} 3, that", True, "a paragraph"),
        ("the folder (fol{.} 9) was", True, "a leaf"),
        ("the Hearings, vol{.} XIX, were", True, "a volume with a Roman numeral"),
        ("the vol{.} of trade was", False, "no numeral"),
        ("the note of bec{.} 16 was", True, "an abbreviation that is misread itself"),
        ("the note of the{.} 16 May", False, "no sentence and no abbreviation ends with it"),
        ("it was read in{.} 1969 by all", False, "nor with this one"),
        ("the range is {> }5,500 km", True, "a comparison"),
        ("the range is {> }of the", False, "no number"),
        ("It was in this network{.}\n\nww Operation", True, "a line's and a sentence's end"),
        ("to be at the end of{.}\n\n1962 or later", False, "no sentence ends with it"),
        ("in a memo{.}\nwhich he read", False, "the sentence goes on"),
        ("of other people{.} memenie", True, "what follows is no word"),
        ("the town of{.} anada", False, "no sentence ends with it"),
        ("the consuls{’} current needs", True, "a possessive"),
        ("Harris{’} report", True, "of a name"),
        ("the consuls{’} are there", False, "nothing is owned"),
        ("it was{’} clear", False, "no owner"),
        ('met the {"}working group" there', True, "a quotation"),
        ('met the "working group{"} there', True, "its end"),
        ('met the {"}working group there', False, "that nothing closes"),
        ("the sheet “No. 305{”}, on cover", True, "a quotation in brackets"),
        ("to do {'}the large work.\"", True, "one that closes otherwise"),
        ("2 {= }EUR Division", True, "a dash of a list of copies"),
        ("2 {~ }EUR Division", True, "another"),
        ("of the Agency {~ }DCI), which", True, "a dash"),
        ("the food {~ }on board", False, "in prose"),
        ("1 January {- }31 July", True, "between dates"),
        ("a rebel {- }force", False, "in prose"),
        ("the region {— }including the south", True, "a long dash"),
        ("was set up, {— }the contacts", False, "behind another sign"),
        ("is {@ }complicated one", True, "an article"),
        ("in May {@ }HE LEFT", False, "none before a capital"),
        ("which ha{@} been", True, "a letter"),
        ("in the {@}Embassy", False, "the word is whole"),
        ("re{•} uires", True, "a letter in a word"),
        ("70 Sept {§ }Oct 70", True, "the sign for and"),
        ("the {[}nternal report", True, "an I"),
        ("the {[}report", False, "the word is whole"),
        ("(known as the Pact{]} with", True, "a bracket misread"),
        ("known as the Pact{]} with", False, "that nothing opens"),
        ("so the {*}USM could", True, "a note"),
        ("Room 9 {• }Norland • Paris", True, "one of many"),
        ("in May. COMMENT{:} ON 19 JAN", True, "a word that heads what follows"),
        ("had to be{:} there", False, "no head"),
        ("1 {+ }EUR Division", True, "a dash of a list of copies, misread"),
        ("Harris{!} assurances to", True, "an apostrophe misread"),
        ("tog{.}ether with", True, "inside a word"),
        ("but{.}that he", False, "between two"),
    ],
)
def test_punctuation(marked: str, held: bool, comment: str) -> None:
    text, found = edit(marked, "", "specks")
    assert holds(PUNCTUATION_VETOES, text, found) is held, comment


@pytest.mark.parametrize(
    ("marked", "held"),
    [
        ("paragraphs a. and{ b}, above", True),
        ("of the talks and{ t} the treaty", False),
        ("a particular{ t} interest", False),
    ],
)
def test_letters(marked: str, held: bool) -> None:
    text, found = edit(marked, "", "noise")
    assert holds(PUNCTUATION_VETOES, text, found) is held


@pytest.mark.parametrize(
    ("marked", "after", "kind", "right", "comment"),
    [
        ("Mr. {Lindqvist's} service", "Lindqvist", "misread", True, "a possessive"),
        ("They {dont} know", "don", "misread", True, "a contraction"),
        ("They {wen} there", "went", "misread", False, "a word misread"),
        ("a {multidonor} fund", "multi donor", "spacing", True, "a prefix"),
        ("was {overthe} hill", "over the", "spacing", False, "two words"),
        ("yesterday {regar}\n> ding the", "regard", "clipped", True, "the rest is there"),
        ("on Monday, {Decembe}\nhe left", "December", "clipped", False, "the rest is not"),
        ("the Sen {tor} from Ohio", "for", "misread", True, "a piece of a word"),
        ("the {Sen} tor from Ohio", "Son", "misread", True, "the other piece"),
        ("the {Gover} ment of it", "Govern", "misread", False, "the letter is restored"),
        ("the man {tor} the job", "for", "misread", False, "no word with its neighbor"),
        ("the note (see {fol}. 9) on", "for", "misread", True, "before a number"),
        ("the note was {fol} the man", "for", "misread", False, "before no number"),
        ("the {Organizacion} Autentica", "Organization", "misread", True, "a foreign name"),
        ("the {organizacion} of it", "organization", "misread", False, "an English phrase"),
        (
            "el pueblo quiere un acuerdo a {largo} plazo, pero las Naciones",
            "large",
            "misread",
            True,
            "a Spanish word",
        ),
        (
            "para la estabilidad de las Naciones {Unidas}, socios y amigos",
            "Unidos",
            "misread",
            True,
            "a gender",
        ),
    ],
)
def test_wellformed(marked: str, after: str, kind: str, right: bool, comment: str) -> None:
    text, found = edit(marked, after, kind)
    assert holds(WELLFORMED_VETOES, text, found) is right, comment
