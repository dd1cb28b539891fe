"""Page image in gray, as a renderer makes it."""

from __future__ import annotations

from typing import NamedTuple


class GrayImage(NamedTuple):
    """An image in gray.

    Attributes:
        width: in pixels.
        height: in pixels.
        stride: the bytes of a row, of which the first ``width`` are its pixels.
        pixels: row by row from the top, from 0 (black) to 255.
    """

    width: int
    height: int
    stride: int
    pixels: bytes
