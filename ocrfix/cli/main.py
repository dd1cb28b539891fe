"""The entry point of the program, and the handling of all uncaught errors.

Standard output has only the output of the command; everything else goes to standard error. The
exit codes are in :mod:`ocrfix.cli.exit_codes`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from ocrfix.cli import exit_codes, run
from ocrfix.cli.errors import CommandError
from ocrfix.cli.streams import flush_stdout, print_message
from ocrfix.system.gc_pause import THRESHOLDS


def main() -> NoReturn:
    """Run the command line of this process, and exit."""
    import gc

    gc.set_threshold(*THRESHOLDS)
    run.alive_until_exit = []
    exit_code = run_cli(sys.argv[1:])
    _exit_quickly(exit_code)
    sys.exit(exit_code)


def run_cli(args: Sequence[str]) -> int:
    """Run one command line, without the name of the program, and return its exit code.

    >>> run_cli(["--version"]) == 0
    ocrfix ...
    True
    """
    _handle_stop_signals()
    try:
        exit_code = _run_command(args)
        flush_stdout(*_advice(args))
        return exit_code
    except BrokenPipeError:  # the reader of the output has seen enough, as in ``| head``
        _discard_output()
        return exit_codes.FAILED
    except CommandError as error:  # the last of the output could not be written
        print_message(error)
        _discard_output()
        return exit_codes.FAILED
    except KeyboardInterrupt:
        print_message("interrupted; every file is either completely written or unchanged")
        return exit_codes.INTERRUPTED
    except Exception as error:  # a bug
        if sys.flags.dev_mode:
            raise
        print_message(_bug_message(error))
        return exit_codes.FAILED


def _run_command(args: Sequence[str]) -> int:
    from ocrfix.cli.fast_parser import parse

    parsed = parse(args)
    if parsed is None:
        return _run_typer(args)
    _import_msgspec()
    command, values = parsed
    try:
        return command(**values)
    except CommandError as error:
        print_message(error)
        return exit_codes.FAILED


def _run_typer(args: Sequence[str]) -> int:
    from ocrfix.cli.app import build_app, build_command_app
    from ocrfix.cli.fast_parser import split_command

    name, rest = split_command(args)
    app = build_app() if name is None else build_command_app(name)
    program = "ocrfix" if name is None else f"ocrfix {name}"
    given = list(rest) if name is not None else list(args) or ["--help"]
    try:
        # Without standalone mode, Typer returns the exit code.
        exit_code = app(given, prog_name=program, standalone_mode=False)
    except CommandError as error:
        print_message(error)
        return exit_codes.FAILED
    except SystemExit:  # Typer exits by itself only when its help text cannot be printed
        return exit_codes.FAILED
    except Exception as error:
        # Usage errors are Click's, which Typer offers under a name that moved once already.
        describe = getattr(error, "format_message", None)
        if describe is None:
            raise
        message = " ".join(str(describe()).split()).replace("Value error, ", "").rstrip(".")
        command = getattr(getattr(error, "ctx", None), "command_path", "ocrfix")
        print_message(f"{message}; see {command} --help")
        return exit_codes.FAILED
    return exit_code if isinstance(exit_code, int) else exit_codes.OK


def _advice(args: Sequence[str]) -> tuple[str, ...]:
    """Return what the user can do if standard output fails, if the command has an option for it."""
    return ("use --output",) if list(args[:1]) == ["clean"] else ()


def _bug_message(error: Exception) -> str:
    from ocrfix.system.out_of_memory import is_out_of_memory

    if is_out_of_memory(error):
        return "not enough memory; split the files, or make your dictionaries smaller"
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}; report it (python -X dev -m ocrfix shows where)"


def _handle_stop_signals() -> None:
    """Treat a request to terminate like Ctrl-C, so that no half-written file is left behind."""
    import signal

    with suppress(ValueError):  # only the main thread of a process may set signal handlers
        signal.signal(signal.SIGTERM, _interrupt)
        hangup = getattr(signal, "SIGHUP", None)
        # Under nohup, the program must survive its terminal.
        if hangup is not None and signal.getsignal(hangup) is not signal.SIG_IGN:
            signal.signal(hangup, _interrupt)


def _interrupt(signal_number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _import_msgspec() -> None:
    """Import msgspec without ``typing_extensions``.

    msgspec uses it if it is installed, but ``typing`` is sufficient from Python 3.11 on, and
    importing it takes half as long as starting Python.
    """
    name = "typing_extensions"
    if name in sys.modules:
        import msgspec
    else:
        sys.modules[name] = None  # type: ignore[assignment]
        try:
            import msgspec  # noqa: F401
        finally:
            del sys.modules[name]


def _exit_quickly(exit_code: int) -> None:
    """End this process without freeing its memory object by object.

    Freeing dictionaries and patterns takes as long as starting Python. Where worker processes were
    started, or a debugger, profiler or interactive session needs it, Python ends in its usual way.
    """
    import atexit
    import os

    monitoring = getattr(sys, "monitoring", None)
    watched = sys.getprofile() or sys.gettrace() or sys.flags.inspect
    if monitoring is not None:
        watched = watched or any(monitoring.get_tool(tool) for tool in range(6))
    if watched or "multiprocessing" in sys.modules:
        return
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # an error was printed already
            return
    os._exit(exit_code)


def _discard_output() -> None:
    """Make Python discard its buffered output at exit, instead of failing."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
