"""One run of a command: its settings, its inputs, its complaints, and its status in the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, cast

from ocrfix.system.os_errors import reason

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.config.project import Projects
    from ocrfix.pipeline import Pipeline, PipelineCache
    from ocrfix.read import InputFile
    from ocrfix.records import Source

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

DONE, CHANGED, FAILED = 0, 1, 2

to_the_end: list[Session] | None = None
"""Where a process that ends with its command keeps what that used, so as not to take it apart."""


class Refused(Exception):
    """The job cannot be done as asked; the text is one line that says why, and what to do."""


class Session:
    """The state of one run.

    Attributes:
        projects: the settings of each file.
        pipelines: the opened dictionaries.
        conduct: how the run behaves.
        status: what the run has come to so far: :data:`DONE`, :data:`CHANGED` or :data:`FAILED`.
        problems: what could not be done, line by line.
    """

    def __init__(
        self,
        projects: Projects | None = None,
        pipelines: OpenPipelines | None = None,
        conduct: Conduct | None = None,
    ) -> None:
        from ocrfix.config.project import Projects

        self.projects = projects or Projects()
        self.pipelines = pipelines or OpenPipelines()
        self.conduct = conduct or Conduct()
        self.status = DONE
        self.problems: list[str] = []
        self._said: set[str] = set()

    def changed(self) -> None:
        """Note that something was changed or found."""
        self.status = max(self.status, CHANGED)

    def complain(self, problem: object) -> None:
        """Say in one line what could not be done, and note it.

        What is wrong with settings or dictionaries is wrong for many files, and is said once.
        """
        from ocrfix.text.escape import printable

        line = printable(str(problem))  # it may go into a log, not to the terminal alone
        if line not in self._said:
            self._said.add(line)
            self.problems.append(line)
            say(line)
        self.status = FAILED

    def tell(self, message: object) -> None:
        """Say in one line what a person may like to know, unless told to be quiet."""
        if not self.conduct.quiet:
            say(message)

    def each(
        self,
        paths: Sequence[str],
        config: Config,
        act: Callable[[InputFile, str, Source], None],
        leave_out: str | None = None,
    ) -> None:
        """Read each input that ``paths`` stand for and call ``act`` with it, one after the other.

        All of them with the same settings, and none is excluded: for records, which are no texts of
        a project. What is wrong with one input is said in one line, and the next one is done.
        """
        from ocrfix.read import ReadError, find, read

        for found in find(paths, config, leave_out):
            if isinstance(found, ReadError):
                self.complain(found)
                continue
            encoding = ""
            try:
                text, source = read(found, config)
                encoding = source.encoding
                act(found, text, source)
            except BrokenPipeError:
                raise
            except Exception as error:
                if sys.flags.dev_mode and not _expected(error):
                    raise
                self.complain(_problem(error, found, encoding))

    def work(
        self,
        paths: Sequence[str],
        job: Job[T],
        act: Callable[[InputFile, T], None],
        leave_out: str | None = None,
        printed: bool = True,
    ) -> None:
        """Do ``job`` with each input that ``paths`` stand for, and ``act`` with what comes of it.

        ``act`` is called in the order of the inputs, whatever the number of processes. What is
        wrong with one input is said in one line, and the next one is done.

        Args:
            paths: files, folders, and ``-`` for standard input.
            job: what is done with each.
            act: what is done with the result.
            leave_out: a folder that is not looked into, because the output goes there.
            printed: whether ``act`` prints to standard output.
        """
        results = self._results(paths, job, leave_out)
        if not self.conduct.quiet:
            from ocrfix.cli import progress

            if progress.possible(printed):
                results = progress.with_bar(results, lambda: self._count(paths, leave_out))
        for found, result in results:
            if result.problem is not None:
                self.complain(result.problem)
                continue
            try:
                act(found, cast(T, result.value))
            except BrokenPipeError:
                raise
            except Exception as error:
                if sys.flags.dev_mode and not isinstance(error, Refused):
                    raise
                self.complain(_problem(error, found, ""))

    def _results(
        self, paths: Sequence[str], job: Job[Any], leave_out: str | None
    ) -> Iterator[tuple[InputFile, Result]]:
        items = self._found(paths, leave_out)
        if self.conduct.jobs != 1 and (len(paths) > 1 or os.path.isdir(paths[0])):
            from ocrfix.cli.parallel import results

            yield from results(items, self.conduct.jobs, job, self.pipelines)
            return
        for found, config in items:
            yield found, attempt(found, config, job, self.pipelines)

    def _count(self, paths: Sequence[str], leave_out: str | None) -> int:
        """Return how many inputs there are, without a word about what is wrong with some."""
        silent = Session(self.projects, self.pipelines, self.conduct._replace(verbose=False))
        silent.complain = lambda problem: None  # type: ignore[method-assign]
        return sum(1 for _ in silent._found(paths, leave_out))

    def _found(
        self, paths: Sequence[str], leave_out: str | None
    ) -> Iterator[tuple[InputFile, Config]]:
        """Yield the inputs with their settings."""
        from ocrfix.config import ConfigError
        from ocrfix.read import ReadError, find

        for path in paths:
            try:
                chosen = self.projects.config_for(path)
                for found in find([path], chosen, leave_out, self.left_out):
                    if isinstance(found, ReadError):
                        self.complain(found)
                    else:
                        yield found, self.projects.config_for(found.path)
            except ConfigError as error:
                self.complain(error)

    def left_out(self, path: str) -> bool:
        """Return whether the project of a file leaves it out."""
        project = self.projects.project_for(path)
        if not project.excludes(path):
            return False
        if self.conduct.verbose:
            from ocrfix.config.discovery import display_path
            from ocrfix.text.escape import printable

            file = printable(display_path(project.location.file or ""))
            say(f"{printable(path)}: left out, as {file} says under exclude")
        return True


class Conduct(NamedTuple):
    """How a run behaves towards the person who started it.

    Attributes:
        quiet: say only what could not be done.
        verbose: say what is done with each file.
        jobs: how many processes to work with; 0 for one a processor.
    """

    quiet: bool = False
    verbose: bool = False
    jobs: int = 1


class Job(Protocol[T_co]):
    """What is done with one input; it writes nothing, and can be sent to another process."""

    def __call__(self, pipeline: Pipeline, text: str, source: Source) -> T_co:
        """Return what comes of a text."""
        ...


class Result(NamedTuple):
    """What came of one input: a value, or a line that says what is wrong."""

    value: Any = None
    problem: str | None = None


def attempt(found: InputFile, config: Config, job: Job[Any], pipelines: OpenPipelines) -> Result:
    """Read one input and do ``job`` with it."""
    from ocrfix.read import read

    encoding = ""
    try:
        text, source = read(found, config)
        encoding = source.encoding
        return Result(job(pipelines.of(config), text, source))
    except Exception as error:
        if sys.flags.dev_mode and not _expected(error):
            raise
        return Result(problem=_problem(error, found, encoding))


def _expected(error: Exception) -> bool:
    from ocrfix.read import ReadError
    from ocrfix.system.out_of_memory import is_out_of_memory

    return isinstance(error, ReadError | Refused | UnicodeEncodeError) or is_out_of_memory(error)


def _problem(error: Exception, found: InputFile, encoding: str) -> str:
    """Return one line about what went wrong with an input."""
    from ocrfix.read import ReadError
    from ocrfix.system.out_of_memory import is_out_of_memory
    from ocrfix.text.escape import printable

    name = printable(found.path)
    if isinstance(error, ReadError | Refused):
        return str(error)
    if isinstance(error, UnicodeEncodeError):
        sign = error.object[error.start]
        return (
            f"{name}: {encoding} has no {sign!r}, which stands in its text now; "
            "save it as UTF-8 first"
        )
    if is_out_of_memory(error):
        return f"{name}: not enough memory; split it"
    return (
        f"{name}: {type(error).__name__}: {' '.join(str(error).split())}; "
        "report it, with the file (python -X dev -m ocrfix shows where)"
    )


class OpenPipelines:
    """The pipelines of a run, one for each set of settings, opened before their first text.

    Args:
        parts: what of a pipeline is opened before the first file is read: what is wrong with a
            dictionary is wrong for all files.
    """

    def __init__(self, *parts: str) -> None:
        self._parts = parts
        self._cache: PipelineCache | None = None
        self._refused: dict[bytes, Refused] = {}

    def __reduce__(self) -> tuple[type[OpenPipelines], tuple[str, ...]]:
        """Go to other processes empty: what is mapped into memory cannot be sent."""
        return OpenPipelines, self._parts

    def of(self, config: Config) -> Pipeline:
        """Return the pipeline for some settings.

        Raises:
            Refused: a dictionary cannot be used.
        """
        from msgspec.json import encode

        from ocrfix.pipeline import PipelineCache

        if self._cache is None:
            self._cache = PipelineCache()
        key = encode(config)
        if key in self._refused:
            raise self._refused[key]
        try:
            return open_pipeline(config, *self._parts, cache=self._cache)
        except Refused as error:
            self._refused[key] = error
            raise


def begin(
    paths: Sequence[str],
    named: Path | None,
    *parts: str,
    over: Callable[[Config], Config] | None = None,
    conduct: Conduct | None = None,
) -> Session:
    """Return a run with the settings of its first input read, and the dictionaries opened.

    Args:
        paths: the inputs.
        named: the file of settings that the command line names.
        parts: what of the pipeline is needed.
        over: lays what else the command line says over settings.
        conduct: how the run behaves.

    Raises:
        Refused: the settings or the dictionaries cannot be used.
    """
    from ocrfix.config import ConfigError
    from ocrfix.config.project import Projects

    conduct = conduct or Conduct()
    if conduct.quiet and conduct.verbose:
        raise Refused("--quiet does not go with --verbose; leave one out")
    if conduct.jobs < 0:
        raise Refused(f"--jobs {conduct.jobs}: less than none; name a number, or 0 for all")
    projects = Projects(named, over)
    pipelines = OpenPipelines(*parts)
    try:
        first = projects.config_for(paths[0])
    except ConfigError as error:
        raise Refused(error) from error
    pipelines.of(first)
    session = Session(projects, pipelines, conduct)
    if to_the_end is not None:
        to_the_end.append(session)
    return session


def say(message: object) -> None:
    """Write one line to standard error, whatever is in the message."""
    from ocrfix.text.escape import printable

    print(f"ocrfix: {printable(str(message))}", file=sys.stderr)


def settings(path: Path | None) -> Config:
    """Return the settings of ``path``, else those of the current folder, else the defaults.

    Raises:
        Refused: they cannot be used.
    """
    from ocrfix.config import ConfigError
    from ocrfix.config.project import STDIN, Projects

    try:
        return Projects(path).config_for(STDIN)
    except ConfigError as error:
        raise Refused(error) from error


def open_pipeline(config: Config, *parts: str, cache: PipelineCache | None = None) -> Pipeline:
    """Return the pipeline with the dictionaries opened that its named parts need.

    Args:
        config: the settings.
        parts: the parts to open.
        cache: the pipelines with which it shares dictionaries; if ``None``, none.

    Raises:
        Refused: a dictionary cannot be used.
    """
    from ocrfix.pipeline import PipelineCache

    try:
        pipeline = (cache or PipelineCache()).get(config)
        for part in parts:
            getattr(pipeline, part)
    except (ValueError, OSError) as error:
        from ocrfix.system.out_of_memory import is_out_of_memory

        if is_out_of_memory(error):
            raise MemoryError from error
        raise Refused(" ".join(str(error).split())) from error
    return pipeline


ELSEWHERE = "send it elsewhere with >"
"""What to do where standard output fails; a command that can write a file names its option."""


def put(data: bytes, instead: str = ELSEWHERE) -> None:
    """Write a part of the product to standard output.

    Args:
        data: the part.
        instead: what else the user can do with it.

    Raises:
        Refused: it cannot be written.
    """
    if sys.stdout is None:
        raise Refused(f"standard output: closed; open it, or {instead}")
    if sys.stdout.isatty():
        from ocrfix.cli.terminal import tame

        data = tame(data)
    try:
        sys.stdout.buffer.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritten(error, instead) from error


def flush(instead: str = ELSEWHERE) -> None:
    """Write out what of the product still waits in memory.

    Args:
        instead: what else the user can do with it.

    Raises:
        Refused: it cannot be written.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritten(error, instead) from error


def _unwritten(error: OSError, instead: str) -> Refused:
    return Refused(f"standard output: cannot be written: {reason(error)}; make room, or {instead}")


def is_folder(path: str) -> bool:
    """Whether ``path`` is a folder, or is written as one."""
    return path.endswith(("/", os.sep)) or os.path.isdir(path)
