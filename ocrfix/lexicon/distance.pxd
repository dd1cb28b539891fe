# Types for distance.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.alignment cimport behind, in_front

cdef Py_ssize_t _WIDTH
cdef int[::1] _ROWS

@cython.locals(front=Py_ssize_t, alike=Py_ssize_t, long=Py_ssize_t, size=Py_ssize_t, rows="int[::1]",
               column=Py_ssize_t, row=Py_ssize_t, before=Py_ssize_t, above=Py_ssize_t,
               here=Py_ssize_t, over=int, nearest=int, first=Py_ssize_t,
               last=Py_ssize_t, sign=cython.Py_UCS4, lowest=int, least=int, found=int)
cpdef int apart(str one, str other, int most, bint swaps=*) except -1
