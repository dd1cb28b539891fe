"""A step for ``datatrove`` pipelines, which run locally, on Slurm or on Ray.

Needs ``pip install 'ocrfix[datatrove]'``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from datatrove.data import DocumentsPipeline
from datatrove.pipeline.base import PipelineStep

from ocrfix.config import Config
from ocrfix.formats import MarkerDisplay
from ocrfix.integrations.rows import Cleaner


class OcrFix(PipelineStep):  # type: ignore[misc]  # datatrove has no types
    r"""Replaces the text of each document, and adds markers and records to its metadata.

    Args:
        config: a settings file, settings by section and name, or ``None`` for the defaults.
        marks: what happens to markers in the text; if ``None``, as in the settings.
        markers: the key for the list of markers, or ``None`` for none.
        record: the key for the whole record, which contains the original, or ``None``.
        card: the key for the metadata of the document, or ``None``.
        error: the key for the reason why a text is unchanged; only such documents have it.
        as_json: whether to write each as a string of JSON, as Parquet with its fixed schema needs.

    Raises:
        ConfigError: the settings cannot be used.
        ValueError: two keys are the same.

    >>> from datatrove.data import Document
    >>> [document] = OcrFix(marks="keep")([Document("SECRET\n\nDecembe 12, 1990\n", "a")])
    >>> document.text
    'SECRET\n\nDecember 12, 1990\n'
    >>> [marker["type"] for marker in document.metadata["markers"]]
    ['classification']
    """

    name = "ocrfix"
    type = "🧹 - CLEAN"

    def __init__(
        self,
        config: Config | Path | str | Mapping[str, Any] | None = None,
        *,
        marks: MarkerDisplay | None = None,
        markers: str | None = "markers",
        record: str | None = None,
        card: str | None = None,
        error: str = "ocrfix_error",
        as_json: bool = False,
    ) -> None:
        super().__init__()
        self.cleaner = Cleaner(
            config,
            text="",  # the text of a document is not in its metadata
            marks=marks,
            markers=markers,
            record=record,
            card=card,
            error=error,
            as_json=as_json,
        )

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Clean documents.

        Args:
            data: the documents.
            rank: the number of this task; not used.
            world_size: the number of tasks; not used.

        Yields:
            All documents, in the same order.
        """
        cleaner = self.cleaner
        # Before the first document: unusable dictionaries are an error of the task.
        cleaner.open()
        for document in data:
            self.stat_update("total")
            with self.track_time():
                text, found = cleaner.clean(document.text)
            if found[cleaner.error] is None:
                del found[cleaner.error]
                self.stat_update("changed" if text != document.text else "unchanged")
                if cleaner.markers is not None and not cleaner.as_json:
                    self.stat_update("markers", value=len(found[cleaner.markers]))
                document.text = text
                self.update_doc_stats(document)
            else:
                self.stat_update("errors")
            document.metadata.update(found)
            yield document


__all__ = ["OcrFix"]
