# Types for shortlist.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.lexicon.confusions cimport Confusions
from ocrfix.lexicon.word cimport Word

cdef Py_ssize_t _MAX_CANDIDATES
cdef double _MAX_GAP, _MIN_LOG_PROBABILITY, _SPACING_COST

@cython.final
cdef class Shortlist:
    cdef readonly double min_score
    cdef str _seen
    cdef dict _found
    cdef list _best_scores
    @cython.locals(after=str, score=double, best=list, at=Py_ssize_t)
    cpdef void add(self, Candidate candidate) except *
    cpdef list all(self)
    cpdef list best(self)

cpdef list best_of(list candidates)
cpdef double _descending(Candidate candidate)
@cython.locals(least=double, first=Candidate, candidate=Candidate)
cpdef list near_best(list candidates)
cpdef double floored(double log_probability)
@cython.locals(log_probability=double, word=Word, confusions=Confusions)
cpdef double prescore(AnnotatedTokens annotated, str seen, str after, str kind) except? -1
