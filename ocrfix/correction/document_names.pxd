# Types for document_names.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.distance cimport edit_distance
from ocrfix.lexicon.neighbors cimport letter_mask

ctypedef unsigned long long bits

cdef class DocumentNames:
    cdef object _lexicon
    cdef object _counts
    cdef dict _spellings
    cdef readonly list _names
    cdef bits[::1] _masks
    cdef long long[::1] _sizes
    cdef dict _found
    cpdef object match(self, str text)
    @cython.locals(found=list, letters=bits, size=Py_ssize_t, masks="unsigned long long[::1]",
                   sizes="long long[::1]", at=Py_ssize_t, other=bits, removed=bits, added=bits)
    cdef list _similar_names(self, str key, Py_ssize_t most)
