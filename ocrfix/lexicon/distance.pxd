# Types for distance.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.alignment cimport common_prefix, common_suffix

cdef Py_ssize_t _ROW_CHARS
cdef int[::1] _ROWS

@cython.locals(b_size=Py_ssize_t, a_size=Py_ssize_t)
cpdef int edit_distance(str a, str b, int max_distance, bint transpositions=*) except -1
@cython.locals(prefix=Py_ssize_t, shared=Py_ssize_t, b_size=Py_ssize_t, a_size=Py_ssize_t, rows="int[::1]",
               column=Py_ssize_t, row=Py_ssize_t, before=Py_ssize_t, above=Py_ssize_t,
               here=Py_ssize_t, over=int, nearest=int, first=Py_ssize_t,
               last=Py_ssize_t, letter=cython.Py_UCS4, lowest=int, least=int, distance=int)
cdef int _banded(str a, str b, int max_distance, bint transpositions) except -1
