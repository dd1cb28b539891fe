"""``ocrfix clean`` for many documents: into a table, or into a folder with a manifest."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from ocrfix.cli import exit_codes
from ocrfix.cli.errors import CommandError
from ocrfix.cli.streams import print_message
from ocrfix.formats import OUTPUT_FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocrfix.batch.summary import Summary
    from ocrfix.cli.run import Run
    from ocrfix.read.second import SecondReadings


class BatchOptions(NamedTuple):
    """Options of the command line for many documents.

    Attributes:
        jobs: the number of processes.
        text_column: the column with the texts.
        id_column: the column with the ids.
        columns: the columns written to a table for each document, separated by commas.
        format: the format of files.
        second_columns: the columns with other readings of the texts.
        second: where the other readings of the files are, if there are any.
    """

    jobs: int | None
    text_column: str | None
    id_column: str | None
    columns: str | None
    format: str | None
    second_columns: tuple[str, ...] = ()
    second: SecondReadings | None = None

    @property
    def table_option(self) -> str | None:
        """The first option given that is for tables only, or ``None``."""
        options = {
            "--text-column": self.text_column,
            "--id-column": self.id_column,
            "--columns": self.columns,
            "--second-column": self.second_columns or None,
        }
        return next((option for option, value in options.items() if value is not None), None)


def clean_batch(
    paths: Sequence[str], out: str | None, run: Run, options: BatchOptions
) -> int | None:
    """Clean into a table, or into a folder with a manifest, if that is requested.

    A table is requested if the output has the name of one, and the input is a table or more than
    one file. A manifest is requested if ``--jobs`` is given, or if the folder has a manifest
    already, which would otherwise become invalid.

    Returns:
        The exit code; ``None`` if neither is requested.

    Raises:
        CommandError: the options are inconsistent, or the run fails.
    """
    config = run.projects.config_for(paths[0])
    if OUTPUT_FORMATS[config.emit.format].one_file and options.table_option is None:
        return None
    if out is not None and _is_for_table(paths, out, options):
        return _clean_into_table(paths, out, run, options)
    if options.table_option is not None:
        raise CommandError(
            f"{options.table_option} is for tables; name one with --output, as in -o out.jsonl"
        )
    if out is not None:
        from ocrfix.cli.output import OutputPaths

        if OutputPaths(out, paths).is_folder and (options.jobs is not None or _has_manifest(out)):
            return _clean_into_folder(paths, out, run, options)
    return None


def _clean_into_folder(paths: Sequence[str], out: str, run: Run, options: BatchOptions) -> int:
    from ocrfix.batch.errors import RunError
    from ocrfix.batch.folder import clean_folder

    config_for = run.projects.config_for
    try:
        first = config_for(paths[0])
        summary = clean_folder(
            paths,
            out,
            first,
            options.jobs,
            print_message,
            config_for,
            run.is_excluded,
            options.second,
            as_text=options.format == "text",
        )
    except RunError as error:
        raise CommandError(error) from error
    return _report(summary, run)


def _clean_into_table(paths: Sequence[str], out: str, run: Run, options: BatchOptions) -> int:
    from ocrfix.batch import is_table
    from ocrfix.batch.errors import RunError
    from ocrfix.batch.rows import Columns
    from ocrfix.batch.tables import clean_table
    from ocrfix.text.escape import printable

    if options.format is not None:
        raise CommandError(
            f"--format {options.format} is for files; use --columns, as in --columns record"
        )
    for path in paths:
        if path == "-":
            raise CommandError("-: a table needs files as inputs; name them")
        if is_table(path) and len(paths) > 1:
            raise CommandError(
                f"{printable(path)}: a table among other inputs; clean it separately"
            )
        if os.path.realpath(path) == os.path.realpath(out):
            raise CommandError(f"{printable(out)}: is also the input; name another file")
    if options.second is not None and is_table(paths[0]):
        raise CommandError(
            "--second is for files; the other reading of a table is in a column: --second-column"
        )
    config = run.projects.config_for(paths[0])
    columns = Columns(options.text_column or "text", options.id_column, options.second_columns)
    output_columns = _output_columns(options.columns)
    try:
        summary = clean_table(
            paths, out, config, options.jobs, print_message, columns, output_columns, options.second
        )
    except RunError as error:
        raise CommandError(error) from error
    return _report(summary, run)


def _is_for_table(paths: Sequence[str], out: str, options: BatchOptions) -> bool:
    from ocrfix.batch import is_table

    if not is_table(out) or os.path.isdir(out):
        return False
    many = len(paths) > 1 or os.path.isdir(paths[0]) or is_table(paths[0])
    return many or options.jobs is not None or options.table_option is not None


def _output_columns(columns: str | None) -> list[str]:
    from ocrfix.batch.worker import COLUMNS

    names = [name.strip() for name in (columns or "text").split(",")]
    for name in names:
        if name not in COLUMNS:
            raise CommandError(
                f"--columns {name}: no such column; choose from {', '.join(COLUMNS)}"
            )
    return names


def _has_manifest(folder: str) -> bool:
    """Whether a folder has the results of a run that keeps a manifest, or of an interrupted one."""
    from ocrfix.batch.manifest import FILE_NAME

    return any(os.path.lexists(os.path.join(folder, name)) for name in (FILE_NAME, ".ocrfix"))


def _report(summary: Summary, run: Run) -> int:
    """Print the summary, and return the exit code."""
    for line in summary.lines():
        run.notify(line)
    if summary.failures:
        return exit_codes.FAILED
    return exit_codes.CHANGED if summary.changed else exit_codes.OK
