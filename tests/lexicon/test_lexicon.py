"""The lexicon: what is looked up, what is near, and the user's own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

import ocrfix
from ocrfix.dictionaries.store import ready
from ocrfix.lexicon import Lexicon, tables
from ocrfix.lexicon.lexicon import UNLIKELY
from ocrfix.lexicon.word import DIPLOMATIC, ENGLISH, FOREIGN, PERSON, PLACE, RARE, TITLE
from ocrfix.system import paths


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ready())


def test_what_is_known_of_words(lexicon: Lexicon) -> None:
    assert lexicon.word("treaty").flags & DIPLOMATIC
    assert lexicon.word("washington").flags & TITLE
    assert lexicon.word("wiedemann").flags & PERSON
    assert lexicon.word("afghanistan").flags & PLACE
    assert lexicon.word("the").log_probability > lexicon.word("treaty").log_probability


def test_an_unknown_word_is_unlikely_and_nothing_else(lexicon: Lexicon) -> None:
    word = lexicon.word("qzxv")
    assert (word.ngram_id, word.log_probability, word.flags) == (0, UNLIKELY, 0)


@pytest.mark.parametrize("damage", ["ofthe", "sidered", "tions", "interna"])
def test_damage_of_the_counted_texts_is_no_word(lexicon: Lexicon, damage: str) -> None:
    assert not lexicon.word(damage).is_english


@pytest.mark.parametrize("word", ["labor", "memoranda", "skepticism", "endeavor", "détente"])
def test_words_that_one_list_lacks_are_words(lexicon: Lexicon, word: str) -> None:
    assert lexicon.word(word).flags & DIPLOMATIC


def test_cryptonyms_are_never_corrections(lexicon: Lexicon) -> None:
    assert lexicon.word("amlash").upper_documents > 10
    assert "amlash" not in {word for word, _ in lexicon.near("amlush", 2)}


@pytest.mark.parametrize(
    ("word", "known_as"),
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
def test_what_a_word_is_known_as(lexicon: Lexicon, word: str, known_as: int) -> None:
    kinds = DIPLOMATIC | ENGLISH | FOREIGN | RARE
    assert lexicon.word(word).flags & kinds == known_as


@pytest.mark.parametrize("word", ["abampere", "gobierno", "república"])
def test_rare_and_foreign_words_complete_nothing(lexicon: Lexicon, word: str) -> None:
    """They are a reason to let a word stand; no clipped word is taken for one of them."""
    assert lexicon.word(word).flags
    assert word not in lexicon.beginning_with(word[:-1])
    assert word not in lexicon.ending_with(word[1:])


def test_rare_words_are_never_corrections(lexicon: Lexicon) -> None:
    assert "abampere" not in {word for word, _ in lexicon.near("abamperc", 2)}
    assert "cryptonym" in {word for word, _ in lexicon.near("cryptonyrn", 2)}


def test_the_lists_do_not_overlap() -> None:
    """What English has is neither rare nor foreign."""
    folder = paths.dictionaries()
    english = {row[0] for row in tables.rows(folder / "english.tsv", 2)}
    assert not english & {row[0] for row in tables.rows(folder / "rare.tsv", 1)}
    assert not english & {row[0] for row in tables.rows(folder / "tongues.tsv", 2)}
    assert not english & {row[0] for row in tables.rows(folder / "terms.tsv", 2)}


def _slowly(lexicon: Lexicon, word: str, distance: int, known: list[str]) -> set[tuple[str, int]]:
    return {(k, d) for k in known if 0 < (d := OSA.distance(word, k)) <= distance}


COMMON = ["government", "embassy", "treaty", "minister", "telegram", "and", "the", "of", "secret"]


@given(st.sampled_from(COMMON), st.integers(0, 9), st.sampled_from("aeimnrt"), st.integers(1, 2))
def test_what_is_near_is_found_as_a_slow_search_would(
    lexicon: Lexicon, word: str, place: int, letter: str, distance: int
) -> None:
    damaged = word[:place] + letter + word[place + 1 :]
    found = set(lexicon.near(damaged, distance))
    assert _slowly(lexicon, damaged, distance, COMMON) <= found
    assert all(OSA.distance(damaged, near) == edits <= distance for near, edits in found)


def test_pairs_and_triples_are_counted(lexicon: Lexicon) -> None:
    united, nations = lexicon.word("united").ngram_id, lexicon.word("nations").ngram_id
    the = lexicon.word("the").ngram_id
    assert lexicon.pair(united, nations) > 10
    assert lexicon.pair(nations, united) < lexicon.pair(united, nations)
    assert lexicon.triple(the, united, nations) > 10
    assert lexicon.triple(nations, the, united) < 5


def test_beginnings_and_endings(lexicon: Lexicon) -> None:
    assert "december" in lexicon.beginning_with("decembe")
    assert lexicon.ending_with("anuary") == ["january"]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "words.tsv").write_text("# ours\nVarnhult\nkrefeld\t7\tKrefeld\n", encoding="utf-8")
    (folder / "phrases.tsv").write_text("Norland Working Group\n", encoding="utf-8")
    return folder


def test_own_words_are_never_changed_and_attract_their_twins(own: Path) -> None:
    config = ocrfix.Config.default().merged({"dictionaries": [str(own)]})
    text = "The Varnhult group met in Krefeld."
    assert ocrfix.correct(text, config).clean == text
    twin = ocrfix.correct("The Varnhnlt group met again.", config)
    assert "Varnhult" in twin.clean + "".join(s.after for s in twin.suggestions)
    assert "varnhult" not in ocrfix.correct("The varnhnlt group met again.", config).clean


def test_own_phrases_are_looked_for(own: Path) -> None:
    config = ocrfix.Config.default().merged({"dictionaries": [str(own)]})
    assert ocrfix.correct("ORLAND WORKING GROUP", config).clean == "NORLAND WORKING GROUP"
    assert ocrfix.correct("ORLAND WORKING GROUP").clean != "NORLAND WORKING GROUP"


def test_a_table_that_cannot_be_read_names_its_line(own: Path) -> None:
    table = own / "words.tsv"
    table.write_text("a\tb\tc\td\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"words\.tsv:1: 4 columns"):
        Lexicon(ready(), [own])
    table.write_bytes(b"fine\n\xff\xfe\n")
    with pytest.raises(ValueError, match=r"words\.tsv:2: not UTF-8"):
        Lexicon(ready(), [own])


def test_learned_tables_of_ones_own_stand_for_those_that_come_with_it(own: Path) -> None:
    config = ocrfix.Config.default().merged({"dictionaries": [str(own)]})
    text = "The Govermment has agreed."
    assert ocrfix.correct(text, config).clean == "The Government has agreed."
    (own / "ranker.tsv").write_text("keep\t99\n", encoding="utf-8")
    from ocrfix.pipeline import Pipeline

    assert Pipeline(config).correct(text).clean == text


def test_a_nul_is_in_no_word():
    """Files with one are refused as binary, but a program may hand over any text."""
    import ocrfix

    text = "0\0The Ambassador told the Minister so.\n"
    assert ocrfix.correct(text).undo() == text
