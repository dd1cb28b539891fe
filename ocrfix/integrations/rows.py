"""One small object that cleans rows, for tools that send work to other processes and machines.

It carries the settings and nothing else, so it pickles to a few kilobytes. The dictionaries are
opened on first use in each worker, and once there.
"""

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
    r"""Cleans the text of rows and adds what was found to them.

    Args:
        config: a file of settings, settings by section and name, or none for the defaults. A file
            is read here and not in the workers; folders of dictionaries must be there for all.
        text: the column of the text, which is replaced.
        marks: what becomes of markers in the text; if ``None``, what the settings say.
        markers: the column for the list of markers, or ``None`` for none.
        record: the column for the whole record, from which the original comes back, or ``None``.
        card: the column for what the document says of itself, or ``None``.
        error: the column for the reason why a text stays as it was; empty where it was cleaned.
        as_json: write the columns as strings of JSON. Their fields differ from row to row, which
            tables with a fixed schema, such as Parquet, do not allow.

    Raises:
        ConfigError: settings that cannot be used.
        ValueError: two columns of one name.

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
            raise ValueError(f"two columns of one name among {', '.join(names)}")
        # A worker may stand in another folder than the one that these were named in.
        folders = tuple(str(Path(folder).absolute()) for folder in config.dictionaries)
        self.config = msgspec.structs.replace(config, dictionaries=folders)
        self.text = text
        self.markers = markers
        self.record = record
        self.card = card
        self.error = error
        self.as_json = as_json

    def open(self) -> Pipeline:
        """Open the dictionaries, if this process has not, and return what works with them.

        Raises:
            ConfigError: a dictionary that cannot be used. That is no fault of any one text.
        """
        from ocrfix.pipeline import get_pipeline

        opened = get_pipeline(self.config)
        _ = opened.stage, opened.tagger
        return opened

    def clean(self, text: Any) -> tuple[Any, dict[str, Any]]:
        """Return the cleaned text, and the further columns by name.

        What cannot be cleaned comes back as it was, with the reason in the column for errors.
        """
        found: dict[str, Any] = {}
        opened = self.open()
        try:
            if not isinstance(text, str):
                raise TypeError(f"a text is wanted, not {type(text).__name__}")
            document = opened.clean(text)
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
            # One text of millions must not stop the run.
            empty = dict.fromkeys(n for n in (self.markers, self.record, self.card) if n)
            return text, {**empty, self.error: f"{type(error).__name__}: {error}"}
        return result, {**found, self.error: None}

    def __call__(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the row, cleaned, with its new columns; as ``datasets.Dataset.map`` wants it."""
        text, found = self.clean(row[self.text])
        return {**row, self.text: text, **found}

    def frame(self, frame: Any) -> Any:
        """Return a pandas frame, cleaned, with its new columns; as Dask's ``map_partitions``."""
        rows = [self.clean(text) for text in frame[self.text]]
        names = (self.markers, self.record, self.card, self.error)
        columns = {name: [found[name] for _, found in rows] for name in names if name is not None}
        return frame.assign(**{self.text: [text for text, _ in rows]}, **columns)

    def frames(self, frames: Iterable[Any]) -> Iterator[Any]:
        """Clean pandas frames one after the other; as Spark's ``mapInPandas`` wants it."""
        return map(self.frame, frames)

    def _written(self, value: object) -> Any:
        """Return a part of the record as JSON: a string, or the lists and mappings of it."""
        text = msgspec.json.encode(value)
        # By way of the string: what comes out is what a JSON file gives back, tuples as lists.
        return text.decode("utf-8") if self.as_json else msgspec.json.decode(text)


__all__ = ["Cleaner"]
