"""The step for datatrove: the same bytes with one task or many, also when a worker dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datatrove")
pytest.importorskip("orjson")  # of datatrove[io]

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor, RayPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

import ocrfix
from examples.make import HERE, sources
from ocrfix.config import ConfigError
from ocrfix.integrations.datatrove import OcrFix
from ocrfix.read import decode

STATS = ("total", "changed", "unchanged", "errors")


class DiesOnce(PipelineStep):
    """A step that kills its worker, as a machine failure does, the first time only."""

    type, name = "test", "dies once"

    def __init__(self, seen: Path) -> None:
        super().__init__()
        self.seen = seen

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Any:
        for document in data:
            yield document
            if rank == 1 and not self.seen.exists():
                self.seen.touch()
                os.kill(os.getppid(), signal.SIGKILL)  # Ray's worker; this is its child
                os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shards")
    for source in sources()[:4]:
        texts = decode(source.read_bytes())[0], "Nothing to be done here.\n"
        lines = [
            json.dumps({"id": f"{source.parent.name}-{at}", "text": text, "box": at})
            for at, text in enumerate(texts)
        ]
        (folder / f"{source.parent.name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def steps(shards: Path, out: Path, *more: PipelineStep) -> list[Any]:
    return [
        JsonlReader(str(shards)),
        OcrFix(marks="keep", record="record", card="card"),
        *more,
        JsonlWriter(str(out / "texts"), output_filename="${rank}.jsonl", compression=None),
    ]


def lines(out: Path) -> list[bytes]:
    files = sorted((out / "texts").glob("*.jsonl"))
    return sorted(line for file in files for line in file.read_bytes().splitlines())


def unplaced(line: bytes) -> dict[str, Any]:
    """Return a document without the path of its shard."""
    document: dict[str, Any] = json.loads(line)
    document["metadata"].pop("file_path", None)
    return document


@pytest.fixture(scope="module")
def alone(shards: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    out = tmp_path_factory.mktemp("alone")
    LocalPipelineExecutor(steps(shards, out), tasks=1, logging_dir=str(out / "logs")).run()
    return lines(out)


def test_text_and_metadata_are_those_of_the_library(alone: list[bytes], shards: Path) -> None:
    files = shards.glob("*.jsonl")
    given = [json.loads(x) for f in files for x in f.read_text("utf-8").splitlines()]
    documents = {document["id"]: document for document in map(unplaced, alone)}
    assert documents.keys() == {row["id"] for row in given}
    for row in given:
        document, wanted = documents[row["id"]], ocrfix.clean(row["text"])
        metadata = document["metadata"]
        record = json.loads(wanted.to_json())
        assert document["text"] == wanted.clean
        assert metadata["box"] == row["box"]
        assert metadata["record"] == record
        assert metadata["markers"] == record["markers"]
        assert metadata["card"] == record["card"]
        assert "ocrfix_error" not in metadata


def test_several_tasks_give_the_same_result_and_are_not_repeated(
    shards: Path, tmp_path: Path, alone: list[bytes]
) -> None:
    for _ in range(2):
        LocalPipelineExecutor(
            steps(shards, tmp_path), tasks=3, workers=2, logging_dir=str(tmp_path / "logs")
        ).run()
        assert lines(tmp_path) == alone
        (tmp_path / "texts" / "00001.jsonl").touch()
    done = {file: file.stat().st_mtime_ns for file in (tmp_path / "texts").iterdir()}
    # One task is lost: it alone is done again.
    (tmp_path / "logs" / "completions" / "00002").unlink()
    (tmp_path / "texts" / "00002.jsonl").unlink()
    LocalPipelineExecutor(
        steps(shards, tmp_path), tasks=3, workers=2, logging_dir=str(tmp_path / "logs")
    ).run()
    assert lines(tmp_path) == alone
    now = {file: file.stat().st_mtime_ns for file in (tmp_path / "texts").iterdir()}
    assert [file.name for file in now if now[file] != done[file]] == ["00002.jsonl"]


@pytest.mark.slow
def test_ray_gives_the_same_result_although_a_worker_is_killed(
    shards: Path, tmp_path: Path, alone: list[bytes]
) -> None:
    ray = pytest.importorskip("ray")
    here = str(Path(__file__).resolve().parent)
    ray.init(
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        object_store_memory=80_000_000,
        runtime_env={"env_vars": {"PYTHONPATH": here}},
    )
    try:
        # By value, since the module of a test cannot be imported in a worker.
        import cloudpickle
        from ray import cloudpickle as of_ray

        for pickler in (cloudpickle, of_ray):
            pickler.register_pickle_by_value(sys.modules[__name__])
        RayPipelineExecutor(
            steps(shards, tmp_path, DiesOnce(tmp_path / "died")),
            tasks=3,
            workers=2,
            mem_per_cpu_gb=0.2,
            logging_dir=str(tmp_path / "logs"),
        ).run()
    finally:
        ray.shutdown()
    assert (tmp_path / "died").exists()
    assert lines(tmp_path) == alone


def test_the_statistics_count_documents() -> None:
    step = OcrFix(marks="keep")
    texts: list[Any] = ["Decembe 12, 1990\n", "A day.\n", 7]
    given = [Document(text, str(at)) for at, text in enumerate(texts)]
    done = list(step(given))
    assert [document.text for document in done] == ["December 12, 1990\n", "A day.\n", 7]
    assert done[2].metadata["ocrfix_error"] == "TypeError: not a text but int"
    assert [step.stats[label].total for label in STATS] == [3, 1, 1, 1]


def test_keys_are_chosen_and_strings_of_json_are_written_for_parquet() -> None:
    step = OcrFix(markers="m", record="r", error="e", as_json=True)
    [document] = step([Document("SECRET\n\nDecembe 12, 1990\n", "a")])
    assert document.metadata.keys() == {"m", "r"}
    assert all(isinstance(value, str) for value in document.metadata.values())


def test_bad_settings_are_reported_before_the_run() -> None:
    with pytest.raises(ConfigError):
        OcrFix({"correct": {"treshold": 0.9}})


@pytest.mark.slow
def test_the_example_runs(tmp_path: Path) -> None:
    subprocess.run([sys.executable, HERE / "pipeline.py", tmp_path], check=True, timeout=300)
    done = {document["id"]: document["text"] for document in map(unplaced, lines(tmp_path))}
    assert len(done) == len(sources())
    for source in sources():
        record = json.loads(source.with_name("record.json").read_bytes())
        assert done[source.parent.name] == record["clean"]
