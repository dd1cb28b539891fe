# Types for context.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport Place
from ocrfix.lexicon.ngrams cimport SideBySide
from ocrfix.lexicon.lexicon cimport Lexicon
from ocrfix.lexicon.word cimport Word

cdef double _SHARE, _REST, _MOST

@cython.final
cdef class Counted:
    cdef readonly bint collected
    cdef readonly double words

@cython.locals(counted=SideBySide, count=double, chance=double, ratio=double)
cpdef double follows(Lexicon lexicon, Counted text, Word first, Word second)
@cython.locals(counted=SideBySide, found=double, a=cython.longlong, b=cython.longlong,
               c=cython.longlong, d=cython.longlong)
cpdef double triples(Lexicon lexicon, Place place, Word first, Word last)
