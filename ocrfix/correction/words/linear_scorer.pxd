# Types for scales.py where it is compiled; see hatch_build.py.
cimport cython

@cython.final
cdef class Scales:
    cdef public double total
    cdef public dict written
    cdef object _names
    cdef double[::1] _weights
    cdef long long[::1] _begins
    cdef double[::1] _bends
    cdef double[::1] _more
    @cython.locals(total=double, at=Py_ssize_t, beyond=double)
    cpdef void put(self, Py_ssize_t feature, double value) noexcept
