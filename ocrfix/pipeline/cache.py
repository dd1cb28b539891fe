"""Pipeline cache: the pipelines of a process, by their settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ocrfix.pipeline.pipeline import Pipeline
from ocrfix.pipeline.resources import CorrectionResources, TaggingResources
from ocrfix.system.cache import Cache

if TYPE_CHECKING:
    from ocrfix.config import Config

_CAPACITY = 16


class PipelineCache:
    """Pipelines by their settings; those with the same dictionaries share the opened ones.

    Settings often differ from folder to folder in a threshold only.

    Args:
        capacity: how many pipelines are kept at least.
    """

    def __init__(self, capacity: int = _CAPACITY) -> None:
        self._pipelines = Cache(capacity)
        self._tagging = Cache(capacity)
        self._correction = Cache(capacity)

    def get(self, config: Config) -> Pipeline:
        """Return the pipeline for some settings, created on the first call."""
        key = msgspec.json.encode(config)
        pipeline: Pipeline | None = self._pipelines.get(key)
        if pipeline is None:
            pipeline = Pipeline(config, self._tagging_for(config), self._correction_for(config))
            self._pipelines.put(key, pipeline)
        return pipeline

    def _tagging_for(self, config: Config) -> TaggingResources:
        key = config.dictionaries
        found: TaggingResources | None = self._tagging.get(key)
        if found is None:
            found = TaggingResources(key)
            self._tagging.put(key, found)
        return found

    def _correction_for(self, config: Config) -> CorrectionResources:
        key = config.dictionaries, config.words, config.word_files
        found: CorrectionResources | None = self._correction.get(key)
        if found is None:
            found = CorrectionResources(*key)
            self._correction.put(key, found)
        return found


_process_cache = PipelineCache(capacity=4)


def get_pipeline(config: Config | None = None) -> Pipeline:
    """Return the pipeline of this process for some settings, by default the default ones."""
    if config is None:
        from ocrfix.config import Config

        config = Config.default()
    return _process_cache.get(config)
