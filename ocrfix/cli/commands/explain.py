"""``ocrfix explain``: say what a code means, or what would be done with a word, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli.declare import Argument
from ocrfix.cli.help import epilog
from ocrfix.cli.options import Settings
from ocrfix.cli.run import DONE, FAILED, Refused, open_pipeline, put, say, settings

if TYPE_CHECKING:
    from ocrfix.tagging.rules.lookup import Meaning


EPILOG = epilog("ocrfix explain A5", nothing="told", something=None)


def explain(
    term: Annotated[str, Argument(metavar="TERM", help="A code such as B1, or a word.")],
    config: Settings = None,
) -> int:
    """Say what a code means, or why a word is changed."""
    try:
        pipeline = open_pipeline(settings(config), "rules", "stage")
    except Refused as error:
        say(error)
        return FAILED
    from ocrfix.tagging.rules.lookup import explain_code

    told = ["\n".join(_about(meaning)) for meaning in explain_code(term, pipeline.rules)]
    told += filter(None, [pipeline.explain(term)])
    put(("\n\n".join(told) or f"{term}: nothing is known of it").encode("utf-8", "replace") + b"\n")
    return DONE


def _about(meaning: Meaning) -> Iterator[str]:
    yield f"{meaning.id}: {meaning.meaning}"
    years = f"{meaning.since or '?'} to {meaning.until or 'now, or not known'}"
    said = {
        "marked as": meaning.type,
        "authority": ", ".join(filter(None, (meaning.authority, meaning.section))),
        "in use": years if meaning.since or meaning.until else "",
        "written": ", ".join(meaning.variants),
        "certainty": str(meaning.certainty),
        "sources": ", ".join(meaning.sources),
        "beware": " ".join(meaning.note.split()),
    }
    yield from (f"  {name}: {value}" for name, value in said.items() if value)
