# Types for case.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.lexicon.casing cimport capitalised, shape
from ocrfix.correction.annotated_tokens cimport WordInContext, AnnotatedTokens
from ocrfix.text.tokens cimport Token

@cython.locals(offers=list, token=Token, text=str, kind=str, lower=str, forms=tuple, after=str)
cpdef list find_candidates(AnnotatedTokens annotated, WordInContext target)
