# Types for noise.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.text.letters cimport figures

cdef Py_ssize_t _LONGEST, _FEWEST

@cython.locals(bare=str, size=Py_ssize_t, marks=Py_ssize_t, letters=Py_ssize_t)
cpdef bint is_noise(str line)
