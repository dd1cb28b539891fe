# Types for signs.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.context cimport follows
from ocrfix.correction.dress cimport shape
from ocrfix.correction.gaps cimport Gap, folded
from ocrfix.correction.place cimport Places
from ocrfix.lexicon.word cimport Word

cdef dict _names

cdef dict _names_of(str sign)
cdef str _name(dict names, str sign, str name)
cpdef str where(Gap gap)
cpdef tuple change(str seen, str meant)
@cython.locals(straight=str, start=Py_ssize_t, end=Py_ssize_t, least=Py_ssize_t)
cdef tuple _differ(str seen, str meant)
cdef str _kind(str text)
cdef bint _possible(Gap gap, str meant)
