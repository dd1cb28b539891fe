"""``ocrfix config``: show the settings in force, and where each comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli import exit_codes
from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.options import ConfigFile
from ocrfix.cli.parameters import Argument, Option
from ocrfix.cli.streams import write_stdout
from ocrfix.formats import MarkerDisplay

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.config.project import Project

EPILOG = epilog("ocrfix config --show texts/1962/memo.txt", ok="done", changed=None)


def config(
    path: Annotated[
        str | None,
        Argument(metavar="PATH", help="A file, to show its settings."),
    ] = None,
    show: Annotated[
        bool, Option("--show", help="Show the settings in force (always done).")
    ] = True,
    marks: Annotated[
        MarkerDisplay | None,
        Option("--marks", help="The option of ocrfix clean, to see its effect."),
    ] = None,
    settings: ConfigFile = None,
) -> int:
    """Show the settings in force, and where each comes from.

    One per line: its name, its value as JSON, and its origin (default, FILE:LINE or command line).
    Without PATH, show those of the current folder.
    """
    write_stdout(_render(path, settings, marks).encode("utf-8"))
    return exit_codes.OK


def _render(path: str | None, config_file: Path | None, marks: str | None) -> str:
    from msgspec.structs import replace

    from ocrfix.config import ConfigError
    from ocrfix.config.origins import origins
    from ocrfix.config.project import STDIN, Projects

    def override(config: Config) -> Config:
        emit = replace(config.emit, marks=marks or config.emit.marks)
        return replace(config, emit=emit)

    try:
        project = Projects(config_file, override).project_for(path if path is not None else STDIN)
        found = list(origins(project, path, {("emit", "marks"): marks}))
    except ConfigError as error:
        raise CommandError(error) from error
    if path is not None and marks is None:
        _check_exists(path)
    rows = [(name, _json(value), origin) for name, value, origin in found]
    name_width = max(len(name) for name, _, _ in rows)
    value_width = min(40, max(len(value) for _, value, _ in rows))
    lines = [_header(project, path)]
    lines += [
        f"{name:<{name_width}}  {value:<{value_width}}  {origin}" for name, value, origin in rows
    ]
    return "\n".join(lines) + "\n"


def _check_exists(path: str) -> None:
    from os.path import lexists

    from ocrfix.text.escape import printable

    if not lexists(path):
        raise CommandError(f"{printable(path)}: no such file or folder; check the name")


def _header(project: Project, path: str | None) -> str:
    from ocrfix.config.discovery import display_path
    from ocrfix.text.escape import printable

    file = project.location.file
    header = f"# settings: {printable(display_path(file))}" if file else "# no settings file"
    if path is not None and project.excludes(path):
        header += f"; {printable(path)} is excluded"
    return header


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
