"""Image file of scanned pages, read with Pillow, for files with pages that contain no images."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from ocrfix.pages.file import PageFormatError
from ocrfix.pages.image import GrayImage
from ocrfix.text.pages import PageLayout

EXTENSIONS = (".tif", ".tiff", ".png", ".jpg", ".jpeg", ".jp2", ".webp")
"""The extensions of image files, in the order in which they are looked for."""

_MAX_SIDE = 1100
"""Pixels of the longer side of an image: those of a letter page at 100 dots per inch."""

_MAX_DISTORTION = 0.05
"""Difference between the shape of an image and that of its page: of another page it is larger, and
boxes would be at wrong places."""


def find_image(folder: Path, name: str) -> Path | None:
    """Return the image file in a folder for a document: with its name, but for the extension.

    Args:
        folder: the folder; other folders are not looked into, whatever the name.
        name: the name of the document, such as ``alto/memo-1.xml``.
    """
    stem = Path(name).name.partition(".")[0]
    found = (folder / f"{stem}{extension}" for extension in EXTENSIONS)
    return next((path for path in found if path.is_file()), None)


def read_image(
    path: Path, pages: Sequence[PageLayout], limit: int
) -> Iterator[tuple[int, GrayImage]]:
    """Yield the numbers and images of the first pages of a document, scaled down.

    Args:
        path: an image file; a TIFF may have an image for each page.
        pages: the pages.
        limit: the number of images to read.

    Raises:
        PageFormatError: the file cannot be read, or has images of other pages.
    """
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError as error:
        raise PageFormatError("images need Pillow", "install it: pip install pillow") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(path)
        with image:
            for index, page in enumerate(pages[: min(limit, getattr(image, "n_frames", 1))]):
                image.seek(index)
                if _distortion(image.size, page) > _MAX_DISTORTION:
                    raise PageFormatError(
                        f"{path.name} has another shape than page {page.number}", "name its image"
                    )
                gray = image.convert("L")
                gray.thumbnail((_MAX_SIDE, _MAX_SIDE))
                pixels = gray.tobytes()
                yield page.number, GrayImage(gray.width, gray.height, gray.width, pixels)
    except (
        UnidentifiedImageError,
        OSError,
        EOFError,
        SyntaxError,  # of broken PNGs
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise PageFormatError(f"{path.name} cannot be read as an image", "convert it") from error


def _distortion(size: tuple[int, int], page: PageLayout) -> float:
    """Return how much wider or higher than a page an image of it would be: 0 for the same shape."""
    width, height = size
    return abs(width * page.height / ((height * page.width) or 1.0) - 1.0)
