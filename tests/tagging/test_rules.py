"""Loading the rules: strict, with one-line errors for bad data, and a JSON round trip."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from ocrfix.tagging.rules.loader import read_rules
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.tagger import Tagger

HEAD = "sources: {general: General knowledge}\n"
STAMP = (
    "rules:\n"
    "  - {id: own:stamp, type: stamp, meaning: our own, phrases: [SHELF COPY], certainty: sure,\n"
    "     sources: [general], examples: [SHELF COPY], counterexamples: [shelf]}\n"
)
FORM = (
    "forms:\n"
    "  - {id: own:form, meaning: ours, anchors: [SHELF], certainty: sure, sources: [general],\n"
    "     cells: [{type: stamp, texts: [SHELF COPY]}], examples: [], counterexamples: []}\n"
)


def folder(tmp_path: Path, text: str, name: str = "stamps.yaml") -> Path:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_rules_round_trip_through_json(rules: RuleSet) -> None:
    assert msgspec.json.decode(msgspec.json.encode(rules), type=RuleSet) == rules


def test_a_user_adds_a_stamp_without_code(tmp_path: Path) -> None:
    tagger = Tagger(read_rules([folder(tmp_path, HEAD + STAMP)]))
    assert [(m.type, m.text) for m in tagger.tag("SHELF COPY\nprose")] == [("stamp", "SHELF COPY")]


def test_a_later_folder_replaces_an_entry_by_its_id(tmp_path: Path) -> None:
    first = folder(tmp_path / "a", HEAD + STAMP)
    second = folder(tmp_path / "b", HEAD + STAMP.replace("SHELF COPY", "DESK COPY"))
    tagger = Tagger(read_rules([first, second]))
    assert [m.text for m in tagger.tag("SHELF COPY\nDESK COPY")] == ["DESK COPY"]


def test_single_files_and_folders_are_read(tmp_path: Path) -> None:
    folder(tmp_path, HEAD, "exemptions/sources.yaml")
    folder(tmp_path, STAMP, "stamps/own.yaml")
    assert [rule.id for rule in read_rules([tmp_path]).rules] == ["own:stamp"]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (HEAD + STAMP.replace("type: stamp,", "type: stamp, type: page,"), 3, "is repeated"),
        (HEAD + STAMP.replace("type: stamp", "type: seal"), 3, "unknown marker type 'seal'"),
        (HEAD + STAMP.replace("[general]", "[hearsay]"), 3, "no source is named 'hearsay'"),
        (HEAD + STAMP.replace("[general]", "[]"), 3, "no source"),
        (HEAD + STAMP.replace("phrases: [SHELF COPY]", "patterns: ['(']"), 3, "bad pattern"),
        (HEAD + STAMP.replace("phrases: [SHELF COPY]", "position: line"), 3, "neither phrases nor"),
        (HEAD + STAMP.replace("certainty: sure", "certainty: maybe"), 3, "certainty"),
        (HEAD + STAMP.replace("meaning:", "sense:"), 3, "sense"),
        (
            HEAD + STAMP.replace("[SHELF COPY], cert", "['<<shelf>>'], cert"),
            3,
            "no fragment is named",
        ),
        (HEAD + STAMP + STAMP.split("\n", 1)[1], 5, "the id 'own:stamp' is already used"),
        (HEAD + STAMP.replace("id: own:stamp, ", ""), 3, "no id"),
        (HEAD + "stamps: []\n", 1, "unknown key 'stamps'"),
        (HEAD + "card:\n  labels: {subjects: [RE]}\n", 3, "no field 'subjects'"),
        (HEAD + "rules: [a, b]\n", 1, "list of entries"),
        (HEAD + FORM.replace("type: stamp", "type: seal"), 3, "unknown marker type 'seal'"),
        (HEAD + FORM.replace("texts: [SHELF COPY]", "place: line"), 3, "without texts"),
        (HEAD + FORM.replace("[SHELF]", "['(']"), 3, "bad pattern"),
        (HEAD + FORM.replace("[general]", "[hearsay]"), 3, "no source is named 'hearsay'"),
        ("sources: [a, b]\n", 1, "names to texts"),
        ("[a, b]\n", 1, "mapping of keys"),
        ("sources:\n\ta: b\n", 2, "token"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, text: str, line: int, problem: str) -> None:
    with pytest.raises(ValueError) as caught:
        read_rules([folder(tmp_path, text)])
    assert f"stamps.yaml:{line}:" in str(caught.value)
    assert problem in str(caught.value)


def test_a_code_needs_its_family(tmp_path: Path) -> None:
    text = HEAD + (
        "codes:\n  - {id: 'X:1', family: X, meaning: none, certainty: sure, sources: [general]}\n"
    )
    with pytest.raises(ValueError, match=r"exemptions\.yaml:3: X:1: no family is named 'X'"):
        read_rules([folder(tmp_path, text, "exemptions.yaml")])


def test_every_scalar_is_a_string(tmp_path: Path) -> None:
    text = HEAD + STAMP.replace("SHELF COPY", "NO").replace("shelf", "on")
    rule = read_rules([folder(tmp_path, text)]).rules[0]
    assert rule.phrases == ("NO",) and rule.counterexamples == ("on",)


def test_compiled_rules_need_no_yaml(rules: RuleSet, tmp_path: Path) -> None:
    (tmp_path / "rules.json").write_bytes(msgspec.json.encode(rules))
    program = (
        "import sys, msgspec\n"
        "from ocrfix.tagging.rules.schema import RuleSet\n"
        "from ocrfix.tagging.tagger import Tagger\n"
        "rules = msgspec.json.decode(open(sys.argv[1], 'rb').read(), type=RuleSet)\n"
        "print(Tagger(rules).tag('SECRET')[0].text, 'yaml' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "rules.json")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.split() == ["SECRET", "False"]
