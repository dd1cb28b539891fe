"""A job that is run on each input of a command, in this process or in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, cast

from ocrfix.cli.errors import input_error_message, raise_if_debugging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocrfix.cli.pipelines import OpenPipelines
    from ocrfix.config import Config
    from ocrfix.pipeline import Pipeline
    from ocrfix.read import InputFile
    from ocrfix.read.files import InputText

T_co = TypeVar("T_co", covariant=True)


class Job(Protocol[T_co]):
    """A function of one text; it writes nothing, and can be pickled."""

    def __call__(self, pipeline: Pipeline, content: InputText) -> T_co:
        """Return the result for a text."""
        ...


class ReadingJob(Job[T_co], Protocol[T_co]):
    """A job that takes other readings of a document into account."""

    def with_second(self, second: Sequence[str]) -> Job[T_co]:
        """Return the job for a text with other readings."""
        ...


class Outcome(NamedTuple):
    """The result of a job for one input, or one line with the reason why there is none."""

    value: Any = None
    problem: str | None = None


def run_job(found: InputFile, config: Config, job: Job[Any], pipelines: OpenPipelines) -> Outcome:
    """Read one input, and run a job on it."""
    from ocrfix.read import read

    encoding = ""
    try:
        content = read(found, config)
        encoding = content.source.encoding
        if found.second:
            from ocrfix.read.second import read_second

            job = cast("ReadingJob[Any]", job).with_second(read_second(found.second, config))
        return Outcome(job(pipelines.of(config), content))
    except Exception as error:
        raise_if_debugging(error)
        return Outcome(problem=input_error_message(error, found, encoding))
