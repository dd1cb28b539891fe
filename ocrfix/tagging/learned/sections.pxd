# Types for sections.py where it is compiled; see hatch_build.py.
cimport cython

from ocrfix.tagging.learned.token_line cimport TokenLine

@cython.locals(kinds=list, spans=list, number=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t,
               a=Py_ssize_t, b=Py_ssize_t)
cdef list _kinds(TokenLine line, Py_ssize_t start, list matches)
