# Types for kept.py where it is compiled; see hatch_build.py.
cimport cython

cdef Py_ssize_t _LARGEST

@cython.final
cdef class Kept:
    cdef Py_ssize_t _usual
    cdef Py_ssize_t _most
    cdef dict _young
    cdef dict _old
    cpdef void room(self, Py_ssize_t wanted) except *
    cpdef object get(self, object key)
    cpdef void put(self, object key, object found) except *
    cpdef void clear(self) except *
