"""One run of a command: its configuration, its inputs, its messages, and its exit code."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from ocrfix.cli import exit_codes
from ocrfix.cli.errors import CommandError, input_error_message, raise_if_debugging
from ocrfix.cli.job import Job, Outcome, run_job
from ocrfix.cli.pipelines import OpenPipelines
from ocrfix.cli.streams import print_message

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.config.project import Projects
    from ocrfix.read import InputFile
    from ocrfix.read.files import InputText
    from ocrfix.read.second import SecondReadings

T = TypeVar("T")

alive_until_exit: list[Run] | None = None
"""Keeps the runs alive in a process that exits with its command, so that no time is spent on
freeing their dictionaries piece by piece."""


class RunOptions(NamedTuple):
    """Options that many commands share.

    Attributes:
        quiet: print errors only.
        verbose: report each change, and each file that is skipped.
        jobs: the number of processes; 0 for one per available processor.
    """

    quiet: bool = False
    verbose: bool = False
    jobs: int = 1


class Run:
    """The state of one run of a command.

    Attributes:
        projects: the configuration of each file.
        pipelines: the opened dictionaries.
        options: the options that many commands share.
        exit_code: the exit code so far; see :mod:`ocrfix.cli.exit_codes`.
        problems: the errors so far, one line each.
    """

    def __init__(
        self,
        projects: Projects | None = None,
        pipelines: OpenPipelines | None = None,
        options: RunOptions | None = None,
    ) -> None:
        from ocrfix.config.project import Projects

        self.projects = projects or Projects()
        self.pipelines = pipelines or OpenPipelines()
        self.options = options or RunOptions()
        self.exit_code = exit_codes.OK
        self.problems: list[str] = []
        self._reported: set[str] = set()

    @classmethod
    def start(
        cls,
        paths: Sequence[str],
        config_file: Path | None,
        *parts: str,
        override: Callable[[Config], Config] | None = None,
        options: RunOptions | None = None,
    ) -> Run:
        """Return a run, with the configuration of its first input read and the dictionaries opened.

        Args:
            paths: the inputs.
            config_file: the configuration file that the command line names.
            parts: the parts of the pipeline that the command needs.
            override: applies other options of the command line to a configuration.
            options: the options that many commands share.

        Raises:
            CommandError: the configuration or the dictionaries cannot be used.
        """
        from ocrfix.config import ConfigError
        from ocrfix.config.project import Projects

        options = options or RunOptions()
        if options.quiet and options.verbose:
            raise CommandError("--quiet cannot be combined with --verbose; leave one out")
        if options.jobs < 0:
            raise CommandError(
                f"--jobs {options.jobs}: negative; use 0 for one process per processor"
            )
        projects = Projects(config_file, override)
        pipelines = OpenPipelines(*parts)
        try:
            first = projects.config_for(paths[0])
        except ConfigError as error:
            raise CommandError(error) from error
        pipelines.of(first)
        run = cls(projects, pipelines, options)
        if alive_until_exit is not None:
            alive_until_exit.append(run)
        return run

    def mark_changed(self) -> None:
        """Record that something was changed or found."""
        self.exit_code = max(self.exit_code, exit_codes.CHANGED)

    def report_problem(self, problem: object) -> None:
        """Print and record an error in one line.

        An error in a configuration or a dictionary concerns many files, and is printed once.
        """
        from ocrfix.text.escape import printable

        line = printable(str(problem))  # it may go into a log, not to the terminal alone
        if line not in self._reported:
            self._reported.add(line)
            self.problems.append(line)
            print_message(line)
        self.exit_code = exit_codes.FAILED

    def notify(self, message: object) -> None:
        """Print a message that is not an error, unless ``--quiet`` is given."""
        if not self.options.quiet:
            print_message(message)

    def for_each(
        self,
        paths: Sequence[str],
        config: Config,
        action: Callable[[InputFile, InputText], None],
        skip: str | None = None,
        records: bool = False,
    ) -> None:
        """Read each input, and call a function with it.

        All inputs have the same configuration, and none is excluded: for records, which are not
        texts of a project. An error in one input is reported, and the next one is read.

        Args:
            paths: files, folders, and ``-`` for standard input.
            config: the configuration.
            action: the function.
            skip: a folder that is not searched, because the output goes there.
            records: whether the inputs are records, which are text in any case.
        """
        from ocrfix.read import ReadError, find
        from ocrfix.read.files import read, read_text

        read_input = read_text if records else read
        for found in find(paths, config, skip):
            if isinstance(found, ReadError):
                self.report_problem(found)
                continue
            encoding = ""
            try:
                content = read_input(found, config)
                encoding = content.source.encoding
                action(found, content)
            except BrokenPipeError:
                raise
            except Exception as error:
                raise_if_debugging(error)
                self.report_problem(input_error_message(error, found, encoding))

    def map(
        self,
        paths: Sequence[str],
        job: Job[T],
        consume: Callable[[InputFile, T], None],
        skip: str | None = None,
        to_stdout: bool = True,
        second: SecondReadings | None = None,
    ) -> None:
        """Do a job with each input, possibly in several processes, and consume the results.

        Results are consumed in the order of the inputs, for any number of processes. An error
        in one input is reported, and the next one is processed.

        Args:
            paths: files, folders, and ``-`` for standard input.
            job: the job.
            consume: is called with each input and its result.
            skip: a folder that is not searched, because the output goes there.
            to_stdout: whether ``consume`` writes to standard output.
            second: where the other readings of the inputs are, if there are any.

        Raises:
            CommandError: no worker process can be started.
        """
        outcomes = self._outcomes(paths, job, skip, second)
        if not self.options.quiet:
            from ocrfix.cli import progress

            if progress.is_possible(to_stdout):
                outcomes = progress.with_bar(outcomes, lambda: self._count(paths, skip))
        for found, outcome in outcomes:
            if outcome.problem is not None:
                self.report_problem(outcome.problem)
                continue
            try:
                consume(found, cast(T, outcome.value))
            except BrokenPipeError:
                raise
            except Exception as error:
                raise_if_debugging(error)
                self.report_problem(input_error_message(error, found, ""))

    def is_excluded(self, path: str) -> bool:
        """Whether the project of a file excludes it."""
        project = self.projects.project_for(path)
        if not project.excludes(path):
            return False
        if self.options.verbose:
            from ocrfix.config.discovery import display_path
            from ocrfix.text.escape import printable

            file = printable(display_path(project.location.file or ""))
            print_message(f"{printable(path)}: skipped, as it is excluded in {file}")
        return True

    def _outcomes(
        self,
        paths: Sequence[str],
        job: Job[Any],
        skip: str | None,
        second: SecondReadings | None,
    ) -> Iterator[tuple[InputFile, Outcome]]:
        inputs = self._inputs(paths, skip)
        if second is not None:
            inputs = self._with_second(inputs, second)
        if self.options.jobs != 1 and (len(paths) > 1 or os.path.isdir(paths[0])):
            from ocrfix.cli.parallel import outcomes

            yield from outcomes(inputs, self.options.jobs, job, self.pipelines)
            return
        for found, config in inputs:
            yield found, run_job(found, config, job, self.pipelines)

    def _with_second(
        self, inputs: Iterator[tuple[InputFile, Config]], second: SecondReadings
    ) -> Iterator[tuple[InputFile, Config]]:
        """Yield the inputs with the files of their other readings; report those without."""
        from ocrfix.read import ReadError

        for found, config in inputs:
            try:
                yield found._replace(second=second.of(found.path)), config
            except ReadError as error:
                self.report_problem(error)

    def _count(self, paths: Sequence[str], skip: str | None) -> int:
        """Return the number of inputs, without reporting errors."""
        silent = Run(self.projects, self.pipelines, self.options._replace(verbose=False))
        silent.report_problem = lambda problem: None  # type: ignore[method-assign]
        return sum(1 for _ in silent._inputs(paths, skip))

    def _inputs(self, paths: Sequence[str], skip: str | None) -> Iterator[tuple[InputFile, Config]]:
        """Yield the inputs with their configurations."""
        from ocrfix.config import ConfigError
        from ocrfix.read import ReadError, find

        for path in paths:
            try:
                config = self.projects.config_for(path)
                for found in find([path], config, skip, self.is_excluded):
                    if isinstance(found, ReadError):
                        self.report_problem(found)
                    else:
                        yield found, self.projects.config_for(found.path)
            except ConfigError as error:
                self.report_problem(error)
