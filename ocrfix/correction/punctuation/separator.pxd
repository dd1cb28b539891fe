# Types for separator.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.punctuation.gaps cimport straighten_quotes
from ocrfix.lexicon.alignment cimport common_suffix, common_prefix

@cython.final
cdef class GapCandidate:
    cdef readonly str printed
    cdef readonly bint is_unchanged
    cdef readonly list symbols
    cdef readonly str removed_bracket
    cdef readonly bint removes_hyphen
    cdef readonly bint removes_quote
    cdef double[::1] log_rates
    cdef str _layout
    cdef readonly str layout
    cdef list _layout_between
    cdef readonly str substitution
    cdef readonly str substitution_noise
    cdef readonly str substitution_quiet
    cdef readonly str substitution_leading
    cdef readonly str substitution_trailing
    cdef readonly str substitution_inner
    @cython.locals(name=str)
    cdef str layout_between(self, Py_ssize_t kinds)

@cython.final
cdef class Separator:
    cdef readonly str seen
    cdef readonly list printed
    cdef readonly bint has_space, has_colon, has_ellipsis, has_quote, has_paired_mark
    cdef readonly bint is_bullet, is_dash, is_joiner, is_apostrophe
    cdef readonly bint ends_with_currency, ends_with_hyphen, starts_with_stop, starts_with_comma
    cdef double[::1] error_rates
    cdef readonly dict candidate_lists
    cdef dict _candidates
    @cython.locals(candidate=GapCandidate)
    cpdef GapCandidate candidate(self, str printed)

cpdef tuple difference(str seen, str printed)
@cython.locals(straight=str, start=Py_ssize_t)
cpdef tuple common_ends(str seen, str printed)
