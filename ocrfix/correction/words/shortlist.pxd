# Types for shortlist.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens
from ocrfix.lexicon.confusions cimport Confusions
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _MOST
cdef double _FAR_BEHIND, _LEAST

@cython.final
cdef class Shortlist:
    cdef readonly double bar
    cdef str _seen
    cdef dict _found
    cdef list _best
    @cython.locals(after=str, guess=double, best=list, at=Py_ssize_t)
    cpdef void put(self, Candidate candidate) except *
    cpdef list all(self)
    cpdef list chosen(self)

cpdef list likeliest(list candidates)
cpdef double _less(Candidate candidate)
@cython.locals(least=double, first=Candidate, candidate=Candidate)
cpdef list near_the_best(list candidates)
cpdef double at_least(double likelihood)
@cython.locals(likelihood=double, word=Word, confusions=Confusions)
cpdef double first_guess(AnnotatedTokens annotated, str seen, str after, str kind) except? -1
