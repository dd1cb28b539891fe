"""The settings: what they are, where they come from, and what is wrong with a file of them.

The defaults stand in ``config.yaml`` and nowhere else. A user's file is laid over them key by key.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

FILE_NAME = "ocrfix.yaml"
"""The name under which a user's settings are found in the current folder."""

Probability = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]


class ConfigError(ValueError):
    """Settings that cannot be used; the text is one line: FILE:LINE: what is wrong; what to do."""


class Read(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How files are found and decoded.

    Attributes:
        extensions: the endings of the files of a folder that are read, such as ``.txt``.
        encodings: the codecs to try, in order, on bytes that are no Unicode.
        max_bytes: the largest file that is read.
    """

    extensions: tuple[str, ...]
    encodings: tuple[str, ...]
    max_bytes: Annotated[int, msgspec.Meta(ge=1, lt=1 << 40)]


class Correct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is corrected.

    Attributes:
        threshold: the least confidence with which a correction is made.
        suggest: the least confidence with which one is suggested.
        correctors: for each kind of damage, whether it is looked for.
    """

    threshold: Probability
    suggest: Probability
    correctors: dict[str, bool]


class Tag(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is marked.

    Attributes:
        types: for each of :data:`ocrfix.records.MARKER_TYPES`, whether it is looked for.
    """

    types: dict[str, bool]


class Emit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is written.

    Attributes:
        format: the format of ``ocrfix clean``.
        marks: what the text format does with markers.
        template: how an inline mark is written; see :func:`ocrfix.marks.template.parse`.
    """

    format: Literal["text", "json", "jsonl", "changes", "markdown", "tei", "webannotation"]
    marks: Literal["inline", "keep", "strip"]
    template: str


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings; immutable, and can be pickled.

    Attributes:
        read: how files are found and decoded.
        correct: what is corrected.
        tag: what is marked.
        emit: what is written.
        dictionaries: the folders of the user's own dictionaries.
        words: words that are never changed.
        word_files: files of such words, one a line.
        exclude: globs of files that are left out; :mod:`ocrfix.project` goes by them.
        folders: settings that differ for the files of a glob; :mod:`ocrfix.project` lays them over.

    >>> Config.default().merged({"correct": {"threshold": 0.95}}).correct.threshold
    0.95
    """

    read: Read
    correct: Correct
    tag: Tag
    emit: Emit
    dictionaries: tuple[str, ...]
    words: tuple[str, ...]
    word_files: tuple[str, ...]
    exclude: tuple[str, ...]
    folders: dict[str, dict[str, Any]]

    @classmethod
    def default(cls) -> Config:
        """Return the settings of ``config.yaml``, the one that comes with the program."""
        return _default()

    def merged(self, settings: Mapping[str, Any]) -> Config:
        """Return these settings with some of them changed.

        Args:
            settings: values by section and name, as they would stand in a file.

        Raises:
            ConfigError: an unknown name, or a value of the wrong kind.
        """
        from ocrfix.config.loader import merge

        return merge(self, settings)


def load(path: Path | str | None = None) -> Config:
    """Return the settings of a file, laid over the defaults; without a file, the defaults.

    Args:
        path: a YAML file, or a TOML file with a table ``tool.ocrfix``. The folders and files that
            it names under ``dictionaries`` and ``word_files`` are relative to it.

    Raises:
        ConfigError: the file cannot be read, or is no such file; the message is one line.

    >>> load() == Config.default()
    True
    """
    if path is None:
        return Config.default()
    from ocrfix.config.loader import read

    return read(Path(path), Config.default())


def find(folder: Path) -> Path | None:
    """Return the file of settings that stands in ``folder``, or ``None``.

    >>> find(Path("/nowhere")) is None
    True
    """
    path = folder / FILE_NAME
    return path if path.is_file() else None


@cache
def _default() -> Config:
    """Read the defaults, in the compiled form if that is not stale: YAML takes 30 ms to import."""
    from zlib import crc32

    from ocrfix.system import paths

    source = paths.default_config().read_bytes()
    compiled = paths.compiled() / "config.json"
    try:
        kept = msgspec.json.decode(compiled.read_bytes(), type=_Compiled)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        kept = None
    if (
        kept is not None
        and kept.crc == crc32(source)
        and kept.own == crc32(msgspec.json.encode(kept.config))
    ):
        return kept.config
    from ocrfix.config.loader import defaults

    config = defaults(source.decode("utf-8"), paths.default_config())
    own = crc32(msgspec.json.encode(config))
    _keep(compiled, _Compiled(crc=crc32(source), own=own, config=config))
    return config


class _Compiled(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The defaults in a form that is read quickly, and checksums.

    Attributes:
        crc: of what they were made from.
        own: of themselves, so that a damaged copy is told.
        config: the defaults.
    """

    crc: int
    own: int
    config: Config


def _keep(path: Path, compiled: _Compiled) -> None:
    """Write the compiled form if the folder can be written; the program runs without it."""
    from ocrfix.system.atomic_write import atomic_write

    with suppress(OSError), atomic_write(str(path)) as file:
        file.write(msgspec.json.encode(compiled))
