# Types for recase.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.lexicon.word cimport Word
from ocrfix.text.casing cimport capitalize, case_shape

cpdef list recase(str word, str seen, Word known, str user_spelling=*)
@cython.locals(forms=list)
cpdef list cased_forms(str word, str seen, str shape, long flags, str user_spelling)
