"""Passages with ground truth, and the file of JSON Lines that they are read from."""

from __future__ import annotations

import msgspec


class PassageError(ValueError):
    """A line that is not a passage; the text is one line: NAME:LINE: what is wrong; what to do."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of OCR text with its ground truth.

    Attributes:
        id: its identifier; passages of one document have the same id up to the last ``:`` or ``-``.
        ocr: the OCR text.
        truth: the ground truth: what is on the page.
        source: the collection or engine it comes from, which gets metrics of its own; may be empty.
    """

    id: str
    ocr: str
    truth: str
    source: str = ""

    @property
    def document(self) -> str:
        """The id up to its last ``:`` or ``-``: the document that the passage comes from.

        >>> Passage(id="memo:2", ocr="", truth="").document
        'memo'
        """
        cut = max(self.id.rfind(":"), self.id.rfind("-"))
        return self.id if cut < 0 else self.id[:cut]


def parse(text: str, name: str) -> list[Passage]:
    r"""Return the passages of a file of JSON Lines; empty lines are skipped.

    Args:
        text: the text of the file.
        name: its name, for error messages.

    Raises:
        PassageError: a line is not a passage, or there are none.

    >>> parse('{"id": "a", "ocr": "tbe", "truth": "the"}\n', "pairs.jsonl")[0].truth
    'the'
    >>> parse('{"id": "a"}\n', "pairs.jsonl")
    Traceback (most recent call last):
    ocrfix.evaluate.passages.PassageError: pairs.jsonl:1: object missing required field `ocr`; ...
    """
    decode = msgspec.json.Decoder(Passage).decode
    found = []
    # Not splitlines: a passage may contain characters that end lines in Python, but not in JSON.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(decode(line))
        except msgspec.ValidationError as error:
            problem = str(error)
            problem = problem[:1].lower() + problem[1:]
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            problem = "not JSON"
        else:
            continue
        raise PassageError(
            f'{name}:{number}: {problem}; write {{"id": ..., "ocr": ..., "truth": ...}}'
        )
    if not found:
        raise PassageError(f"{name}: no passages in it; write one JSON object per line")
    return found
