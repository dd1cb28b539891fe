"""The decisions file, its schema, and finding decisions again."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

import ocrfix
from ocrfix.document import Document
from ocrfix.edits import Edit, apply, with_clean_offsets
from ocrfix.review.apply_decisions import apply_decisions, revise
from ocrfix.review.decisions import Decision, Decisions, Reviewed, schema
from ocrfix.review.proposals import proposals
from ocrfix.review.word_list import add_to_word_list

TEXT = """\
1. Tbe counsellor called on tbe Minister on Septemher 3 and asked wbether tbe
pier at Port Ellery would be open before tbe winter. The Minister said that tbe
work was late, and that he would write.

2. The Consul reported in Decembe that the raiIway was closed.
"""


@pytest.fixture(scope="module")
def document():
    return ocrfix.correct(TEXT)


def decide(document, verdict, *numbers):
    offered = proposals(document)
    return [offered[number].decided(verdict) for number in numbers]


def after(document, decisions):
    carried = apply_decisions(document, decisions)
    return apply(document.original, carried.edits), carried.unmatched


def suggesting(text, *changes, made=()):
    """A document with suggestions, and changes made, each ``(start, before, after)``."""

    def edit(start, before, after):
        end = start + len(before)
        return Edit(
            start=start,
            end=end,
            before=before,
            after=after,
            kind="misread",
            confidence=0.5,
            reason="r",
        )

    edits = with_clean_offsets([edit(*change) for change in made])
    whole = Document(original=text, clean=apply(text, edits), edits=edits)
    suggestions = []
    for change in changes:
        made_of = edit(*change)
        start, end = whole.offsets.to_clean(made_of.start, made_of.end)
        suggestions.append(replace(made_of, clean_start=start, clean_end=end))
    return replace(whole, suggestions=tuple(suggestions))


def test_the_published_schema_is_that_of_the_file():
    published = Path(ocrfix.__file__).parent / "schemas" / "decisions-1.schema.json"
    assert published.read_bytes() == schema()


def test_a_file_is_restored(document):
    decisions = Decisions(
        schema=1,
        documents=(Reviewed(name="a.txt", decisions=tuple(decide(document, "reject", 0, 3))),),
        words=("raiIway",),
    )
    assert Decisions.from_json(decisions.to_json()) == decisions


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not a decisions file"),
        ("[]", "Expected `object`, got `array`"),
        ('{"documents": []}', "missing required field `schema`"),
        ('{"schema": 2}', "decisions of schema 2; this ocrfix reads up to 1"),
        ('{"schema": 1, "words": ["two words"]}', "Expected `str` matching regex"),
        (
            '{"schema": 1, "documents": [{"name": "a", "decisions": [{"verdict": "maybe"}]}]}',
            "Invalid enum value 'maybe' - at `$.documents[0].decisions[0].verdict`",
        ),
        (
            '{"schema": 1, "documents": [{"name": "a", "decisions": [{"verdict": "accept", '
            '"was": "change", "before": "a", "after": "a"}]}]}',
            "changes nothing",
        ),
    ],
)
def test_other_files_are_not_decisions_files(text, said):
    with pytest.raises(ValueError, match=r"^(not a decisions file|decisions of schema)") as error:
        Decisions.from_json(text)
    assert said in str(error.value)


def test_a_document_is_identified_by_its_digest_before_its_name():
    one, other = "1" * 64, "2" * 64
    decisions = Decisions(
        schema=1,
        documents=(Reviewed(name="in/a.txt", sha256=one), Reviewed(name="b.txt", sha256=other)),
    )
    assert decisions.of("b.txt", one).name == "in/a.txt"
    assert decisions.of("b.txt", "3" * 64).name == "b.txt"
    assert decisions.of("elsewhere/a.txt", "").name == "in/a.txt"
    assert decisions.of("c.txt", "") is None


def test_a_rejected_change_is_not_made_and_the_others_are(document):
    text, unmatched = after(document, decide(document, "reject", 0, 4))
    assert not unmatched
    assert text.startswith("1. Tbe counsellor called on the Minister on September 3 and asked")
    assert "whether tbe\npier" in text


def test_an_accepted_suggestion_is_made():
    document = suggesting("the harbor of Elery", (4, "harbor", "harbour"))
    assert after(document, decide(document, "accept", 0)) == ("the harbour of Elery", ())
    assert after(document, decide(document, "reject", 0)) == ("the harbor of Elery", ())
    assert after(document, []) == ("the harbor of Elery", ())


def test_an_accepted_suggestion_replaces_the_change():
    document = suggesting(
        "a Fiorint note", (2, "Fiorint", "Fiorini"), made=[(2, "Fiorint", "Florint")]
    )
    assert after(document, []) == ("a Florint note", ())
    assert after(document, decide(document, "accept", 1)) == ("a Fiorini note", ())
    assert after(document, decide(document, "reject", 1)) == ("a Florint note", ())
    assert after(document, decide(document, "reject", 0)) == ("a Fiorint note", ())


def test_a_suggestion_within_a_change_keeps_the_rest_of_it():
    whole = suggesting("xx abc def yy", made=[(3, "abc def", "abx def")])
    inside = Edit(
        start=3,
        end=10,
        before="abc def",
        after="deg",
        kind="misread",
        confidence=0.5,
        reason="r",
        clean_start=7,
        clean_end=10,
    )
    document = replace(whole, suggestions=(inside,))
    assert after(document, decide(document, "accept", 1)) == ("xx abx deg yy", ())


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_decisions_are_valid_when_the_file_is_cleaned_again(document, verdict):
    """The output of apply is read again, and nothing more is changed."""
    everything = range(len(proposals(document)))
    for chosen in (everything, [1], [0, 4, 8]):
        decisions = decide(document, verdict, *chosen)
        once, _ = after(document, decisions)
        again, unmatched = after(ocrfix.correct(once), decisions)
        assert (again, unmatched) == (once, ())


def test_decisions_are_valid_when_lines_have_shifted(document):
    decisions = decide(document, "reject", 0, 5)
    shifted = "A cover sheet,\nof two lines.\n\n" + TEXT.replace("2. The", "\n\n2. The")
    text, unmatched = after(ocrfix.correct(shifted), decisions)
    assert not unmatched
    assert "1. Tbe counsellor called on the Minister" in text
    assert "before tbe winter" in text


def test_decisions_are_valid_when_the_context_was_corrected(document):
    decisions = decide(document, "reject", 4)
    mended = TEXT.replace("wbether", "whether").replace("Septemher", "September")
    text, unmatched = after(ocrfix.correct(mended), decisions)
    assert not unmatched
    assert "whether tbe\npier" in text
    assert "called on the Minister" in text


def test_decisions_are_valid_when_the_text_was_marked():
    text = "The letter of SECRET.\n\nSECRET\n\nTbe counsellor of the embassy left.\n"
    document = ocrfix.clean(text)
    decisions = decide(document, "reject", 0)
    carried = apply_decisions(document, decisions)
    marked = revise(document, carried, ocrfix.pipeline.get_pipeline()).render(
        "text", marks="inline"
    )
    assert "[[classification: SECRET]]" in marked
    assert "Tbe counsellor" in marked
    again = ocrfix.clean(marked)
    carried = apply_decisions(again, decisions)
    assert not carried.unmatched
    assert "Tbe counsellor" in apply(marked, carried.edits)


def test_decisions_without_a_match_are_reported(document):
    decisions = decide(document, "reject", 0, 8)
    text, bad = after(ocrfix.correct("1. Another text, in which nothing is left.\n"), decisions)
    assert text == "1. Another text, in which nothing is left.\n"
    assert [(one.decision.before, one.reason[:26]) for one in bad] == [
        ("Tbe", "its text is not in the doc"),
        ("raiIway", "its text is not in the doc"),
    ]


def test_a_file_with_the_rejected_change_is_reported(document):
    _, unmatched = after(ocrfix.correct(document.clean), decide(document, "reject", 2))
    assert "is in the text already; restore it with ocrfix undo" in unmatched[0].reason


def test_a_change_that_contains_its_original_is_not_repeated():
    decision = Decision(
        verdict="accept", was="suggestion", before="Mr", after="Mr.", left="to ", right=" Lowell"
    )
    document = Document(original="to Mr Lowell", clean="to Mr Lowell")
    once, unmatched = after(document, [decision])
    assert (once, unmatched) == ("to Mr. Lowell", ())
    assert after(Document(original=once, clean=once), [decision]) == (once, ())


@pytest.mark.parametrize(
    ("text", "before", "change", "result"),
    [
        ("by the.time he left", "", " ", "by the. time he left"),
        ("he was | late again", "| ", "", "he was late again"),
    ],
)
def test_insertions_and_deletions_are_not_repeated(text, before, change, result):
    at = text.index("time") if not before else text.index(before)
    document = suggesting(text, (at, before, change))
    decisions = decide(document, "accept", 0)
    assert after(document, decisions) == (result, ())
    assert after(Document(original=text, clean=text), decisions) == (result, ())
    assert after(Document(original=result, clean=result), decisions) == (result, ())


def test_each_of_many_equal_changes_has_its_own_decision():
    text = "tbe end\n" * 5
    document = suggesting(text, made=[(8 * n, "tbe", "the") for n in range(5)])
    offered = proposals(document)
    assert [p.line for p in offered] == [1, 2, 3, 4, 5]
    once, unmatched = after(document, decide(document, "reject", 2))
    assert not unmatched
    assert once == "the end\n" * 2 + "tbe end\n" + "the end\n" * 2


def test_marks_of_an_earlier_run_are_removed_in_any_case():
    document = ocrfix.clean("[[stamp: Tbe counsellor]] left in Decembe 1990.\n")
    decisions = [p.decided("reject") for p in proposals(document)]
    text, _ = after(document, decisions)
    assert text == "Tbe counsellor left in Decembe 1990.\n"


def test_the_revised_document_is_complete(document):
    pipeline = ocrfix.pipeline.get_pipeline()
    text = "SECRET\n\nTbe counsellor left in Decembe 1990.\n"
    document = ocrfix.clean(text)
    new = revise(document, apply_decisions(document, decide(document, "reject", 0)), pipeline)
    assert new.clean == "SECRET\n\nTbe counsellor left in December 1990.\n"
    assert new.undo() == text
    assert [(m.type, text[m.start : m.end]) for m in new.markers] == [("classification", "SECRET")]


def test_words_are_inserted_before_the_learned_ones(tmp_path):
    (tmp_path / "words.tsv").write_text("# Mine\nAshdown\nvarnhult\t9\tVarnhult\n")
    made, new = add_to_word_list(tmp_path, ["raiIway", "Varnhult", "raiIway", "Ashdown"])
    assert made == b"# Mine\nraiIway\nAshdown\nvarnhult\t9\tVarnhult\n"
    assert new == 1


def test_the_next_punctuation_mark_of_a_line_is_a_different_one():
    """The accepted change is made; the full stop next to it has nearly the same context."""
    text = "See Ibid., p. 4. Testimony of Hale, p. 15. See also Ibid., para. 5, c. Harbour notes.\n"
    document = suggesting(text, *((n, ".", "") for n, sign in enumerate(text) if sign == "."))
    offered = proposals(document)
    decisions = [p.decided("accept" if p.context.left[-1] == "p" else "reject") for p in offered]
    once, _ = after(document, decisions)
    assert (
        once
        == "See Ibid., p 4. Testimony of Hale, p 15. See also Ibid., para. 5, c. Harbour notes.\n"
    )
    assert after(Document(original=once, clean=once), decisions)[0] == once
    again = suggesting(once, *((n, ".", "") for n, sign in enumerate(once) if sign == "."))
    assert after(again, decisions)[0] == once


def test_a_rejection_is_matched_before_a_resolved_acceptance():
    text = "tbe end\n" * 5
    document = suggesting(text, made=[(8 * n, "tbe", "the") for n in range(5)])
    offered = proposals(document)
    decisions = [p.decided("reject" if p.line == 3 else "accept") for p in offered]
    once, _ = after(document, decisions)
    again = suggesting(once, made=[(16, "tbe", "the")])
    assert after(again, decisions)[0] == once
