# Types for scorer.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.system.cache cimport Cache

cdef Cache _names_by_symbol

@cython.final
cdef class SymbolWeights:
    cdef double bias
    cdef double[::1] shared
    cpdef set_weight(self, Py_ssize_t index, double weight)

@cython.final
cdef class ScorerWeights:
    cdef readonly dict by_name
    cdef readonly dict shared_index
    cdef readonly dict by_symbol

@cython.final
cdef class CandidateScorer:
    cdef readonly bint adds_up
    cdef readonly double score
    cdef readonly dict features
    cdef dict _recorded
    cdef Py_ssize_t _size
    cdef dict _weights
    cdef dict _shared_index
    cdef dict _by_symbol
    cdef long long[::1] _indices
    cdef double[::1] _values
    cdef object start_gap(self)
    @cython.locals(index=Py_ssize_t, at=Py_ssize_t)
    cdef object put_shared(self, str name, double value)
    cdef object start_candidate(self)
    cdef object add_symbol(self, str symbol)
    @cython.locals(score=double, at=Py_ssize_t)
    cdef object _add_shared(self, SymbolWeights weights)
    @cython.locals(weight=double)
    cdef object put(self, str name, double value)

cdef dict _names_of(str symbol)
cdef str _join_name(dict names, str symbol, str name)
