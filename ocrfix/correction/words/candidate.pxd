# Types for candidate.py where it is compiled; see hatch_build.py.
cimport cython

@cython.final
@cython.no_gc  # no circle goes through it
cdef class Candidate:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str after
    cdef readonly str kind
    cdef readonly int token_count
    cdef readonly double share
    cdef public double guess
    cdef public double score
    cdef public long judge
    cdef public list words
    cpdef Candidate called(self, str kind)
