# Types for running_heads.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.distance cimport edit_distance
from ocrfix.text.letters cimport digit_count, uppercase_share

cdef double _MIN_SIMILARITY, _MIN_MARKED_SHARE, _MIN_UPPERCASE_SHARE, _MIN_COPY_CHARS, _MAX_COPY_CHARS
cdef Py_ssize_t _MIN_CHARS, _MAX_CHARS, _MAX_RUNNING_HEADS, _MIN_DIGITS

@cython.locals(found=Py_ssize_t, at=Py_ssize_t, best=double, similarity=double, size=Py_ssize_t,
               text=str)
cpdef Py_ssize_t _nearest(str copy, list texts)
cpdef bint may_be_running_head(str bare, double upper)
cdef bint _is_capitals_or_digits(str line)
