"""Training of the model of typing errors."""

from __future__ import annotations

from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.typing_errors import TypingErrors
from ocrfix.training.pairs import Pair
from ocrfix.training.typing_errors import learn_typing_errors, observe_errors, out_of_fold_errors

TYPED = "The talks were held accoridng to the Ministry."
MISREAD = ("The letter fron the Embassy was read.", "The letter from the Embassy was read.")


def test_errors_in_the_ground_truth_are_typing_errors() -> None:
    lexicon = Lexicon(ensure_compiled())
    (typed,) = observe_errors(lexicon, [(TYPED, TYPED)])
    assert (typed.meant, typed.seen, typed.typed) == ("according", "accoridng", True)
    (misread,) = observe_errors(lexicon, [MISREAD])
    assert (misread.meant, misread.seen, misread.typed) == ("from", "fron", False)


def test_names_and_foreign_words_are_not_typing_errors() -> None:
    texts = ["The talks with Varnholt went on.", "El gobierno de la nacion no tiene comentarios."]
    assert not list(observe_errors(Lexicon(ensure_compiled()), [(text, text) for text in texts]))


def test_the_learned_model_classifies_both() -> None:
    lexicon = Lexicon(ensure_compiled())
    pairs = [Pair(f"memo {n}", TYPED, TYPED) for n in range(8)]
    pairs += [Pair(f"cable {n}", *MISREAD) for n in range(8)]
    errors = [error for _, error in out_of_fold_errors(lexicon, pairs)]
    assert len(errors) == 16
    model = TypingErrors(learn_typing_errors(lexicon, errors), [], lexicon.keyboard)
    assert model.probability("according", "accoridng", -14.0) > 0.5
    assert model.probability("from", "fron", -5.0) < 0.5
