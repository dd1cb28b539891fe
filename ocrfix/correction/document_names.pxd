# Types for twins.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.distance cimport edit_distance
from ocrfix.lexicon.neighbours cimport letter_mask

ctypedef unsigned long long bits

cdef class Twins:
    cdef object _lexicon
    cdef object _times
    cdef dict _spellings
    cdef readonly list _names
    cdef bits[::1] _masks
    cdef long long[::1] _sizes
    cdef dict _found
    cpdef object of(self, str text)
    @cython.locals(found=list, letters=bits, size=Py_ssize_t, masks="unsigned long long[::1]",
                   sizes="long long[::1]", at=Py_ssize_t, theirs=bits, gone=bits, come=bits)
    cdef list _about_as(self, str key, Py_ssize_t most)
