# Types for casing.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.system.cache cimport Cache

cdef Cache _shapes
cdef Py_ssize_t _MIN_NAME_CHARS

@cython.locals(shape=str)
cpdef str case_shape(str word)
cpdef Py_ssize_t case_number(str word)
cpdef str capitalize(str word)
cpdef bint is_name_shaped(str text)
