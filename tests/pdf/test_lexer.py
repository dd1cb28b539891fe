"""Lexing of content streams: tokens, their places, and damaged streams."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.pages.file import PageFormatError
from ocrfix.pdf import lexer
from ocrfix.pdf.lexer import Array, Name, operators

CASES = [
    (b"BT ET", [("BT", []), ("ET", [])]),
    (b"/F1 12 Tf", [("Tf", [Name("F1"), 12.0])]),
    (b"1 0 0 -1.5 .5 +7. cm", [("cm", [1.0, 0.0, 0.0, -1.5, 0.5, 7.0])]),
    (b"1 2 3 4 5 6 7 8 x", [("x", [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])]),
    (b"(a)Tj(b)Tj", [("Tj", [b"a"]), ("Tj", [b"b"])]),
    (rb"(a\)\(\\\101\n\
b) Tj", [("Tj", [b"a)(\\A\nb"])]),
    (b"(a(b(c))d) Tj", [("Tj", [b"a(b(c))d"])]),
    (b"(a\r\nb) '", [("'", [b"a\nb"])]),
    (b'1 2 (a) "', [('"', [1.0, 2.0, b"a"])]),
    (b"<4 8 65 6>Tj", [("Tj", [b"He`"])]),
    (b"[(a)-250(b) 3<43>]TJ", [("TJ", [[b"a", -250.0, b"b", 3.0, b"C"]])]),
    (b"% (no) Tj\n(yes) Tj", [("Tj", [b"yes"])]),
    (b"T* f* d0", [("T*", []), ("f*", []), ("d0", [])]),
    (b"/Span <</ActualText (x) /MCID 3 /A [1 2] /B true>> BDC",
     [("BDC", [Name("Span"), {"ActualText": b"x", "MCID": 3.0, "A": [1.0, 2.0], "B": True}])]),
    (b"BI /W 2 /IM true ID \x00(\xff EI Q",
     [("BI", [Name("W"), 2.0, Name("IM"), True]), ("Q", [])]),
    (b"BI /W 1 ID a EI \x00\x01 b EI Q", [("BI", [Name("W"), 1.0]), ("Q", [])]),
    (b"1.0-2 0 Td", [("Td", [1.0, 0.0])]),
    (b"--3 0 Td", [("Td", [-3.0, 0.0])]),
    (b"null true", []),
    (b"[1 2 (x) Tj (a) Tj", [("Tj", []), ("Tj", [b"a"])]),
    (b") ] >> } (a) Tj", [("Tj", [b"a"])]),
    (b"(never closed", []),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), CASES)
def test_tokens(data, expected):
    assert [(operator.name, operator.values) for operator in operators(data)] == expected


@pytest.mark.parametrize("data", [case[0] for case in CASES])
def test_places_are_those_of_the_tokens(data):
    for operator in operators(data):
        values, places = reversed(operator.values), reversed(operator.places)
        for value, (start, end) in zip(values, places, strict=False):
            if isinstance(value, bytes | Name | Array | dict):
                (again,) = list(operators(data[start:end] + b" x"))
                assert again.values == [value]
        text = data[operator.start : operator.end]
        again = list(operators(text))
        assert [(one.name, one.values) for one in again] == [(operator.name, operator.values)] or (
            operator.values == []
        )


@given(st.binary(max_size=200))
def test_any_bytes_are_read_in_order(data):
    end = 0
    for operator in operators(data):
        assert end <= operator.start < operator.end <= len(data)
        end = operator.end


@given(st.binary(max_size=40))
def test_a_string_is_written_as_it_is_read(string):
    for written in (lexer.literal(string), lexer.hexadecimal(string)):
        (operator,) = operators(written + b" Tj")
        assert operator.values == [string]


@given(st.floats(-1e6, 1e6))
def test_a_number_is_written_as_it_is_read(value):
    (operator,) = operators(lexer.exact_number(value) + b" Tc")
    assert operator.values == [value]
    (operator,) = operators(lexer.number(value) + b" Tc")
    assert operator.values == [pytest.approx(value, abs=0.0001)]


def test_deep_nesting_is_refused():
    with pytest.raises(PageFormatError, match="nested"):
        list(operators(b"[" * 100))


def test_many_operators_are_refused(monkeypatch):
    monkeypatch.setattr(lexer, "MAX_OPERATORS", 100)
    with pytest.raises(PageFormatError, match="operators"):
        list(operators(b"q " * 101))


@pytest.mark.parametrize(
    "unit", [b"[", b"(", b"1 ", b"(a", b"<", b"% ", b"BI ID ", b"\\", b"[1 2 3 4 5 6 7 ", b"-"]
)
def test_time_is_linear(unit):
    """A quadratic pattern would take minutes."""
    with suppress(PageFormatError):
        list(operators(unit * 200_000))
