# Types for kept.py where it is compiled; see hatch_build.py.
cimport cython

@cython.final
cdef class Kept:
    cdef Py_ssize_t _most
    cdef dict _young
    cdef dict _old
    cpdef object get(self, object key)
    cpdef void put(self, object key, object found) except *
    cpdef void clear(self) except *
