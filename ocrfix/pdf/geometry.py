"""Geometry of a PDF page: matrices, and the page as displayed."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
"""The numbers ``a b c d e f`` of PDF: ``x' = a x + c y + e``, ``y' = b x + d y + f``."""

Point = tuple[float, float]

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies one matrix, then another.

    >>> multiply((2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 5, 7))
    (2, 0, 0, 2, 5, 7)
    """
    a, b, c, d, e, f = first
    a2, b2, c2, d2, e2, f2 = then
    return (
        a * a2 + b * c2,
        a * b2 + b * d2,
        c * a2 + d * c2,
        c * b2 + d * d2,
        e * a2 + f * c2 + e2,
        e * b2 + f * d2 + f2,
    )


def translate(matrix: Matrix, x: float, y: float) -> Matrix:
    """Return the matrix with its origin moved by ``x, y`` of its own space."""
    a, b, c, d, e, f = matrix
    return a, b, c, d, a * x + c * y + e, b * x + d * y + f


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """Return a point, transformed."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def inverse(matrix: Matrix) -> Matrix | None:
    """Return the matrix that undoes one; ``None`` if there is none.

    >>> inverse((2.0, 0.0, 0.0, 4.0, 6.0, 8.0))
    (0.5, -0.0, -0.0, 0.25, -3.0, -2.0)
    """
    a, b, c, d, e, f = matrix
    determinant = a * d - b * c
    if not determinant:
        return None
    a, b, c, d = d / determinant, -b / determinant, -c / determinant, a / determinant
    return a, b, c, d, -(e * a + f * c), -(e * b + f * d)


def bounds(matrix: Matrix, rectangle: Rectangle) -> Rectangle:
    """Return the smallest upright rectangle around a transformed one."""
    left, bottom, right, top = rectangle
    points = [apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def horizontal_scale(matrix: Matrix) -> float:
    """Return how long the unit of its x axis becomes."""
    return hypot(matrix[0], matrix[1])


def vertical_scale(matrix: Matrix) -> float:
    """Return how long the unit of its y axis becomes."""
    return hypot(matrix[2], matrix[3])


def intersection(one: Rectangle, other: Rectangle) -> Rectangle | None:
    """Return the rectangle that two share; ``None`` if there is none."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left < right and bottom < top else None


def is_upright(matrix: Matrix) -> bool:
    """Return whether upright rectangles stay so: the matrix turns by multiples of 90 degrees."""
    return not (matrix[1] or matrix[2]) or not (matrix[0] or matrix[3])


class PageGeometry(NamedTuple):
    """The size of a page as displayed, and how its own space comes to be there.

    Attributes:
        width: its width, in points.
        height: its height, in points.
        matrix: from its default user space to points from its upper left corner, y down.
    """

    width: float
    height: float
    matrix: Matrix


def displayed(box: Rectangle, rotation: int, unit: float) -> PageGeometry:
    """Return how a page is displayed.

    Args:
        box: what is shown of it (the crop box), in default user space.
        rotation: clockwise, in degrees; a multiple of 90.
        unit: the size of its unit in points (``UserUnit``).

    >>> displayed((10, 20, 110, 220), 90, 1.0).matrix
    (0.0, 1.0, 1.0, 0.0, -20.0, -10.0)
    """
    left, bottom, right, top = box
    width, height = (right - left) * unit, (top - bottom) * unit
    upright = (unit, 0.0, 0.0, -unit, -left * unit, top * unit)
    match rotation % 360:
        case 90:
            turn: Matrix = (0.0, 1.0, -1.0, 0.0, height, 0.0)
        case 180:
            turn = (-1.0, 0.0, 0.0, -1.0, width, height)
        case 270:
            turn = (0.0, -1.0, 1.0, 0.0, 0.0, width)
        case _:
            return PageGeometry(width, height, upright)
    size = (width, height) if rotation % 180 == 0 else (height, width)
    return PageGeometry(*size, multiply(upright, turn))
