# Types for scan.py where it is compiled; see hatch_build.py.
cimport cython

cdef str _PARTS
cdef frozenset _HYPHENS

@cython.final
@cython.no_gc  # no circle goes through it
cdef class Token:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str text
    cdef readonly Py_ssize_t line
    cdef readonly bint opens

@cython.final
cdef class Scan:
    cdef readonly str text
    cdef readonly list lines
    cdef readonly list tokens
    cdef readonly list first_token
    cdef tuple _opening
    cdef frozenset _broken
    cdef object _standing
    cdef dict _times
    @cython.locals(opens=bint, number=Py_ssize_t, start=Py_ssize_t, text=str, spans=list)
    cdef void _cut(self) except *
    @cython.locals(tokens=list, size=Py_ssize_t, at=Py_ssize_t, last=Py_ssize_t, begin=Py_ssize_t,
                   sign=cython.Py_UCS4, text=str)
    cdef bint _cut_line(self, Py_ssize_t offset, str line, Py_ssize_t number, bint opens) except *
    cdef bint _cut_around(self, Py_ssize_t offset, str line, Py_ssize_t number, bint opens,
                          list spans) except *
    @cython.locals(found=set, tokens=list, scanned=str, first=Py_ssize_t, token=Token, after=Token,
                   gap=str)
    cdef frozenset _halves(self)
    cpdef Py_ssize_t times(self, str text)
    cpdef tuple line_span(self, Py_ssize_t number)
    cpdef str before(self, Token token)
    cpdef str after(self, Token token)
