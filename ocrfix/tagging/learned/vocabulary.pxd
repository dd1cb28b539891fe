# Types for vocabulary.py where it is compiled; see hatch_build.py.
cimport cython

from ocrfix.lexicon.distance cimport edit_distance

cdef Py_ssize_t _TWO_ERRORS_CHARS, _THREE_ERRORS_CHARS, _MAX_ERRORS

@cython.final
cdef class MarkingWords:
    cdef readonly object types
    cdef list _words
    cdef dict _of_length
    cdef dict _with_letter
    cdef dict _near
    @cython.locals(size=Py_ssize_t, limit=Py_ssize_t, errors=Py_ssize_t, word=str)
    cpdef tuple nearest(self, str key)
    @cython.locals(size=Py_ssize_t, place=Py_ssize_t, letter=str)
    cdef object _candidates(self, str key, Py_ssize_t limit)
    @cython.locals(at=Py_ssize_t)
    cdef object _words_near(self, str letter, Py_ssize_t place, Py_ssize_t limit)

cpdef Py_ssize_t max_errors(Py_ssize_t size)
