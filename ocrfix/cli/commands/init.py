"""``ocrfix init``: write a settings file for a project, to be filled in."""

from __future__ import annotations

import os
from typing import Annotated

from ocrfix.cli import exit_codes
from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.options import Quiet
from ocrfix.cli.parameters import Argument
from ocrfix.cli.streams import print_message, write_stdout
from ocrfix.system.os_errors import reason

EPILOG = epilog("ocrfix init texts/", ok="written", changed=None)

TEMPLATE = """\
# Settings of ocrfix for this folder and the folders below it that have no file of their own.
# Settings that are not here keep their defaults: `ocrfix config --show` lists the settings in force
# and the origin of each. Remove the # before a line to use it.

# Words and names in these records that are never changed, and to which misreadings are corrected.
# words: [Varnhult, AMLASH]

# Files of such words, one per line, and folders of your own dictionaries, which
# `ocrfix learn vocabulary` creates. They have to be inside this project.
# word_files: [names.txt]
# dictionaries: [my-words]

# Files that ocrfix skips, even if they are named on the command line. Globs as in .gitignore.
# exclude:
#   - "raw/**"
#   - "*.orig.txt"

# correct:
#   # The minimum confidence of a correction. The default is 0.75; 0.9 makes fewer, safer ones.
#   threshold: 0.9
#   correctors:
#     punctuation: false

# Settings for some of the files. A later glob overrides an earlier one.
# folders:
#   "teletype/**":
#     correct: {threshold: 0.9}
"""


def init(
    folder: Annotated[
        str, Argument(metavar="FOLDER", help="The folder; by default the current one.")
    ] = ".",
    quiet: Quiet = False,
) -> int:
    """Write .ocrfix.yaml, a settings file to fill in.

    Every line is commented out. An existing file is not changed.
    """
    from ocrfix.config.discovery import PROJECT_FILE, PYPROJECT_FILE
    from ocrfix.text.escape import printable

    path = os.path.normpath(os.path.join(folder, PROJECT_FILE))
    name = printable(path)
    try:
        _check_pyproject(folder, PYPROJECT_FILE)
        # Fails if the file exists, also if another process creates it at this moment.
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(TEMPLATE)
                file.flush()
            except BaseException:  # half a file would look like a complete one
                os.unlink(path)
                raise
    except FileExistsError:
        print_message(f"{name}: exists already; edit it, or remove it first")
        return exit_codes.FAILED
    except OSError as error:
        print_message(f"{name}: cannot be written: {reason(error)}; check the folder")
        return exit_codes.FAILED
    if not quiet:
        message = f"{name}: written; every line is a comment until you remove its #\n"
        write_stdout(message.encode())
    return exit_codes.OK


def _check_pyproject(folder: str, file: str) -> None:
    """Reject a second settings file beside a table in pyproject.toml, which it would disable."""
    from ocrfix.config import ConfigError
    from ocrfix.config.discovery import has_settings

    path = os.path.normpath(os.path.join(folder, file))
    try:
        if has_settings(path):
            raise CommandError(f"{path}: has a table [tool.ocrfix]; write the settings there")
    except ConfigError as error:
        raise CommandError(error) from error
