"""The lexicon: look-ups, near words, and the user's own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

import ocrfix
from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon, tables
from ocrfix.lexicon.lexicon import UNKNOWN_LOG_PROBABILITY
from ocrfix.lexicon.word import DIPLOMATIC, ENGLISH, FOREIGN, PERSON, PLACE, RARE, TITLE
from ocrfix.system import paths


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ensure_compiled())


def test_lexicon_entries(lexicon: Lexicon) -> None:
    assert lexicon.word("treaty").flags & DIPLOMATIC
    assert lexicon.word("washington").flags & TITLE
    assert lexicon.word("wiedemann").flags & PERSON
    assert lexicon.word("afghanistan").flags & PLACE
    assert lexicon.word("the").log_probability > lexicon.word("treaty").log_probability


@pytest.mark.parametrize(
    ("word", "is_name"),
    [
        ("the", False),  # Trinh Minh The
        ("that", False),  # Ton That Dinh
        ("and", False),  # Trinidad and Tobago
        ("new", False),  # New Zealand
        ("young", True),
        ("long", True),
        ("zealand", True),
    ],
)
def test_a_word_that_is_seldom_a_name_is_none(lexicon: Lexicon, word: str, is_name: bool) -> None:
    assert bool(lexicon.word(word).flags & (PERSON | PLACE)) is is_name


def test_an_unknown_word_is_unlikely_and_has_no_flags(lexicon: Lexicon) -> None:
    word = lexicon.word("qzxv")
    assert (word.ngram_id, word.log_probability, word.flags) == (0, UNKNOWN_LOG_PROBABILITY, 0)


@pytest.mark.parametrize("damage", ["ofthe", "sidered", "tions", "interna"])
def test_damage_in_the_counted_texts_is_not_a_word(lexicon: Lexicon, damage: str) -> None:
    assert not lexicon.word(damage).is_english


@pytest.mark.parametrize("word", ["labor", "memoranda", "skepticism", "endeavor", "détente"])
def test_a_word_needs_only_one_source(lexicon: Lexicon, word: str) -> None:
    assert lexicon.word(word).flags & DIPLOMATIC


def test_cryptonyms_are_never_corrections(lexicon: Lexicon) -> None:
    assert lexicon.word("amlash").upper_documents > 10
    assert "amlash" not in {word for word, _ in lexicon.near_words("amlush", 2)}


@pytest.mark.parametrize(
    ("word", "flags"),
    [
        ("telcons", ENGLISH),
        ("cryptonym", ENGLISH | RARE),
        ("washdc", ENGLISH),
        ("gobierno", FOREIGN),
        ("república", FOREIGN),
        ("republica", FOREIGN),
        ("abampere", RARE),
        ("treaty", DIPLOMATIC | ENGLISH),
    ],
)
def test_the_sources_of_a_word(lexicon: Lexicon, word: str, flags: int) -> None:
    sources = DIPLOMATIC | ENGLISH | FOREIGN | RARE
    assert lexicon.word(word).flags & sources == flags


@pytest.mark.parametrize("word", ["abampere", "gobierno", "república"])
def test_rare_and_foreign_words_complete_nothing(lexicon: Lexicon, word: str) -> None:
    """They are a reason to leave a word alone; no clipped word is completed to one of them."""
    assert lexicon.word(word).flags
    assert word not in lexicon.words_starting_with(word[:-1])
    assert word not in lexicon.words_ending_with(word[1:])


def test_rare_words_are_never_corrections(lexicon: Lexicon) -> None:
    assert "abampere" not in {word for word, _ in lexicon.near_words("abamperc", 2)}
    assert "cryptonym" in {word for word, _ in lexicon.near_words("cryptonyrn", 2)}


def test_the_lists_do_not_overlap() -> None:
    """No word of general English is listed as rare or foreign."""
    folder = paths.dictionaries()
    english = {row[0] for row in tables.read_rows(folder / "english.tsv", 2)}
    assert not english & {row[0] for row in tables.read_rows(folder / "rare-words.tsv", 1)}
    assert not english & {row[0] for row in tables.read_rows(folder / "foreign-words.tsv", 2)}
    assert not english & {row[0] for row in tables.read_rows(folder / "terms.tsv", 2)}


def _near_by_brute_force(word: str, distance: int, known: list[str]) -> set[tuple[str, int]]:
    return {(k, d) for k in known if 0 < (d := OSA.distance(word, k)) <= distance}


COMMON = ["government", "embassy", "treaty", "minister", "telegram", "and", "the", "of", "secret"]


@given(st.sampled_from(COMMON), st.integers(0, 9), st.sampled_from("aeimnrt"), st.integers(1, 2))
def test_near_words_are_those_of_a_brute_force_search(
    lexicon: Lexicon, word: str, place: int, letter: str, distance: int
) -> None:
    damaged = word[:place] + letter + word[place + 1 :]
    found = set(lexicon.near_words(damaged, distance))
    assert _near_by_brute_force(damaged, distance, COMMON) <= found
    assert all(OSA.distance(damaged, near) == edits <= distance for near, edits in found)


def test_ngram_counts(lexicon: Lexicon) -> None:
    united, nations = lexicon.word("united").ngram_id, lexicon.word("nations").ngram_id
    the = lexicon.word("the").ngram_id
    assert lexicon.ngrams.bigram(united, nations) > 10
    assert lexicon.ngrams.bigram(nations, united) < lexicon.ngrams.bigram(united, nations)
    assert lexicon.ngrams.trigram(the, united, nations) > 10
    assert lexicon.ngrams.trigram(nations, the, united) < 5


def test_words_starting_or_ending_with_letters(lexicon: Lexicon) -> None:
    assert "december" in lexicon.words_starting_with("decembe")
    assert lexicon.words_ending_with("anuary") == ["january"]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "words.tsv").write_text(
        "# our words\nVarnhult\nkrefeld\t7\tKrefeld\n", encoding="utf-8"
    )
    (folder / "phrases.tsv").write_text("Norland Working Group\n", encoding="utf-8")
    return folder


def test_user_words_are_never_changed_and_misread_copies_are_corrected_to_them(own: Path) -> None:
    config = ocrfix.Config.default().merged({"dictionaries": [str(own)]})
    text = "The Varnhult group met in Krefeld."
    assert ocrfix.correct(text, config).clean == text
    misread = ocrfix.correct("The Varnhnlt group met again.", config)
    assert "Varnhult" in misread.clean + "".join(s.after for s in misread.suggestions)
    assert "varnhult" not in ocrfix.correct("The varnhnlt group met again.", config).clean


def test_user_phrases_are_headings(own: Path) -> None:
    config = ocrfix.Config.default().merged({"dictionaries": [str(own)]})
    assert ocrfix.correct("ORLAND WORKING GROUP", config).clean == "NORLAND WORKING GROUP"
    assert ocrfix.correct("ORLAND WORKING GROUP").clean != "NORLAND WORKING GROUP"


def test_an_unreadable_table_is_reported_with_its_line(own: Path) -> None:
    table = own / "words.tsv"
    table.write_text("a\tb\tc\td\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"words\.tsv:1: 4 columns"):
        Lexicon(ensure_compiled(), [own])
    table.write_bytes(b"fine\n\xff\xfe\n")
    with pytest.raises(ValueError, match=r"words\.tsv:2: not UTF-8"):
        Lexicon(ensure_compiled(), [own])


def test_learned_tables_of_the_user_replace_the_built_in_ones(own: Path) -> None:
    config = ocrfix.Config.default().merged({"dictionaries": [str(own)]})
    text = "The Govermment has agreed."
    assert ocrfix.correct(text, config).clean == "The Government has agreed."
    (own / "word-ranker.tsv").write_text("keep\t99\n", encoding="utf-8")
    from ocrfix.pipeline import Pipeline

    assert Pipeline(config).correct(text).clean == text


def test_no_word_has_a_nul():
    """Files with one are rejected as binary, but a program may pass any text."""
    import ocrfix

    text = "0\0The Ambassador told the Minister so.\n"
    assert ocrfix.correct(text).undo() == text
