"""``ocrfix check``: report what would be changed, and change nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from ocrfix.cli.color import wanted
from ocrfix.cli.declare import Option
from ocrfix.cli.help import epilog
from ocrfix.cli.options import Color, Jobs, Paths, Quiet, Settings, Verbose
from ocrfix.cli.run import FAILED, Conduct, Refused, Session, begin, put, say

if TYPE_CHECKING:
    from ocrfix.check.baseline import Baseline
    from ocrfix.check.finding import Finding
    from ocrfix.check.printer import Printer
    from ocrfix.config import Config
    from ocrfix.config.project import Project
    from ocrfix.pipeline import Pipeline
    from ocrfix.read import InputFile
    from ocrfix.records import Source

Format = Literal["human", "json", "sarif", "github"]

EPILOG = epilog(
    "ocrfix check --output-format sarif texts/ > findings.sarif",
    nothing="no findings, or only accepted ones",
    something="findings",
)


def check(
    paths: Paths,
    suggestions: Annotated[
        bool, Option("--suggestions", help="Also what is not likely enough to be changed.")
    ] = False,
    markers: Annotated[
        bool, Option("--markers", help="Also codes, stamps and other markers.")
    ] = False,
    output_format: Annotated[
        Format | None,
        Option(
            "--output-format",
            help="human (for reading), json, sarif, or github (annotations; the default there).",
        ),
    ] = None,
    update_baseline: Annotated[
        bool,
        Option(
            "--update-baseline",
            help="Accept what is found: write it to .ocrfix-baseline.json of the project.",
        ),
    ] = False,
    no_baseline: Annotated[
        bool, Option("--no-baseline", help="Report accepted findings, too.")
    ] = False,
    config: Settings = None,
    jobs: Jobs = 1,
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Report what ocrfix clean would correct, and write nothing.

    Lines and columns count from 1, columns in code points. Findings that .ocrfix-baseline.json
    accepts are left out.
    """
    try:
        if update_baseline and no_baseline:
            raise Refused("--update-baseline does not go with --no-baseline; leave one out")
        conduct = Conduct(quiet, verbose, jobs)
        session = begin(paths, config, "tagger", "stage", over=_keep_marks, conduct=conduct)
    except Refused as error:
        say(error)
        return FAILED
    baselines = _Baselines(session, use=not no_baseline)
    if update_baseline:
        return _accept(session, paths, _Check(suggestions, markers), baselines)
    kind = output_format or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "human")
    printer = _printer(kind, wanted(color))
    return _report(session, paths, _Check(suggestions, markers), baselines, printer)


def _keep_marks(config: Config) -> Config:
    """Let markers stand: to take them out is no correction."""
    from msgspec.structs import replace

    return replace(config, emit=replace(config.emit, marks="keep"))


class _Check(NamedTuple):
    """Finds what would be changed in a document."""

    suggestions: bool
    markers: bool

    def __call__(self, pipeline: Pipeline, text: str, source: Source) -> tuple[Finding, ...]:
        from ocrfix.check.finding import findings

        document = pipeline.clean(text, source)
        return findings(document, suggestions=self.suggestions, markers=self.markers)


class _Baselines:
    """The baselines of the projects of a run, each read once."""

    def __init__(self, session: Session, use: bool) -> None:
        self._session = session
        self._use = use
        self.made: dict[str, Baseline] = {}

    def of(self, path: str) -> tuple[Baseline, str] | None:
        """Return the baseline for a file, and what the file is called in it.

        Raises:
            Refused: there is one, and it cannot be used.
        """
        if not self._use or path == "-":
            return None
        from ocrfix.check.baseline import Baseline
        from ocrfix.config import ConfigError

        project: Project = self._session.projects.project_for(path)
        folder = project.location.folder
        try:
            if folder not in self.made:
                self.made[folder] = Baseline(folder, project.location.root)
        except ConfigError as error:
            raise Refused(error) from error
        return self.made[folder], project.relative_path(path)


def _report(
    session: Session, paths: list[str], job: _Check, baselines: _Baselines, printer: Printer
) -> int:
    from ocrfix.check.printer import CheckSummary
    from ocrfix.check.text_output import TextPrinter

    files = reported = in_files = accepted = 0

    def act(found: InputFile, all_found: tuple[Finding, ...]) -> None:
        nonlocal files, reported, in_files, accepted
        files += 1
        kept = baselines.of(found.path)
        new = all_found if kept is None else tuple(kept[0].new_findings(kept[1], all_found))
        accepted += len(all_found) - len(new)
        if new:
            session.changed()
            reported += len(new)
            in_files += 1
        for finding in new:
            put(_bytes(printer.finding(finding)))

    try:
        put(_bytes(printer.begin()))
        session.work(paths, job, act)
        problems = tuple(session.problems)
        put(_bytes(printer.end(CheckSummary(files, reported, in_files, accepted, problems))))
    except Refused as error:
        session.complain(error)
    if isinstance(printer, TextPrinter) and (reported or accepted):
        more = f"; {accepted:,} more are accepted" if accepted else ""
        session.tell(f"{_findings(reported)} in {in_files:,} of {files:,} files{more}")
    return session.status


def _accept(session: Session, paths: list[str], job: _Check, baselines: _Baselines) -> int:
    count = 0

    def act(found: InputFile, all_found: tuple[Finding, ...]) -> None:
        nonlocal count
        kept = baselines.of(found.path)
        if kept is not None:
            kept[0].accept(kept[1], all_found)
            count += len(all_found)

    session.work(paths, job, act, printed=False)
    from ocrfix.cli.output import write
    from ocrfix.config import ConfigError
    from ocrfix.config.discovery import display_path
    from ocrfix.text.escape import printable

    for baseline in baselines.made.values():
        try:
            baseline.check_path()
            write(display_path(baseline.path), baseline.to_bytes(), option="")
            session.tell(f"{printable(display_path(baseline.path))}: {_findings(count)} accepted")
        except (ConfigError, Refused) as error:
            session.complain(error)
    return session.status


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
