# Types for digits.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.lexicon.casing cimport dressed
from ocrfix.correction.annotated_tokens cimport WordInContext, AnnotatedTokens
from ocrfix.lexicon.word cimport Word
from ocrfix.text.tokens cimport Token

@cython.locals(offers=list, token=Token, text=str, word=str, known=Word, after=str)
cpdef list find_candidates(AnnotatedTokens annotated, WordInContext target)
