"""E-mail: what its writers type, and what is plainly misread."""

from __future__ import annotations

import pytest

import ocrfix
from ocrfix.correction.policy import EditDecision, document_policy
from ocrfix.correction.vetoes.email import EMAIL_VETO, is_email
from ocrfix.correction.vetoes.veto import EditContext
from ocrfix.edits import Edit
from ocrfix.pipeline import get_pipeline

HEAD = "From: Doe, Jane\nSent: Monday, May 3, 2010 9:15 AM\nTo: Roe, John\nSubject: Norland\n\n"


@pytest.mark.parametrize(
    ("before", "after", "kind", "body", "comment"),
    [
        ("@ ", "", "specks", "Re: Norland @ UN - news", "short for at"),
        (".", "", "specks", "it is at the table. please tell him", "a sentence"),
        (".", "", "specks", "the old world. sometimes he left", "another"),
        (".", " ", "specks", "the Security.cloud service", "a name with a stop"),
        ("•", "", "specks", "To: Doe, Jane • Roe, John", "between names"),
        ("!", "", "specks", 'he cried "Down! Down!" to them', "an exclamation"),
        ("— ", "", "specks", "the papers — even these", "a dash"),
        ("Will", "will", "case", "Will do.", "the first word"),
        ("bet", "be", "misread", "I would bet a lot", "a word"),
        ("reposted", "reported", "misread", "it will be reposted on the page", "a derived word"),
        ("dc", "do", "misread", "i go to dc for it", "a place in short"),
        ("cld", "old", "misread", "how cld u not be", "shorthand"),
        ("humanit", "humanity", "misread", "for humanit aid", "a word cut short"),
        ("Berbert", "Herbert", "misread", "To: Berbert, Chad", "a name"),
        ("Blome", "Biome", "misread", "To: Blome, Donald", "a name that is near a word"),
        ("Gaddafi", "Qaddafi", "misread", "the Gaddafi regime", "a name that has two spellings"),
        ("Albest", "Albert", "misread", "Thanks, Albest. S.", "no name at all"),
        ("huma", "human", "clipped", "send it to huma\n\nHuma knows", "a name in small letters"),
        ("SIPR", "SIPRI", "clipped", "it is on SIPR", "an acronym"),
        ("expectwd", "expected", "misread", "it is expectwd to", "a key beside"),
        ("involoved", "involved", "misread", "all involoved in it", "a letter put in"),
        ("yo ", "", "noise", "I want yo to go", "a word, cut"),
    ],
)
def test_vetoed(before: str, after: str, kind: str, body: str, comment: str) -> None:
    text = HEAD + body + "\n"
    start = text.index(before, len(HEAD))
    edit = Edit(
        start=start,
        end=start + len(before),
        before=before,
        after=after,
        kind=kind,
        confidence=0.9,
        reason="",
    )
    pipeline = get_pipeline()
    context = EditContext(text, pipeline.lexicon)
    assert EMAIL_VETO.applies(edit, context), comment
    decision, demoted = document_policy(pipeline.stage.settings).decide(edit, context)
    assert (decision, demoted.confidence) == (EditDecision.SUGGESTED, 0.5)


@pytest.mark.parametrize(
    ("body", "stood"),
    [
        ("It was ailowed by the Department.", "It was allowed by the Department."),
        ("He is a friend of the governnient.", "He is a friend of the government."),
        ("We spoke of border sec urity with him.", "We spoke of border security with him."),
        ("Glad to see t hat they have come.", "Glad to see that they have come."),
    ],
)
def test_corrected(body: str, stood: str) -> None:
    assert ocrfix.correct(HEAD + body + "\n").clean == HEAD + stood + "\n"


def test_vetoed_edits_are_suggested() -> None:
    document = ocrfix.correct(HEAD + "They said that it was the the end. It is expectwd to rain.\n")
    assert [s.after for s in document.suggestions if s.before == "expectwd"] == ["expected"]


def test_a_memorandum_is_not_email() -> None:
    assert not is_email("TO: The Secretary\nFROM: EUR - Jane Doe\nSUBJECT: Norland\nDate: May 3\n")
    assert not is_email("From: Jane\nTo: John\nSubject: It was Sent: never\n")
