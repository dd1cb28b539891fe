"""Dates in all the forms used by stamps and headings, and what is not a date."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.tagging.rules.loader import read_rules
from ocrfix.tagging.tagger import Tagger
from ocrfix.text.dates import iso_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/28/95", "1995-05-28"),
        ("5-26-98", "1998-05-26"),
        ("10.25.2021", "2021-10-25"),
        ("2003/05/14", "2003-05-14"),
        ("2014-03-20", "2014-03-20"),
        ("20140320", "2014-03-20"),
        ("20 Mar 2014", "2014-03-20"),
        ("20 MAR 2014", "2014-03-20"),
        ("20-Mar-2014", "2014-03-20"),
        ("20MAR14", "2014-03-20"),
        ("20th March 2014", "2014-03-20"),
        ("30 JUN 2005", "2005-06-30"),
        ("DEC 14 1990", "1990-12-14"),
        ("Dec. 14, 1990", "1990-12-14"),
        ("March 20, 2014", "2014-03-20"),
        ("Thursday, March 20, 2014 9:15 AM", "2014-03-20"),
        ("Thursday, March 20, 20149:15 AM", "2014-03-20"),
        ("Thu Mar 20 09:15:07 2014", "2014-03-20"),
        ("141230Z DEC 90", "1990-12-14"),
        ("P 141230Z DEC 90 ZFF4", "1990-12-14"),
        ("29 FEB 1988", "1988-02-29"),
        ("28/05/95", None),
        ("19/13/2000", None),
        ("29 FEB 1990", None),
        ("31 JUN 2005", None),
        ("142530Z DEC 90", None),
        ("141230Z", None),
        ("20141320", None),
        ("120140320", None),
        ("12/14", None),
        ("12/90", None),
        ("December 1990", None),
        ("Mat 20, 2014", None),
        ("9300158", None),
        ("", None),
    ],
)
def test_dates_are_read_without_guessing(text: str, day: str | None) -> None:
    assert iso_date(text) == day


@pytest.mark.parametrize(
    ("order", "day"),
    [("month-day", "1995-03-04"), ("day-month", "1995-04-03"), ("", None)],
)
def test_the_day_order_decides_ambiguous_dates(order, day: str | None) -> None:
    assert iso_date("03/04/95", order) == day
    assert iso_date("04/04/95", order) == "1995-04-04"


def test_ambiguous_dates_of_stamps_are_kept_as_written(tmp_path: Path) -> None:
    (tmp_path / "stamps.yaml").write_text(
        "sources: {general: known}\n"
        "rules:\n"
        "  - {id: own:seen, type: review, meaning: seen, position: line, certainty: sure,\n"
        "     patterns: ['SEEN (?P<date>[0-9/]+)'], sources: [general], examples: [SEEN 1/2/95],\n"
        "     counterexamples: [seen]}\n"
    )
    tagger = Tagger(read_rules([tmp_path]))
    ambiguous, clear = (tagger.tag(text)[0].fields for text in ("SEEN 03/04/95", "SEEN 03/28/95"))
    assert ambiguous["date"] == "03/04/95" and "date_text" not in ambiguous
    assert (clear["date"], clear["date_text"]) == ("1995-03-28", "03/28/95")
