"""What a result depends on besides its input: the program, its dictionaries, its settings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ocrfix.system import safe_files

if TYPE_CHECKING:
    from ocrfix.config import Config

_LARGEST = 256 << 20


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """What results have in common; where one of these differs, they have to be made anew.

    Attributes:
        ocrfix: the version of the program.
        code: the digest of its code, which in a checkout changes more often than the version.
        dictionaries: the digest of the dictionaries, the user's own among them.
        settings: the digest of the settings that the results depend on.
    """

    ocrfix: str
    code: str
    dictionaries: str
    settings: str


def stamp(config: Config, *asked: str) -> Stamp:
    """Return the stamp of what is made with these settings, now.

    Args:
        config: the settings.
        asked: what else the results depend on; it counts as settings.

    >>> from ocrfix import Config
    >>> one, two = Config.default(), Config.default().merged({"correct": {"threshold": 0.9}})
    >>> stamp(one) == stamp(two), stamp(one).dictionaries == stamp(two).dictionaries
    (False, True)
    """
    from ocrfix import __version__

    return Stamp(
        ocrfix=__version__,
        code=_code(),
        dictionaries=_dictionaries(config),
        settings=_settings(config, asked),
    )


def own(config: Config, mark: Stamp) -> str | None:
    """Return the digest of settings that differ from those of a stamp; ``None`` if they do not.

    >>> from ocrfix import Config
    >>> own(Config.default(), stamp(Config.default())) is None
    True
    """
    settings, dictionaries = _settings(config, ()), _dictionaries(config)
    if (settings, dictionaries) == (mark.settings, mark.dictionaries):
        return None
    return _digest([settings.encode(), dictionaries.encode()])


def _code() -> str:
    package = Path(__file__).resolve().parent.parent
    return _digest(
        part
        for path in sorted(package.rglob("*.py"))
        for part in (path.relative_to(package).as_posix().encode(), path.read_bytes())
    )


def _dictionaries(config: Config) -> str:
    from ocrfix.dictionaries.store import ready
    from ocrfix.lexicon.format import MANIFEST, source_files

    parts = [(ready() / MANIFEST).read_bytes()]  # which holds the digest of each dictionary
    for file in config.word_files:
        parts.append(_content(Path(file)))
    for folder in config.dictionaries:
        for name, path in source_files(Path(folder)).items():
            parts += (name.encode("utf-8", "surrogateescape"), _content(path))
    return _digest(parts)


def _content(path: Path) -> bytes:
    """Return what stands in a file; of what is none, why, since whoever needs it will complain."""
    try:
        return safe_files.read(path, _LARGEST)
    except safe_files.UnreadableFile as error:
        return str(error).encode()


def _settings(config: Config, asked: Iterable[str]) -> str:
    """Digest the settings, but for those that say where things stand and not what they are."""
    tree = msgspec.to_builtins(config)
    for name in ("dictionaries", "word_files", "exclude", "folders"):
        del tree[name]
    del tree["read"]["extensions"]
    parts = [msgspec.json.encode(tree, order="deterministic")]
    return _digest([*parts, *(text.encode("utf-8", "surrogatepass") for text in asked)])


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
