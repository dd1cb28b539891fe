"""The settings and their types.

The default values are in ``config.yaml`` and nowhere else.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from ocrfix.formats import CleanFormat, MarkerDisplay

Probability = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]


class Read(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How files are found and decoded.

    Attributes:
        extensions: the extensions of the files read from a folder, such as ``.txt``.
        encodings: the encodings to try, in order, on bytes that are not Unicode.
        max_bytes: the largest file that is read.
    """

    extensions: tuple[str, ...]
    encodings: tuple[str, ...]
    max_bytes: Annotated[int, msgspec.Meta(ge=1, lt=1 << 40)]


class Correct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is corrected.

    Attributes:
        threshold: the minimum confidence of a correction that is made.
        suggest: the minimum confidence of one that is suggested.
        correctors: for each of :data:`ocrfix.correction.corrector.KINDS`, whether it is corrected.
    """

    threshold: Probability
    suggest: Probability
    correctors: dict[str, bool]


class Tag(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is marked.

    Attributes:
        types: for each of :data:`ocrfix.records.MARKER_TYPES`, whether it is marked.
        learned: whether the learned recognizer looks for what the rules do not find.
    """

    types: dict[str, bool]
    learned: bool


class Emit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is written.

    Attributes:
        format: the output format of ``ocrfix clean``.
        marks: what the text format does with markers.
        template: how an inline mark is written; see :func:`ocrfix.marks.template.parse`.
    """

    format: CleanFormat
    marks: MarkerDisplay
    template: str


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings; immutable, and can be pickled.

    Attributes:
        read: how files are found and decoded.
        correct: what is corrected.
        tag: what is marked.
        emit: what is written.
        dictionaries: the folders of the user's own dictionaries.
        words: words that are never changed.
        word_files: files of such words, one word per line.
        exclude: globs of excluded files; see :meth:`ocrfix.config.project.Project.excludes`.
        folders: settings for the files of a glob; see
            :meth:`ocrfix.config.project.Project.config_for`.
    """

    read: Read
    correct: Correct
    tag: Tag
    emit: Emit
    dictionaries: tuple[str, ...]
    words: tuple[str, ...]
    word_files: tuple[str, ...]
    exclude: tuple[str, ...]
    folders: dict[str, dict[str, Any]]
