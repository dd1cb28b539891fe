"""Projects: a settings file, and the settings of each file in its folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from ocrfix.config.config import Config
from ocrfix.config.discovery import Location, display_path, locate
from ocrfix.config.errors import ConfigError
from ocrfix.config.globs import Globs
from ocrfix.config.merge import merge
from ocrfix.config.sandbox import is_inside

STDIN = "-"


class Project:
    """A settings file, and the settings of the files in its folder.

    Args:
        location: where the settings are.
        config: the settings, merged into the defaults.

    >>> project = Project(Location(None, "/p", "/p"), Config.default().merged(
    ...     {"exclude": ["raw/**"], "folders": {"*.md": {"correct": {"threshold": 0.9}}}}))
    >>> project.excludes("/p/raw/1.txt"), project.excludes("/p/1.txt")
    (True, False)
    >>> [project.config_for(path).correct.threshold for path in ("/p/1.md", "/p/1.txt")]
    [0.9, 0.75]
    """

    def __init__(self, location: Location, config: Config) -> None:
        self.location = location
        self.config = config
        self._by_globs: dict[tuple[str, ...], Config] = {}

    def excludes(self, path: str) -> bool:
        """Whether the file at ``path`` is excluded."""
        return bool(self.config.exclude) and self._excluded.match(self.relative_path(path))

    def folders(self, path: str) -> tuple[str, ...]:
        """Return the globs under ``folders`` that match the file at ``path``, in their order."""
        if not self.config.folders:
            return ()
        relative = self.relative_path(path)
        return tuple(glob for glob, globs in self._folder_globs if globs.match(relative))

    def config_for(self, path: str) -> Config:
        """Return the settings of the file at ``path``; the same object for the same settings."""
        matching = self.folders(path)
        config = self._by_globs.get(matching)
        if config is None:
            # Without the settings of the project itself: two files with the same corrections have
            # the same settings, whatever their projects exclude.
            config = replace(self.config, exclude=(), folders={})
            for glob in matching:
                config = merge(config, self.config.folders[glob])
            self._by_globs[matching] = config
        return config

    def relative_path(self, path: str) -> str:
        """Return ``path`` for globs and baselines: relative to the project's folder, with ``/``."""
        return os.path.relpath(os.path.abspath(path), self.location.folder).replace(os.sep, "/")

    @cached_property
    def _excluded(self) -> Globs:
        return Globs(self.config.exclude)

    @cached_property
    def _folder_globs(self) -> list[tuple[str, Globs]]:
        return [(glob, Globs([glob])) for glob in self.config.folders]


class Projects:
    """The projects of a run, each read once.

    Args:
        file: the settings file named on the command line, which holds for all files.
        override: merges the other options of the command line into the settings of a project.
    """

    def __init__(
        self, file: Path | None = None, override: Callable[[Config], Config] | None = None
    ) -> None:
        self._file = file
        self._override = override
        self._by_folder: dict[str, Project | ConfigError] = {}
        self._by_location: dict[Location, Project | ConfigError] = {}

    def project_for(self, path: str) -> Project:
        """Return the project of a file or folder; for standard input that of the current folder.

        Raises:
            ConfigError: its settings cannot be used; the same error for all files of the project.
        """
        folder = "" if path == STDIN or self._file is not None else _folder_of(path)
        found = self._by_folder.get(folder)
        if found is None:
            found = self._by_folder[folder] = self._find(folder or os.getcwd())
        if isinstance(found, ConfigError):
            raise found
        return found

    def config_for(self, path: str) -> Config:
        """Return the settings of the file at ``path`` in its project.

        Raises:
            ConfigError: the settings of its project cannot be used.
        """
        return self.project_for(path).config_for(path)

    def _find(self, folder: str) -> Project | ConfigError:
        try:
            location = self._locate(folder)
        except ConfigError as error:
            return error
        found = self._by_location.get(location)
        if found is None:
            try:
                found = Project(location, self._load(location))
            except ConfigError as error:
                found = error
            self._by_location[location] = found
        return found

    def _locate(self, folder: str) -> Location:
        if self._file is not None:
            here = os.getcwd()
            return Location(str(self._file), here, here)
        return locate(folder)

    def _load(self, location: Location) -> Config:
        config = Config.default()
        if self._file is not None:
            from ocrfix.config.loader import load_onto

            config = load_onto(config, self._file)
        elif location.file is not None:
            config = _load_found(location.file, location.root, config)
        return self._override(config) if self._override is not None else config


def _folder_of(path: str) -> str:
    return os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path))


def _load_found(file: str, root: str, base: Config) -> Config:
    """Load a settings file that was found, not named by the user: it may come from anybody."""
    from ocrfix.config.loader import load_onto

    path = display_path(file)
    if not is_inside(file, root):
        raise ConfigError(f"{path}:1: a link out of {root}; put the settings there")
    return load_onto(base, Path(path), Path(root))
