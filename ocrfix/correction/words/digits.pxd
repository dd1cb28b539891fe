# Types for digits.py where it is compiled; see hatch_build.py.
cimport cython
from ocrfix.correction.annotated_tokens cimport AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate cimport Candidate
from ocrfix.lexicon.recase cimport recase
from ocrfix.lexicon.word cimport Word

@cython.locals(candidates=list, text=str, word=str, known=Word, after=str)
cpdef list find_candidates(AnnotatedTokens annotated, WordInContext target)
