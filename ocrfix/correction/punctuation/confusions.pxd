# Types for confusions.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.system.cache cimport Cache
from ocrfix.correction.punctuation.gaps cimport straighten_quotes
from ocrfix.correction.punctuation.separator cimport GapCandidate, Separator, difference

@cython.final
cdef class PunctuationConfusions:
    cdef dict _at_position
    cdef dict _anywhere
    cdef dict _speck_rates
    cdef Cache _separators
    cpdef double speck_rate(self, str symbol)
    @cython.locals(separator=Separator)
    cpdef Separator separator(self, str seen)
    @cython.locals(rate=double)
    cdef double error_rate(self, Separator separator, Py_ssize_t position)
    @cython.locals(rate=double)
    cdef double log_rate(self, Separator separator, GapCandidate candidate, Py_ssize_t position)
    @cython.locals(rate=double)
    cdef double _rate(self, str position, str seen, str printed)
