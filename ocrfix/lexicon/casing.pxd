# Types for dress.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.word cimport Word

cdef dict _shapes

@cython.locals(found=str)
cpdef str shape(str word)
cpdef str capitalised(str word)
cpdef bint name_shaped(str text)
cpdef list dressed(str word, str like, Word known, str own=*)
@cython.locals(found=list)
cpdef list in_shape(str word, str like, str kind, long flags, str own)
