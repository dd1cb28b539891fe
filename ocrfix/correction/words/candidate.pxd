# Types for candidate.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens
from ocrfix.text.casing cimport case_number

@cython.final
@cython.no_gc  # takes part in no reference cycle
cdef class Candidate:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str after
    cdef readonly str kind
    cdef readonly int token_count
    cdef readonly double log_share
    cdef readonly str folded
    cdef readonly bint removes_word
    cdef public double prescore
    cdef public double word_score
    cdef public long ranker_id
    cdef public list words
    cdef public Py_ssize_t first_case
    cdef public Py_ssize_t last_case
    cdef public list runs
    cpdef Candidate with_kind(self, str kind)

@cython.locals(words=list, after=str, parts=list)
cpdef list candidate_words(AnnotatedTokens annotated, Candidate candidate)
