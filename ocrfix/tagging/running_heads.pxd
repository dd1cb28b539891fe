# Types for echo.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.distance cimport edit_distance
from ocrfix.text.letters cimport capital_share, figures

cdef double _LIKE, _MARKED, _CAPITALS, _SHORTEST_COPY, _LONGEST_COPY
cdef Py_ssize_t _FEWEST, _LONGEST, _MOST_KNOWN, _FIGURES

@cython.locals(found=Py_ssize_t, at=Py_ssize_t, least=double, like=double, size=Py_ssize_t,
               text=str)
cpdef Py_ssize_t _nearest(str copy, list texts)
cpdef bint may_echo(str bare, double share)
cdef bint _open(str line)
