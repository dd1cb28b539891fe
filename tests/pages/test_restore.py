"""The original of a written file is restored byte for byte."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocrfix.pages.restore import restored, undo_of

parts = st.sampled_from([b"<a>", b"<b/>", b"x", b"\n", b"</a>\n", b"", b">"])
files = st.lists(parts, max_size=12).map(b"".join)


@given(files, files)
def test_any_file_is_restored_from_any_other(original, written):
    assert restored(written, undo_of(original, written)) == original


@given(st.binary(max_size=30), st.binary(max_size=30))
def test_any_bytes_are_restored(original, written):
    assert restored(written, undo_of(original, written)) == original


@given(files, st.binary(max_size=30))
def test_an_appended_update_is_undone_by_the_length_before(original, update):
    undo = undo_of(original, original + update)
    assert [part.original for part in undo] == [b""] * bool(update)


def test_only_what_was_changed_is_stored():
    lines = [b"<w id='%d'>word</w>\n" % number for number in range(1000)]
    changed = [*lines]
    changed[100] = b"<w id='100' before='word'>words</w>\n"
    del changed[500]
    changed.insert(800, b"<w>new</w>\n")
    undo = undo_of(b"".join(lines), b"".join(changed))
    assert len(undo) == 3
    assert sum(len(part.original) for part in undo) < 100


def test_files_without_anything_in_common_are_restored():
    original, written = b"a>" * 5000, b"b>" * 3000
    assert restored(written, undo_of(original, written)) == original
