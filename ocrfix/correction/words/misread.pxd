# Types for misread.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.lexicon.casing cimport dressed, in_shape, name_shaped, shape
from ocrfix.correction.annotated_tokens cimport WordInContext, AnnotatedTokens
from ocrfix.correction.words.shortlist cimport Shortlist, at_least, first_guess
from ocrfix.lexicon.confusions cimport Confusions
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Token

cdef Py_ssize_t _TWO_EDITS_FROM, _ANCHORED_FROM, _SHORTEST_OF_TWO

@cython.locals(near=list, n=tuple, likelihood=double, least=double, anchored=bint)
cdef list _near(Lexicon lexicon, str word, Word known)
@cython.locals(meant=str, seen=str, at=Py_ssize_t, found=str, offers=list, known=Word)
cdef list _alike(Lexicon lexicon, str word)
@cython.locals(token=Token, text=str, word=str, lexicon=Lexicon, confusions=Confusions, spellings=dict,
               kind=str, named=bint, accents=bint, shortlist=Shortlist, edits=Py_ssize_t, found=str,
               likelihood=double, likely=double, flags=long, after=str, guess=double, stem=str)
cpdef list find_candidates(AnnotatedTokens annotated, WordInContext target)
cdef Candidate _reading(str text, str after, double guess)
