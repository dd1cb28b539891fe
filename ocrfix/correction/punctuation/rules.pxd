# Types for rules.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.text.tokens cimport Token

@cython.locals(found=list, token=Token, after=Token, number=Py_ssize_t, at=Py_ssize_t,
               width=Py_ssize_t)
cdef list _before_comma_or_stop(list tokens, str text)
