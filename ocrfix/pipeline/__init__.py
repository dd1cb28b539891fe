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
    from ocrfix.config import Config

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


def correct(text: str, config: Config | None = None) -> Document:
    """Correct the OCR errors of a text; mark nothing.

    Args:
        text: the OCR text.
        config: the settings; if ``None``, the defaults of ``config.yaml``.

    Returns:
        The document, with its edits and suggestions.

    Raises:
        TypeError: an argument of the wrong type.
        ValueError: the text contains a surrogate, which no file can.

    >>> correct("Washington, Decembe 12").clean
    'Washington, December 12'
    """
    _check_arguments("correct", text, config)
    return get_pipeline(config).correct(text)


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


def clean(text: str, config: Config | None = None) -> Document:
    r"""Correct the OCR errors of a text and mark its exemption codes, stamps and other markings.

    Args:
        text: the OCR text; inline marks of an earlier run are read.
        config: the settings; if ``None``, the defaults of ``config.yaml``.

    Returns:
        The document, with its edits, suggestions, markers and card.

    Raises:
        TypeError: an argument of the wrong type.
        ValueError: the text contains a surrogate, which no file can.

    >>> document = clean("SECRET\n\nDecembe 12, 1990\n")
    >>> document.render("text", marks="inline")
    '[[classification: SECRET]]\n\nDecember 12, 1990\n'
    """
    _check_arguments("clean", text, config)
    return get_pipeline(config).clean(text)


def clean_file(path: str | os.PathLike[str], config: Config | None = None) -> Document:
    """Clean the text of a file; the file itself is not changed.

    Args:
        path: the file; its encoding is recognized.
        config: the settings; if ``None``, the defaults of ``config.yaml``.

    Returns:
        The same as :func:`clean`, with the name and the encoding of the file in ``source``.

    Raises:
        TypeError: an argument of the wrong type.
        ReadError: the file cannot be read, is empty, is too large, or is not text.
    """
    from ocrfix.read import InputFile, read

    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"ocrfix.clean_file takes a path, not {_type_name(path)}")
    _check_config("clean_file", config)
    pipeline = get_pipeline(config)
    text, source = read(InputFile(os.fspath(path)), pipeline.config)
    return pipeline.clean(text, source)


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
