"""Findings, their positions, and the formats for programs, validated by schema."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from ocrfix.check.finding import findings
from ocrfix.check.github_output import GitHubPrinter
from ocrfix.check.json_output import JsonPrinter
from ocrfix.check.printer import CheckSummary, compact
from ocrfix.check.sarif_output import SarifPrinter
from ocrfix.check.text_output import TextPrinter
from ocrfix.document import Document
from ocrfix.pipeline import get_pipeline
from ocrfix.records import Source
from tests.documents import documents
from tests.profiles import examples

CHECKOUT = Path(__file__).parent.parent.parent
SCHEMA = json.loads((CHECKOUT / "ocrfix" / "schemas" / "check-1.schema.json").read_text("utf-8"))

TEXT = (
    "SECRET\r\n"
    "\f\tThe Embassy in Málaga reports that tbe talks go on.\r\n"
    "We hope that the inter-\n"
    "naticnal law holds, and tho Ambassador agrees.\n"
    "\x1b[31mWashington, Decembe 12\u202e\n"
)


def found(text: str = TEXT, name: str = "texts/memo 1.txt") -> Document:
    return get_pipeline().clean(text, Source(name=name))


def printed(printer, document: Document, **options: bool) -> str:
    listed = findings(document, **options)
    parts = [printer.finding(finding) for finding in listed]
    summary = CheckSummary(
        1, len(listed), 1, 0, ("gone.txt: no such file or folder; check the name",)
    )
    return "".join((printer.begin(), *parts, printer.end(summary)))


@settings(max_examples=examples(100), derandomize=True)
@given(documents())
def test_positions_quote_the_text(text):
    """Splitting the file at LF gives ``before`` at the position of the finding, in code points."""
    lines = text.split("\n")
    for finding in findings(found(text), suggestions=True, markers=True):
        spanned = lines[finding.line - 1 : finding.end_line]
        spanned[-1] = spanned[-1][: finding.end_column - 1]
        spanned[0] = spanned[0][finding.column - 1 :]
        assert "\n".join(spanned) == finding.before
        column = finding.column - finding.text_column
        first = finding.before.split("\n")[0].removesuffix("\r")
        assert finding.text[column:].startswith(first[:100])


def test_a_long_line_is_shown_in_part():
    text = (
        "The talks go on. " * 2000 + "He said that tbe talks go on. " + "The talks go on. " * 2000
    )
    (finding,) = findings(found(text))
    assert finding.column == 17 * 2000 + 14
    assert len(finding.text) == 300
    shown = TextPrinter().finding(finding).splitlines()
    assert max(map(len, shown[1:])) < 150
    at = shown[2].index("^^^")
    assert shown[1][at : at + 3] == "tbe"


def test_inline_marks_are_not_findings():
    text = "[[classification: SECRET]]\n\nThe talks go on.\n"
    assert not findings(found(text))


def test_the_json_fits_its_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    data = json.loads(printed(JsonPrinter(), found(), suggestions=True, markers=True))
    jsonschema.validate(data, SCHEMA)
    assert {finding["level"] for finding in data["findings"]} >= {"correction", "marker"}
    jsonschema.validate(json.loads(printed(JsonPrinter(), found("The talks.\n"))), SCHEMA)


@settings(max_examples=examples(60), derandomize=True)
@given(documents())
def test_any_json_fits_its_schema(text):
    data = json.loads(
        printed(JsonPrinter(), found(text), suggestions=True, markers=True).encode("utf-8")
    )
    jsonschema.validate(data, SCHEMA)


def test_the_sarif_fits_its_schema():
    """The model is generated from the schema of OASIS, and allows no field that it lacks."""
    sarif = pytest.importorskip("pydantic_sarif.model", reason="pydantic-sarif is not installed")
    Log = sarif.StaticAnalysisResultsFormatSarifVersion210JsonSchema

    for text in (TEXT, "The talks.\n"):
        told = printed(SarifPrinter(), found(text), suggestions=True, markers=True)
        Log.model_validate_json(told)
        (run,) = json.loads(told)["runs"]
        rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
        assert {result["ruleId"] for result in run["results"]} <= rules
        assert not run["invocations"][0]["executionSuccessful"]


def test_the_fixes_of_sarif_are_the_changes_of_clean():
    document = found()
    (run,) = json.loads(printed(SarifPrinter(), document))["runs"]
    lines = TEXT.split("\n")
    for result in reversed(run["results"]):
        (change,) = result["fixes"][0]["artifactChanges"]
        assert change["artifactLocation"]["uri"] == "texts/memo%201.txt"
        (replacement,) = change["replacements"]
        where = replacement["deletedRegion"]
        first, last = where["startLine"] - 1, where["endLine"] - 1
        head = lines[first][: where["startColumn"] - 1]
        tail = lines[last][where["endColumn"] - 1 :]
        lines[first : last + 1] = [head + replacement["insertedContent"]["text"] + tail]
    assert "\n".join(lines) == document.clean


def test_github_commands_are_one_line_each_and_escaped():
    told = printed(GitHubPrinter(), found(name="./a,b: 50%.txt")).splitlines()
    assert told[0].startswith(
        "::warning file=a%2Cb%3A 50%25.txt,line=2,endLine=2,col=38,endColumn=41,"
        "title=ocrfix%3A misread::'tbe' should be 'the' (misread, "
    )
    assert told[0].count("%25): ") == 1
    assert told[-1].startswith("::error title=ocrfix::gone.txt: no such file")
    assert all(line.startswith("::") for line in told)


def test_no_control_characters_reach_the_terminal():
    for color in (False, True):
        told = printed(TextPrinter(color), found(), suggestions=True, markers=True)
        assert "\x1b[31mWash" not in told
        assert "\u202e" not in told
        assert "\f" not in told
    assert "\x1b" not in printed(TextPrinter(), found())


def test_the_finding_is_underlined():
    told = printed(TextPrinter(), found()).splitlines()
    at = told[2].index("^^^")
    assert told[0].startswith("texts/memo 1.txt:2:38: 'tbe' should be 'the' (misread, ")
    assert told[1][at : at + 3] == "tbe"
    assert "\x1b[4;31mtbe\x1b[0m\x1b[32mthe\x1b[0m talks" in printed(
        TextPrinter(color=True), found()
    )


def test_the_schema_is_published():
    """It is in the package, at the documented path."""
    wheel = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    assert wheel["targets"]["wheel"]["packages"] == ["ocrfix"]
    assert "ocrfix/schemas/check-1.schema.json" in (CHECKOUT / "docs" / "project.md").read_text()


@pytest.mark.parametrize("name", ["/tmp/a.txt", "a/../b.txt", "x#y.txt"])
def test_paths_as_references(name):
    from ocrfix.check.sarif_output import uri

    expected = {"/tmp/a.txt": "file:///tmp/a.txt", "a/../b.txt": "b.txt", "x#y.txt": "x%23y.txt"}
    assert uri(name) == expected[name]


def test_lone_surrogates_are_written():
    assert json.loads(compact("\ud800").encode("utf-8")) == "\ud800"
