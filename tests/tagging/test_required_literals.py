"""Required literals: strings that every text matching a pattern contains."""

from __future__ import annotations

import pytest

from ocrfix.tagging.rules.required_literals import required_literals


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        ("ab?c", ("abc", "ac")),
        ("(?:ab|c)d", ("abd", "cd")),
        ("ab|c*", ()),
        ("a{2}b", ("aab",)),
        ("ab{0,3}", ("a",)),
        ("(?:ab){1,}c+", ("abc",)),
        ("[ab][^c]d[a-z]", ("d",)),
        (r"x\d(?P<name>STATE|WAR) DEPARTMENT", ("x0STATE DEPARTMENT", "x0WAR DEPARTMENT")),
        ("(?i)Secret", ("secret",)),
        ("(?i:S)ECRET", ("secret",)),
        (r"\x41", ()),
        (r"\Qa.b\E", ()),
        ("[[:alpha:]]b", ("b",)),
        (r"[\d?]\s[1-3]{2,4}x", ("0 00", "? 00")),
        ("[]a]b", ("]b", "ab")),
        ("{a", ("{a",)),
        ("", ()),
    ],
)
def test_required_literals(pattern: str, strings: tuple[str, ...]) -> None:
    assert required_literals(pattern) == strings
