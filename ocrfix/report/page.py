"""The HTML page, made from its template, style, scripts and data, with its security policy."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from ocrfix.report.data import ABBREVIATIONS, PageDocument, page_data
from ocrfix.report.hues import hue, hue_rules
from ocrfix.report.totals import totals
from ocrfix.review.decisions import Decisions

_FOLDER = Path(__file__).parent
_SCRIPTS = ("model.js", "display.js", "scan.js", "decide.js", "events.js")
"""The scripts of the page, in the order in which they are joined."""

_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def page(
    documents: Sequence[PageDocument], reviewed: Decisions | None = None, *, served: bool = False
) -> str:
    """Return the page as HTML.

    Args:
        documents: the documents, in order.
        reviewed: earlier decisions.
        served: whether a server saves the decisions; otherwise the page offers them as a file.

    >>> page([]).splitlines()[0]
    '<!doctype html>'
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    has_images = any(entry.scan is not None and entry.scan.images for entry in documents)
    style = hue_rules() + (_FOLDER / "page.css").read_text(encoding="utf-8")
    script = "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2").render(
        policy=policy(style, script, served=served, images=has_images),
        style=Markup(style),
        script=Markup(script),
        data=Markup(embedded(page_data(documents, reviewed, served=served))),
        totals=totals(documents),
        hue=hue,
        sign=lambda name: ABBREVIATIONS.get(name, name[:2]),
        served=served,
        has_scans=any(entry.scan is not None for entry in documents),
        has_images=has_images,
    )


def embedded(data: Any) -> str:
    r"""Return JSON that cannot end the element that contains it, or be read as markup or script.

    >>> embedded("</script>")
    '"\\u003c/script\\u003e"'
    """
    return msgspec.json.encode(data).decode("utf-8").translate(_ESCAPES)


def policy(style: str, script: str, *, served: bool, images: bool = False) -> str:
    """Return the security policy: only the page's own script and style, by their hashes.

    Images are of the page, too: its script makes them from its data.
    """
    parts = [
        "default-src 'none'",
        f"script-src {_hash(script)}",
        f"style-src {_hash(style)}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if images:
        parts.append("img-src blob:")
    if served:
        parts.append("connect-src 'self'")
    return "; ".join(parts)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
