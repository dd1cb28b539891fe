"""Processing the inputs of a command in several processes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ocrfix.cli.errors import CommandError
from ocrfix.cli.job import Job, Outcome, run_job
from ocrfix.cli.pipelines import OpenPipelines
from ocrfix.pipeline import WORKER_MODULES
from ocrfix.read.files import STDIN, InputFile
from ocrfix.system.worker_pool import TaskLost, WorkerPool, WorkerStartError, worker_count
from ocrfix.text.escape import printable

if TYPE_CHECKING:
    from ocrfix.config import Config


def outcomes(
    inputs: Iterable[tuple[InputFile, Config]], jobs: int, job: Job[Any], pipelines: OpenPipelines
) -> Iterator[tuple[InputFile, Outcome]]:
    """Yield each input with the result of a job, in the order of the inputs.

    Args:
        inputs: the inputs with their settings.
        jobs: the number of processes; 0 for one per available processor.
        job: the function for each input; see :func:`ocrfix.cli.job.run_job`.
        pipelines: the opened dictionaries; the workers open their own.

    Raises:
        CommandError: no process can be started.
    """
    pool = WorkerPool(worker_count(jobs), _set_up, (job, pipelines), (__name__, *WORKER_MODULES))
    # Only this process has the standard input.
    tasks = (
        ((found, config), None if found.path == STDIN else (_run_job, (found, config)))
        for found, config in inputs
    )
    try:
        for (found, config), outcome in pool.run(tasks):
            if found.path == STDIN:
                yield found, run_job(found, config, job, pipelines)
            elif isinstance(outcome, TaskLost):
                if sys.flags.dev_mode and outcome.error is not None:
                    raise outcome.error
                problem = f"{printable(found.path)}: {outcome.problem}; {outcome.advice}"
                yield found, Outcome(problem=problem)
            else:
                yield found, outcome
    except WorkerStartError as error:
        raise CommandError(error) from error


_in_worker: list[tuple[Job[Any], OpenPipelines]] = []
"""The job and the pipelines of a worker process."""


def _set_up(job: Job[Any], pipelines: OpenPipelines) -> None:
    """Prepare a worker process."""
    _in_worker[:] = [(job, pipelines)]


def _run_job(found: InputFile, config: Config) -> Outcome:
    ((job, pipelines),) = _in_worker
    return run_job(found, config, job, pipelines)
