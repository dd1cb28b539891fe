"""The work directory of a run: its lock, its journal, and the file being written.

It is next to the results, on the same disk, and is removed when the run is complete. Everything
that an interrupted run leaves behind is in it. It may have come with a folder of results from
anywhere, so nothing is ever written through a link in it, or through itself if it is a link.
"""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from types import TracebackType

from ocrfix.system.atomic_write import replace_file

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class LockedError(Exception):
    """Another run has locked the directory; the text is its process id, if that is known."""


class WorkDir:
    """A work directory, locked by one process at a time.

    Args:
        folder: the directory; created if it does not exist.

    Attributes:
        journal: the journal of this run.
        previous: the entries of earlier, interrupted runs.
        temporary: the file being written.

    Raises:
        LockedError: another process has locked it.
        OSError: it cannot be written, or is a link.

    >>> import tempfile
    >>> with WorkDir(Path(tempfile.mkdtemp(), "work")) as work_dir:
    ...     work_dir.journal.name
    'journal.jsonl'
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = folder / "journal.jsonl"
        self.previous = folder / "previous.jsonl"
        self.temporary = folder / "temporary"
        self._lock_file = folder / "lock"
        self._files = (
            self.journal,
            self.previous,
            self.previous.with_suffix(".new"),
            self.temporary,
        )
        self._lock = -1
        self._finished = False

    def __enter__(self) -> WorkDir:
        while self._lock < 0:
            self.folder.mkdir(parents=True, exist_ok=True)
            if self.folder.is_symlink():
                raise OSError(errno.ELOOP, f"{self.folder.name} in it is a link; remove it")
            with contextlib.suppress(FileNotFoundError):  # another run is just removing it
                self._lock = self._acquire_lock()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.temporary.unlink(missing_ok=True)
        self._lock_file.unlink(missing_ok=True)
        os.close(self._lock)
        if self._finished:
            with contextlib.suppress(OSError):
                self.folder.rmdir()

    @property
    def ignores_case(self) -> bool:
        """Whether ``Memo.txt`` and ``memo.txt`` are the same file, as on Windows and macOS."""
        return self._lock_file.with_name(self._lock_file.name.upper()).exists()

    def finish(self) -> None:
        """Remove the files: the run is complete."""
        for path in self._files:
            path.unlink(missing_ok=True)
        self._finished = True

    def write(self, target: str, data: bytes, like: str | None = None) -> None:
        """Write a file completely or not at all.

        It is not synced to disk. If the program dies, the system still writes it; if the power
        fails, the next run detects by its digest that it is incomplete.

        Args:
            target: the file; its folder is created if it does not exist. A link stays a link.
            data: the content.
            like: a file whose permissions a new file gets.

        Raises:
            OSError: it cannot be written.
        """
        self.temporary.unlink(missing_ok=True)  # a killed run may have left one
        self.temporary.write_bytes(data)
        self.move_to(target, like)

    def move_to(self, target: str, like: str | None = None) -> None:
        """Replace ``target`` by the file ``temporary``; see :meth:`write`."""
        target = os.path.realpath(target)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        replace_file(str(self.temporary), target, like=like)

    def _acquire_lock(self) -> int:
        """Return the descriptor of the locked lock file, or -1 if it was removed meanwhile.

        The system releases the lock when the process ends, however it ends, so the mere existence
        of the file means nothing.
        """
        # Of a link only the link itself is removed; a pipe would block.
        for path in (*self._files, self._lock_file):
            if path.is_symlink() or (path.exists() and not path.is_file()):
                path.unlink()
        file = os.open(self._lock_file, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o666)
        try:
            try:
                import fcntl
            except ImportError:  # Windows; two runs in one directory are not detected there
                return file
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.path.samestat(os.fstat(file), os.stat(self._lock_file)):
                os.close(file)
                return -1
        except BlockingIOError:
            process = os.read(file, 20).decode("ascii", "replace").strip()
            os.close(file)
            raise LockedError(process) from None
        except BaseException:
            os.close(file)
            raise
        os.ftruncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        return file
