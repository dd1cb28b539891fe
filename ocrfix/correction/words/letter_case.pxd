# Types for letter_case.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.text.casing cimport capitalize, case_shape

@cython.locals(candidates=list, text=str, case=str, lower=str, forms=tuple, after=str)
cpdef list find_candidates(AnnotatedTokens annotated, WordInContext target)
