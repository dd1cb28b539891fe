"""``ocrfix init``: write a file of settings for a project, to be filled in."""

from __future__ import annotations

import os
from typing import Annotated

from ocrfix.cli.declare import Argument
from ocrfix.cli.help import epilog
from ocrfix.cli.options import Quiet
from ocrfix.cli.run import DONE, FAILED, Refused, put, say
from ocrfix.system.os_errors import reason

EPILOG = epilog("ocrfix init texts/", nothing="written", something=None)

TEMPLATE = """\
# The settings of ocrfix for this folder and all below it, as far as no nearer file is found.
# What is left out keeps its default: `ocrfix config --show` tells all settings in force, and where
# each comes from. Take away the # before a line to use it.

# Words and names of these records that are never changed, and attract their misread twins.
# words: [Varnhult, AMLASH]

# Files of such words, one a line, and folders of your own dictionaries, which
# `ocrfix learn vocabulary` makes. They have to lie in this project.
# word_files: [names.txt]
# dictionaries: [my-words]

# Files that ocrfix passes over, also where they are named. Globs as in .gitignore.
# exclude:
#   - "raw/**"
#   - "*.orig.txt"

# correct:
#   # From which confidence on a correction is made. 0.75 is the default; 0.9 makes fewer and surer.
#   threshold: 0.9
#   correctors:
#     punctuation: false

# What differs for some of the files. A later glob wins over an earlier one.
# folders:
#   "teletype/**":
#     correct: {threshold: 0.9}
"""


def init(
    folder: Annotated[
        str, Argument(metavar="[FOLDER]", help="Where to; else the current folder.")
    ] = ".",
    quiet: Quiet = False,
) -> int:
    """Write .ocrfix.yaml, a file of settings with every line commented out.

    A file that is there already is left alone.
    """
    from ocrfix.config.discovery import PROJECT_FILE, PYPROJECT_FILE
    from ocrfix.text.escape import printable

    path = os.path.normpath(os.path.join(folder, PROJECT_FILE))
    name = printable(path)
    try:
        _refuse_second(folder, PYPROJECT_FILE)
        # Made here or not at all: a file that comes to be in between is not written over either.
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(TEMPLATE)
                file.flush()
            except BaseException:  # half a file would be taken for a whole one
                os.unlink(path)
                raise
    except FileExistsError:
        say(f"{name}: there already; edit it, or take it away first")
        return FAILED
    except OSError as error:
        say(f"{name}: cannot be written: {reason(error)}; check the folder")
        return FAILED
    except Refused as error:
        say(error)
        return FAILED
    if not quiet:
        put(f"{name}: written; every line is a comment until you take away its #\n".encode())
    return DONE


def _refuse_second(folder: str, file: str) -> None:
    """Refuse a second file of settings where a table stands: the table would count no more."""
    from ocrfix.config import ConfigError
    from ocrfix.config.discovery import has_settings

    path = os.path.normpath(os.path.join(folder, file))
    try:
        if has_settings(path):
            raise Refused(f"{path}: has a table [tool.ocrfix] already; write the settings there")
    except ConfigError as error:
        raise Refused(error) from error
