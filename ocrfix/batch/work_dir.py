"""The folder in which a run works: its lock, its journal, and what it is just writing.

It stands beside the results, on the same disk, and goes when the run has come to its end. Whatever
an interrupted run leaves behind is in it, and nowhere else. It may have come along with a folder of
results from anywhere: what is a link in it, or a link itself, is never written through.
"""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from types import TracebackType

from ocrfix.system.atomic_write import replace_file

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Busy(Exception):
    """Another run works here; the text is its process id, if that is known."""


class Workplace:
    """A folder to work in, for one process at a time.

    Args:
        folder: where; made if need be.

    Raises:
        Busy: another process works there.
        OSError: it cannot be written, or is a link.

    >>> import tempfile
    >>> with Workplace(Path(tempfile.mkdtemp(), "work")) as place:
    ...     place.journal.name
    'journal.jsonl'
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = folder / "journal.jsonl"
        self.known = folder / "known.jsonl"
        self.product = folder / "product"
        self._lock_file = folder / "lock"
        self._own = (self.journal, self.known, self.known.with_suffix(".new"), self.product)
        self._lock = -1
        self._clear = False

    def __enter__(self) -> Workplace:
        while self._lock < 0:
            self.folder.mkdir(parents=True, exist_ok=True)
            if self.folder.is_symlink():
                raise OSError(errno.ELOOP, f"{self.folder.name} in it is a link; take it away")
            with contextlib.suppress(FileNotFoundError):  # the run before is just tidying up
                self._lock = self._locked()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.product.unlink(missing_ok=True)
        self._lock_file.unlink(missing_ok=True)
        os.close(self._lock)
        if self._clear:
            with contextlib.suppress(OSError):
                self.folder.rmdir()

    @property
    def one_case(self) -> bool:
        """Whether the disk takes ``Memo.txt`` for ``memo.txt``, as those of Windows and macOS."""
        return self._lock_file.with_name(self._lock_file.name.upper()).exists()

    def done(self) -> None:
        """Say that the run has come to its end, and nothing is needed any more."""
        for path in self._own:
            path.unlink(missing_ok=True)
        self._clear = True

    def put(self, target: str, data: bytes, like: str | None = None) -> None:
        """Write a file, whole or not at all.

        It is not forced onto the disk: against the death of the program that is not needed, and
        what a power cut leaves is found out by its digest when the run goes on.

        Args:
            target: the file; its folder is made if need be. A link stays a link.
            data: the content.
            like: a file whose permissions a new file gets.

        Raises:
            OSError: it cannot be written.
        """
        self.product.unlink(missing_ok=True)  # a run that was killed may have left one
        self.product.write_bytes(data)
        self.move(target, like)

    def move(self, target: str, like: str | None = None) -> None:
        """Put what stands in ``product`` in the place of ``target``; see :meth:`put`."""
        target = os.path.realpath(target)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        replace_file(str(self.product), target, like=like)

    def _locked(self) -> int:
        """Return the descriptor of the locked lock file, or -1 if it went away meanwhile.

        The system lets go of the lock when the process ends, however it ends; that the file is
        there says nothing.
        """
        # Of a link in the place of a file of ours only the link goes; a pipe would be waited for.
        for path in (*self._own, self._lock_file):
            if path.is_symlink() or (path.exists() and not path.is_file()):
                path.unlink()
        file = os.open(self._lock_file, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o666)
        try:
            try:
                import fcntl
            except ImportError:  # Windows; there two runs in one place are not noticed
                return file
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.path.samestat(os.fstat(file), os.stat(self._lock_file)):
                os.close(file)
                return -1
        except BlockingIOError:
            process = os.read(file, 20).decode("ascii", "replace").strip()
            os.close(file)
            raise Busy(process) from None
        except BaseException:
            os.close(file)
            raise
        os.ftruncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        return file
