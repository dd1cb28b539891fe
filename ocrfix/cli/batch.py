"""``ocrfix clean`` over many documents: by several processes, and to be taken up again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from ocrfix.cli.run import CHANGED, DONE, FAILED, Refused, say
from ocrfix.formats import OUTPUT_FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocrfix.batch.summary import Summary
    from ocrfix.cli.run import Session
    from ocrfix.config import Config


class Asked(NamedTuple):
    """The options of the command line that are for many documents.

    Attributes:
        jobs: how many documents are done at once.
        text_column: the column of texts.
        id_column: the column of ids.
        columns: what is written of each document into a table, with commas.
        format: the format of files.
    """

    jobs: int | None
    text_column: str | None
    id_column: str | None
    columns: str | None
    format: str | None

    @property
    def of_table(self) -> str | None:
        """The first of the options that are for tables alone, if there is one."""
        named = {
            "--text-column": self.text_column,
            "--id-column": self.id_column,
            "--columns": self.columns,
        }
        return next((option for option, value in named.items() if value is not None), None)


def over_many(paths: Sequence[str], out: str | None, session: Session, asked: Asked) -> int | None:
    """Clean into a table, or into a folder with a manifest, if that is asked for.

    It is for a table if the output is named like one, and the input is one, or is more than a
    file. It is for a folder if ``--jobs`` is given, or the folder has a manifest, which otherwise
    would be wrong afterwards.

    Returns:
        The status; ``None`` if it is not asked for.

    Raises:
        Refused: it cannot be done.
    """
    config = session.projects.config_for(paths[0])
    if OUTPUT_FORMATS[config.emit.format].one_file and asked.of_table is None:
        return None
    if out is not None and _into_table(paths, out, asked):
        return _over_table(paths, out, session, asked)
    if asked.of_table is not None:
        raise Refused(f"{asked.of_table} is for tables; name one with --output, as in -o out.jsonl")
    if out is not None:
        from ocrfix.cli.output import Output

        if Output(out, paths).is_folder and (asked.jobs is not None or _begun(out)):
            return _over_folder(paths, out, session, asked.jobs)
    return None


def _over_folder(paths: Sequence[str], out: str, session: Session, jobs: int | None) -> int:
    from ocrfix.batch.errors import RunError
    from ocrfix.batch.folder import clean_folder

    def settings(path: str) -> Config:
        return session.projects.config_for(path)

    try:
        first = settings(paths[0])
        summary = clean_folder(paths, out, first, jobs, say, settings, session.left_out)
    except RunError as error:
        raise Refused(error) from error
    return _told(summary, session)


def _over_table(paths: Sequence[str], out: str, session: Session, asked: Asked) -> int:
    from ocrfix.batch import is_table
    from ocrfix.batch.errors import RunError
    from ocrfix.batch.rows import Columns
    from ocrfix.batch.tables import clean_table
    from ocrfix.text.escape import printable

    if asked.format is not None:
        raise Refused(
            f"--format {asked.format} is for files; use --columns, as in --columns record"
        )
    for path in paths:
        if path == "-":
            raise Refused("-: a table is made of files; name them")
        if is_table(path) and len(paths) > 1:
            raise Refused(f"{printable(path)}: a table among other inputs; clean it by itself")
        if os.path.realpath(path) == os.path.realpath(out):
            raise Refused(f"{printable(out)}: also the input; name another file")
    config = session.projects.config_for(paths[0])
    columns = Columns(asked.text_column or "text", asked.id_column)
    wanted = _wanted(asked.columns)
    try:
        summary = clean_table(paths, out, config, asked.jobs, say, columns, wanted)
    except RunError as error:
        raise Refused(error) from error
    return _told(summary, session)


def _into_table(paths: Sequence[str], out: str, asked: Asked) -> bool:
    from ocrfix.batch import is_table

    if not is_table(out) or os.path.isdir(out):
        return False
    many = len(paths) > 1 or os.path.isdir(paths[0]) or is_table(paths[0])
    return many or asked.jobs is not None or asked.of_table is not None


def _wanted(columns: str | None) -> list[str]:
    from ocrfix.batch.worker import COLUMNS

    wanted = [name.strip() for name in (columns or "text").split(",")]
    for name in wanted:
        if name not in COLUMNS:
            raise Refused(f"--columns {name}: no such column; there are {', '.join(COLUMNS)}")
    return wanted


def _begun(folder: str) -> bool:
    """Whether a folder has results of a run that keeps a manifest, or of an interrupted one."""
    from ocrfix.batch.manifest import FILE_NAME

    return any(os.path.lexists(os.path.join(folder, name)) for name in (FILE_NAME, ".ocrfix"))


def _told(summary: Summary, session: Session) -> int:
    for line in summary.lines():
        session.tell(line)
    if summary.failures:
        return FAILED
    return CHANGED if summary.changed else DONE
