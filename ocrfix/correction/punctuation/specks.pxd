# Types for specks.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.text.tokens cimport Token

@cython.locals(char=str)
cdef bint _contains_any(str text, list chars)
@cython.locals(found=list, token=Token, after=Token, number=Py_ssize_t)
cdef list _before_hyphen(list tokens, str text)
@cython.locals(found=list, token=Token, number=Py_ssize_t, size=Py_ssize_t)
cdef list _before_bracket(list tokens, str text)
