"""Words: misread, clipped, run together or apart, in mixed case, with digits for letters."""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.correction.candidate import KEEP, Candidate
from ocrfix.correction.place import Place
from ocrfix.correction.proof import Proof
from ocrfix.correction.rank import Ranker, in_doubt, readings
from ocrfix.model import Edit

LEAST = 0.3
"""Readings less likely than this are not worth a reader's time, not even as suggestions."""


def propose(proof: Proof, ranker: Ranker, kinds: frozenset[str]) -> Iterator[Edit]:
    """Yield for each word in doubt the likeliest other reading of it.

    Args:
        proof: the text.
        ranker: the judge of readings.
        kinds: the kinds of damage to mend.
    """
    places = proof.places
    for number, token in enumerate(proof.scan.tokens):
        place = places.at(number)
        if not in_doubt(places, place) or proof.marked(token.start, token.end):
            continue
        offered = [r for r in readings(places, place) if r.kind == KEEP or r.kind in kinds]
        if len(offered) < 2:
            continue
        judged = ranker.judge(places, place, offered)
        likelihood, best = next(j for j in judged if j[1].kind != KEEP)
        if likelihood >= LEAST and not proof.marked(best.start, best.end):
            yield proof.edit(
                best.start, best.end, best.after, best.kind, likelihood, _reason(place, best)
            )


def _reason(place: Place, best: Candidate) -> str:
    stands = place.token.text
    between = " ".join(part for part in (place.left_text, best.after, place.right_text) if part)
    if best.kind == "clipped":
        return f"{stands!r} is {best.after!r} clipped at the margin"
    if best.kind == "spacing":
        return (
            f"{best.after!r} run together" if " " in best.after else f"{best.after!r} pulled apart"
        )
    if best.kind == "case":
        return f"{stands!r} in the case it has elsewhere"
    if best.kind == "digits":
        return f"digits or signs of {stands!r} read as letters"
    return f"{stands!r} is likely {best.after!r} misread, as in {between!r}"
