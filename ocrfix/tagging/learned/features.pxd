# Types for features.py where it is compiled; see hatch_build.py.
cimport cython

from ocrfix.text.letters cimport LookalikeFolding

@cython.final
cdef class LetterToken:
    cdef readonly str text
    cdef readonly str key
    cdef readonly Py_ssize_t level
    cdef readonly str known
    cdef readonly tuple near
    cdef str _shape
    cdef public dict scores
    cdef tuple _near_types
    cdef bint _is_word
    cdef bint _is_long
    cpdef str shape(self)
    @cython.locals(text=str, key=str, known=str, own=list, size=Py_ssize_t, at=Py_ssize_t, padded=str, name=str)
    cpdef list own(self)
    @cython.locals(found=list)
    cpdef list seen_from(self, Py_ssize_t distance)
    cpdef str _word(self)
    @cython.locals(text=str, kinds=str)
    cpdef str _kinds(self)

@cython.locals(kinds=str)
cpdef str shape_of(str text)

@cython.final
cdef class TokenLine:
    cdef readonly str text
    cdef readonly list spans
    cdef readonly list tokens
    cdef readonly str key
    cdef readonly bint is_prose
    cdef readonly list marking_words
    cdef readonly str first_key
    cdef readonly Py_ssize_t single_chars
    cdef readonly tuple summary
    cdef readonly list features
    cdef readonly bint ends_marked
    cdef readonly bint starts_paragraph
    cpdef Py_ssize_t first_active(self)

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
    @cython.locals(here=Placed, near=Placed, found=list, top=Py_ssize_t, bottom=Py_ssize_t, copies=Py_ssize_t,
                   other=Py_ssize_t)
    cpdef list line_features(self, Py_ssize_t at)
    @cython.locals(here=Placed, token=LetterToken, tokens=list, found=list)
    cpdef list place_features(self, Py_ssize_t at, Py_ssize_t number)
    cpdef bint opens_paragraph(self, Py_ssize_t at, Py_ssize_t number)
    @cython.locals(kinds=list, rest=Py_ssize_t)
    cpdef tuple inner_place(self, Py_ssize_t at, Py_ssize_t number)
    cpdef list _end_features(self, Py_ssize_t at, LetterToken token, before)
    cpdef Py_ssize_t _gap(self, Py_ssize_t at)

cpdef list inner_features(tuple place)
cpdef Py_ssize_t _distance(Py_ssize_t lines)
