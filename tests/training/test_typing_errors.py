"""Learning who makes which slip."""

from __future__ import annotations

from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.typing_errors import TypingErrors
from ocrfix.training.pairs import Pair
from ocrfix.training.typing_errors import crosswise_slips, learn_slips, slips_seen

TYPED = "The talks were held accoridng to the Ministry."
MISREAD = ("The letter fron the Embassy was read.", "The letter from the Embassy was read.")


def test_what_stands_on_the_page_was_typed() -> None:
    lexicon = Lexicon(ensure_compiled())
    (slip,) = slips_seen(lexicon, [(TYPED, TYPED)])
    assert (slip.meant, slip.seen, slip.typed) == ("according", "accoridng", True)
    (other,) = slips_seen(lexicon, [MISREAD])
    assert (other.meant, other.seen, other.typed) == ("from", "fron", False)


def test_names_and_foreign_words_are_no_slips() -> None:
    texts = ["The talks with Varnholt went on.", "El gobierno de la nacion no tiene comentarios."]
    assert not list(slips_seen(Lexicon(ensure_compiled()), [(text, text) for text in texts]))


def test_what_is_learned_tells_them_apart() -> None:
    lexicon = Lexicon(ensure_compiled())
    pairs = [Pair(f"memo {n}", TYPED, TYPED) for n in range(8)]
    pairs += [Pair(f"cable {n}", *MISREAD) for n in range(8)]
    found = [one for _, one in crosswise_slips(lexicon, pairs)]
    assert len(found) == 16
    slips = TypingErrors(learn_slips(lexicon, found), [], lexicon.keyboard)
    assert slips.probability("according", "accoridng", -14.0) > 0.5
    assert slips.probability("from", "fron", -5.0) < 0.5
