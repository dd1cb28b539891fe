"""The structure of the package: layers, no import circles, standard words, short modules."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "ocrfix"

LAYERS = (
    "_version", "formats", "system", "text", "edits", "records", "pages", "page_xml", "pdf",
    "marks", "config", "lexicon", "tagging", "correction", "dictionaries", "validation", "emit",
    "document", "read", "pipeline", "stats", "evaluate", "review", "check", "report", "batch",
    "training", "integrations", "ocrmypdf", "schemas", "cli", "__main__",
)  # fmt: skip
"""The packages and top-level modules, lowest first; each imports only from those before it."""

MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 60

RETIRED_WORDS = frozenset(
    [
        "bends",
        "conduct",
        "crew",
        "crosswise",
        "debris",
        "doubted",
        "dress",
        "dressed",
        "heard",
        "hired",
        "judge",
        "judged",
        "kept",
        "mended",
        "mends",
        "plainfile",
        "proof",
        "sieve",
        "shop",
        "shops",
        "sightings",
        "slips",
        "spared",
        "sparing",
        "speller",
        "stretch",
        "stretches",
        "surety",
        "tally",
        "told",
        "tongues",
        "twins",
        "vouched",
        "wordlike",
        "workplace",
        "workshop",
    ]
)
"""Words that earlier versions used in a sense of their own; the vocabulary of the trade replaced
them. They must not come back as identifiers or parts of identifiers."""

SELF_EXPLANATORY = re.compile(
    r"_?(?:MAX|MIN|DEFAULT)_\w+"
    r"|\w*(?:CONFIDENCE|PROBABILITY|CHARS|BYTES|WORDS|LINES|ROWS|DIGITS|SECONDS|VERSION|CAPACITY)"
)
"""Names of numeric constants that need no explanation: they say what is counted or limited."""


@cache
def sources() -> dict[str, str]:
    """Return the source of each module by its dotted name, without ``ocrfix.``"""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts).removesuffix("__init__").rstrip(".")
        found[name] = path.read_text(encoding="utf-8")
    return found


def imports(name: str) -> set[str]:
    """Return the modules of the package that a module imports, at any time, but not for types."""
    modules = sources()
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                for other in child.orelse:
                    visit(other)
                continue
            if isinstance(child, ast.ImportFrom) and (child.module or "").startswith("ocrfix."):
                module = (child.module or "").removeprefix("ocrfix.")
                for alias in child.names:
                    full = f"{module}.{alias.name}"
                    found.add(full if full in modules else module)
            elif isinstance(child, ast.Import):
                found.update(
                    alias.name.removeprefix("ocrfix.")
                    for alias in child.names
                    if alias.name.startswith("ocrfix.")
                )
            visit(child)

    visit(ast.parse(modules[name]))
    return found - {name}


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return the strongly connected components of more than one node (Tarjan's algorithm)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def connect(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in graph.get(node, ()):
            if other not in index:
                connect(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            component = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(component) > 1:
                found.append(sorted(component))

    for node in graph:
        if node not in index:
            connect(node)
    return found


def test_an_import_circle_is_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]


def test_no_modules_import_each_other():
    assert circles({name: imports(name) for name in sources()}) == []


def test_every_package_has_a_layer():
    assert {name.partition(".")[0] for name in sources() if name} == set(LAYERS)


@pytest.mark.parametrize("name", sorted(set(sources()) - {""}))
def test_imports_run_down(name):
    level = LAYERS.index(name.partition(".")[0])
    above = {other for other in imports(name) if LAYERS.index(other.partition(".")[0]) > level}
    assert not above


def identifiers(source: str) -> set[str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.string for token in tokens if token.type == tokenize.NAME}


def parts(identifier: str) -> set[str]:
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", identifier)
    return {word.lower() for word in words}


def test_parts_of_identifiers():
    assert parts("_has_shop") == {"has", "shop"}
    assert parts("TwinsOfHTTPServer") == {"twins", "of", "http", "server"}


@pytest.mark.parametrize("name", sorted(sources()))
def test_no_retired_words(name):
    names = identifiers(sources()[name]) | {name.replace(".", "_")}
    assert not {found for found in names if not RETIRED_WORDS.isdisjoint(parts(found))}


@pytest.mark.parametrize("name", sorted(sources()))
def test_modules_and_functions_are_short(name):
    source = sources()[name]
    assert len(source.splitlines()) <= MAX_MODULE_LINES
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            text = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            # A longer function says why, as the declaration of a command's options does.
            assert length <= MAX_FUNCTION_LINES or "# Long:" in text, f"{node.name}: {length} lines"


@pytest.mark.parametrize("name", sorted(sources()))
def test_numeric_constants_are_explained(name):
    """By their name, or by a comment or docstring of their group: constants on adjacent lines."""
    source = sources()[name]
    lines = source.splitlines()
    body = ast.parse(source).body
    unexplained = []
    for position, node in enumerate(body):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        value = node.value.operand if isinstance(node.value, ast.UnaryOp) else node.value
        numeric = isinstance(value, ast.Constant) and isinstance(value.value, int | float)
        if not numeric or SELF_EXPLANATORY.fullmatch(node.targets[0].id):
            continue
        first = last = position
        while first and body[first - 1].end_lineno == body[first].lineno - 1:
            first -= 1
        while last + 1 < len(body) and body[last + 1].lineno == (body[last].end_lineno or 0) + 1:
            last += 1
        group = body[first : last + 1]
        described = any(isinstance(other, ast.Expr) for other in group)
        text = lines[max(body[first].lineno - 2, 0) : body[last].end_lineno]
        if not described and not any("#" in line for line in text):
            unexplained.append(node.targets[0].id)
    assert not unexplained


@pytest.mark.parametrize("name", sorted(sources()))
def test_the_first_line_says_what_the_module_is(name):
    docstring = ast.get_docstring(ast.parse(sources()[name]))
    assert docstring
    first = docstring.splitlines()[0]
    assert len(first) <= 100
    assert not first.startswith(("What ", "How ", "Where ", "Whether ", "Which ", "Why "))


def test_no_class_name_serves_two_classes():
    found: dict[str, list[str]] = {}
    for name, source in sources().items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(name)
    assert {name: modules for name, modules in found.items() if len(modules) > 1} == {}
