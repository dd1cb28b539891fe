# Types for rank.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.lexicon.casing cimport shape
from ocrfix.correction.words.features cimport Surroundings, of_place, of_word, surroundings
from ocrfix.correction.annotated_tokens cimport WordInContext, AnnotatedTokens
from ocrfix.correction.words.linear_scorer cimport Scales
from ocrfix.correction.words.shortlist cimport Shortlist, first_guess, likeliest, near_the_best
from ocrfix.lexicon.ngrams cimport SideBySide
from ocrfix.system.cache cimport Cache
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Token

cdef Py_ssize_t _LONGEST, _LONGEST_REAL_WORD
cdef double _HOPELESS, _COMMON
cdef frozenset _OFFICE_SIGNS

@cython.locals(word=Word, token=Token, text=str, size=Py_ssize_t, after=Word)
cpdef bint is_obviously_fine(AnnotatedTokens annotated, Py_ssize_t number)
@cython.locals(token=Token, word=Word, text=str, kind=str, beside_capital=bint)
cpdef bint needs_candidates(AnnotatedTokens annotated, WordInContext target)
@cython.locals(sign=cython.Py_UCS4)
cdef bint _has_letter(str text)
@cython.locals(left=cython.longlong, word=cython.longlong, right=cython.longlong,
               counted=SideBySide)
cdef bint _fits(Lexicon lexicon, WordInContext target)
@cython.locals(after=str, whole=Word)
cdef bint _half_of_a_word(AnnotatedTokens annotated, WordInContext target)
@cython.locals(token=Token, text=str, figures=Py_ssize_t, sign=cython.Py_UCS4)
cdef bint _protected(AnnotatedTokens annotated, WordInContext target)

cdef class Ranker:
    cdef readonly dict weights
    cdef long _number
    cdef Scales _scales
    @cython.locals(total=double, weights=dict)
    cpdef double score(self, dict features)
    cpdef list judge(self, AnnotatedTokens annotated, WordInContext target, candidates)
    @cython.locals(shares=list, found=Py_ssize_t, at=Py_ssize_t, candidate=Candidate, other=Candidate,
                   share=double, most=double)
    cpdef tuple best(self, AnnotatedTokens annotated, WordInContext target, list candidates)
    @cython.locals(around=Surroundings, shares=list, highest=double, total=double, score=double,
                   share=double, candidate=Candidate, at=Py_ssize_t)
    cdef list _shares(self, AnnotatedTokens annotated, WordInContext target, candidates)
    @cython.locals(scales=Scales)
    cdef double _score(self, AnnotatedTokens annotated, WordInContext target, Candidate candidate, Surroundings around) except *

@cython.locals(token=Token, cache=Cache, offered=list, others=list, found=list, joined=list,
               candidate=Candidate)
cpdef list find_candidates(AnnotatedTokens annotated, WordInContext target)
@cython.locals(text=str, shortlist=Shortlist, candidate=Candidate)
cdef list _sought(AnnotatedTokens annotated, WordInContext target)
