"""``ocrfix review``: decide on changes and suggestions, or see what is open."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli.commands.apply import Words, add_words
from ocrfix.cli.commands.report import Documents, cleaner, collect, read_decisions
from ocrfix.cli.declare import Option
from ocrfix.cli.help import epilog
from ocrfix.cli.options import Settings
from ocrfix.cli.run import CHANGED, DONE, FAILED, Refused, Session, put, say, settings
from ocrfix.system.os_errors import reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocrfix.report.data import Shown
    from ocrfix.review.decisions import Decisions


EPILOG = epilog(
    "ocrfix review texts/ --serve -o decisions.json",
    nothing="nothing decided",
    something="decisions written",
)


def review(
    paths: Documents,
    serve: Annotated[
        bool,
        Option("--serve", help="Serve the page to this machine, and write each decision."),
    ] = False,
    output: Annotated[
        Path,
        Option("--output", "-o", metavar="FILE", help="The decisions file."),
    ] = Path("decisions.json"),
    words: Words = None,
    config: Settings = None,
) -> int:
    """Decide on changes and suggestions; go on where you left off.

    With --serve, open the address that is named; each decision is written to FILE at once, until
    you stop it with Ctrl-C. Without, say how much of each document is decided. Status 1 if
    something is open, or was decided.
    """
    session = Session()
    try:
        chosen, pipeline = cleaner(config)
        reviewed = read_decisions(output) if os.path.lexists(output) else None
    except Refused as error:
        say(error)
        return FAILED
    documents = collect(session, paths, chosen, pipeline, reviewed)
    if not documents:
        return session.status
    session.status = FAILED if session.status == FAILED else DONE
    for shown in documents:
        for decision in shown.unfit:
            say(
                f"{_name(shown)}:{decision.line}: {decision.verdict} {decision.before!r} to "
                f"{decision.after!r}: fits nothing on the page; it is kept in the file"
            )
    if not serve:
        put(_table(documents).encode("utf-8"))
        if any(_open(shown) for shown in documents):
            session.changed()
        return session.status
    try:
        last = _serve(documents, reviewed, output)
        if last is not None:
            session.status = max(session.status, CHANGED)
            if last.words and (words is not None or settings(config).dictionaries):
                add_words(session, last.words, settings(config), words)
            elif last.words:
                say("the words never to be touched stand in it; ocrfix apply --words OWN_FOLDER")
    except Refused as error:
        session.complain(error)
    return session.status


def _serve(
    documents: Sequence[Shown], reviewed: Decisions | None, output: Path
) -> Decisions | None:
    """Serve the page until the user stops it; return what was decided last, if anything was.

    Raises:
        Refused: no port could be had.
    """
    from ocrfix.cli.output import write
    from ocrfix.report.page import page
    from ocrfix.review.server import ReviewServer

    last: list[Decisions] = []

    def keep(decisions: Decisions) -> None:
        write(str(output), decisions.to_json())
        last[:] = [decisions]

    try:
        server = ReviewServer(page(documents, reviewed, served=True).encode("utf-8"), keep)
    except OSError as error:
        raise Refused(
            f"127.0.0.1: no port to be had: {reason(error)}; use ocrfix report"
        ) from error
    with server:
        say(f"open {server.address} in your browser; Ctrl-C here when you are done")
        with suppress(KeyboardInterrupt):  # that is how it ends
            server.serve_forever(poll_interval=0.2)
        with server.lock:  # what is being written is written to its end
            pass
    if not last:
        say("nothing was decided")
        return None
    count = sum(len(document.decisions) for document in last[0].documents)
    say(f"{output}: {count:,} decision{'' if count == 1 else 's'}")
    return last[0]


def _table(documents: Sequence[Shown]) -> str:
    rows = []
    for shown in documents:
        verdicts = list(shown.verdicts.values())
        rows.append(
            (_name(shown), _open(shown), verdicts.count("accept"), verdicts.count("reject"))
        )
    wide = max(len(name) for name, *_ in rows)
    return "".join(
        f"{name:<{wide}}  {still:>5,} open  {accepted:>5,} accepted  {rejected:>5,} rejected\n"
        for name, still, accepted, rejected in rows
    )


def _open(shown: Shown) -> int:
    from ocrfix.review.proposals import proposals

    return len(proposals(shown.document)) - len(shown.verdicts)


def _name(shown: Shown) -> str:
    from ocrfix.text.escape import printable

    return printable(shown.name)
