"""Settings are found from a file upward, as far as the root of its repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ocrfix.config import ConfigError
from ocrfix.config.project import Projects


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty current folder, below a folder with settings that must not be used."""
    (tmp_path / ".ocrfix.yaml").write_text("correct: {threshold: 0.11}")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def put(path, text=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def threshold(path):
    return Projects().config_for(path).correct.threshold


YAML = "correct: {threshold: 0.9}"
TOML = "[tool.ocrfix]\ncorrect.threshold = 0.8\n"


def test_no_settings_mean_the_defaults(here):
    assert threshold("a.txt") == 0.75


def test_only_the_nearest_file_is_used(here):
    (here / ".git").mkdir()
    put(here / ".ocrfix.yaml", "correct: {suggest: 0.1}")
    put(here / "b" / ".ocrfix.yaml", YAML)
    put(here / "b" / "c" / "d.txt")
    assert threshold("b/c/d.txt") == 0.9
    assert Projects().project_for("b/c/d.txt").config.correct.suggest == 0.4
    assert Projects().project_for("a.txt").config.correct.suggest == 0.1


def test_nothing_above_the_repository_is_searched(here):
    (here / ".git").write_text("gitdir: elsewhere")  # as in a worktree
    assert threshold("a.txt") == 0.75


def test_outside_a_repository_only_the_current_folder_is_searched(here):
    put(here / "b" / ".ocrfix.yaml", YAML)
    assert threshold("b/c.txt") == 0.75
    put(here / ".ocrfix.yaml", "correct: {threshold: 0.6}")
    assert threshold("b/c.txt") == 0.6


def test_a_table_in_pyproject(here):
    (here / ".git").mkdir()
    put(here / "pyproject.toml", TOML)
    assert threshold("b/c.txt") == 0.8
    put(here / "b" / "pyproject.toml", "[project]\nname = 'ocrfix-texts'\n")  # passed over
    assert threshold("b/c.txt") == 0.8
    put(here / ".ocrfix.yaml", YAML)
    assert threshold("b/c.txt") == 0.9


def test_ocrfix_yaml_of_the_current_folder_comes_last(here):
    (here / ".git").mkdir()
    put(here / "ocrfix.yaml", "correct: {threshold: 0.5}")
    assert threshold("a.txt") == 0.5
    put(here / ".ocrfix.yaml", YAML)
    assert threshold("a.txt") == 0.9


def test_a_file_named_by_the_user_applies_to_all(here, tmp_path):
    put(here / ".ocrfix.yaml", YAML)
    named = tmp_path / "named.yaml"
    put(named, "correct: {threshold: 0.3}\nexclude: [b/]")
    projects = Projects(named)
    assert projects.config_for("a.txt").correct.threshold == 0.3
    assert projects.project_for("b/c.txt").excludes("b/c.txt")


def test_standard_input_has_the_settings_of_the_current_folder(here):
    put(here / ".ocrfix.yaml", YAML + "\nexclude: ['*']")
    assert threshold("-") == 0.9


def test_later_globs_take_precedence(here):
    put(
        here / ".ocrfix.yaml",
        "folders:\n"
        "  'raw/**': {correct: {threshold: 0.8, correctors: {case: false}}}\n"
        "  '*.md': {correct: {threshold: 0.9}}\n",
    )
    projects = Projects()
    found = projects.config_for("raw/a.md")
    assert (found.correct.threshold, found.correct.correctors["case"]) == (0.9, False)
    assert projects.config_for("raw/a.txt").correct.threshold == 0.8
    assert projects.config_for("b.txt") is projects.config_for("c.txt")


def test_the_example_of_the_documentation_is_valid(here):
    docs = Path(__file__).parents[2] / "docs" / "project.md"
    (example,) = re.findall(r"```toml\n(.*?)```", docs.read_text("utf-8"), re.DOTALL)
    put(here / "pyproject.toml", example)
    assert threshold("a.txt") == 0.9
    assert threshold("teletype/a.txt") == 0.95
    assert Projects().project_for("raw/a.txt").excludes("raw/a.txt")


# What came with a repository must not reach out of it.


def said(path="a.txt"):
    with pytest.raises(ConfigError) as caught:
        Projects().project_for(path)
    return str(caught.value)


def test_dictionaries_and_word_files_have_to_be_inside(here, tmp_path):
    put(tmp_path / "out" / "words.tsv", "Vike\n")
    for line in (
        "dictionaries: [../out]",
        f"dictionaries: ['{tmp_path}/out']",
        "word_files: [../out/words.tsv]",
    ):
        put(here / ".ocrfix.yaml", line)
        assert said().startswith(f".ocrfix.yaml:1: {line.split(':')[0]}: ")
        assert "is outside" in said()
    named = Projects(here / ".ocrfix.yaml")  # who names a file vouches for it
    assert named.project_for("a.txt").config.word_files == (f"{here}/../out/words.tsv",)


def test_links_out_of_the_repository_are_refused(here, tmp_path):
    put(tmp_path / "out" / "words.tsv", "Vike\n")
    put(here / "own" / "phrases.tsv")
    put(here / ".ocrfix.yaml", "dictionaries: [own]")
    assert Projects().project_for("a.txt")
    (here / "own" / "words.tsv").symlink_to(tmp_path / "out" / "words.tsv")
    assert "is outside" in said()
    (here / ".ocrfix.yaml").unlink()
    (here / ".ocrfix.yaml").symlink_to(tmp_path / ".ocrfix.yaml")
    assert said() == f".ocrfix.yaml:1: a link out of {here}; put the settings there"


def test_a_glob_cannot_hang(here):
    put(here / ".ocrfix.yaml", f"exclude: ['{'*a' * 60}*b']")
    assert not Projects().project_for("a.txt").excludes("a" * 5000)


WRONG_TOML = [
    ("[tool.ocrfix]\ntreshold = 1\n", 2, "treshold: no such setting"),
    ("[tool.ocrfix.correct]\nthreshold = 2\n", 2, "correct.threshold: 2 is not a number from"),
    ("[tool]\nocrfix = {correct = {threshold = 2}}\n", 2, "correct.threshold: 2 is not"),
    ("[tool.ocrfix]\nwords = [\n  1,\n]\n", 2, "words: [1] is not a list of texts"),
    ("[tool.ocrfix]\nemit = 1\n", 2, "emit: 1 is not a section"),
    ("[tool.ocrfix]\nemit.marks = 1979-05-27\n", 2, "emit.marks: datetime.date(1979, 5, 27) is"),
    ('[tool.ocrfix.folders."raw/**"]\nemit.marks = "x"\n', 2, "folders.raw/**.emit.marks: 'x' is"),
    ("# ocrfix\n[tool\n", 2, "expected"),
    ("# ocrfix\na = \n", 2, "invalid value"),
]


@pytest.mark.parametrize(("text", "line", "problem"), WRONG_TOML, ids=range(len(WRONG_TOML)))
def test_mistakes_in_pyproject_are_reported_with_their_line(here, text, line, problem):
    put(here / "pyproject.toml", text)
    assert said().startswith(f"pyproject.toml:{line}: {problem}")
    assert "; " in said()
