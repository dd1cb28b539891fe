# Types for paired_marks.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.punctuation.gaps cimport Gap, straighten_quotes
from ocrfix.correction.punctuation.separator cimport Separator

cdef Py_ssize_t _NEARBY_CHARS
cdef str _PAIRED_MARKS

@cython.final
cdef class PairedMarks:
    cdef str _text
    cdef list _gaps
    cdef list _separators
    cdef bint _are_quotes_found
    cdef list _straight, _curly
    cdef list _opening_single, _closing_single, _opening_double, _closing_double
    cdef Py_ssize_t curly_quotes(self, Py_ssize_t at)
    cdef Py_ssize_t straight_quotes(self, Py_ssize_t at)
    @cython.locals(text=str, size=Py_ssize_t, number=Py_ssize_t, separator=Separator, gap=Gap,
                   at=Py_ssize_t, char=str, straight=str, after=bint, before=bint, offsets=list)
    cdef object _find_quotes(self)
    @cython.locals(text=str, opening=list, closing=list, index=Py_ssize_t, partner=Py_ssize_t,
                   following=Py_ssize_t, earlier=Py_ssize_t)
    cdef bint is_quote_paired(self, Py_ssize_t at)
    @cython.locals(text=str, at=Py_ssize_t, straight=str)
    cdef bint has_paired_quote(self, Gap gap)
    @cython.locals(text=str, closes=bint, start=Py_ssize_t, end=Py_ssize_t, depth=Py_ssize_t,
                   at=Py_ssize_t)
    cdef bint is_bracket_paired(self, Gap gap, str bracket)
    @cython.locals(text=str, size=Py_ssize_t, found=Py_ssize_t, at=Py_ssize_t, mark=str,
                   bit=Py_ssize_t, is_quote=bint, closing=str, opening=str)
    cdef Py_ssize_t paired_in(self, Gap gap)

@cython.locals(first=Py_ssize_t)
cdef Py_ssize_t _count_near(list offsets, Py_ssize_t at)
@cython.locals(low=Py_ssize_t, high=Py_ssize_t, middle=Py_ssize_t, offset=Py_ssize_t)
cdef Py_ssize_t _count_up_to(list offsets, Py_ssize_t at)
