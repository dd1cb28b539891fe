# Types for specks.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.text.tokens cimport Token

@cython.locals(sign=str)
cdef bint _holds(str text, list signs)
@cython.locals(found=list, token=Token, after=Token, number=Py_ssize_t)
cdef list _hyphened(list tokens, str text)
@cython.locals(found=list, token=Token, number=Py_ssize_t, size=Py_ssize_t)
cdef list _bracketed(list tokens, str text)
