"""One run of a command: its settings, its inputs, its complaints, and its status in the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.model import Source
    from ocrfix.pipeline import Workshop
    from ocrfix.read import Found

DONE, CHANGED, FAILED = 0, 1, 2


class Refused(Exception):
    """The job cannot be done as asked; the text is one line that says why, and what to do."""


class Session:
    """The state of one run.

    Attributes:
        status: what the run has come to so far: :data:`DONE`, :data:`CHANGED` or :data:`FAILED`.
    """

    def __init__(self) -> None:
        self.status = DONE

    def changed(self) -> None:
        """Note that something was changed or found."""
        self.status = max(self.status, CHANGED)

    def complain(self, problem: object) -> None:
        """Say in one line what could not be done, and note it."""
        say(problem)
        self.status = FAILED

    def each(
        self,
        paths: Sequence[str],
        config: Config,
        act: Callable[[Found, str, Source], None],
        leave_out: str | None = None,
    ) -> None:
        """Read each input that ``paths`` stand for and call ``act`` with it, one after the other.

        What is wrong with one input is said in one line, and the next one is done.
        """
        from ocrfix.read import ReadError, read
        from ocrfix.read.errors import printable

        for found in self._found(paths, config, leave_out):
            name = printable(found.path)
            encoding = ""
            try:
                text, source = read(found, config)
                encoding = source.encoding
                act(found, text, source)
            except (ReadError, Refused) as error:
                self.complain(error)
            except UnicodeEncodeError as error:
                sign = error.object[error.start]
                self.complain(
                    f"{name}: {encoding} has no {sign!r}, which stands in its text now; "
                    "save it as UTF-8 first"
                )
            except BrokenPipeError:
                raise
            except MemoryError:
                self.complain(f"{name}: not enough memory; split it")
            except Exception as error:
                if sys.flags.dev_mode:
                    raise
                self.complain(
                    f"{name}: {type(error).__name__}: {' '.join(str(error).split())}; "
                    "report it, with the file (python -X dev -m ocrfix shows where)"
                )

    def _found(
        self, paths: Sequence[str], config: Config, leave_out: str | None
    ) -> Iterator[Found]:
        from ocrfix.read import ReadError, find

        for found in find(paths, config, leave_out):
            if isinstance(found, ReadError):
                self.complain(found)
            else:
                yield found


def say(message: object) -> None:
    """Write one line to standard error, whatever is in the message."""
    from ocrfix.read.errors import printable

    print(f"ocrfix: {printable(str(message))}", file=sys.stderr)


def settings(path: Path | None) -> Config:
    """Return the settings of ``path``, else those of the current folder, else the defaults.

    Raises:
        Refused: they cannot be used.
    """
    from ocrfix.config import ConfigError, find, load

    try:
        return load(path or find(Path()))
    except ConfigError as error:
        raise Refused(error) from error


def workshop(config: Config, *parts: str) -> Workshop:
    """Return the pipeline with the dictionaries opened that its named parts need.

    They are opened before the first file is read: what is wrong with one is wrong for all files.

    Raises:
        Refused: a dictionary cannot be used.
    """
    from ocrfix.pipeline import Workshop

    try:
        shop = Workshop(config)
        for part in parts:
            getattr(shop, part)
    except (ValueError, OSError) as error:
        raise Refused(" ".join(str(error).split())) from error
    return shop


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
    reason = (error.strerror or str(error)).lower()
    return Refused(f"standard output: cannot be written: {reason}; make room, or {instead}")


def is_folder(path: str) -> bool:
    """Whether ``path`` is a folder, or is written as one."""
    return path.endswith(("/", os.sep)) or os.path.isdir(path)
