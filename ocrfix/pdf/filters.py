"""Filters of streams: decompressing no more bytes than are allowed.

Content streams and character maps are read with these and not by the PDF library, which would
decompress a bomb to its end.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from typing import Any

import pikepdf

from ocrfix.pages.file import PageFormatError
from ocrfix.pdf.lexer import from_hex
from ocrfix.pdf.limits import MAX_OBJECT_STREAM_BYTES, exceeded

_SHORT = {"/Fl": "/FlateDecode", "/LZW": "/LZWDecode", "/A85": "/ASCII85Decode"}
_SHORT |= {"/AHx": "/ASCIIHexDecode", "/RL": "/RunLengthDecode"}

_CLEAR_CODE = 256
_END_CODE = 257
_MAX_LZW_CODES = 4096  # of twelve bits; the codes above are those of LZW, too


def stream_bytes(stream: pikepdf.Stream, limit: int) -> bytes:
    """Return the decoded bytes of a stream; those before a damaged place if there is one.

    Raises:
        PageFormatError: there are more bytes than the limit, or a filter is not supported.
    """
    data: bytes = stream.read_raw_bytes()
    filters, parameters = _filters(stream)
    for name, parameter in zip(filters, parameters, strict=True):
        name = _SHORT.get(name, name)
        if int(parameter.get("/Predictor", 1)) > 1:
            raise PageFormatError("a text stream has a predictor", "re-save the PDF with `qpdf`")
        if name == "/FlateDecode":
            data = inflate(data, limit)
        elif name == "/LZWDecode":
            data = _lzw(data, int(parameter.get("/EarlyChange", 1)), limit)
        elif name == "/ASCII85Decode":
            data = _ascii85(data)
        elif name == "/ASCIIHexDecode":
            data = from_hex(re.sub(rb"[^0-9A-Fa-f]", b"", data.partition(b">")[0]))
        elif name == "/RunLengthDecode":
            data = _run_length(data, limit)
        elif name != "/Crypt":
            raise PageFormatError(f"a text stream has the filter {name}", "it is not supported")
        if len(data) > limit:
            raise exceeded("bytes in a stream", limit)
    return data


def _filters(stream: pikepdf.Stream) -> tuple[list[str], list[Any]]:
    """Return the names of the filters of a stream, and the parameters of each."""
    found = stream.get("/Filter")
    given = stream.get("/DecodeParms")
    if found is None:
        return [], []
    if isinstance(found, pikepdf.Array):
        names = [str(name) for name in found.as_list()]
        parameters: list[Any] = []
        if isinstance(given, pikepdf.Array):
            parameters += list(given.as_list())
    else:
        names, parameters = [str(found)], [given]
    parameters = [one if isinstance(one, pikepdf.Dictionary) else {} for one in parameters]
    return names, (parameters + [{}] * len(names))[: len(names)]


def deflated_stream(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.Stream:
    """Return a new stream, compressed, which is not an object of the PDF yet."""
    stream = pikepdf.Stream(pdf, b"")
    write_deflated(stream, data)
    return stream


def write_deflated(stream: pikepdf.Stream, data: bytes) -> None:
    """Replace the bytes of a stream, compressed."""
    stream.write(zlib.compress(data, 9), filter=pikepdf.Name.FlateDecode)


def inflate(data: bytes, limit: int) -> bytes:
    """Return data of zlib decompressed; those before a damaged place if there is one.

    Raises:
        PageFormatError: there are more than the limit.
    """
    decompressor = zlib.decompressobj()
    found = bytearray()
    try:
        found += decompressor.decompress(data, limit + 1)
    except zlib.error:
        found = _inflate_damaged(data, limit)
    if len(found) > limit:
        raise exceeded("bytes in a stream", limit)
    return bytes(found)


def _inflate_damaged(data: bytes, limit: int) -> bytearray:
    """Return what comes before the damaged place, found by reading in small pieces."""
    decompressor = zlib.decompressobj()
    found = bytearray()
    piece = 256  # bytes; what is lost is less than what a piece expands to
    try:
        for start in range(0, len(data), piece):
            found += decompressor.decompress(data[start : start + piece], limit + 1 - len(found))
            if len(found) > limit:
                break
    except zlib.error:
        pass
    return found


def _lzw(data: bytes, early: int, limit: int) -> bytes:
    found = bytearray()
    codes: list[bytes] = []
    previous = b""
    bits, width, waiting = 0, 9, 0
    for byte in data:
        bits, waiting = bits << 8 | byte, waiting + 8
        if waiting < width:
            continue
        waiting -= width
        code, bits = bits >> waiting, bits & ((1 << waiting) - 1)
        if code == _END_CODE or len(found) > limit:
            break
        if code == _CLEAR_CODE:
            codes, previous, width = [], b"", 9
            continue
        if code < _CLEAR_CODE:
            entry = bytes([code])
        elif code - _END_CODE - 1 < len(codes):
            entry = codes[code - _END_CODE - 1]
        else:
            entry = previous + previous[:1]
        found += entry
        if previous and len(codes) + _END_CODE + 1 < _MAX_LZW_CODES:
            codes.append(previous + entry[:1])
        previous = entry
        width = min(12, max(9, (len(codes) + _END_CODE + 1 + early).bit_length()))
    return bytes(found)


def _ascii85(data: bytes) -> bytes:
    text = data.partition(b"~>")[0].translate(None, b"\x00\t\n\f\r\x20").removeprefix(b"<~")
    try:
        return base64.a85decode(text)
    except (ValueError, binascii.Error):
        return b""


def _run_length(data: bytes, limit: int) -> bytes:
    found = bytearray()
    position = 0
    while position < len(data) and len(found) <= limit:
        length = data[position]
        if length < 128:
            found += data[position + 1 : position + 2 + length]
            position += 2 + length
        elif length > 128:
            found += data[position + 1 : position + 2] * (257 - length)
            position += 2
        else:
            break
    return bytes(found)


_OBJECT_STREAM = re.compile(rb"/(?:ObjStm|XRef)\b")
_MAX_DICTIONARY_BYTES = 4096  # between its type and its data
_PIECE_BYTES = 1 << 16


def check_object_streams(data: bytes) -> None:
    """Check the streams that a PDF library decompresses when it opens a file.

    Args:
        data: a PDF.

    Raises:
        PageFormatError: they are too large.
    """
    starts: set[int] = set()
    for found in _OBJECT_STREAM.finditer(data):
        start = data.find(b"stream", found.end(), found.end() + _MAX_DICTIONARY_BYTES)
        if start >= 0:
            starts.add(start + len(b"stream"))
    total = 0
    for start in sorted(starts):
        total += _inflated_bytes(memoryview(data)[start:], MAX_OBJECT_STREAM_BYTES - total)
        if total > MAX_OBJECT_STREAM_BYTES:
            raise exceeded("bytes of object streams", MAX_OBJECT_STREAM_BYTES)


def _inflated_bytes(source: memoryview, limit: int) -> int:
    """Return how many bytes a zlib stream has, decompressed, as far as the limit."""
    start = 0
    while start < 2 and source[start] in b"\r\n":
        start += 1
    decompressor = zlib.decompressobj()
    total = 0
    try:
        while start < len(source) and not decompressor.eof and total <= limit:
            pending = bytes(source[start : start + _PIECE_BYTES])
            start += _PIECE_BYTES
            while pending and not decompressor.eof and total <= limit:
                total += len(decompressor.decompress(pending, _PIECE_BYTES))
                pending = decompressor.unconsumed_tail
    except zlib.error:
        pass
    return total
