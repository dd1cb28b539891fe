"""``ocrfix config`` and ``ocrfix init``."""

from __future__ import annotations

import yaml


def rows(outcome):
    """The settings by name, with their value and where it comes from."""
    head, *lines = outcome.stdout.decode().splitlines()
    found = {}
    for line in lines:
        name, rest = line.split("  ", 1)
        value, origin = rest.strip().rsplit("  ", 1)
        found[name] = value.strip(), origin.strip()
    return head, found


def test_every_setting_has_an_origin(run, tmp_path):
    (tmp_path / ".ocrfix.yaml").write_text(
        "correct:\n"
        "  suggest: 0.3\n"
        "folders:\n"
        "  'raw/**':\n"
        "    correct:\n"
        "      correctors: {case: false}\n"
    )
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "1.txt").write_text("text")
    head, found = rows(run("config", "--show", "raw/1.txt", "--marks", "keep"))
    assert head == "# settings: .ocrfix.yaml"
    assert found["correct.threshold"] == ("0.75", "default")
    assert found["correct.suggest"] == ("0.3", ".ocrfix.yaml:2")
    assert found["correct.correctors.case"] == ("false", ".ocrfix.yaml:6")
    assert found["emit.marks"] == ('"keep"', "command line")
    assert "folders" not in found
    head, found = rows(run("config"))
    assert found["correct.correctors.case"] == ("true", "default")
    assert found["folders"][1] == ".ocrfix.yaml:3"


def test_a_project_without_settings(run):
    head, found = rows(run("config", "--show"))
    assert head == "# no settings file"
    assert {origin for _, origin in found.values()} == {"default"}


def test_an_excluded_file(run, tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.ocrfix]\nexclude = ['*.txt']\n")
    (tmp_path / "a.txt").write_text("text")
    head, _ = rows(run("config", "--show", "a.txt"))
    assert head == "# settings: pyproject.toml; a.txt is excluded"


def test_init_writes_settings_that_change_nothing_until_they_are_used(run, tmp_path):
    outcome = run("init")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    text = (tmp_path / ".ocrfix.yaml").read_text("utf-8")
    assert yaml.safe_load(text) is None
    assert rows(run("config"))[0] == "# settings: .ocrfix.yaml"

    # With the # taken away they are settings, if what they name is there.
    used = "\n".join(
        line[2:] if line.startswith("# ") and (":" in line or line.startswith("#   ")) else line
        for line in text.splitlines()
    )
    used = used.replace("here keeps its default: `ocrfix config", "# ").split("# Words", 1)[1]
    settings = yaml.safe_load("# Words" + used)
    assert set(settings) == {
        "words", "word_files", "dictionaries", "exclude", "correct", "folders"
    }  # fmt: skip
    (tmp_path / "names.txt").write_text("Vike\n")
    (tmp_path / "my-words").mkdir()
    (tmp_path / ".ocrfix.yaml").write_text("# Words" + used, "utf-8")
    assert run("config").exit_code == 0
