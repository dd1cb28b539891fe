"""The laws of ``fuzz/laws.py``: of the seeds, of made-up inputs, and a short run of the fuzzers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz import laws
from tests.documents import FURNITURE, NASTY, SENTENCES, documents

ROOT = Path(__file__).resolve().parent.parent


def hunt(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


SIGNS = st.sampled_from(
    [
        *"()[]{}<>*_`#|~^@©®™$€%&/\\+=-–—.,;:!?'\"‘’“”«» \t\n\r\f",
        *"\u0301\u200b\u202e\u2066\ufeff\u00ad\u00a0\u2028\x1bI1l0",
        *("   ", "\r\n", "[[", "]]", "[[stamp: ", "**", "B1", "1.4(d)", "(b)(6)", "SECRET", "████"),
        *("www.", "://", "FROM: ", "SUBJECT: ", "TO ", "DATE: ", "[sic]", "tbe", "Decembe", "Ã©"),
        *("Holmguist ", "Holmquist", "inter-\n", "naticnal", "T h e ", "[1 line not declassified]"),
    ]
)
CROWDS = st.lists(
    st.one_of(SIGNS, st.sampled_from([*SENTENCES, *FURNITURE, *NASTY]), st.characters()),
    max_size=40,
).map("".join)


TEXTS = dict(laws.seeds("text"))


@pytest.mark.parametrize("name", TEXTS)
def test_seeds_of_text(name: str) -> None:
    data = TEXTS[name]
    text = laws.of_bytes(data)
    assert text is not None
    laws.of_text(text)


@pytest.mark.parametrize("kind", ["config", "dictionary", "record"])
def test_seeds(kind: str, tmp_path: Path) -> None:
    for _, data in laws.seeds(kind):
        if kind == "record":
            laws.of_record(data)
        else:
            getattr(laws, f"of_{kind}")(data, tmp_path)


FOUND = [
    "[[cassi#fication: SECRET]]",
    "[[cassificat\ufeffion: S]]xe",
    "[[classification: EC©ET]]O",
    "[[classificatil: ECRET]]n",
    "[[classifica\xadon SECe: 2]]",
    "[[exenption: 2]]",
    "[[exenption: [[exenption: 2]] and 2]]\n\nSECRET",
    "c\0\0'rn\0c\0 the Govermm\0nt",
]
"""What the hunt found, made smaller."""


@pytest.mark.parametrize("text", FOUND)
def test_what_was_found_stays_mended(text: str) -> None:
    laws.of_text(text)


@pytest.mark.slow
def test_a_short_hunt() -> None:
    from fuzz.hunt import hunted

    assert hunted(pages=60, seed=3) == []


@pytest.mark.slow
@hunt(120)
@given(CROWDS.map(lambda text: text.encode("utf-8", "ignore").decode("utf-8")))
def test_signs_in_a_crowd(text: str) -> None:
    laws.of_text(text)


@pytest.mark.slow
@hunt(60)
@given(documents(), st.sampled_from(["windows-1252", "utf-16-le", "utf-16-be", "utf-32-le"]))
def test_other_encodings(text: str, encoding: str) -> None:
    boms = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "utf-32-le": b"\xff\xfe\0\0"}
    laws.of_bytes(boms.get(encoding, b"") + text.encode(encoding, "ignore"))


@hunt(300)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=30).map(lambda t: t.encode("utf-8"))))
def test_any_bytes(data: bytes) -> None:
    laws.of_bytes(data)


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


@hunt(200)
@given(st.one_of(st.binary(max_size=60), YAML.map(str.encode)))
def test_any_settings(tmp_path: Path, data: bytes) -> None:
    laws.of_config(data, tmp_path)


KEYS = st.sampled_from(["markings", "pieces", "codes", "layout", "families", "card", "sources"])


@hunt(200)
@given(
    st.one_of(
        st.binary(max_size=60), st.tuples(KEYS, YAML).map(lambda p: f"{p[0]}:\n{p[1]}".encode())
    )
)
def test_any_dictionary(tmp_path: Path, data: bytes) -> None:
    laws.of_dictionary(data, tmp_path)


@hunt(200)
@given(st.sampled_from([data for _, data in laws.seeds("record")]), st.data())
def test_any_damage_to_a_record(record: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(record) - 1))
    laws.of_record(record[:at] + data.draw(st.binary(max_size=3)) + record[at + 1 :])


@pytest.mark.slow
@pytest.mark.parametrize("target", ["raw", "config", "dictionary", "record"])
def test_a_short_run_of_the_fuzzer(target: str, tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="pip install 'ocrfix[fuzz]'")
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.harness", target, str(tmp_path), "-runs=3000", "-seed=1",
         f"-artifact_prefix={tmp_path}/"],
        cwd=ROOT, capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
