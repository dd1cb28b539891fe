# Types for levels.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.distance cimport edit_distance
from ocrfix.text.letters cimport LookalikeFolding, digit_count, uppercase_share

cdef Py_ssize_t _MAX_GARBLED_CHARS, _MIN_KEY_CHARS, _MAX_SPECK_CHARS, _LONG_CHARS
cdef double _MIN_UPPERCASE_SHARE
cdef str _SPECKS

@cython.final
cdef class _Level:
    cdef readonly str text
    cdef readonly str key
    cdef readonly Py_ssize_t max_errors

@cython.final
cdef class LevelRecognizer:
    cdef LookalikeFolding _folding
    cdef list _levels
    cdef str _pattern
    cdef object _exact
    cdef frozenset _citing
    cdef frozenset _words
    @cython.locals(best=_Level, level=_Level, least=Py_ssize_t, errors=Py_ssize_t, size=Py_ssize_t)
    cdef tuple _nearest(self, str key)

cpdef list _without_specks(str text)
