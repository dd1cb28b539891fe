# Types for word.py where it is compiled; see hatch_build.py.
cimport cython

@cython.final
cdef class Word:
    cdef readonly long long number
    cdef readonly double likelihood
    cdef readonly long people
    cdef readonly long small
    cdef readonly long title
    cdef readonly long capitals
    cdef readonly long flags
