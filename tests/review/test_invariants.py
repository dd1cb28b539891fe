"""Invariants of any document with any decisions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import ocrfix
from ocrfix.edits import apply
from ocrfix.review.apply_decisions import apply_decisions, revise
from ocrfix.review.decisions import Decisions, Reviewed
from ocrfix.review.proposals import proposals
from tests.documents import documents
from tests.profiles import examples

property_test = settings(max_examples=examples(100), derandomize=True)
verdicts = st.lists(st.sampled_from(["accept", "reject", None]), min_size=1, max_size=20)


def decided(document, chosen):
    """Decide on the proposals in turn, as ``chosen`` says."""
    result = []
    for number, proposal in enumerate(proposals(document)):
        verdict = chosen[number % len(chosen)]
        if verdict is not None:
            result.append((proposal, proposal.decided(verdict)))
    return result


@property_test
@given(documents(), verdicts)
def test_every_decision_matches_in_its_own_document(text, chosen):
    document = ocrfix.clean(text)
    taken = decided(document, chosen)
    carried = apply_decisions(document, [decision for _, decision in taken])
    assert apply(text, carried.edits) is not None, "the edits fit the text"
    assert all("same place" in why for _, why in carried.unmatched)
    refused = [decision for decision, _ in carried.unmatched]
    for proposal, decision in taken:
        stands = any(
            (e.start, e.end, e.after)
            == (proposal.edit.start, proposal.edit.end, proposal.edit.after)
            for e in carried.edits
        )
        if decision not in refused:
            assert stands == (decision.verdict == "accept")


@property_test
@given(documents(), verdicts)
def test_no_decision_leaves_the_document_as_ocrfix_cleans_it(text, chosen):
    document = ocrfix.clean(text)
    assert apply(text, apply_decisions(document, []).edits) == document.clean
    made = [p.decided("accept") for p in proposals(document) if p.made]
    assert apply(text, apply_decisions(document, made).edits) == document.clean


@property_test
@given(documents(), verdicts)
def test_the_revised_document_is_valid(text, chosen):
    document = ocrfix.clean(text)
    carried = apply_decisions(document, [decision for _, decision in decided(document, chosen)])
    new = revise(document, carried, ocrfix.pipeline.get_pipeline())
    assert new.undo() == text
    assert ocrfix.Document.from_json(new.to_json()) == new
    for marker in new.markers:
        assert new.clean[marker.clean_start : marker.clean_end] == marker.text
    for suggestion in new.suggestions:
        assert text[suggestion.start : suggestion.end] == suggestion.before


@property_test
@given(documents(), verdicts)
def test_decisions_round_trip_through_their_file(text, chosen):
    document = ocrfix.clean(text)
    taken = tuple(decision for _, decision in decided(document, chosen))
    file = Decisions(schema=1, documents=(Reviewed(name="a", decisions=taken),))
    assert Decisions.from_json(file.to_json()) == file


@property_test
@given(documents())
def test_a_document_with_everything_rejected_is_not_changed_again(text):
    """Even if inline marks were written to the file or removed in the meantime."""
    document = ocrfix.clean(text)
    decisions = [proposal.decided("reject") for proposal in proposals(document)]
    new = revise(document, apply_decisions(document, decisions), ocrfix.pipeline.get_pipeline())
    for marks in ("keep", "inline"):
        again = ocrfix.clean(new.render("text", marks=marks))
        assert apply(again.original, apply_decisions(again, decisions).edits) == new.clean
