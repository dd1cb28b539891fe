# Types for scan.py where it is compiled; see hatch_build.py.
cimport cython

@cython.final
@cython.no_gc  # no circle goes through it
cdef class Token:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str text
    cdef readonly Py_ssize_t line
    cdef readonly bint opens
