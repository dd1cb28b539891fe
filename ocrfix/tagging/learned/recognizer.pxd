# Types for recognizer.py where it is compiled; see hatch_build.py.
cimport cython

from ocrfix.system.cache cimport Cache
from ocrfix.tagging.learned.features cimport Placed, Section
from ocrfix.tagging.learned.letter_token cimport LetterToken
from ocrfix.tagging.learned.model cimport MarkerModel, Unpacking
from ocrfix.tagging.learned.token_line cimport TokenLine

cdef double _BEYOND_DOUBT, _CERTAIN_TEXT, _TEXT

@cython.final
cdef class LearnedRecognizer:
    cdef MarkerModel _model
    cdef Unpacking _sums
    cdef object _token
    cdef Cache _lines
    cdef Cache _known
    cdef dict _labels
    cdef Py_ssize_t _enough
    cdef Py_ssize_t _too_little
    cdef Py_ssize_t _enough_at_last
    cdef object _forms
    cdef object _looks
    cdef object _places
    cdef object _endings
    cdef object _measures
    cdef object _summaries
    cdef object _positions
    cpdef TokenLine line(self, str text)
    @cython.locals(line=TokenLine, first=Py_ssize_t, context=tuple, known=dict)
    cdef dict _doubtful(self, Section section, Py_ssize_t at)
    @cython.locals(found=dict, placed=Placed, tokens=list, needed=Py_ssize_t, kinds=list,
                   number=Py_ssize_t, token=LetterToken)
    cpdef dict scores(self, Section section, Py_ssize_t at, Py_ssize_t first)
    @cython.locals(lines=list, placed=Placed, line=TokenLine)
    cdef object _shared(self, Section section, Py_ssize_t at)
    cdef object _from_line(self, TokenLine line, str side)
    @cython.locals(placed=Placed, tokens=list, distance=Py_ssize_t, margin=Py_ssize_t, scores=list)
    cdef object _score(self, Section section, Py_ssize_t at, Py_ssize_t number, total)
    cdef object _seen_from(self, LetterToken token, distance)
    @cython.locals(placed=Placed, place=tuple)
    cdef object _place(self, Section section, Py_ssize_t at, Py_ssize_t number)

@cython.locals(at=Py_ssize_t)
cpdef double _margin(list scores)
