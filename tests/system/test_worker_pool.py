"""Tasks in several processes: in order, bounded, and independent of workers that die."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ocrfix.system.worker_pool import DIED, TaskLost, WorkerPool, worker_count

FUNCTIONS = Path(__file__).parents[1] / "batch"


@pytest.fixture(autouse=True)
def work(monkeypatch):
    """Workers get the path of their parent, and so find the module."""
    monkeypatch.syspath_prepend(str(FUNCTIONS))
    import worker_functions

    return worker_functions


def test_results_are_in_order_with_tasks_without_a_call(work):
    calls = [(n, (work.slowly, (n, 0.05 * (n % 3 == 0))) if n % 5 else None) for n in range(30)]
    assert list(WorkerPool(3).run(calls)) == [(n, n if n % 5 else None) for n in range(30)]


def test_no_worker_is_started_without_calls(monkeypatch):
    monkeypatch.setattr("ocrfix.system.worker_pool.ProcessPoolExecutor", None)
    assert len(list(WorkerPool(2).run((n, None) for n in range(1000)))) == 1000


def test_tasks_are_consumed_lazily(work):
    taken = []

    def calls():
        for n in range(200):
            taken.append(n)
            yield n, (work.double, (n,))

    ahead = [len(taken) - n for n, _ in WorkerPool(2).run(calls())]
    assert max(ahead) <= 4 * 2 + 2


@pytest.mark.parametrize("dying", [(0, 19), (2, 3), (3, 11)], ids=str)
@pytest.mark.parametrize("how", ["die", "die_while_sending"])
def test_only_a_task_that_kills_its_worker_is_lost(work, monkeypatch, how, dying):
    monkeypatch.setattr("ocrfix.system.worker_pool.GRACE_SECONDS", 0.1)
    die = getattr(work, how)
    calls = [(n, (die if n in dying else work.double, (n,))) for n in range(20)]
    results = dict(WorkerPool(2).run(calls))
    assert [n for n, result in results.items() if result == DIED] == list(dying)
    assert all(result == 2 * n for n, result in results.items() if n not in dying)


def test_a_task_whose_worker_died_once_is_run_again(work, tmp_path):
    sign = str(tmp_path / "sign")
    calls = [(n, (work.die_once, (n, sign)) if n == 2 else (work.double, (n,))) for n in range(6)]
    assert [result for _, result in WorkerPool(2).run(calls)] == [0, 2, 2, 6, 8, 10]


def test_an_error_in_a_task_concerns_that_task_only(work):
    calls = [("memory", (work.run_out, (1,))), ("send", (work.unsendable, (1,)))]
    results = dict(WorkerPool(1).run([*calls, ("good", (work.double, (1,)))]))
    assert results["memory"] == TaskLost("not enough memory", "split it, or use fewer --jobs")
    assert isinstance(results["send"], TaskLost)
    assert results["good"] == 2


def test_workers_end_when_results_are_no_longer_consumed(work):
    results = WorkerPool(2).run((n, (work.pid, (n,))) for n in range(100))
    workers = {next(results)[1] for _ in range(9)}
    results.close()
    _await_the_end_of(workers)


def test_workers_end_when_their_parent_is_killed():
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import worker_functions as work\n"
        "from ocrfix.system.worker_pool import WorkerPool\n"
        "if __name__ == '__main__':\n"
        "    calls = [(n, (work.pid, (n,))) for n in range(9)]\n"
        "    for _, result in WorkerPool(1).run([*calls, (9, (work.slowly, (9, 60)))]):\n"
        "        print(result, flush=True)\n"
    )
    script = [sys.executable, "-c", program, str(FUNCTIONS)]
    with subprocess.Popen(script, stdout=subprocess.PIPE, text=True) as process:
        worker = int(process.stdout.readline())
        process.kill()
    _await_the_end_of({worker})


def test_no_worker_can_start():
    """The main module of a program is imported by its workers; this one has none to import."""
    program = (
        "import sys\n"
        "from ocrfix.system.worker_pool import WorkerPool, WorkerStartError\n"
        "try:\n"
        "    print(list(WorkerPool(1).run([(1, (abs, (1,)))])))\n"
        "except WorkerStartError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run([sys.executable], input=program, capture_output=True, text=True)
    assert done.stdout.startswith("no worker process can be started; ")


def _await_the_end_of(processes):
    deadline = time.monotonic() + 30
    while any(_lives(process) for process in processes):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _lives(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # One that ended, and that nobody has asked after yet, counts as gone.
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def test_number_of_workers():
    assert worker_count(5) == 5
    assert worker_count(0) >= 1
    with pytest.raises(ValueError, match="--jobs -1: negative"):
        worker_count(-1)
