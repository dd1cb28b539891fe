# Types for recognizer.py where it is compiled; see hatch_build.py.
cimport cython

from ocrfix.tagging.learned.features cimport LetterToken, Placed, Section, TokenLine

@cython.final
cdef class LearnedRecognizer:
    cdef object _model
    cdef object _folding
    cdef object _tokens
    cdef object _lines
    cdef dict _labels
    cdef dict _shared
    cdef dict _places
    cpdef TokenLine line(self, str text)
    cpdef LetterToken token(self, str text)
    @cython.locals(tokens=list, distance=Py_ssize_t, scores=list)
    cpdef _score(self, Section section, Py_ssize_t at, Py_ssize_t number, shared)
    cpdef _own(self, LetterToken token)
    cpdef _seen_from(self, LetterToken token, Py_ssize_t distance)
    cpdef _place(self, Section section, Py_ssize_t at, Py_ssize_t number)
    @cython.locals(known=dict, feature=str)
    cpdef _sum(self, list features)

cpdef double _margin(list scores)
