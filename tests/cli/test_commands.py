"""The command line as a whole: usage, help, exit codes, bytes."""

from __future__ import annotations

import pytest

from ocrfix.document import Document


def test_help_lists_the_exit_codes(run):
    for command in ("clean", "tag"):
        outcome = run(command, "--help")
        assert outcome.exit_code == 0
        assert "2  complete or partial failure" in outcome.stdout.decode()


def test_no_arguments_show_the_help(run):
    assert run() == run("--help")


@pytest.mark.parametrize(
    ("args", "word", "command"),
    [
        (["clean"], "PATH", "ocrfix clean"),
        (["clean", "--markz", "a"], "--markz", "ocrfix clean"),
        (["clean", "--marks", "bold", "a"], "bold", "ocrfix clean"),
        (["tag", "--format", "xml", "a"], "xml", "ocrfix tag"),
        (["clene", "a"], "clene", "ocrfix"),
        (["explain"], "TERM", "ocrfix explain"),
    ],
)
def test_wrong_usage_is_one_line(run, args, word, command):
    outcome = run(*args)
    assert outcome.exit_code == 2
    assert not outcome.stdout
    assert outcome.stderr.startswith("ocrfix: ")
    assert word in outcome.stderr
    assert outcome.stderr.endswith(f"; see {command} --help\n")
    assert outcome.stderr.count("\n") == 1


ENCODED = [
    ("windows-1252", "d\xe9tente \u201ctbe\u201d\r\n".encode("windows-1252")),
    ("latin-1", b"d\xe9tente \x81 tbe"),
    ("utf-8 marked", b"\xef\xbb\xbfd\xc3\xa9tente tbe\x0c"),
    ("utf-16-le", b"\xff\xfe" + "détente tbe\n".encode("utf-16-le")),
    ("utf-16-be", b"\xfe\xff" + "détente tbe\n".encode("utf-16-be")),
]


@pytest.mark.parametrize(("name", "data"), ENCODED, ids=[name for name, _ in ENCODED])
def test_a_file_keeps_its_encoding(run, tmp_path, name, data):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    corrected = data.replace(b"tbe", b"the").replace(b"t\0b\0e", b"t\0h\0e")
    assert corrected != data

    assert run("clean", "-", stdin=data) == (1, corrected, "")
    assert run("clean", "a.txt", "-o", "b.txt").exit_code == 1
    assert (tmp_path / "b.txt").read_bytes() == corrected
    assert run("clean", "--in-place", "a.txt").exit_code == 1
    assert path.read_bytes() == corrected
    assert run("clean", "--in-place", "a.txt").exit_code == 0


@pytest.mark.parametrize(("name", "data"), ENCODED, ids=[name for name, _ in ENCODED])
def test_the_record_restores_the_bytes(run, name, data):
    document = Document.from_json(run("clean", "--format", "json", "-", stdin=data).stdout)
    assert document.original_bytes() == data


def test_a_text_that_its_encoding_cannot_hold_is_not_written(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"SECRET d\xe9tente")
    (tmp_path / "ocrfix.yaml").write_text("emit: {template: '\u2260{type}: {text}\u2260'}", "utf-8")
    outcome = run("clean", "--in-place", "a.txt")
    assert outcome.exit_code == 2
    assert outcome.stderr == (
        "ocrfix: a.txt: windows-1252 has no '\u2260', which is in its clean text; "
        "save it as UTF-8 first\n"
    )
    assert path.read_bytes() == b"SECRET d\xe9tente"


def test_a_broken_dictionary_stops_the_run(run, monkeypatch, tmp_path):
    class Broken:
        def __init__(self, config, tagging=None, correction=None):
            raise ValueError("words.tsv:3: two columns, not three; add a count")

    (tmp_path / "a.txt").write_text("tbe letter")
    monkeypatch.setattr("ocrfix.pipeline.cache.Pipeline", Broken)
    assert run("clean", "a.txt", "a.txt") == (
        2,
        b"",
        "ocrfix: words.tsv:3: two columns, not three; add a count\n",
    )


def test_an_invalid_dictionary_of_one_project_is_reported_once(run, monkeypatch, tmp_path):
    """For instance, the settings of a folder name a word list that is not UTF-8."""
    from ocrfix.pipeline import cache

    tried = 0

    class Broken(cache.Pipeline):  # the stand-in, by now
        def __init__(self, config, tagging=None, correction=None):
            nonlocal tried
            super().__init__(config)
            if config.words:
                tried += 1
                raise ValueError("b/names.txt:3: not UTF-8; save the file as UTF-8")

    monkeypatch.setattr("ocrfix.pipeline.cache.Pipeline", Broken)
    (tmp_path / ".git").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / ".ocrfix.yaml").write_text("words: [Vike]\n")
    for name in ("a.txt", "b/1.txt", "b/2.txt", "c.txt"):
        (tmp_path / name).write_text("tbe letter\n")
    outcome = run("clean", "a.txt", "b", "c.txt")
    assert outcome == (
        2,
        b"the letter\nthe letter\n",
        "ocrfix: b/names.txt:3: not UTF-8; save the file as UTF-8\n",
    )
    assert tried == 1


def test_a_bug_costs_one_file(run, monkeypatch, tmp_path):
    from ocrfix.pipeline import cache

    class Faulty(cache.Pipeline):  # the stand-in, by now
        def clean(self, text, source=None, with_card=True, second=(), pages=None):
            if "fault" in text:
                raise KeyError("fault")
            return super().clean(text, source)

    monkeypatch.setattr("ocrfix.pipeline.cache.Pipeline", Faulty)
    (tmp_path / "a.txt").write_text("fault")
    (tmp_path / "b.txt").write_text("tbe letter")
    outcome = run("clean", "a.txt", "b.txt")
    assert outcome.exit_code == 2
    assert outcome.stdout == b"the letter"
    assert outcome.stderr.startswith("ocrfix: a.txt: KeyError: 'fault'; report it")
    assert outcome.stderr.count("\n") == 1


def test_explain_lists_every_meaning_of_a_code(run, monkeypatch):
    from ocrfix.tagging.rules.lookup import Meaning

    meaning = Meaning(
        id="FOIA:b1",
        type="exemption",
        meaning="national security",
        authority="5 U.S.C. 552",
        section="(b)(1)",
        since="1967",
        certainty="sure",
        sources=("the act",),
        variants=("B1", "(b)(1)"),
        note="also a\nparagraph",
    )
    monkeypatch.setattr("ocrfix.tagging.rules.lookup.explain_code", lambda term, rules: [meaning])
    assert run("explain", "b1").stdout.decode() == (
        "FOIA:b1: national security\n"
        "  marked as: exemption\n"
        "  authority: 5 U.S.C. 552, (b)(1)\n"
        "  in use: 1967 to now, or unknown\n"
        "  written: B1, (b)(1)\n"
        "  certainty: sure\n"
        "  sources: the act\n"
        "  beware: also a paragraph\n"
        "\n"
        "b1: nothing is known about it\n"
    )
