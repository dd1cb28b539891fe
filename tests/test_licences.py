"""The licences of all dependencies are among those accepted in ``licences.toml``."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

TERMS = tomllib.loads((Path(__file__).parent / "licences.toml").read_text(encoding="utf-8"))
EXTRAS = ("learn", "ocrmypdf", "parquet", "pdf", "spacy", "datatrove")
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
_EXTRA = re.compile(r"extra == ['\"]([\w-]+)['\"]")


def built_on() -> list[Distribution]:
    """Return the installed dependencies, direct and indirect."""
    pyproject = Path(__file__).resolve().parent.parent / "pyproject.toml"
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    needs = list(project["dependencies"])
    for extra in EXTRAS:
        needs += project["optional-dependencies"].get(extra, [])
    found: dict[str, Distribution] = {}
    while needs:
        need = needs.pop()
        match = _NAME.match(need)
        if match is None or _EXTRA.search(need) or match[0].lower() in found:
            continue
        try:
            found[match[0].lower()] = distribution(match[0])
        except PackageNotFoundError:
            continue  # for another system or Python
        needs += found[match[0].lower()].requires or []
    return [found[name] for name in sorted(found) if name not in TERMS["of_host"]]


def may_be_passed_on(expression: str) -> bool:
    """Return whether an SPDX expression allows it: of OR one part, of AND all parts.

    AND binds closer; brackets are taken off from the inside.
    """
    while inner := re.search(r"\(([^()]*)\)", expression):
        word = "yes" if may_be_passed_on(inner[1]) else "no"
        expression = expression[: inner.start()] + word + expression[inner.end() :]
    return any(
        all(
            part.strip() == "yes" or part.strip() in TERMS["allowed"] for part in way.split(" AND ")
        )
        for way in expression.split(" OR ")
    )


def licences(package: Distribution) -> list[str]:
    """Return the licence metadata of a package, the most specific first."""
    fields = package.metadata
    said = [fields.get("License-Expression") or "", fields.get("License") or ""]
    for classifier in fields.get_all("Classifier") or []:
        if classifier.startswith("License :: "):
            said.append(classifier.rpartition(" :: ")[2])
    return [TERMS["said"].get(one, one) for one in said if one]


@pytest.mark.parametrize("package", built_on(), ids=lambda package: package.name)
def test_it_may_be_passed_on(package: Distribution) -> None:
    said = licences(package)
    assert said, f"{package.name} says nothing of its licence; look, and add it by hand"
    assert any(map(may_be_passed_on, said)), f"{package.name}: {said[0]:.80}"


def test_what_belongs_to_a_host_is_not_imported() -> None:
    package = Path(__file__).resolve().parent.parent / "ocrfix"
    modules = "|".join(TERMS["of_host"].values())
    importing = re.compile(rf"^\s*(?:import|from)\s+(?:{modules})\b", re.MULTILINE)
    for path in package.rglob("*.py"):
        assert not importing.search(path.read_text(encoding="utf-8")), path


def test_the_terms_are_parsed() -> None:
    assert may_be_passed_on("MIT AND (BSD-2-Clause OR LGPL-2.1-or-later)")
    assert not may_be_passed_on("MIT AND LGPL-2.1-or-later")
    assert not may_be_passed_on("GPL-3.0-only")
    assert may_be_passed_on("GPL-3.0-only OR MIT")
