# Types for linear_scorer.py where it is compiled; see hatch_build.py.
cimport cython

@cython.final
cdef class LinearScorer:
    cdef public double total
    cdef public dict recorded
    cdef list _names
    cdef double[::1] _weights
    cdef long long[::1] _first_knots
    cdef double[::1] _knots
    cdef double[::1] _knot_weights
    @cython.locals(total=double, at=Py_ssize_t, beyond=double)
    cpdef void put(self, Py_ssize_t feature, double value) noexcept
