"""The invariants of ``fuzz/invariants.py``, checked on seeds and on generated inputs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz import invariants
from tests.documents import FURNITURE, NASTY, SENTENCES, documents
from tests.profiles import examples

ROOT = Path(__file__).resolve().parent.parent


def many_examples(max_examples: int) -> settings:
    return settings(
        max_examples=examples(max_examples),
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


PIECES = st.sampled_from(
    [
        *"()[]{}<>*_`#|~^@©®™$€%&/\\+=-–—.,;:!?'\"‘’“”«» \t\n\r\f",
        *"\u0301\u200b\u202e\u2066\ufeff\u00ad\u00a0\u2028\x1bI1l0",
        *("   ", "\r\n", "[[", "]]", "[[stamp: ", "**", "B1", "1.4(d)", "(b)(6)", "SECRET", "████"),
        *("www.", "://", "FROM: ", "SUBJECT: ", "TO ", "DATE: ", "[sic]", "tbe", "Decembe", "Ã©"),
        *("Holmguist ", "Holmquist", "inter-\n", "naticnal", "T h e ", "[1 line not declassified]"),
    ]
)
RANDOM_TEXTS = st.lists(
    st.one_of(PIECES, st.sampled_from([*SENTENCES, *FURNITURE, *NASTY]), st.characters()),
    max_size=40,
).map("".join)


TEXTS = dict(invariants.seeds("text"))


@pytest.mark.parametrize("name", TEXTS)
def test_seeds_of_text(name: str) -> None:
    data = TEXTS[name]
    text = invariants.check_bytes(data)
    assert text is not None
    invariants.check_text(text)


KINDS = ["config", "toml", "dictionary", "record", "decisions", "baseline", "rows"]
WITHOUT_A_FILE = ("record", "decisions")


def check_input(kind: str, data: bytes, folder: Path) -> None:
    """Check the invariants of one kind of input."""
    check = getattr(invariants, f"check_{kind}")
    check(data) if kind in WITHOUT_A_FILE else check(data, folder)


@pytest.mark.parametrize("kind", KINDS)
def test_seeds(kind: str, tmp_path: Path) -> None:
    seeds = list(invariants.seeds(kind))
    assert seeds
    for _, data in seeds:
        check_input(kind, data, tmp_path)


FOUND_EARLIER = [
    "[[cassi#fication: SECRET]]",
    "[[cassificat\ufeffion: S]]xe",
    "[[classification: EC©ET]]O",
    "[[classificatil: ECRET]]n",
    "[[classifica\xadon SECe: 2]]",
    "[[exenption: 2]]",
    "[[exenption: [[exenption: 2]] and 2]]\n\nSECRET",
    "c\0\0'rn\0c\0 the Govermm\0nt",
]
"""Inputs that ``fuzz.hunt`` found, reduced."""


@pytest.mark.parametrize("text", FOUND_EARLIER)
def test_inputs_found_earlier_stay_fixed(text: str) -> None:
    invariants.check_text(text)


def test_a_short_run_of_the_page_generator() -> None:
    from fuzz.hunt import hunted

    assert hunted(pages=examples(60), seed=3) == []


@many_examples(120)
@given(RANDOM_TEXTS.map(lambda text: text.encode("utf-8", "ignore").decode("utf-8")))
def test_random_texts(text: str) -> None:
    invariants.check_text(text)


@many_examples(60)
@given(documents(), st.sampled_from(["windows-1252", "utf-16-le", "utf-16-be", "utf-32-le"]))
def test_other_encodings(text: str, encoding: str) -> None:
    boms = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "utf-32-le": b"\xff\xfe\0\0"}
    invariants.check_bytes(boms.get(encoding, b"") + text.encode(encoding, "ignore"))


@many_examples(300)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=30).map(lambda t: t.encode("utf-8"))))
def test_any_bytes(data: bytes) -> None:
    invariants.check_bytes(data)


SCALARS = st.sampled_from(
    ["1", "no", "0.5", "[a]", "{}", "*x", "&x 1", "'", '"\\e"', "~", "2020-99-99"]
)
NAMES = st.sampled_from(
    ["read", "correct", "tag", "emit", "types", "threshold", "template", "max_bytes", "a", "? [b]"]
)
YAML = st.lists(
    st.tuples(st.sampled_from(["", "  ", "    ", "- "]), NAMES, SCALARS).map(
        lambda parts: f"{parts[0]}{parts[1]}: {parts[2]}"
    ),
    max_size=6,
).map("\n".join)


@many_examples(200)
@given(st.one_of(st.binary(max_size=60), YAML.map(str.encode)))
def test_any_settings(tmp_path: Path, data: bytes) -> None:
    invariants.check_config(data, tmp_path)


KEYS = st.sampled_from(["rules", "fragments", "codes", "layout", "families", "card", "sources"])


@many_examples(200)
@given(
    st.one_of(
        st.binary(max_size=60), st.tuples(KEYS, YAML).map(lambda p: f"{p[0]}:\n{p[1]}".encode())
    )
)
def test_any_dictionary(tmp_path: Path, data: bytes) -> None:
    invariants.check_dictionary(data, tmp_path)


SEEDS = [(kind, data) for kind in KINDS for _, data in invariants.seeds(kind)]


@many_examples(600)
@given(st.sampled_from(SEEDS), st.data())
def test_any_damage_to_a_seed(tmp_path: Path, seed: tuple[str, bytes], data: st.DataObject) -> None:
    kind, whole = seed
    at = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.integers(at, min(len(whole), at + 20)))
    check_input(kind, whole[:at] + data.draw(st.binary(max_size=3)) + whole[cut:], tmp_path)


DECIDED = st.builds(
    dict,
    verdict=st.sampled_from(["accept", "reject"]),
    was=st.sampled_from(["change", "suggestion"]),
    before=st.sampled_from(["tbe", "Decembe", "SECRET", "", "t", "tbe Minister", "\n", "men"]),
    after=st.sampled_from(["the", "December", "", "[[stamp: x]]", "\n", "\ud7ff\0", "Decembe"]),
    left=st.sampled_from(["", "met ", "and ", "Washington, ", "We met "]),
    right=st.sampled_from(["", " Minister,", " men.", " 12"]),
    nth=st.integers(1, 3),
)


@many_examples(200)
@given(st.lists(DECIDED, max_size=6))
def test_any_decisions(decided: list[dict[str, object]]) -> None:
    wanted = [d for d in decided if d["before"] != d["after"]]
    file = {"schema": 1, "documents": [{"name": "a", "decisions": wanted}]}
    invariants.check_decisions(json.dumps(file).encode())


@pytest.mark.slow
@pytest.mark.parametrize("target", ["raw", *KINDS])
def test_a_short_run_of_the_fuzzer(target: str, tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="pip install 'ocrfix[fuzz]'")
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.harness", target, str(tmp_path), "-runs=3000", "-seed=1",
         f"-artifact_prefix={tmp_path}/"],
        cwd=ROOT, capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
