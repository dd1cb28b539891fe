# Types for gaps.py where it is compiled; see hatch_build.py.
cimport cython

cdef dict _folded
cdef Py_ssize_t _LONGEST, _COLUMNS, _LONGEST_WORD, _SET_IN, _FULL_LINE

@cython.final
cdef class Gap:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str seen
    cdef readonly str place
    cdef readonly str left
    cdef readonly str right
    cdef readonly Py_ssize_t line
    cdef readonly bint over_left
    cdef readonly bint over_right

@cython.locals(found=str)
cpdef str folded(str signs)
@cython.locals(found=list, number=Py_ssize_t, text=str, addressed=bint)
cpdef list gaps(tokenized)
@cython.locals(size=Py_ssize_t, at=Py_ssize_t, begin=Py_ssize_t, end=Py_ssize_t, around=str,
               sign=cython.Py_UCS4, gap=Gap)
cdef object _of_line(tokenized, Py_ssize_t number, str text, bint addressed, list found)
@cython.locals(blanks=Py_ssize_t, sign=cython.Py_UCS4)
cdef bint _parts_columns(str around)
@cython.locals(blank=bint, sign=cython.Py_UCS4)
cdef str _squeezed(str around)
@cython.locals(left=str, right=str, seen=str, place=str, over_left=bint, over_right=bint,
               start=Py_ssize_t, gap=Gap)
cdef Gap _between(tokenized, Py_ssize_t number, str text, Py_ssize_t begin, Py_ssize_t end, str around,
                  bint addressed)
@cython.locals(at=Py_ssize_t, size=Py_ssize_t)
cdef Py_ssize_t _indent(str text)
@cython.locals(at=Py_ssize_t)
cdef Py_ssize_t _ending(str text)
@cython.locals(indent=Py_ssize_t, other=Py_ssize_t)
cdef bint _set_in(tokenized, Py_ssize_t number)
@cython.locals(other=Py_ssize_t, text=str, end=Py_ssize_t)
cdef str _line_before(tokenized, Py_ssize_t number)
@cython.locals(other=Py_ssize_t, text=str, word=str, start=Py_ssize_t, end=Py_ssize_t)
cdef str _line_after(tokenized, Py_ssize_t number, bint addressed)
@cython.locals(lines=list, other=Py_ssize_t, text=str)
cdef Py_ssize_t _near(tokenized, Py_ssize_t number, Py_ssize_t step)
@cython.locals(start=Py_ssize_t, least=Py_ssize_t)
cpdef str word_before(str text, Py_ssize_t end)
@cython.locals(end=Py_ssize_t, most=Py_ssize_t)
cpdef str word_after(str text, Py_ssize_t start)
