# Types for confusions.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.alignment cimport align_trimmed, common_prefix, common_suffix

cdef double _UNSEEN, _NOT_IN_TABLE, _MIN_LOOKALIKE, _EACH_FURTHER_LETTER

@cython.final
cdef class Confusions:
    cdef readonly double max_log_likelihood
    cdef dict _by_truth
    @cython.locals(total=double, rows=Py_ssize_t, columns=Py_ssize_t, prefix=Py_ssize_t, suffix=Py_ssize_t,
                   removed=str, added=str, one=str, other=str)
    cpdef double log_likelihood(self, str truth, str seen)
    @cython.locals(by_seen=dict, log=object)
    cdef double _entry(self, str truth, str seen)
    @cython.locals(entry=double, longest=Py_ssize_t, whole=double, letter_by_letter=double, i=Py_ssize_t,
                   one=str, other=str)
    cdef double _of_run(self, str truth, str seen)
