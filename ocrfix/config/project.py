"""The settings of a project, and of each file in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ocrfix.config import Config, ConfigError
from ocrfix.config.discovery import Place, locate, shown

if TYPE_CHECKING:
    from ocrfix.config.globs import Globs

STDIN = "-"


class Project:
    """One file of settings, and what it says of the files around it.

    Args:
        place: where the settings stand.
        config: what they say, laid over the defaults.

    >>> project = Project(Place(None, "/p", "/p"), Config.default().merged(
    ...     {"exclude": ["raw/**"], "folders": {"*.md": {"correct": {"threshold": 0.9}}}}))
    >>> project.leaves_out("/p/raw/1.txt"), project.leaves_out("/p/1.txt")
    (True, False)
    >>> project.of("/p/1.md").correct.threshold, project.of("/p/1.txt").correct.threshold
    (0.9, 0.75)
    """

    def __init__(self, place: Place, config: Config) -> None:
        self.place = place
        self.config = config
        self._made: dict[tuple[str, ...], Config] = {}

    def leaves_out(self, path: str) -> bool:
        """Whether the file at ``path`` is left out."""
        return bool(self.config.exclude) and self._excluded.match(self.below(path))

    def folders(self, path: str) -> tuple[str, ...]:
        """Return the globs under ``folders`` that mean the file at ``path``, in their order."""
        if not self.config.folders:
            return ()
        below = self.below(path)
        return tuple(glob for glob, globs in self._by_folder if globs.match(below))

    def of(self, path: str) -> Config:
        """Return the settings of the file at ``path``; the same object for the same settings."""
        globs = self.folders(path)
        found = self._made.get(globs)
        if found is None:
            # What holds for the project is settled now; two files with the same corrections get
            # the same settings, whatever their project leaves out.
            found = replace(self.config, exclude=(), folders={})
            if globs:
                from ocrfix.config.loader import laid_over

                for glob in globs:
                    found = laid_over(found, self.config.folders[glob])
            self._made[globs] = found
        return found

    def below(self, path: str) -> str:
        """Return ``path`` as globs and baselines see it: from the project's folder, with ``/``."""
        return os.path.relpath(os.path.abspath(path), self.place.folder).replace(os.sep, "/")

    @cached_property
    def _excluded(self) -> Globs:
        from ocrfix.config.globs import Globs

        return Globs(self.config.exclude)

    @cached_property
    def _by_folder(self) -> list[tuple[str, Globs]]:
        from ocrfix.config.globs import Globs

        return [(glob, Globs([glob])) for glob in self.config.folders]


class Projects:
    """The projects of a run, each read once.

    Args:
        named: the file of settings that the command line names, which holds for all files.
        over: lays what else the command line says over the settings of each project.
    """

    def __init__(self, named: Path | None = None, over: Callable[[Config], Config] | None = None):
        self._named = named
        self._over = over
        self._folders: dict[str, Project | ConfigError] = {}
        self._files: dict[Place, Project | ConfigError] = {}

    def of(self, path: str) -> Project:
        """Return the project of a file or folder; of standard input that of the current folder.

        Raises:
            ConfigError: its settings cannot be used; the same error for all files of the project.
        """
        folder = "" if path == STDIN or self._named is not None else self._folder(path)
        found = self._folders.get(folder)
        if found is None:
            found = self._folders[folder] = self._found(folder or os.getcwd())
        if isinstance(found, ConfigError):
            raise found
        return found

    def _folder(self, path: str) -> str:
        return os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path))

    def _found(self, folder: str) -> Project | ConfigError:
        try:
            place = self._place(folder)
        except ConfigError as error:
            return error
        found = self._files.get(place)
        if found is None:
            try:
                found = Project(place, self._config(place))
            except ConfigError as error:
                found = error
            self._files[place] = found
        return found

    def _place(self, folder: str) -> Place:
        if self._named is not None:
            here = os.getcwd()
            return Place(str(self._named), here, here)
        return locate(folder)

    def _config(self, place: Place) -> Config:
        config = Config.default()
        if self._named is not None:
            from ocrfix.config.loader import read

            config = read(self._named, config)
        elif place.file is not None:
            config = _read(place, config)
        return self._over(config) if self._over is not None else config


def _read(place: Place, base: Config) -> Config:
    """Read settings that were found, and not named: they may come from anybody."""
    from ocrfix.config.loader import read
    from ocrfix.config.sandbox import within

    assert place.file is not None
    path = shown(place.file)
    if not within(place.file, place.root):
        raise ConfigError(f"{path}:1: a link out of {place.root}; put the settings there")
    return read(Path(path), base, Path(place.root))
