"""Settings: defaults, merging a file, and errors in a file."""

from __future__ import annotations

import copy
import os
import pickle
import re
import subprocess
import sys
import time
from itertools import pairwise
from typing import get_args, get_type_hints

import msgspec
import pytest

from ocrfix.config import Config, ConfigError, Emit, load
from ocrfix.correction.corrector import KINDS
from ocrfix.formats import MARKER_DISPLAYS, OUTPUT_FORMATS, output_formats
from ocrfix.records import MARKER_TYPES
from ocrfix.system import paths


@pytest.fixture
def settings(tmp_path):
    """Return a function that loads a text as a settings file."""

    def settings(text):
        path = tmp_path / "my.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return load(path)

    return settings


def test_no_file_means_the_defaults():
    assert load() is Config.default()


def test_the_defaults_fit_the_program():
    default = Config.default()
    assert tuple(default.tag.types) == MARKER_TYPES
    assert set(default.correct.correctors) == set(KINDS)
    assert default.emit.format in OUTPUT_FORMATS
    assert default.emit.marks in MARKER_DISPLAYS
    assert all(default.correct.correctors.values())
    assert default.correct.suggest < default.correct.threshold


def test_the_values_of_settings_are_those_of_the_tables():
    types = get_type_hints(Emit)
    assert get_args(types["format"]) == output_formats("clean")
    assert get_args(types["marks"]) == MARKER_DISPLAYS


def test_every_default_is_documented():
    """Each line that sets something has a comment on the line before it, or before its like."""
    lines = paths.default_config().read_text("utf-8").splitlines()
    for before, line in pairwise(lines):
        if re.match(r" +\w+:", line):
            assert before.strip().startswith("#") or before.endswith(":"), line


def test_settings_can_be_sent_to_other_processes():
    config = Config.default()
    assert pickle.loads(pickle.dumps(config)) == config
    assert copy.deepcopy(config) == config


def test_settings_do_not_change():
    with pytest.raises(AttributeError):
        Config.default().emit.marks = "strip"


def test_a_file_changes_only_the_settings_that_it_names(settings):
    config = settings("correct:\n  threshold: 1\n  correctors:\n    misread: off\n")
    default = Config.default()
    assert config.correct.threshold == 1.0
    assert config.correct.correctors == {**default.correct.correctors, "misread": False}
    assert config.correct.suggest == default.correct.suggest
    assert (config.read, config.tag, config.emit) == (default.read, default.tag, default.emit)


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "tag:\n", "tag:\n  types:\n", "{}"])
def test_a_file_that_changes_nothing(settings, text):
    assert settings(text) == Config.default()


def test_a_byte_order_mark_is_accepted(settings):
    assert settings(b"\xef\xbb\xbfemit: {marks: keep}\r\n").emit.marks == "keep"


def test_folders_are_relative_to_the_file(settings, tmp_path, monkeypatch):
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir("/")
    assert settings("dictionaries: [mine]").dictionaries == (str(tmp_path / "mine"),)


WRONG = [
    # what stands in the file, the line of it, what is said
    ("corect: {}", 1, "corect: no such setting; did you mean correct?"),
    ("zzz: 1", 1, "zzz: no such setting; the settings are read, correct, tag, emit, dictionaries,"),
    ("tag:\n  types:\n    stmp: true", 3, "tag.types.stmp: no such setting; did you mean stamp?"),
    ("tag:\n  types:\n    stamp: 3", 3, "tag.types.stamp: 3 is not true or false"),
    ("correct:\n  threshold: high", 2, "correct.threshold: 'high' is not a number"),
    ("correct:\n  threshold: true", 2, "correct.threshold: True is not a number"),
    ("correct:\n  threshold: 2", 2, "correct.threshold: 2 is not a number from 0 to 1"),
    ("correct:\n\n  suggest: .nan", 3, "correct.suggest: nan is not a number from 0 to 1"),
    ("read:\n  max_bytes: 0", 2, "read.max_bytes: 0 is not a whole number above 0"),
    ("read:\n  max_bytes: 1.5", 2, "read.max_bytes: 1.5 is not a whole number"),
    ("read:\n  extensions: .txt", 2, "read.extensions: '.txt' is not a list of texts"),
    ("read:\n  extensions: [1]", 2, "read.extensions: [1] is not a list of texts"),
    ("read:\n  extensions: [txt]", 2, "read.extensions: 'txt' has no dot; write .txt"),
    ("read:\n  encodings: []", 2, "read.encodings: no encoding; name one, such as latin-1"),
    ("read:\n  encodings: [ebcdix]", 2, "read.encodings: no such encoding: 'ebcdix'; leave it"),
    ("read:\n  encodings: [punycode]", 2, "read.encodings: no such encoding: 'punycode'; leave"),
    ("read:\n  encodings: [base64]", 2, "read.encodings: no such encoding: 'base64'; leave it"),
    ("emit:\n  marks: bold", 2, "emit.marks: 'bold' is not inline, keep or strip"),
    ("emit:\n  format: xml", 2, "emit.format: 'xml' is not text, json, jsonl"),
    ("emit:\n  marks:", 2, "emit.marks: nothing is not a text"),
    ("emit: inline", 1, "emit: 'inline' is not a section of names with values"),
    ("emit:\n  marks: {a: b}", 2, "emit.marks: a section is not a text"),
    ("emit:\n  template: '[[{type}]]'", 2, "emit.template: no {text} in it; add {text}"),
    ("emit:\n  template: '{type}: {text}'", 2, "emit.template: nothing before its first or after"),
    ("emit:\n  marks: keep\n  marks: keep", 3, "emit.marks: already set on line 2; keep one"),
    ("emit: {}\ntag: {}\nemit: {}", 3, "emit: already set on line 1; keep one"),
    ("dictionaries: [nowhere]", 1, "dictionaries: no folder "),
    ("\nword_files: [nowhere]", 2, "word_files: no file "),
    ("words: Vike", 1, "words: 'Vike' is not a list of texts"),
    ("exclude: ['[']", 1, "exclude: '[' is not a glob; write one such as raw/** or *.md"),
    ("exclude: [../a]", 1, "exclude: '../a' is outside the folder of the settings; write it"),
    ("folders: [a]", 1, "folders: ['a'] is not a section of globs with settings"),
    ("folders:\n  a: 3", 2, "folders.a: 3 is not a section of names with values"),
    ("folders:\n  '!': {tag: {}}", 2, "folders.!: '!' is not a glob"),
    (
        "folders:\n  a:\n    word: [b]",
        3,
        "folders.a.word: no such setting; the settings are read",
    ),
    ("folders:\n  a:\n    tag: 1", 3, "folders.a.tag: 1 is not a section of names with values"),
    (
        "folders:\n  a:\n    correct:\n      threshold: 3",
        4,
        "folders.a.correct.threshold: 3 is not a number from 0 to 1",
    ),
    ("yes: 1", 1, "no name before the colon; write a setting"),
    ("? [a, b]\n: 1", 1, "no name before the colon; write a setting"),
    ("- read", 1, "no settings in it; write sections with names"),
    ("read", 1, "no settings in it; write sections with names"),
    ("read: &a {}\ntag: *a", 1, "an alias (*); write the value out"),
    ("read: &a [*a]", 1, "an alias (*); write the value out"),
    ("read:\n  max_bytes: !!python/name:os.system x", 2, "a tag (!); write the value alone"),
    ("read:\n  max_bytes: 2020-99-99", 2, "'2020-99-99': month must be in 1..12; put it in"),
    ("read:\n\tmax_bytes: 3", 2, "found character '\\t' that cannot start any token"),
    ("a: b: c", 1, "mapping values are not allowed here"),
    ("read: [", 1, "expected the node content"),
    ("read: {}\n---\ntag: {}", 2, "but found another document"),
    ("read: {}\n\x00", 2, "a control character; remove it"),
    (b"read: {}\n# \xe9", 2, "not UTF-8; save the file as UTF-8"),
]


@pytest.mark.parametrize(("text", "line", "said"), WRONG, ids=[repr(case[0]) for case in WRONG])
def test_mistakes_are_reported_in_one_line(settings, tmp_path, text, line, said):
    with pytest.raises(ConfigError) as caught:
        settings(text)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path}/my.yaml:{line}: {said}")
    assert "; " in message
    assert "\n" not in message


def test_a_deep_file_does_not_crash(settings):
    for text in ("[" * 100_000, "[" * 5_000 + "]" * 5_000, "{a: " * 5_000 + "}" * 5_000):
        with pytest.raises(ConfigError):
            settings(text)


@pytest.mark.parametrize("name", ["gone.yaml", "."])
def test_a_file_that_cannot_be_read(tmp_path, name):
    with pytest.raises(ConfigError, match=r": cannot be read: .*; name a settings file$"):
        load(tmp_path / name)


def test_settings_of_a_program():
    config = Config.default().merged(
        {"emit": {"marks": "strip"}, "read": {"encodings": ("cp866",)}}
    )
    assert (config.emit.marks, config.read.encodings) == ("strip", ("cp866",))
    with pytest.raises(ConfigError, match=r"^settings: emit\.mark: no such setting; did you mean"):
        config.merged({"emit": {"mark": "strip"}})


def test_the_compiled_defaults_are_those_of_the_file(tmp_path, monkeypatch):
    """They are compiled if missing or stale, and not used if they cannot be stored."""
    from ocrfix.config.defaults import default_settings

    source = tmp_path / "config.yaml"
    source.write_bytes(paths.default_config().read_bytes())
    monkeypatch.setattr(paths, "default_config", lambda: source)
    monkeypatch.setattr(paths, "compiled", lambda: tmp_path / "compiled")

    def read():
        return default_settings(Config)

    assert read() == Config.default()
    assert os.listdir(tmp_path / "compiled") == ["config.json"]
    source.write_text(source.read_text("utf-8").replace("marks: inline", "marks: keep"), "utf-8")
    assert read().emit.marks == "keep"
    assert read().emit.marks == "keep"
    (tmp_path / "compiled" / "config.json").write_text("torn")
    assert read().emit.marks == "keep"
    monkeypatch.setattr(paths, "compiled", lambda: source / "no folder")
    assert read().emit.marks == "keep"


def test_the_defaults_load_without_yaml():
    program = "import sys; from ocrfix.config import load; load(); print('yaml' in sys.modules)"
    load()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_loading_is_fast():
    from ocrfix.config.defaults import default_settings

    times = []
    for _ in range(5):
        began = time.perf_counter()
        default_settings(Config)
        times.append(time.perf_counter() - began)
    assert min(times) < 0.005


def test_defaults_that_lack_something_are_named(tmp_path):
    from ocrfix.config.defaults import parse_defaults

    with pytest.raises(ConfigError, match=r"missing required field `correct`.*; restore the file"):
        parse_defaults("read: {extensions: [], encodings: [], max_bytes: 1}", tmp_path, Config)
    assert msgspec.json.decode(msgspec.json.encode(Config.default()), type=Config)
