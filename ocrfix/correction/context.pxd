# Types for context.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.place cimport Place
from ocrfix.lexicon.word cimport Word

cdef double _SHARE, _REST, _MOST

@cython.final
cdef class Counted:
    cdef readonly str pairs
    cdef readonly double words

@cython.locals(kept=dict)
cpdef double follows(lexicon, Counted text, Word first, Word second)
@cython.locals(count=double, chance=double, ratio=double)
cdef double _follows(lexicon, Counted text, Word first, Word second)
@cython.locals(found=double, a=cython.longlong, b=cython.longlong, c=cython.longlong, d=cython.longlong)
cpdef double triples(lexicon, Place place, Word first, Word last)
