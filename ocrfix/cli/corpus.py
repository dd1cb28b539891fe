"""``ocrfix clean`` over many documents: by several processes, and to be taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocrfix.cli.session import CHANGED, DONE, FAILED, Refused, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocrfix.config import Config
    from ocrfix.corpus.summary import Summary


def begun(out: str) -> bool:
    """Whether a folder has results of a run that keeps a manifest, or of one that was interrupted.

    Such a folder is gone on with, also where no option says so: otherwise its manifest would be
    wrong.
    """
    import os

    return any(os.path.lexists(os.path.join(out, name)) for name in _SIGNS)


_SIGNS = ("ocrfix-manifest.jsonl", ".ocrfix")
"""What a run leaves in its folder; named here so that an ordinary run loads nothing for it."""


def over_folder(paths: Sequence[str], out: str, config: Config, jobs: int | None) -> int:
    """Clean files into a folder with a manifest, and return the status.

    Raises:
        Refused: it cannot be done.
    """
    from ocrfix.corpus.run import RunError, clean_folder

    try:
        return _told(clean_folder(paths, out, config, jobs, say))
    except RunError as error:
        raise Refused(error) from error


def _told(summary: Summary) -> int:
    for line in summary.lines():
        say(line)
    if summary.causes:
        return FAILED
    return CHANGED if summary.changed else DONE
