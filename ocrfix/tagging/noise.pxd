# Types for noise.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.text.letters cimport digit_count

cdef Py_ssize_t _MAX_CHARS, _MIN_SYMBOLS

@cython.locals(bare=str, size=Py_ssize_t, symbols=Py_ssize_t, letters=Py_ssize_t)
cpdef bint is_noise(str line)
