# Types for confusions.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.alignment cimport behind, in_front, runs

cdef double _NEVER_SEEN, _NOT_THERE, _ALIKE, _EACH_LETTER_MORE

@cython.final
cdef class Confusions:
    cdef readonly double highest
    cdef dict _read
    @cython.locals(found=double, rows=Py_ssize_t, columns=Py_ssize_t, front=Py_ssize_t, back=Py_ssize_t, lost=str,
                   put=str, one=str, other=str)
    cpdef double cost(self, str truth, str seen)
    @cython.locals(known=dict, log=object)
    cdef double _log(self, str truth, str seen)
    @cython.locals(known=double, longest=Py_ssize_t, whole=double, apart=double, i=Py_ssize_t,
                   one=str, other=str)
    cdef double _run(self, str truth, str seen)
