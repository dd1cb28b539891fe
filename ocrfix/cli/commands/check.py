"""``ocrfix check``: report the changes that would be made, without making them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from ocrfix.cli.color import use_color
from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.options import Color, ConfigFile, Jobs, Paths, Quiet, Verbose
from ocrfix.cli.parameters import Option
from ocrfix.cli.run import Run, RunOptions
from ocrfix.cli.streams import write_stdout

if TYPE_CHECKING:
    from ocrfix.check.baseline import Baseline
    from ocrfix.check.finding import Finding
    from ocrfix.check.legibility import PageLegibility
    from ocrfix.check.printer import Printer
    from ocrfix.config import Config
    from ocrfix.config.project import Project
    from ocrfix.pipeline import Pipeline
    from ocrfix.read import InputFile
    from ocrfix.read.files import InputText

Format = Literal["human", "json", "sarif", "github"]

EPILOG = epilog(
    "ocrfix check --format sarif texts/ > findings.sarif",
    ok="no findings, or only accepted ones",
    changed="findings",
)


def check(
    paths: Paths,
    suggestions: Annotated[
        bool,
        Option(
            "--suggestions", help="Also report corrections that are not likely enough to be made."
        ),
    ] = False,
    markers: Annotated[
        bool, Option("--markers", help="Also report codes, stamps and other markers.")
    ] = False,
    format: Annotated[
        Format | None,
        Option(
            "--format",
            help="human (for reading), json, sarif, or github (annotations; the default in GitHub "
            "Actions).",
        ),
    ] = None,
    update_baseline: Annotated[
        bool,
        Option(
            "--update-baseline",
            help="Accept all findings: write them to .ocrfix-baseline.json of the project.",
        ),
    ] = False,
    no_baseline: Annotated[
        bool, Option("--no-baseline", help="Also report accepted findings.")
    ] = False,
    legibility: Annotated[
        bool,
        Option(
            "--legibility",
            help="Report the pages that are hardly words and should be read again, and nothing "
            "else; with --verbose, the legibility of each page.",
        ),
    ] = False,
    config: ConfigFile = None,
    jobs: Jobs = 1,
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Report what ocrfix clean would correct, and write nothing.

    Lines and columns count from 1, columns in code points. Findings that .ocrfix-baseline.json
    accepts are not reported.
    """
    # Long: it declares the options.
    if update_baseline and no_baseline:
        raise CommandError("--update-baseline cannot be combined with --no-baseline; leave one out")
    options = RunOptions(quiet, verbose, jobs)
    if legibility:
        if suggestions or markers or update_baseline or format not in (None, "human", "json"):
            raise CommandError(
                "--legibility reports pages, not findings; of the other options, combine it with "
                "--format human or json alone"
            )
        return _report_legibility(
            Run.start(paths, config, "tagger", "stage", options=options), paths, format
        )
    run = Run.start(paths, config, "tagger", "stage", override=_keep_marks, options=options)
    baselines = _Baselines(run, use=not no_baseline)
    if update_baseline:
        return _accept(run, paths, _Check(suggestions, markers), baselines)
    chosen = format or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "human")
    printer = _printer(chosen, use_color(color))
    return _report(run, paths, _Check(suggestions, markers), baselines, printer)


def _keep_marks(config: Config) -> Config:
    """Keep markers in the text: removing them is not a correction."""
    from msgspec.structs import replace

    return replace(config, emit=replace(config.emit, marks="keep"))


class _Check(NamedTuple):
    """The job: find the changes that would be made in a document."""

    suggestions: bool
    markers: bool

    def __call__(self, pipeline: Pipeline, content: InputText) -> tuple[Finding, ...]:
        from ocrfix.check.finding import findings

        document = pipeline.clean(content.text, content.source, pages=content.pages)
        return findings(document, suggestions=self.suggestions, markers=self.markers)


class _Baselines:
    """The baselines of the projects of a run, each read once."""

    def __init__(self, run: Run, use: bool) -> None:
        self._run = run
        self._use = use
        self.loaded: dict[str, Baseline] = {}

    def of(self, path: str) -> tuple[Baseline, str] | None:
        """Return the baseline for a file, and the name of the file in it.

        Raises:
            CommandError: the baseline cannot be used.
        """
        if not self._use or path == "-":
            return None
        from ocrfix.check.baseline import Baseline
        from ocrfix.config import ConfigError

        project: Project = self._run.projects.project_for(path)
        folder = project.location.folder
        try:
            if folder not in self.loaded:
                self.loaded[folder] = Baseline(folder, project.location.root)
        except ConfigError as error:
            raise CommandError(error) from error
        return self.loaded[folder], project.relative_path(path)


def _report(
    run: Run, paths: list[str], job: _Check, baselines: _Baselines, printer: Printer
) -> int:
    from ocrfix.check.printer import CheckSummary
    from ocrfix.check.text_output import TextPrinter

    files = reported = files_reported = accepted = 0

    def consume(found: InputFile, all_found: tuple[Finding, ...]) -> None:
        nonlocal files, reported, files_reported, accepted
        files += 1
        entry = baselines.of(found.path)
        if entry is None:
            new = all_found
        else:
            baseline, name = entry
            new = tuple(baseline.new_findings(name, all_found))
        accepted += len(all_found) - len(new)
        if new:
            run.mark_changed()
            reported += len(new)
            files_reported += 1
        for finding in new:
            write_stdout(_bytes(printer.finding(finding)))

    try:
        write_stdout(_bytes(printer.begin()))
        run.map(paths, job, consume)
        problems = tuple(run.problems)
        summary = CheckSummary(files, reported, files_reported, accepted, problems)
        write_stdout(_bytes(printer.end(summary)))
    except CommandError as error:
        run.report_problem(error)
    if isinstance(printer, TextPrinter) and (reported or accepted):
        more = f"; {accepted:,} more accepted" if accepted else ""
        run.notify(f"{_findings(reported)} in {files_reported:,} of {files:,} files{more}")
    return run.exit_code


class _MeasureLegibility(NamedTuple):
    """The job: measure the legibility of the pages of a document after its correction."""

    def __call__(self, pipeline: Pipeline, content: InputText) -> PageLegibility:
        from ocrfix.check.legibility import report
        from ocrfix.lexicon.legibility import hopeless_pages

        scorer = pipeline.correction.legibility
        clean = pipeline.clean(
            content.text, content.source, with_card=False, pages=content.pages
        ).clean
        scores = scorer.pages(clean)
        return report(content.source.name or "-", scores, hopeless_pages(scorer, scores))


def _report_legibility(run: Run, paths: list[str], format: Format | None) -> int:
    files = pages = hopeless = 0

    def consume(found: InputFile, result: PageLegibility) -> None:
        nonlocal files, pages, hopeless
        files += 1
        pages += len(result.legibility)
        hopeless += len(result.redo)
        if result.redo:
            run.mark_changed()
        if format == "json":
            write_stdout(_bytes(result.to_json()))
            return
        if run.options.verbose:
            write_stdout(_bytes(result.scores_text()))
        write_stdout(_bytes(result.to_text()))

    try:
        run.map(paths, _MeasureLegibility(), consume)
    except CommandError as error:
        run.report_problem(error)
    if format != "json" and files:
        where = "1 file" if files == 1 else f"{files:,} files"
        run.notify(f"{hopeless:,} of {pages:,} pages in {where} should be read again")
    return run.exit_code


def _accept(run: Run, paths: list[str], job: _Check, baselines: _Baselines) -> int:
    count = 0

    def consume(found: InputFile, all_found: tuple[Finding, ...]) -> None:
        nonlocal count
        entry = baselines.of(found.path)
        if entry is not None:
            baseline, name = entry
            baseline.accept(name, all_found)
            count += len(all_found)

    run.map(paths, job, consume, to_stdout=False)
    from ocrfix.cli.output import write_file
    from ocrfix.config import ConfigError
    from ocrfix.config.discovery import display_path
    from ocrfix.text.escape import printable

    for baseline in baselines.loaded.values():
        try:
            baseline.check_path()
            write_file(display_path(baseline.path), baseline.to_bytes(), option="")
            run.notify(f"{printable(display_path(baseline.path))}: {_findings(count)} accepted")
        except (ConfigError, CommandError) as error:
            run.report_problem(error)
    return run.exit_code


def _findings(count: int) -> str:
    return f"{count:,} finding" if count == 1 else f"{count:,} findings"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _printer(format: str, color: bool) -> Printer:
    if format == "json":
        from ocrfix.check.json_output import JsonPrinter

        return JsonPrinter()
    if format == "sarif":
        from ocrfix.check.sarif_output import SarifPrinter

        return SarifPrinter()
    if format == "github":
        from ocrfix.check.github_output import GitHubPrinter

        return GitHubPrinter()
    from ocrfix.check.text_output import TextPrinter

    return TextPrinter(color)
