"""A step for pipelines of ``datatrove``, whose executors run it locally, on Slurm or on Ray.

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
    r"""Replaces the text of each document and puts what was found into its metadata.

    Args:
        config: a file of settings, settings by section and name, or none for the defaults.
        marks: what becomes of markers in the text; if ``None``, what the settings say.
        markers: the key for the list of markers, or ``None`` for none.
        record: the key for the whole record, from which the original comes back, or ``None``.
        card: the key for what the document says of itself, or ``None``.
        error: the key for the reason why a text stays as it was; only such documents have it.
        as_json: write each as a string of JSON, as Parquet needs it, whose schema is fixed.

    Raises:
        ConfigError: settings that cannot be used.
        ValueError: two keys of one name.

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
            text="",  # a document's text is no key of its metadata
            marks=marks,
            markers=markers,
            record=record,
            card=card,
            error=error,
            as_json=as_json,
        )

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Clean the documents as they come by.

        Args:
            data: the documents.
            rank: which task this is; of no effect.
            world_size: how many tasks there are; of no effect.

        Yields:
            The same documents, in the same order, none left out.
        """
        cleaner = self.cleaner
        # Before the first document: dictionaries that cannot be used are an error of the task.
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
