"""Learned recognizer: garbled markings by letters and place, and prose that is none."""

from __future__ import annotations

import itertools
from collections.abc import Hashable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.config import Config
from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon.distance import edit_distance
from ocrfix.pipeline import Pipeline
from ocrfix.pipeline.resources import TaggingResources
from ocrfix.records import Marker
from ocrfix.tagging.learned.decoding import best_labels, softmax
from ocrfix.tagging.learned.features import all_features
from ocrfix.tagging.learned.letter_token import form_features
from ocrfix.tagging.learned.model import MarkerModel, Unpacking, packed, packed_bytes
from ocrfix.tagging.learned.recognizer import RULE, LearnedRecognizer, trimmed
from ocrfix.tagging.learned.sections import sections
from ocrfix.tagging.learned.tokens import token_spans
from ocrfix.tagging.learned.vocabulary import MIN_CHARS, MarkingWords, max_errors
from ocrfix.tagging.tagger import Tagger

BODY = """The Ambassador called on the Minister of Posts at noon to discuss the mail between the
two capitals, which had been late since the spring. The Minister said that the trains
were to blame, and promised to speak with his colleague in charge of them.
"""


@pytest.fixture(scope="module")
def learned() -> Tagger:
    """A tagger with the learned recognizer."""
    return TaggingResources([]).tagger


@pytest.fixture(scope="module")
def model() -> MarkerModel:
    """The weights of the package."""
    return MarkerModel(ensure_compiled())


def found(tagger: Tagger, text: str) -> list[tuple[str, str]]:
    return [(marker.type, marker.text) for marker in tagger.tag(text) if marker.type != "noise"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("COMFIDFNT1AL", "classification"),
        ("DEC1ASSIFlFD", "release"),
        ("REPRODUCTIOM BY OTHFR THAN THE ISSUIMG OFFICE IS PROHIBlTFD", "handling"),
        ("RETURM T0 C1A", "stamp"),
        ("RFCORD COPY", "stamp"),
    ],
)
def test_a_garbled_marking_on_its_own_line(learned: Tagger, line: str, kind: str) -> None:
    markers = found(learned, f"{line}\n\n{BODY}\n{line}\n")
    assert [marked for marked, _ in markers] == [kind, kind]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "The secret talks were released to the press, and the confidential annex was not.\n" + BODY,
        "The files were declassified last year; page two of the copy is missing.\n" + BODY,
        "1. The mail.\n\n2. The trains.\n\n3. The telegraph, which is controlled by the Army.\n",
        "Mr. Olsen\nDirector of Posts\nNorland\n\nDear Mr. Olsen:\n\n"
        + BODY
        + "\nSincerely,\n\nA. Berg\n",
        "The annex remained\nsecret\nuntil the war was over, and was\ndeclassified\nonly later.\n",
        "| year | letters | parcels |\n| 1961 | 20,400 | 1,210 |\n| 1962 | 21,950 | 1,340 |\n",
        "",
        "\n\n \n",
    ],
)
def test_prose_letters_and_tables_hold_no_marking(learned: Tagger, text: str) -> None:
    assert found(learned, text) == []


@pytest.mark.parametrize(
    ("line", "span", "kind", "marked"),
    [
        ("{COPY,, to", (0, 7), "stamp", "COPY"),
        ("(S)- x", (0, 4), "classification", "(S)-"),
        ("CONFIDENTIAL. x", (0, 13), "classification", "CONFIDENTIAL"),
        ("NO DISSEM.", (0, 10), "handling", "NO DISSEM"),
        ("Reviewed by:", (0, 12), "review", "Reviewed by:"),
        ("- 2 -", (0, 5), "page", "- 2 -"),
        ("..", (0, 2), "stamp", ".."),
    ],
)
def test_a_span_ends_at_its_letters(
    line: str, span: tuple[int, int], kind: str, marked: str
) -> None:
    start, end = trimmed(line, *span, kind)
    assert line[start:end] == marked


def test_a_letter_spaced_word_is_not_cut(learned: Tagger) -> None:
    text = "Summary o f the t a l k s i n S E C R E T with A B C\n"
    assert found(learned, text) in ([], [("classification", "S E C R E T")])


def test_rules_come_first(learned: Tagger) -> None:
    text = f"SECRET\nNODIS 9026213\n\n{BODY}\nPage 2\n"
    rules = TaggingResources([]).rules
    by_rules = [(m.type, m.text) for m in Tagger(rules).tag(text)]
    assert set(by_rules) <= set(found(learned, text))


def test_an_exemption_always_has_a_code(learned: Tagger) -> None:
    text = f"(b)(l) (6)(3)\n\n{BODY}\nB1,A5\n(b) (7) (D)\n"
    assert all(m.code for m in learned.tag(text) if m.type == "exemption")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="SECRTNOFDILA ab.()/-–0189\n\f\r\t", max_size=200))
def test_markers_quote_the_text_in_order_and_stay_on_their_line(text: str) -> None:
    end = 0
    for marker in TaggingResources([]).tagger.tag(text):
        assert marker.text == text[marker.start : marker.end]
        assert marker.start >= end
        assert not set(marker.text) & set("\n\r\f")
        end = marker.end


def test_pages_of_one_text_do_not_see_each_other(learned: Tagger) -> None:
    page = f"DEC1ASSIFlFD\n\n{BODY}\n"
    alone = [(m.type, m.text, m.confidence) for m in learned.tag(page)]
    twice = [(m.type, m.text, m.confidence) for m in learned.tag(page + "\f" + page)]
    assert alone
    assert twice == alone * 2


LINES = (
    "DEC1ASSIFlFD",
    "COMFIDFNT1AL",
    "RETURM T0 C1A",
    "The talks went on until noon. (S)",
    "1. The mail was late again, and the Minister said so in the",
    "presence of the press.",
    "SECRET/NODIS 9026213",
    "COPY LBJ LIBRARY",
    "Page 2",
    "",
    "\f",
)


def test_scores_are_the_sums_of_all_features(learned: Tagger, model: MarkerModel) -> None:
    recognizer = LearnedRecognizer(TaggingResources([]).rules, model)
    page = learned.apply_rules("\n".join([*LINES, *LINES[::-1], BODY]))
    doubtful = 0
    for section in sections(page, recognizer.line):
        for at, placed in enumerate(section.lines):
            found = recognizer.scores(section, at, 0)
            doubtful += len(found)
            shared = section.line_features(at)
            for number, features in enumerate(all_features(section, at)):
                scores = model.sums.scores(model.total(features))
                if number in found:
                    assert found[number] == scores
                elif not placed.kinds[number] and softmax(scores)[0] < 0.97:
                    token = placed.line.tokens[number]
                    alone = [*form_features(token.form()), *token.own(), *shared]
                    text, *others = model.sums.scores(model.total(alone))
                    assert text - max(others) >= 8
    assert doubtful > 5


def test_lines_with_the_same_context_have_the_same_features(
    learned: Tagger, model: MarkerModel
) -> None:
    recognizer = LearnedRecognizer(TaggingResources([]).rules, model)
    lines = [*LINES[3:9], *LINES[3:6], *LINES]
    features: dict[tuple[Hashable, ...], list[list[str]]] = {}
    again = 0
    for number, other in itertools.product(range(len(lines)), LINES):
        text = "\n".join([*lines[:number], other, *lines[number + 1 :]])
        for section in sections(learned.apply_rules(text), recognizer.line):
            for at in range(len(section.lines)):
                here = all_features(section, at)
                known = features.setdefault(section.context(at), here)
                assert known == here
                again += known is not here
    assert again > len(features)


def test_texts_tagged_before_change_nothing(learned: Tagger) -> None:
    text = f"RETURM T0 C1A\n\n{BODY}\nDEC1ASSIFlFD\n"
    other = text.replace("\n\n", "\n")
    fresh = [found(TaggingResources([]).tagger, one) for one in (text, other)]
    assert [found(learned, one) for one in (text, other)] == fresh
    assert [found(learned, one) for one in (other, text)] == fresh[::-1]


def test_it_can_be_switched_off() -> None:
    text = f"{BODY}\nCOPY LBJ LIBRARY\nSECRET\n"
    default = Config.default()
    rules_only = msgspec.structs.replace(
        default, tag=msgspec.structs.replace(default.tag, learned=False)
    )
    both, rules = (Pipeline(config).tag(text).markers for config in (default, rules_only))
    assert [m.text for m in both] == ["COPY LBJ LIBRARY", "SECRET"]
    assert [m.text for m in rules] == ["SECRET"]


def test_learned_markers_say_so(learned: Tagger) -> None:
    markers: list[Marker] = learned.tag(f"{BODY}\nCOPY LBJ LIBRARY\n")
    assert [(m.type, m.fields.get("rule")) for m in markers] == [("stamp", RULE)]
    assert all(0 < m.confidence < 1 for m in markers)


@given(st.lists(st.lists(st.integers(-900, 900), min_size=4, max_size=4), min_size=1, max_size=9))
def test_sums_of_packed_weights_are_sums_of_weights(rows: list[list[int]]) -> None:
    total = sum(packed([value / 100 for value in row]) for row in rows)
    expected = [sum(column) / 100 for column in zip(*rows, strict=True)]
    assert Unpacking([0.0] * 4).scores(total) == pytest.approx(expected)
    assert Unpacking([0.0] * 4).margin(total) == round(100 * (expected[0] - max(expected[1:])))


@given(
    st.lists(st.lists(st.integers(-900, 900), min_size=4, max_size=4), min_size=2, max_size=4),
    st.integers(-20, 20),
)
def test_margins_of_parts_bound_the_margin_of_their_sum(
    model: MarkerModel, rows: list[list[int]], wanted: int
) -> None:
    width = len(model.labels) - 4
    parts = [packed([*(value / 100 for value in row), *([-9.0] * width)]) for row in rows]
    scores = model.sums.scores(sum(parts))
    margin = scores[0] - max(scores[1:])
    if sum(map(model.sums.margin, parts)) >= model.enough(wanted):
        assert margin >= wanted
    if model.sums.margin(sum(parts)) < model.too_little(wanted):
        assert margin < wanted


WORDS = ("SECRET", "RELEASE", "RELEASED", "COPY", "LIBRARY", "DECLASSIFIED", "CLASSIFIED", "NODIS")


@given(st.sampled_from(WORDS), st.lists(st.tuples(st.integers(0, 11), st.sampled_from("EISX0"))))
def test_the_nearest_word_is_that_of_a_search_through_all(
    word: str, edits: list[tuple[int, str]]
) -> None:
    key = word
    for number, (at, letter) in enumerate(edits[:5]):
        head, tail = key[:at], key[at:]
        swapped = tail[1:2] + tail[:1] + tail[2:]
        key = head + (letter + tail, tail[1:], letter + tail[1:], swapped)[number % 4]
    limit = max_errors(len(key))
    every = [(edit_distance(key, other, limit), other) for other in WORDS]
    errors, nearest = min(every)
    is_near = errors == 0 or (errors <= limit and len(key) >= MIN_CHARS)
    words = MarkingWords({other: ("stamp",) for other in WORDS})
    assert words.nearest(key) == ((nearest, errors) if is_near else None)


def test_packed_weights_survive_storage() -> None:
    weights = [0.01, -3.27, 0.0, 12.5]
    stored = int.from_bytes(packed_bytes(weights), "little", signed=True)
    assert Unpacking([0.0] * 4).scores(stored) == pytest.approx(weights)


@given(st.data())
def test_the_best_labels_are_those_of_a_search_through_all(data: st.DataObject) -> None:
    size, count = 3, data.draw(st.integers(1, 4))
    number = st.integers(-5, 5).map(float)
    scores = data.draw(
        st.lists(st.lists(number, min_size=size, max_size=size), min_size=count, max_size=count)
    )
    tables = [
        data.draw(
            st.lists(st.lists(number, min_size=size, max_size=size), min_size=size, max_size=size)
        )
        for _ in range(2)
    ]
    new_line = data.draw(st.lists(st.booleans(), min_size=count + 1, max_size=count + 1))

    def total(labels: tuple[int, ...]) -> float:
        path = [1, *labels, 0]
        steps = sum(tables[new_line[at]][path[at]][path[at + 1]] for at in range(count + 1))
        return steps + sum(scores[at][label] for at, label in enumerate(labels))

    best = max(map(total, itertools.product(range(size), repeat=count)))
    labels = best_labels(scores, new_line, tables, 1, 0)
    assert total(tuple(labels)) == pytest.approx(best)


def test_probabilities_add_up() -> None:
    assert sum(softmax([700.0, -700.0, 3.0])) == pytest.approx(1)


@pytest.mark.parametrize(
    ("line", "tokens"),
    [
        ("SECRET/NODIS", ["SECRET", "/", "NODIS"]),
        ("SECRET//NOFORN x", ["SECRET", "//", "NOFORN", "x"]),
        ("12/14/90 and/or", ["12/14/90", "and/or"]),
        ("  ", []),
    ],
)
def test_tokens_are_cut_at_spaces_and_between_markings(line: str, tokens: list[str]) -> None:
    assert [line[a:b] for a, b in token_spans(line)] == tokens


def test_confidence_rises_with_probability(model: MarkerModel) -> None:
    values = [model.confidence(p / 20) for p in range(21)]
    assert values == sorted(values)
    assert 0 < values[0] < values[-1] < 1


def test_a_feature_without_weights_counts_nothing(model: MarkerModel) -> None:
    assert model.packed("word=no such word") == 0
    assert model.packed("word=\0") == 0
