"""Passages whose truth is known, as they stand in a file of JSON lines."""

from __future__ import annotations

import msgspec


class PassageError(ValueError):
    """A line that is no passage; the text is one line: NAME:LINE: what is wrong; what to do."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One passage of OCR text with its truth.

    Attributes:
        id: what it is called; passages of one document have the same id up to the last ``:`` or
            ``-``.
        ocr: what the engine made of it.
        truth: what stood on the page.
        source: the collection or engine it comes from, for rates of their own; may be empty.
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
    r"""Read the passages of a file of JSON lines; empty lines are left out.

    Args:
        text: the text of the file.
        name: its name, for the message of an error.

    Raises:
        PassageError: a line is no passage, or there is none at all.

    >>> parse('{"id": "a", "ocr": "tbe", "truth": "the"}\n', "pairs.jsonl")[0].truth
    'the'
    >>> parse('{"id": "a"}\n', "pairs.jsonl")
    Traceback (most recent call last):
    ocrfix.evaluate.passages.PassageError: pairs.jsonl:1: object missing required field `ocr`; ...
    """
    decode = msgspec.json.Decoder(Passage).decode
    found = []
    # Not splitlines: a passage may hold signs that Python takes for line ends, and JSON does not.
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
        raise PassageError(f"{name}: no passage in it; write one JSON object a line")
    return found
