# Types for counts.py where it is compiled; see hatch_build.py.
cimport cython

cdef double _SCALE

@cython.final
cdef class Counts:
    cdef const unsigned int[::1] _starts
    cdef const unsigned long long[::1] _keys
    cdef const unsigned char[::1] _counts
    cdef Py_ssize_t _last
    @cython.locals(keys="const unsigned long long[::1]", low=Py_ssize_t, high=Py_ssize_t,
                   end=Py_ssize_t, middle=Py_ssize_t)
    cpdef double log(self, Py_ssize_t first, unsigned long long key)

@cython.final
cdef class SideBySide:
    cdef Counts _pairs
    cdef Counts _collected
    cdef Counts _triples
    cpdef double pair(self, long long first, long long second)
    cpdef double collected(self, long long first, long long second)
    cpdef double triple(self, long long first, long long second, long long third)
