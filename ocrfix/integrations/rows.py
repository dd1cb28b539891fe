"""Cleaning of table rows, for tools that distribute work to other processes and machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ocrfix.config import Config, load
from ocrfix.formats import MarkerDisplay

if TYPE_CHECKING:
    from ocrfix.pipeline import Pipeline


class Cleaner:
    r"""Cleans the texts of rows, and adds columns with markers, records or cards.

    It contains only the settings, so it pickles to a few kilobytes. Each worker opens the
    dictionaries once, on first use.

    Args:
        config: a settings file, settings by section and name, or ``None`` for the defaults. The
            file is read here and not in the workers; folders of dictionaries must exist for all.
        text: the column of texts, which is replaced.
        marks: what happens to markers in the text; if ``None``, as in the settings.
        markers: the column for the list of markers, or ``None`` for none.
        record: the column for the whole record, which contains the original, or ``None``.
        card: the column for the metadata of the document, or ``None``.
        error: the column for the reason why a text is unchanged; empty if it was cleaned.
        as_json: whether to write these columns as strings of JSON. Their fields differ from row to
            row, which tables with a fixed schema, such as Parquet, do not allow.

    Raises:
        ConfigError: the settings cannot be used.
        ValueError: two columns have the same name.

    >>> cleaner = Cleaner(marks="keep")
    >>> row = cleaner({"id": 1, "text": "SECRET\n\nDecembe 12, 1990\n"})
    >>> row["text"]
    'SECRET\n\nDecember 12, 1990\n'
    >>> row["markers"][:42]
    '[{"start":0,"end":6,"type":"classification'
    """

    def __init__(
        self,
        config: Config | Path | str | Mapping[str, Any] | None = None,
        *,
        text: str = "text",
        marks: MarkerDisplay | None = None,
        markers: str | None = "markers",
        record: str | None = None,
        card: str | None = None,
        error: str = "ocrfix_error",
        as_json: bool = True,
    ) -> None:
        if isinstance(config, Mapping):
            config = Config.default().merged(config)
        elif not isinstance(config, Config):
            config = load(config)
        if marks is not None:
            config = config.merged({"emit": {"marks": marks}})
        names = [name for name in (text, markers, record, card, error) if name is not None]
        if len(set(names)) < len(names):
            raise ValueError(f"two columns have the same name: {', '.join(names)}")
        # A worker may run in another folder.
        folders = tuple(str(Path(folder).absolute()) for folder in config.dictionaries)
        self.config = msgspec.structs.replace(config, dictionaries=folders)
        self.text = text
        self.markers = markers
        self.record = record
        self.card = card
        self.error = error
        self.as_json = as_json

    def open(self) -> Pipeline:
        """Return the pipeline, with its dictionaries open.

        Raises:
            ConfigError: a dictionary cannot be used, which is not an error of any one text.
        """
        from ocrfix.pipeline import get_pipeline

        pipeline = get_pipeline(self.config)
        _ = pipeline.stage, pipeline.tagger
        return pipeline

    def clean(self, text: Any) -> tuple[Any, dict[str, Any]]:
        """Return the cleaned text, and the other columns by name.

        A text that cannot be cleaned is returned unchanged, with the reason in the error column.
        """
        found: dict[str, Any] = {}
        pipeline = self.open()
        try:
            if not isinstance(text, str):
                raise TypeError(f"not a text but {type(text).__name__}")
            document = pipeline.clean(text)
            emit = self.config.emit
            result = document.render("text", marks=emit.marks, template=emit.template)
            for name, value in (
                (self.markers, document.markers),
                (self.record, document),
                (self.card, document.card),
            ):
                if name is not None:
                    found[name] = self._written(value)
        except Exception as error:
            # One text out of millions must not stop the run.
            empty = dict.fromkeys(n for n in (self.markers, self.record, self.card) if n)
            return text, {**empty, self.error: f"{type(error).__name__}: {error}"}
        return result, {**found, self.error: None}

    def __call__(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a cleaned row with its new columns, for ``datasets.Dataset.map``."""
        text, found = self.clean(row[self.text])
        return {**row, self.text: text, **found}

    def frame(self, frame: Any) -> Any:
        """Return a cleaned pandas frame with its new columns, for Dask's ``map_partitions``."""
        rows = [self.clean(text) for text in frame[self.text]]
        names = (self.markers, self.record, self.card, self.error)
        columns = {name: [found[name] for _, found in rows] for name in names if name is not None}
        return frame.assign(**{self.text: [text for text, _ in rows]}, **columns)

    def frames(self, frames: Iterable[Any]) -> Iterator[Any]:
        """Yield cleaned pandas frames, for Spark's ``mapInPandas``."""
        return map(self.frame, frames)

    def _written(self, value: object) -> Any:
        """Return a part of the record as a string of JSON, or as lists and dictionaries."""
        text = msgspec.json.encode(value)
        # By way of a string, so that it has the types of JSON: tuples become lists.
        return text.decode("utf-8") if self.as_json else msgspec.json.decode(text)


__all__ = ["Cleaner"]
