"""Outputs of ``ocrfix clean``: written over the inputs, to files, or to standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ocrfix.cli.color import color_diff
from ocrfix.cli.streams import write_stdout
from ocrfix.emit.files import header
from ocrfix.formats import OUTPUT_FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocrfix.cli.output import OutputPaths, SingleFile
    from ocrfix.read import InputFile


class CleanProduct(NamedTuple):
    """The output for a document.

    Attributes:
        data: the bytes to write.
        changed: whether something was changed or marked.
        messages: a line about each change.
        original: the content of the input file, if it will be overwritten.
        record: the record that lies beside a corrected file with pages.
        digest: the digest of such a file before.
    """

    data: bytes
    changed: bool
    messages: tuple[str, ...] = ()
    original: bytes | None = None
    record: bytes | None = None
    digest: str = ""


class InPlaceWriter:
    """Overwrites the inputs with their outputs."""

    to_stdout = False

    def __init__(
        self, paths: list[str], notify: Callable[[object], None], *, keep_times: bool
    ) -> None:
        self._paths = paths
        self._notify = notify
        self._keep_times = keep_times
        self._corrected = 0

    def write(self, found: InputFile, product: CleanProduct) -> bool:
        """Write the output of an input, and return whether it is one."""
        if not product.changed:
            return True
        from ocrfix.cli.output import in_place_target, write_file

        target = in_place_target(found.path, self._paths)

        def write() -> None:
            write_file(target, product.data, expected=product.original, keep_times=self._keep_times)

        if product.record is None:
            write()
            return True
        from ocrfix.cli.sidecar import is_corrected, write_with_sidecar

        if is_corrected(target, product.digest):
            self._corrected += 1
            return False
        write_with_sidecar(target, product.record, write, like=found.path)
        return True

    def close(self) -> None:
        """Report what was left as it is."""
        if self._corrected:
            files = "1 file was" if self._corrected == 1 else f"{self._corrected:,} files were"
            self._notify(
                f"{files} corrected before, and left as is; to correct it again, restore the "
                "original with ocrfix undo"
            )

    def discard(self) -> None:
        """Do nothing: each file is finished when it is written."""


class OutputWriter:
    """Writes outputs to standard output, to one file, or to files in a folder."""

    def __init__(
        self, paths: list[str], output: str | None, format: str, *, as_text: bool, in_color: bool
    ) -> None:
        self._as_text = as_text
        self.to_stdout = output is None
        self._in_color = in_color
        self._single: SingleFile | None = None
        self._paths: OutputPaths | None = None
        if output is not None:
            from ocrfix.cli.output import OutputPaths, SingleFile

            if OUTPUT_FORMATS[format].one_file:
                self._single = SingleFile(output, paths)
            else:
                self._paths = OutputPaths(output, paths, OUTPUT_FORMATS[format].extension)
        first = header(format)
        if first:
            self._single.add(first) if self._single is not None else write_stdout(first)

    def write(self, found: InputFile, product: CleanProduct) -> bool:
        """Write the output of an input, and return whether it is one."""
        if self._single is not None:
            self._single.add(product.data)
        elif self._paths is not None:
            self._write_file(self._paths, found, product)
        else:
            data = color_diff(product.data) if self._in_color else product.data
            write_stdout(data, "use --output")
        return True

    def _write_file(self, paths: OutputPaths, found: InputFile, product: CleanProduct) -> None:
        from ocrfix.cli.output import write_file

        like = None if found.path == "-" else found.path
        target = paths.target(found.path, ".txt" if self._is_text_of(found.path) else "")

        def write() -> None:
            write_file(target, product.data, like=like)

        if product.record is None:
            write()
            return
        from ocrfix.cli.sidecar import check_may_be_written, write_with_sidecar

        check_may_be_written(target, product.digest)
        write_with_sidecar(target, product.record, write, like=like)

    def _is_text_of(self, path: str) -> bool:
        """Whether the output is the text of a file with pages, and must not have its name."""
        from ocrfix.read.paged import may_have_pages

        return self._as_text and may_have_pages(path)

    def close(self) -> None:
        """Finish the file."""
        if self._single is not None:
            self._single.close()

    def discard(self) -> None:
        """Discard an unfinished file."""
        if self._single is not None:
            self._single.discard()


CleanWriter = InPlaceWriter | OutputWriter
"""Where the outputs of a run go."""
