"""Outcomes of release marks: wordings, garbled wordings, pieces over lines, boxes of forms."""

from __future__ import annotations

import msgspec
import pytest

from ocrfix.records import Card, Marker
from ocrfix.tagging.metadata.card import CardReader
from ocrfix.tagging.outcomes import OutcomeReader, document_outcome
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.tagger import Tagger


def marks(text: str) -> list[Marker]:
    """Return one release mark per line that is not in brackets, without the boxes before it."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\n")
        start = len(bare) - len(bare.lstrip("(){}[]xX ")) if bare[:1] in "({[" else 0
        if words := bare[start:]:
            a = at + start
            found.append(
                Marker(
                    start=a, end=a + len(words), type="release", text=words, clean_start=a,
                    clean_end=a + len(words),
                )
            )  # fmt: skip
        at += len(line)
    return found


def outcomes(rules: RuleSet, text: str) -> list[str]:
    return [m.fields["outcome"] for m in OutcomeReader(rules.outcomes).read(marks(text), text)]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("RELEASED IN FULL", "full"),
        ("Release in Full", "full"),
        ("OPEN IN FULL", "full"),
        ("RELEASED IN PART", "part"),
        ("RELEASED WITH DELETIONS", "part"),
        ("PARTIAL RELEASE", "part"),
        ("DENIED IN PART", "part"),
        ("DECLASSIFIED IN PART", "part"),
        ("DECLASSIFIED IN FULL", "full"),
        ("DENIED IN FULL", "denied"),
        ("TOTAL DENIAL", "denied"),
        ("WITHHELD", "denied"),
        ("CLASSIFICATION CONTINUED", "denied"),
        ("DECLASSIFIED", "declassified"),
        ("Declassified/Released", "declassified"),
        ("REGRADED UNCLASSIFIED", "declassified"),
        ("CLASSIFICATION CANCELLED", "declassified"),
        ("SANITIZED COPY", "sanitized"),
        ("RELEASE AS SANITIZED", "sanitized"),
        ("EXCISED", "sanitized"),
        ("EXEMPT FROM AUTOMATIC DECLASSIFICATION", "exempt"),
        ("DATE EXEMPTED", "exempt"),
        ("Approved For Release 2003/05/14", "unknown"),
        ("Sanitized Copy Approved for Release 2010/11/19", "sanitized"),
        ("Declassified in Part - Sanitized Copy Approved for Release 2010/11/19", "part"),
        ("RELEASED", "unknown"),
        ("2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT", "unknown"),
        ("the quay at noon", "unknown"),
        # A letter is the value of a form only where nothing else is in the field.
        ("P", "part"),
        ("X", "denied"),
        ("pursuant to P.L. 102-526", "unknown"),
    ],
)
def test_wordings(rules: RuleSet, text: str, outcome: str) -> None:
    assert outcomes(rules, text) == [outcome]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("RELEASEO 1N FUIL", "full"),
        ("EASED IN PART", "part"),
        ("RELEASED IN PAI", "part"),
        ("RELEASED IN xyz", "unknown"),
        ("HEREIN IS UNCLASSIFIED BXCEPT WHERE SHOWN OTHERWlSE", "part"),
        ("RELEAS3D IN PARI", "part"),
        ("TOTAI DENIAI", "denied"),
        ("YECLASSIFIEO", "declassified"),
        ("DECLASS1FIED lN PAKT", "part"),
        ("SANITIZEO C0PY", "sanitized"),
        ("EXEMPIED FR0M AUTOMATIC DECIASSIFICATION", "exempt"),
        ("Dectassitied/Releesed", "declassified"),
        ("qwxv zzkp", "unknown"),
    ],
)
def test_garbled_wordings(rules: RuleSet, text: str, outcome: str) -> None:
    assert outcomes(rules, text) == [outcome]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RELEASE IN\nPART", ["part", "part"]),
        ("RELEASE\nIN FULL", ["full", "full"]),
        ("RELEASED\n\nIN\nPART", ["part"] * 3),
        ("RELEASED IN PART\nDECLASSIFIED", ["part", "declassified"]),
        (
            "CIA HAS NO OBJECTION TO\nDECLASSIFICATION AND/OR\nRELEASE OF THIS DOCUMENT",
            ["declassified"] * 3,
        ),
        (
            "The Department releases this document\nin part and postpones release of portions",
            ["part"] * 2,
        ),
        # Words that state nothing have the outcome of the line beside them.
        ("NO OBJECTION\nRELEASE OF CIA INFORMATION\nAS SANITIZED", ["sanitized"] * 3),
        ("RELEASED IN FULL" + "\n" * 9 + "RELEASED IN PART", ["full", "part"]),
    ],
)
def test_pieces_share_an_outcome(rules: RuleSet, text: str, expected: list[str]) -> None:
    assert outcomes(rules, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RELEASE IN FULL\nRELEASE IN PART\nTOTAL DENIAL", ["unknown"] * 3),
        ("( ) RELEASE\n( ) EXCISE\n( ) DENY", ["unknown"] * 3),
        ("( ) RELEASE ( ) DECLASSIFY\n( ) EXCISE ( ) DECLASSIFY IN PART", ["unknown"] * 2),
        ("( ) RELEASE IN FULL\n(X) RELEASE IN PART\n( ) DENY", ["unknown", "part", "unknown"]),
        ("[ ] RELEASE\n[x] DENY", ["unknown", "denied"]),
        ("RELEASE IN FULL [ ]\nRELEASE IN PART [X]", ["unknown", "part"]),
        # One wording alone is a stamp, not a form.
        ("RELEASE IN PART\nRELEASE IN PART", ["part", "part"]),
        # A stamp beside the boxes keeps its outcome.
        ("RELEASE IN FULL\nTOTAL DENIAL\nDECLASSIFIED", ["unknown", "unknown", "declassified"]),
    ],
)
def test_boxes(rules: RuleSet, text: str, expected: list[str]) -> None:
    assert outcomes(rules, text) == expected


@pytest.mark.parametrize(
    ("text", "outcome", "source"),
    [
        ("RELEASED IN FULL\n\nDENIED IN FULL", "full", "RELEASED IN FULL"),
        ("DECLASSIFIED\n\nRELEASED IN PART", "part", "RELEASED IN PART"),
        ("DECLASSIFIED\n\nSANITIZED COPY", "sanitized", "SANITIZED COPY"),
        ("EXEMPTED\n\nDECLASSIFIED", "declassified", "DECLASSIFIED"),
        ("RELEASED IN FULL\n\nRELEASED IN PART", "part", "RELEASED IN PART"),
        ("RELEASE\nIN PART", "part", "RELEASE IN PART"),
        ("RELEASED", "unknown", "RELEASED"),
        ("", None, None),
    ],
)
def test_the_outcome_of_a_document(
    rules: RuleSet, text: str, outcome: str | None, source: str | None
) -> None:
    read = OutcomeReader(rules.outcomes).read(marks(text), text)
    assert document_outcome(read, rules.outcomes) == (outcome, source)


def test_the_tagger_and_the_card_have_outcomes(tagger: Tagger, rules: RuleSet) -> None:
    text = "Case No. F-2014-20439 Doc No. C05761761 Date: 06/30/2015\nRELEASE IN\nPART B6\n"
    markers = tagger.tag(text)
    releases = [m.fields for m in markers if m.type == "release"]
    assert [fields["outcome"] for fields in releases] == ["part", "part"]
    assert {fields["outcome_text"] for fields in releases} == {"RELEASE IN PART"}
    assert all("outcome" not in m.fields for m in markers if m.type != "release")
    card = CardReader(rules.card, rules.outcomes).read(text, markers)
    assert (card.outcome, card.outcome_source) == ("part", "RELEASE IN PART")


def test_a_rule_may_state_the_outcome(rules: RuleSet) -> None:
    mark = marks("RELEASED")[0]
    stated = Marker(
        **{f: getattr(mark, f) for f in mark.__struct_fields__} | {"fields": {"outcome": "full"}}
    )
    read = OutcomeReader(rules.outcomes).read([stated], "RELEASED")
    assert read[0].fields == {"outcome": "full", "outcome_text": "RELEASED"}


def test_records_written_before_outcomes_can_be_read() -> None:
    card = msgspec.json.decode('{"title": "AIRGRAM", "release": ["RELEASED"]}', type=Card)
    assert (card.outcome, card.outcome_source, card.document_type) == (None, None, None)
