# Types for tally.py where it is compiled; see hatch_build.py.
cimport cython

cdef dict _names

@cython.final
cdef class Column:
    cdef double own
    cdef double[::1] weights
    cpdef weigh(self, Py_ssize_t number, double weight)

@cython.final
cdef class Scale:
    cdef readonly dict weights
    cdef readonly dict numbers
    cdef readonly dict columns

@cython.final
cdef class Tally:
    cdef readonly bint adds
    cdef readonly double score
    cdef readonly dict features
    cdef dict _shared
    cdef Py_ssize_t _many
    cdef dict _weights
    cdef dict _numbers
    cdef dict _columns
    cdef long long[::1] _which
    cdef double[::1] _values
    cdef object clear(self)
    @cython.locals(which=Py_ssize_t, at=Py_ssize_t)
    cdef object share(self, str name, double value)
    cdef object begin(self)
    cdef object sign(self, str sign)
    @cython.locals(score=double, at=Py_ssize_t)
    cdef object _add(self, Column column)
    @cython.locals(by=double)
    cdef object put(self, str name, double value)

cdef dict _names_of(str sign)
cdef str _name(dict names, str sign, str name)
