# Types for position.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.system.cache cimport Cache
from ocrfix.text.casing cimport case_shape
from ocrfix.correction.punctuation.gaps cimport Gap

cdef Py_ssize_t _LOWER, _BEFORE_WORD
cdef Cache _kinds

cpdef str position_name(Gap gap)
cpdef Py_ssize_t position_index(Gap gap, Py_ssize_t right_kind)
@cython.locals(index=Py_ssize_t, at=Py_ssize_t, size=Py_ssize_t)
cpdef Py_ssize_t word_kind(str word)
cdef str _kind_name(str word)
