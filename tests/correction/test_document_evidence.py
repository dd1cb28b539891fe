"""What a whole document shows: repeated misreadings, its names, its letter case."""

from __future__ import annotations

import itertools
import math

import pytest

from ocrfix.config import Config
from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.document_evidence import NO_CONTEXT, DocumentEvidence
from ocrfix.correction.words.candidate import Candidate
from ocrfix.correction.words.sources import find_candidates
from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon
from ocrfix.pipeline import Pipeline
from ocrfix.text.tokens import TokenizedText

SENTENCES = [
    "{The} Ambassador called on {the} Minister of Agriculture to discuss {the} wheat agreement.",
    "He {said} that {the} Government {would} reply to our note before {the} end of {the} month.",
    "{The} Minister {said} he {had} read {the} draft and {would} send it to {the} Cabinet.",
    "Our consul in {the} port {had} seen {the} ships that {were} loaded on Tuesday.",
    "They {were} told that {the} matter {would} be raised when {the} delegation arrived.",
    "{The} Embassy {said} that {the} visas {had} been refused and {would} not be issued.",
    "It {would} be useful if {the} Department {had} {the} names of those who {were} present.",
    "{The} Under Secretary {said} {the} talks {were} frank and {had} been useful.",
]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(Config.default())


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ensure_compiled())


def _document(word: str, read: str, times: int) -> str:
    """Return a text in which a word is read wrongly so many times, and correctly elsewhere."""
    lines = []
    left = times
    for sentence in itertools.islice(itertools.cycle(SENTENCES), 3 * max(8, times)):
        line = sentence
        if left and f"{{{word}}}" in line:
            line = line.replace(f"{{{word}}}", read, 1)
            left -= 1
        lines.append(line.replace("{", "").replace("}", ""))
    assert not left
    return "\n".join(lines)


def test_a_real_word_that_is_systematically_wrong_is_corrected(pipeline: Pipeline) -> None:
    """Where one context leaves a doubt, the others decide."""
    clean = pipeline.correct(_document("had", "bad", 12)).clean
    assert [token.text for token in TokenizedText(clean).tokens].count("bad") <= 6


@pytest.mark.parametrize("times", [1, 2, 4, 8, 16, 40])
@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("the", "tbe"), ("the", "thc"), ("the", "fhe"), ("said", "sald"), ("would", "wou1d"),
        ("would", "wonld"), ("were", "vere"), ("said", "snid"),
    ],
)  # fmt: skip
def test_a_misreading_is_corrected_however_often_it_occurs(
    pipeline: Pipeline, word: str, read: str, times: int
) -> None:
    text = _document(word, read, times)
    clean = pipeline.correct(text).clean
    left = [token.text for token in TokenizedText(clean).tokens].count(read)
    assert left <= times * 0.3, f"{left} of {times} stay"


@pytest.mark.parametrize("times", [1, 2, 4, 8, 16])
@pytest.mark.parametrize(
    "name", ["Varnhult", "Kowalzczyk", "Oberammer", "QUBAFLAX", "ZRTANGO", "SLCMs", "Dzerbin"]
)
def test_a_name_stays_however_often_it_occurs(pipeline: Pipeline, name: str, times: int) -> None:
    lines = [sentence.replace("{", "").replace("}", "") for sentence in SENTENCES]
    for number in range(times):
        lines.insert(2 * number % len(lines), f"We asked {name} about it, and {name} agreed.")
    text = "\n".join(lines)
    assert pipeline.correct(text).clean.count(name) == 2 * times


def test_a_name_that_is_repeated_is_no_other_name(pipeline: Pipeline) -> None:
    """Both are spellings of names; which of them is right no dictionary can tell."""
    text = "\n".join(
        ["Reloba was seen at the airport.", "We do not know why Reloba left.",
         "The party of Reloba flew to Paris.", "Relova was asked.", "A cable on Relova followed."]
    )  # fmt: skip
    assert pipeline.correct(text).clean.count("Reloba") == 3


def _evidence(lexicon: Lexicon, text: str) -> tuple[AnnotatedTokens, DocumentEvidence]:
    annotated = AnnotatedTokens(TokenizedText(text), lexicon)
    return annotated, DocumentEvidence(annotated)


def test_counts_fold_the_letter_case(lexicon: Lexicon) -> None:
    _, evidence = _evidence(lexicon, "Treaty treaty TREATY tbe")
    assert evidence.count_of("Treaty") == 1
    assert evidence.folded_count_of("treaty") == 3
    assert evidence.count_of("absent") == evidence.folded_count_of("absent") == 0


def test_a_burst_is_relative_to_what_is_usual(lexicon: Lexicon) -> None:
    _, evidence = _evidence(lexicon, "fishery " * 20 + "the " * 20)
    fishery, the = lexicon.word("fishery"), lexicon.word("the")
    assert evidence.burst("fishery", fishery.log_probability) > 2
    assert evidence.burst("the", the.log_probability) > 0
    assert evidence.burst("fishery", fishery.log_probability) > evidence.burst(
        "the", the.log_probability
    )
    assert -2.0 <= evidence.burst("absent", math.log(0.5)) < 0


def test_a_misreading_elsewhere_is_another_word_that_shows_it(lexicon: Lexicon) -> None:
    text = "the Cornmittee met; the govemment and the Departrnent and the agreernent"
    annotated, evidence = _evidence(lexicon, text)
    seen = "Departrnent"
    index = [token.text for token in annotated.tokens].index(seen)
    found = find_candidates(annotated, annotated.at(index))
    department = next(candidate for candidate in found if candidate.after == "Department")
    assert evidence.misread_elsewhere(department, seen) == 2
    other = Candidate(0, len(seen), "Deportment", "misread")
    assert evidence.misread_elsewhere(other, seen) == 0


def test_the_fit_elsewhere_needs_two_occurrences(lexicon: Lexicon) -> None:
    _, evidence = _evidence(lexicon, "he sald that it was; she sald that; he says")
    said = Candidate(0, 4, "said", "misread")
    soap = Candidate(0, 4, "soap", "misread")
    assert evidence.fit_elsewhere(said, "sald") > evidence.fit_elsewhere(soap, "sald")
    assert evidence.fit_elsewhere(said, "says") == NO_CONTEXT


@pytest.mark.parametrize(
    "text",
    [
        "The Ambassador told Hervey that the talks would go on.",
        "I spoke with General Brittin about the matter.",
        "The letter was sent to Goodfriend, who did not answer.",
    ],
)
def test_a_name_that_no_dictionary_has_is_not_taken_for_another(
    pipeline: Pipeline, text: str
) -> None:
    lexicon = pipeline.lexicon
    names = {word.strip(",.") for word in text.split() if word.istitle()}
    unknown = [n for n in names if not lexicon.word(n.lower()).is_english and n in text]
    assert all(name in pipeline.correct(text).clean for name in unknown)
