"""The results in ``examples/`` and in the README are those of the current program."""

from __future__ import annotations

import doctest
import re
from difflib import unified_diff
from pathlib import Path

import pytest

from examples.make import HERE, README, products, sources, transcribed
from ocrfix.document import Document


def example(path: Path) -> str:
    return path.parent.name


@pytest.mark.parametrize("source", sources(), ids=example)
@pytest.mark.parametrize("name", ["clean.txt", "record.json"])
def test_the_result_is_current(source: Path, name: str) -> None:
    assert_current(source.with_name(name), products(source)[name])


def test_the_commands_of_the_readme_print_what_it_shows() -> None:
    assert_current(README, transcribed(README.read_text(encoding="utf-8")).encode("utf-8"))


def test_the_python_examples_of_the_readme_work() -> None:
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    code = "\n".join(blocks)
    example = doctest.DocTestParser().get_doctest(code, {}, "README.md", str(README), 0)
    said: list[str] = []
    assert doctest.DocTestRunner().run(example, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("source", sources(), ids=example)
def test_the_record_restores_the_bytes_of_the_example(source: Path) -> None:
    record = source.with_name("record.json").read_bytes()
    assert Document.from_json(record).original_bytes() == source.read_bytes()


@pytest.mark.parametrize("source", sources(), ids=example)
def test_the_table_of_examples_names_it(source: Path) -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    assert f"({source.parent.name}/clean.txt)" in readme


def test_the_examples_keep_the_bytes_that_make_them_examples() -> None:
    memcon = (HERE / "memcon" / "ocr.txt").read_bytes()
    assert memcon.count(b"\r\n") == memcon.count(b"\n") > 0
    assert b"\f" in memcon
    with pytest.raises(UnicodeDecodeError):
        (HERE / "despatch" / "ocr.txt").read_bytes().decode("utf-8")
    assert "Ã©" in (HERE / "letter" / "ocr.txt").read_text(encoding="utf-8")


def assert_current(path: Path, today: bytes) -> None:
    stands = path.read_bytes() if path.exists() else b""
    if stands != today:
        difference = "\n".join(
            unified_diff(_lines(stands), _lines(today), str(path), "today", lineterm="", n=0)
        )
        pytest.fail(
            f"{path.relative_to(HERE.parent)} is out of date. If the change is what you want, "
            f"run: python examples/make.py\n{difference}",
            pytrace=False,
        )


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines()
