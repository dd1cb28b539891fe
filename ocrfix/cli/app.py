"""Typer's application, built from the declarations of the commands."""

from __future__ import annotations

import sys
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from ocrfix.cli.help import epilog
from ocrfix.cli.parameters import REQUIRED, Command, Option, parameters
from ocrfix.cli.registry import COMMANDS, GROUPS, load


def _for_typer(command: Command) -> Command:
    """Return a command with its parameters declared in Typer's classes."""

    def call(**values: Any) -> int:
        return command(**values)

    declared, hints = [], {}
    for name, type_, declaration, default in parameters(command):
        help, metavar = declaration.help, declaration.metavar
        info: Any
        if isinstance(declaration, Option):
            info = typer.Option(*declaration.names, help=help, metavar=metavar)
        else:
            info = typer.Argument(help=help, metavar=metavar)
        hints[name] = Annotated[type_, info]
        default = Parameter.empty if default is REQUIRED else default
        declared.append(Parameter(name, Parameter.KEYWORD_ONLY, default=default))
    call.__doc__ = command.__doc__
    call.__annotations__ = hints
    call.__signature__ = Signature(  # type: ignore[attr-defined]
        [parameter.replace(annotation=hints[parameter.name]) for parameter in declared]
    )
    return call


def _print_version(wanted: bool) -> None:
    if wanted:
        from ocrfix._version import __version__

        typer.echo(f"ocrfix {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Declare the options that precede a command."""


def build_app() -> typer.Typer:
    """Return the application with all commands and groups."""
    app = typer.Typer(
        callback=_options,
        help="Clean OCR text of declassified records, and mark its exemption codes and stamps.",
        epilog=epilog(),
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    groups = {name: typer.Typer(help=text, rich_markup_mode=None) for name, text in GROUPS.items()}
    for name in COMMANDS:
        group, _, short_name = name.rpartition(" ")
        _add_command(groups[group] if group else app, name, short_name)
    for name, group_app in groups.items():
        app.add_typer(group_app, name=name)
    return app


def build_command_app(name: str) -> typer.Typer:
    """Return an application that is one command: nothing else is imported for its help text."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    _add_command(app, name, name)
    return app


def _add_command(app: typer.Typer, name: str, short_name: str) -> None:
    command = load(name)
    help_end = sys.modules[command.__module__].EPILOG
    app.command(short_name, epilog=help_end)(_for_typer(command))
