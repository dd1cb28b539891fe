"""Pipeline: a text is corrected and tagged until nothing changes, and the result is a document.

The public functions are here; :mod:`.pipeline` has the pipeline of one set of settings,
:mod:`.resources` the dictionaries that pipelines share, :mod:`.cache` the pipelines of a process,
:mod:`.convergence` the repetition, and :mod:`.assembly` the record.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ocrfix.document import Document
from ocrfix.pipeline.cache import PipelineCache, get_pipeline
from ocrfix.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocrfix.config import Config
    from ocrfix.text.confidences import WordConfidences

__all__ = [
    "WORKER_MODULES",
    "Pipeline",
    "PipelineCache",
    "clean",
    "clean_file",
    "correct",
    "get_pipeline",
    "tag",
]

WORKER_MODULES = (
    "ocrfix.pipeline.convergence",
    "ocrfix.tagging.tagger",
    "ocrfix.dictionaries.store",
)
"""Modules imported when the first text is processed, which worker processes import beforehand."""


def correct(
    text: str,
    config: Config | None = None,
    *,
    second: str | Sequence[str] = (),
    confidences: WordConfidences | None = None,
) -> Document:
    """Correct the OCR errors of a text; mark nothing.

    Args:
        text: the OCR text.
        config: the settings; if ``None``, the defaults of ``config.yaml``.
        second: another reading of the same document, or several: what other OCR engines read, or
            the text layer of its file. None is trusted as a whole; see ``docs/readings.md``.
        confidences: how sure the OCR engine was of the words of the text; see
            ``docs/confidence.md``. Without them, the result is that of any other text.

    Returns:
        The document, with its edits and suggestions.

    Raises:
        TypeError: an argument of the wrong type.
        ValueError: the text contains a surrogate, which no file can, or a word of the confidences
            ends after it.

    >>> correct("Washington, Decembe 12").clean
    'Washington, December 12'
    >>> correct("The talks were sold in May.", second="The taIks were held in May.").clean
    'The talks were held in May.'
    """
    _check_arguments("correct", text, config)
    _check_confidences("correct", confidences)
    readings = _readings("correct", second)
    return get_pipeline(config).correct(text, second=readings, confidences=confidences)


def tag(text: str, config: Config | None = None) -> Document:
    r"""Mark the exemption codes, stamps and other markings of a text; change nothing.

    Args:
        text: the text, corrected or not.
        config: the settings; if ``None``, the defaults of ``config.yaml``.

    Returns:
        The document, with its markers and its card; ``clean`` is the text itself.

    Raises:
        TypeError: an argument of the wrong type.
        ValueError: the text contains a surrogate, which no file can.

    >>> [(m.type, m.text) for m in tag("SECRET\n\nThe secret talks went well.\n").markers]
    [('classification', 'SECRET')]
    """
    _check_arguments("tag", text, config)
    return get_pipeline(config).tag(text)


def clean(
    text: str,
    config: Config | None = None,
    *,
    second: str | Sequence[str] = (),
    confidences: WordConfidences | None = None,
    legibility: bool = False,
) -> Document:
    r"""Correct the OCR errors of a text and mark its exemption codes, stamps and other markings.

    Args:
        text: the OCR text; inline marks of an earlier run are read.
        config: the settings; if ``None``, the defaults of ``config.yaml``.
        second: another reading of the same document, or several; see :func:`correct`.
        confidences: how sure the OCR engine was of the words of the text; see :func:`correct`.
        legibility: whether to measure how much of each page is words; see ``docs/legibility.md``.

    Returns:
        The document, with its edits, suggestions, markers and card.

    Raises:
        TypeError: an argument of the wrong type.
        ValueError: the text contains a surrogate, which no file can, or a word of the confidences
            ends after it.

    >>> document = clean("SECRET\n\nDecembe 12, 1990\n")
    >>> document.render("text", marks="inline")
    '[[classification: SECRET]]\n\nDecember 12, 1990\n'
    """
    _check_arguments("clean", text, config)
    _check_confidences("clean", confidences)
    readings = _readings("clean", second)
    return get_pipeline(config).clean(
        text, second=readings, confidences=confidences, legibility=legibility
    )


def clean_file(
    path: str | os.PathLike[str],
    config: Config | None = None,
    *,
    second: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
) -> Document:
    """Clean the text of a file; the file itself is not changed.

    Args:
        path: the file: a text, whose encoding is recognized, or a file with pages, such as hOCR,
            ALTO, PAGE or PDF.
        config: the settings; if ``None``, the defaults of ``config.yaml``.
        second: the file of another reading of the same document, or several files.

    Returns:
        The same as :func:`clean`, with the name and the encoding of the file in ``source``.

    Raises:
        TypeError: an argument of the wrong type.
        ReadError: a file cannot be read, is empty, is too large, or is not text.
    """
    from ocrfix.read import InputFile, read
    from ocrfix.read.second import read_second

    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"ocrfix.clean_file takes a path, not {_type_name(path)}")
    _check_config("clean_file", config)
    pipeline = get_pipeline(config)
    content = read(InputFile(os.fspath(path)), pipeline.config)
    files = [second] if isinstance(second, str | os.PathLike) else second
    readings = read_second([os.fspath(file) for file in files], pipeline.config)
    return pipeline.clean(content.text, content.source, second=readings, pages=content.pages)


def _readings(function: str, second: object) -> tuple[str, ...]:
    """Return other readings as a tuple; raise a TypeError if they are not texts."""
    readings = [second] if isinstance(second, str) else second
    if not isinstance(readings, list | tuple):
        raise TypeError(
            f"second of ocrfix.{function} is a str or a list of str, not {_type_name(second)}"
        )
    found = []
    for reading in readings:
        if not isinstance(reading, str):
            raise TypeError(
                f"second of ocrfix.{function} is a str or a list of str, "
                f"not of {_type_name(reading)}"
            )
        found.append(reading)
    return tuple(found)


def _check_arguments(function: str, text: object, config: object) -> None:
    """Raise a TypeError that names the expected type, if an argument has the wrong one."""
    if not isinstance(text, str):
        advice = ""
        if isinstance(text, bytes | bytearray | memoryview):
            advice = "; decode the bytes, or use ocrfix.clean_file(path)"
        elif isinstance(text, os.PathLike):
            advice = "; use ocrfix.clean_file(path), or read the file"
        raise TypeError(f"ocrfix.{function} takes str, not {_type_name(text)}{advice}")
    _check_config(function, config)


def _check_confidences(function: str, confidences: object) -> None:
    if confidences is None:
        return
    from ocrfix.text.confidences import WordConfidences

    if not isinstance(confidences, WordConfidences):
        raise TypeError(
            f"the confidences of ocrfix.{function} are ocrfix.WordConfidences or None, "
            f"not {_type_name(confidences)}"
        )


def _check_config(function: str, config: object) -> None:
    from ocrfix.config import Config

    if config is None or isinstance(config, Config):
        return
    advice = ""
    if isinstance(config, dict):
        advice = "; use ocrfix.Config.default().merged(settings)"
    elif isinstance(config, str | os.PathLike):
        advice = "; use ocrfix.config.load(path)"
    raise TypeError(
        f"the config of ocrfix.{function} is an ocrfix.Config or None, "
        f"not {_type_name(config)}{advice}"
    )


def _type_name(value: object) -> str:
    return type(value).__name__
