# Types for token_line.py where it is compiled; see hatch_build.py.
cimport cython

from ocrfix.tagging.learned.letter_token cimport LetterToken
from ocrfix.text.letters cimport digit_count, uppercase_share

cdef Py_ssize_t _MAX_LINE_SHAPE, _SHORT_LINE_CHARS, _PROSE_TOKENS, _PROSE_EDGE
cdef double _PROSE_SHARE

@cython.final
cdef class TokenLine:
    cdef readonly str text
    cdef readonly list tokens
    cdef readonly str key
    cdef readonly bint is_prose
    cdef readonly list marking_words
    cdef readonly str first_key
    cdef readonly Py_ssize_t single_chars
    cdef readonly tuple summary
    cdef readonly tuple measures
    cdef readonly list features
    cdef readonly bint ends_marked
    cdef readonly bint starts_paragraph
    cdef public dict totals
    cdef list _spans
    cpdef list spans(self)
    cpdef list seen_from(self, str side)
    @cython.locals(size=Py_ssize_t, one=LetterToken)
    cpdef Py_ssize_t first_active(self)

@cython.locals(upper=str, month=str)
cdef bint _has_month(str text) except -1
