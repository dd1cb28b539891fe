"""Writing a file completely or not at all.

The new content goes into a temporary file in the same folder, which then replaces the target, so
that an interruption leaves the old content.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO


@contextmanager
def atomic_write(
    target: str, *, like: str | None = None, keep_times: bool = False
) -> Iterator[BinaryIO]:
    """Open a temporary file that replaces ``target`` when the block ends without an exception.

    Missing folders are created. A device or pipe is written to directly.

    Args:
        target: the file, with symbolic links resolved: a link would be replaced itself.
        like: a file whose permissions a new file gets.
        keep_times: whether an existing file keeps its times of modification and access.

    Raises:
        OSError: the file cannot be written.

    >>> import tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "a.txt")
    >>> with atomic_write(path) as file:
    ...     _ = file.write(b"text")
    >>> open(path).read()
    'text'
    """
    if os.path.exists(target) and not stat.S_ISREG(os.stat(target).st_mode):
        with open(target, "wb") as device:
            yield device
        return
    os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
    exists = os.path.exists(target)
    if exists:
        _check_writable(target)
    # Two machines or containers that share a folder may have processes with the same number.
    name = f".ocrfix-{os.getpid()}-{os.urandom(4).hex()}.tmp"
    temporary = os.path.join(os.path.dirname(target), name)
    try:
        # Not made by tempfile, which would hide a new file from the user's group. But nobody else
        # may read a file that is to become like one that they may not read.
        mode = 0o600 if exists or like is not None else 0o666
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            yield file
            if exists:
                # Some disks report only now that they are full; the old file is still there.
                file.flush()
                os.fsync(file.fileno())
        replace_file(temporary, target, like=like, keep_times=keep_times)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def replace_file(
    temporary: str, target: str, *, like: str | None = None, keep_times: bool = False
) -> None:
    """Replace ``target`` by a finished file, which gets its owner, group and permissions.

    Args:
        temporary: the finished file, on the same disk.
        target: see :func:`atomic_write`.
        like: see :func:`atomic_write`.
        keep_times: see :func:`atomic_write`.

    Raises:
        OSError: the target cannot be replaced.
    """
    if os.path.exists(target):
        _check_writable(target)
        status = os.stat(target)
        if hasattr(os, "chown"):
            with suppress(OSError):  # only root may give files away
                os.chown(temporary, status.st_uid, status.st_gid)
        os.chmod(temporary, stat.S_IMODE(status.st_mode))
        if keep_times:
            with suppress(OSError):  # on a disk that keeps no times, the new ones do no harm
                os.utime(temporary, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif like is not None:
        os.chmod(temporary, stat.S_IMODE(os.stat(like).st_mode))
    os.replace(temporary, target)


def _check_writable(target: str) -> None:
    """Respect write protection, which replacing a file would bypass."""
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "write-protected")
