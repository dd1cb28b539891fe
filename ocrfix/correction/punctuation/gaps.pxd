# Types for gaps.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.system.cache cimport Cache

cdef Cache _straightened
cdef Py_ssize_t _MAX_GAP_CHARS, _COLUMN_SPACES, _MAX_WORD_CHARS, _DEEP_INDENT, _FULL_LINE_CHARS, \
    _MAX_NUMERAL_CHARS

@cython.final
cdef class Gap:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str seen
    cdef readonly str position
    cdef readonly str left
    cdef readonly str right
    cdef readonly Py_ssize_t line
    cdef readonly bint left_on_other_line
    cdef readonly bint right_on_other_line

@cython.locals(straight=str)
cpdef str straighten_quotes(str text)
@cython.locals(found=list, number=Py_ssize_t, text=str, has_addresses=bint)
cpdef list find_gaps(tokenized)
@cython.locals(size=Py_ssize_t, at=Py_ssize_t, begin=Py_ssize_t, end=Py_ssize_t, around=str,
               char=cython.Py_UCS4, gap=Gap)
cdef object _add_line_gaps(tokenized, Py_ssize_t number, str text, bint has_addresses, list found)
@cython.locals(spaces=Py_ssize_t, char=cython.Py_UCS4)
cdef bint _separates_columns(str around)
@cython.locals(after_space=bint, char=cython.Py_UCS4)
cdef str _collapse_spaces(str text)
@cython.locals(left=str, right=str, seen=str, position=str, left_on_other_line=bint,
               right_on_other_line=bint, start=Py_ssize_t, gap=Gap)
cdef Gap _gap(tokenized, Py_ssize_t number, str text, Py_ssize_t begin, Py_ssize_t end, str around,
              bint has_addresses)
@cython.locals(at=Py_ssize_t, size=Py_ssize_t)
cdef Py_ssize_t _indent(str text)
@cython.locals(at=Py_ssize_t)
cdef Py_ssize_t _content_end(str text)
@cython.locals(indent=Py_ssize_t, other=Py_ssize_t)
cdef bint _is_deeply_indented(tokenized, Py_ssize_t number)
@cython.locals(other=Py_ssize_t, text=str, end=Py_ssize_t)
cdef str _last_word_of_previous_line(tokenized, Py_ssize_t number)
@cython.locals(other=Py_ssize_t, text=str, word=str, start=Py_ssize_t, end=Py_ssize_t)
cdef str _first_word_of_next_line(tokenized, Py_ssize_t number, bint has_addresses)
@cython.locals(lines=list, other=Py_ssize_t, text=str)
cdef Py_ssize_t _nearby_line(tokenized, Py_ssize_t number, Py_ssize_t step)
@cython.locals(start=Py_ssize_t, least=Py_ssize_t)
cpdef str word_before(str text, Py_ssize_t end)
@cython.locals(end=Py_ssize_t, most=Py_ssize_t)
cpdef str word_after(str text, Py_ssize_t start)
