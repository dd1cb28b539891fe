"""``ocrfix explain``: explain a code, or whether and why a word is changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli import exit_codes
from ocrfix.cli.help import epilog
from ocrfix.cli.options import ConfigFile
from ocrfix.cli.parameters import Argument
from ocrfix.cli.pipelines import load_config, open_pipeline
from ocrfix.cli.streams import write_stdout

if TYPE_CHECKING:
    from ocrfix.tagging.rules.lookup import Meaning


EPILOG = epilog("ocrfix explain A5", ok="explained", changed=None)


def explain(
    term: Annotated[str, Argument(metavar="TERM", help="A code such as B1, or a word.")],
    config: ConfigFile = None,
) -> int:
    """Explain a code, or why a word is changed."""
    pipeline = open_pipeline(load_config(config), "rules", "stage")
    from ocrfix.tagging.rules.lookup import explain_code

    answers = ["\n".join(_describe(meaning)) for meaning in explain_code(term, pipeline.rules)]
    answers += filter(None, [pipeline.explain(term)])
    text = "\n\n".join(answers) or f"{term}: nothing is known about it"
    write_stdout(text.encode("utf-8", "replace") + b"\n")
    return exit_codes.OK


def _describe(meaning: Meaning) -> Iterator[str]:
    yield f"{meaning.id}: {meaning.meaning}"
    years = f"{meaning.since or '?'} to {meaning.until or 'now, or unknown'}"
    checked = meaning.checked and f" (text read on {meaning.checked})"
    details = {
        "marked as": meaning.type,
        "authority": ", ".join(filter(None, (meaning.authority, meaning.section))),
        "citation": meaning.citation + checked,
        "in use": years if meaning.since or meaning.until else "",
        "written": ", ".join(meaning.variants),
        "certainty": str(meaning.certainty),
        "sources": ", ".join(meaning.sources),
        "beware": " ".join(meaning.note.split()),
    }
    yield from (f"  {name}: {value}" for name, value in details.items() if value)
