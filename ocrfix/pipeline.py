"""The four steps for one document: correct, tag, and the record of both.

Correcting is repeated until a pass finds nothing more to do: the result is a text that correction
leaves as it is, so that cleaning twice changes nothing.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ocrfix.correction.vetoes.protected import ignored, sparing
from ocrfix.document import Document
from ocrfix.edits import (
    Edit,
    apply,
    compose,
    offset_map,
    resolve_conflicts,
    sorted_edits,
    with_clean_offsets,
)
from ocrfix.records import Card, Marker, Source, markers_in_order
from ocrfix.system.cache import Cache
from ocrfix.system.gc_pause import pause_gc
from ocrfix.text.lines import lines
from ocrfix.text.spans import merged, outside, touches

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.correction.incremental import Look
    from ocrfix.correction.stage import Stage
    from ocrfix.lexicon import Lexicon
    from ocrfix.tagging.metadata.card import CardReader
    from ocrfix.tagging.rules.schema import RuleSet
    from ocrfix.tagging.tagger import Tagger

_DEEPEST_MARKS = 16
"""Marks inside marks are taken off so many times."""

_MOST_PASSES = 12
"""Passes after which a line that still changes is left as it was found. Two or three are usual."""


def correct(text: str, config: Config | None = None) -> Document:
    """Repair the OCR errors of a text; mark nothing.

    Args:
        text: the text as the engine left it.
        config: the settings; the defaults of ``config.yaml`` where none are given.

    Returns:
        The document, with its edits and suggestions.

    Raises:
        ValueError: the text holds half of a character (a surrogate), which no file can.

    >>> correct("Washington, Decembe 12").clean
    'Washington, December 12'
    """
    return get_pipeline(config).correct(text)


def tag(text: str, config: Config | None = None) -> Document:
    r"""Mark the exemption codes, stamps and other furniture of a text as it stands; change nothing.

    Args:
        text: the text, corrected or not.
        config: the settings; the defaults of ``config.yaml`` where none are given.

    Returns:
        The document, with its markers and its card; ``clean`` is the text itself.

    Raises:
        ValueError: as for :func:`correct`.

    >>> [(m.type, m.text) for m in tag("SECRET\n\nThe secret talks went well.\n").markers]
    [('classification', 'SECRET')]
    """
    return get_pipeline(config).tag(text)


def clean(text: str, config: Config | None = None) -> Document:
    r"""Repair the OCR errors of a text and mark its furniture.

    Args:
        text: the text as the engine left it; marks that an earlier run wrote inline are read.
        config: the settings; the defaults of ``config.yaml`` where none are given.

    Returns:
        The document, with its edits, suggestions, markers and card.

    Raises:
        ValueError: as for :func:`correct`.

    >>> document = clean("SECRET\n\nDecembe 12, 1990\n")
    >>> document.render("text", marks="inline")
    '[[classification: SECRET]]\n\nDecember 12, 1990\n'
    """
    return get_pipeline(config).clean(text)


def get_pipeline(config: Config | None = None) -> Pipeline:
    """Return the pipeline for these settings, made once for each of them."""
    from ocrfix.config import Config

    config = config or Config.default()
    key = msgspec.json.encode(config)
    pipeline: Pipeline | None = _pipelines.get(key)
    if pipeline is None:
        pipeline = Pipeline(config)
        _pipelines.put(key, pipeline)
    return pipeline


_pipelines = Cache(4)
"""The pipelines of the settings used last."""

WORKER_MODULES = ("ocrfix.correction.stage", "ocrfix.tagging.tagger", "ocrfix.dictionaries.store")
"""Modules imported when the first text is processed, which worker processes import beforehand."""


class Pipeline:
    """The opened dictionaries and all that is made of them, for many documents.

    Args:
        config: the settings.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self._alike: Pipeline | None = None

    @cached_property
    def lexicon(self) -> Lexicon:
        """The dictionaries."""
        from ocrfix.lexicon import Lexicon

        own = [Path(folder) for folder in self.config.dictionaries]
        return Lexicon(self._compiled, own, self._own_words())

    @cached_property
    def _compiled(self) -> Path:
        """The folder of the compiled dictionaries, looked through once."""
        from ocrfix.dictionaries.store import ensure_compiled

        return ensure_compiled()

    def _own_words(self) -> frozenset[str]:
        """Return the words that the settings name."""
        if not self.config.words and not self.config.word_files:
            return frozenset()
        from ocrfix.config.word_lists import read_words, single_words

        files = (read_words(Path(file)) for file in self.config.word_files)
        return single_words([*self.config.words, *itertools.chain(*files)])

    def share(self, other: Pipeline) -> None:
        """Take over the opened dictionaries of a pipeline that has the same ones.

        Settings often differ from folder to folder in no more than a threshold.
        """
        mine, others = self.config, other.config
        same = mine.dictionaries == others.dictionaries
        parts = ["rules", "tagger", "card_reader"] if same else []
        if same and (mine.words, mine.word_files) == (others.words, others.word_files):
            parts.append("lexicon")
            self._alike = other
        for part in parts:
            if part in other.__dict__:
                self.__dict__[part] = other.__dict__[part]

    @cached_property
    def rules(self) -> RuleSet:
        """The rules of the tagger, with the user's own."""
        from ocrfix.tagging.rules.schema import RuleSet

        own = [Path(folder) for folder in self.config.dictionaries]
        if any(True for folder in own for _ in folder.rglob("*.yaml")):
            from ocrfix.system import paths
            from ocrfix.tagging.rules.loader import read_rules

            return read_rules([paths.dictionaries(), *own])
        return msgspec.json.decode((self._compiled / "rules.json").read_bytes(), type=RuleSet)

    @cached_property
    def tagger(self) -> Tagger:
        """The tagger."""
        from ocrfix.tagging.tagger import Tagger

        return Tagger(self.rules)

    @cached_property
    def card_reader(self) -> CardReader:
        """The reader of the card."""
        from ocrfix.tagging.metadata.card import CardReader

        return CardReader(self.rules.card)

    @cached_property
    def stage(self) -> Stage:
        """The correction stage."""
        from ocrfix.correction.stage import Stage

        settings = self.config.correct
        kinds = frozenset(kind for kind, on in settings.correctors.items() if on)
        stage = Stage(self.lexicon, kinds, settings.threshold, settings.suggest)
        if self._alike is not None:
            stage.share(self._alike.stage)
        return stage

    @pause_gc
    def correct(self, text: str, source: Source | None = None) -> Document:
        """Repair a text; see :func:`correct`."""
        _check(text)
        edits, suggestions, _ = self._settle(text)
        return _document(text, edits, suggestions, (), Card(), source)

    @pause_gc
    def tag(self, text: str, source: Source | None = None) -> Document:
        """Mark a text; see :func:`tag`."""
        _check(text)
        markers = self._markers(text)
        return _document(text, [], [], markers, self.card_reader.read(text, markers), source)

    @pause_gc
    def clean(self, text: str, source: Source | None = None, card: bool = True) -> Document:
        """Repair and mark a text; see :func:`clean`.

        Args:
            text: the text.
            source: where it came from.
            card: whether the card is wanted, which takes a tenth of the time of a page.
        """
        _check(text)
        edits, suggestions, markers = self._settle(text)
        cleaned = apply(text, edits)
        told = self.card_reader.read(cleaned, markers) if card else Card()
        if self.config.emit.marks == "strip":
            return self._stripped(text, edits, suggestions, markers, told, source)
        return _document(text, edits, suggestions, markers, told, source)

    def why(self, word: str) -> str:
        """Say what would be done with a word that stands alone, and why."""
        from ocrfix.correction.explain import explain_word

        return explain_word(word, self.lexicon, self.stage)

    def _markers(self, text: str) -> tuple[Marker, ...]:
        types = self.config.tag.types
        found = [m for m in self.tagger.tag(text) if types.get(m.type, True)]
        return tuple(outside(found, ignored(text)))

    def _settle(self, text: str) -> tuple[list[Edit], list[Edit], tuple[Marker, ...]]:
        """Correct ``text`` until nothing more changes.

        Returns:
            The edits of ``text``, suggestions and markers on the text they make.
        """
        from ocrfix.correction.incremental import look, look_again

        edits, frozen = self._unmark(text, [], [])
        seen: Look | None = None
        made: list[Edit] = []
        for count in itertools.count(1):
            current = apply(text, edits)
            markers = self._markers(current)
            if seen is None:
                seen = look(self.stage, current, markers)
            else:
                seen = look_again(self.stage, seen, made, current, markers)
            made, suggestions = self._allowed(seen, edits, frozen)
            if not made:
                break
            if count <= _MOST_PASSES:
                # A mark that was misread may be one now.
                mended = compose(text, edits, made)
                edits, frozen = self._unmark(text, mended, frozen)
                if edits is not mended:
                    seen = None
                continue
            seen = None
            # Some line goes to and fro. It stays as it was found.
            offsets = offset_map(edits)
            restless = _lines_around(text, (offsets.to_original(e.start, e.end) for e in made))
            frozen = merged([*frozen, *restless])
            edits = outside(edits, restless)
        return edits, suggestions, markers

    def _allowed(
        self, seen: Look, edits: list[Edit], frozen: list[tuple[int, int]]
    ) -> tuple[list[Edit], list[Edit]]:
        """Return what may be made and suggested of what a pass found.

        Args:
            seen: what the pass found.
            edits: the edits of the original that made the text it looked at.
            frozen: the lines of the original that stay as they are.
        """
        from ocrfix.correction.stage import doubted
        from ocrfix.correction.vetoes.email import told_apart

        current = seen.text
        spans, own = ignored(current), self.lexicon.user_words
        chosen, held = told_apart(current, seen.chosen, self.lexicon)
        unsure = seen.suggestions
        if held:
            limits = self.config.correct
            weighed = [doubted(edit) for edit in held]
            chosen = sorted_edits(
                (*chosen, *(e for e in weighed if e.confidence >= limits.threshold))
            )
            likely = (e for e in weighed if limits.suggest <= e.confidence < limits.threshold)
            unsure = resolve_conflicts((*unsure, *likely))[0]
        made = sparing(current, outside(chosen, spans), own)
        suggestions = sparing(current, outside(unsure, spans), own)
        if frozen:
            offsets = offset_map(edits)

            def free(edit: Edit) -> bool:
                return not touches(frozen, *offsets.to_original(edit.start, edit.end))

            made = [edit for edit in made if free(edit)]
        return made, suggestions

    def _unmark(
        self, text: str, edits: list[Edit], frozen: list[tuple[int, int]]
    ) -> tuple[list[Edit], list[tuple[int, int]]]:
        """Take off the marks of an earlier run, the inner ones first.

        Args:
            text: the original.
            edits: its edits so far.
            frozen: the lines of it that stay as they are.

        Returns:
            The edits with those that take marks off, and the lines that stay as they are: those too
            in which marks stand in marks so deep as no run writes them.
        """
        from ocrfix.marks.parse import unwrap

        template = self.config.emit.template
        for depth in itertools.count():
            current = apply(text, edits)
            found = outside(unwrap(current, template), ignored(current))
            offsets = offset_map(edits)
            if frozen:
                found = [
                    e for e in found if not touches(frozen, *offsets.to_original(e.start, e.end))
                ]
            if not found or depth == _DEEPEST_MARKS:
                break
            edits = compose(text, edits, found)
        if found:
            deep = _lines_around(text, (offsets.to_original(e.start, e.end) for e in found))
            edits, frozen = outside(edits, deep), merged([*frozen, *deep])
        return edits, frozen

    def _stripped(
        self,
        text: str,
        edits: list[Edit],
        suggestions: list[Edit],
        markers: tuple[Marker, ...],
        card: Card,
        source: Source | None,
    ) -> Document:
        """Take the markers out of the text, until none is left, and keep them in the record."""
        from ocrfix.marks.remove import strip

        offsets = offset_map(edits)
        kept = [(offsets.to_original(m.clean_start, m.clean_end), m) for m in markers]
        current = apply(text, edits)
        while removals := strip(current, markers):
            edits = compose(text, edits, removals)
            current = apply(text, edits)
            more, suggestions, markers = self._settle(current)
            edits = compose(text, edits, more)
            current = apply(text, edits)
            offsets = offset_map(edits)
            kept += [(offsets.to_original(m.clean_start, m.clean_end), m) for m in markers]
        return _document(text, edits, suggestions, (), card, source, kept)


def _document(
    text: str,
    edits: list[Edit],
    suggestions: list[Edit],
    markers: Sequence[Marker],
    card: Card,
    source: Source | None,
    taken_out: Sequence[tuple[tuple[int, int], Marker]] = (),
) -> Document:
    """Put the record together: every place in both texts.

    ``suggestions`` and ``markers`` come on the clean text; ``taken_out`` with their places in the
    original, since the clean text has them no more.
    """
    edits = sorted_edits(edits)
    offsets = offset_map(edits)
    marked = []
    for marker in markers:
        start, end = offsets.to_original(marker.clean_start, marker.clean_end)
        marked.append(msgspec.structs.replace(marker, start=start, end=end))
    for (start, end), marker in taken_out:
        place = offsets.to_clean(start, end)[0]
        marked.append(
            msgspec.structs.replace(
                marker, start=start, end=end, clean_start=place, clean_end=place
            )
        )
    suggested = []
    for suggestion in suggestions:
        start, end = offsets.to_original(suggestion.start, suggestion.end)
        before = text[start:end]
        if before != suggestion.after and end - start == len(before):
            suggested.append(
                msgspec.structs.replace(
                    suggestion,
                    start=start,
                    end=end,
                    before=before,
                    clean_start=suggestion.start,
                    clean_end=suggestion.end,
                )
            )
    return Document(
        original=text,
        clean=apply(text, edits),
        edits=with_clean_offsets(edits),
        suggestions=tuple(sorted_edits(suggested)),
        markers=markers_in_order(marked),
        card=card,
        source=source or Source(),
    )


def _check(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(
            f"no text: half of a character, a surrogate, at {error.start}; "
            "decode the bytes with their own encoding"
        ) from error


def _lines_around(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places of the lines that the spans of ``text`` touch, in order and apart."""
    starts = [line.start for line in lines(text)] or [0]
    found = []
    for start, end in spans:
        after = bisect_right(starts, end)
        found.append(
            (
                starts[bisect_right(starts, start) - 1],
                starts[after] - 1 if after < len(starts) else len(text),
            )
        )
    return merged(found)


__all__ = ["Pipeline", "clean", "correct", "get_pipeline", "tag"]
