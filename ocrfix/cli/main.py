"""The command line: one module per command.

Status 0 means nothing to change and nothing found, 1 something changed or found, 2 that some of the
job could not be done. Standard output carries the product alone; all else goes to standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from ocrfix.cli import run as session
from ocrfix.cli.run import DONE, FAILED, Refused, flush, say
from ocrfix.system.gc_pause import THRESHOLDS

STOPPED = 130
"""The status of a run that was interrupted, as shells have it."""


def main() -> NoReturn:
    """Run the command line of this process, and leave with its status."""
    import gc

    gc.set_threshold(*THRESHOLDS)
    session.to_the_end = []
    status = run(sys.argv[1:])
    _leave(status)
    sys.exit(status)


def run(args: Sequence[str]) -> int:
    """Run one command line, without the name of the program, and return its status.

    >>> run(["--version"]) == 0
    ocrfix ...
    True
    """
    import signal

    with suppress(ValueError):  # only the main thread of a process may say what signals do
        # Asked to end, end as on Ctrl-C, so that no half-written file stays behind. A terminal that
        # is closed asks too, unless the run was started to outlive it.
        signal.signal(signal.SIGTERM, _stop)
        hangup = getattr(signal, "SIGHUP", None)
        if hangup is not None and signal.getsignal(hangup) is not signal.SIG_IGN:
            signal.signal(hangup, _stop)
    try:
        status = _command(args)
        flush(*_instead(args))
    except BrokenPipeError:  # the reader of our output has seen enough
        _drop_output()
        return FAILED
    except Refused as error:  # the last of our output could not be written
        say(error)
        _drop_output()
        return FAILED
    except KeyboardInterrupt:
        status = STOPPED
    except Exception as error:  # ours to mend; but no reason to frighten anybody
        if sys.flags.dev_mode:
            raise
        from ocrfix.system.out_of_memory import is_out_of_memory

        if is_out_of_memory(error):
            say("not enough memory; split the files, or make your dictionaries smaller")
            return FAILED
        text = " ".join(str(error).split())
        say(f"{type(error).__name__}: {text}; report it (python -X dev -m ocrfix shows where)")
        return FAILED
    if status == STOPPED:
        say("stopped; what was written is whole, the rest is as it was")
    return status


def _instead(args: Sequence[str]) -> tuple[str, ...]:
    """Return what the user of a command can do where standard output fails, if it is special."""
    return ("use --output",) if list(args[:1]) == ["clean"] else ()


def _command(args: Sequence[str]) -> int:
    from ocrfix.cli.straight import read

    plain = read(args)
    if plain is not None:
        _import_msgspec()
        command, values = plain
        status = command(**values)
        return status if isinstance(status, int) else DONE
    from ocrfix.cli.app import app

    try:
        # An exit comes back as its status, what a command returns as it is.
        status = app(list(args) or ["--help"], prog_name="ocrfix", standalone_mode=False)
    except SystemExit:  # Typer leaves by itself only when nobody reads its help any more
        return FAILED
    except Exception as error:
        # The errors of usage are Click's, which Typer brings under a name that moved once already.
        describe = getattr(error, "format_message", None)
        if describe is None:
            raise
        message = " ".join(str(describe()).split()).rstrip(".")
        where = getattr(getattr(error, "ctx", None), "command_path", "ocrfix")
        say(f"{message}; see {where} --help")
        return FAILED
    return status if isinstance(status, int) else DONE


def _import_msgspec() -> None:
    """Import msgspec without ``typing_extensions``.

    Where Typer has brought that along, msgspec takes it in place of ``typing``, which serves as
    well from Python 3.11 on; importing it takes as long as half of Python's own start.
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


def _leave(status: int) -> None:
    """End this process at once, where nothing is left to do but to take it apart.

    Taking dictionaries and patterns apart piece by piece takes as long as Python needs to start;
    the system takes back the memory of a process whole. Where other processes were at work, or
    somebody watches or goes on with this one, Python ends it in its own way.
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
        except (OSError, ValueError):  # what could be said about it was said
            return
    os._exit(status)


def _stop(signal_number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _drop_output() -> None:
    """Let Python flush its output into nothing when it ends, instead of complaining."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
