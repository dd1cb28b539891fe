# Types for model.py where it is compiled; see hatch_build.py.
cimport cython

@cython.final
cdef class Unpacking:
    cdef object _bias
    cdef Py_ssize_t _bytes
    cdef object _halves
    cdef object _fields
    @cython.locals(fields=tuple)
    cpdef list scores(self, total)
    @cython.locals(fields=tuple)
    cpdef object margin(self, total)

@cython.final
cdef class MarkerModel:
    cdef readonly tuple labels
    cdef readonly tuple transitions
    cdef readonly object bias
    cdef double _slope
    cdef double _intercept
    cdef readonly object reliability
    cdef readonly object words
    cdef readonly object level
    cdef readonly object packed
    cdef readonly Unpacking sums
    cpdef object total(self, features)
