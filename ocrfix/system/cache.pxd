# Types for cache.py where it is compiled; see hatch_build.py.
cimport cython

cdef Py_ssize_t _MAX_CAPACITY

@cython.final
cdef class Cache:
    cdef Py_ssize_t _default_capacity
    cdef Py_ssize_t _capacity
    cdef dict _young
    cdef dict _old
    cpdef void set_capacity(self, Py_ssize_t wanted) except *
    cpdef object get(self, object key)
    cpdef void put(self, object key, object value) except *
    cpdef void clear(self) except *
