"""The pipelines of a run: one for each configuration, with its dictionaries opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ocrfix.cli.errors import CommandError

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.pipeline import Pipeline, PipelineCache


class OpenPipelines:
    """The pipelines of a run, one for each configuration, opened before their first text.

    Args:
        parts: the parts of a pipeline that are opened with it, before the first file is read: an
            error in a dictionary is an error for all files.
    """

    def __init__(self, *parts: str) -> None:
        self._parts = parts
        self._cache: PipelineCache | None = None
        self._errors: dict[bytes, CommandError] = {}

    def __reduce__(self) -> tuple[type[OpenPipelines], tuple[str, ...]]:
        """Pickle without the pipelines: mapped files cannot be sent to another process."""
        return OpenPipelines, self._parts

    def of(self, config: Config) -> Pipeline:
        """Return the pipeline for a configuration.

        Raises:
            CommandError: a dictionary cannot be used.
        """
        from msgspec.json import encode

        from ocrfix.pipeline import PipelineCache

        if self._cache is None:
            self._cache = PipelineCache()
        key = encode(config)
        if key in self._errors:
            raise self._errors[key]
        try:
            return open_pipeline(config, *self._parts, cache=self._cache)
        except CommandError as error:
            self._errors[key] = error
            raise


def open_pipeline(config: Config, *parts: str, cache: PipelineCache | None = None) -> Pipeline:
    """Return a pipeline with the dictionaries opened that its named parts need.

    Args:
        config: the configuration.
        parts: the parts to open.
        cache: the pipelines with which it shares dictionaries; if ``None``, none.

    Raises:
        CommandError: a dictionary cannot be used.
    """
    from ocrfix.pipeline import PipelineCache

    try:
        pipeline = (PipelineCache() if cache is None else cache).get(config)
        for part in parts:
            getattr(pipeline, part)
    except (ValueError, OSError) as error:
        from ocrfix.system.out_of_memory import is_out_of_memory

        if is_out_of_memory(error):
            raise MemoryError from error
        raise CommandError(" ".join(str(error).split())) from error
    return pipeline


def load_config(path: Path | None) -> Config:
    """Return the configuration of a file, else of the current folder, else the defaults.

    Raises:
        CommandError: it cannot be used.
    """
    from ocrfix.config import ConfigError
    from ocrfix.config.project import STDIN, Projects

    try:
        return Projects(path).config_for(STDIN)
    except ConfigError as error:
        raise CommandError(error) from error
