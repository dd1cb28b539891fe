# Types for counts.py where it is compiled; see hatch_build.py.
cimport cython

cdef double _SCALE

@cython.final
cdef class Counts:
    cdef const unsigned long long[::1] _keys
    cdef const unsigned char[::1] _counts
    cdef Py_ssize_t _size
    @cython.locals(keys="const unsigned long long[::1]", low=Py_ssize_t, high=Py_ssize_t, middle=Py_ssize_t)
    cpdef double log(self, unsigned long long key)
