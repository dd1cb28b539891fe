# Types for confusions.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.alignment cimport misreadings

cdef double _NEVER_SEEN, _ALIKE, _EACH_LETTER_MORE

@cython.final
cdef class Confusions:
    cdef dict _logs
    @cython.locals(found=double, run=tuple)
    cpdef double cost(self, str truth, str seen)
    @cython.locals(truth=str, seen=str, longest=Py_ssize_t, whole=double, apart=double,
                   i=Py_ssize_t, one=str, other=str)
    cdef double _run(self, tuple run)
