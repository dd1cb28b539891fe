"""The public functions: arguments, results, and error messages for wrong types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import ocrfix
from ocrfix.config import Config
from ocrfix.pipeline import PipelineCache
from ocrfix.read import ReadError

FUNCTIONS = [ocrfix.clean, ocrfix.correct, ocrfix.tag]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"tbe", "takes str, not bytes; decode the bytes, or use ocrfix.clean_file(path)"),
        (Path("a.txt"), "; use ocrfix.clean_file(path), or read the file"),
        (None, "takes str, not NoneType"),
        (["tbe"], "takes str, not list"),
    ],
)
def test_a_text_of_the_wrong_type_is_refused(function: Any, text: Any, message: str) -> None:
    with pytest.raises(TypeError) as error:
        function(text)
    assert str(error.value).startswith(f"ocrfix.{function.__name__} takes str, not ")
    assert str(error.value).endswith(message)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"correct": {}}, "not dict; use ocrfix.Config.default().merged(settings)"),
        ("ocrfix.yaml", "not str; use ocrfix.config.load(path)"),
        (Path("ocrfix.yaml"), "; use ocrfix.config.load(path)"),
        (0.9, "not float"),
    ],
)
def test_settings_of_the_wrong_type_are_refused(function: Any, config: Any, message: str) -> None:
    with pytest.raises(TypeError) as error:
        function("tbe men", config)
    assert str(error.value).startswith(f"the config of ocrfix.{function.__name__} is an ")
    assert str(error.value).endswith(message)


def test_a_file_is_cleaned_with_its_source(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("SECRET\r\n\r\nWe met tbe chargé.\r\n".encode("windows-1252"))
    document = ocrfix.clean_file(path)
    assert document.clean == "SECRET\r\n\r\nWe met the chargé.\r\n"
    assert (document.source.name, document.source.encoding) == (str(path), "windows-1252")
    assert document.original_bytes() == path.read_bytes()
    assert ocrfix.clean_file(str(path)) == document


@pytest.mark.parametrize("data", [b"", b"\0\1\2\3" * 50, None])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "a.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(ReadError, match=r"a\.txt: "):
        ocrfix.clean_file(path)


def test_clean_file_takes_a_path() -> None:
    with pytest.raises(TypeError, match="clean_file takes a path, not int"):
        ocrfix.clean_file(3)  # type: ignore[arg-type]


def test_pipelines_with_the_same_dictionaries_share_them(tmp_path: Path) -> None:
    cache = PipelineCache(capacity=2)
    default = Config.default()
    one = cache.get(default)
    stricter = cache.get(default.merged({"correct": {"threshold": 0.9}}))
    assert cache.get(default) is one is not stricter
    assert stricter.correction is one.correction
    with_words = cache.get(default.merged({"words": ["Varnhult"]}))
    assert with_words.tagging is one.tagging
    assert with_words.correction is not one.correction
    with_folder = cache.get(default.merged({"dictionaries": [str(tmp_path)]}))
    assert with_folder.tagging is not one.tagging
