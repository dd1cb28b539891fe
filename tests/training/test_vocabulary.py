"""The vocabulary of a collection: the words selected, and updates of the file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.user_words import LearnedWord, WordList, add_words, read_words, to_text
from ocrfix.training.vocabulary import _Neighbors, select_vocabulary
from ocrfix.training.word_counts import CollectionCounts, is_word_shaped
from tests.profiles import examples


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ensure_compiled())


def counts_of(lexicon: Lexicon, texts: list[str]) -> CollectionCounts:
    found = CollectionCounts(lexicon)
    for text in texts:
        found.add(text)
    return found


PAGES = [
    "The Government asked Varnhult about the AMLASH operation in Havana.",
    "The Government told Varnhult that the AMLASH operation was over.",
    "The talks with Varnhult and the AMLASH group went on, the Government said.",
]


def words(lexicon: Lexicon, texts: list[str], documents: int = 3) -> list[str]:
    found = select_vocabulary(counts_of(lexicon, texts), lexicon, documents)
    return [word.spelling for word in found]


def test_names_and_cryptonyms_are_selected(lexicon: Lexicon) -> None:
    assert select_vocabulary(counts_of(lexicon, PAGES), lexicon) == [
        LearnedWord("amlash", 3, "AMLASH"),
        LearnedWord("varnhult", 3, "Varnhult"),
    ]


def test_a_word_has_to_occur_in_enough_documents(lexicon: Lexicon) -> None:
    assert words(lexicon, PAGES[:2]) == []
    assert words(lexicon, [" ".join(PAGES)] * 2) == []
    assert words(lexicon, PAGES[:2], documents=2) == ["AMLASH", "Varnhult"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("He said that tho Govermment asked for more time today.", "a usual misreading"),
        ("He said that the Governnent asked for more time today.", "another one"),
        ("He said that the talks about xkzqt went on today.", "no vowel"),
        ("He said that the talks about B1234 went on today.", "digits"),
        (
            "He said that the infor-\nmation was given to the Government.",
            "hyphenated at the line end",
        ),
        ("He said that the informa tion was given to the Government.", "split by a space"),
        ("tion was given to the Government after the talks.", "clipped at the margin"),
        ("He said that ofthe papers some were given to us.", "run together"),
        ("Sree ieee atte meee chee", "noise"),
    ],
)
def test_words_that_are_not_selected(lexicon: Lexicon, line: str, why: str) -> None:
    common = ["The Government gave information of the talks."] * 10
    assert words(lexicon, [*common, line, line, line]) == [], why


def test_a_misreading_of_a_word_of_the_collection_is_not_selected(lexicon: Lexicon) -> None:
    misread = [page.replace("Varnhult", "Varnhuit") for page in PAGES]
    assert words(lexicon, PAGES * 8 + misread) == ["AMLASH", "Varnhult"]


def test_a_name_is_not_spelled_in_upper_case(lexicon: Lexicon) -> None:
    cables = [page.upper() for page in PAGES]
    assert words(lexicon, cables + PAGES[:2]) == ["AMLASH", "Varnhult"]
    assert "VARNHULT" in words(lexicon, cables)


def test_requiring_more_documents_never_selects_more_words(lexicon: Lexicon) -> None:
    pages = PAGES + PAGES[:1]
    found = [set(words(lexicon, pages, n)) for n in (1, 2, 3, 4, 5)]
    assert all(more >= fewer for more, fewer in pairwise(found))


@given(st.text(max_size=30))
def test_the_word_shape_accepts_any_text(text: str) -> None:
    if is_word_shaped(text):
        assert len(text) >= 4
        assert all(char.isalpha() or char in "'’" for char in text)


@settings(max_examples=examples(100), derandomize=True)
@given(st.lists(st.text("abc", min_size=1, max_size=5), unique=True, max_size=20))
def test_neighbors_are_those_of_a_full_comparison(some: list[str]) -> None:
    near = _Neighbors(some)
    for word in some:
        assert sorted(near.of(word)) == sorted(w for w in some if OSA.distance(w, word) == 1)


ENTRIES = st.lists(
    st.builds(
        lambda word, n: LearnedWord(word, n, word),
        st.text("abc", min_size=1, max_size=3),
        st.integers(1),
    ),
    unique_by=lambda entry: entry.word,
)


@given(ENTRIES, ENTRIES)
def test_existing_rows_stay(first: list[LearnedWord], second: list[LearnedWord]) -> None:
    old = add_words(WordList(), first, 9, 3)
    new = add_words(old, second, 9, 3)
    assert set(old.rows) <= set(new.rows)
    assert len(new.rows) == len({e.word for e in first} | {e.word for e in second})
    assert add_words(new, second, 9, 3) == new
    counts = [int(row[1]) for row in new.rows]
    assert counts == sorted(counts, reverse=True)


def test_the_file_is_read_as_it_was_written(tmp_path: Path, lexicon: Lexicon) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("# Our own remark.\nAshdown\nmenoyo\t4\tMenoyo\n", encoding="utf-8")
    words = add_words(read_words(path), [LearnedWord("amlash", 9, "AMLASH")], 1200, 3)
    path.write_text(to_text(words), encoding="utf-8")
    assert read_words(path) == words
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Our own remark."
    assert lines[1].startswith("# Made by ocrfix learn vocabulary from 1,200 documents")
    assert lines[-3:] == ["Ashdown", "amlash\t9\tAMLASH", "menoyo\t4\tMenoyo"]
    own = Lexicon(ensure_compiled(), [tmp_path])
    assert {"Ashdown", "AMLASH", "Menoyo"} <= own.user_words


def test_the_comment_is_not_repeated() -> None:
    once = add_words(WordList(), [LearnedWord("amlash", 9, "AMLASH")], 100, 3)
    again = add_words(once, [LearnedWord("menoyo", 4, "Menoyo")], 200, 3)
    assert len(again.head) == len(once.head)


# The command.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    for number, page in enumerate(PAGES):
        (tmp_path / "texts").mkdir(exist_ok=True)
        (tmp_path / "texts" / f"{number}.txt").write_text(page + "\n", encoding="utf-8")
    yield tmp_path


def test_the_command(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from ocrfix.cli.main import run_cli

    assert run_cli(["learn", "vocabulary", "texts", "-o", "own"]) == 1
    out, err = capfd.readouterr()
    assert (out, err) == ("", "ocrfix: own/words.tsv: 2 words, 2 of them new\n")
    rows = [row for row in (folder / "own/words.tsv").read_text().splitlines() if row[0] != "#"]
    assert rows == ["amlash\t3\tAMLASH", "varnhult\t3\tVarnhult"]

    assert run_cli(["learn", "vocabulary", "texts", "-o", "own"]) == 0
    assert capfd.readouterr().err == "ocrfix: own/words.tsv: 2 words, 0 of them new\n"


def test_learned_words_are_known(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from ocrfix.cli.main import run_cli

    run_cli(["learn", "vocabulary", "texts", "-o", "own"])
    (folder / "ocrfix.yaml").write_text("dictionaries: [own]\n", encoding="utf-8")
    assert run_cli(["learn", "vocabulary", "texts", "-o", "own"]) == 0
    assert run_cli(["eval", "--help"]) == 0


def test_a_bad_file_is_reported_and_the_others_are_read(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from ocrfix.cli.main import run_cli

    (folder / "texts" / "bad.txt").write_bytes(b"\x01\x02\x03\x04\0\0")
    assert run_cli(["learn", "vocabulary", "texts", "-o", "own"]) == 2
    err = capfd.readouterr().err.splitlines()
    assert err[0].startswith("ocrfix: texts/bad.txt: binary")
    assert err[1] == "ocrfix: own/words.tsv: 2 words, 2 of them new"
