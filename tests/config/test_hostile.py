"""Settings of a cloned repository: they cannot execute, read files outside it, or block."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocrfix.check.baseline import Baseline
from ocrfix.config import ConfigError, load
from ocrfix.config.project import Projects

SECRET = "sesame-open"
"""The content of a file outside the repository, which no message may contain."""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A repository, with a foreign folder beside it; tests are limited to ten seconds."""
    folder = tmp_path / "repository"
    (folder / ".git").mkdir(parents=True)
    (folder / "own").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "stamps.yaml").write_text(f"[{SECRET}")
    (tmp_path / "outside" / "words.tsv").write_text(f"{SECRET}\ta\tb\tc\td\n")
    (tmp_path / "outside" / "pyproject.toml").write_text(f"[tool.ocrfix]\n{SECRET} = = 1\n")
    monkeypatch.chdir(folder)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.alarm(10)
    yield folder
    if hasattr(signal, "SIGALRM"):
        signal.alarm(0)


def refusal(repository: Path, text: str | bytes, name: str = ".ocrfix.yaml") -> str:
    """Return the one line with which settings are refused."""
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    (repository / name).write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        Projects().project_for("a.txt")
    said = str(caught.value)
    assert "\n" not in said and len(said) < 600 and SECRET not in said
    assert said.startswith(f"{name}:")
    return said


# What it may read.


@pytest.mark.parametrize("target", ["outside/words.tsv", "outside", "/etc/passwd", "/dev/zero"])
@pytest.mark.parametrize("setting", ["dictionaries", "word_files"])
def test_nothing_is_read_outside(repository: Path, setting: str, target: str) -> None:
    target = target if target.startswith("/") else str(repository.parent / target)
    assert "is outside" in refusal(repository, f"{setting}: ['{target}']")
    below = os.path.relpath(target, repository)
    assert "is outside" in refusal(repository, f"{setting}: ['{below}']")
    assert "is outside" in refusal(repository, f"{setting}: ['own/../{below}']")
    (repository / "link").symlink_to(target)
    assert "is outside" in refusal(repository, f"{setting}: [link]")


def test_links_behind_links_are_followed(repository: Path) -> None:
    """The first link stays inside; its target contains one that does not."""
    (repository / "other").mkdir()
    (repository / "other" / "a.yaml").symlink_to("../../outside/stamps.yaml")
    (repository / "own" / "stamps").symlink_to("../other")
    (repository / "own" / "exemptions.yaml").write_text("")
    assert "is outside" in refusal(repository, "dictionaries: [own]")


def test_links_that_stay_inside_are_allowed(repository: Path) -> None:
    (repository / "other").mkdir()
    (repository / "other" / "words.tsv").write_text("Vike\n")
    (repository / "own" / "words.tsv").symlink_to("../other/words.tsv")
    (repository / "own" / "round").symlink_to("../own")
    (repository / "own" / "nothing").symlink_to("nowhere")
    (repository / ".ocrfix.yaml").write_text("dictionaries: [own]")
    assert Projects().project_for("a.txt").config.dictionaries == (f"{repository}/own",)


def test_the_content_of_a_pyproject_outside_is_not_revealed(repository: Path) -> None:
    (repository / "pyproject.toml").symlink_to("../outside/pyproject.toml")
    with pytest.raises(ConfigError) as caught:
        Projects().project_for("a.txt")
    assert str(caught.value) == (
        f"pyproject.toml:1: a link out of {repository}; put the settings there"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
@pytest.mark.parametrize("place", ["words.tsv", "stamps.yaml", "stamps/a.yaml"])
def test_a_pipe_does_not_block(repository: Path, place: str) -> None:
    path = repository / "own" / place
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)
    said = refusal(repository, "dictionaries: [own]")
    assert f"has something in it that is neither file nor folder: {place}; remove it" in said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
@pytest.mark.parametrize("name", [".ocrfix.yaml", "pyproject.toml", "ocrfix.yaml"])
def test_settings_that_are_a_pipe_are_ignored(repository: Path, name: str) -> None:
    os.mkfifo(repository / name)
    assert Projects().project_for("a.txt").location.file is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_baseline_that_is_a_pipe_is_refused(repository: Path) -> None:
    os.mkfifo(repository / ".ocrfix-baseline.json")
    with pytest.raises(ConfigError, match=r"^\.ocrfix-baseline\.json:1: not a file, but a pipe "):
        Baseline(str(repository), str(repository))


@pytest.mark.parametrize("text", ["[" * 100_000, '{"version": 1, "files": {"a": [{"before": [' * 9])
def test_a_baseline_without_end_is_refused(repository: Path, text: str) -> None:
    (repository / ".ocrfix-baseline.json").write_text(text)
    with pytest.raises(ConfigError, match=r"^\.ocrfix-baseline\.json:1: not a baseline: "):
        Baseline(str(repository), str(repository))


# What it may take.


def hole(path: Path, size: int) -> None:
    """Create a large sparse file; a repository compresses zeros well."""
    with path.open("wb") as file:
        file.truncate(size)


def test_large_files_are_not_read(repository: Path) -> None:
    hole(repository / "own" / "words.tsv", 1 << 40)
    assert "has more than 268,435,456 bytes" in refusal(repository, "dictionaries: [own]")
    hole(repository / ".ocrfix.yaml", 1 << 40)
    with pytest.raises(ConfigError, match="more than 1,048,576 bytes"):
        Projects().project_for("a.txt")
    (repository / ".ocrfix.yaml").unlink()
    (repository / "pyproject.toml").write_text("# ocrfix\n")
    with (repository / "pyproject.toml").open("r+b") as file:
        file.truncate(1 << 40)
    with pytest.raises(ConfigError, match=r"^pyproject\.toml:1: more than 1,048,576 bytes"):
        Projects().project_for("a.txt")


def test_folders_with_too_many_files_are_refused(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ocrfix.config.sandbox._MAX_FILES", 3)
    for name in "abcd":
        (repository / "own" / name).write_text("")
    assert "has more than 3 files" in refusal(repository, "dictionaries: [own]")


BOMBS = {
    "deep lists": "words: " + "[" * 50_000,
    "deep sections": "".join(f"{' ' * n}a:\n" for n in range(900)),
    "an alias": "words: &w [a]\nword_files: *w",
    "aliases that double": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",
    "an alias of itself": "a: &a [*a]",
    "a merge key": "read: {<<: {max_bytes: 1}}",
    "a merge key at the top": "<<: {words: [a]}",
    "the key =": "=: 1",
    "two documents": "words: []\n---\nwords: []",
    "a tag of Python": "words: !!python/object/apply:os.system ['touch owned']",
    "a tag of Python on a name": "!!python/name:os.system words: [a]",
    "a new object": "words: !!python/object/new:os.system [touch owned]",
    "a module": "words: !!python/module:os ''",
    "a tag on a list": "words: !!omap [a: b]",
    "a tag on a section": "read: !!set {max_bytes}",
    "a tag of one's own": "words: !own [a]",
    "a truth that is none": "correct: {correctors: {case: !!bool x}}",
    "an empty number": "read: {max_bytes: !!int ''}",
    "an empty fraction": "correct: {threshold: !!float ''}",
    "a date that is none": "words: !!timestamp x",
    "bytes": "words: !!binary '####'",
    "digits to the base of sixty": "read: {max_bytes: 1" + ":1" * 200_000 + "}",
    "a fraction to the base of sixty": "correct: {threshold: 1" + ":1" * 400 + ".0}",
    "digits": "read: {max_bytes: 1" + "0" * 500_000 + "}",
    "digits to the base of sixteen": "read: {max_bytes: 0x" + "f" * 500_000 + "}",
    "digits to the base of two": "read: {max_bytes: 0b" + "1" * 500_000 + "}",
    "a number too large to read": "read: {max_bytes: 1000000000000000000000000}",
    "no number": "correct: {threshold: .nan}",
    "no end of numbers": "correct: {threshold: .inf}",
    "half a character": r'words: ["\ud800"]',
    "half a character in a name": r'"\ud800": 1',
    "half a character in a glob": r'exclude: ["\ud800"]',
    "half a character in a template": r'emit: {template: "[[{type} \ud800{text}]]"}',
    "an order to the terminal": '"read\\e[2J": 1',
    "a line end in a name": '"read\\nocrfix": 1',
    "a line end in a name that stands twice": '"a\\nb": 1\n"a\\nb": 1',
    "a line end in a name below": 'read: {"a\\nb": 1}',
    "a control character": "words: [\x01]",
    "an encoding with a NUL": r'read: {encodings: ["a\0b"]}',
    "an encoding that is a path": "read: {encodings: [../../own/evil]}",
    "an encoding that is a module": "read: {encodings: [os.path]}",
    "an encoding of bytes": "read: {encodings: [zip]}",
    "an encoding that is refused always": "read: {encodings: [undefined]}",
    "an encoding that takes the square": "read: {encodings: [punycode]}",
    "a long encoding": "read: {encodings: [" + "a" * 50_000 + "]}",
    "a long folder": "dictionaries: [" + "a" * 50_000 + "]",
    "a folder with a NUL": r'dictionaries: ["a\0b"]',
    "a long file of words": "word_files: [" + "a/" * 50_000 + "]",
    "a file of words with a NUL": r'word_files: ["a\0b"]',
    "a long glob": "exclude: ['" + "*a" * 50_000 + "']",
    "a glob that leads out": "exclude: ['../**']",
    "an attribute in a template": "emit: {template: '[[{type.__class__} {text}]]'}",
    "a width in a template": "emit: {template: '[[{type:>999999999} {text}]]'}",
    "a conversion in a template": "emit: {template: '[[{type!r} {text}]]'}",
    "a percent sign in a template": "emit: {template: '%(type)999999999s %s'}",
    "a long template": "emit: {template: '[[{type}: {text}" + "x" * 100_000 + "]]'}",
    "very many globs": "exclude: [" + "'*a*b', " * 50_000 + "]",
    "very many folders": "folders:\n" + "".join(f"  a{n}*: {{}}\n" for n in range(2_000)),
    "lines in a template": 'emit: {template: "[[{type}\\n: {text}]]"}',
    "a long name": "a" * 100_000 + ": 1",
    "not UTF-8": b"words: [\xff]",
    "UTF-16": "words: [a]".encode("utf-16"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_hostile_yaml_is_refused_in_one_line(repository: Path, name: str) -> None:
    refusal(repository, BOMBS[name])
    assert not (repository / "owned").exists()


TABLE = "[tool.ocrfix]\n"
TOML_BOMBS = {
    "deep lists": TABLE + "words = " + "[" * 50_000,
    "deep tables": TABLE + "words = " + "{a=" * 50_000,
    "a name of many parts": TABLE + ".".join("a" * 100_000) + " = 1",
    "a name of many parts in quotes": TABLE + ".".join(['"a b"'] * 50_000) + " = 1",
    "a header of many parts": "[" + ".".join("a" * 100_000) + "]\n" + TABLE,
    "digits": TABLE + "read.max_bytes = 1" + "0" * 500_000,
    "digits to the base of sixteen": TABLE + "read.max_bytes = 0x" + "f" * 500_000,
    "no number": TABLE + "correct.threshold = nan",
    "not UTF-8": TABLE.encode() + b"words = ['\xff']",
}


@pytest.mark.parametrize("name", TOML_BOMBS)
def test_hostile_toml_is_refused_in_one_line(repository: Path, name: str) -> None:
    refusal(repository, TOML_BOMBS[name], "pyproject.toml")


@pytest.mark.parametrize("line", ["[" + " " * 100_000, " " * 100_000, "a " * 100_000, '"' * 99_999])
def test_lines_in_a_toml_string_take_linear_time(repository: Path, line: str) -> None:
    """They are searched for names, which used to take cubic time."""
    text = f"{TABLE}word_files = [\n'''\n{line}\n''']\n"
    assert refusal(repository, text, "pyproject.toml").startswith("pyproject.toml:2: word_files: ")


# What its patterns may do.


@pytest.mark.parametrize(
    "glob", ["*a" * 400 + "b", "**/" * 300 + "b", "[a-z]*" * 150 + "b", "a?" * 400 + "b"]
)
def test_globs_take_linear_time(repository: Path, glob: str) -> None:
    (repository / ".ocrfix.yaml").write_text(
        f"exclude: ['{glob}']\nfolders: {{'{glob}': {{correct: {{threshold: 0.9}}}}}}"
    )
    project = Projects().project_for("a.txt")
    for path in ("a" * 200, "a/" * 100, "ab" * 100):
        project.excludes(path)
        project.config_for(path)


RULE = """sources: {{s: x}}
rules: [{{id: x, type: stamp, position: anywhere, sources: [s], certainty: sure, examples: [],
  counterexamples: [], patterns: ['{pattern}']}}]
"""
HARD_PATTERNS = [
    "(a*)*b", "(a|a)*b", "(a|aa)+$", "a{1,500}a{1,500}b", "(.*)(.*)(.*)(.*)b", "(?:a?){200}b",
    "(x+x+)+y", r"(\w+\s?)*:", r"(?:(?:\d+,?)+;?)+!",
]  # fmt: skip
PROGRAM = """
import resource, sys
from ocrfix import Config
from ocrfix.pipeline import Pipeline
pipeline = Pipeline(Config.default().merged({"dictionaries": sys.argv[1:]}))
pipeline.clean("warm up: Decembe SECRET B1")
resource.setrlimit(resource.RLIMIT_CPU, (100, 100))
for sign in ("a", "x", "word ", "1,"):
    pipeline.clean(sign * 20_000)
"""


@pytest.mark.slow
def test_patterns_of_a_dictionary_take_linear_time(tmp_path: Path) -> None:
    """All of these take years with a backtracking engine."""
    pytest.importorskip("resource", reason="no limit of processor time on this system")
    folders = []
    for number, pattern in enumerate(HARD_PATTERNS):
        folder = tmp_path / str(number)
        folder.mkdir()
        text = RULE.format(pattern=pattern).replace("id: x", f"id: x{number}")
        (folder / "stamps.yaml").write_text(text)
        folders.append(str(folder))
    done = subprocess.run([sys.executable, "-c", PROGRAM, *folders], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()[-500:]


@pytest.mark.parametrize("pattern", ["(?:a{1,1000}){1,1000}", r"(?:\pL{100}){100}", "x{9999}"])
def test_a_pattern_with_too_many_repetitions_is_refused(tmp_path: Path, pattern: str) -> None:
    from ocrfix.tagging.rules.loader import read_rules

    (tmp_path / "stamps.yaml").write_text(RULE.format(pattern=pattern))
    with pytest.raises(ValueError, match=r"stamps\.yaml:2: x: bad pattern"):
        read_rules([tmp_path])


def test_settings_named_by_the_user_are_checked_as_well(tmp_path: Path) -> None:
    for text in (BOMBS["digits to the base of sixty"], BOMBS["a truth that is none"]):
        (tmp_path / "named.yaml").write_text(str(text))
        with pytest.raises(ConfigError):
            load(tmp_path / "named.yaml")
