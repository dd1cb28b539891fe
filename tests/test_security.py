"""Documents are data: nothing in them is interpreted by a shell, terminal, spreadsheet or page."""

from __future__ import annotations

import ast
import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ocrfix.cli.terminal import escape_controls
from ocrfix.document import Document
from ocrfix.edits import Edit
from ocrfix.emit import render
from ocrfix.emit.row_writers import TextWriter
from ocrfix.emit.rows import CARDS, CHANGES, MARKERS
from ocrfix.formats import OUTPUT_FORMATS
from ocrfix.records import Card, Marker, Source

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ocrfix"

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\0=1",
    "\x1f=1",
    "\ufeff=1",
    "\u200b=1",
    "\u200e \u202d+1",
    "\xa0=1",
    "\u3000=1",
    "\x85@x",
    "\u2028=1",
    '=HYPERLINK("http://example.org?"&A1,"x")',
    "=cmd|' /C calc'!A0",
]


def document(text: str) -> Document:
    marker = Marker(
        start=0, end=len(text), type="stamp", text=text, clean_start=0, clean_end=len(text),
        code=text, fields={"number": text},
    )  # fmt: skip
    made = Edit(start=0, end=0, before="", after=text, kind="misread", confidence=0.9, reason=text,
                clean_start=0, clean_end=len(text))  # fmt: skip
    return Document(
        original=text, clean=text, markers=(marker,), suggestions=(made,), source=Source(name=text),
        card=Card(subject=text, from_=text, captions=(text,), exemptions={text: 1}),
    )  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(formula: str) -> None:
    tables = [render(document(formula), "csv"), render(document(formula), "changes")]
    for listing in (CARDS, MARKERS, CHANGES):
        parts: list[bytes] = []
        TextWriter(listing, "csv", parts.append).add(document(formula))
        tables.append(b"".join(parts).decode("utf-8"))
    for table in tables:
        for row in csv.reader(io.StringIO(table, newline="")):
            for cell in row:
                assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n", *"＝＋－＠")
                shown = "".join(sign for sign in cell if sign.isprintable()).lstrip("\u3000 ")
                assert shown[:1] not in ("=", "+", "-", "@")


ORDERS = "\x1b]0;owned\x07 \x1b[2J \x9b31m \x08\x08 \r over \u202etxet \u2066x \x7f"


def test_a_terminal_gets_no_control_sequences() -> None:
    shown = escape_controls(f"SECRET {ORDERS}\r\n\tdétente\n".encode())
    assert shown.decode("utf-8") == (
        "SECRET \\x1b]0;owned\\x07 \\x1b[2J \\x9b31m \\x08\\x08 \\r over "
        "\\u202etxet \\u2066x \\x7f\n"
        "\tdétente\n"
    )
    assert escape_controls("caf\xe9 \x93".encode("latin-1")) == b"caf\\xe9 \\x93"


def test_a_table_contains_no_control_characters() -> None:
    for line in render(document(ORDERS), "table").splitlines():
        assert line.isprintable()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals on this system")
@pytest.mark.parametrize("command", [["clean", "--diff"], ["clean"], ["tag"]])
def test_text_shown_on_a_terminal_is_escaped(command: list[str], tmp_path: Path) -> None:
    text = f"tbe Minister {ORDERS}\n\nSECRET\x1b[2J\n".encode()
    (tmp_path / "a.txt").write_bytes(text)
    shell = [sys.executable, "-m", "ocrfix", *command, "a.txt"]
    mine, theirs = os.openpty()
    process = subprocess.Popen(shell, cwd=tmp_path, stdout=theirs, stderr=subprocess.PIPE)
    _, complaints = process.communicate(timeout=60)
    os.close(theirs)
    shown = os.read(mine, 65536)
    os.close(mine)
    assert complaints == b""
    assert b"\x1b" not in shown and "\u202e".encode() not in shown and b"\x9b" not in shown
    if command == ["clean"]:
        piped = subprocess.run(shell, cwd=tmp_path, capture_output=True).stdout
        assert b"\x1b]0;owned\x07" in piped


def test_error_messages_are_escaped(tmp_path: Path) -> None:
    (tmp_path / "ocrfix.yaml").write_text('"re\\e[2Jad": {}\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ocrfix", "clean", "-"],
        cwd=tmp_path, input=b"x", capture_output=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr and b"\\x1b[2J" in done.stderr
    assert done.stderr.count(b"\n") == 1


HOSTILE = (
    "<script>alert(1)</script> <!ENTITY x SYSTEM 'file:///etc/passwd'> &x; {{7*7}} ${7} %s {0}"
)


@pytest.mark.parametrize("format", OUTPUT_FORMATS)
def test_no_format_interprets_document_text(format: str) -> None:
    shown = render(document(HOSTILE), format)
    if shown.lstrip().lower().startswith(("<!doctype", "<?xml", "<html", "<tei")):
        assert "<script>alert" not in shown and "<!ENTITY" not in shown
    if format == "text":
        assert HOSTILE in shown


# What could run what stands in a file.
BANNED_MODULES = {"pickle", "marshal", "shelve", "subprocess", "ctypes", "code", "dill", "cPickle"}
BANNED_CALLS = {"eval", "exec", "compile", "__import__"}
BANNED_ATTRIBUTES = {"system", "popen", "unsafe_load", "full_load", "load_all"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.name)
def test_the_program_runs_nothing(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not BANNED_MODULES & {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").partition(".")[0] not in BANNED_MODULES
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in BANNED_CALLS
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert not (node.value.id in ("os", "yaml") and node.attr in BANNED_ATTRIBUTES)


WITH_PATTERN = "sources: {s: x}\nrules: [{id: x, type: stamp, sources: [s], patterns: ['?']}]"
BAD_DICTIONARIES = {
    "a piece that names itself": "pieces: {a: '<<a>>'}\n" + WITH_PATTERN.replace("?", "<<a>>"),
    "pieces that double": "pieces:\n  p0: aaaaaaaa\n"
    + "".join(f"  p{n}: <<p{n - 1}>><<p{n - 1}>>\n" for n in range(1, 16))
    + WITH_PATTERN.replace("?", "<<p15>>"),
    "a pattern that takes all memory": WITH_PATTERN.replace("?", r"[\pL]{500}"),
    "a pattern that is none": WITH_PATTERN.replace("?", "(a"),
    "nested": "rules: " + "[" * 100_000,
    "an alias": "a: &x [1]\nrules: *x",
    "aliases that double": "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "two documents": "rules: []\n---\nrules: []",
    "bytes": "\udcff",
}


@pytest.mark.parametrize("name", BAD_DICTIONARIES)
def test_a_dictionary_of_a_user_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    from ocrfix.tagging.rules.loader import read_rules

    text = BAD_DICTIONARIES[name].encode("utf-8", "surrogateescape")
    (tmp_path / "stamps.yaml").write_bytes(text)
    with pytest.raises(ValueError) as caught:
        read_rules([tmp_path])
    assert str(tmp_path) in str(caught.value)
    assert len(str(caught.value)) < 1000


def test_patterns_that_are_too_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from ocrfix.tagging import pattern_set

    monkeypatch.setattr(pattern_set, "_MAX_AUTOMATON_BYTES", 1 << 20)
    with pytest.raises(ValueError, match="too large together"):
        pattern_set.PatternSet([rf"(?i)\pL{{100}}x{n}.{{200}}y" for n in range(40)])


def test_an_inconsistent_record_is_refused() -> None:
    import json

    import ocrfix

    record = json.loads(ocrfix.correct("Washington, Decembe 12").to_json())
    for damage in (
        {"clean": "Washington, December 13"},
        {"original": "Washington, Decembo 12"},
        {"edits": []},
        {"edits": [{**record["edits"][0], "clean_start": None}]},
        {"edits": [{**record["edits"][0], "clean_start": 5}]},
        {"source": {"encoding": "zip"}},
        {"source": {"encoding": "latin-1", "bom": True}},
        {"source": {"encoding": "no such"}},
        {"suggestions": [{**record["edits"][0], "start": 1, "end": 8}]},
    ):
        with pytest.raises(ValueError, match="not an ocrfix record"):
            Document.from_json(json.dumps({**record, **damage}))
