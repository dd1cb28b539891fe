# Types for paragraphs.py where it is compiled; see hatch_build.py.
cimport cython

cdef Py_ssize_t _MIN_PARAGRAPH_CHARS, _MAX_MARK_CHARS, _MAX_GAP_LINES, _SUBJECT_LINES

@cython.final
cdef class Paragraphs:
    cdef readonly dict lines
    cdef object _page
    cdef list _all
    cdef set _marked
    cdef list _numbers
    cdef dict _position
    cpdef Py_ssize_t count(self, section) except -1
    @cython.locals(found=set, line=str)
    cpdef set list_letters(self)
    @cython.locals(at=Py_ssize_t)
    cpdef Py_ssize_t before(self, Py_ssize_t number) except -2
    @cython.locals(after=Py_ssize_t)
    cpdef bint goes_on(self, Py_ssize_t number) except -1
    @cython.locals(after=str)
    cpdef bint ends_paragraph(self, Py_ssize_t number) except -1
    cpdef bint starts_paragraph(self, Py_ssize_t number) except -1
    @cython.locals(at=Py_ssize_t)
    cpdef bint is_followed_by_lowercase(self, Py_ssize_t number) except -1
    @cython.locals(before=Py_ssize_t)
    cpdef bint follows_sentence(self, Py_ssize_t number) except -1

cdef bint _is_tail(match, str line, Py_ssize_t start) except -1
