# Types for letter_token.py where it is compiled; see hatch_build.py.
cimport cython

from ocrfix.tagging.learned.vocabulary cimport MarkingWords
from ocrfix.text.letters cimport LookalikeFolding

cdef Py_ssize_t _MAX_AFFIX, _MAX_SHAPE, _MAX_NEIGHBOR_SHAPE, _LONG_TOKEN_CHARS

@cython.final
cdef class LetterToken:
    cdef readonly str text
    cdef readonly str key
    cdef readonly Py_ssize_t level
    cdef readonly str known
    cdef readonly tuple near
    cdef str _shape
    cdef str _bare
    cdef public object total
    cdef public Py_ssize_t margin
    cdef public dict seen
    cdef tuple _near_types
    cdef bint _is_word
    cdef bint _is_long
    cdef bint _has_digit
    cpdef str shape(self)
    @cython.locals(key=str, own=list, size=Py_ssize_t, at=Py_ssize_t, padded=str, word=str)
    cpdef list own(self)
    @cython.locals(text=str, case=str)
    cpdef tuple form(self)
    @cython.locals(known=str)
    cpdef tuple look(self, distance)
    @cython.locals(found=list, at=str)
    cpdef list seen_from(self, distance)
    @cython.locals(bare=str)
    cdef str _word(self)
    @cython.locals(text=str, kinds=str)
    cdef str _kinds(self)

@cython.locals(kinds=str)
cpdef str shape_of(str text)
cdef bint _is_word_char(str char) except -1
