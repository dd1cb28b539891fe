"""Page image of the report: four levels of gray, as WebP, or as PNG where Pillow is missing.

At 100 dots per inch this is legible, and a page of text takes 15 to 30 KB; a JPEG takes three times
as much.
"""

from __future__ import annotations

import io
import zlib
from importlib.util import find_spec
from struct import pack
from typing import NamedTuple

from ocrfix.pages.image import GrayImage

_LEVELS = bytes((value + 42) // 85 for value in range(256))
"""The level of each value of gray, from 0 to 3: the nearest of 0, 85, 170 and 255."""

_GRAY_OF_LEVELS = bytes(85 * level for level in _LEVELS)

_PIXELS_PER_BYTE = 4
"""Of a PNG with two bits for each pixel."""


class EncodedImage(NamedTuple):
    """An image as a file.

    Attributes:
        type: its media type.
        data: the bytes of the file.
    """

    type: str
    data: bytes


def encode_image(image: GrayImage) -> EncodedImage:
    """Return an image as a small file: WebP if Pillow is installed, else PNG."""
    if find_spec("PIL") is not None:
        return EncodedImage("image/webp", encode_webp(image))
    return EncodedImage("image/png", encode_png(image))


def encode_webp(image: GrayImage) -> bytes:
    """Return an image in four levels of gray as a lossless WebP."""
    from PIL import Image

    size = image.width, image.height
    pixels = image.pixels.translate(_GRAY_OF_LEVELS)
    gray = Image.frombuffer("L", size, pixels, "raw", "L", image.stride, 1)
    output = io.BytesIO()
    gray.save(output, "WEBP", lossless=True, method=4)
    return output.getvalue()


def encode_png(image: GrayImage) -> bytes:
    r"""Return an image in four levels of gray as a PNG with two bits for each pixel.

    >>> encode_png(GrayImage(3, 1, 4, bytes((0, 100, 255, 0))))[:8]
    b'\x89PNG\r\n\x1a\n'
    """
    levels = _padded_rows(image).translate(_LEVELS)
    packed = 0  # all bytes at once, as one number: a loop over them would take a second
    for first in range(_PIXELS_PER_BYTE):
        packed = packed << 2 | int.from_bytes(levels[first::_PIXELS_PER_BYTE], "big")
    data = packed.to_bytes(len(levels) // _PIXELS_PER_BYTE, "big")
    stride = len(data) // image.height
    rows = [b"\0" + data[at : at + stride] for at in range(0, len(data), stride)]
    header = pack(">IIBBBBB", image.width, image.height, 2, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, content)
        for name, content in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(b"".join(rows), 9)),
            (b"IEND", b""),
        )
    )


def _padded_rows(image: GrayImage) -> bytes:
    """Return the pixels of an image, its rows filled up to whole bytes of a PNG."""
    padding = bytes(-image.width % _PIXELS_PER_BYTE)
    ends = range(image.width, image.stride * image.height + 1, image.stride)
    return b"".join(image.pixels[end - image.width : end] + padding for end in ends)


def _chunk(name: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))
