"""The fingerprint of a run: everything except the inputs on which its results depend."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ocrfix._version import __version__
from ocrfix.system import safe_files

if TYPE_CHECKING:
    from ocrfix.config import Config

_MAX_DICTIONARY_BYTES = 256 << 20

_NOT_DIGESTED = ("dictionaries", "word_files", "exclude", "folders")
"""Settings that contain paths; the contents of the files are digested instead."""


class Fingerprint(msgspec.Struct, frozen=True, kw_only=True):
    """The program, dictionaries and settings of a run; results with another one are outdated.

    Attributes:
        ocrfix: the version of the program.
        code: the digest of its code, which changes more often than the version in a checkout.
        dictionaries: the digest of the dictionaries, including those of the user.
        settings: the digest of the settings that the results depend on.
    """

    ocrfix: str
    code: str
    dictionaries: str
    settings: str


def fingerprint(config: Config, *options: str) -> Fingerprint:
    """Return the fingerprint of a run with these settings.

    Args:
        config: the settings.
        options: further values on which the results depend; they are digested with the settings.

    >>> from ocrfix import Config
    >>> one, two = Config.default(), Config.default().merged({"correct": {"threshold": 0.9}})
    >>> first, second = fingerprint(one), fingerprint(two)
    >>> first == second, first.dictionaries == second.dictionaries
    (False, True)
    """
    return Fingerprint(
        ocrfix=__version__,
        code=_code_digest(),
        dictionaries=_dictionaries_digest(config),
        settings=_settings_digest(config, options),
    )


def differing_settings(config: Config, run: Fingerprint) -> str | None:
    """Return the digest of settings and dictionaries; ``None`` if they are those of the run.

    >>> from ocrfix import Config
    >>> differing_settings(Config.default(), fingerprint(Config.default())) is None
    True
    """
    settings, dictionaries = _settings_digest(config, ()), _dictionaries_digest(config)
    if (settings, dictionaries) == (run.settings, run.dictionaries):
        return None
    return _digest([settings.encode(), dictionaries.encode()])


def _code_digest() -> str:
    package = Path(__file__).resolve().parent.parent
    return _digest(
        part
        for path in sorted(package.rglob("*.py"))
        for part in (path.relative_to(package).as_posix().encode(), path.read_bytes())
    )


def _dictionaries_digest(config: Config) -> str:
    from ocrfix.dictionaries.store import ensure_compiled
    from ocrfix.lexicon.format import MANIFEST, source_files

    parts = [(ensure_compiled() / MANIFEST).read_bytes()]  # contains the digest of each dictionary
    for file in config.word_files:
        parts.append(_content(Path(file)))
    for folder in config.dictionaries:
        for name, path in source_files(Path(folder)).items():
            parts += (name.encode("utf-8", "surrogateescape"), _content(path))
    return _digest(parts)


def _content(path: Path) -> bytes:
    """Return the content of a file, or why it cannot be read, which its reader will report."""
    try:
        return safe_files.read(path, _MAX_DICTIONARY_BYTES)
    except safe_files.UnreadableFile as error:
        return str(error).encode()


def _settings_digest(config: Config, options: Iterable[str]) -> str:
    tree = msgspec.to_builtins(config)
    for name in _NOT_DIGESTED:
        del tree[name]
    del tree["read"]["extensions"]  # decides which files are inputs, not their results
    parts = [msgspec.json.encode(tree, order="deterministic")]
    return _digest([*parts, *(text.encode("utf-8", "surrogatepass") for text in options)])


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
