# Types for features.py where it is compiled; see hatch_build.py.
cimport cython

from ocrfix.tagging.learned.letter_token cimport LetterToken
from ocrfix.tagging.learned.token_line cimport TokenLine

cdef Py_ssize_t _MAX_ITEM_CHARS, _MAX_END_CHARS

@cython.final
cdef class Placed:
    cdef readonly TokenLine line
    cdef readonly Py_ssize_t number
    cdef readonly list kinds
    cdef readonly list types

@cython.final
cdef class Section:
    cdef readonly list lines
    cdef tuple _tops
    cdef list _common
    cdef Py_ssize_t _marked_ends
    cdef dict _copies
    @cython.locals(placed=Placed, found=list)
    cpdef list line_features(self, Py_ssize_t at)
    @cython.locals(placed=Placed, key=str)
    cpdef tuple position(self, Py_ssize_t at)
    @cython.locals(here=Placed)
    cpdef tuple context(self, Py_ssize_t at)
    @cython.locals(placed=Placed, found=list, distance=Py_ssize_t, other=Py_ssize_t)
    cpdef list surroundings(self, Py_ssize_t at)
    @cython.locals(token=LetterToken, tokens=list, found=list, place=str)
    cpdef list place_features(self, Py_ssize_t at, Py_ssize_t number)
    @cython.locals(here=Placed, token=LetterToken)
    cpdef bint opens_paragraph(self, Py_ssize_t at, Py_ssize_t number)
    @cython.locals(here=Placed, kinds=list, rest=Py_ssize_t)
    cpdef tuple inner_place(self, Py_ssize_t at, Py_ssize_t number)
    @cython.locals(line=TokenLine, token=LetterToken, short=str, place=str, is_last=bint, ends=bint,
                   stop=bint)
    cpdef tuple ending(self, Py_ssize_t at)
    @cython.locals(here=Placed, above=Placed)
    cdef Py_ssize_t _gap(self, Py_ssize_t at)

cpdef list inner_features(tuple place)
cpdef Py_ssize_t _distance(Py_ssize_t lines)
