"""``ocrfix review``: decide on changes and suggestions, or see which are still open."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli import exit_codes
from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.options import ConfigFile, Documents, ImageFolder, PageImages, Words
from ocrfix.cli.parameters import Option
from ocrfix.cli.pipelines import load_config
from ocrfix.cli.reviewing import (
    add_own_words,
    collect_documents,
    open_review_pipeline,
    read_decisions,
)
from ocrfix.cli.run import Run
from ocrfix.cli.streams import print_message, write_stdout
from ocrfix.system.os_errors import reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocrfix.report.data import PageDocument
    from ocrfix.review.decisions import Decisions


EPILOG = epilog(
    "ocrfix review texts/ --serve -o decisions.json",
    ok="nothing open, or nothing decided",
    changed="decisions were made, or are still open",
)


def review(
    paths: Documents,
    serve: Annotated[
        bool,
        Option("--serve", help="Serve the page on this machine, and save each decision."),
    ] = False,
    output: Annotated[
        Path,
        Option("--output", "-o", metavar="FILE", help="The decisions file."),
    ] = Path("decisions.json"),
    words: Words = None,
    pages: PageImages = None,
    images: ImageFolder = None,
    config: ConfigFile = None,
) -> int:
    """Decide on changes and suggestions, and continue later.

    With --serve, open the printed address; each decision is written to FILE at once, until you stop
    the server with Ctrl-C. Without --serve, print how many decisions are still open.
    """
    run = Run()
    settings, pipeline = open_review_pipeline(config)
    reviewed = read_decisions(output) if os.path.lexists(output) else None
    documents = collect_documents(run, paths, settings, pipeline, reviewed, pages if serve else 0)
    if not documents:
        return run.exit_code
    if run.exit_code != exit_codes.FAILED:
        run.exit_code = exit_codes.OK  # changes were found, but none was decided yet
    for shown in documents:
        for decision in shown.unmatched:
            print_message(
                f"{_name(shown)}:{decision.line}: {decision.verdict} {decision.before!r} to "
                f"{decision.after!r}: fits nothing on the page; it is kept in the file"
            )
    if not serve:
        write_stdout(_table(documents).encode("utf-8"))
        if any(_count_open(shown) for shown in documents):
            run.mark_changed()
        return run.exit_code
    try:
        last = _serve(documents, reviewed, output)
        if last is not None:
            run.mark_changed()
            if last.words and (words is not None or load_config(config).dictionaries):
                add_own_words(run, last.words, load_config(config), words)
            elif last.words:
                print_message(
                    "it lists words that are never to be changed; add them to your dictionary "
                    "with ocrfix apply --words OWN_FOLDER"
                )
    except CommandError as error:
        run.report_problem(error)
    return run.exit_code


def _serve(
    documents: Sequence[PageDocument], reviewed: Decisions | None, output: Path
) -> Decisions | None:
    """Serve the page until the user stops it, and return the last decisions, if there are any.

    Raises:
        CommandError: no port is available.
    """
    from ocrfix.cli.output import write_file
    from ocrfix.report.page import page
    from ocrfix.review.server import ReviewServer

    last: list[Decisions] = []

    def keep(decisions: Decisions) -> None:
        write_file(str(output), decisions.to_json())
        last[:] = [decisions]

    try:
        server = ReviewServer(page(documents, reviewed, served=True).encode("utf-8"), keep)
    except OSError as error:
        raise CommandError(
            f"127.0.0.1: no port available: {reason(error)}; use ocrfix report"
        ) from error
    with server:
        print_message(f"open {server.address} in your browser; press Ctrl-C here when you are done")
        with suppress(KeyboardInterrupt):  # the usual way to end it
            server.serve_forever(poll_interval=0.2)
        with server.lock:  # finishes a write
            pass
    if not last:
        print_message("nothing was decided")
        return None
    count = sum(len(document.decisions) for document in last[0].documents)
    print_message(f"{output}: {count:,} decision{'' if count == 1 else 's'}")
    return last[0]


def _table(documents: Sequence[PageDocument]) -> str:
    rows = []
    for shown in documents:
        verdicts = list(shown.verdicts.values())
        rows.append(
            (_name(shown), _count_open(shown), verdicts.count("accept"), verdicts.count("reject"))
        )
    width = max(len(name) for name, *_ in rows)
    return "".join(
        f"{name:<{width}}  {remaining:>5,} open  {accepted:>5,} accepted  {rejected:>5,} rejected\n"
        for name, remaining, accepted, rejected in rows
    )


def _count_open(shown: PageDocument) -> int:
    from ocrfix.review.proposals import proposals

    return len(proposals(shown.document)) - len(shown.verdicts)


def _name(shown: PageDocument) -> str:
    from ocrfix.text.escape import printable

    return printable(shown.name)
