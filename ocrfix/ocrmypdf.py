"""Plugin for OCRmyPDF: what its engine reads is corrected before it becomes the text layer.

Loaded by ``ocrmypdf --plugin ocrfix.ocrmypdf``. It wraps whichever engine is chosen, and corrects
each page when it has been read. Needs ``pip install 'ocrfix[ocrmypdf]'``.
"""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from collections.abc import Set
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from ocrmypdf import OcrEngine, hookimpl
from ocrmypdf.exceptions import BadArgsError

from ocrfix._version import __version__
from ocrfix.integrations.ocr_tree import OcrTree
from ocrfix.integrations.page_correction import PageCorrection, correct_pages, corrected_text
from ocrfix.page_xml.hocr import open_file as open_hocr

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from ocrfix.pages.file import PagedFile
    from ocrfix.pipeline import Pipeline
    from ocrfix.text.pages import PagedText

log = logging.getLogger(__name__)

_correcting = Lock()
"""Held while a page is corrected: a pipeline is for one thread, and pages may be in several."""


class CorrectingEngine(OcrEngine):
    """An engine whose words are corrected; all else is as the engine does it.

    Args:
        engine: the engine that reads the page.
    """

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine

    def __str__(self) -> str:
        return f"{self._engine} + ocrfix {__version__}"

    def version(self) -> str:
        """Return the version of the engine."""
        return str(self._engine.version())

    def creator_tag(self, options: Any) -> str:
        """Return the names of the engine and of ocrfix, for the metadata of the PDF."""
        return f"{self._engine.creator_tag(options)} + ocrfix {__version__}"

    def languages(self, options: Any) -> Set[str]:
        """Return the languages of the engine."""
        found: Set[str] = self._engine.languages(options)
        return found

    def get_orientation(self, input_file: Path, options: Any) -> Any:
        """Return the orientation of an image."""
        return self._engine.get_orientation(input_file, options)

    def get_deskew(self, input_file: Path, options: Any) -> float:
        """Return the skew of an image, in degrees."""
        return float(self._engine.get_deskew(input_file, options))

    def generate_hocr(
        self, input_file: Path, output_hocr: Path, output_text: Path, options: Any
    ) -> None:
        """Read an image, and write its words, corrected, as hOCR and as plain text."""
        self._engine.generate_hocr(input_file, output_hocr, output_text, options)
        _correct_output(Path(output_hocr), Path(output_text), open_hocr, options)

    def generate_pdf(
        self, input_file: Path, output_pdf: Path, output_text: Path, options: Any
    ) -> None:
        """Read an image, and write its words, corrected, as a PDF and as plain text."""
        from ocrfix.pdf import open_file as open_pdf

        self._engine.generate_pdf(input_file, output_pdf, output_text, options)
        _correct_output(Path(output_pdf), Path(output_text), open_pdf, options)

    def supports_generate_ocr(self) -> bool:
        """Return whether the engine returns its words as a tree of elements."""
        supports = getattr(self._engine, "supports_generate_ocr", None)
        return supports is not None and bool(supports())

    def generate_ocr(self, input_file: Path, options: Any, page_number: int = 0) -> tuple[Any, str]:
        """Read an image, and return its words, corrected, as elements and as plain text."""
        root, text = self._engine.generate_ocr(input_file, options, page_number)
        try:
            tree = OcrTree(root, str(self._engine))
            changes = _corrected(tree.paged, options).changes
            if changes:
                text = corrected_text(text, tree.paged, changes)
                tree.change(changes)
        except Exception as error:
            _warn(error)
        return root, text


@hookimpl
def add_options(parser: ArgumentParser) -> None:
    """Add the options of ocrfix to those of OCRmyPDF."""
    group = parser.add_argument_group("ocrfix", "Correction of what the engine reads")
    group.add_argument(
        "--ocrfix-config",
        metavar="FILE",
        help="Settings of ocrfix, YAML or TOML; by default those of the current folder, if any.",
    )


@hookimpl
def check_options(options: Any) -> None:
    """Check that the settings and dictionaries can be used, before the first page."""
    try:
        pipeline = _pipeline(_config_path(options))
        _ = pipeline.stage, pipeline.tagger
    except (ValueError, OSError) as error:
        raise BadArgsError(f"ocrfix: {' '.join(str(error).split())}") from error


@hookimpl(wrapper=True)
def get_ocr_engine() -> Generator[None, OcrEngine | None, CorrectingEngine | None]:
    """Wrap the engine that another plugin, or OCRmyPDF itself, provides."""
    engine = yield
    return None if engine is None else CorrectingEngine(engine)


def _config_path(options: Any) -> str | None:
    path = getattr(options, "ocrfix_config", None)
    return None if path is None else str(path)


@cache
def _pipeline(config: str | None) -> Pipeline:
    """Return the pipeline with the settings of a file, else of the current folder.

    Raises:
        ConfigError: they cannot be used.
    """
    from ocrfix.config.project import STDIN, Projects
    from ocrfix.pipeline import get_pipeline

    return get_pipeline(Projects(Path(config) if config else None).config_for(STDIN))


def _corrected(paged: PagedText, options: Any) -> PageCorrection:
    with _correcting:
        correction = correct_pages(paged, _pipeline(_config_path(options)))
    for edit in correction.edits:
        log.debug("ocrfix: %r to %r (%s)", edit.before, edit.after, edit.kind)
    if correction.edits:
        count = len(correction.edits)
        log.info("ocrfix: %d correction%s", count, "" if count == 1 else "s")
    return correction


def _correct_output(
    output: Path, output_text: Path, open_file: Callable[[bytes], PagedFile], options: Any
) -> None:
    """Correct the files that an engine has written for a page.

    Args:
        output: its words with their boxes.
        output_text: its words as plain text, which may be missing.
        open_file: opens ``output``.
        options: the options of OCRmyPDF.
    """
    try:
        file = open_file(output.read_bytes())
        changes = _corrected(file.paged, options).changes
        if not changes:
            return
        written = file.write(changes)
        text = output_text.read_text(encoding="utf-8") if output_text.exists() else ""
        text = corrected_text(text, file.paged, changes)
        output.write_bytes(written)
        output_text.write_text(text, encoding="utf-8")
    except Exception as error:
        _warn(error)


def _warn(error: Exception) -> None:
    """Say that a page stays as it was read: one page is no reason to stop a run of hours."""
    log.warning("ocrfix: the page stays as the engine read it: %s", " ".join(str(error).split()))
