"""Decoding and encoding: every byte is restored."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ocrfix.config import Config
from ocrfix.read import ReadError, decode
from ocrfix.records import Source

CASES = [
    # label, bytes, text, encoding, mark
    ("plain", b"Page 2\n", "Page 2\n", "utf-8", False),
    ("utf-8", b"d\xc3\xa9tente", "détente", "utf-8", False),
    ("utf-8, marked", b"\xef\xbb\xbfPage", "Page", "utf-8", True),
    ("marked twice", b"\xef\xbb\xbf\xef\xbb\xbfPage", "\ufeffPage", "utf-8", True),
    ("utf-16 little", b"\xff\xfeP\0\xe9\0", "Pé", "utf-16-le", True),
    ("utf-16 big", b"\xfe\xff\0P\0\xe9", "Pé", "utf-16-be", True),
    ("utf-32 little", b"\xff\xfe\0\0P\0\0\0", "P", "utf-32-le", True),
    ("utf-32 big", b"\0\0\xfe\xff\0\0\0P", "P", "utf-32-be", True),
    ("windows", b"\x93d\xe9tente\x94", "“détente”", "windows-1252", False),
    ("beyond windows", b"d\xe9tente \x81", "détente \x81", "latin-1", False),
    ("line ends", b"a\r\nb\rc\nd\x0ce \x0b\x85", "a\r\nb\rc\nd\x0ce \x0b…", "windows-1252", False),
    ("blanks at the end", b"a \t\n  ", "a \t\n  ", "utf-8", False),
    ("nothing", b"", "", "utf-8", False),
]


def encoded(text, source):
    return source.encode(text)


@pytest.mark.parametrize(
    ("data", "text", "encoding", "bom"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_decoding(data, text, encoding, bom):
    assert decode(data) == (text, Source(encoding=encoding, bom=bom))
    assert encoded(*decode(data)) == data


@given(st.binary())
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\x00\xd8")  # half of a pair in UTF-16
def test_decoded_files_are_restored_byte_for_byte(data):
    try:
        text, source = decode(data)
    except ReadError:
        return
    assert source.encode(text) == data


@given(st.binary().filter(lambda data: b"\0" not in data and not data.startswith(b"\xff\xfe")))
def test_files_without_nul_are_read(data):
    if not data.startswith(b"\xfe\xff"):
        decode(data)


@given(st.text().filter(lambda text: "\0" not in text))
def test_a_text_is_read_in_each_unicode_encoding(text):
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        source = Source(encoding=encoding, bom=True)
        assert decode(source.encode(text)) == (text, source)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"PK\x03\x04\0", "binary, not text"),
        (b"P\0a\0g\0e\0", "binary, not text"),  # UTF-16 without its mark cannot be told
        (b"\xff\xfeP\0\0\0", "binary, not text"),
        (b"\xff\xfeP\0a", "begins as utf-16-le but is broken at byte 4"),
        (b"\xfe\xff\xd8\0", "begins as utf-16-be but is broken at byte 2"),
        (b"\xef\xbb\xbf\xff", "begins as utf-8 but is broken at byte 3"),
    ],
)
def test_binary_files_are_refused(data, problem):
    with pytest.raises(ReadError) as caught:
        decode(data, name="a.bin")
    assert (caught.value.name, caught.value.problem) == ("a.bin", problem)


def test_the_encodings_of_the_settings_are_tried_in_order():
    config = Config.default().merged({"read": {"encodings": ["cp866", "latin-1"]}})
    text, source = decode("Спутник".encode("cp866"), config)
    assert (text, source.encoding) == ("Спутник", "cp866")


def test_a_codec_that_would_lose_a_byte_is_skipped():
    data = b"\x1b(Bhello \xe9"  # ISO-2022-JP would drop the empty escape
    config = Config.default().merged({"read": {"encodings": ["iso2022_jp", "ascii", "latin-1"]}})
    assert encoded(*decode(data, config)) == data
    config = Config.default().merged({"read": {"encodings": ["utf-7", "latin-1"]}})
    assert encoded(*decode(b"+AOk-\xe9", config)) == b"+AOk-\xe9"


def test_no_encoding_fits():
    config = Config.default().merged({"read": {"encodings": ["ascii"]}})
    with pytest.raises(ReadError, match="not text in utf-8, ascii; add its encoding"):
        decode(b"\xe9", config, "a.txt")
